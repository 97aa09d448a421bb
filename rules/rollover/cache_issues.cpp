// Outages, each by the step that made it: which of two contents that do not fit came later?
#include "rules/rollover/issue_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

class Classifier {
public:
    Classifier(const IssueBasis& basis, const MisfitCause& cause)
        : model_(basis.outlook.model()), cause_(cause), set_(model_.key_sets[cause.key_set]),
          ds_(cause.ds ? &model_.ds[*cause.ds] : nullptr),
          data_(cause.data ? &model_.data[*cause.data] : nullptr) {}

    std::optional<IssueKind> kind() const {
        switch (cause_.misfit) {
        case Misfit::no_keys: return no_keys();
        case Misfit::no_key_for_ds:
        case Misfit::ds_key_not_signing: return chain();
        case Misfit::not_signed: return not_signed();
        case Misfit::signer_not_in_keys: return signer();
        case Misfit::algorithm_incomplete: return algorithm();
        }
        return std::nullopt;
    }
    bool is_current() const {
        return !set_.life.superseded && (ds_ == nullptr || !ds_->life.superseded) &&
               (data_ == nullptr || !data_->life.superseded);
    }
    /// Of the key that is missing.
    std::optional<std::uint16_t> tag() const {
        if (cause_.misfit == Misfit::no_keys || cause_.misfit == Misfit::not_signed)
            return std::nullopt;
        if (data_ != nullptr && !data_->signers.empty())
            return model_.keys[data_->signers.front()].tag;
        if (ds_ != nullptr && !ds_->links.empty()) return ds_->links.front().tag;
        return std::nullopt;
    }

private:
    IssueKind no_keys() const {
        return ds_ != nullptr && ds_->life.since > set_.life.since ? IssueKind::ds_change_early
                                                                   : IssueKind::unsigned_under_ds;
    }
    IssueKind chain() const {
        if (is_current()) return IssueKind::ds_missing_key;
        return ds_->life.since > set_.life.since ? IssueKind::ds_change_early
                                                 : IssueKind::ksk_removed_early;
    }
    std::optional<IssueKind> not_signed() const {
        if (data_->bogus) return std::nullopt;  // rules about RRSIGs say it
        return data_->life.since < set_.life.since || data_->life.superseded
                   ? IssueKind::ds_change_early
                   : IssueKind::unsigned_under_ds;
    }
    IssueKind signer() const {
        if (set_.source.provider != data_->source.provider && is_current())
            return IssueKind::provider_keys;
        return set_.life.since < data_->life.since ? IssueKind::used_before_published
                                                   : IssueKind::key_removed_early;
    }
    /// Complete before, and now no longer?
    IssueKind algorithm() const {
        const auto has = [&](const std::vector<KeyRef>& keys) {
            return std::ranges::any_of(
                keys, [&](KeyRef key) { return model_.keys[key].algorithm == cause_.algorithm; });
        };
        const bool was_there =
            data_ != nullptr
                ? std::ranges::any_of(model_.data,
                                      [&](const CachedData& other) {
                                          return other.life.since < data_->life.since &&
                                                 (has(other.signers) || has(other.presumed));
                                      })
                : std::ranges::any_of(model_.key_sets, [&](const CachedKeySet& other) {
                      return other.life.since < set_.life.since && has(other.keys);
                  });
        return was_there ? IssueKind::algorithm_removed_early : IssueKind::algorithm_incomplete;
    }

    const CacheModel& model_;
    const MisfitCause& cause_;
    const CachedKeySet& set_;
    const CachedDs* ds_;
    const CachedData* data_;
};

/// One issue for each kind and key: from its first second to its last.
void join(Issues& issues, RolloverIssue issue) {
    for (RolloverIssue& known : issues) {
        if (known.kind != issue.kind || known.tag != issue.tag ||
            known.algorithm != issue.algorithm)
            continue;
        if (*issue.from < *known.from) known.from = issue.from;
        if (!known.to || !issue.to)
            known.to.reset();
        else if (*issue.to > *known.to)
            known.to = issue.to, known.text = issue.text;
        known.in_itself |= issue.in_itself;
        return;
    }
    issues.push_back(std::move(issue));
}

void add_window(const IssueBasis& basis, const UnsafeWindow& window, Severity severity,
                Issues& found) {
    for (const MisfitCause& cause : window.outage.causes) {
        const Classifier classifier(basis, cause);
        const auto kind = classifier.kind();
        if (!kind) continue;
        RolloverIssue issue{*kind, severity};
        if (*kind != IssueKind::ds_change_early) issue.tag = classifier.tag();
        issue.algorithm = cause.algorithm;
        issue.from = cause.from;
        issue.to = cause.validators_until;
        issue.in_itself = classifier.is_current();
        issue.text = describe(cause, basis.outlook.model(), basis.outlook.situation());
        join(found, std::move(issue));
    }
}

std::string when(const RolloverIssue& issue) {
    return issue.to ? fmt::format("{} to {}", to_iso8601(*issue.from), to_iso8601(*issue.to))
                    : fmt::format("{} on, without end in sight", to_iso8601(*issue.from));
}

}  // namespace

void add_cache_issues(const IssueBasis& basis, Issues& issues) {
    Issues found;
    for (const UnsafeWindow& window : basis.unsafe)
        add_window(basis, window, window.uncertain ? Severity::warning : Severity::error, found);
    const std::size_t lenient = found.size();
    // "validators SHOULD NOT insist that all algorithms [...] work", RFC 6840 5.11
    for (const UnsafeWindow& window : basis.incomplete)
        add_window(basis, window, Severity::warning, found);
    for (std::size_t i = 0; i < found.size(); ++i) {
        RolloverIssue& issue = found[i];
        issue.text = fmt::format("{}: {} fail from {}", issue.text,
                                 i < lenient ? "caches that have both"
                                             : "validators that insist on every algorithm and "
                                               "have both",
                                 when(issue));
        issues.push_back(std::move(issue));
    }
}

}  // namespace zoneproof
