// The lines of the summary that say what the zone is: counts, denial, and the chain from DS to
// keys, for people.
#include "rules/describe.hpp"

#include "parser/dns/rdata.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

void count_signatures(const Context& context, Summary& summary) {
    auto& rrsigs = summary.rrsigs;
    rrsigs.total = context.zone.signatures().size();
    for (const SignatureFact& fact : context.evidence.signatures) switch (fact.verdict) {
        case Verdict::valid: ++rrsigs.good; break;
        case Verdict::unsupported: ++rrsigs.unsupported; break;
        case Verdict::not_tried: ++rrsigs.not_tried; break;
        case Verdict::not_applicable: break;
        case Verdict::bad_signature:
        case Verdict::no_such_key:
        case Verdict::wrong_signer:
        case Verdict::wrong_labels:
        case Verdict::malformed:
        case Verdict::key_unusable: ++rrsigs.bad; break;
        }
}

std::string denial_text(const Context& context) {
    const bool ran = context.ran(pass::nsec);
    const DenialUse use = ran ? context.evidence.nsec.use : denial_use(context.zone);
    if (use.none()) return "none";
    if (!ran || (use.any_nsec3 && !context.ran(pass::nsec3))) return "not checked";
    const auto& chains = context.evidence.nsec3.chains;
    const bool opt_out = std::any_of(chains.begin(), chains.end(),
                                     [](const Nsec3Chain& chain) { return chain.opt_out != 0; });
    const std::string nsec3 = opt_out ? "NSEC3 opt-out" : "NSEC3";
    if (use.any_nsec && use.any_nsec3) return "NSEC and " + nsec3;
    return use.any_nsec ? "NSEC" : use.any_nsec3 ? nsec3 : "none";
}

/// DS records that match a key, then keys by what they sign: "KSK" over DNSKEY, "ZSK" over the
/// rest, "CSK" over both.
std::vector<std::string> chain_text(const Context& context) {
    std::vector<std::string> chain;
    for (const DsFact& fact : context.evidence.ds) {
        if (fact.match == no_key || !fact.usable() || fact.duplicate) continue;
        const DigestInfo* const digest = find_digest(fact.digest_type);
        chain.push_back(fact.digest_type == 0
                            ? fmt::format("anchor {}/{}", fact.key_tag, fact.algorithm)
                            : fmt::format("DS {}/{}/{}", fact.key_tag, fact.algorithm,
                                          digest != nullptr ? std::string(digest->mnemonic)
                                                            : std::to_string(fact.digest_type)));
    }
    for (const bool over_keys : {true, false})
        for (std::size_t at = 0; at < context.key_use.size(); ++at) {
            const KeyUse& use = context.key_use[at];
            const bool signs_keys = use.good_dnskey != 0, signs_data = use.good > use.good_dnskey;
            if (signs_keys != over_keys || use.good == 0) continue;
            chain.push_back(fmt::format("{} {}",
                                        !signs_keys  ? "ZSK"
                                        : signs_data ? "CSK"
                                                     : "KSK",
                                        context.evidence.keys.keys()[at].tag));
        }
    return chain;
}

}  // namespace

void describe_zone(const Context& context, Summary& summary) {
    const Zone& zone = context.zone;
    summary.zone = to_text(zone.origin());
    summary.serial = zone.serial();
    summary.records = zone.record_count();
    summary.names = zone.names().size();
    summary.passes = context.evidence.passes;
    count_signatures(context, summary);
    summary.denial = denial_text(context);
    summary.chain = chain_text(context);
}

}  // namespace zoneproof
