// What happened to keys from version to version: tags used twice, keys that come back, revocations
// that do not hold.
#include "rules/rollover/issue_parts.hpp"
#include "rules/rollover/rolls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace zoneproof {
namespace {

constexpr std::size_t most_told = 8;  // collisions of a hostile DNSKEY RRset are thousands

/// Caches may still hold a version that shows the key.
bool is_remembered(const KeyStory& story, const Outlook& outlook) {
    if (story.is_published() || story.in_ds_now()) return true;
    const std::int64_t memory =
        outlook.timing().zone_propagation + std::max(outlook.dnskey_ttl(), outlook.data_ttl());
    return story.published.back().to &&
           seconds(*story.published.back().to) + memory > seconds(outlook.at());
}

std::uint16_t revoked_tag(const PublishedKey& key) {
    std::vector<std::uint8_t> rdata = key.rdata;
    store16(rdata.data(), static_cast<std::uint16_t>(key.flags() | 0x0080));
    return key_tag(rdata);
}

/// RFC 4034 appendix B: "implementations MUST NOT assume that the key tag uniquely identifies a
/// DNSKEY record"; signers that do have taken zones down.
void add_collisions(const Outlook& outlook, Issues& issues) {
    std::map<std::pair<std::uint8_t, std::uint16_t>, StoryList> by_tag;
    for (const KeyStory& story : outlook.stories().keys)
        if (is_remembered(story, outlook))
            by_tag[{story.key.algorithm(), story.key.tag}].push_back(&story);
    std::size_t told = 0;
    for (const auto& [tag, stories] : by_tag) {
        if (stories.size() < 2 || ++told > most_told) continue;
        const bool all_now = std::ranges::all_of(stories, &KeyStory::is_published);
        issues.push_back({IssueKind::keytag_collision,
                          stories.size() > 2 ? Severity::error : Severity::warning,
                          fmt::format("{} keys of {} have the key tag {}{}", stories.size(),
                                      describe_algorithm(tag.first), tag.second,
                                      all_now ? "" : ", counting those that caches still hold"),
                          tag.second,
                          tag.first,
                          {},
                          {},
                          all_now});
    }
    for (const KeyStory& story : outlook.stories().keys) {
        if (!story.is_published() || !story.key.sep() || story.key.revoked()) continue;
        const std::uint16_t future = revoked_tag(story.key);
        const auto other = by_tag.find({story.key.algorithm(), future});
        if (other == by_tag.end() || ++told > most_told) continue;
        issues.push_back({IssueKind::keytag_collision, Severity::warning,
                          fmt::format("once revoked, key {} will have the key tag {}, as another "
                                      "key has",
                                      story.key.tag, future),
                          story.key.tag, story.key.algorithm()});
    }
}

void add_split_tags(const Outlook& outlook, Issues& issues) {
    for (const std::uint16_t tag : outlook.situation().split_tags)
        issues.push_back({IssueKind::keytag_split,
                          Severity::error,
                          fmt::format("some signatures under key tag {} verify and some do not: "
                                      "several private keys behind one tag",
                                      tag),
                          tag,
                          0,
                          {},
                          {},
                          true});
}

void add_returned(const Outlook& outlook, const KeyStory& story, Issues& issues) {
    if (!story.is_published() || story.published.size() < 2) return;
    const Spell& gone = story.published[story.published.size() - 2];
    const Spell& back = story.published.back();
    const bool anchor = outlook.situation().trust_anchor && story.key.sep();
    const std::int64_t matters = std::max(outlook.timing().zone_propagation + outlook.dnskey_ttl(),
                                          anchor ? outlook.timing().add_holddown : std::int64_t{0});
    const Timestamp until{seconds(back.from) + matters};
    if (until <= outlook.at()) return;
    issues.push_back({IssueKind::key_reintroduced, Severity::warning,
                      fmt::format("key {} was gone from {} to {} and is back{}", story.key.tag,
                                  to_iso8601(*gone.to), to_iso8601(back.from),
                                  anchor ? ": resolvers that do not trust it yet begin their "
                                           "hold-down anew (HOLDDOWN_RESTARTED)"
                                         : ": only a new rollover makes it safe to use"),
                      story.key.tag, story.key.algorithm(), back.from, until});
}

void add_revocation(const Outlook& outlook, const KeyStory& story, Issues& issues) {
    if (!story.is_published()) return;
    const auto add = [&](IssueKind kind, std::string text, bool in_itself, bool is_new = false) {
        issues.push_back({kind,
                          Severity::error,
                          std::move(text),
                          story.key.tag,
                          story.key.algorithm(),
                          {},
                          {},
                          in_itself,
                          is_new});
    };
    if (!story.key.revoked()) {
        if (!story.revoked.empty())
            add(IssueKind::revoke_cleared,
                fmt::format("key {} was revoked at {} and now is not: resolvers that saw it never "
                            "trust it again",
                            story.key.tag, to_iso8601(story.revoked.back().from)),
                false, story.revoked.back().last + 2 == outlook.situation().versions().size());
        return;
    }
    if (!story.signs_keys_now())
        add(IssueKind::revoked_not_self_signed,
            fmt::format("key {} has the REVOKE flag and does not sign the DNSKEY RRset: resolvers "
                        "ignore it",
                        story.key.tag),
            true);
    if (story.in_ds_now() || story.signs_data_now())
        add(IssueKind::revoked_in_use,
            fmt::format("{} on the revoked key {}",
                        story.in_ds_now() ? "a DS depends" : "RRsets depend", story.key.tag),
            true);
}

/// How long it has been there, by the history: it may be older.
void add_age(const Outlook& outlook, const KeyStory& story, Issues& issues) {
    const auto& lifetime =
        story.role == KeyRole::zsk ? outlook.timing().zsk_lifetime : outlook.timing().ksk_lifetime;
    if (!lifetime || !story.is_published() || !story.ever_signed()) return;
    const std::int64_t age = seconds(outlook.at()) - seconds(story.published_since());
    if (age <= *lifetime) return;
    issues.push_back(
        {IssueKind::key_age, Severity::info,
         fmt::format("{} {} is published for {}, and the policy gives it {}", to_text(story.role),
                     story.key.tag, to_words(age), to_words(*lifetime)),
         story.key.tag, story.key.algorithm()});
}

/// "no later than [...] the add hold-down time", RFC 5011 2.4.1: who signs the DNSKEY RRset alone
/// must be trusted by then.
void add_holddown(const Outlook& outlook, Issues& issues) {
    if (!outlook.situation().trust_anchor || !outlook.last().is_signed()) return;
    const auto& versions = outlook.situation().versions();
    const bool is_new = outlook.situation().has_past() &&
                        loses_entry(versions[versions.size() - 2], versions.back());
    const KeyStory* first = nullptr;
    std::optional<StepTime> earliest;
    for (const KeyStory* const story : published_keys(
             outlook, [](const KeyStory& key) { return key.key.sep() && key.signs_keys_now(); })) {
        const StepTime time = trusted_from(outlook, *story);
        if (!time.ever) continue;
        // Perhaps older than the history, and then nobody can say that it is too young: not where
        // the keys that it found at work are at work still.
        if (story->published.back().first == 0 &&
            (!is_new || !loses_entry(versions.front(), versions.back())))
            return;
        if (!earliest || *time.at < *earliest->at) earliest = time, first = story;
    }
    if (first == nullptr) {
        if (is_new)
            issues.push_back({IssueKind::holddown,
                              Severity::warning,
                              "no key that resolvers that follow RFC 5011 trust signs the DNSKEY "
                              "RRset any more",
                              {},
                              0,
                              outlook.last().published_at,
                              {},
                              false,
                              true});
        return;
    }
    if (*earliest->at <= outlook.at()) return;
    issues.push_back({IssueKind::holddown, Severity::warning,
                      fmt::format("key {} alone signs the DNSKEY RRset, and resolvers that follow "
                                  "RFC 5011 trust it from {} on",
                                  first->key.tag, to_iso8601(*earliest->at)),
                      first->key.tag, first->key.algorithm(), first->signs_keys.back().from,
                      earliest->at, false, is_new});
}

}  // namespace

void add_key_issues(const IssueBasis& basis, Issues& issues) {
    add_collisions(basis.outlook, issues);
    add_split_tags(basis.outlook, issues);
    for (const KeyStory& story : basis.outlook.stories().keys) {
        add_returned(basis.outlook, story, issues);
        add_revocation(basis.outlook, story, issues);
        add_age(basis.outlook, story, issues);
    }
    add_holddown(basis.outlook, issues);
}

}  // namespace zoneproof
