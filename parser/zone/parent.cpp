// Reads the files of --ds: lines of DS and DNSKEY records as in a zone file (RFC 1035 5.1), or
// root-anchors.xml.
#include "parser/zone/parent.hpp"

#include "parser/base/source.hpp"
#include "parser/field/encode.hpp"
#include "parser/field/escape.hpp"
#include "parser/field/name.hpp"
#include "parser/field/ttl.hpp"
#include "parser/rdata/parse.hpp"
#include "parser/zone/entries.hpp"
#include "parser/zone/root_anchors.hpp"

#include <algorithm>
#include <memory>

namespace zoneproof {
namespace {

/// A whole file between two paddings.
class PaddedText {
public:
    static Result<PaddedText> read(const std::string& path);

    const char* data() const { return padded_.data() + Block::padding; }
    std::string_view view() const { return {data(), padded_.size() - 2 * Block::padding}; }

private:
    std::string padded_ = std::string(Block::padding, '\n');
};

/// The records of one file of lines.
class LineReader {
public:
    LineReader(const PaddedText& text, const std::string& file, NameView zone, ParentDs& parent)
        : text_(text), file_(file), zone_(zone), origin_(zone), owner_(zone), parent_(parent) {}

    std::optional<Error> read();

private:
    bool entry(const Entry&);
    bool directive(const Tokens&);
    bool record(const Tokens&, bool blank_owner);
    bool structure_fault(const StructureFault&);
    bool put_owner(const Tokens&, std::size_t token, Name& to);
    void put_default_ttl(const Tokens&);

    /// Always false: reading ends with the first error.
    bool fail(std::uint32_t offset, const std::string& text);
    bool fail(const Tokens& tokens, std::size_t token, const std::string& expected);
    std::uint64_t line_of(std::uint32_t offset);

