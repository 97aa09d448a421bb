// Text and wire form against each other: the grammars read what the printer writes.
#include "parser/rdata/parse.hpp"
#include "parser/rdata/wire.hpp"

#include "tests/catch.hpp"
#include "tests/parser/rdata/examples.hpp"
#include "tests/parser/rdata/hex_data.hpp"
#include "tests/parser/token_line.hpp"

#include <memory>
#include <random>
#include <string>

using namespace zoneproof;

namespace {

/// What the grammars make of a text, in hexadecimal.
std::string parsed(RrType type, std::string_view text) {
    static const auto wire = std::make_unique<Wire>();
    const TokenLine line(text);
    const auto fault = parse_rdata(type, line.tokens(), *wire);
    if (!fault) return to_hex(wire->octets());
    return "token " + std::to_string(fault->token) +
           " refused: " + (fault->expected ? fault->expected : "");
}

using Data = std::vector<std::uint8_t>;

/// Octets changed, put in and taken out; small values are likely, as lengths are.
void mutate(Data& data, std::mt19937& random) {
    const auto octet = [&] {
        return static_cast<std::uint8_t>(random() % 3 ? random() % 9 : random());
    };
    for (unsigned changes = 1 + random() % 3; changes != 0; --changes) {
        const auto at = static_cast<std::ptrdiff_t>(random() % (data.size() + 1));
        switch (random() % 4) {
        case 0: data.insert(data.begin() + at, octet()); break;
        case 1: data.resize(static_cast<std::size_t>(at)); break;
        default:
            if (at < static_cast<std::ptrdiff_t>(data.size()))
                data[static_cast<std::size_t>(at)] = octet();
        }
    }
}

/// Tokens left out, doubled or swapped, letters changed.
void mutate(std::string& text, std::mt19937& random) {
    static constexpr std::string_view letters = "0123456789 0001 abcfz.-\\\"=:,@/+AZ";
    for (unsigned changes = 1 + random() % 3; changes != 0; --changes) {
        const std::size_t at = random() % (text.size() + 1);
        const char letter = letters[random() % letters.size()];
        switch (random() % 4) {
        case 0: text.insert(at, 1, letter); break;
        case 1: text.erase(at, random() % 2 ? 1 : text.find(' ', at) - at); break;
        default:
            if (at < text.size()) text[at] = letter;
        }
    }
}

}  // namespace

TEST_CASE("each type's own form reads as its wire form") {
    for (const auto& [type, wire, text] : examples) {
        CAPTURE(type, text);
        CHECK(parsed(*type_from_text(type), text) == to_hex(from_hex(wire)));
    }
}

TEST_CASE("generic form reads as the same octets") {
    for (const auto& [type, wire, text] : examples) {
        CAPTURE(type, text);
        CHECK(parsed(*type_from_text(type), print_generic(from_hex(wire))) ==
              to_hex(from_hex(wire)));
    }
}

TEST_CASE("whatever passes the check is printed as text that reads back as the same octets") {
    std::mt19937 random(11);
    Wire canonical;
    for (const auto& [mnemonic, wire, text] : examples) {
        const RrType type = *type_from_text(mnemonic);
        int passed = 0, own_form = 0;
        for (int i = 0; i < 3000; ++i) {
            Data data = from_hex(wire);
            mutate(data, random);
            canonical.clear();
            if (check_rdata(type, data, canonical)) continue;
            const std::string printed = print_rdata(type, data);
            ++passed, own_form += !printed.starts_with("\\#");
            const std::string again = parsed(type, printed);
            if (again != to_hex(canonical.octets()))
                FAIL_CHECK(mnemonic << " " << to_hex(data) << " prints as " << printed
                                    << " reads as " << again);
        }
        CAPTURE(mnemonic);
        CHECK(passed > 0);
        CHECK(own_form > 0);
    }
}

TEST_CASE("whatever the grammars accept passes the check unchanged") {
    std::mt19937 random(12);
    Wire wire, canonical;
    for (const auto& [mnemonic, hex, text] : examples) {
        const RrType type = *type_from_text(mnemonic);
        int accepted = 0;
        for (int i = 0; i < 3000; ++i) {
            std::string changed = text;
            mutate(changed, random);
            const TokenLine line(changed);
            if (parse_rdata(type, line.tokens(), wire)) continue;
            ++accepted;
            canonical.clear();
            bool irregular = false;
            const auto fault = check_rdata(type, wire.octets(), canonical, &irregular);
            if (fault || irregular || canonical.folded || !equal(canonical.octets(), wire.octets()))
                FAIL_CHECK(mnemonic << " " << changed << " is " << to_hex(wire.octets()));
        }
        CAPTURE(mnemonic);
        CHECK(accepted > 0);
    }
}
