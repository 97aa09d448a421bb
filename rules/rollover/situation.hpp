// What readiness is judged from: what was published and when, what is to be published, what the
// parent says, and how long things take.
#pragma once

#include "rules/history/history.hpp"
#include "rules/timing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

/// One of those who sign the zone; of most zones there is one (RFC 8901 knows more).
struct SignerHistory {
    std::string name;
    std::vector<Version> versions;  // ascending by published_at
};

/// Somebody has signed with the key: so the private part is there.
struct KeyProof {
    KeyIdentity key;
    std::string by;  // who; an HSM, as a rule
};

struct Situation {
    Name zone;
    /// Front: the signer in question, with at least one version. The others are its peers.
    std::vector<SignerHistory> signers;
    /// The front's last version is not published yet: it would be, at `at`.
    bool candidate = false;
    /// What the parent said when; empty: nobody knows.
    std::vector<DsVersion> ds;
    std::vector<HistoryFault> faults;
    std::size_t later = 0;  // versions recorded for moments behind `at`: not looked at
    /// The oldest versions, where all together show more keys, or sets of them, than are judged.
    std::size_t dropped = 0;
    /// RRSIGs of the last version that no published key verifies though its tag says so.
    std::uint64_t bad_signatures = 0;
    std::vector<std::uint16_t> split_tags;  // of keys that verify some RRSIGs and not others
    std::vector<KeyProof> proofs;
    std::vector<std::string> failed_proofs;  // whose signature no published key verifies
    /// Resolvers follow the keys by RFC 5011: the root, and zones that revoke keys.
    bool trust_anchor = false;
    bool strict_5011 = false;  // against replay of old DNSKEY RRsets
    Timing timing;
    Timestamp at{};

    const std::vector<Version>& versions() const { return signers.front().versions; }
    const Version& last() const { return versions().back(); }
    /// There is something to compare the last version with.
    bool has_past() const { return versions().size() > 1; }
    bool ds_known() const { return !ds.empty(); }
    /// There may be a DS, and nobody said which. Above the root there is no parent.
    bool lacks_ds() const { return ds.empty() && !zone.view().is_root(); }
    /// The DS RRset of now; only when it is known.
    const DsVersion& last_ds() const { return ds.back(); }
};

/// What one command or check was given.
struct SituationInput {
    Name zone;
    History history;
    std::optional<Version> zone_now;  // of the zone file
    std::optional<DsVersion> ds_now;  // of --ds
    std::vector<SignerHistory> peers;
    Timing timing;
    Timestamp at{};
};
/// Puts it in order: what lies behind `at` is left out, and the zone file is a candidate unless it
/// is what was published last. Without any version there is no situation.
std::optional<Situation> make_situation(SituationInput);

/// RRsets of the last version of which a signature has ended, those first; nullptr: there are none.
const SignerSet* first_expired(const Situation&);

/// Whether both are one publication, recorded twice.
bool same_publication(const Version&, const Version&);

/// A key that led into `before`, or might have, as it signs the DNSKEY RRset, and not into `after`.
bool loses_entry(const Version& before, const Version& after);

/// RFC 1982 3.2: `next` is greater than `serial`.
constexpr bool serial_advances(std::uint32_t serial, std::uint32_t next) {
    return next != serial && static_cast<std::int32_t>(next - serial) > 0;
}

}  // namespace zoneproof
