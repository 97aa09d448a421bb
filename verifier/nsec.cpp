// The NSEC chain: every authoritative name once, in canonical order, closing at the apex (RFC 4034
// 4, RFC 4035 2.3).
//
// One merge over the names. "Links" are the names whose NSEC the chain must run through: where NSEC
// is in use, those that must own one and do; where another denial is in use, all that would have to
// own one, for then an NSEC must not deny even a name that lacks its own (V-NSEC-8). A next name is
// right when it is the next link, or when all that it skips or meets before the next link is
// reported at its own name: one that lacks its NSEC, or has one too many.
#include "verifier/nsec.hpp"

#include "verifier/bitmap.hpp"

#include <bit>

namespace zoneproof {
namespace {

constexpr std::size_t names_per_range = 4096;
constexpr std::uint32_t no_name = 0xFFFFFFFF;

bool holds_upper_case(NameView name) {
    return std::ranges::any_of(name.wire(),
                               [](std::uint8_t octet) { return fold(octet) != octet; });
}

/// `next` is the first name there can be after `owner` (RFC 4470 4, RFC 9824): \000.owner, or its
/// last label with a zero octet behind it.
bool is_minimal_successor(NameView owner, NameView next) {
    const Octets label = next.first_label();
    if (next.is_root() || label.back() != 0) return false;
    if (label.size() == 1) return next.parent() == owner;
    return !owner.is_root() && label.size() == owner.first_label().size() + 1 &&
           next.parent() == owner.parent() && next.size() == owner.size() + 1 &&
           std::ranges::equal(label.first(label.size() - 1), owner.first_label(), {}, fold, fold);
}

void append_expected_types(const Zone& zone, NameId id, std::vector<RrType>& types) {
    const bool cut = zone.entry(id).has(name_flag::cut);
    for (const Rrset& rrset : zone.rrsets(id)) {
        if (rrset.count == 0 || rrset.type == RrType::NSEC3 || rrset.type == RrType::NSEC) continue;
        if (rrset.has(rrset_flag::authoritative) || (cut && rrset.type == RrType::NS))
            types.push_back(rrset.type);
    }
    // "The type bitmap of every NSEC resource record in a signed zone MUST indicate the presence of
    // both the NSEC record itself and its corresponding RRSIG record." RFC 4035 2.3
    const auto at = std::lower_bound(types.begin(), types.end(), RrType::RRSIG);
    types.insert(at, {RrType::RRSIG, RrType::NSEC});
}

/// What one worker needs to judge records, and keeps between them.
class Judge {
public:
    Judge(const Zone& zone, const DenialUse& use) : zone_(zone), in_use_(use.nsec_in_use) {}

    /// Whether the chain must run through the name.
    bool is_link(NameId id, const Rrset* nsec) const {
        return needs_nsec(zone_, id) && (!in_use_ || nsec != nullptr);
    }

    std::uint16_t place(NameId id, const Rrset* nsec) {
        std::uint16_t facts = 0;
        if (nsec == nullptr) return in_use_ && needs_nsec(zone_, id) ? nsec_fact::missing : facts;
        if (nsec->count > 1) facts |= nsec_fact::multiple;
        if (!needs_nsec(zone_, id)) {
            facts |= nsec_fact::extra;
            if (is_white_lie(id, *nsec)) facts |= nsec_fact::minimal;
        }
        return facts;
    }

    /// The faults of a link's NSEC, `next` being the next link; `last` when that is the first one
    /// again.
    std::uint16_t judge(NameId id, NameId next, bool last) {
        const Rrset* const nsec = zone_.find(id, RrType::NSEC);
        if (nsec == nullptr) return 0;
        expected_.clear();
        append_expected_types(zone_, id, expected_);
        std::uint16_t least = 0xFFFF;
        for (const Octets rdata : zone_.records(*nsec)) {
            const NsecView view(rdata);
            const auto facts = static_cast<std::uint16_t>(judge_next(view.next(), id, next, last) |
                                                          judge_types(view.types(), id));
            if (std::popcount(facts) < std::popcount(least)) least = facts;
        }
        return least;
    }

private:
    std::uint16_t judge_next(NameView next, NameId id, NameId expected, bool last) const {
        const std::uint16_t upper = holds_upper_case(next) ? nsec_fact::next_case : 0;
        const NameView due = zone_.name(expected);
        if (equal(next.wire(), due.wire()) || next == due) return upper;
        if (!is_at_or_below(next, zone_.origin())) return upper | nsec_fact::next_out_of_zone;
        if (blames_another(next, id, expected, last)) return upper;
        const std::uint16_t minimal =
            is_minimal_successor(zone_.name(id), next) ? nsec_fact::minimal : 0;
        return upper | minimal | (last ? nsec_fact::not_closed : nsec_fact::next_wrong);
    }

