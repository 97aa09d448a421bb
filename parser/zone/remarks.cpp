// What is told of an entry: why it cannot be read, and what is odd in one that can
// (docs/FORMAT.md).
#include "parser/dns/types.hpp"
#include "parser/rdata/parse.hpp"
#include "parser/zone/reader.hpp"

#include <algorithm>
#include <cstring>

namespace zoneproof {
namespace {

/// What is wrong with an entry of which only the front is there: fields are missing, or the name or
/// the type it stops in has lost its end.
bool ends_too_early(Fault fault) {
    return fault == Fault::missing || fault == Fault::no_origin || fault == Fault::unknown_type;
}

/// Types whose last fields are strings that may stand without quotes, of which Knot makes a
/// parenthesis directly behind them a part.
bool runs_into_parentheses(RrType type) {
    switch (type) {
    case RrType::TXT:
    case RrType::SPF:
    case RrType::HINFO:
    case RrType::CAA:
    case RrType::SVCB:
    case RrType::HTTPS:
    case RrType::RESINFO:
    case RrType::WALLET: return true;
    default: return false;
    }
}

/// What stands around octets of an entry; asked in ascending order, so that none is looked at
/// twice.
class Surroundings {
public:
    Surroundings(const char* text, std::uint32_t from, const Tokens& tokens)
        : text_(text), seen_(from), tokens_(tokens) {}

