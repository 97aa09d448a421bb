// Collector: the Report of one worker. It counts every finding exactly and keeps what is asked for:
// the first N examples of each group (Tally), or every finding for the moment it takes to hand it
// on (Streamed).
#pragma once

#include "rules/plan.hpp"

#include <compare>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace zoneproof {

inline constexpr std::size_t no_moment = static_cast<std::size_t>(-1);

/// Findings of a rule at one severity and moment.
struct Cell {
    std::uint16_t position = 0;  // of the rule, in the catalogue
    Severity severity = Severity::error;
    std::size_t moment = no_moment;
    friend auto operator<=>(const Cell&, const Cell&) = default;
};

/// What a rule could not check, per cause: how often, and where first.
struct Unjudged {
    std::uint64_t count = 0;
    std::uint64_t subject = 0;
    std::string owner;  // of the first subject
};
struct UnjudgedKey {
    std::string_view cause;
    std::uint16_t position = 0;
    friend auto operator<=>(const UnjudgedKey&, const UnjudgedKey&) = default;
};

struct Counts {
    std::map<Cell, std::uint64_t> shown, suppressed;
    std::map<UnjudgedKey, Unjudged> unjudged;
    std::uint64_t masked = 0;

    void merge(const Counts&);
};

class Collector : public Report {
public:
    /// The next subject of the walk, by its position in canonical order.
    void enter(std::uint64_t subject);
    /// The rule asked from now on, and the moment it is asked for.
    void ask(const Question& question, std::size_t moment) {
        question_ = &question, moment_ = moment;
    }
    /// The check asked last did not come to its end.
    void threw();

    void unchecked(std::string_view cause, const Where&) override;
    const Counts& counts() const { return counts_; }
    /// A finding that is known already (a diagnostic), and those of which only the number is.
    void add_known(const Group&, Example);
    void add_counted(const Group&, std::uint64_t findings);

protected:
    ~Collector() = default;
    /// Room for the example of this finding, when it is to be kept.
    virtual Example* keep(const Cell&, const Group&) = 0;
    /// Findings without an example.
    virtual void keep_count(const Cell&, const Group&, std::uint64_t findings) = 0;

    Example* begin(const Where&, const Group&, const Severity*) final;

    std::uint64_t subject_ = 0, sequence_ = 0;  // what orders examples
    const Question* question_ = nullptr;

private:
    bool silenced(Severity) const;
    void count(const Cell&, std::uint64_t findings);

    struct Spoken {
        std::uint16_t position;
        Severity severity;
        std::size_t moment;
    };
    std::vector<Spoken> spoken_;  // winners that found something at this subject
    std::size_t moment_ = no_moment;
    Counts counts_;
    Cell last_cell_;
    std::uint64_t* last_count_ = nullptr;
};

/// Groups with exact counts and the first N examples of each. The smallest groups are kept by name,
/// up to a bound; the others are counted together under the empty group, so that hostile input
/// cannot make groups without end. What is kept depends on the findings alone, not on who found
/// them in which order.
class Tally final : public Collector {
public:
    static constexpr std::size_t max_groups = 256;

    explicit Tally(std::size_t max_examples) : max_examples_(max_examples) {}

    /// Findings without an example.
    void add(const Cell& cell, const Group& group, std::uint64_t findings) {
        last_bucket_ = nullptr;  // a group that is one too many drives another out
        bucket(cells_[cell], group).count += findings;
    }
    void merge(const Tally&);
    SeverityCounts groups() const;
    /// In the order of findings: severity, rule, cause, key, moment.
    std::vector<Finding> findings(std::span<const Rule* const> rules,
                                  std::span<const Moment> moments) const;

private:
    struct Kept {
        std::uint64_t subject, sequence;
        Example example;
    };
    struct Bucket {
        std::uint64_t count = 0;
        std::vector<Kept> examples;  // ascending by subject and sequence
    };
    using Groups = std::map<Group, Bucket>;

    Example* keep(const Cell&, const Group&) override;
    void keep_count(const Cell& cell, const Group& group, std::uint64_t findings) override {
        add(cell, group, findings);
    }
    void end() override {}
    Bucket& bucket(Groups&, const Group&) const;
    void merge(Bucket& into, const Bucket& from) const;
    Example* room(Bucket&, std::uint64_t subject, std::uint64_t sequence) const;

    std::size_t max_examples_;
    std::map<Cell, Groups> cells_;
    Bucket* last_bucket_ = nullptr;  // of these:
    Cell bucket_cell_;
    Group bucket_group_;
};

/// Every subject is a finding of its own.
class Streamed final : public Collector {
public:
    explicit Streamed(std::span<const Moment> moments) : moments_(moments) {}
    /// Where findings go until the next call; with a sink, each goes on to it at once.
    void into(std::vector<Finding>& block, const FindingSink* sink = nullptr) {
        block_ = &block, sink_ = sink;
    }
    /// Groups and their counts, as they would be were findings not listed one by one.
    const Tally& tally() const { return tally_; }

private:
    Example* keep(const Cell&, const Group&) override;
    void keep_count(const Cell&, const Group&, std::uint64_t findings) override;
    void end() override;

    std::span<const Moment> moments_;
    Tally tally_{0};
    std::vector<Finding>* block_ = nullptr;
    const FindingSink* sink_ = nullptr;
};

}  // namespace zoneproof
