// Directives: $ORIGIN and $INCLUDE (RFC 1035 5.1), $TTL (RFC 2308 4), $GENERATE (BIND's). Their
// names in any case.
#include "parser/field/name.hpp"
#include "parser/field/ttl.hpp"
#include "parser/zone/reader.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

bool is(std::string_view token, std::string_view lower) {
    if (token.size() != lower.size()) return false;
    for (std::size_t i = 0; i < token.size(); ++i)
        if (fold(static_cast<std::uint8_t>(token[i])) != static_cast<std::uint8_t>(lower[i]))
            return false;
    return true;
}

/// A file name: quoted or bare, "\" taking the special meaning from the octet behind it.
std::string file_name(std::string_view token) {
    if (token.size() >= 2 && token.front() == '"') token = token.substr(1, token.size() - 2);
    std::string name;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] == '\\' && i + 1 < token.size()) ++i;
        name += token[i];
    }
    return name;
}

}  // namespace

bool RecordReader::directive(const Entry& entry) {
    const Tokens& tokens = entry.tokens;
    if (odd_octets_) remark_octets(tokens);
    if (entry.has_parentheses)
        remark(DiagnosticCode::odd_parenthesis, tokens, 0);  // PowerDNS: an argument "("
    if (is(tokens[0], "$origin")) return origin_directive(tokens), true;
    if (is(tokens[0], "$ttl")) return ttl_directive(tokens), true;
    if (is(tokens[0], "$include")) return include_directive(entry);
    if (is(tokens[0], "$generate")) return generate_directive(tokens), true;
    fault(DiagnosticCode::unknown_directive, tokens, 0);
    return true;
}

bool RecordReader::parse_origin(const Tokens& tokens, std::size_t token, Name& to) {
    owner_wire_.clear();
    owner_wire_.origin = context_.origin ? &origin_ : nullptr;
    const bool read = put_name(tokens[token], owner_wire_);
    if (owner_wire_.used_origin || !read) use(used::origin);
    if (!read) {
        fault(DiagnosticCode::field, tokens, token, owner_wire_.fault, "origin");
        return false;
    }
    if (owner_wire_.used_origin && tokens[token] != "@")
        remark(DiagnosticCode::origin_relative, tokens, token);
    to = Name(NameView(owner_wire_.octets()));
    return true;
}

void RecordReader::origin_directive(const Tokens& tokens) {
    if (tokens.count < 2)
        return fault(DiagnosticCode::bad_directive, tokens, 1, Fault::missing, "origin");
    if (tokens.count > 2) fault(DiagnosticCode::bad_directive, tokens, 2, Fault::trailing);
    Name origin;
    if (!parse_origin(tokens, 1, origin)) return;
    context_.origin = origin;
    origin_ = *context_.origin;
    context_.after_owner = std::max(context_.after_owner, AfterOwner::origin);
    owner_text_ = {};  // the same token may now mean another name
    known_ |= used::origin;
}

void RecordReader::ttl_directive(const Tokens& tokens) {
    if (tokens.count < 2)
        return fault(DiagnosticCode::bad_directive, tokens, 1, Fault::missing, "TTL");
    if (tokens.count > 2) fault(DiagnosticCode::bad_directive, tokens, 2, Fault::trailing);
    std::uint32_t ttl;
    bool units = false;
    if (!read_ttl(tokens[1], ttl, &units))
        return fault(DiagnosticCode::field, tokens, 1, Fault::unexpected, "TTL");
    if (units) remark(DiagnosticCode::ttl_units, tokens, 1);
    if (ttl > 0x7FFFFFFFu) remark(DiagnosticCode::ttl_range, tokens, 1);
    context_.dollar_ttl = ttl;
    known_ |= used::dollar_ttl;
}

// The file is read by whoever reads the chunks, who then goes on behind the directive with origin
// and owner as they were before it: RFC 1035 5.1 "never changes the relative origin of the parent
// file".
bool RecordReader::include_directive(const Entry& entry) {
    const Tokens& tokens = entry.tokens;
    if (tokens.count < 2)
        return fault(DiagnosticCode::bad_directive, tokens, 1, Fault::missing, "file name"), true;
    if (tokens.count > 3) fault(DiagnosticCode::bad_directive, tokens, 3, Fault::trailing);
    IncludeRequest request{file_name(tokens[1]), std::nullopt, out_.place(offset(tokens, 1))};
    if (tokens.count >= 3) {
        Name origin;
        if (!parse_origin(tokens, 2, origin)) return true;
        request.origin = origin;
    }
    use(used::origin | used::owner | used::dollar_ttl | used::last_ttl | used::generated);
    context_.after_owner = std::max(context_.after_owner, AfterOwner::origin);
    known_ |= used::owner;  // also where the include is refused and the piece holds no owner
    out_.include = std::move(request);
    // The newline behind a last line without one stands in the padding.
    out_.stopped_at = std::min(entry.after, piece_.size);
    return false;
}

}  // namespace zoneproof
