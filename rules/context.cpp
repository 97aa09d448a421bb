#include "rules/context.hpp"

#include "parser/dns/rdata.hpp"

#include <algorithm>
#include <bitset>

namespace zoneproof {
namespace {

std::vector<KeyUse> count_key_use(const Zone& zone, const Evidence& evidence) {
    std::vector<KeyUse> use(evidence.keys.keys().size());
    if (evidence.signatures.size() != zone.signatures().size()) return use;
    for (std::size_t at = 0; at < evidence.signatures.size(); ++at) {
        const Signature& signature = zone.signatures()[at];
        const SignatureFact& fact = evidence.signatures[at];
        if (fact.verdict == Verdict::valid && fact.key != no_key) {
            KeyUse& by = use[static_cast<std::size_t>(fact.key)];
            ++by.good;
            if (signature.type_covered == RrType::DNSKEY) ++by.good_dnskey;
        } else if (fact.verdict == Verdict::bad_signature) {
            for (const KeyId key : evidence.keys.candidates(signature.algorithm, signature.key_tag))
                ++use[static_cast<std::size_t>(key)].bad;
        }
    }
    return use;
}

/// Algorithms of usable keys by which no RRset has even one RRSIG (V-ALG-1).
std::vector<std::uint8_t> standby_algorithms(const Zone& zone, const Evidence& evidence) {
    std::bitset<256> signs;
    for (const Signature& signature : zone.signatures()) {
        const Rrset& covered = zone.rrset(signature.covers);
        if (covered.count != 0 && covered.has(rrset_flag::authoritative))
            signs.set(signature.algorithm);
    }
    std::vector<std::uint8_t> standby;
    for (const std::uint8_t algorithm : evidence.keys.algorithms())
        if (!signs[algorithm]) standby.push_back(algorithm);
    return standby;
}

RootCauses find_roots(const Zone& zone, const Evidence& evidence) {
    RootCauses roots;
    if (!zone.claims_signed()) return roots;
    roots.no_dnskey = zone.at_apex(RrType::DNSKEY) == nullptr;
    roots.nothing_signed = zone.signatures().empty();
    if ((evidence.passes & pass::nsec) != 0) roots.no_denial = evidence.nsec.use.none();
    if ((evidence.passes & pass::keys) == 0) return roots;
    roots.no_usable_key = !evidence.keys.any_usable();
    if (!roots.nothing_signed) roots.standby_algorithms = standby_algorithms(zone, evidence);
    return roots;
}

}  // namespace

Context::Context(const Zone& zone_, const Evidence& evidence_, const ParentDs& parent_,
                 const Diagnostics& diagnostics_, const Policy& policy_)
    : zone(zone_), evidence(evidence_), parent(parent_), diagnostics(diagnostics_), policy(policy_),
      claims_signed(zone_.claims_signed()), key_use(count_key_use(zone_, evidence_)),
      roots(find_roots(zone_, evidence_)) {}

std::vector<Timestamp> trust_instants(const Context& context, const Moment& moment) {
    std::vector<Timestamp> instants = {moment.from, moment.to};
    const auto add = [&](std::int64_t at) {
        if (at > seconds(moment.from) && at < seconds(moment.to)) instants.push_back(Timestamp{at});
    };
    if (moment.is_range()) {
        if (const Rrset* const keys = context.zone.at_apex(RrType::DNSKEY))
            for (const Signature& signature : context.zone.signatures(*keys)) {
                // The others make nothing valid at any time, and may be thousands.
                const SignatureId id = context.zone.id(signature);
                if (context.evidence.signatures[index(id)].verdict != Verdict::valid) continue;
                add(seconds(nearest(signature.inception, moment.from)));
                add(seconds(nearest(signature.expiration, moment.from)) + 1);
            }
        for (const TrustInput& input : context.parent.records) {
            if (input.valid_from) add(seconds(*input.valid_from));
            if (input.valid_until) {
                add(seconds(*input.valid_until));
                add(seconds(*input.valid_until) + 1);
            }
        }
    }
    std::sort(instants.begin(), instants.end());
    instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
    return instants;
}

}  // namespace zoneproof
