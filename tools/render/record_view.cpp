#include "tools/render/record_view.hpp"

#include "parser/base/source.hpp"
#include "parser/dns/types.hpp"
#include "parser/scan/tape.hpp"
#include "tools/render/words.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <vector>

namespace zoneproof {
namespace {

constexpr std::size_t longest_blob =
    40;  // of base64 or hexadecimal digits: longer ones are keys, digests, signatures
constexpr std::size_t widest_line = 110;
constexpr std::string_view ellipsis = "…";

struct Token {
    std::size_t begin, end;  // into the excerpt
    std::string shown;
};

/// The tokens of the entry that the excerpt starts with: groups are flattened, comments gone.
std::vector<Token> entry_tokens(const Excerpt& excerpt) {
    Block block(excerpt.text.size());
    block.resize(excerpt.text.size());
    std::memcpy(block.data(), excerpt.text.data(), excerpt.text.size());
    Tape tape;
    ScanState state;
    tape.reserve(excerpt.text.size());
    scan_scalar(block.data(), 0, static_cast<std::uint32_t>(excerpt.text.size()), state, tape);

    std::vector<Token> tokens;
    bool in_group = false;
    for (std::size_t i = 0; i < tape.begins; ++i) {
        const std::size_t begin = tape.begin[i],
                          end = i < tape.ends ? tape.end[i] : excerpt.text.size();
        const std::string_view token(excerpt.text.data() + begin, end - begin);
        if (token == "\n" && !in_group) break;
        if (token == "(" || token == ")")
            in_group = token == "(";
        else if (token != "\n")
            tokens.push_back({begin, end, printable(token)});
    }
    return tokens;
}

/// Index of the type: behind the owner, when the line begins with one, a TTL and a class in either
/// order.
std::size_t type_index(const Excerpt& excerpt, const std::vector<Token>& tokens) {
    const bool has_owner =
        !excerpt.text.empty() && excerpt.text[0] != ' ' && excerpt.text[0] != '\t';
    std::size_t at = has_owner ? 1 : 0;
    const auto is_ttl = [](const std::string& t) {
        return !t.empty() && std::isdigit(static_cast<unsigned char>(t[0]));
    };
    for (int i = 0; i < 2 && at < tokens.size(); ++i)
        if (is_ttl(tokens[at].shown) || class_from_text(tokens[at].shown)) ++at;
    return at;
}

bool is_blob(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '+' || c == '/' || c == '=';
    });
}

std::string elided(std::string_view blob) {
    return std::string(blob.substr(0, 4)) + std::string(ellipsis) +
           std::string(blob.substr(blob.size() - 6));
}

/// "qN7o…8hdg==": keys and signatures, also those written in several pieces at the end of a record.
void elide_blobs(std::vector<Token>& tokens, std::size_t from) {
    constexpr std::size_t shortest_piece =
        16;  // a shorter token in front of another is a field of its own
    for (; from < tokens.size(); ++from) {
        std::string blob;
        std::size_t to = from;
        while (to < tokens.size() && is_blob(tokens[to].shown) &&
               (to + 1 == tokens.size() || tokens[to].shown.size() >= shortest_piece))
            blob += tokens[to++].shown;
        if (to == tokens.size() && blob.size() > longest_blob) {
            tokens[from].shown = elided(blob);
            tokens.resize(from + 1);
        } else if (tokens[from].shown.size() > longest_blob && is_blob(tokens[from].shown)) {
            tokens[from].shown = elided(tokens[from].shown);
        }
    }
}

/// At most `widest_line` columns, with what is pointed at among them.
RecordView clipped(RecordView view) {
    if (columns(view.text) <= widest_line) return view;
    std::size_t from = view.caret + std::min<std::size_t>(view.length, 40) > widest_line - 2
                           ? view.caret - std::min<std::size_t>(view.caret, 40)
                           : 0;
    std::string text;
    std::size_t column = 0, kept = 0;
    for (std::size_t i = 0; i < view.text.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(view.text[i]) & 0xC0) != 0x80;
        column += starts;
        if (column <= from) continue;
        kept += starts;
        if (kept > widest_line - 2) break;
        text += view.text[i];
    }
    const bool cut_behind = kept > widest_line - 2;
    if (from > 0) {
        text.insert(0, ellipsis);
        view.caret = view.caret - from + 1;
    }
    view.text = std::move(text);
    if (cut_behind) view.text += ellipsis;
    view.length =
        std::min(view.length, columns(view.text) - std::min(view.caret, columns(view.text)));
    return view;
}

/// The line as it stands, for a fault of the text.
RecordView view_line(const Excerpt& excerpt, std::size_t length) {
    const std::string_view text = excerpt.text;
    const std::size_t begin = text.substr(0, excerpt.at).rfind('\n') + 1;  // npos + 1 is 0
    const std::size_t end = std::min(text.find('\n', excerpt.at), text.size());
    if (length == 0) {
        length = std::min(text.find_first_of(" \t\r\n;()", excerpt.at), end) - excerpt.at;
        length = std::max<std::size_t>(length, 1);
    }
    RecordView view;
    view.text = printable(text.substr(begin, end - begin));
    view.caret = columns(printable(text.substr(begin, excerpt.at - begin)));
    view.length = std::max<std::size_t>(
        1, columns(printable(text.substr(excerpt.at, std::min(length, end - excerpt.at)))));
    return clipped(std::move(view));
}

}  // namespace

RecordView view_record(const Excerpt& excerpt, const Example& example) {
    std::vector<Token> tokens = entry_tokens(excerpt);
    const bool of_a_record = example.length == 0 && excerpt.from_line_start && !tokens.empty() &&
                             excerpt.at <= tokens.front().begin;
    if (!of_a_record) return view_line(excerpt, example.length);

    const std::size_t type = type_index(excerpt, tokens);
    std::size_t pointed = type;
    if (example.field >= 0) pointed = type + 1 + static_cast<std::size_t>(example.field);
    if (pointed >= tokens.size()) pointed = tokens.size() - 1;
    const std::size_t pointed_begin = tokens[pointed].begin;
    elide_blobs(tokens, type + 1);

    RecordView view;
    for (const Token& token : tokens) {
        if (!view.text.empty()) view.text += ' ';
        if (token.begin <= pointed_begin)
            view.caret = columns(view.text), view.length = columns(token.shown);
        view.text += token.shown;
    }
    return clipped(std::move(view));
}

}  // namespace zoneproof
