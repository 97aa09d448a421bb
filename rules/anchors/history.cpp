// Histories of a DNSKEY RRset as people write them, and the root's.
//
//     ttl 172800                 # of the RRset, for the lines behind it; 172800 unless given
//     0    OLD*                  # when it was published, then the keys in it
//     10   OLD* NEW              # "*": the key signs the RRset
//     190  OLD!* NEW*            # "!": it has the REVOKE flag
//     280  NEW* zsk~             # "~": it has no SEP flag
//
// Times are days, or dates as 2017-07-11 or 2017-07-11T16:00:00Z or 20170711160000, and ascend.
// "expires=TIME" behind the keys says when the first signature of the RRset ends.
#include "rules/anchors/rfc5011.hpp"

#include "parser/field/number.hpp"
#include "rules/anchors/root_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace zoneproof::rfc5011 {
namespace {

constexpr std::int64_t day = 86400;
constexpr std::size_t most_versions = 100'000, most_keys = 100;

/// "30.5", "d30.5"
std::optional<Timestamp> days_from_text(std::string_view text) {
    if (text.starts_with('d')) text.remove_prefix(1);
    constexpr double longest = 1e6;
    double days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (error != std::errc() || end != text.data() + text.size() || !(days >= 0 && days <= longest))
        return std::nullopt;
    return Timestamp{static_cast<std::int64_t>(days * day + 0.5)};
}

std::optional<Timestamp> date_from_text(std::string_view text) {
    return text.size() == 14 ? from_digits(text) : from_iso8601(text);
}

/// What a line says beside its place.
class Lines {
public:
    Lines(std::string_view text, const std::string& name) : text_(text), name_(name) {}

    Result<History> read() {
        while (!text_.empty()) {
            ++number_;
            std::string_view line = text_.substr(0, text_.find('\n'));
            text_.remove_prefix(std::min(line.size() + 1, text_.size()));
            line = line.substr(0, line.find('#'));
            if (std::string wrong = read(words_of(line)); !wrong.empty())
                return Error{ErrorCode::unreadable,
                             fmt::format("{}:{}: {}", name_, number_, wrong)};
        }
        if (history_.versions.empty())
            return Error{ErrorCode::unreadable, name_ + ": no version of a DNSKEY RRset in it"};
        return std::move(history_);
    }

private:
    static std::vector<std::string_view> words_of(std::string_view line) {
        constexpr std::string_view blanks = " \t\r";
        std::vector<std::string_view> words;
        for (std::size_t at = line.find_first_not_of(blanks); at != line.npos;
             at = line.find_first_not_of(blanks, at)) {
            words.push_back(line.substr(at, line.find_first_of(blanks, at) - at));
            at += words.back().size();
            if (at >= line.size()) break;
        }
        return words;
    }

    /// Both return what is wrong.
    std::string read(const std::vector<std::string_view>& words);
    std::string read_key(std::string_view word, KeySet&);
    std::optional<Timestamp> time(std::string_view word) const {
        return history_.in_days ? days_from_text(word) : date_from_text(word);
    }

    std::string_view text_;
    const std::string& name_;
    std::uint64_t number_ = 0;
    std::int64_t ttl_ = 172800;
    History history_;
};

std::string Lines::read(const std::vector<std::string_view>& words) {
    if (words.empty()) return {};
    if (words.front() == "ttl") {
        std::uint64_t seconds;
        if (words.size() != 2 || !read_number(words[1], 0x7FFFFFFF, seconds))
            return "expected \"ttl\" and seconds, 0..2147483647";
        ttl_ = static_cast<std::int64_t>(seconds);
        return {};
    }
    if (history_.versions.empty()) history_.in_days = days_from_text(words.front()).has_value();
    const auto from = time(words.front());
    if (!from)
        return fmt::format("expected {}, found \"{}\"",
                           history_.in_days ? "a day, as in the first line" : "a date or a day",
                           words.front());
    if (!history_.versions.empty() && *from <= history_.versions.back().from)
        return "the time does not lie behind that of the version before";
    if (history_.versions.size() == most_versions) return "more than 100,000 versions";
    KeySet set{*from, ttl_, {}, {}};
    for (std::size_t i = 1; i < words.size(); ++i)
        if (std::string wrong = read_key(words[i], set); !wrong.empty()) return wrong;
    history_.versions.push_back(std::move(set));
    return {};
}

std::string Lines::read_key(std::string_view word, KeySet& set) {
    constexpr std::string_view expires = "expires=";
    if (word.starts_with(expires)) {
        set.expires = time(word.substr(expires.size()));
        return set.expires ? "" : fmt::format("\"{}\" is no time", word.substr(expires.size()));
    }
    const std::size_t marks = std::min(word.find_first_of("*!~"), word.size());
    Key key;
    key.id = word.substr(0, marks);
    for (const char mark : word.substr(marks)) {
        if (mark == '*')
            key.signs = true;
        else if (mark == '!')
            key.revoked = true;
        else if (mark == '~')
            key.sep = false;
        else
            return fmt::format("\"{}\" has something behind its marks * ! ~", word);
    }
    if (key.id.empty() || key.id.find('=') != key.id.npos)
        return fmt::format("\"{}\" is no key: a name, then * where it signs, ! where it is revoked",
                           word);
    std::uint64_t tag;
    if (read_number(key.id, 0xFFFF, tag)) key.tag = static_cast<std::uint16_t>(tag);
    if (std::ranges::find(set.keys, key.id, &Key::id) != set.keys.end())
        return fmt::format("the key {} stands twice in this line", key.id);
    if (set.keys.size() == most_keys) return "more than 100 keys in one version";
    set.keys.push_back(std::move(key));
    return {};
}

}  // namespace

Result<History> history_from_text(std::string_view text, const std::string& name) {
    return Lines(text, name).read();
}

History root_history() {
    constexpr std::int64_t root_dnskey_ttl = 172800;
    std::set<Timestamp> changes;
    for (const RootKey& key : root_keys()) {
        changes.insert({key.published, key.signs_from});
        for (const auto& when : {key.signs_until, key.revoked, key.removed})
            if (when) changes.insert(*when);
    }
    History history;
    history.record_ends = root_record_ends;
    for (const Timestamp from : changes) {
        KeySet set{from, root_dnskey_ttl, {}, {}};
        for (const RootKey& key : root_keys()) {
            if (from < key.published || (key.removed && *key.removed <= from)) continue;
            const bool revoked = key.revoked && *key.revoked <= from;
            set.keys.push_back({std::to_string(key.tag), revoked ? key.revoked_tag : key.tag, true,
                                revoked, revoked || key.signs(from), key.dnskey});
        }
        history.versions.push_back(std::move(set));
    }
    return history;
}

std::string to_text(const History& history, Timestamp time) {
    if (!history.in_days) return to_iso8601(time);
    std::string text = fmt::format("d{:.3f}", static_cast<double>(seconds(time)) / day);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::optional<Timestamp> time_from_text(std::string_view text, bool in_days) {
    return in_days ? days_from_text(text) : date_from_text(text);
}

}  // namespace zoneproof::rfc5011
