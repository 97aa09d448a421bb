// name_text_roundtrip: wire form (RFC 1035 3.1) to presentation form, which must read back as it
// was; and octets that are no name.
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Plain", bug::basic, "Nothing to escape."},
    {"Special", bug::basic,
     "Octets that mean something in a zone file. What is escaped by which form is the printer's "
     "choice: the text must read back as the same octets.",
     "RFC4343#2.1"},
    {"Length", bug::edge, "63 octets a label, 255 octets a name.", "RFC1035#2.3.4"},
    {"Random", bug::edge, "Labels of any octets."},
    {"Truncated", bug::malformed, "The octets end before the root label."},
    {"TooLong", bug::malformed, "A name of more than 255 octets.", "RFC1035#2.3.4"},
    {"Compressed", bug::malformed, "A compression pointer, where no message is.", "RFC1035#4.1.4"},
    {"LabelType", bug::malformed, "Label types 01 and 10, reserved or abandoned.", "RFC6891#5"},
    {"Trailing", bug::malformed, "Octets behind the root label."},
};

constexpr MemberInfo test_members[] = {
    {"wire", MemberKind::hex, "All of it is to be one uncompressed name."},
    {"text", MemberKind::name, "One right presentation form.", true},
};
constexpr GroupKind group_kinds[] = {{"NameTextRoundtrip", {}, test_members}};

void add_good(Group& group, std::string_view comment, Flags flags, const Bytes& wire) {
    group.add(comment, std::move(flags), TestResult::valid,
              {{"wire", to_hex(wire)}, {"text", escaped_name(wire)}});
}

void add_bad(Group& group, std::string_view comment, std::string_view flag, const Bytes& wire) {
    group.add(comment, {flag}, TestResult::invalid, {{"wire", to_hex(wire)}});
}

void add_octets(Group& group) {
    for (unsigned from = 0; from < 256; from += 63) {
        Bytes label;
        for (unsigned octet = from; octet < std::min(from + 63, 256u); ++octet)
            label.push_back(static_cast<std::uint8_t>(octet));
        add_good(group, "octets from " + std::to_string(from), {"Special"}, wire_name({label}));
    }
    for (const char* const label :
         {"a.b", ".",  "..", "\\", "\"",  "@",     "$",    ";", "(", ")", " ",
          "a b", "\t", "\n", "*",  "\\.", "\\097", "\x7F", "-", "_", "0", "1234567890"})
        add_good(group, "one label", {"Special"}, wire_name({label, "example"}));
    add_good(group, "a NUL octet", {"Special"}, octets_of("0100 <example>"));
    add_good(group, "two NUL octets and a letter", {"Special"}, octets_of("03000061 00"));
}

void add_lengths(Group& group) {
    const auto labels = [](std::size_t last, std::uint8_t octet) {
        return wire_name(
            {Bytes(63, octet), Bytes(63, octet), Bytes(63, octet), Bytes(last, octet)});
    };
    add_good(group, "255 octets", {"Length"}, labels(61, 'a'));
    add_good(group, "255 octets, each four letters long as text", {"Length"}, labels(61, 0xFF));
    add_good(group, "255 octets of dots", {"Length"}, labels(61, '.'));
    add_good(group, "127 labels", {"Length"}, wire_name(std::vector<Bytes>(127, {'x'})));
    add_good(group, "a label of 63 octets", {"Length"}, wire_name({Bytes(63, 'z')}));
    add_bad(group, "256 octets", "TooLong", labels(62, 'a'));
    add_bad(group, "257 octets", "TooLong", labels(63, 'a'));
    add_bad(group, "128 labels", "TooLong", wire_name(std::vector<Bytes>(128, {'x'})));
}

Result<Groups> make(KeyStore&) {
    Group group("NameTextRoundtrip");
    add_good(group, "the root", {"Plain"}, {0});
    add_good(group, "one label", {"Plain"}, wire_name({"example"}));
    add_good(group, "letters of both cases", {"Plain"}, wire_name({"WwW", "ExAmPlE"}));
    add_octets(group);
    add_lengths(group);
    Random random("name_text_roundtrip");
    for (unsigned i = 0; i < 24; ++i) {
        std::vector<Bytes> labels;
        for (unsigned left = 1 + random.below(5); left != 0; --left)
            labels.push_back(random.octets(1 + random.below(9)));
        add_good(group, "random labels", {"Random"}, wire_name(labels));
    }
    for (const char* const wire : {"", "01", "0361", "036162", "03616263", "0161 0262", "3f"})
        add_bad(group, "cut off", "Truncated", octets_of(wire));
    for (const char* const wire : {"c000", "c00c", "0161 c000", "ff", "0161 c0"})
        add_bad(group, "a pointer", "Compressed", octets_of(wire));
    for (const char* const wire : {"40", "4161 00", "80", "0161 8000", "bf00"})
        add_bad(group, "no ordinary label", "LabelType", octets_of(wire));
    for (const char* const wire : {"0000", "0161 00 00", "00 0161 00"})
        add_bad(group, "more than one name", "Trailing", octets_of(wire));
    return Groups{group};
}

}  // namespace

const VectorKind name_text_roundtrip_kind = {
    "name_text_roundtrip",
    "A domain name in wire form, and its presentation form.",
    "RFC1035#3.1 RFC4343#2.1",
    group_kinds,
    notes,
    make};

}  // namespace zoneproof::corpus
