// Tables of RDATA: what a text becomes on the wire, and how texts that are wrong are refused.
#pragma once

#include "parser/rdata/parse.hpp"
#include "parser/rdata/wire.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

#include <string>
#include <string_view>

namespace zoneproof {

struct GoodRdata {
    RrType type;
    std::string_view text;
    std::string_view wire;  // hexadecimal
};

struct BadRdata {
    RrType type;
    std::string_view text;
    Fault fault;
    std::size_t token;
    std::string_view expected;
};

/// Hexadecimal of the RDATA, or the number of the fault, the token and the field.
inline std::string parsed(RrType type, std::string_view text) {
    const TokenLine line(text);
    Wire wire;
    if (const auto fault = parse_rdata(type, line.tokens(), wire))
        return "fault " + std::to_string(static_cast<int>(fault->fault)) + " at " +
               std::to_string(fault->token) + ", expected " + fault->expected;
    return to_hex(wire.octets());
}

/// As text, in generic form, and as text printed from the wire: all the same octets.
template <class Rows>
void check_good(const Rows& rows) {
    for (const GoodRdata& row : rows) {
        CAPTURE(to_text(row.type), row.text);
        CHECK(parsed(row.type, row.text) == row.wire);
        const auto octets = std::to_string(row.wire.size() / 2);
        CHECK(parsed(row.type, "\\# " + octets + " " + std::string(row.wire)) == row.wire);
        Wire wire;
        REQUIRE_FALSE(parse_rdata(row.type, TokenLine(row.text).tokens(), wire));
        CHECK(parsed(row.type, print_rdata(row.type, wire.octets())) == row.wire);
    }
}

template <class Rows>
void check_bad(const Rows& rows) {
    for (const BadRdata& row : rows) {
        CAPTURE(to_text(row.type), row.text);
        const TokenLine line(row.text);
        Wire wire;
        const auto fault = parse_rdata(row.type, line.tokens(), wire);
        REQUIRE(fault);
        CHECK(fault->fault == row.fault);
        CHECK(fault->token == row.token);
        CHECK(fault->expected == row.expected);
    }
}

}  // namespace zoneproof
