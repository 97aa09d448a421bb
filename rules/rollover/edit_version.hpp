// Versions that are not there yet: the last one with a key more or less, signed by others, and the
// DS RRset that would go with it.
#pragma once

#include "rules/history/history.hpp"

#include <span>
#include <vector>

namespace zoneproof {

using Identities = std::vector<KeyIdentity>;

/// Without these keys and all their signatures.
Version without_keys(const Version&, const Identities&);
/// Keys stay published; their signatures over data, or over the DNSKEY RRset, go.
Version without_data_signatures(const Version&, const Identities&);
Version without_key_signatures(const Version&, const Identities&);
/// With a key that signs the DNSKEY RRset or does not yet; one that is there already only signs.
Version with_key(const Version&, const PublishedKey&, bool signs_keys);
/// All data signed by these published keys and no others.
Version signed_by(const Version&, const Identities&);
/// RRSIGs by keys that are not published are no longer there.
Version without_unpublished(const Version&);
/// Neither keys nor signatures.
Version unsigned_version(const Version&);

DsVersion with_records(const DsVersion&, std::vector<std::vector<std::uint8_t>> add,
                       const std::vector<std::vector<std::uint8_t>>& drop);

}  // namespace zoneproof
