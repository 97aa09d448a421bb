#include "rules/history/history.hpp"

#include "verifier/crypto/digest.hpp"
#include "verifier/crypto/key_verifier.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

constexpr std::size_t before_algorithm = 3;  // flags and protocol, RFC 4034 2.1

unsigned bits_of(const DnskeyView& key) {
    switch (key.algorithm()) {
    case 1:
    case 5:
    case 7:
    case 8:
    case 10: return rsa_parts(key.public_key()).modulus_bits;
    case 13:
    case 15: return 256;
    case 14: return 384;
    case 16: return 456;
    default: return static_cast<unsigned>(8 * key.public_key().size());
    }
}

constexpr std::uint8_t sha256_type = 2;

/// The DS that names the key of a trust anchor.
std::vector<std::uint8_t> ds_of(Octets dnskey, NameView zone) {
    std::vector<std::uint8_t> rdata(4);
    store16(rdata.data(), key_tag(dnskey));
    rdata[2] = DnskeyView(dnskey).algorithm();
    rdata[3] = sha256_type;
    const auto digest = ds_digest(sha256_type, zone, dnskey);
    rdata.insert(rdata.end(), digest.begin(), digest.end());
    return rdata;
}

}  // namespace

KeyIdentity key_identity(Octets dnskey_rdata) {
    KeyIdentity identity;
    Digest digest(HashAlgorithm::sha256);
    digest.update(dnskey_rdata.subspan(before_algorithm));
    digest.finish(identity.octets);
    return identity;
}

std::string to_text(const KeyIdentity& identity) {
    return to_hex(identity.octets);
}

std::string_view to_text(Confidence confidence) {
    constexpr std::string_view words[] = {"low", "medium", "high"};
    return words[static_cast<std::size_t>(confidence)];
}

std::string_view to_text(HistoryFault::Kind kind) {
    constexpr std::string_view words[] = {
        "torn-line",      "damaged-line", "missing-lines",   "other-zone",       "unknown-field",
        "unknown-format", "no-checksum",  "clock-backwards", "serial-backwards", "equal-serial"};
    return words[static_cast<std::size_t>(kind)];
}

PublishedKey published_key(Octets rdata, bool sound) {
    PublishedKey key;
    key.rdata.assign(rdata.begin(), rdata.end());
    key.identity = key_identity(rdata);
    key.tag = key_tag(rdata);
    key.bits = static_cast<std::uint16_t>(std::min(bits_of(key.view()), 0xFFFFu));
    key.sound = sound;
    return key;
}

std::optional<KeyPosition> Version::find(const KeyIdentity& identity) const {
    const auto found = std::ranges::find(keys, identity, &PublishedKey::identity);
    if (found == keys.end()) return std::nullopt;
    return static_cast<KeyPosition>(found - keys.begin());
}

DataUse data_use(const Version& version, KeyPosition key) {
    DataUse use;
    for (const SignerSet& set : version.signer_sets) {
        if (!std::ranges::binary_search(set.keys, key)) continue;
        use.rrsets += set.count;
        if (set.keys.size() == 1) use.alone += set.count;
        use.max_ttl = std::max(use.max_ttl, set.max_ttl);
        use.last_expiry = std::max(use.last_expiry, set.last_expiry);
    }
    use.full = use.rrsets == version.data_rrsets && use.rrsets != 0;
    return use;
}

bool signs_keys(const Version& version, KeyPosition key) {
    return std::ranges::any_of(version.key_signatures,
                               [&](const KeySignature& by) { return by.key == key; });
}

DsVersion ds_version(const ParentDs& parent, NameView zone, Timestamp observed_at) {
    DsVersion ds;
    ds.observed_at = observed_at;
    for (const TrustInput& input : parent.records) {
        if (!in_force(input, seconds(observed_at))) continue;
        ds.records.push_back(input.is_ds ? input.rdata : ds_of(input.rdata, zone));
        if (input.ttl) ds.ttl = std::max(ds.ttl.value_or(0), *input.ttl);
    }
    std::ranges::sort(ds.records, [](Octets a, Octets b) { return compare(a, b) < 0; });
    ds.records.erase(std::unique(ds.records.begin(), ds.records.end()), ds.records.end());
    return ds;
}

}  // namespace zoneproof