    /// Whether the octet is in no string and no comment.
    bool divide(std::uint32_t at) {
        for (; seen_ < at; ++seen_) {
            if (next_ < tokens_.count && tokens_.begin[next_] == seen_) {
                seen_ = tokens_.end[next_++] - 1;
                continue;
            }
            in_comment_ = text_[seen_] == ';' || (in_comment_ && text_[seen_] != '\n');
        }
        const bool in_token = seen_ > at;
        return in_token ? tokens_[next_ - 1][0] != '"' : !in_comment_;
    }

private:
    const char* text_;
    std::uint32_t seen_;
    const Tokens& tokens_;
    std::size_t next_ = 0;
    bool in_comment_ = false;
};

bool only_parentheses(const char* from, const char* to) {
    return std::all_of(from, to, [](char c) { return c == '(' || c == ')'; });
}

}  // namespace

void RecordReader::remarks(const Tokens& tokens, const Header& header, bool has_quote) {
    const RrType type = header.type;
    const TypeInfo* const known = find_type(type);
    if (known != nullptr && known->obsolete)
        remark(DiagnosticCode::obsolete_type, tokens, header.rdata - 1, type);
    const bool generic = is_generic(tokens.from(header.rdata));
    if (known != nullptr && (generic || header.numbered))
        remark(DiagnosticCode::generic_known_type, tokens, header.rdata - 1, type);
    if (wire_.irregular) {
        const bool service = type == RrType::SVCB || type == RrType::HTTPS;
        remark(service ? DiagnosticCode::irregular_svcb : DiagnosticCode::irregular_bitmap, tokens,
               header.rdata, type);
    }
    if (wire_.octets().empty() && (type == RrType::TXT || type == RrType::SPF))
        remark(DiagnosticCode::empty_text, tokens, header.rdata - 1, type);
    // The form of RFC 8078 4 before its erratum 5049, read as the octet that is meant (V-CDS-5).
    if ((type == RrType::CDS || type == RrType::CDNSKEY) && !generic &&
        tokens[tokens.count - 1] == "0")
        remark(DiagnosticCode::cds_delete_lone_zero, tokens, tokens.count - 1, type);
    const bool quotes_are_values =
        type == RrType::SVCB || type == RrType::HTTPS;  // key="value" is their own form
    if (has_quote && !quotes_are_values && !generating_at_)
        for (std::size_t i = header.rdata; i < tokens.count; ++i)
            if (tokens.begin[i] == tokens.end[i - 1] &&
                (tokens[i][0] == '"' || tokens[i - 1][0] == '"')) {
                remark(DiagnosticCode::adjacent_strings, tokens, i, type);
                break;
            }
    if (odd_octets_) remark_octets(tokens);
}

void RecordReader::remark_octets(const Tokens& tokens) {
    for (std::size_t i = 0; i < tokens.count; ++i) {
        bool high = false, nul = false;
        for (const char c : tokens[i]) {
            high |= static_cast<unsigned char>(c) >= 0x80;
            nul |= c == '\0';
        }
        if (high) remark(DiagnosticCode::non_ascii, tokens, i);
        if (nul) remark(DiagnosticCode::nul_octet, tokens, i);
    }
}

// A parenthesis ends a word for BIND and NSD. PowerDNS takes it out of the line, so that a(b
// becomes one word, but keeps it as part of an owner; for Knot it belongs to a string without
// quotes that it stands behind.
void RecordReader::remark_parentheses(const Entry& entry, const Header& header) {
    const Tokens& tokens = entry.tokens;
    const auto told = [&](std::size_t token) {
        remark(DiagnosticCode::odd_parenthesis, tokens, token, header.type);
    };
    if (!entry.blank_owner && tokens.begin[0] != 0 && tokens.text[tokens.begin[0] - 1] == '(')
        return told(0);
    for (const std::uint32_t at : entry.before_parenthesis) {
        if (at == 0 && !entry.blank_owner) return told(0);
        if (at >= header.rdata && tokens[at][0] != '"' && runs_into_parentheses(header.type))
            return told(at);
        if (at + 1 < tokens.count &&
            only_parentheses(tokens.text + tokens.end[at], tokens.text + tokens.begin[at + 1]))
            return told(at + 1);
    }
}

// A CR without LF behind it ends the line for BIND and NSD outside parentheses, is a blank to
// others, and PowerDNS takes it for a part of the string. Reported in the order of the text, so up
// to each entry before it is read.
void RecordReader::remark_returns(std::uint32_t to, const Tokens& tokens) {
    to = std::min(to, piece_.size);  // the newline that the last entry lacks is counted as there
    if (!has_return_ || to <= returns_from_) return;
    Surroundings around(piece_.text, returns_from_, tokens);
    const char* const end = piece_.text + to;
    const char* const text_end =
        piece_.text + piece_.size;  // what follows `to` tells of a CR before it
    const char* from = piece_.text + returns_from_;
    const char* behind = from;  // the CRs that follow each other
    returns_from_ = to;
    for (; from != end; ++from) {
        const char* const at =
            static_cast<const char*>(std::memchr(from, '\r', static_cast<std::size_t>(end - from)));
        if (at == nullptr) return;
        from = at;
        const bool unsure = at + 1 == text_end && !piece_.last;
        if (unsure || (at + 1 != text_end && at[1] == '\n')) continue;
        if (behind <= at) behind = std::find_if(at, text_end, [](char c) { return c != '\r'; });
        const bool ends_line = behind == text_end || *behind == '\n';
        const bool divides =
            !ends_line && around.divide(static_cast<std::uint32_t>(at - piece_.text));
        out_.diagnostics.add(
            {.place = out_.place(static_cast<std::uint32_t>(at - piece_.text)),
             .length = 1,
             .code = divides ? DiagnosticCode::stray_return : DiagnosticCode::odd_return});
    }
}

void RecordReader::fault(DiagnosticCode code, const Tokens& tokens, std::size_t token, Fault why,
                         const char* expected, RrType type) {
    Diagnostic found{
        .place = {}, .expected = expected, .length = 1, .code = code, .fault = why, .type = type};
    if (generating_at_) {
        found.place = out_.place(*generating_at_);
    } else if (token < tokens.count) {
        found.place = out_.place(tokens.begin[token]);
        found.length = tokens.end[token] - tokens.begin[token];
    } else {
        found.place = out_.place(tokens.count == 0 ? 0 : tokens.end[tokens.count - 1]);
    }
    if (ends_too_early(why) && is_cut_off(found)) {
        found.code = DiagnosticCode::cut_entry;
        out_.open_at_end = true;
    } else if (why == Fault::no_origin) {
        out_.no_origin = true;
    }
    out_.diagnostics.add(found);
}

bool RecordReader::is_cut_off(const Diagnostic& found) const {
    if (!piece_.last || generating_at_) return false;
    const auto at = static_cast<std::uint32_t>(found.place.offset - piece_.stream);
    const std::string_view text(piece_.text, piece_.size);
    if (found.fault == Fault::missing) return text.find_first_not_of(" \t", at) == text.npos;
    return at + found.length == piece_.size;
}

}  // namespace zoneproof