    const PaddedText& text_;
    const std::string& file_;
    NameView zone_;
    Name origin_, owner_;
    std::optional<std::uint32_t> default_ttl_;
    ParentDs& parent_;
    Wire wire_;
    std::optional<Error> error_;
    std::uint32_t counted_to_ = 0;
    std::uint64_t line_ = 1;
};

bool is_xml(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != text.npos && text[first] == '<';
}

}  // namespace

Result<ParentDs> read_parent(const std::vector<std::string>& files, NameView zone) {
    ParentDs parent;
    parent.given = !files.empty();
    for (const std::string& file : files) {
        const auto text = PaddedText::read(file);
        if (!text) return text.error();
        const auto error =
            is_xml(text.value().view())
                ? read_root_anchors(text.value().view(), file, zone, parent)
                : std::make_unique<LineReader>(text.value(), file, zone, parent)->read();
        if (error) return *error;
    }
    return parent;
}

namespace {

Result<PaddedText> PaddedText::read(const std::string& path) {
    Source::Options options;
    options.max_octets = std::uint64_t{1} << 30;  // offsets of entries have 32 bits
    auto source = Source::open(path, options);
    if (!source) return source.error();
    PaddedText text;
    for (;;) {
        Block block(std::size_t{1} << 16);
        const auto octets = source->read(block);
        if (!octets) return octets.error();
        text.padded_ += block.text();
        if (octets.value() < block.capacity()) break;
    }
    text.padded_.append(Block::padding, '\n');
    return text;
}

std::optional<Error> LineReader::read() {
    const std::string_view text = text_.view();
    EntryReader entries(text_.data(), static_cast<std::uint32_t>(text.size()), true,
                        fastest_scan());
    const std::uint32_t from = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    entries.read(
        from, [&](const Entry& found) { return !error_ && entry(found); },
        [&](const StructureFault& fault) { structure_fault(fault); });
    return error_;
}

bool LineReader::entry(const Entry& entry) {
    if (entry.tokens[0].front() == '$') return directive(entry.tokens);
    return record(entry.tokens, entry.blank_owner);
}

bool is(std::string_view token, std::string_view lower) {
    return std::ranges::equal(token, lower, {}, [](char c) {
        return static_cast<char>(fold(static_cast<std::uint8_t>(c)));
    });
}

bool LineReader::directive(const Tokens& tokens) {
    if (is(tokens[0], "$ttl")) return put_default_ttl(tokens), true;
    if (!is(tokens[0], "$origin")) return fail(tokens, 0, "DS or DNSKEY record, $ORIGIN or $TTL");
    return tokens.count == 2 ? put_owner(tokens, 1, origin_) : fail(tokens, 1, "one domain name");
}

bool LineReader::put_owner(const Tokens& tokens, std::size_t token, Name& to) {
    const NameView origin = origin_;
    wire_.clear();
    wire_.origin = &origin;
    if (!put_name(tokens[token], wire_)) return fail(tokens, token, "domain name");
    to = Name(NameView(wire_.octets()));
    return true;
}

/// TTLs say nothing about trust: one that cannot be read is none.
void LineReader::put_default_ttl(const Tokens& tokens) {
    std::uint32_t ttl;
    if (tokens.count == 2 && read_ttl(tokens[1], ttl)) default_ttl_ = ttl;
}

struct Header {
    std::optional<RrType> type;
    std::optional<std::uint32_t> ttl;
    std::uint16_t rr_class = class_in;
    std::size_t class_token = 0;
    std::size_t next;  // the token behind the type, or the one that is no type
};

/// [TTL] [class] type, TTL and class in either order.
Header read_header(const Tokens& tokens, std::size_t at) {
    Header header;
    bool have_class = false;
    for (header.next = at; header.next < tokens.count; ++header.next) {
        const std::string_view token = tokens[header.next];
        std::uint32_t ttl;
        if (const auto rr_class = class_from_text(token); rr_class && !have_class) {
            header.rr_class = *rr_class;
            header.class_token = header.next;
            have_class = true;
        } else if (!header.ttl && read_ttl(token, ttl)) {
            header.ttl = ttl;
        } else {
            header.type = type_from_text(token);
            if (header.type) ++header.next;
            break;
        }
    }
    return header;
}

bool is_trust(std::optional<RrType> type) {
    return type == RrType::DS || type == RrType::DNSKEY;
}

/// Whether a line that begins with no blank has no owner nevertheless: "IN DS ...", "DNSKEY ...". A
/// number in front is an owner: one of a reverse zone.
bool lacks_owner(const Tokens& tokens) {
    return !is_digit(tokens[0].front()) && is_trust(read_header(tokens, 0).type);
}

bool LineReader::record(const Tokens& tokens, bool blank_owner) {
    std::size_t at = 0;
    if (!blank_owner) {
        if (lacks_owner(tokens))
            owner_ = Name(zone_);
        else if (!put_owner(tokens, at++, owner_))
            return false;
    }
    const Header header = read_header(tokens, at);
    if (header.rr_class != class_in) return fail(tokens, header.class_token, "class IN");
    if (!header.type) return fail(tokens, header.next, "type DS or DNSKEY");
    if (!is_trust(header.type)) return fail(tokens, header.next - 1, "type DS or DNSKEY");
    if (!(owner_.view() == zone_)) return ++parent_.other_owners, true;

    const NameView origin = origin_;
    wire_.origin = &origin;
    if (const auto fault = parse_rdata(*header.type, tokens.from(header.next), wire_))
        return fail(tokens, header.next + fault->token,
                    fault->expected != nullptr ? fault->expected : "record data");
    TrustInput input;
    input.is_ds = header.type == RrType::DS;
    input.rdata.assign(wire_.octets().begin(), wire_.octets().end());
    input.ttl = header.ttl ? header.ttl : default_ttl_;
    input.file = file_;
    input.line = line_of(tokens.begin[0]);
    parent_.records.push_back(std::move(input));
    return true;
}

bool LineReader::structure_fault(const StructureFault& fault) {
    if (error_) return false;
    switch (fault.code) {
    case DiagnosticCode::unbalanced_close: return fail(fault.offset, "\")\" without \"(\"");
    case DiagnosticCode::nested_open: return fail(fault.offset, "\"(\" inside parentheses");
    case DiagnosticCode::unclosed_group: return fail(fault.offset, "\"(\" is never closed");
    default: return fail(fault.offset, "an entry of more than 1 MiB");
    }
}

bool LineReader::fail(const Tokens& tokens, std::size_t token, const std::string& expected) {
    if (token < tokens.count) {
        constexpr std::size_t shown = 40;
        const std::string_view found = tokens[token];
        const std::string text = to_quoted(octets(found.substr(0, shown)));
        return fail(tokens.begin[token], "expected " + expected + ", found " + text +
                                             (found.size() > shown ? "..." : ""));
    }
    return fail(tokens.begin[tokens.count - 1], "expected " + expected + ", but the entry ends");
}

bool LineReader::fail(std::uint32_t offset, const std::string& text) {
    error_ =
        Error{ErrorCode::unreadable, file_ + ':' + std::to_string(line_of(offset)) + ": " + text};
    return false;
}

std::uint64_t LineReader::line_of(std::uint32_t offset) {
    if (offset < counted_to_) counted_to_ = 0, line_ = 1;
    line_ += static_cast<std::uint64_t>(
        std::count(text_.data() + counted_to_, text_.data() + offset, '\n'));
    counted_to_ = offset;
    return line_;
}

}  // namespace
}  // namespace zoneproof
