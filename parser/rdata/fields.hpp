// The vocabulary of the RDATA grammars: Spirit X3 parsers whose letters are tokens. Private to
// parser/rdata: X3 is known to the few files that include this one.
//
// A field has no attribute. It takes one token, or as many as its decoder wants, and appends their
// wire form to the Wire that output_tag carries. No grammar has alternatives, so the first field
// that fails is what the record is refused for: it leaves its name and token in Output. (X3's own
// way to say so, `>`, throws: ten microseconds a faulty line, and there may be millions.) The Wire
// holds this RDATA and nothing else, so that a field can look back at what an earlier one wrote.
#pragma once

#include "parser/field/base64.hpp"
#include "parser/field/char_string.hpp"
#include "parser/field/hex.hpp"
#include "parser/field/ipv4.hpp"
#include "parser/field/mnemonic.hpp"
#include "parser/field/name.hpp"
#include "parser/field/number.hpp"
#include "parser/rdata/grammar.hpp"

#include <boost/spirit/home/x3.hpp>

#include <cstddef>
#include <string_view>

namespace zoneproof::rdata {

namespace x3 = boost::spirit::x3;

struct output_tag;

/// One token: `constexpr field<put_u16> key_tag("key tag");`
template <bool (*decode)(std::string_view, Wire&)>
struct field : x3::parser<field<decode>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    const char* name;
    constexpr explicit field(const char* name) : name(name) {}

    template <class Context, class Rule, class Attribute>
    bool parse(TokenIterator& first, const TokenIterator& last, const Context& context, Rule&,
               Attribute&) const {
        Output& output = x3::get<output_tag>(context);
        if (first == last) [[unlikely]]
            return output.missing(name, first);
        if (!decode(*first, output.wire)) [[unlikely]]
            return output.refused(name, first);
        ++first;
        return true;
    }
};

/// As many of the tokens left as the decoder takes, mostly all. It moves its third argument past
/// them; after a failure that is where the token stands that is to blame.
template <bool (*decode)(const Tokens&, Wire&, std::size_t&)>
struct series : x3::parser<series<decode>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    const char* name;
    constexpr explicit series(const char* name) : name(name) {}

    template <class Context, class Rule, class Attribute>
    bool parse(TokenIterator& first, const TokenIterator& last, const Context& context, Rule&,
               Attribute&) const {
        Output& output = x3::get<output_tag>(context);
        std::size_t used = 0;
        const bool good = decode(first.rest(), output.wire, used);
        first.advance(used);
        if (good) [[likely]]
            return true;
        return first == last ? output.missing(name, first) : output.refused(name, first);
    }
};

// The words of more than one grammar.
inline constexpr field<put_name> domain_name("domain name");
inline constexpr field<put_ipv4> ipv4_address("IPv4 address");
inline constexpr field<put_char_string> text("character-string");
inline constexpr field<put_rr_type> rr_type("type mnemonic");
inline constexpr field<put_algorithm> algorithm("algorithm");
inline constexpr field<put_u16> preference("preference");
inline constexpr field<put_u16> priority("priority");
inline constexpr field<put_u16> weight("weight");
inline constexpr field<put_u16> port("port");
inline constexpr field<put_u16> key_tag("key tag");
inline constexpr field<put_u8> flags("flags");
inline constexpr field<put_u8> precedence("precedence");
inline constexpr field<put_u32> serial("serial number");
inline constexpr series<put_base64> base64_data("base64 data");
inline constexpr series<put_hex> hex_data("hexadecimal data");

/// What follows is optional, but must be right when there is anything: `-(more >> base64_data)`.
inline constexpr auto more = !x3::eoi;

template <const auto& grammar>
std::size_t parse_with(const Tokens& tokens, Output& output) {
    TokenIterator first(tokens, 0);
    const TokenIterator last(tokens, tokens.count);
    x3::parse(first, last, x3::with<output_tag>(output)[grammar]);
    return first.index();
}

}  // namespace zoneproof::rdata
