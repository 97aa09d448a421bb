// Three wire names, one after the other: their order, their keys, and their text.
#include "fuzz/oracle.hpp"

#include "parser/dns/name.hpp"
#include "parser/field/name.hpp"
#include "tests/parser/token_line.hpp"

#include <array>
#include <memory>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

/// A name from the front of the input; what is none is cut into labels.
Name take_name(Octets& rest) {
    if (const std::size_t length = wire_name_length(rest); length != 0) {
        const Name name{NameView(rest.first(length))};
        rest = rest.subspan(length);
        return name;
    }
    std::array<std::uint8_t, max_name_octets> wire;
    std::size_t size = 0;
    while (!rest.empty()) {
        const std::size_t length = std::min<std::size_t>(rest[0] & 15, rest.size() - 1);
        if (length == 0 || size + length + 2 > max_name_octets) break;
        wire[size] = static_cast<std::uint8_t>(length);
        std::copy_n(&rest[1], length, &wire[size + 1]);
        size += length + 1;
        rest = rest.subspan(length + 1);
    }
    if (!rest.empty()) rest = rest.subspan(1);
    wire[size] = 0;
    return Name(NameView(wire.data(), size + 1));
}

int sign(int value) {
    return (value > 0) - (value < 0);
}

/// RFC 4034 6.1 from the definition: labels from the right, as lower-case octet strings.
int naive_order(NameView a, NameView b) {
    const auto labels = [](NameView name) {
        std::vector<std::string> parts;
        for (; !name.is_root(); name = name.parent()) {
            std::string label;
            for (const std::uint8_t octet : name.first_label())
                label.push_back(static_cast<char>(fold(octet)));
            parts.insert(parts.begin(), label);
        }
        return parts;
    };
    const auto of_a = labels(a), of_b = labels(b);
    for (std::size_t i = 0; i < std::min(of_a.size(), of_b.size()); ++i)
        if (const int order = of_a[i].compare(of_b[i]); order != 0) return sign(order);
    return sign(static_cast<int>(of_a.size()) - static_cast<int>(of_b.size()));
}

void check_order(NameView a, NameView b) {
    const auto detail = [&] { return to_text(a) + " " + to_text(b); };
    const int order = sign(compare_canonical(a, b));
    require(order == naive_order(a, b), "names sort as RFC 4034 6.1 says", detail);
    require(order == -sign(compare_canonical(b, a)), "order is antisymmetric", detail);
    const CanonicalKey key_a(a), key_b(b);
    require(order == sign(compare(key_a.octets(), key_b.octets())), "keys sort like names", detail);
    require(key_a.prefix() == key_b.prefix() || (key_a.prefix() < key_b.prefix()) == (order < 0),
            "prefixes of keys sort like names", detail);
    require((a == b) == (order == 0), "equal is neither before nor behind", detail);
    if (is_below(a, b)) require(order > 0, "an ancestor sorts before what is below it", detail);
    bool below = false;
    for (NameView up = a; !(below = up == b) && !up.is_root();) up = up.parent();
    require(below == is_at_or_below(a, b), "below means that cutting labels leads there", detail);
}

void check_text(NameView name) {
    const std::string text = to_text(name);
    const auto detail = [&] { return text; };
    const auto again = name_from_text(text);
    require(again && equal(again->view().wire(), name.wire()), "a printed name reads as it was",
            detail);
    static const auto wire = std::make_unique<Wire>();
    for (const bool folds : {false, true}) {
        wire->clear();
        wire->fold_names = folds;
        const TokenLine line(text);
        require(put_name(line.first(), *wire), "a printed name is legible in a zone", detail);
        Bytes expected = copy(name.wire());
        if (folds)
            for (std::uint8_t& octet : expected) octet = fold(octet);
        require(equal(wire->octets(), expected), "a printed name is the same in a zone", detail);
        require(wire->folded == (folds && !equal(expected, name.wire())),
                "folded says whether a letter changed", detail);
    }
    unsigned labels = 0;
    for (NameView up = name; !up.is_root(); up = up.parent()) ++labels;
    require(labels == name.label_count(), "labels are counted right", detail);
}

/// The octets as the text of a name: the fast lane says what the reference says.
void check_lanes(Octets input) {
    const TokenLine line(text(input));
    if (line.tokens().count == 0) return;
    static const auto fast = std::make_unique<Wire>(), slow = std::make_unique<Wire>();
    static const Name origin = *name_from_text("Example.");
    static const NameView view = origin;
    for (unsigned i = 0; i < 4; ++i) {
        for (Wire* wire : {fast.get(), slow.get()}) {
            wire->clear();
            wire->fold_names = i % 2 != 0;
            wire->origin = i / 2 != 0 ? &view : nullptr;
        }
        const bool good = put_name(line.first(), *fast);
        require(good == put_name_scalar(line.first(), *slow), "both lanes accept the same names");
        if (!good) {
            require(fast->fault == slow->fault, "both lanes name the same fault");
            continue;
        }
        require(equal(fast->octets(), slow->octets()), "both lanes read the same name");
        require(fast->folded == slow->folded, "both lanes fold the same");
        require(wire_name_length(fast->octets()) == fast->size(), "what was read is one name");
        // The reader for options is a third one; it knows no quotes.
        if (line.first()[0] == '"') continue;
        const auto plain = name_from_text(line.first(), i / 2 != 0 ? &view : nullptr);
        require(plain && *plain == NameView(fast->octets()), "options read names as zones do");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Octets rest(data, size);
    std::array<Name, 3> names;
    for (Name& name : names) name = take_name(rest);
    for (const Name& a : names) {
        check_text(a);
        for (const Name& b : names) {
            check_order(a, b);
            for (const Name& c : names) require(!(a < b && b < c) || a < c, "order is transitive");
        }
    }
    check_lanes({data, size});
    return 0;
}
