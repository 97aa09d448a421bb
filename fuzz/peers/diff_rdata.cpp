// "TYPE RDATA" as ldns and Knot DNS read it: the same octets, and what they print reads as the
// same.
//
// That one of them alone reads or refuses a text is its own affair; what both read alike and we
// refuse, or we read and both refuse, is a finding.
#include "fuzz/peers/known.hpp"
#include "fuzz/peers/peers.hpp"

#include "parser/rdata/parse.hpp"
#include "parser/rdata/wire.hpp"
#include "tests/parser/token_line.hpp"

#include <memory>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

constexpr const char* origin_text = "sub.example.";

std::unique_ptr<Wire> wire_with_origin() {
    static const Name origin = *name_from_text(origin_text);
    static const NameView view = origin;
    auto wire = std::make_unique<Wire>();
    wire->origin = &view;
    return wire;
}

Reading read_here(RrType type, const std::string& text) {
    static const auto wire = wire_with_origin();
    const TokenLine line(text);
    if (parse_rdata(type, line.tokens(), *wire)) return {};
    return copy(wire->octets());
}

/// In canonical form; as it is when we would not have it.
Bytes canonical(RrType type, const Bytes& rdata) {
    static const auto wire = std::make_unique<Wire>();
    wire->clear();
    wire->fold_names = folds_names(type);
    return check_rdata(type, rdata, *wire) ? rdata : copy(wire->octets());
}

std::string line_of(RrType type, const std::string& rdata) {
    return "x 300 IN " + to_text(type) + " " + rdata + "\n";
}

/// Whether the type has a format of its own there.
bool has_format(Peer peer, RrType type) {
    if (peer == Peer::knot) return knot_get_rdata_descriptor(number(type))->type_name != nullptr;
    return ldns_rr_descript(number(type))->_name != nullptr;
}

LdnsRr parse_with_ldns(RrType type, const std::string& rdata) {
    static const LdnsRdf origin(ldns_dname_new_frm_str(origin_text));
    ldns_rr* rr = nullptr;
    if (ldns_rr_new_frm_str(&rr, line_of(type, rdata).c_str(), 300, origin.get(), nullptr) !=
        LDNS_STATUS_OK)
        return {};
    return LdnsRr(rr);
}

Reading read_with_ldns(RrType type, const std::string& rdata) {
    const LdnsRr rr = parse_with_ldns(type, rdata);
    const auto record = rr ? record_of(rr.get()) : std::nullopt;
    return record ? Reading(canonical(type, record->rdata)) : Reading();
}

Reading read_with_knot(RrType type, const std::string& rdata) {
    Reading reading;
    const bool good =
        scan_with_knot(line_of(type, rdata), origin_text, 300,
                       [&](const PeerRecord& record) { reading = canonical(type, record.rdata); });
    return good ? reading : Reading();
}

std::string print_with_ldns(RrType type, const Bytes& rdata) {
    Bytes wire = {0};
    for (const unsigned part : {unsigned{number(type)}, unsigned{class_in}, 0u, 300u,
                                static_cast<unsigned>(rdata.size())}) {
        wire.push_back(static_cast<std::uint8_t>(part >> 8));
        wire.push_back(static_cast<std::uint8_t>(part));
    }
    wire.insert(wire.end(), rdata.begin(), rdata.end());
    ldns_rr* read = nullptr;
    std::size_t at = 0;
    if (ldns_wire2rr(&read, wire.data(), wire.size(), &at, LDNS_SECTION_ANSWER) != LDNS_STATUS_OK)
        return {};
    const LdnsRr rr(read);
    std::string text;
    for (std::size_t i = 0; i < ldns_rr_rd_count(rr.get()); ++i) {
        const CText field(ldns_rdf2str(ldns_rr_rdf(rr.get(), i)));
        if (!field) return {};
        text += std::string(i == 0 ? "" : " ") + field.get();
    }
    return text;
}

std::string print_with_knot(RrType type, const Bytes& rdata) {
    if (rdata.empty()) return {};
    knot_rrset_t rrset;
    std::uint8_t root[] = {0};
    knot_rrset_init(&rrset, root, number(type), class_in, 300);
    if (knot_rrset_add_rdata(&rrset, rdata.data(), static_cast<std::uint16_t>(rdata.size()),
                             nullptr) != KNOT_EOK)
        return {};
    std::string text(8 * rdata.size() + 4096, '\0');
    const int length =
        knot_rrset_txt_dump_data(&rrset, 0, text.data(), text.size(), &KNOT_DUMP_STYLE_DEFAULT);
    knot_rdataset_clear(&rrset.rrs, nullptr);
    return length < 0 ? "" : text.substr(0, static_cast<std::size_t>(length));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const TokenLine line(text({data, size}));
    const Tokens tokens = line.tokens();
    if (tokens.count < 2) return 0;
    const auto type = type_from_text(tokens[0]);
    if (!type || find_type(*type) == nullptr || find_type(*type)->meta) return 0;
    // One line of words: how lines and groups are cut is diff_zone's matter.
    std::string rdata;
    for (std::size_t i = 1; i < tokens.count; ++i) {
        for (const char c : tokens[i])
            if (c < ' ' || c > '~') return 0;
        rdata += std::string(i == 1 ? "" : " ") + std::string(tokens[i]);
    }
    if (rdata.back() == '\\') return 0;  // which would escape the newline
    const TokenLine again(rdata);
    for (std::size_t i = 1; i < again.tokens().count; ++i)
        if (again.tokens().begin[i] == again.tokens().end[i - 1])
            return 0;  // in doubt: docs/FORMAT.md
    const Reading ours = read_here(*type, rdata);
    const Reading of_ldns = read_with_ldns(*type, rdata), of_knot = read_with_knot(*type, rdata);
    if (ours) {
        if (of_ldns) settle({Peer::ldns, Question::rdata, *type, rdata, ours, of_ldns});
        if (of_knot) settle({Peer::knot, Question::rdata, *type, rdata, ours, of_knot});
        if (!of_ldns && !of_knot && has_format(Peer::ldns, *type) && has_format(Peer::knot, *type))
            settle({Peer::both, Question::rdata, *type, rdata, ours, {}});
        if (const std::string printed = print_with_ldns(*type, *ours); !printed.empty())
            settle({Peer::ldns, Question::print, *type, printed, ours, read_here(*type, printed)});
        if (const std::string printed = print_with_knot(*type, *ours); !printed.empty())
            settle({Peer::knot, Question::print, *type, printed, ours, read_here(*type, printed)});
    } else if (of_ldns && of_ldns == of_knot) {
        settle({Peer::both, Question::rdata, *type, rdata, ours, of_knot});
    }
    return 0;
}
