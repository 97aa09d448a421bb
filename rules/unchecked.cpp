// U: what was enabled and could not be checked (V-VER-3), counted per cause. Anything here prevents
// "proven".
#include "rules/unchecked.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

struct Cause {
    std::string_view slug, what;
};

constexpr Cause causes[] = {
    {"unsupported-algorithm",
     "RRsets are signed only with algorithms or keys that cannot be verified here"},
    {"deadline", "the deadline passed before all was checked"},
    {"work-bound",
     "more signatures or keys than the bounds of the verifier allow were left untried"},
    {"no-usable-ds", "no DS of the parent has a supported digest type and algorithm: validators "
                     "take the zone as insecure"},
    {"no-ds-for-zone", "the DS input holds nothing about this zone"},
    {"ds-required", "a DS is required and none was given"},
    {"other-key-of-tag-first", "RRsets are signed by a key with a namesake before it in the DNSKEY "
                               "RRset: BIND tries that one, and gives up"},
    {"failing-signature-beside",
     "signatures that fail stand beside good ones, and resolvers that meet them first give up"},
    {"more-records-than-loaded",
     "more records in an RRset, or more types at a name, than BIND loads and resolvers take"},
    {"more-ds-than-tried", "the parent has more DS records for the zone than PowerDNS looks at"},
    {"answer-too-large", "an RRset and its signatures may not fit a message of 65535 octets"},
    {"long-exponent-form",
     "an RSA key has the length of its exponent in three octets where one would "
     "do: to Knot Resolver it is malformed"},
    {"unsure-entry", "only keys without SEP flag sign DNSKEY: which key the parent names decides, "
                     "give it with --ds"},
    {"trust-undecided",
     "the signatures over DNSKEY that decide the chain of trust could not be verified"},
    {"nsec3-hash-unknown", "NSEC3 chains with an unknown hash algorithm cannot be followed"},
    {"nsec3-too-many-chains", "more NSEC3 parameter sets than are followed"},
    {"lost-records", "entries that did not become records hide what they hold"},
    {"read-differently", "entries that name servers read as different data, with a finding each: "
                         "what holds of one reading need not hold of the others"},
    {"zonemd-not-computed", "ZONEMD digests could not be computed over the zone as read"},
    {"history-incomplete", "the history lacks versions that caches may still hold"},
    {"evidence-missing", "a verification pass that rules need did not run"},
};

/// Empty for a cause that is no row.
std::string_view words_of(std::string_view slug) {
    const auto cause = std::find_if(std::begin(causes), std::end(causes),
                                    [&](const Cause& row) { return row.slug == slug; });
    return cause == std::end(causes) ? std::string_view{} : cause->what;
}

class List {
public:
    void add(std::string_view slug, std::uint64_t count) {
        if (count == 0) return;
        for (Unchecked& known : entries_)
            if (known.cause == slug) {
                known.count += count;
                return;
            }
        entries_.push_back({std::string(slug), std::string(words_of(slug)), count});
    }
    bool holds(std::string_view slug) const {
        return std::any_of(entries_.begin(), entries_.end(),
                           [&](const Unchecked& known) { return known.cause == slug; });
    }
    void add(Unchecked entry) { entries_.push_back(std::move(entry)); }
    std::vector<Unchecked> take() { return std::move(entries_); }

private:
    std::vector<Unchecked> entries_;
};

std::uint64_t lost_entries(const Diagnostics& diagnostics) {
    if (!diagnostics.lost_records()) return 0;
    std::uint64_t count = 0;
    for (std::size_t code = 0; code < static_cast<std::size_t>(DiagnosticCode::meta_type); ++code)
        count += diagnostics.count(static_cast<DiagnosticCode>(code));
    return std::max<std::uint64_t>(count, 1);
}

void add_signatures(List& list, const Context& context, const std::vector<Survey>& surveys) {
    std::uint64_t unsupported = 0;
    for (const Survey& survey : surveys) unsupported = std::max(unsupported, survey.unsupported);
    list.add("unsupported-algorithm", unsupported);
    // Every signature counts, also one beside a good one: nothing is sampled (V-VER-4).
    std::uint64_t late = 0, bound = 0;
    for (const SignatureFact& fact : context.evidence.signatures)
        if (fact.verdict == Verdict::not_tried)
            ++(fact.detail == VerdictDetail::deadline ? late : bound);
    if (late + bound == 0)
        for (const Survey& survey : surveys) late = std::max(late, survey.not_tried);
    list.add("deadline", late);
    list.add("work-bound", bound);
}

