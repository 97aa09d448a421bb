#include "parser/field/name.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

using namespace zoneproof;

namespace {

const Name origin_name = *name_from_text("example.");
const NameView origin = origin_name;

std::string relative_to_origin(std::string_view text) {
    Wire wire;
    wire.origin = &origin;
    return decoded(put_name, text, wire);
}

std::string label(std::size_t length) {
    return std::string(length, 'a');
}

std::string labels_of_63(unsigned count) {
    std::string text;
    for (unsigned i = 0; i < count; ++i) text += label(63) + ".";
    return text;
}

}  // namespace

TEST_CASE("an absolute name becomes labels closed by the root") {
    CHECK(decoded(put_name, ".") == "00");
    CHECK(decoded(put_name, "a.") == "016100");
    CHECK(decoded(put_name, "www.example.com.") == "03777777076578616d706c6503636f6d00");
    CHECK(decoded(put_name, "F.ISI.ARPA.") == "0146034953490441525041"
                                              "00");
}

TEST_CASE("a relative name is completed with the origin, a free standing @ is the origin") {
    CHECK(relative_to_origin("www") == "03777777076578616d706c6500");
    CHECK(relative_to_origin("a.b") == "01610162076578616d706c6500");
    CHECK(relative_to_origin("@") == "076578616d706c6500");
    CHECK(relative_to_origin("\\@") == "0140076578616d706c6500");
    CHECK(relative_to_origin("www.") == "0377777700");
    CHECK(fault_of(put_name, "www") == Fault::no_origin);
    CHECK(fault_of(put_name, "@") == Fault::no_origin);
}

TEST_CASE("escapes give any octet, also a dot inside a label") {
    CHECK(decoded(put_name, "a\\.b.") == "03612e6200");
    CHECK(decoded(put_name, "\\000\\255.") == "0200ff00");
    CHECK(decoded(put_name, "\\065.") == "014100");
    CHECK(decoded(put_name, "\\\\.") == "015c00");
    CHECK(relative_to_origin("a\\.") == "02612e076578616d706c6500");
}

TEST_CASE("escapes that mean nothing are refused") {
    for (const char* text : {"\\256.", "\\300.a.", "\\25.", "\\1x2.", "a\\", "a.\\9"}) {
        CAPTURE(text);
        CHECK(fault_of(put_name, text) == Fault::bad_escape);
    }
}

TEST_CASE("a name in quotes is the text between them") {
    CHECK(decoded(put_name, "\"a.b.\"") == "0161016200");
    CHECK(decoded(put_name, "\"a b.\"") == "0361206200");
    CHECK(fault_of(put_name, "\"a.b.") == Fault::unclosed_quote);
    CHECK(fault_of(put_name, "\"a.b.\\\"") == Fault::unclosed_quote);
    CHECK(fault_of(put_name, "\"\"") == Fault::unexpected);
    CHECK(fault_of(put_name, "\"@\"") == Fault::unexpected);
}

TEST_CASE("empty labels are refused") {
    for (const char* text : {"..", ".a.", "a..", "a..b.", "a..b", ".a"}) {
        CAPTURE(text);
        CHECK(fault_of(put_name, text) == Fault::empty_label);
    }
    CHECK(fault_of(put_name, (label(40) + "..b.").c_str()) == Fault::empty_label);
}

TEST_CASE("labels have up to 63 octets, names up to 255") {
    CHECK(decoded(put_name, label(63) + ".").size() == 2 * 65);
    CHECK(fault_of(put_name, label(64) + ".") == Fault::label_too_long);
    CHECK(fault_of(put_name, label(64)) == Fault::label_too_long);
    const std::string most = labels_of_63(3) + label(61) + ".";
    CHECK(decoded(put_name, most).size() == 2 * 255);
    CHECK(fault_of(put_name, labels_of_63(3) + label(62) + ".") == Fault::name_too_long);
    CHECK(fault_of(put_name, labels_of_63(4)) == Fault::name_too_long);
    CHECK(fault_of(put_name, labels_of_63(3) + label(61) + ".a.") == Fault::name_too_long);
}

TEST_CASE("the origin counts towards the length of a name") {
    Wire wire;
    wire.origin = &origin;
    CHECK(decoded(put_name, labels_of_63(3) + label(53), wire).size() == 2 * 255);
    CHECK(decoded(put_name, labels_of_63(3) + label(54), wire) == "");
    CHECK(wire.fault == Fault::name_too_long);
}

TEST_CASE("names are down-cased on demand, which is told") {
    Wire wire;
    wire.fold_names = true;
    CHECK(decoded(put_name, "wWw.", wire) == "0377777700");
    CHECK(wire.folded);
    CHECK(decoded(put_name, "www.[\\]@`{z.", wire).starts_with("03777777"));
    CHECK_FALSE(wire.folded);
    CHECK(decoded(put_name, "\\065.", wire) == "016100");
    CHECK(wire.folded);
    CHECK(decoded(put_name, "\\196.", wire) == "01c400");
    CHECK_FALSE(wire.folded);
    CHECK(decoded(put_name, "\xC4.", wire) == "01c400");
    CHECK_FALSE(wire.folded);
}

TEST_CASE("the vector form and the scalar form agree on names of every length and kind") {
    std::uint32_t seed = 1;
    const auto random = [&seed](std::uint32_t below) {
        seed = seed * 1664525 + 1013904223;
        return (seed >> 8) % below;
    };
    const std::string letters = "abcXYZ019-_*.....@[`{\\\xC4";
    Wire wire, reference;
    wire.origin = reference.origin = &origin;
    for (unsigned round = 0; round < 20000; ++round) {
        std::string text(1 + random(70), 'x');
        for (char& c : text)
            if (random(3) == 0) c = letters[random(static_cast<std::uint32_t>(letters.size()))];
        if (random(4) != 0) text += '.';
        CAPTURE(text);
        wire.fold_names = reference.fold_names = random(2) != 0;
        REQUIRE(decoded(put_name, text, wire) == decoded(put_name_scalar, text, reference));
        REQUIRE(wire.folded == reference.folded);
        REQUIRE(wire.fault == reference.fault);
    }
}

TEST_CASE("a name that does not fit behind the RDATA written so far is an overflow") {
    Wire wire;
    wire.wrote(Wire::capacity - 4);
    CHECK_FALSE(put_name(TokenLine("abc.").first(), wire));
    CHECK(wire.fault == Fault::rdata_overflow);
    CHECK(put_name(TokenLine("ab.").first(), wire));
    CHECK(wire.size() == Wire::capacity);
}
