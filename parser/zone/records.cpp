// One record: [owner] [TTL] [class] type RDATA, TTL and class in either order (RFC 1035 5.1, RFC 2308 4).
#include "parser/zone/records.hpp"

#include "parser/base/clock.hpp"
#include "parser/dns/rdata.hpp"
#include "parser/field/mnemonic.hpp"
#include "parser/field/name.hpp"
#include "parser/field/ttl.hpp"
#include "parser/rdata/parse.hpp"
#include "parser/zone/reader.hpp"

#include <algorithm>
#include <memory>

namespace zoneproof {
namespace {

bool same(const std::optional<Name>& a, const std::optional<Name>& b) {
    return a.has_value() == b.has_value() && (!a || equal(a->view().wire(), b->view().wire()));
}

/// Types nearly all records have: no remark is made about them.
bool is_common(RrType type) {
    switch (type) {
    case RrType::A: case RrType::NS: case RrType::CNAME: case RrType::SOA: case RrType::PTR: case RrType::MX:
    case RrType::AAAA: case RrType::DS: case RrType::RRSIG: case RrType::NSEC: case RrType::DNSKEY:
    case RrType::NSEC3: return true;
    default: return false;
    }
}

/// TYPEnnn, RFC 3597 5; no mnemonic looks like it.
bool is_type_number(std::string_view token) {
    return token.size() > 4 && (token[0] | 0x20) == 't' && token[4] >= '0' && token[4] <= '9'
        && (token[3] | 0x20) == 'e';
}

/// What is wrong with an entry of which only the front is there: fields are missing, or the name or the type it stops
/// in has lost its end.
bool ends_too_early(Fault fault) {
    return fault == Fault::missing || fault == Fault::no_origin || fault == Fault::unknown_type;
}

}  // namespace

bool agree(const EntryContext& guess, const EntryContext& actual, unsigned parts) {
    return guess.in_line == actual.in_line
        && ((parts & used::origin) == 0 || same(guess.origin, actual.origin))
        && ((parts & used::owner) == 0
            || (same(guess.owner, actual.owner) && guess.owner_before_origin == actual.owner_before_origin))
        && ((parts & used::dollar_ttl) == 0 || guess.dollar_ttl == actual.dollar_ttl)
        && ((parts & used::last_ttl) == 0 || guess.last_ttl == actual.last_ttl)
        && ((parts & used::generated) == 0 || guess.generated == actual.generated);
}

EntryContext behind(const EntryContext& actual, const EntryContext& end, unsigned parts) {
    EntryContext context = actual;
    if ((parts & used::origin) != 0) {
        context.origin = end.origin;
        context.owner_before_origin = true;
    }
    if ((parts & used::owner) != 0) {
        context.owner = end.owner;
        context.owner_before_origin = end.owner_before_origin;
    }
    if ((parts & used::dollar_ttl) != 0) context.dollar_ttl = end.dollar_ttl;
    if ((parts & used::last_ttl) != 0) context.last_ttl = end.last_ttl;
    if ((parts & used::generated) != 0) context.generated = end.generated;
    context.in_line = end.in_line;
    return context;
}

Reading read_records(const PieceOfText& piece, const EntryContext& context, const ReadOptions& options,
                     Arena& arena) {
    const auto reader = std::make_unique<RecordReader>(piece, context, options, arena);
    return reader->read();
}

RecordReader::RecordReader(const PieceOfText& piece, const EntryContext& context, const ReadOptions& options,
                           Arena& arena)
    : piece_(piece), options_(options), context_(context), writer_(arena) {
    out_.diagnostics = Diagnostics(options.keep_diagnostics);
    out_.file = piece.file;
    out_.stream = piece.stream;
    if (context_.origin) origin_ = *context_.origin;
    owner_wire_.fold_names = true;
    // More than most text holds, so that nothing is moved; what is not used is never touched.
    const std::size_t octets = piece.size - piece.from;
    out_.records.reserve(octets / 48);
    out_.signatures.reserve(octets / 128);
    out_.runs.reserve(octets / 96);
    has_return_ = std::memchr(piece_.text + piece_.from, '\r', octets) != nullptr;
    returns_from_ = piece_.from;
}

Reading RecordReader::read() {
    const double start = options_.measure ? thread_seconds() : 0;
    const double wall = options_.measure ? wall_seconds() : 0;
    EntryReader entries(piece_.text, piece_.size, piece_.last, options_.scan);
    if (options_.measure) entries.clock = wall_seconds;

    std::uint32_t from = piece_.from;
    if (piece_.stream + from == 0 && std::string_view(piece_.text, piece_.size).starts_with("\xEF\xBB\xBF")) {
        out_.diagnostics.add({.place = out_.place(0), .length = 3, .code = DiagnosticCode::control_octet});
        from = 3;
    }
    if (context_.in_line) {
        const void* const newline = std::memchr(piece_.text + from, '\n', piece_.size - from);
        if (newline != nullptr) {
            from = static_cast<std::uint32_t>(static_cast<const char*>(newline) - piece_.text) + 1;
            context_.in_line = false;
        } else {
            from = piece_.size;
        }
    }
    if (!context_.in_line || piece_.last) {
        const EntriesEnd end = entries.read(
            from,
            [&](const Entry& entry) {
                remark_stray_returns(entry.after);
                if (piece_.text[entry.tokens.begin[0]] == '$' && !entry.blank_owner) return directive(entry);
                odd_octets_ = entries.odd_octets;
                record(entry.tokens, entry.blank_owner, entry.has_quote);
                return true;
            },
            [&](const StructureFault& found) {
                remark_stray_returns(found.offset);
                out_.diagnostics.add({.place = out_.place(found.offset), .length = found.length, .code = found.code});
            });
        out_.open = end.open;
        if (end.open) out_.stopped_at = end.open_from;
        out_.open_at_end |= end.open_at_end;
        context_.in_line = end.in_line;
    }
    // What lies behind an $INCLUDE, or in an open group, is read again.
    const std::uint32_t to = out_.include || out_.open ? out_.stopped_at : piece_.size;
    remark_stray_returns(to);
    if (piece_.last && to == piece_.size && to > piece_.from && piece_.text[to - 1] != '\n')
        out_.diagnostics.add({.place = out_.place(to - 1), .length = 1, .code = DiagnosticCode::control_octet});

    out_.end = std::move(context_);
    out_.set = known_;
    out_.blocks = writer_.take_blocks();
    if (options_.measure) {
        // The clock of the thread is too dear to ask for each window: its time is shared out by the wall clock's.
        const double spent = thread_seconds() - start, passed = wall_seconds() - wall;
        out_.scan_seconds = passed > 0 ? spent * std::min(1.0, entries.scan_seconds / passed) : 0;
        out_.parse_seconds = spent - out_.scan_seconds;
    }
    return std::move(out_);
}

void RecordReader::record(const Tokens& tokens, bool blank_owner, bool has_quote) {
    std::size_t at = 0;
    if (blank_owner) {
        use(used::owner);
        if (!context_.owner) return fault(DiagnosticCode::no_previous_owner, tokens, 0);
        if (context_.owner_before_origin) remark(DiagnosticCode::blank_owner_after_origin, tokens, 0);
    } else {
        if (tokens[0] != owner_text_ && !read_owner(tokens[0], tokens)) return;
        at = 1;
    }
    if (context_.owner_before_origin) {
        context_.owner_before_origin = false;
        known_ |= used::owner;
    }

    Header header;
    if (!read_header(tokens, at, header)) return;
    if (header.ttl && *header.ttl > 0x7FFFFFFFu) remark(DiagnosticCode::ttl_range, tokens, at, header.type);
    if (header.other_class) {
        fault(DiagnosticCode::class_mismatch, tokens, header.class_at, Fault::unexpected, nullptr, header.type);
        return exclude(ExclusionReason::other_class, header.type, offset(tokens, 0));
    }
    if (is_meta(header.type)) {
        fault(DiagnosticCode::meta_type, tokens, header.rdata - 1, Fault::unexpected, nullptr, header.type);
        return exclude(ExclusionReason::meta_type, header.type, offset(tokens, 0));
    }

    wire_.origin = context_.origin ? &origin_ : nullptr;
    const Tokens rdata = tokens.from(header.rdata);
    if (const auto wrong = parse_rdata(header.type, rdata, wire_)) {
        use(used::origin);
        return fault(DiagnosticCode::field, tokens, header.rdata + wrong->token, wrong->fault, wrong->expected,
                     header.type);
    }
    if (wire_.used_origin) use(used::origin);
    const std::uint32_t ttl = effective_ttl(header, tokens);
    if (header.type == RrType::RRSIG)
        store_signature(ttl, offset(tokens, 0));
    else
        store(header.type, ttl, offset(tokens, 0));
    if (has_quote || odd_octets_ || !is_common(header.type) || is_generic(rdata)
        || is_type_number(tokens[header.rdata - 1]))
        remarks(tokens, header, has_quote);
}

bool RecordReader::read_owner(std::string_view token, const Tokens& tokens) {
    owner_wire_.clear();
    owner_wire_.origin = context_.origin ? &origin_ : nullptr;
    if (!put_name(token, owner_wire_)) {
        use(used::origin);
        fault(DiagnosticCode::field, tokens, 0, owner_wire_.fault, "owner name");
        // Blank owners below must not attach to an older name.
        context_.owner.reset();
        owner_text_ = {};
        run_open_ = false;
        known_ |= used::owner;
        return false;
    }
    if (owner_wire_.used_origin) use(used::origin);
    const NameView name(owner_wire_.octets());
    if (!run_open_ || !context_.owner || !equal(name.wire(), context_.owner->view().wire())) {
        context_.owner = Name(name);
        run_open_ = false;
    }
    known_ |= used::owner;
    // Text inside a $GENERATE expansion does not live long enough to be compared with.
    owner_text_ = generating_at_ ? std::string_view() : token;
    return true;
}

bool RecordReader::read_header(const Tokens& tokens, std::size_t at, Header& header) {
    bool have_ttl = false, have_class = false;
    for (; at < tokens.count; ++at) {
        const std::string_view token = tokens[at];
        if (token[0] >= '0' && token[0] <= '9' && !have_ttl) {
            std::uint32_t ttl;
            bool units = false;
            if (!read_ttl(token, ttl, &units)) {
                fault(DiagnosticCode::field, tokens, at, Fault::unexpected, "TTL");
                return false;
            }
            if (units) remark(DiagnosticCode::ttl_units, tokens, at);
            header.ttl = ttl;
            have_ttl = true;
            continue;
        }
        if (!have_class) {
            const auto rr_class = token == "IN" ? class_in : class_from_text(token);
            if (rr_class) {
                have_class = true;
                header.other_class = *rr_class != class_in;
                header.class_at = at;
                continue;
            }
        }
        if (!read_rr_type(token, header.type)) {
            fault(DiagnosticCode::unknown_type, tokens, at, Fault::unknown_type, "type mnemonic");
            return false;
        }
        header.rdata = at + 1;
        return true;
    }
    fault(DiagnosticCode::no_type, tokens, tokens.count, Fault::missing, "type mnemonic");
    return false;
}

// Explicit, then $TTL (RFC 2308 4), then the previous record's (RFC 1035 5.1), then --default-ttl, then what BIND does
// for a SOA that comes first; docs/FORMAT.md says why. V-SIG-6 compares Original TTL with the value used.
std::uint32_t RecordReader::effective_ttl(const Header& header, const Tokens& tokens) {
    std::uint32_t ttl;
    if (header.ttl) {
        ttl = *header.ttl;
    } else {
        use(used::dollar_ttl);
        if (context_.dollar_ttl) {
            ttl = *context_.dollar_ttl;
        } else {
            use(used::last_ttl);
            if (context_.last_ttl) {
                ttl = *context_.last_ttl;
                remark(DiagnosticCode::ttl_from_previous, tokens, 0, header.type);
            } else if (options_.default_ttl) {
                ttl = *options_.default_ttl;
            } else {
                ttl = header.type == RrType::SOA ? SoaView(wire_.octets()).minimum() : 3600;
                remark(DiagnosticCode::no_ttl, tokens, 0, header.type);
            }
        }
    }
    context_.last_ttl = ttl;
    known_ |= used::last_ttl;
    return ttl;
}

void RecordReader::store(RrType type, std::uint32_t ttl, std::uint32_t at) {
    if (!run_open_) {
        const Octets owner = context_.owner->view().wire();
        out_.runs.push_back({writer_.store(owner), static_cast<std::uint32_t>(out_.records.size()),
                             static_cast<std::uint8_t>(owner.size())});
        run_open_ = true;
    }
    out_.records.push_back({writer_.store_sized(wire_.octets()), ttl, at, type, wire_.folded});
}

void RecordReader::store_signature(std::uint32_t ttl, std::uint32_t at) {
    const Octets rdata = wire_.octets();
    const Octets rest = rdata.subspan(18);
    const NameView signer(rest.data(), wire_name_length(rest));
    if (!signer_known_ || !equal(signer.wire(), signer_.view().wire())) {
        signer_handle_ = writer_.store(signer.wire());
        signer_ = Name(signer);
        signer_known_ = true;
    }
    const RawSignature signature{
        .value = {},
        .signer = signer_handle_,
        .original_ttl = load32(rdata.data() + 4),
        .expiration = load32(rdata.data() + 8),
        .inception = load32(rdata.data() + 12),
        .key_tag = load16(rdata.data() + 16),
        .type_covered = static_cast<RrType>(load16(rdata.data())),
        .algorithm = rdata[2],
        .labels = rdata[3],
        .signer_length = static_cast<std::uint8_t>(signer.size()),
        .signer_folded = wire_.folded,
    };
    const Octets value = rest.subspan(signer.size());
    const auto index = static_cast<std::uint32_t>(out_.signatures.size());
    out_.signatures.push_back(signature);
    // What stays in the arena is the signature alone: the fields in front of it stand in RawSignature.
    std::uint8_t* const data = wire_.data();
    const std::size_t size = value.size();
    std::memmove(data, value.data(), size);
    wire_.clear();
    wire_.wrote(size);
    store(RrType::RRSIG, ttl, at);
    out_.signatures.back().value = out_.records.back().rdata;
    out_.records.back().rdata = Handle{index};
}

void RecordReader::exclude(ExclusionReason reason, RrType type, std::uint32_t at) {
    const Octets owner = context_.owner->view().wire();
    out_.exclusions.push_back({at, writer_.store(owner), static_cast<std::uint8_t>(owner.size()), reason, type});
}

void RecordReader::remarks(const Tokens& tokens, const Header& header, bool has_quote) {
    const RrType type = header.type;
    const TypeInfo* const known = find_type(type);
    if (known != nullptr && known->obsolete) remark(DiagnosticCode::obsolete_type, tokens, header.rdata - 1, type);
    const bool generic = is_generic(tokens.from(header.rdata));
    if (known != nullptr && (generic || is_type_number(tokens[header.rdata - 1])))
        remark(DiagnosticCode::generic_known_type, tokens, header.rdata - 1, type);
    if (wire_.irregular) {
        const bool service = type == RrType::SVCB || type == RrType::HTTPS;
        remark(service ? DiagnosticCode::irregular_svcb : DiagnosticCode::irregular_bitmap, tokens, header.rdata, type);
    }
    if (wire_.octets().empty() && (type == RrType::TXT || type == RrType::SPF))
        remark(DiagnosticCode::empty_text, tokens, header.rdata - 1, type);
    // The form of RFC 8078 4 before its erratum 5049, read as the octet that is meant (V-CDS-5).
    if ((type == RrType::CDS || type == RrType::CDNSKEY) && !generic && tokens[tokens.count - 1] == "0")
        remark(DiagnosticCode::cds_delete_lone_zero, tokens, tokens.count - 1, type);
    const bool quotes_are_values = type == RrType::SVCB || type == RrType::HTTPS;  // key="value" is their own form
    if (has_quote && !quotes_are_values && !generating_at_)
        for (std::size_t i = header.rdata + 1; i < tokens.count; ++i)
            if (tokens.begin[i] == tokens.end[i - 1] && (tokens[i][0] == '"' || tokens[i - 1][0] == '"')) {
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
        if (nul) remark(DiagnosticCode::control_octet, tokens, i);
    }
}

// "CR" that is no part of a line's end: BIND and NSD end the line there, others take it for a blank. Reported in the
// order of the text, so up to each entry before it is read.
void RecordReader::remark_stray_returns(std::uint32_t to) {
    to = std::min(to, piece_.size);  // the newline that the last entry lacks is counted as there
    if (!has_return_ || to <= returns_from_) return;
    const char* const end = piece_.text + to;
    const char* from = piece_.text + returns_from_;
    returns_from_ = to;
    for (; from != end; ++from) {
        const char* const at =
            static_cast<const char*>(std::memchr(from, '\r', static_cast<std::size_t>(end - from)));
        if (at == nullptr) return;
        from = at;
        const bool unsure = at + 1 == end && !piece_.last;
        if (!unsure && (at + 1 == end || at[1] != '\n'))
            out_.diagnostics.add({.place = out_.place(static_cast<std::uint32_t>(at - piece_.text)),
                                  .length = 1,
                                  .code = DiagnosticCode::control_octet});
    }
}

void RecordReader::fault(DiagnosticCode code, const Tokens& tokens, std::size_t token, Fault why,
                         const char* expected, RrType type) {
    Diagnostic found{.place = {}, .expected = expected, .length = 1, .code = code, .fault = why, .type = type};
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

std::uint32_t RecordReader::offset(const Tokens& tokens, std::size_t token) const {
    return generating_at_ ? *generating_at_ : tokens.begin[token];
}

}  // namespace zoneproof
