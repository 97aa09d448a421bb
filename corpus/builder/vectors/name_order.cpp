// name_order: the canonical order of names, RFC 4034 6.1.
//
// A list that is not in order is what one likely mistake makes of one that is: the same names,
// sorted by it.
#include "corpus/builder/canonical.hpp"
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"

#include <algorithm>
#include <functional>

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Rfc4034", bug::basic, "The list that the RFC prints.", "RFC4034#6.1"},
    {"Case", bug::edge, "Letters count as lower case; names equal but for that are one name.",
     "RFC4034#6.1"},
    {"Octets", bug::edge, "Octets are unsigned, and NUL is one of them."},
    {"Prefix", bug::edge,
     "A label that is the beginning of another sorts first; so does a name that is the end of "
     "another."},
    {"Punctuation", bug::edge, "What lies between Z and a sorts before all letters."},
    {"Random", bug::edge, "Short labels of awkward octets."},
    {"CaseSensitive", bug::wrong, "Upper case sorted before lower case."},
    {"FoldedUp", bug::wrong, "Letters taken as upper case: [ and _ come behind them."},
    {"SignedOctets", bug::wrong, "Octets from 128 sorted before all others."},
    {"FromTheLeft", bug::wrong, "Names compared from their first label on."},
    {"AsText", bug::wrong, "Names compared as text, dots and all."},
    {"LengthFirst", bug::wrong, "Length octets compared along with the labels."},
    {"NulEnds", bug::wrong, "A NUL octet taken for the end of the label."},
    {"DotsToNul", bug::wrong,
     "Labels in reverse with a zero octet behind each, compared as octets: wrong for labels that "
     "hold one.",
     "RFC4034#6.1"},
    {"NonAsciiFolded", bug::wrong, "Letters outside ASCII folded, as a locale says.", "RFC4343#3"},
};

constexpr MemberInfo list_members[] = {
    {"names", MemberKind::names, "For the eye, and to test reading as well."},
    {"wires", MemberKind::hexes,
     "The same in wire form, as they are written; valid: each sorts "
     "strictly before the next."},
};
constexpr MemberInfo pair_members[] = {
    {"left", MemberKind::name, "One name."},
    {"leftWire", MemberKind::hex, "In wire form."},
    {"right", MemberKind::name, "Another."},
    {"rightWire", MemberKind::hex, "In wire form."},
    {"order", MemberKind::integer, "-1: left sorts first; 0: they are one name; 1: right does."},
};
constexpr GroupKind group_kinds[] = {{"NameList", {}, list_members},
                                     {"NamePair", {}, pair_members}};

using Names = std::vector<Bytes>;  // wire form

std::vector<Bytes> labels_of(Octets wire) {
    std::vector<Bytes> labels;
    for (; wire[0] != 0; wire = wire.subspan(wire[0] + 1u))
        labels.push_back(bytes(wire.subspan(1, wire[0])));
    return labels;
}

Bytes each(Bytes data, const std::function<int(int)>& change) {
    for (std::uint8_t& octet : data) octet = static_cast<std::uint8_t>(change(octet));
    return data;
}
int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}
int upper(int c) {
    return c >= 'a' && c <= 'z' ? c - 32 : c;
}

/// A mistake as what is compared instead, one octet string a label.
using MistakenKey = std::vector<Bytes> (*)(Octets wire);

std::vector<Bytes> from_the_root(Octets wire, const std::function<Bytes(Bytes)>& change) {
    std::vector<Bytes> labels = labels_of(wire);
    std::ranges::reverse(labels);
    for (Bytes& label : labels) label = change(label);
    return labels;
}