    /// The next name lies before the expected one and is itself at fault: missing its NSEC, or
    /// owning one too many.
    bool blames_another(NameView next, NameId id, NameId expected, bool last) const {
        const auto met = zone_.find(next);
        if (!met) return false;
        const bool between = last ? *met > id || *met < expected : *met > id && *met < expected;
        return between && (needs_nsec(zone_, *met) || zone_.find(*met, RrType::NSEC) != nullptr);
    }

    std::uint16_t judge_types(TypeBitmap types, NameId id) {
        const bool cut = zone_.entry(id).has(name_flag::cut);
        const auto of_delegation = [&](RrType type) {
            return cut && (type == RrType::NS || type == RrType::SOA || type == RrType::DS);
        };
        std::uint16_t facts = 0;
        compare_bitmap(
            types, expected_, shown_,
            [&](RrType type) {
                facts |= type == RrType::RRSIG || type == RrType::NSEC ? nsec_fact::bitmap_own
                         : of_delegation(type) ? nsec_fact::bitmap_delegation
                                               : nsec_fact::bitmap_missing;
            },
            [&](RrType type) {
                facts |= is_meta(type)         ? nsec_fact::bitmap_meta
                         : of_delegation(type) ? nsec_fact::bitmap_delegation
                                               : nsec_fact::bitmap_extra;
            });
        return facts;
    }

    /// A name made up to deny another: nothing but this NSEC, which shows nothing and leads nowhere
    /// (V-NSEC-9).
    bool is_white_lie(NameId id, const Rrset& nsec) const {
        if (zone_.entry(id).has(name_flag::occluded)) return false;
        for (const Rrset& rrset : zone_.rrsets(id))
            if (rrset.count != 0 && rrset.type != RrType::NSEC) return false;
        const NsecView view(zone_.records(nsec).front());
        bool shows_data = false;
        view.types().each([&](RrType type) {
            shows_data |= type != RrType::RRSIG && type != RrType::NSEC && type != RrType::NXNAME;
        });
        return !shows_data && !zone_.find(view.next());
    }

    const Zone& zone_;
    bool in_use_;
    std::vector<RrType> expected_, shown_;
};

/// What one range of names leaves to be joined with its neighbours.
struct Range {
    std::uint32_t first_link = no_name, last_link = no_name;
    std::uint32_t records = 0, required = 0;
};

}  // namespace

NsecFacts check_nsec(const Zone& zone, Workers& workers) {
    NsecFacts facts;
    facts.use = denial_use(zone, workers);
    if (!facts.use.any_nsec && !facts.use.occluded_nsec) return facts;

    const std::size_t count = zone.names().size();
    facts.names.assign(count, 0);
    std::vector<Range> ranges((count + names_per_range - 1) / names_per_range);
    std::vector<Judge> judges(workers.count(), Judge(zone, facts.use));
    facts.complete = workers.parallel_for(
        count, names_per_range, [&](std::size_t begin, std::size_t end, unsigned worker) {
            Judge& judge = judges[worker];
            Range range;
            for (std::size_t i = begin; i < end; ++i) {
                const auto id = static_cast<NameId>(i);
                const Rrset* const nsec = zone.find(id, RrType::NSEC);
                facts.names[i] |= judge.place(id, nsec);
                range.records += nsec == nullptr ? 0 : nsec->count;
                range.required += needs_nsec(zone, id);
                if (!judge.is_link(id, nsec)) continue;
                if (range.last_link == no_name)
                    range.first_link = index(id);
                else
                    facts.names[range.last_link] |= judge.judge(NameId{range.last_link}, id, false);
                range.last_link = index(id);
            }
            ranges[begin / names_per_range] = range;
        });

    // The last link of each range leads to the first of the next; the last of all to the first of
    // all.
    std::uint32_t first = no_name, last = no_name;
    for (const Range& range : ranges) {
        facts.records += range.records;
        facts.required += range.required;
        if (!facts.complete || range.first_link == no_name) continue;
        if (first == no_name)
            first = range.first_link;
        else
            facts.names[last] |= judges[0].judge(NameId{last}, NameId{range.first_link}, false);
        last = range.last_link;
    }
    if (last != no_name) facts.names[last] |= judges[0].judge(NameId{last}, NameId{first}, true);
    return facts;
}

std::vector<RrType> expected_nsec_types(const Zone& zone, NameId id) {
    std::vector<RrType> types;
    append_expected_types(zone, id, types);
    return types;
}

bool needs_nsec(const Zone& zone, NameId id) {
    return zone.entry(id).has(name_flag::exists);
}

}  // namespace zoneproof
