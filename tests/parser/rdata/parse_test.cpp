#include "tests/parser/rdata/parsed.hpp"

#include <array>

using namespace zoneproof;

TEST_CASE("generic RDATA is a length and hexadecimal words") {
    const RrType unknown{731};
    CHECK(parsed(unknown, "\\# 6 abcdef ( 01 2345 )") == "abcdef012345");  // RFC 3597 5
    CHECK(parsed(unknown, "\\# 0") == "");
    CHECK(parsed(unknown, "\\# 65535 " + std::string(2 * 65535, 'a')) ==
          std::string(2 * 65535, 'a'));
    CHECK(parsed(RrType::NULL_, "\\# 1 00") == "00");
    CHECK(is_generic(TokenLine("\\# 0").tokens()));
    CHECK_FALSE(is_generic(TokenLine("\"\\#\" 0").tokens()));
    CHECK_FALSE(is_generic(TokenLine("").tokens()));
}

TEST_CASE("generic RDATA whose length and digits do not agree is refused") {
    const RrType unknown{731};
    const std::string too_long = "\\# 65535 " + std::string(2 * 65536, 'a');
    const BadRdata rows[] = {
        {unknown, "\\#", Fault::missing, 1, "RDATA length"},
        {unknown, "\\# x", Fault::generic_rdata, 1, "RDATA length"},
        {unknown, "\\# 65536", Fault::generic_rdata, 1, "RDATA length"},
        {unknown, "\\# 4 abcdef", Fault::generic_rdata, 1, "RDATA length"},
        {unknown, "\\# 2 abcdef", Fault::generic_rdata, 1, "RDATA length"},
        {unknown, "\\# 1", Fault::generic_rdata, 1, "RDATA length"},
        {unknown, "\\# 3 ab cde f", Fault::generic_rdata, 3, "hexadecimal data"},
        {unknown, "\\# 3 ab cx ef", Fault::generic_rdata, 3, "hexadecimal data"},
        {unknown, too_long, Fault::generic_rdata, 2, "hexadecimal data"},
        {RrType::A, "\\# 0", Fault::generic_rdata, 1, "IPv4 address"},
        {RrType::A, "\\# 3 c00002", Fault::generic_rdata, 2, "IPv4 address"},
        {RrType::A, "\\# 5 c000020100", Fault::generic_rdata, 2, "end of the RDATA"},
        {RrType::MX, "\\# 4 000a c00c", Fault::generic_rdata, 3, "domain name"},
    };
    check_bad(rows);
}

TEST_CASE("types without a text form are read in generic form only") {
    for (const RrType type : {RrType::NULL_, RrType::OPT, RrType::UINFO, RrType::KEYDATA,
                              RrType::ADDR, RrType::LUA, RrType{65280}}) {
        CAPTURE(to_text(type));
        CHECK(parsed(type, "\\# 2 0102") == "0102");
        check_bad(std::array{BadRdata{type, "1 2", Fault::unexpected, 0, "generic RDATA (\\#)"},
                             BadRdata{type, "", Fault::missing, 0, "generic RDATA (\\#)"}});
    }
}

TEST_CASE("a known type in generic form is the same record: names are down-cased") {
    Wire wire;
    REQUIRE_FALSE(parse_rdata(RrType::MX, TokenLine("\\# 5 000a 014100").tokens(), wire));
    CHECK(to_hex(wire.octets()) == "000a016100");
    CHECK(wire.folded);
    REQUIRE_FALSE(parse_rdata(RrType::NSEC, TokenLine("\\# 3 014100").tokens(), wire));
    CHECK(to_hex(wire.octets()) == "014100");
    CHECK_FALSE(wire.folded);
}

TEST_CASE("a bitmap in generic form that is not canonical is kept as given, and told") {
    Wire wire;
    REQUIRE_FALSE(parse_rdata(RrType::NSEC, TokenLine("\\# 5 00 00 02 40 00").tokens(), wire));
    CHECK(to_hex(wire.octets()) == "0000024000");
    CHECK(wire.irregular);
    REQUIRE_FALSE(parse_rdata(RrType::NSEC, TokenLine("\\# 4 00 00 01 40").tokens(), wire));
    CHECK_FALSE(wire.irregular);
}