constexpr struct {
    std::string_view flag;
    MistakenKey key;
} mistakes[] = {
    {"CaseSensitive", [](Octets wire) { return from_the_root(wire, [](Bytes l) { return l; }); }},
    {"FoldedUp",
     [](Octets wire) { return from_the_root(wire, [](Bytes l) { return each(l, upper); }); }},
    {"SignedOctets",
     [](Octets wire) {
         return from_the_root(
             wire, [](Bytes l) { return each(l, [](int c) { return lower(c) ^ 0x80; }); });
     }},
    {"FromTheLeft",
     [](Octets wire) {
         std::vector<Bytes> labels = labels_of(wire);
         for (Bytes& label : labels) label = each(label, lower);
         return labels;
     }},
    {"AsText",
     [](Octets wire) { return std::vector<Bytes>{each(bytes(escaped_name(wire)), lower)}; }},
    {"LengthFirst",
     [](Octets wire) {
         return from_the_root(wire, [](Bytes l) {
             l = each(l, lower);
             l.insert(l.begin(), static_cast<std::uint8_t>(l.size()));
             return l;
         });
     }},
    {"NulEnds",
     [](Octets wire) {
         return from_the_root(wire, [](Bytes l) {
             l = each(l, lower);
             l.erase(std::ranges::find(l, 0), l.end());
             return l;
         });
     }},
    {"DotsToNul",
     [](Octets wire) {
         std::vector<Bytes> all(1);
         for (Bytes label : from_the_root(wire, [](Bytes l) { return each(l, lower); })) {
             append(all[0], label);
             all[0].push_back(0);
         }
         return all;
     }},
    {"NonAsciiFolded",
     [](Octets wire) {
         return from_the_root(wire, [](Bytes l) {
             return each(l, [](int c) { return c >= 0xC0 && c <= 0xDE ? c + 32 : lower(c); });
         });
     }},
};

bool sorts_before(const Bytes& a, const Bytes& b) {
    return compare_names(NameView(a), NameView(b)) < 0;
}

Json list(const Names& names) {
    Json texts = Json::array(), wires = Json::array();
    for (const Bytes& name : names) {
        texts.push_back(escaped_name(name));
        wires.push_back(to_hex(name));
    }
    return {{"names", texts}, {"wires", wires}};
}

void add_pair(Group& group, std::string_view comment, Flags flags, const Bytes& left,
              const Bytes& right) {
    const int order = compare_names(NameView(left), NameView(right));
    group.add(comment, std::move(flags), TestResult::valid,
              {{"left", escaped_name(left)},
               {"leftWire", to_hex(left)},
               {"right", escaped_name(right)},
               {"rightWire", to_hex(right)},
               {"order", (order > 0) - (order < 0)}});
}

/// The names in order, each pair of neighbours, and what mistakes make of them.
void add(Groups& groups, std::string_view comment, std::string_view flag, Names names) {
    std::ranges::sort(names, sorts_before);
    groups[0].add(comment, {flag}, TestResult::valid, list(names));
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
        const bool swapped = i % 2 != 0;
        add_pair(groups[1], comment, {flag}, names[i + swapped], names[i + !swapped]);
    }
    for (const auto& mistake : mistakes) {
        const auto key_less = [&](const Bytes& a, const Bytes& b) {
            const auto left = mistake.key(a), right = mistake.key(b);
            return std::ranges::lexicographical_compare(left, right, BytesLess());
        };
        Names wrong = names;
        std::ranges::stable_sort(wrong, key_less);
        if (wrong != names)
            groups[0].add(comment, {mistake.flag}, TestResult::invalid, list(wrong));
    }
}

Names below_example(std::initializer_list<Bytes> octets) {
    Names names;
    for (const Bytes& wire : octets) {
        names.push_back(wire);
        append(names.back(), wire_name({"example"}));
    }
    return names;
}

/// Labels of up to three of these octets, up to three labels.
Names random_names(Random& random, std::size_t count) {
    constexpr std::uint8_t letters[] = {0,   1,   ' ', '!', '*', '-', '.', '0', 'A', 'B', 'Z',
                                        '[', '_', 'a', 'b', 'z', '{', 127, 128, 196, 0xFF};
    Names names;
    while (names.size() < count) {
        std::vector<Bytes> labels;
        for (unsigned left = random.below(4); left != 0; --left) {
            Bytes label;
            for (unsigned octets = 1 + random.below(3); octets != 0; --octets)
                label.push_back(letters[random.below(std::size(letters))]);
            labels.push_back(label);
        }
        labels.push_back(bytes("example"));
        const Bytes name = wire_name(labels);
        const bool known = std::ranges::any_of(names, [&](const Bytes& other) {
            return compare_names(NameView(name), NameView(other)) == 0;
        });
        if (!known) names.push_back(name);
    }
    return names;
}

