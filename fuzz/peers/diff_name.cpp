// Names as ldns and Knot DNS see them: a text is the same wire form, or refused; two names are in
// the same order.
//
// An even first octet: the rest is the text of a name. An odd one: labels of two names, each a
// length and that many.
#include "fuzz/peers/known.hpp"
#include "fuzz/peers/peers.hpp"

#include "parser/field/name.hpp"
#include "tests/parser/token_line.hpp"

#include <memory>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

Bytes folded(Bytes wire) {
    for (std::uint8_t& octet : wire) octet = fold(octet);
    return wire;
}

Reading read_here(const std::string& text) {
    static const auto wire = std::make_unique<Wire>();
    static const NameView root;
    wire->clear();
    wire->origin = &root;
    if (!put_name(TokenLine(text).first(), *wire)) return {};
    return copy(wire->octets());
}

Reading read_with_ldns(const std::string& text) {
    const LdnsRdf name(ldns_dname_new_frm_str(text.c_str()));
    return name ? Reading(ldns_octets(name.get())) : Reading();
}

Reading read_with_knot(const std::string& text) {
    std::uint8_t wire[KNOT_DNAME_MAXLEN];
    if (knot_dname_from_str(wire, text.c_str(), sizeof wire) == nullptr) return {};
    return Bytes(wire, wire + knot_dname_size(wire));
}

/// Whether zone files have no other meaning for the text than that of a name: no "@", blank, quote,
/// parenthesis, comment.
bool is_only_a_name(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] <= ' ' || text[i] > '~') return false;
        if (text[i] == '\\') {
            if (++i < text.size() && (text[i] <= ' ' || text[i] > '~')) return false;
        } else if (std::string_view("@\"();").find(text[i]) != std::string_view::npos) {
            return false;
        }
    }
    return !text.empty();
}

void compare_readings(const std::string& text) {
    if (!is_only_a_name(text)) return;
    const Reading ours = read_here(text);
    const Reading of_ldns = read_with_ldns(text), of_knot = read_with_knot(text);
    settle({Peer::ldns, Question::name, RrType{}, text, ours, of_ldns});
    settle({Peer::knot, Question::name, RrType{}, text, ours, of_knot});
}

Bytes take_name(Feed& input) {
    Bytes wire;
    for (;;) {
        const Octets label = input.take(input.take8() % 64);
        if (label.empty() || wire.size() + label.size() + 2 > max_name_octets) break;
        wire.push_back(static_cast<std::uint8_t>(label.size()));
        wire.insert(wire.end(), label.begin(), label.end());
    }
    wire.push_back(0);
    return wire;
}

Bytes sign(int order) {
    return {static_cast<std::uint8_t>(order < 0 ? 'a' : order > 0 ? 'c' : 'b')};
}

void compare_order(const Bytes& a, const Bytes& b) {
    const NameView view_a(a), view_b(b);
    const std::string text = to_text(view_a) + " " + to_text(view_b);
    const Bytes ours = sign(compare_canonical(view_a, view_b));
    const LdnsRdf ldns_a(ldns_dname_new_frm_data(static_cast<std::uint16_t>(a.size()), a.data()));
    const LdnsRdf ldns_b(ldns_dname_new_frm_data(static_cast<std::uint16_t>(b.size()), b.data()));
    settle({Peer::ldns, Question::order, RrType{}, text, ours,
            sign(ldns_dname_compare(ldns_a.get(), ldns_b.get()))});
    // libknot wants its names in lower case.
    settle({Peer::knot, Question::order, RrType{}, text, ours,
            sign(knot_dname_cmp(folded(a).data(), folded(b).data()))});
}

/// What is printed here means the same name there, and the other way round.
void compare_prints(const Bytes& wire) {
    const std::string text = to_text(NameView(wire));
    settle({Peer::ldns, Question::name, RrType{}, text, wire, read_with_ldns(text)});
    settle({Peer::knot, Question::name, RrType{}, text, wire, read_with_knot(text)});
    const LdnsRdf name(
        ldns_dname_new_frm_data(static_cast<std::uint16_t>(wire.size()), wire.data()));
    const CText of_ldns(ldns_rdf2str(name.get()));
    settle({Peer::ldns, Question::print, RrType{}, of_ldns.get(), read_here(of_ldns.get()), wire});
    const CText of_knot(knot_dname_to_str_alloc(wire.data()));
    settle({Peer::knot, Question::print, RrType{}, of_knot.get(), read_here(of_knot.get()), wire});
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Feed input(data, size);
    if (input.take8() % 2 == 0) {
        compare_readings(std::string(text(input.rest())));
        return 0;
    }
    const Bytes a = take_name(input), b = take_name(input);
    compare_order(a, b);
    compare_prints(a);
    return 0;
}
