// The statements of named.conf that list trust anchors, at the top level or in a view:
//
//     trust-anchors { "." initial-key 257 3 8 "AwEAAaz/..."; example. static-ds 4711 13 2 "E06D";
//     }; managed-keys  { "." initial-key 257 3 8 "AwEAAaz/..."; }; trusted-keys  { "." 257 3 8
//     "AwEAAaz/..."; };
//
// bind.keys has the same form. Everything else of a configuration is passed over.
#include "rules/anchors/readers.hpp"

#include "parser/field/base64.hpp"
#include "parser/field/hex.hpp"
#include "parser/field/number.hpp"

#include <algorithm>
#include <memory>
#include <vector>

namespace zoneproof {
namespace {

struct Word {
    std::string_view text;
    std::uint64_t line;
    bool quoted = false;
    bool is(std::string_view what) const { return !quoted && text == what; }
};

/// Words, strings, and "{", "}", ";" each for itself, without comments: "// ...", "# ...", "/* ...
/// */".
class Words {
public:
    explicit Words(std::string_view text) : left_(text) {}
    std::optional<Word> next();

private:
    void skip(std::size_t octets) {
        octets = std::min(octets, left_.size());
        line_ += static_cast<std::uint64_t>(
            std::count(left_.begin(), left_.begin() + static_cast<std::ptrdiff_t>(octets), '\n'));
        left_.remove_prefix(octets);
    }
    /// Behind the next `mark`, or at the end.
    std::size_t behind(std::string_view mark, std::size_t from) const {
        const std::size_t at = left_.find(mark, from);
        return at == left_.npos ? left_.size() : at + mark.size();
    }
    Word take(std::size_t octets) {
        const Word word{left_.substr(0, octets), line_};
        skip(octets);
        return word;
    }

    std::string_view left_;
    std::uint64_t line_ = 1;
};

std::optional<Word> Words::next() {
    constexpr std::string_view blanks = " \t\r\n\f\v";
    constexpr std::string_view ends = " \t\r\n\f\v{};\"";
    for (;;) {
        skip(left_.find_first_not_of(blanks));
        if (left_.empty()) return std::nullopt;
        if (left_.starts_with("/*"))
            skip(behind("*/", 2));
        else if (left_.starts_with("//") || left_.starts_with('#'))
            skip(behind("\n", 0));
        else
            break;
    }
    if (left_.front() == '"') {
        const std::size_t end = std::min(left_.find('"', 1), left_.size());
        Word word = take(std::min(end + 1, left_.size()));
        word.text.remove_prefix(1);
        if (word.text.ends_with('"')) word.text.remove_suffix(1);
        word.quoted = true;
        return word;
    }
    if (std::string_view("{};").find(left_.front()) != std::string_view::npos) return take(1);
    return take(std::max<std::size_t>(1, std::min(left_.find_first_of(ends), left_.size())));
}

bool lists_anchors(const Word& word) {
    return word.is("trust-anchors") || word.is("managed-keys") || word.is("trusted-keys");
}

/// A token for field decoders: padded, without the blanks that may stand inside base64.
class Field {
public:
    explicit Field(std::string_view text) : padded_(text) {
        std::erase_if(padded_, [](char c) {
            return std::string_view(" \t\r\n\f\v").find(c) != std::string_view::npos;
        });
        size_ = padded_.size();
        padded_.append(Block::padding, '\0');
    }
    std::string_view view() const { return {padded_.data(), size_}; }

private:
    std::string padded_;
    std::size_t size_ = 0;
};

/// One entry: its words up to the ";". What is wrong with it, or nothing.
std::string read_entry(std::vector<Word> words, const Word& statement, AnchorFile& file) {
    Anchor anchor;
    anchor.line = words.front().line;
    const NameView root;
    const auto zone = name_from_text(words.front().text, &root);
    if (!zone) return "expected a domain name in front";
    anchor.zone = *zone;
    words.erase(words.begin());

    bool is_ds = false;
    if (statement.is("trusted-keys")) {
        anchor.kind = AnchorKind::fixed;
    } else {
        if (words.empty()) return "expected initial-key, static-key, initial-ds or static-ds";
        const std::string_view how = words.front().text;
        const bool initial = how == "initial-key" || how == "initial-ds";
        is_ds = how == "initial-ds" || how == "static-ds";
        if (!initial && !is_ds && how != "static-key")
            return "expected initial-key, static-key, initial-ds or static-ds";
        anchor.kind = initial ? AnchorKind::initial : AnchorKind::fixed;
        words.erase(words.begin());
    }
    constexpr std::size_t fields = 4;
    if (words.size() < fields)
        return is_ds ? "expected key tag, algorithm, digest type and digest"
                     : "expected flags, protocol, algorithm and key";
    std::string data;
    for (std::size_t i = fields - 1; i < words.size(); ++i) data += words[i].text;
    const auto wire = std::make_unique<Wire>();
    const auto number = [&](std::size_t i) { return Field(words[i].text); };
    if (!put_u16(number(0).view(), *wire))
        return is_ds ? "expected a key tag, 0..65535" : "expected flags, 0..65535";
    if (!put_u8(number(1).view(), *wire))
        return is_ds ? "expected an algorithm, 0..255" : "expected a protocol, 0..255";
    if (!put_u8(number(2).view(), *wire))
        return is_ds ? "expected a digest type, 0..255" : "expected an algorithm, 0..255";
    const Field octets(data);
    if (octets.view().empty()) return is_ds ? "the digest is empty" : "the key is empty";
    if (is_ds ? !put_hex_token(octets.view(), *wire) : !put_base64_token(octets.view(), *wire))
        return is_ds ? "the digest is not hexadecimal" : "the key is not base64";
    set_rdata(anchor, is_ds, wire->octets());
    file.anchors.push_back(std::move(anchor));
    return {};
}

void read_statement(Words& words, const Word& statement, AnchorFile& file) {
    std::vector<Word> entry;
    constexpr std::size_t longest = 1000;  // words of one entry
    while (const auto word = words.next()) {
        if (word->is("}")) {
            if (!entry.empty())
                file.add_damage(entry.front().line, "the entry has no \";\" at its end");
            return;
        }
        if (!word->is(";")) {
            if (entry.size() < longest) entry.push_back(*word);
            continue;
        }
        if (entry.empty()) continue;
        if (file.anchors.size() > max_anchors) return;
        const std::uint64_t line = entry.front().line;
        if (const std::string wrong = read_entry(std::move(entry), statement, file); !wrong.empty())
            file.add_damage(line, wrong);
        entry.clear();
    }
    file.add_damage(statement.line, std::string(statement.text) + " is never closed");
}

/// Calls use(words, statement) behind the "{" of each statement that lists anchors.
template <class Use>
void each_statement(std::string_view text, const Use& use) {
    Words words(text);
    std::optional<Word> before;
    while (const auto word = words.next()) {
        if (word->is("{") && before && lists_anchors(*before) && !use(words, *before)) return;
        before = word;
    }
}

}  // namespace

bool is_bind_config(std::string_view text) {
    // A zone file begins with a comment or a directive of its own form.
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos || text[first] == ';' || text[first] == '$') return false;
    bool found = false;
    each_statement(text, [&](Words&, const Word&) { return found = true, false; });
    return found;
}

void read_bind_config(std::string_view text, AnchorFile& file) {
    each_statement(text, [&](Words& words, const Word& statement) {
        return read_statement(words, statement, file), true;
    });
}

}  // namespace zoneproof
