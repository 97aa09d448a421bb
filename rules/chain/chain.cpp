#include "rules/chain/chain.hpp"

#include "rules/chain/link.hpp"
#include "rules/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace zoneproof {
namespace {

class Walk {
public:
    Walk(const std::vector<ChainZone>& zones, const ChainOptions& options, Timestamp at,
         Workers& workers)
        : zones_(zones), options_(options), workers_(workers) {
        report_.at = at;
    }

    Result<ChainReport> run();

private:
    const ChainZone& zone(std::size_t position) const { return zones_[report_.order[position]]; }
    std::optional<std::size_t> parent_of(std::size_t position) const;
    ChainLink judge(std::size_t position, const std::vector<ChainLink>& above) const;
    const Name* nta_of(NameView zone) const;
    void find_ntas();
    void measure();
    void find_fault();
    Blast below(std::size_t position) const;
    Name lowest_nta(std::size_t position) const;

    const std::vector<ChainZone>& zones_;
    const ChainOptions& options_;
    Workers& workers_;
    ChainReport report_;
};

Result<ChainReport> Walk::run() {
    auto& order = report_.order;
    order.resize(zones_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    // Canonical order: a parent sorts before what is below it.
    const auto origin = [&](std::size_t at) { return zones_[at].zone().origin(); };
    std::ranges::stable_sort(order, [&](auto a, auto b) { return origin(a) < origin(b); });
    for (std::size_t i = 1; i < order.size(); ++i)
        if (origin(order[i - 1]) == origin(order[i]))
            return Error{ErrorCode::usage,
                         fmt::format("{} and {} are both of the zone {}", zones_[order[i - 1]].file,
                                     zones_[order[i]].file, to_text(origin(order[i])))};
    for (std::size_t i = 0; i < order.size(); ++i) report_.links.push_back(judge(i, report_.links));
    measure();
    find_ntas();
    find_fault();
    return std::move(report_);
}

std::optional<std::size_t> Walk::parent_of(std::size_t position) const {
    const NameView name = zone(position).zone().origin();
    for (std::size_t i = position; i-- > 0;)
        if (is_below(name, zone(i).zone().origin())) return i;
    return std::nullopt;
}

/// The lowest one above the zone, unless a trust anchor lies between: what was configured further
/// down was meant to be checked.
const Name* Walk::nta_of(NameView zone) const {
    const Name* lowest = nullptr;
    for (const Name& name : options_.ntas) {
        if (!is_at_or_below(zone, name) || (lowest != nullptr && !is_below(name, *lowest)))
            continue;
        bool overruled = false;
        for (NameView above = zone; is_below(above, name); above = above.parent())
            overruled |= !options_.anchors(above, report_.at).records.empty();
        if (!overruled) lowest = &name;
    }
    return lowest;
}

/// Records of the chain of denial that are signed and wrong: the rules of family denial know them.
void count_denial_faults(const ChainZone& zone, Timestamp at, Workers& workers, ChainLink& link) {
    const auto selection = select_rules({"denial"}, {});
    if (!selection) return;
    CheckOptions options;
    options.selection = *selection;
    options.moments = {{at, at}};
    options.max_per_rule = 1;
    const CheckResult result =
        check(*zone.loaded, *zone.evidence, ParentDs{}, Policy{}, options, workers);
    for (const Finding& finding : result.findings) {
        if (finding.severity != Severity::error) continue;
        link.damage.denial_faults += finding.count;
        link.warnings.push_back(
            {"denial-faulty",
             fmt::format("{}: {} ({} places); zoneproof check names them",
                         to_text(zone.zone().origin()), finding.rule->id, finding.count)});
    }
}

void follow(ChainLink& link, const ChainLink& above, const std::string& parent) {
    switch (above.state) {
    case LinkState::insecure:
        link.state = LinkState::insecure;
        link.cause = "above-insecure";
        link.text = parent + " is insecure, and with it everything below";
        return;
    case LinkState::bogus:
    case LinkState::unreachable:
        link.state = LinkState::unreachable;
        link.cause = "above-broken";
        link.broken_by = above.state == LinkState::bogus ? above.number : above.broken_by;
        link.text = fmt::format("unreachable because link {} is broken", link.broken_by);
        return;
    default:
        link.state = LinkState::unknown;
        link.cause = "above-unknown";
        link.text = "what is said of " + parent + " is not known to be true";
    }
}

ChainLink Walk::judge(std::size_t position, const std::vector<ChainLink>& above) const {
    const ChainZone& child = zone(position);
    const NameView name = child.zone().origin();
    ChainLink link;
    link.number = position + 1;
    if (const Name* const nta = nta_of(name)) {
        link.above = parent_of(position);
        link.state = LinkState::insecure;
        link.cause = "nta";
        link.text = "the negative trust anchor at " + to_text(*nta) + " turns validation off";
        link.nta = *nta;
        return link;
    }
    const ParentDs anchors = options_.anchors(name, report_.at);
    const auto parent = parent_of(position);
    // The closest trust anchor decides: an island has its own.
    if (!parent || !anchors.records.empty()) {
        judge_anchors(child, anchors, options_, report_.at, link);
        return link;
    }
    link.above = parent;
    if (above[*parent].state == LinkState::secure)
        judge_delegation(zone(*parent), child, report_.at, link);
    else
        follow(link, above[*parent], to_text(zone(*parent).zone().origin()));
    return link;
}

/// What each of them covers, and whether the chain would break there without it.
void Walk::find_ntas() {
    for (const Name& name : options_.ntas) {
        NegativeAnchor nta{name, {}, false};
        for (std::size_t i = 0; i < report_.links.size(); ++i)
            if (report_.links[i].nta && is_at_or_below(zone(i).zone().origin(), name))
                nta.covers.push_back(i);
        report_.ntas.push_back(std::move(nta));
    }
    if (options_.ntas.empty()) return;
    ChainOptions without = options_;
    without.ntas.clear();
    const auto bare = walk_chain(zones_, without, report_.at, workers_);
    if (!bare) return;
    for (NegativeAnchor& nta : report_.ntas)
        for (std::size_t i = 0; i < bare->links.size(); ++i) {
            const ChainLink& link = bare->links[i];
            const bool covered = is_at_or_below(zone(i).zone().origin(), nta.name);
            const bool inside = is_below(nta.name, zone(i).zone().origin());
            nta.needed |= covered && (link.state == LinkState::bogus || link.damage.any());
            if (inside && link.damage.any())
                nta.needed |= report_.links[i].damage.names < link.damage.names;
        }
}

void Walk::measure() {
    for (std::size_t i = 0; i < report_.links.size(); ++i) {
        ChainLink& link = report_.links[i];
        const ChainZone& one = zone(i);
        link.altitude = altitude_of(one.zone());
        link.whole = whole_of(one.zone(), workers_);
        link.entries_lost =
            one.loaded->diagnostics.lost_records() || !one.loaded->unreadable.empty();
        if (link.state != LinkState::secure) continue;
        link.damage = damage_of(one.zone(), *one.evidence, report_.at, options_.ntas, workers_);
        count_denial_faults(one, report_.at, workers_, link);
    }
}

/// Everything in the zones whose chain goes through this one.
Blast Walk::below(std::size_t position) const {
    Blast lost = report_.links[position].whole;
    const NameView name = zone(position).zone().origin();
    for (std::size_t i = 0; i < report_.links.size(); ++i)
        if (is_below(zone(i).zone().origin(), name) &&
            (report_.links[i].state == LinkState::unreachable ||
             report_.links[i].state == LinkState::bogus || report_.links[i].damage.all))
            lost.add(report_.links[i].whole);
    return lost;
}

/// Where the fault is in the parent's own data, and takes more than this one child, its name is
/// higher up.
Name Walk::lowest_nta(std::size_t position) const {
    const ChainLink& link = report_.links[position];
    const bool in_parent =
        link.above && (link.cause == "ds-not-signed" || link.cause == "no-ds-unproven");
    if (in_parent) {
        const Blast& damage = report_.links[*link.above].damage;
        if (damage.all || damage.names > 1) return Name(zone(*link.above).zone().origin());
    }
    if (link.state == LinkState::secure && !link.damage.all && link.damage.only)
        return Name(zone(position).zone().name(*link.damage.only));
    return Name(zone(position).zone().origin());
}

/// The first link that is broken; where none is, the first zone with damage of its own.
void Walk::find_fault() {
    bool unknown = false, insecure = false;
    std::optional<std::size_t> damaged;
    for (std::size_t i = 0; i < report_.links.size(); ++i) {
        const ChainLink& link = report_.links[i];
        unknown |= link.state == LinkState::unknown || link.damage.unchecked != 0;
        insecure |= link.state == LinkState::insecure;
        report_.entries_lost |= link.entries_lost;
        if (link.state == LinkState::bogus && !report_.broken) report_.broken = i;
        if (link.damage.any() && !damaged) damaged = i;
    }
    if (!report_.broken) report_.broken = damaged;
    report_.word = report_.broken                    ? ChainWord::bogus
                   : unknown || report_.entries_lost ? ChainWord::unknown
                   : insecure                        ? ChainWord::insecure
                                                     : ChainWord::secure;
    if (!report_.broken) return;
    const ChainLink& link = report_.links[*report_.broken];
    const bool all = link.state == LinkState::bogus || link.damage.all;
    report_.lost = all ? below(*report_.broken) : link.damage;
    if (link.damage.all) report_.lost.all_for = link.damage.all_for;
    if (link.above || link.state == LinkState::secure)
        report_.suggested_nta = lowest_nta(*report_.broken);
}

}  // namespace

Result<ChainReport> walk_chain(const std::vector<ChainZone>& zones, const ChainOptions& options,
                               Timestamp at, Workers& workers) {
    return Walk(zones, options, at, workers).run();
}

int ChainReport::exit_code(bool require_ds) const {
    constexpr int good = 0, rejected = 1, not_proven = 4;
    if (entries_lost) return rejected;
    switch (word) {
    case ChainWord::secure: return good;
    case ChainWord::insecure: return require_ds ? not_proven : good;
    case ChainWord::bogus: return rejected;
    case ChainWord::unknown: return not_proven;
    }
    return not_proven;
}

std::string_view to_text(LinkState state) {
    switch (state) {
    case LinkState::secure: return "secure";
    case LinkState::insecure: return "insecure";
    case LinkState::bogus: return "bogus";
    case LinkState::unreachable: return "unreachable";
    case LinkState::unknown: return "unknown";
    }
    return "";
}

std::string_view to_text(ChainWord word) {
    switch (word) {
    case ChainWord::secure: return "secure";
    case ChainWord::insecure: return "insecure";
    case ChainWord::bogus: return "bogus";
    case ChainWord::unknown: return "unknown";
    }
    return "";
}

}  // namespace zoneproof
