// type_bitmap: the window blocks of NSEC, NSEC3 and CSYNC, RFC 4034 4.1.2.
#include "corpus/builder/fields.hpp"
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Rfc4034", bug::basic, "The bitmap that the RFC prints.", "RFC4034#4.3"},
    {"Plain", bug::basic, "Types of one window or several."},
    {"Empty", bug::edge, "No type: no octet.", "RFC5155#7.1"},
    {"Ends", bug::edge, "The first and the last type of an octet, of a window, of all."},
    {"Random", bug::edge, "Many types."},
    {"PseudoType", bug::open,
     "Bits of types that are never stored: to be written as 0, and ignored when read.",
     "RFC4034#4.1.2"},
    {"EmptyWindow", bug::malformed, "A window of no octets.", "RFC4034#4.1.2"},
    {"NoBit", bug::malformed, "A window without a type: such blocks must not be included.",
     "RFC4034#4.1.2"},
    {"TrailingZero", bug::malformed, "Zero octets behind the last type must be left out.",
     "RFC4034#4.1.2"},
    {"Unordered", bug::malformed, "Windows that do not ascend.", "RFC4034#4.1.2"},
    {"TwoWindows", bug::malformed, "One window twice.", "RFC4034#4.1.2"},
    {"TooLong", bug::malformed, "More than 32 octets a window.", "RFC4034#4.1.2"},
    {"Truncated", bug::malformed, "The octets end inside a block."},
};

constexpr MemberInfo test_members[] = {
    {"types", MemberKind::types, "In ascending order; absent: the bitmap is none.", true},
    {"numbers", MemberKind::numbers, "The same.", true},
    {"bitmap", MemberKind::hex, "Window blocks."},
};
constexpr GroupKind group_kinds[] = {{"TypeBitmap", {}, test_members}};

/// What the types come to; the octets are written down where a row has them.
void add(Group& group, std::string_view comment, std::string_view flag, TestResult outcome,
         std::vector<unsigned> numbers, const char* expected = nullptr) {
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::vector<RrType> types;
    Json names = Json::array();
    for (const unsigned number : numbers) {
        types.push_back(static_cast<RrType>(number));
        names.push_back(to_text(types.back()));
    }
    const Bytes bitmap = expected != nullptr ? octets_of(expected) : type_bitmap(types);
    group.add(comment, {flag}, outcome,
              {{"types", names}, {"numbers", numbers}, {"bitmap", to_hex(bitmap)}});
}

void add_good(Group& group) {
    const auto valid = TestResult::valid;
    add(group, "A MX RRSIG NSEC TYPE1234", "Rfc4034", valid, {1, 15, 46, 47, 1234},
        "0006 400100000003 041b 0000000000000000000000000000000000000000000000000000 20");
    add(group, "no type", "Empty", valid, {}, "");
    add(group, "one type", "Plain", valid, {1}, "0001 40");
    add(group, "an insecure delegation", "Plain", valid, {2, 46, 47}, "0006 200000000003");
    add(group, "CAA, in the second window", "Plain", valid, {257}, "0101 40");
    add(group, "two windows", "Plain", valid, {1, 257}, "0001 40 0101 40");
    add(group, "SVCB, the first of its octet", "Ends", valid, {64}, "0009 000000000000000080");
    add(group, "type 7, the last of its octet", "Ends", valid, {7}, "0001 01");
    add(group, "type 8, the first of its octet", "Ends", valid, {8}, "0002 0080");
    add(group, "type 127", "Ends", valid, {127}, "0010 00000000000000000000000000000001");
    add(group, "URI, the first of its window", "Ends", valid, {256}, "0101 80");
    add(group, "type 511, the last of its window", "Ends", valid, {511});
    add(group, "type 65280, the first of the last window", "Ends", valid, {65280}, "ff01 80");
    add(group, "type 65535, the last of all", "Ends", valid, {65535});
    add(group, "the first and the last", "Ends", valid, {1, 65535});
    std::vector<unsigned> window, windows;
    for (unsigned i = 0; i < 256; ++i) window.push_back(256 + i), windows.push_back(256 * i + 1);
    add(group, "a whole window", "Ends", valid, window);
    add(group, "a type of each window", "Ends", valid, windows);
    Random random("type_bitmap");
    for (unsigned i = 0; i < 16; ++i) {
        std::vector<unsigned> numbers;
        for (unsigned left = 1 + random.below(20); left != 0; --left) {
            const unsigned number = random.below(i % 2 == 0 ? 128 : 65536);
            if (!is_meta(static_cast<RrType>(number))) numbers.push_back(number);
        }
        add(group, "", "Random", valid, numbers);
    }
}

const struct {
    const char *comment, *flag, *bitmap;
} bad[] = {
    {"alone", "EmptyWindow", "0000"},
    {"before another", "EmptyWindow", "0000 0101 40"},
    {"behind another", "EmptyWindow", "0001 40 0100"},
    {"one zero octet", "NoBit", "0001 00"},
    {"32 zero octets", "NoBit",
     "0020 00000000000000000000000000000000 00000000000000000000000000000000"},
    {"behind another", "NoBit", "0001 40 0101 00"},
    {"one", "TrailingZero", "0002 4000"},
    {"many", "TrailingZero", "0008 4000000000000000"},
    {"in the second window", "TrailingZero", "0001 40 0102 4000"},
    {"two", "Unordered", "0101 40 0001 40"},
    {"three", "Unordered", "0001 40 0201 40 0101 40"},
    {"the last one first", "Unordered", "ff01 80 0001 40"},
    {"with the same type", "TwoWindows", "0001 40 0001 40"},
    {"with different types", "TwoWindows", "0001 40 0001 20"},
    {"33 octets", "TooLong",
     "0021 0000000000000000 0000000000000000 0000000000000000 0000000000000000 80"},
    {"255 octets said, 33 there", "TooLong",
     "00ff 0000000000000000 0000000000000000 0000000000000000 0000000000000000 80"},
    {"a window number alone", "Truncated", "00"},
    {"no octet behind the length", "Truncated", "0001"},
    {"one octet of two", "Truncated", "0002 40"},
    {"a second block cut off", "Truncated", "0001 40 0102 40"},
    {"a second window number alone", "Truncated", "0001 40 01"},
};

Result<Groups> make(KeyStore&) {
    Group group("TypeBitmap");
    add_good(group);
    add(group, "type 0", "PseudoType", TestResult::acceptable, {0}, "0001 80");
    add(group, "OPT", "PseudoType", TestResult::acceptable, {41}, "0006 000000000040");
    add(group, "ANY", "PseudoType", TestResult::acceptable, {1, 255});
    add(group, "NXNAME, RFC 9824", "PseudoType", TestResult::acceptable, {46, 47, 128});
    for (const auto& row : bad)
        group.add(row.comment, {row.flag}, TestResult::invalid,
                  {{"bitmap", to_hex(octets_of(row.bitmap))}});
    return Groups{group};
}

}  // namespace

const VectorKind type_bitmap_kind = {
    "type_bitmap", "RR types, and their bitmap.", "RFC4034#4.1.2", group_kinds, notes, make};

}  // namespace zoneproof::corpus