/// PowerDNS Recursor looks at no more (max-ds-per-zone): the one that leads to the key may be among
/// the others, and the answer is SERVFAIL (ADR 23).
constexpr std::uint64_t ds_looked_at = 8;

std::uint64_t ds_records(const Context& context) {
    std::uint64_t count = 0;
    for (std::size_t at = 0; at < context.evidence.ds.size(); ++at)
        if (context.parent.records[at].is_ds && !context.evidence.ds[at].duplicate) ++count;
    return count;
}

void add_trust(List& list, const Questions& run, const Context& context, const Policy& policy) {
    bool none_usable = false, no_input = false, unsure = false, undecided = false;
    if (context.claims_signed)
        for (const Moment& moment : run.moments)
            for (const TrustState state : trust_states(context, moment)) {
                none_usable = none_usable || state == TrustState::none_usable;
                no_input = no_input || state == TrustState::no_input;
                unsure = unsure || state == TrustState::unsure_entry;
                undecided = undecided || state == TrustState::unchecked;
            }
    no_input = no_input || (context.parent.given && context.parent.records.empty());
    const std::uint64_t ds = ds_records(context);
    list.add("more-ds-than-tried", context.claims_signed && ds > ds_looked_at ? ds : 0);
    list.add("no-usable-ds", none_usable ? 1 : 0);
    list.add("no-ds-for-zone", no_input ? 1 : 0);
    list.add("unsure-entry", unsure ? 1 : 0);
    list.add("trust-undecided", undecided ? 1 : 0);
    list.add("ds-required", policy.require_ds && !context.parent.given ? 1 : 0);
}

void add_denial(List& list, const Evidence& evidence) {
    if ((evidence.passes & pass::nsec) != 0) list.add("deadline", evidence.nsec.complete ? 0 : 1);
    if ((evidence.passes & pass::nsec3) == 0) return;
    for (const Nsec3Chain& chain : evidence.nsec3.chains) {
        list.add("nsec3-hash-unknown", chain.hash_unknown ? 1 : 0);
        list.add("deadline", chain.complete || chain.hash_unknown ? 0 : 1);
    }
    list.add("nsec3-too-many-chains", evidence.nsec3.too_many_chains ? 1 : 0);
}

void add_zonemd(List& list, const Evidence& evidence) {
    const auto& records = evidence.zonemd.records;
    list.add("zonemd-not-computed", static_cast<std::uint64_t>(std::count_if(
                                        records.begin(), records.end(), [](const ZonemdFact& fact) {
                                            return fact.state == ZonemdState::not_computed;
                                        })));
}

/// What rules said themselves. A cause that the evidence counts exactly is not counted again.
void add_answers(List& list, const Questions& run, const Answers& answers) {
    if (answers.stopped) list.add("deadline", 1);
    const auto missing =
        std::count(run.plan.states.begin(), run.plan.states.end(), RuleState::no_evidence);
    list.add("evidence-missing", static_cast<std::uint64_t>(missing));
    List own;
    for (const auto& [key, unjudged] : answers.counts.unjudged) {
        const std::string_view rule = run.rules[key.position]->id;
        if (key.cause == "internal") {
            own.add({std::string(key.cause), fmt::format("the check of {} failed", rule),
                     unjudged.count});
        } else if (!list.holds(key.cause)) {
            std::string what(words_of(key.cause));
            if (what.empty()) what = fmt::format("{} could not be judged", rule);
            if (!unjudged.owner.empty()) what += fmt::format("; first at {}", unjudged.owner);
            own.add({std::string(key.cause), std::move(what), unjudged.count});
        }
    }
    for (Unchecked& entry : own.take()) list.add(std::move(entry));
}

}  // namespace

std::vector<Unchecked> find_unchecked(const Questions& run, const Answers& answers,
                                      const std::vector<Survey>& surveys, const Policy& policy) {
    List list;
    list.add("lost-records", lost_entries(run.loaded.diagnostics));
    list.add("read-differently", run.loaded.diagnostics.read_differently());
    if (run.context != nullptr) {
        add_signatures(list, *run.context, surveys);
        add_trust(list, run, *run.context, policy);
        add_denial(list, run.context->evidence);
        add_zonemd(list, run.context->evidence);
    }
    add_answers(list, run, answers);
    return list.take();
}

}  // namespace zoneproof