void add_lists(Groups& groups) {
    add(groups, "the example of the RFC", "Rfc4034",
        {wire_name({"example"}), wire_name({"a", "example"}),
         wire_name({"yljkjljk", "a", "example"}), wire_name({"Z", "a", "example"}),
         wire_name({"zABC", "a", "EXAMPLE"}), wire_name({"z", "example"}),
         wire_name({"\1", "z", "example"}), wire_name({"*", "z", "example"}),
         wire_name({"\xC8", "z", "example"})});
    add(groups, "NUL octets", "Octets",
        below_example({{},
                       octets_of("0100"),
                       octets_of("020000"),
                       octets_of("0100 0100"),
                       octets_of("0101"),
                       octets_of("0161"),
                       octets_of("0100 0161"),
                       octets_of("026100"),
                       octets_of("026101"),
                       octets_of("026121"),
                       octets_of("0162"),
                       octets_of("0261ff"),
                       octets_of("03610062")}));
    add(groups, "octets from 128 on", "Octets",
        below_example({octets_of("017f"), octets_of("0180"), octets_of("01c4"), octets_of("01e4"),
                       octets_of("01ff"), octets_of("017a"), octets_of("0102"), octets_of("02ffff"),
                       octets_of("02ff61"), octets_of("02c462"), octets_of("02e461")}));
    add(groups, "labels and names that begin or end alike", "Prefix",
        below_example({octets_of("'\1a'"), octets_of("'\2ab'"), octets_of("'\3abc'"),
                       octets_of("'\1b\1a'"), octets_of("'\1b\2ab'"), octets_of("'\2ab\1a'"),
                       octets_of("'\1b'"), octets_of("'\2ba'"), octets_of("'\1a\1a'"),
                       octets_of("'\1a\1a\1a'"), octets_of("'\3a.b'"), octets_of("'\3a-b'"),
                       octets_of("'\1a\1b'")}));
    add(groups, "punctuation among letters", "Punctuation",
        below_example({octets_of("'\1['"), octets_of("'\1_'"), octets_of("'\1A'"),
                       octets_of("'\1b'"), octets_of("'\1Y'"), octets_of("'\1z'"),
                       octets_of("'\1{'"), octets_of("'\1@'"), octets_of("'\1-'"),
                       octets_of("'\1*'"), octets_of("'\0019'"), octets_of("'\4a_b0'"),
                       octets_of("'\4aab0'")}));
    add(groups, "letters of both cases", "Case",
        below_example({octets_of("'\2AA'"), octets_of("'\2ab'"), octets_of("'\2Ac'"),
                       octets_of("'\2aD'"), octets_of("'\1B'"), octets_of("'\1c'"),
                       octets_of("'\1a\1C'"), octets_of("'\1B\1C'")}));
    Random random("name_order");
    for (const unsigned count : {12u, 24u, 48u})
        add(groups, "random names", "Random", random_names(random, count));
}

Result<Groups> make(KeyStore&) {
    Groups groups = {Group("NameList"), Group("NamePair")};
    add_lists(groups);
    add_pair(groups[1], "one name in two spellings", {"Case"}, wire_name({"a", "example"}),
             wire_name({"A", "EXAMPLE"}));
    add_pair(groups[1], "the root and itself", {"Prefix"}, {0}, {0});
    add_pair(groups[1], "the root and any other", {"Prefix"}, octets_of("0100 00"), {0});
    add_pair(groups[1], "no letters outside ASCII", {"Case"}, octets_of("01c4 00"),
             octets_of("01e4 00"));
    return groups;
}

}  // namespace

const VectorKind name_order_kind = {
    "name_order", "The canonical order of domain names.", "RFC4034#6.1", group_kinds, notes, make};

}  // namespace zoneproof::corpus
