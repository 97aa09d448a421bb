#include "verifier/trust.hpp"

#include "parser/dns/rdata.hpp"
#include "verifier/crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

namespace zoneproof {
namespace {

constexpr std::uint8_t sha1 = 1;

constexpr std::uint8_t whole_rdata = 0;  // no digest type: a DNSKEY given as anchor

/// The published keys by digest, per digest type; each type is computed when first asked for.
class PublishedKeys {
public:
    PublishedKeys(const Zone& zone, const KeyTable& keys) : zone_(zone), keys_(keys) {
        for (const Key& key : keys.keys()) algorithms_[key.algorithm] = true;
    }

    KeyId find(std::uint8_t digest_type, Octets digest) {
        const auto& keys = of_type(digest_type);
        const auto found = keys.find(std::string(digest.begin(), digest.end()));
        return found != keys.end() ? found->second : no_key;
    }
    bool has_algorithm(std::uint8_t algorithm) const { return algorithms_[algorithm]; }

private:
    using ByDigest = std::map<std::string, KeyId>;

    const ByDigest& of_type(std::uint8_t digest_type) {
        const auto [entry, is_new] = by_type_.try_emplace(digest_type);
        for (std::size_t i = 0; is_new && i < keys_.keys().size(); ++i) {
            const Octets rdata = keys_.keys()[i].rdata;
            const auto digest = digest_type == whole_rdata
                                    ? std::vector<std::uint8_t>(rdata.begin(), rdata.end())
                                    : ds_digest(digest_type, zone_.origin(), rdata);
            entry->second.emplace(std::string(digest.begin(), digest.end()), KeyId(i));
        }
        return entry->second;
    }

