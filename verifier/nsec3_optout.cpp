// Names without a record: which may lack one under opt-out, and which may not (RFC 5155 7.1, 7.2.3;
// V-N3-6 to V-N3-10).
//
// One walk over the names in canonical order with the ancestors of the current name at hand:
// parents come before their children, so they are a stack. Ranges of names are walked in parallel;
// each finds the ancestors of its first name.
#include "verifier/nsec3_chain.hpp"

#include <algorithm>
#include <atomic>

namespace zoneproof {
namespace {

constexpr std::size_t names_per_range = 8192;

// Why an empty non-terminal must have a record; all above one that has it for a descendant have
// too.
constexpr std::uint8_t due_for_descendant = 1, due_itself = 2;

/// The subject with this name, if there is one.
std::optional<std::uint32_t> find_subject(const Zone& zone, NameView name) {
    if (const auto id = zone.find(name); id && zone.entry(*id).has(name_flag::exists))
        return pack({false, index(*id)});
    const auto ents = zone.empty_non_terminals();
    const auto at = std::ranges::lower_bound(
        ents, name, [](NameView a, NameView b) { return a < b; },
        [&](const EmptyNonTerminal& ent) { return zone.name(ent); });
    if (at == ents.end() || !(zone.name(*at) == name)) return std::nullopt;
    return pack({true, static_cast<std::uint32_t>(at - ents.begin())});
}

class Walk {
public:
    /// @param due by empty non-terminal, why it must have a record; shared by all walks.
    Walk(ChainJob& job, std::span<std::uint8_t> due)
        : job_(job), zone_(job.zone), due_(due), chain_uses_opt_out_(job.about().opt_out != 0) {}

    void run(std::uint32_t begin, std::uint32_t end) {
        const auto exists = [&](std::uint32_t i) { return entry(i).has(name_flag::exists); };
        while (begin < end && !exists(begin)) ++begin;
        if (begin == end) return;
        start_at(begin);
        for (std::uint32_t i = begin; i < end; ++i)
            if (exists(i)) visit(i);
    }

private:
    struct Ancestor {
        NameView name;
        std::uint32_t subject;
    };

    const NameEntry& entry(std::uint32_t i) const { return zone_.entry(static_cast<NameId>(i)); }

    /// What stands above `first` but the empty non-terminals that it is the first name under: those
    /// are met with it.
    void start_at(std::uint32_t first) {
        const auto ents = zone_.empty_non_terminals();
        next_ent_ =
            static_cast<std::uint32_t>(std::ranges::lower_bound(ents, static_cast<NameId>(first),
                                                                {}, &EmptyNonTerminal::below) -
                                       ents.begin());
        for (NameView name = zone_.name(static_cast<NameId>(first));
             name.size() > zone_.origin().size();) {
            name = name.parent();
            const auto subject = find_subject(zone_, name);
            if (!subject) continue;
            const HashedSubject found = unpack(*subject);
            if (!found.is_ent || found.index < next_ent_) ancestors_.push_back({name, *subject});
        }
        std::ranges::reverse(ancestors_);
    }

    void visit(std::uint32_t i) {
        const NameView name = zone_.name(static_cast<NameId>(i));
        const auto ents = zone_.empty_non_terminals();
        while (!ancestors_.empty() && !is_below(name, ancestors_.back().name))
            ancestors_.pop_back();
        for (; next_ent_ < ents.size() && index(ents[next_ent_].below) <= i; ++next_ent_)
            meet_ent(zone_.name(ents[next_ent_]));
        const std::uint32_t self = pack({false, i});
        if (keeps_ancestors(self)) mark_ancestors_due();
        ancestors_.push_back({name, self});
    }

    bool has_record(std::uint32_t subject) const {
        return (job_.state(subject) & chain_state::has_record) != 0;
    }
    bool in_opt_out(std::uint32_t subject) const {
        return (job_.state(subject) & chain_state::in_opt_out) != 0;
    }

    /// That it does not exist as data is shown as for a cut: the span of its own next closer name
    /// has to be an opt-out one, whatever has a record below it (RFC 5155 8.5 with erratum 3441).
    void meet_ent(NameView name) {
        const std::uint32_t self = pack({true, next_ent_});
        if (!has_record(self) && !in_opt_out(next_closer_of(self))) mark_due(next_ent_, due_itself);
        ancestors_.push_back({name, self});
    }

    /// Judges one name. @returns whether an empty non-terminal above it must have a record:
    /// everything does that but an insecure cut that may go without its own.
    bool keeps_ancestors(std::uint32_t self) {
        using namespace nsec3_name;
        if (has_record(self)) return true;
        std::uint8_t& verdict = job_.verdict(self);
        if (always_required(zone_, unpack(self))) {
            verdict |= chain_uses_opt_out_ ? missing | missing_in_optout : missing;
            return true;
        }
        const std::uint32_t next_closer = next_closer_of(self);
        if (!in_opt_out(next_closer)) {
            verdict |= chain_uses_opt_out_ ? span_without_flag : no_optout_at_all;
            return true;
        }
        if (!in_opt_out(self)) verdict |= span_mixed;
        return false;
    }

    /// The closest provable encloser is the longest ancestor with a record, the apex when there is
    /// none; the next closer name is one label longer (RFC 5155 1.3).
    std::uint32_t next_closer_of(std::uint32_t self) const {
        for (std::size_t above = ancestors_.size();
             above > 1 && !has_record(ancestors_[above - 1].subject); --above)
            self = ancestors_[above - 1].subject;
        return self;
    }

    /// What is above a name that is marked, or above one that holds data, has been marked before or
    /// will be.
    void mark_ancestors_due() {
        for (std::size_t above = ancestors_.size(); above-- != 0;) {
            const HashedSubject ancestor = unpack(ancestors_[above].subject);
            if (!ancestor.is_ent) return;
            if (mark_due(ancestor.index, due_for_descendant)) return;
        }
    }

    /// @returns whether it was so already
    bool mark_due(std::uint32_t ent, std::uint8_t why) {
        return (std::atomic_ref(due_[ent]).fetch_or(why, std::memory_order_relaxed) & why) != 0;
    }

    ChainJob& job_;
    const Zone& zone_;
    std::span<std::uint8_t> due_;
    bool chain_uses_opt_out_;
    std::vector<Ancestor> ancestors_;  // of the current name, the apex first
    std::uint32_t next_ent_ = 0;
};

}  // namespace

bool judge_gaps(ChainJob& job) {
    if (job.all_have_records) return true;
    std::vector<std::uint8_t> due(job.ent_state.size(), 0);
    const bool complete = job.workers.parallel_for(
        job.zone.names().size(), names_per_range,
        [&](std::size_t begin, std::size_t end, unsigned) {
            Walk(job, due).run(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
        });
    // "Each empty non-terminal MUST have a corresponding NSEC3 RR, unless the empty non-terminal is
    // only derived from an insecure delegation covered by an Opt-Out NSEC3 RR." RFC 5155 7.1
    for (std::size_t i = 0; i < due.size(); ++i)
        if (due[i] != 0 && (job.ent_state[i] & chain_state::has_record) == 0)
            job.about().ents[i] |= nsec3_name::missing_ent;
    return complete;
}

}  // namespace zoneproof
