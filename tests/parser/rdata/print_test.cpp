#include "parser/rdata/wire.hpp"

#include "parser/rdata/layout.hpp"
#include "tests/catch.hpp"
#include "tests/parser/rdata/examples.hpp"
#include "tests/parser/rdata/hex_data.hpp"

#include <set>
#include <string>

using namespace zoneproof;

TEST_CASE("each type prints in its own form") {
    for (const auto& [type, wire, text] : examples) {
        CAPTURE(type, wire);
        CHECK(print_rdata(*type_from_text(type), from_hex(wire)) == text);
    }
}

TEST_CASE("each type with a layout is among the examples") {
    std::set<RrType> tested;
    for (const Example& example : examples) tested.insert(*type_from_text(example.type));
    for (const TypeInfo& row : known_types())
        CHECK(detail::layout(row.type).empty() != tested.contains(row.type));
}

TEST_CASE("data of the examples is well formed, and cut short or prolonged it stays memory safe") {
    for (const auto& [type, wire, text] : examples) {
        CAPTURE(type, wire);
        const RrType number = *type_from_text(type);
        const auto data = from_hex(wire);
        Wire out;
        bool irregular = true;
        CHECK_FALSE(check_rdata(number, data, out, &irregular));
        CHECK_FALSE(irregular);
        CHECK(equal(out.octets(), data));
        for (std::size_t size = 0; size <= data.size(); ++size) {
            // A copy of its own, so that sanitizers see the end.
            std::vector<std::uint8_t> part(data.begin(),
                                           data.begin() + static_cast<std::ptrdiff_t>(size));
            out.clear();
            const bool refused = check_rdata(number, part, out).has_value();
            if (refused) CHECK(print_rdata(number, part) == print_generic(part));
        }
    }
}

TEST_CASE("what a type's own form cannot say is printed as generic data") {
    const std::pair<const char*, const char*> cases[] = {
        {"A", "c00002"},      // too short
        {"A", "c000020100"},  // too long
        {"NULL", "0102"},     // no form of its own
        {"TYPE731", "abcdef"},
        {"TXT", ""},
        {"DNSKEY", "01000308"},                        // no key
        {"DS", "ec450502"},                            // no digest
        {"NSEC", "0161000002 4001 0001 40"},           // windows out of order
        {"NSEC", "01610000024000"},                    // a trailing zero octet
        {"LOC", "00011613 89172dd070be15f000988d20"},  // 0 with a power of ten
        {"LOC", "01"},                                 // another version
        {"WKS", "c0000201064000"},
        {"APL", "0003 00 01 01"},  // another address family
        {"A6", "047 fff"},
        {"ATMA", "0261"},
        {"ATMA", "0161"},
        {"NXT", "01610080"},
        {"AMTRELAY", "0a04c0000201"},
        {"IPSECKEY", "0a0402c0000201"},
        {"SVCB", "000100 00030002003500010003026832"},
        {"NSEC3", "0100000000004001"},
    };
    for (const auto& [type, wire] : cases) {
        CAPTURE(type, wire);
        const auto data = from_hex(wire);
        CHECK(print_rdata(*type_from_text(type), data) == print_generic(data));
    }
    CHECK(print_generic({}) == "\\# 0");
    CHECK(print_generic(from_hex("00ff")) == "\\# 2 00FF");
}

TEST_CASE("sizes and heights of LOC are metres with two digits behind the point") {
    const auto loc = [](const char* sizes, const char* altitude) {
        return print_rdata(RrType::LOC,
                           from_hex("00" + std::string(sizes) + "8000000080000000" + altitude));
    };
    CHECK(loc("001011", "00989680") == "0 0 0.000 N 0 0 0.000 E 0.00m 0.00m 0.01m 0.10m");
    CHECK(loc("129920", "00000000") == "0 0 0.000 N 0 0 0.000 E -100000.00m 1m 90000000m 0.02m");
    CHECK(loc("129920", "ffffffff") == "0 0 0.000 N 0 0 0.000 E 42849672.95m 1m 90000000m 0.02m");
    CHECK(loc("010101", "00989680").starts_with("\\# 16"));
}
