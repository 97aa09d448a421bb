// One record: [owner] [TTL] [class] type RDATA, TTL and class in either order (RFC 1035 5.1, RFC
// 2308 4).
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

/// Types nearly all records have: no remark is made about them.
bool is_common(RrType type) {
    switch (type) {
    case RrType::A:
    case RrType::NS:
    case RrType::CNAME:
    case RrType::SOA:
    case RrType::PTR:
    case RrType::MX:
    case RrType::AAAA:
    case RrType::DS:
    case RrType::RRSIG:
    case RrType::NSEC:
    case RrType::DNSKEY:
    case RrType::NSEC3: return true;
    default: return false;
    }
}

/// TYPEnnn, RFC 3597 5; no mnemonic looks like it.
bool is_type_number(std::string_view token) {
    return token.size() > 4 && (token[0] | 0x20) == 't' && token[4] >= '0' && token[4] <= '9' &&
           (token[3] | 0x20) == 'e';
}

}  // namespace

Reading read_records(const PieceOfText& piece, const EntryContext& context,
                     const ReadOptions& options, Arena& arena) {
    const auto reader = std::make_unique<RecordReader>(piece, context, options, arena);
    return reader->read();
}

RecordReader::RecordReader(const PieceOfText& piece, const EntryContext& context,
                           const ReadOptions& options, Arena& arena)
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
    has_return_ = std::memchr(piece.text + piece.from, '\r', octets) != nullptr;
    returns_from_ = piece.from;
}

Reading RecordReader::read() {
    const double start = options_.measure ? thread_seconds() : 0;
    const double wall = options_.measure ? wall_seconds() : 0;
    EntryReader entries(piece_.text, piece_.size, piece_.last, options_.scan);
    if (options_.measure) entries.clock = wall_seconds;

    std::uint32_t from = piece_.from;
    if (piece_.stream + from == 0 &&
        std::string_view(piece_.text, piece_.size).starts_with("\xEF\xBB\xBF")) {
        out_.diagnostics.add(
            {.place = out_.place(0), .length = 3, .code = DiagnosticCode::byte_order_mark});
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
                remark_returns(entry.after, entry.tokens);
                odd_octets_ = entries.odd_octets;
                if (piece_.text[entry.tokens.begin[0]] == '$' && !entry.blank_owner)
                    return directive(entry);
                record(entry);
                return true;
            },
            [&](const StructureFault& found) {
                remark_returns(found.offset, {});
                out_.diagnostics.add({.place = out_.place(found.offset),
                                      .length = found.length,
                                      .code = found.code});
            });
        out_.open = end.open;
        if (end.open) out_.stopped_at = end.open_from;
        out_.open_at_end |= end.open_at_end;
        context_.in_line = end.in_line;
    }
    // What lies behind an $INCLUDE, or in an open group, is read again.
    remark_returns(out_.include || out_.open ? out_.stopped_at : piece_.size, {});
    if (piece_.last && !out_.include && piece_.size != 0 && piece_.text[piece_.size - 1] != '\n')
        out_.diagnostics.add({.place = out_.place(piece_.size - 1),
                              .length = 1,
                              .code = DiagnosticCode::no_final_newline});

    out_.end = std::move(context_);
    out_.set = known_;
    out_.blocks = writer_.take_blocks();
    if (options_.measure) {
        // The clock of the thread is too dear to ask for each window: its time is shared out by the
        // wall clock's.
        const double spent = thread_seconds() - start, passed = wall_seconds() - wall;
        out_.scan_seconds = passed > 0 ? spent * std::min(1.0, entries.scan_seconds / passed) : 0;
        out_.parse_seconds = spent - out_.scan_seconds;
    }
    return std::move(out_);
}

void RecordReader::record(const Entry& entry) {
    const Tokens& tokens = entry.tokens;
    std::size_t at = 0;
    if (entry.blank_owner) {
        use(used::owner);
        if (!context_.owner) return fault(DiagnosticCode::no_previous_owner, tokens, 0);
        if (context_.after_owner == AfterOwner::origin)
            remark(DiagnosticCode::blank_owner_after_origin, tokens, 0);
        if (context_.after_owner == AfterOwner::include)
            remark(DiagnosticCode::blank_owner_after_include, tokens, 0);
    } else {
        if (tokens[0] != owner_text_ && !read_owner(tokens[0], tokens)) return;
        at = 1;
    }
    if (context_.after_owner != AfterOwner::nothing) {
        context_.after_owner = AfterOwner::nothing;
        known_ |= used::owner;
    }

    Header header;
    if (!read_header(tokens, at, header)) return;
    if (header.ttl && *header.ttl > 0x7FFFFFFFu)
        remark(DiagnosticCode::ttl_range, tokens, at, header.type);
    if (header.other_class) {
        fault(DiagnosticCode::class_mismatch, tokens, header.class_at, Fault::unexpected, nullptr,
              header.type);
        return exclude(ExclusionReason::other_class, header.type, offset(tokens, 0));
    }
    if (is_meta(header.type)) {
        fault(DiagnosticCode::meta_type, tokens, header.rdata - 1, Fault::unexpected, nullptr,
              header.type);
        return exclude(ExclusionReason::meta_type, header.type, offset(tokens, 0));
    }

    wire_.origin = context_.origin ? &origin_ : nullptr;
    const Tokens rdata = tokens.from(header.rdata);
    if (const auto wrong = parse_rdata(header.type, rdata, wire_)) {
        use(used::origin);
        return fault(DiagnosticCode::field, tokens, header.rdata + wrong->token, wrong->fault,
                     wrong->expected, header.type);
    }
    if (wire_.used_origin) use(used::origin);
    const std::uint32_t ttl = effective_ttl(header, tokens);
    if (header.type == RrType::RRSIG)
        store_signature(ttl, offset(tokens, 0));
    else
        store(header.type, ttl, offset(tokens, 0));
    if (entry.has_quote || odd_octets_ || !is_common(header.type) || is_generic(rdata) ||
        header.numbered)
        remarks(tokens, header, entry.has_quote);
    remark_parentheses(entry, header);
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
        header.numbered = is_type_number(token);
        header.rdata = at + 1;
        return true;
    }
    fault(DiagnosticCode::no_type, tokens, tokens.count, Fault::missing, "type mnemonic");
    return false;
}

// Explicit, then $TTL (RFC 2308 4), then the previous record's (RFC 1035 5.1), then --default-ttl,
// then what BIND does for a SOA that comes first; docs/FORMAT.md says why. V-SIG-6 compares
// Original TTL with the value used.
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
    // What stays in the arena is the signature alone: the fields in front of it stand in
    // RawSignature.
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
    out_.exclusions.push_back(
        {at, writer_.store(owner), static_cast<std::uint8_t>(owner.size()), reason, type});
}

std::uint32_t RecordReader::offset(const Tokens& tokens, std::size_t token) const {
    return generating_at_ ? *generating_at_ : tokens.begin[token];
}

}  // namespace zoneproof
