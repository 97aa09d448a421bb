// What else changed between the last two versions, or lasts too long.
#include "rules/rollover/cds_wish.hpp"
#include "rules/rollover/dnskey_size.hpp"
#include "rules/rollover/issue_parts.hpp"
#include "rules/rollover/multi_signer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace zoneproof {
namespace {

constexpr int stalled_after = 3;  // times the wait of a phase

/// Phases in which something is being replaced; the others can last for years.
bool is_in_flight(const RollReport& roll) {
    constexpr std::array resting = {"published",    "idle",   "ambiguous",
                                    "several-sign", "signed", "pending"};
    return std::ranges::find(resting, roll.phase) == resting.end() ||
           roll.grade == ReadinessGrade::wait;
}

bool any_in_flight(const IssueBasis& basis) {
    return std::ranges::any_of(basis.rolls, is_in_flight);
}

const Version* previous(const Situation& situation) {
    return situation.has_past() ? &situation.versions()[situation.versions().size() - 2] : nullptr;
}

std::uint32_t longest_ttl(const Version& version) {
    std::uint32_t ttl = 0;
    for (const SignerSet& set : version.signer_sets) ttl = std::max(ttl, set.max_ttl);
    return ttl;
}

void add_ttls(const IssueBasis& basis, Issues& issues) {
    const Situation& situation = basis.outlook.situation();
    const Version* const before = previous(situation);
    if (before == nullptr || !any_in_flight(basis)) return;
    const Version& now = situation.last();
    const auto compare = [&](const char* what, std::uint32_t was, std::uint32_t is) {
        if (is > was && before->is_signed())
            issues.push_back({IssueKind::ttl_raised, Severity::warning,
                              fmt::format("{} was raised from {} to {} while a rollover is under "
                                          "way: its waits are longer now",
                                          what, was, is)});
    };
    compare("the TTL of the DNSKEY RRset", before->dnskey_ttl, now.dnskey_ttl);
    compare("the longest TTL of the zone", longest_ttl(*before), longest_ttl(now));
    compare("the SOA's MINIMUM", before->soa.minimum, now.soa.minimum);
    const auto& ds = situation.ds;
    if (ds.size() > 1 && ds.back().ttl && ds[ds.size() - 2].ttl)
        compare("the TTL of the DS RRset", *ds[ds.size() - 2].ttl, *ds.back().ttl);
}

void add_serial(const IssueBasis& basis, Issues& issues) {
    const Situation& situation = basis.outlook.situation();
    const Version* const before = previous(situation);
    if (before == nullptr || same_publication(*before, situation.last()) ||
        serial_advances(before->serial(), situation.last().serial()))
        return;
    issues.push_back({IssueKind::serial_not_advanced, Severity::error,
                      fmt::format("the content changed and serial {} is not greater than {}: "
                                  "secondaries keep what they have",
                                  situation.last().serial(), before->serial())});
}

bool changes_denial(const Version& a, const Version& b) {
    return a.is_signed() && b.is_signed() && (a.nsec != b.nsec || a.nsec3 != b.nsec3);
}

void add_denial(const IssueBasis& basis, Issues& issues) {
    const Situation& situation = basis.outlook.situation();
    const Version* const before = previous(situation);
    if (before == nullptr || !changes_denial(*before, situation.last()) || !any_in_flight(basis))
        return;
    issues.push_back({IssueKind::denial_change, Severity::warning,
                      "the denial of existence (NSEC or NSEC3, its parameters or opt-out) changes "
                      "while a rollover is under way"});
}

void add_combined(const IssueBasis& basis, Issues& issues) {
    std::set<std::string> kinds;
    for (const RollReport& roll : basis.rolls) {
        if (!is_in_flight(roll)) continue;
        const std::string_view kind = to_text(roll.kind);
        kinds.emplace(kind.substr(0, kind.find('-')));
    }
    const Situation& situation = basis.outlook.situation();
    if (const Version* const before = previous(situation);
        before != nullptr && changes_denial(*before, situation.last()))
        kinds.emplace("denial");
    if (kinds.size() < 2) return;
    std::string all;
    for (const std::string& kind : kinds) all += (all.empty() ? "" : ", ") + kind;
    issues.push_back({IssueKind::combined, Severity::warning,
                      fmt::format("several changes are under way at once: {}", all)});
}

/// "the signatures must be added before the keys", RFC 6781 4.1.4. Without the versions in which an
/// algorithm came nobody knows in which order it did.
void add_order(const IssueBasis& basis, Issues& issues) {
    const Situation& situation = basis.outlook.situation();
    if (situation.timing.algorithm != AlgorithmMethod::conservative) return;
    for (const RollReport& roll : basis.rolls) {
        if (roll.kind != RollKind::algorithm_liberal || !roll.since ||
            *roll.since <= situation.versions().front().published_at || roll.new_keys.empty())
            continue;
        issues.push_back(
            {IssueKind::algorithm_liberal,
             Severity::warning,
             fmt::format("{} came with its keys and signatures at once, and the policy "
                         "says conservative: signatures first",
                         describe_algorithm(roll.new_keys.front().algorithm)),
             {},
             roll.new_keys.front().algorithm});
    }
}

void add_stalled(const IssueBasis& basis, Issues& issues) {
    for (const RollReport& roll : basis.rolls) {
        if (!is_in_flight(roll) || !roll.since || roll.grade == ReadinessGrade::wait) continue;
        const std::int64_t wait = wait_of(roll.time.terms);
        const std::int64_t lasted = seconds(basis.outlook.at()) - seconds(*roll.since);
        if (wait == 0 || lasted <= stalled_after * wait) continue;
        issues.push_back({IssueKind::stalled, Severity::warning,
                          fmt::format("{} is in the phase {} for {}, and could have gone on after "
                                      "{}: {}",
                                      to_text(roll.kind), roll.phase, to_words(lasted),
                                      to_words(wait), roll.step_text)});
    }
}

/// The parent may follow CDS at any moment: would caches bear it?
void add_request(const IssueBasis& basis, Issues& issues) {
    const Outlook& outlook = basis.outlook;
    const Situation& situation = outlook.situation();
    const CdsWish wish = cds_wish(outlook.last(), situation.zone);
    if (wish.contradictory)
        issues.push_back({IssueKind::key_request_early,
                          Severity::error,
                          "CDS and CDNSKEY do not ask for the same DS RRset",
                          {},
                          0,
                          {},
                          {},
                          true});
    if (wish.ds.empty() || !situation.ds_known() || wish.contradictory) return;
    DsVersion next = situation.last_ds();
    next.records = wish.ds;
    std::ranges::sort(next.records);
    if (same_records(next, situation.last_ds())) return;
    for (const Strictness strictness : {Strictness::lenient, Strictness::strict}) {
        const StepTime time = outlook.publish(next, Margin::none, strictness, 0);
        if (time.is_due(outlook.at())) continue;
        issues.push_back(
            {IssueKind::key_request_early,
             strictness == Strictness::strict ? Severity::warning : Severity::error,
             fmt::format("CDS asks for a DS RRset that, published now, would break what caches "
                         "hold{}: {}",
                         time.ever ? " until " + to_iso8601(*time.at) : "", time.because),
             {},
             0,
             outlook.at(),
             time.at,
             !time.ever});
        return;
    }
}

std::set<KeyIdentity> signers(const Version& version) {
    std::set<KeyIdentity> keys;
    for (const SignerSet& set : version.signer_sets)
        for (const KeyPosition at : set.keys) keys.insert(version.keys[at].identity);
    return keys;
}

bool disjoint(const std::set<KeyIdentity>& a, const std::set<KeyIdentity>& b) {
    return std::ranges::none_of(a, [&](const KeyIdentity& key) { return b.contains(key); });
}

/// A, B, A: two signers that do not know each other.
void add_flap(const IssueBasis& basis, Issues& issues) {
    std::vector<std::set<KeyIdentity>> turns;  // from the last backwards
    const auto& versions = basis.outlook.situation().versions();
    for (std::size_t i = versions.size(); i-- > 0 && turns.size() < 3;)
        if (const auto keys = signers(versions[i]);
            !keys.empty() && (turns.empty() || turns.back() != keys))
            turns.push_back(keys);
    if (turns.size() < 3 || turns[0] != turns[2] || !disjoint(turns[0], turns[1])) return;
    issues.push_back({IssueKind::signer_flap,
                      basis.unsafe.empty() ? Severity::warning : Severity::error,
                      "the keys that sign take turns, A, B and A again: two signers, or a standby "
                      "with keys of its own"});
}

void add_size(const IssueBasis& basis, Issues& issues) {
    const NameView zone = basis.outlook.situation().zone;
    for (const PhaseSize& phase : phase_sizes(basis.outlook.last(), zone)) {
        if (phase.octets <= udp_answer_limit) continue;
        issues.push_back({IssueKind::dnskey_size, Severity::info,
                          fmt::format("the answer with the DNSKEY RRset has {} octets {}{}, more "
                                      "than {}",
                                      phase.octets, phase.method == "now" ? "" : "in a rollover, ",
                                      phase.method, udp_answer_limit)});
        return;
    }
}

bool vanished(std::uint64_t was, std::uint64_t is) {
    const std::uint64_t lost = was > is ? was - is : 0;
    return (lost >= 100 && lost * 10 > was) || (lost >= 10 && lost * 2 > was);
}

void add_delta(const IssueBasis& basis, Issues& issues) {
    const Situation& situation = basis.outlook.situation();
    const Version* const before = previous(situation);
    if (before == nullptr) return;
    const VersionCounts &was = before->counts, &is = situation.last().counts;
    const auto compare = [&](const char* what, std::uint64_t a, std::uint64_t b) {
        if (!vanished(a, b)) return;
        RolloverIssue issue{
            IssueKind::delta, Severity::error,
            fmt::format("{} {} of {} are gone since serial {}", a - b, what, a, before->serial())};
        issue.is_new = true;
        issues.push_back(std::move(issue));
    };
    const bool counted = was.existing_names != 0 && is.existing_names != 0;
    if (counted)
        compare("names", was.existing_names, is.existing_names);
    else if (before->nsec3.empty() && situation.last().nsec3.empty())
        compare("names", was.names, is.names);
    compare("delegations", was.delegations, is.delegations);
    compare("secure delegations", was.secure_delegations, is.secure_delegations);
    // Not signatures: half of them go in the orderly end of a double-signature rollover.
    if (counted && situation.last().is_signed())
        compare("signed RRsets", was.signed_rrsets, is.signed_rrsets);
}

}  // namespace

void add_change_issues(const IssueBasis& basis, Issues& issues) {
    add_ttls(basis, issues);
    add_serial(basis, issues);
    add_combined(basis, issues);
    add_order(basis, issues);
    add_stalled(basis, issues);
    add_request(basis, issues);
    add_flap(basis, issues);
    add_size(basis, issues);
    add_denial(basis, issues);
    add_delta(basis, issues);
    for (RolloverIssue& issue : multi_signer_issues(basis.outlook.situation()))
        issues.push_back(std::move(issue));
}

}  // namespace zoneproof
