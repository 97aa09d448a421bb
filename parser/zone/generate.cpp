// $GENERATE range owner [TTL] [class] type rdata: one entry for each number of the range (BIND's
// directive).
#include "parser/zone/generate.hpp"

#include "parser/zone/reader.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace zoneproof {
namespace {

constexpr std::int64_t max_number = 0x7FFFFFFF;

template <class Number>
bool take_number(std::string_view& text, Number& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end == text.data()) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool take(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
}

/// Nibbles of the number, lowest first, dot-separated, at least `width` characters of them
/// (ip6.arpa labels).
void append_nibbles(std::uint32_t value, unsigned width, bool upper, std::string& out) {
    const char* const digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    std::int64_t left = width;
    for (;;) {
        out += digits[value & 15];
        value >>= 4;
        --left;
        if (value == 0 && left <= 0) return;
        out += '.';
        --left;
        if (value == 0 && left <= 0) return;  // a trailing dot, as BIND writes it for an even width
    }
}

bool append_number(std::int64_t value, unsigned width, char base, std::string& out) {
    // A number may fall below zero by its offset; BIND writes it in two's complement but for base
    // d.
    if (value < -max_number || value > max_number) return false;
    const auto decimal = static_cast<std::int32_t>(value);
    const auto number = static_cast<std::uint32_t>(decimal);
    std::array<char, 300> text;
    int length = 0;
    switch (base) {
    case 'd':
        length = std::snprintf(text.data(), text.size(), "%0*d", static_cast<int>(width), decimal);
        break;
    case 'o':
        length = std::snprintf(text.data(), text.size(), "%0*o", static_cast<int>(width), number);
        break;
    case 'x':
        length = std::snprintf(text.data(), text.size(), "%0*x", static_cast<int>(width), number);
        break;
    case 'X':
        length = std::snprintf(text.data(), text.size(), "%0*X", static_cast<int>(width), number);
        break;
    case 'n':
    case 'N': append_nibbles(number, width, base == 'N', out); return true;
    default: return false;
    }
    out.append(text.data(), static_cast<std::size_t>(length));
    return true;
}

/// offset[,width[,base]]} behind "${".
bool expand_modifier(std::string_view& text, std::uint32_t number, std::string& out) {
    std::int64_t offset = 0;
    unsigned width = 0;
    char base = 'd';
    if (text.starts_with('+')) text.remove_prefix(1);
    if (!take_number(text, offset) || offset > max_number || offset < -max_number) return false;
    if (take(text, ',')) {
        if (!take_number(text, width) || width > 255) return false;
        if (take(text, ',')) {
            if (text.empty()) return false;
            base = text.front();
            text.remove_prefix(1);
        }
    }
    return take(text, '}') && append_number(number + offset, width, base, out);
}

}  // namespace

std::optional<GenerateRange> generate_range(std::string_view text) {
    GenerateRange range{0, 0, 1};
    if (!take_number(text, range.start) || !take(text, '-') || !take_number(text, range.stop))
        return std::nullopt;
    if (take(text, '/') && !take_number(text, range.step)) return std::nullopt;
    if (!text.empty() || range.step == 0 || range.start > range.stop) return std::nullopt;
    if (range.stop > max_number || range.step > max_number) return std::nullopt;
    return range;
}

bool expand_template(std::string_view text, std::uint32_t number, std::string& out) {
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '\\' && !text.empty()) {
            if (text.front() != '$') out += '\\';
            out += text.front();
            text.remove_prefix(1);
        } else if (c != '$') {
            out += c;
        } else if (take(text, '$')) {
            out += '$';
        } else if (take(text, '{')) {
            if (!expand_modifier(text, number, out)) return false;
        } else if (!append_number(number, 0, 'd', out)) {
            return false;
        }
    }
    return true;
}

void RecordReader::generate_directive(const Tokens& tokens) {
    if (generating_at_) return fault(DiagnosticCode::bad_directive, tokens, 0);
    if (tokens.count < 4)
        return fault(DiagnosticCode::bad_directive, tokens, tokens.count, Fault::missing);
    const auto range = generate_range(tokens[1]);
    if (!range) return fault(DiagnosticCode::bad_generate, tokens, 1, Fault::unexpected, "range");
    remark(DiagnosticCode::generate_used, tokens, 0);
    use(used::generated);
    if (range->count() > options_.max_generated ||
        context_.generated > options_.max_generated - range->count())
        return fault(DiagnosticCode::generate_limit, tokens, 1);

    // BIND reads the data as one token: quotes around it group it and are not part of it.
    std::string text, line;
    for (std::size_t i = 2; i < tokens.count; ++i) {
        std::string_view token = tokens[i];
        if (i + 1 == tokens.count && i >= 4 && token.size() >= 2 && token.front() == '"' &&
            token.back() == '"')
            token = token.substr(1, token.size() - 2);
        if (i > 2) text += ' ';
        text += token;
    }
    const std::uint32_t at = tokens.begin[0];
    const std::string padding(Block::padding, '\n');
    for (std::uint64_t number = range->start; number <= range->stop; number += range->step) {
        line = padding;
        if (!expand_template(text, static_cast<std::uint32_t>(number), line))
            return fault(DiagnosticCode::bad_generate, tokens, 2, Fault::unexpected,
                         "$GENERATE modifier");
        const auto size = static_cast<std::uint32_t>(line.size() - Block::padding);
        line += padding;
        EntryReader entries(line.data() + Block::padding, size, true, options_.scan);
        generating_at_ = at;
        const auto lost = [&](const StructureFault&) {
            fault(DiagnosticCode::bad_generate, tokens, 2);
        };
        entries.read(
            0, [&](const Entry& entry) { return record(entry), true; }, lost);
        generating_at_.reset();
        owner_text_ = {};
        ++context_.generated;
    }
    known_ |= used::generated;
}

}  // namespace zoneproof