    const Zone& zone_;
    const KeyTable& keys_;
    std::array<bool, 256> algorithms_{};
    std::map<std::uint8_t, ByDigest> by_type_;
};

/// Fills in what the DS comes to, given the key its digest names.
void compare_with(const KeyTable& keys, KeyId named, DsFact& fact) {
    if (named == no_key) {
        const auto candidates = keys.candidates(fact.algorithm, fact.key_tag);
        if (!candidates.empty()) fact.same_tag = candidates[0];
        return;
    }
    const Key& key = keys[named];
    if (key.tag != fact.key_tag) fact.right_digest_wrong_tag = named;
    if (key.algorithm != fact.algorithm) fact.right_digest_wrong_algorithm = named;
    if (key.fault == KeyFault::declined || key.fault == KeyFault::unsupported_algorithm)
        fact.algorithm_supported = false;
    else if (!key.usable())
        fact.right_digest_unusable_key = named;
    else if (key.tag == fact.key_tag && key.algorithm == fact.algorithm)
        fact.match = named;
}

DsFact judge(const TrustInput& input, const KeyTable& keys, PublishedKeys& published) {
    DsFact fact;
    KeyId named = no_key;
    if (input.is_ds) {
        const DsView ds(input.rdata);
        fact.key_tag = ds.key_tag();
        fact.algorithm = ds.algorithm();
        fact.digest_type = ds.digest_type();
        const DigestInfo* const info = find_digest(fact.digest_type);
        fact.digest_supported = info != nullptr && info->supported;
        fact.length_ok = !fact.digest_supported || ds.digest().size() == info->octets;
        if (fact.digest_supported && fact.length_ok)
            named = published.find(fact.digest_type, ds.digest());
    } else {
        fact.key_tag = key_tag(input.rdata);
        fact.algorithm = DnskeyView(input.rdata).algorithm();
        fact.digest_supported = true;
        named = published.find(whole_rdata, input.rdata);
    }
    fact.algorithm_supported = supports_algorithm(fact.algorithm);
    fact.algorithm_published = published.has_algorithm(fact.algorithm);
    if (fact.digest_supported && fact.length_ok) compare_with(keys, named, fact);
    return fact;
}

/// "Validator implementations SHOULD ignore DS RRs containing SHA-1 digests if DS RRs with SHA-256
/// digests are present in the DS RRset." RFC 4509 3; V-DS-4 takes SHA-384 along, and asks for the
/// right length.
bool sets_sha1_aside(const DsFact& fact) {
    return fact.usable() && fact.length_ok && fact.digest_type > sha1;
}

const Rrset& dnskey_rrset(const Zone& zone) {
    return *zone.at_apex(RrType::DNSKEY);
}

/// Whether an RRSIG(DNSKEY) that could be by this key was left unchecked.
bool left_unchecked(const Zone& zone, std::span<const SignatureFact> facts, const Key& key,
                    std::uint32_t now) {
    return std::ranges::any_of(
        zone.signatures(dnskey_rrset(zone)), [&](const Signature& signature) {
            return facts[index(zone.id(signature))].verdict == Verdict::not_tried &&
                   signature.algorithm == key.algorithm && signature.key_tag == key.tag &&
                   time_state(signature, now) == TimeState::inside;
        });
}

/// Whether some RRSIG(DNSKEY) names this key, good or not; one that another key of the tag verifies
/// does not.
bool has_dnskey_signature(const Zone& zone, std::span<const SignatureFact> facts,
                          const KeyTable& keys, KeyId id) {
    return std::ranges::any_of(
        zone.signatures(dnskey_rrset(zone)), [&](const Signature& signature) {
            const SignatureFact& fact = facts[index(zone.id(signature))];
            if (fact.verdict == Verdict::valid) return fact.key == id;
            return signature.algorithm == keys[id].algorithm && signature.key_tag == keys[id].tag;
        });
}

/// V-DS-6, V-DS-8.
TrustState chained(const Zone& zone, const KeyTable& keys, std::span<const SignatureFact> facts,
                   const ParentDs& parent, std::span<const DsFact> ds, std::int64_t at) {
    const std::uint32_t now = serial_time(Timestamp{at});
    bool any = false, sha2 = false, any_usable = false, any_match = false, any_unchecked = false;
    for (std::size_t i = 0; i < ds.size(); ++i) {
        if (!in_force(parent.records[i], at)) continue;
        any = true;
        sha2 |= sets_sha1_aside(ds[i]);
    }
    if (!any) return TrustState::no_input;

    for (std::size_t i = 0; i < ds.size(); ++i) {
        DsFact fact = ds[i];
        fact.set_aside = fact.digest_type == sha1 && sha2;
        if (!in_force(parent.records[i], at) || !fact.usable()) continue;
        any_usable = true;
        if (fact.match == no_key) continue;
        any_match = true;
        if (signs_dnskey(zone, facts, fact.match, now)) return TrustState::secure;
        any_unchecked |= left_unchecked(zone, facts, keys[fact.match], now);
    }
    if (!any_usable) return TrustState::none_usable;
    if (!any_match) return TrustState::no_match;
    return any_unchecked ? TrustState::unchecked : TrustState::not_signed_by_match;
}

/// V-DS-10, V-DS-11.
TrustState self_consistent(const Zone& zone, const KeyTable& keys,
                           std::span<const SignatureFact> facts, std::int64_t at) {
    const std::uint32_t now = serial_time(Timestamp{at});
    const RrsetState state = rrset_state(zone, facts, dnskey_rrset(zone), now);
    if (state == RrsetState::not_tried || state == RrsetState::unsupported_only)
        return TrustState::unchecked;
    if (state != RrsetState::valid) return TrustState::no_secure_entry;

    bool any_sep = false, any_signs = false, any_unchecked = false;
    for (std::size_t i = 0; i < keys.keys().size(); ++i) {
        const Key& key = keys.keys()[i];
        if (!key.usable() || !key.sep()) continue;
        if (signs_dnskey(zone, facts, KeyId(i), now)) return TrustState::self_consistent;
        any_sep = true;
        any_signs |= has_dnskey_signature(zone, facts, keys, KeyId(i));
        any_unchecked |= left_unchecked(zone, facts, key, now);
    }
    if (!any_sep) return TrustState::self_consistent;
    if (any_unchecked) return TrustState::unchecked;
    return any_signs ? TrustState::no_secure_entry : TrustState::unsure_entry;
}

}  // namespace

bool signs_dnskey(const Zone& zone, std::span<const SignatureFact> facts, KeyId key,
                  std::uint32_t now) {
    return std::ranges::any_of(zone.signatures(dnskey_rrset(zone)),
                               [&](const Signature& signature) {
                                   const SignatureFact& fact = facts[index(zone.id(signature))];
                                   return fact.verdict == Verdict::valid && fact.key == key &&
                                          time_state(signature, now) == TimeState::inside;
                               });
}

std::vector<DsFact> check_ds(const Zone& zone, const KeyTable& keys, const ParentDs& parent) {
    PublishedKeys published(zone, keys);
    std::set<std::pair<bool, std::string>> seen;
    std::vector<DsFact> facts;
    for (const TrustInput& input : parent.records) {
        facts.push_back(judge(input, keys, published));
        const std::string rdata(input.rdata.begin(), input.rdata.end());
        facts.back().duplicate = !seen.emplace(input.is_ds, rdata).second;
    }
    if (std::ranges::any_of(facts, sets_sha1_aside))
        for (DsFact& fact : facts) fact.set_aside = fact.digest_type == sha1;
    return facts;
}

bool in_force(const TrustInput& input, std::int64_t at) {
    return (!input.valid_from || seconds(*input.valid_from) <= at) &&
           (!input.valid_until || at <= seconds(*input.valid_until));
}

TrustState trust_state(const Zone& zone, const KeyTable& keys, std::span<const SignatureFact> facts,
                       const ParentDs& parent, std::span<const DsFact> ds, std::int64_t at) {
    if (keys.empty()) return TrustState::no_keys;
    return parent.given ? chained(zone, keys, facts, parent, ds, at)
                        : self_consistent(zone, keys, facts, at);
}

}  // namespace zoneproof
