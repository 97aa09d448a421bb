#include "rules/collector.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace zoneproof {

void Counts::merge(const Counts& other) {
    for (const auto& [cell, findings] : other.shown) shown[cell] += findings;
    for (const auto& [cell, findings] : other.suppressed) suppressed[cell] += findings;
    masked += other.masked;
    for (const auto& [key, theirs] : other.unjudged) {
        const auto [mine, is_new] = unjudged.try_emplace(key, theirs);
        if (is_new) continue;
        mine->second.count += theirs.count;
        if (theirs.subject < mine->second.subject) {
            mine->second.subject = theirs.subject;
            mine->second.owner = theirs.owner;
        }
    }
}

void Collector::enter(std::uint64_t subject) {
    subject_ = subject;
    sequence_ = 0;
    spoken_.clear();
}

void Collector::threw() {
    unchecked("internal", nowhere());
}

void Collector::unchecked(std::string_view cause, const Where& where) {
    const auto [entry, is_new] = counts_.unjudged.try_emplace({cause, question_->position});
    Unjudged& unjudged = entry->second;
    ++unjudged.count;
    if (!is_new && unjudged.subject <= subject_) return;
    unjudged.subject = subject_;
    unjudged.owner = where.has_owner ? to_text(where.owner) : std::string();
}

Example* Collector::begin(const Where& where, const Group& group, const Severity* severity) {
    const Cell cell{question_->position,
                    severity != nullptr ? *severity : question_->rule->severity, moment_};
    ++sequence_;
    if (silenced(cell.severity)) return ++counts_.masked, nullptr;
    if (question_->wins) spoken_.push_back({cell.position, cell.severity, moment_});
    count(cell, 1);
    if (question_->suppressed) return nullptr;

    Example* const example = keep(cell, group);
    if (example == nullptr) return nullptr;
    example->owner = where.has_owner ? to_text(where.owner) : std::string();
    example->type = where.type;
    example->place = where.place;
    example->file = std::string(where.file);
    example->line = where.line;
    example->field = where.field;
    example->on_signature = where.on_signature;
    return example;
}

void Collector::add_known(const Group& group, Example example) {
    const Cell cell{question_->position, question_->rule->severity, moment_};
    count(cell, 1);
    ++sequence_;
    if (question_->suppressed) return;
    if (Example* const kept = keep(cell, group)) {
        *kept = std::move(example);
        end();
    }
}

void Collector::add_counted(const Group& group, std::uint64_t findings) {
    if (findings == 0) return;
    const Cell cell{question_->position, question_->rule->severity, moment_};
    count(cell, findings);
    if (question_->suppressed) return;
    keep_count(cell, group, findings);
    end();
}

bool Collector::silenced(Severity severity) const {
    if (question_->winners.empty()) return false;
    return std::any_of(spoken_.begin(), spoken_.end(), [&](const Spoken& spoken) {
        const auto& winners = question_->winners;
        return spoken.severity >= severity &&
               (spoken.moment == no_moment || spoken.moment == moment_) &&
               std::find(winners.begin(), winners.end(), spoken.position) != winners.end();
    });
}

void Collector::count(const Cell& cell, std::uint64_t findings) {
    // Findings come in floods of one kind: the counter of the last one is mostly the counter of
    // this one.
    if (last_count_ == nullptr || last_cell_ != cell) {
        last_count_ = &(question_->suppressed ? counts_.suppressed : counts_.shown)[cell];
        last_cell_ = cell;
    }
    *last_count_ += findings;
}

Example* Tally::keep(const Cell& cell, const Group& group) {
    // As above: the bucket of the last finding is mostly that of this one.
    if (last_bucket_ == nullptr || bucket_cell_ != cell || bucket_group_ != group) {
        last_bucket_ = &bucket(cells_[cell], group);
        bucket_cell_ = cell, bucket_group_ = group;
    }
    ++last_bucket_->count;
    return room(*last_bucket_, subject_, sequence_);
}

Tally::Bucket& Tally::bucket(Groups& groups, const Group& group) const {
    if (const auto known = groups.find(group); known != groups.end()) return known->second;
    const std::size_t named = groups.size() - groups.count(Group{});
    if (group == Group{} || named < max_groups) return groups[group];
    const auto last = std::prev(groups.end());
    if (last->first < group) return groups[Group{}];
    const Bucket evicted = std::move(last->second);
    groups.erase(last);
    merge(groups[Group{}], evicted);
    return groups[group];
}

/// The first N stay: an example that comes late but stands early pushes out the last one.
Example* Tally::room(Bucket& bucket, std::uint64_t subject, std::uint64_t sequence) const {
    std::vector<Kept>& kept = bucket.examples;
    const auto stands_before = [&](const Kept& other) {
        return std::tie(subject, sequence) < std::tie(other.subject, other.sequence);
    };
    if (kept.size() == max_examples_) {
        if (kept.empty() || !stands_before(kept.back())) return nullptr;
        kept.pop_back();
    }
    const auto at = std::find_if(kept.begin(), kept.end(), stands_before);
    return &kept.insert(at, Kept{subject, sequence, {}})->example;
}

void Tally::merge(Bucket& into, const Bucket& from) const {
    into.count += from.count;
    for (const Kept& kept : from.examples)
        if (Example* const example = room(into, kept.subject, kept.sequence))
            *example = kept.example;
}

void Tally::merge(const Tally& other) {
    last_bucket_ = nullptr;
    for (const auto& [cell, groups] : other.cells_) {
        Groups& mine = cells_[cell];
        for (const auto& [group, theirs] : groups) merge(bucket(mine, group), theirs);
    }
}

std::vector<Finding> Tally::findings(std::span<const Rule* const> rules,
                                     std::span<const Moment> moments) const {
    struct Entry {
        const Cell* cell;
        const Group* group;
        const Bucket* bucket;
    };
    std::vector<Entry> entries;
    for (const auto& [cell, groups] : cells_)
        for (const auto& [group, bucket] : groups) entries.push_back({&cell, &group, &bucket});
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::tie(b.cell->severity, a.cell->position, *a.group, a.cell->moment) <
               std::tie(a.cell->severity, b.cell->position, *b.group, b.cell->moment);
    });

    std::vector<Finding> findings;
    for (const Entry& entry : entries) {
        Finding finding{rules[entry.cell->position],
                        entry.cell->severity,
                        *entry.group,
                        {},
                        entry.bucket->count,
                        {},
                        {}};
        if (entry.cell->moment != no_moment) finding.at = moments[entry.cell->moment].from;
        for (const Kept& kept : entry.bucket->examples) finding.examples.push_back(kept.example);
        findings.push_back(std::move(finding));
    }
    return findings;
}

SeverityCounts Tally::groups() const {
    SeverityCounts counts;
    for (const auto& [cell, groups] : cells_) counts.of(cell.severity) += groups.size();
    return counts;
}

Example* Streamed::keep(const Cell& cell, const Group& group) {
    keep_count(cell, group, 1);
    return &block_->back().examples.emplace_back();
}

void Streamed::keep_count(const Cell& cell, const Group& group, std::uint64_t findings) {
    tally_.add(cell, group, findings);
    Finding finding{question_->rule, cell.severity, group, {}, findings, {}, {}};
    if (cell.moment != no_moment) finding.at = moments_[cell.moment].from;
    block_->push_back(std::move(finding));
}

void Streamed::end() {
    if (sink_ == nullptr) return;
    (*sink_)(block_->back());
    block_->clear();
}

}  // namespace zoneproof
