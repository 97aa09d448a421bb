#include "parser/zone/trust_lines.hpp"

#include "parser/field/encode.hpp"
#include "parser/field/escape.hpp"
#include "parser/field/name.hpp"
#include "parser/field/ttl.hpp"
#include "parser/rdata/parse.hpp"
#include "parser/zone/entries.hpp"

#include <algorithm>

namespace zoneproof {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

PaddedText::PaddedText(std::string_view text) : padded_(Block::padding, '\n') {
    padded_ += text;
    padded_.append(Block::padding, '\n');
}

Result<PaddedText> PaddedText::read(const std::string& path) {
    Source::Options options;
    options.max_octets = std::uint64_t{1} << 30;
    auto source = Source::open(path, options);
    if (!source) return source.error();
    std::string text;
    for (;;) {
        Block block(std::size_t{1} << 16);
        const auto octets = source->read(block);
        if (!octets) return octets.error();
        text += block.text();
        if (octets.value() < block.capacity()) break;
    }
    return PaddedText(text);
}

bool is_xml(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != text.npos && text[first] == '<';
}

/// All steps return whether reading goes on.
struct TrustLines::Reader {
    Reader(const PaddedText& text, NameView zone)
        : text(text), zone(zone), origin(zone), owner(zone) {}

    bool entry(const Entry&);
    bool directive(const Tokens&);
    bool record(const Entry&);
    std::optional<Name> name(std::string_view token);
    bool structure_fault(const StructureFault&);

    bool fail(std::uint32_t offset, const std::string& what) {
        return on_fault({line_of(offset), what});
    }
    bool fail(const Tokens& tokens, std::size_t token, const std::string& what) {
        return on_fault(expected(tokens, token, what));
    }
    TrustFault expected(const Tokens&, std::size_t token, const std::string& what);
    std::uint64_t line_of(std::uint32_t offset);

