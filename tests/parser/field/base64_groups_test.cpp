#include "parser/field/base64_groups.hpp"

#include "tests/catch.hpp"

#include <string>

using namespace zoneproof;

namespace {

struct Decoded {
    std::size_t read;
    std::string octets;
    friend bool operator==(const Decoded&, const Decoded&) = default;
};

Decoded decode(ReadBase64Groups lane, const std::string& text) {
    std::string octets(text.size() + 16, '\0');
    const std::size_t read =
        lane(text.data(), text.size(), reinterpret_cast<std::uint8_t*>(octets.data()));
    octets.resize(read / 4 * 3);
    return {read, octets};
}

}  // namespace

TEST_CASE("every base64 lane reads groups up to the first octet that is no digit") {
    const std::string digits = "+/0189AZaz" + std::string(70, 'Q');
    const auto lanes = base64_lanes();
    for (const ReadBase64Groups lane : lanes)
        for (unsigned octet = 0; octet < 256; ++octet)
            for (std::size_t size = 0; size < 40; ++size)
                for (const std::size_t at : {size / 2, size - (size != 0)}) {
                    std::string text = digits.substr(0, size);
                    if (size != 0) text[at] = static_cast<char>(octet);
                    REQUIRE(decode(lane, text) == decode(lanes[0], text));
                }
}

TEST_CASE("every base64 lane gives each digit its value in each place") {
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (const ReadBase64Groups lane : base64_lanes())
        for (unsigned value = 0; value < 64; ++value)
            for (unsigned place = 0; place < 16; ++place) {
                std::string text(16, 'A'), expected(12, '\0');
                text[place] = alphabet[value];
                const unsigned bits = value << (18 - 6 * (place % 4));
                for (unsigned i = 0; i < 3; ++i)
                    expected[place / 4 * 3 + i] = static_cast<char>(bits >> (16 - 8 * i));
                REQUIRE(decode(lane, text) == Decoded{16, expected});
            }
}