TEST_CASE("names in RDATA are completed with the origin") {
    const Name name = *name_from_text("Example.");
    const NameView origin = name;
    Wire wire;
    wire.origin = &origin;
    REQUIRE_FALSE(parse_rdata(RrType::MX, TokenLine("10 Mail").tokens(), wire));
    CHECK(to_hex(wire.octets()) == "000a046d61696c076578616d706c6500");
    CHECK((wire.used_origin && wire.folded));
    REQUIRE_FALSE(parse_rdata(RrType::MX, TokenLine("10 mail.").tokens(), wire));
    CHECK_FALSE((wire.used_origin || wire.folded));
}

TEST_CASE("exactly the types of V-CAN-2 are down-cased") {
    const std::string_view row[][2] = {{"NS", "A."},
                                       {"MD", "A."},
                                       {"MF", "A."},
                                       {"CNAME", "A."},
                                       {"SOA", "A. B. 1 2 3 4 5"},
                                       {"MB", "A."},
                                       {"MG", "A."},
                                       {"MR", "A."},
                                       {"PTR", "A."},
                                       {"MINFO", "A. B."},
                                       {"MX", "1 A."},
                                       {"RP", "A. B."},
                                       {"AFSDB", "1 A."},
                                       {"RT", "1 A."},
                                       {"SIG", "A 1 1 1 1 1 1 A. AAAA"},
                                       {"PX", "1 A. B."},
                                       {"NXT", "A. A"},
                                       {"NAPTR", "1 1 A A A A."},
                                       {"KX", "1 A."},
                                       {"SRV", "1 1 1 A."},
                                       {"DNAME", "A."},
                                       {"A6", "128 A."},
                                       {"RRSIG", "A 1 1 1 1 1 1 A. AAAA"}};
    const std::string_view kept[][2] = {
        {"NSEC", "A. A"},           {"NSAP-PTR", "A."},  {"IPSECKEY", "1 3 1 A. AAAA"},
        {"HIP", "2 20 AAAA A."},    {"TALINK", "A. B."}, {"LP", "1 A."},
        {"SVCB", "1 A."},           {"HTTPS", "1 A."},   {"AMTRELAY", "1 0 3 A."},
        {"DSYNC", "A NOTIFY 1 A."}, {"ALIAS", "A."},     {"HINFO", "A A"}};
    Wire wire;
    const auto folds = [&](const std::string_view(&line)[2]) {
        CAPTURE(line[0]);
        REQUIRE_FALSE(parse_rdata(*type_from_text(line[0]), TokenLine(line[1]).tokens(), wire));
        return wire.folded;
    };
    for (const auto& line : row) CHECK(folds(line));
    for (const auto& line : kept) CHECK_FALSE(folds(line));
}

TEST_CASE("any tokens give RDATA or a fault with its place, for every type") {
    const std::string_view words[] = {"1",
                                      "0",
                                      "-",
                                      ".",
                                      "a.",
                                      "A",
                                      "\"q\"",
                                      "192.0.2.1",
                                      "::1",
                                      "AAAA",
                                      "\\#",
                                      "00",
                                      "20260101000000",
                                      "N",
                                      "\\256",
                                      "\"open",
                                      "13",
                                      "alpn=h2",
                                      "1:1.2.3.4/8",
                                      "+1"};
    std::uint32_t seed = 3;
    const auto random = [&seed](std::uint32_t below) {
        seed = seed * 1664525 + 1013904223;
        return (seed >> 8) % below;
    };
    Wire wire;
    for (unsigned round = 0; round < 100000; ++round) {
        const RrType type{static_cast<std::uint16_t>(random(8) == 0 ? random(65536) : random(270))};
        std::string text;
        for (unsigned i = random(10); i != 0; --i) text += std::string(words[random(20)]) + " ";
        const TokenLine line(text);
        const auto fault = parse_rdata(type, line.tokens(), wire);
        if (!fault) continue;
        CAPTURE(to_text(type), text);
        REQUIRE(fault->token <= line.tokens().count);
        REQUIRE((fault->fault == Fault::missing) == (fault->token == line.tokens().count));
        REQUIRE(fault->expected != nullptr);
    }
}