    const PaddedText& text;
    Name zone, origin, owner;
    std::optional<std::uint32_t> default_ttl;
    OnRecord on_record;
    OnFault on_fault;
    Wire wire;
    bool stopped = false, owner_lost = false;
    std::uint32_t counted_to = 0;
    std::uint64_t line = 1;
};

TrustLines::TrustLines(const PaddedText& text, NameView zone)
    : reader_(std::make_unique<Reader>(text, zone)) {}
TrustLines::~TrustLines() = default;

void TrustLines::read(const OnRecord& on_record, const OnFault& on_fault) {
    Reader& reader = *reader_;
    reader.on_record = on_record;
    reader.on_fault = on_fault;
    const std::string_view view = reader.text.view();
    EntryReader entries(reader.text.data(), static_cast<std::uint32_t>(view.size()), true,
                        fastest_scan());
    const bool marked = view.starts_with(byte_order_mark);
    entries.read(
        marked ? static_cast<std::uint32_t>(byte_order_mark.size()) : 0,
        [&](const Entry& found) {
            return !reader.stopped && !(reader.stopped = !reader.entry(found));
        },
        [&](const StructureFault& found) {
            if (!reader.stopped) reader.stopped = !reader.structure_fault(found);
        });
}

std::optional<TrustFault> TrustLines::parse(const TrustLine& line) {
    const NameView origin = reader_->origin;
    reader_->wire.origin = &origin;
    const auto fault = parse_rdata(line.type, line.rdata, reader_->wire);
    reader_->wire.origin = nullptr;
    if (!fault) return std::nullopt;
    return reader_->expected(line.tokens, line.type_token + 1 + fault->token,
                             fault->expected != nullptr ? fault->expected : "record data");
}

Octets TrustLines::rdata() const {
    return reader_->wire.octets();
}

TrustFault TrustLines::fault(const Tokens& tokens, std::size_t token, const std::string& what) {
    return reader_->expected(tokens, token, what);
}

bool TrustLines::Reader::entry(const Entry& entry) {
    return entry.tokens[0].front() == '$' ? directive(entry.tokens) : record(entry);
}

namespace {

bool is(std::string_view token, std::string_view lower) {
    return std::ranges::equal(token, lower, {}, [](char c) {
        return static_cast<char>(fold(static_cast<std::uint8_t>(c)));
    });
}

struct Header {
    std::optional<RrType> type;
    std::optional<std::uint32_t> ttl;
    std::uint16_t rr_class = class_in;
    std::size_t class_token = 0;
    std::size_t at;  // the type, or the token that is none
};

/// [TTL] [class] type, TTL and class in either order.
Header read_header(const Tokens& tokens, std::size_t at) {
    Header header;
    bool have_class = false;
    for (header.at = at; header.at < tokens.count; ++header.at) {
        const std::string_view token = tokens[header.at];
        std::uint32_t ttl;
        if (const auto rr_class = class_from_text(token); rr_class && !have_class) {
            header.rr_class = *rr_class;
            header.class_token = header.at;
            have_class = true;
        } else if (!header.ttl && read_ttl(token, ttl)) {
            header.ttl = ttl;
        } else {
            header.type = type_from_text(token);
            break;
        }
    }
    return header;
}

/// Whether a line that begins with no blank has no owner nevertheless: "IN DS ...", "DNSKEY ...". A
/// number in front is an owner: one of a reverse zone.
bool lacks_owner(const Tokens& tokens) {
    if (is_digit(tokens[0].front())) return false;
    const auto type = read_header(tokens, 0).type;
    return type == RrType::DS || type == RrType::DNSKEY;
}

}  // namespace

bool TrustLines::Reader::directive(const Tokens& tokens) {
    if (is(tokens[0], "$ttl")) {
        // TTLs say nothing about trust: one that cannot be read is none.
        std::uint32_t ttl;
        if (tokens.count == 2 && read_ttl(tokens[1], ttl)) default_ttl = ttl;
        return true;
    }
    if (!is(tokens[0], "$origin")) return fail(tokens, 0, "DS or DNSKEY record, $ORIGIN or $TTL");
    if (tokens.count != 2) return fail(tokens, 1, "one domain name");
    const auto found = name(tokens[1]);
    if (!found) return fail(tokens, 1, "domain name");
    return origin = *found, true;
}

bool TrustLines::Reader::record(const Entry& entry) {
    const Tokens& tokens = entry.tokens;
    std::size_t at = 0;
    if (!entry.blank_owner) {
        const auto found = lacks_owner(tokens) ? std::optional(zone) : name(tokens[at++]);
        owner_lost = !found;
        if (!found) return fail(tokens, 0, "domain name");
        owner = *found;
    }
    if (owner_lost) return true;  // whose record it is was told as a fault already
    const Header header = read_header(tokens, at);
    if (header.rr_class != class_in) return fail(tokens, header.class_token, "class IN");
    if (!header.type) return fail(tokens, header.at, "type DS or DNSKEY");
    const std::uint32_t begin = tokens.begin[0];
    return on_record({owner,
                      *header.type,
                      tokens.from(header.at + 1),
                      {text.data() + begin, std::max(entry.after, begin) - begin},
                      header.ttl ? header.ttl : default_ttl,
                      line_of(begin),
                      tokens,
                      header.at});
}

std::optional<Name> TrustLines::Reader::name(std::string_view token) {
    const NameView base = origin;
    wire.clear();
    wire.origin = &base;
    const bool read = put_name(token, wire);
    wire.origin = nullptr;
    if (!read) return std::nullopt;
    return Name(NameView(wire.octets()));
}

bool TrustLines::Reader::structure_fault(const StructureFault& fault) {
    switch (fault.code) {
    case DiagnosticCode::unbalanced_close: return fail(fault.offset, "\")\" without \"(\"");
    case DiagnosticCode::nested_open: return fail(fault.offset, "\"(\" inside parentheses");
    case DiagnosticCode::unclosed_group: return fail(fault.offset, "\"(\" is never closed");
    default: return fail(fault.offset, "an entry of more than 1 MiB");
    }
}

TrustFault TrustLines::Reader::expected(const Tokens& tokens, std::size_t token,
                                        const std::string& what) {
    if (token >= tokens.count)
        return {line_of(tokens.begin[tokens.count - 1]),
                "expected " + what + ", but the entry ends"};
    constexpr std::size_t shown = 40;
    const std::string_view found = tokens[token];
    return {line_of(tokens.begin[token]), "expected " + what + ", found " +
                                              to_quoted(octets(found.substr(0, shown))) +
                                              (found.size() > shown ? "..." : "")};
}

std::uint64_t TrustLines::Reader::line_of(std::uint32_t offset) {
    if (offset < counted_to) counted_to = 0, line = 1;
    line += static_cast<std::uint64_t>(
        std::count(text.data() + counted_to, text.data() + offset, '\n'));
    counted_to = offset;
    return line;
}

}  // namespace zoneproof
