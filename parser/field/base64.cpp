// Four tables hold each sextet where it belongs in the group of 24 bits: four loads give three
// octets.
#include "parser/field/base64.hpp"

#include <array>

namespace zoneproof {
namespace {

constexpr std::uint32_t invalid = 0x80000000;

constexpr auto sextets = [] {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::array<std::array<std::uint32_t, 256>, 4> table{};
    for (unsigned place = 0; place < 4; ++place) {
        table[place].fill(invalid);
        for (std::uint32_t i = 0; i < 64; ++i)
            table[place][static_cast<unsigned char>(alphabet[i])] = i << (18 - 6 * place);
    }
    return table;
}();

std::uint32_t group(const unsigned char* at) {
    return sextets[0][at[0]] | sextets[1][at[1]] | sextets[2][at[2]] | sextets[3][at[3]];
}

/// The state between characters, and so between tokens.
class Decoder {
public:
    bool read(std::string_view token, Wire& wire) {
        std::size_t digits = token.size();
        while (digits != 0 && token[digits - 1] == '=') --digits;
        std::uint8_t* to = wire.room((held_ + digits) / 4 * 3);
        if (to == nullptr) return false;
        const std::uint8_t* const first = to;
        auto at = reinterpret_cast<const unsigned char*>(token.data());
        const auto end = at + token.size();
        if (held_ == 0 && pads_ == 0) read_groups(at, end, to);
        for (; at != end; ++at)
            if (!read_one(*at, to)) return wire.fail(Fault::unexpected);
        wire.wrote(static_cast<std::size_t>(to - first));
        return true;
    }

    bool finish(Wire& wire) const {
        if (held_ == 0) return true;
        const std::uint32_t bits = bits_ << 6 * (4 - held_);
        const bool whole = held_ + pads_ == 4 && (bits & (held_ == 2 ? 0xFFFF : 0xFF)) == 0;
        if (!whole) return wire.fail(Fault::unexpected);
        return wire.put8(bits >> 16) && (held_ == 2 || wire.put8(bits >> 8 & 0xFF));
    }

private:
    static void read_groups(const unsigned char*& at, const unsigned char* end, std::uint8_t*& to) {
        for (; end - at >= 4; at += 4, to += 3) {
            const std::uint32_t bits = group(at);
            if ((bits & invalid) != 0) return;
            store32(to, bits << 8);  // one octet more than meant; the next group goes over it
        }
    }

    bool read_one(unsigned char c, std::uint8_t*& to) {
        if (c == '=') return held_ >= 2 && held_ + ++pads_ <= 4;
        const std::uint32_t sextet = sextets[3][c];
        if (sextet == invalid || pads_ != 0) return false;
        bits_ = bits_ << 6 | sextet;
        if (++held_ < 4) return true;
        store32(to, bits_ << 8);
        to += 3;
        bits_ = held_ = 0;
        return true;
    }

    std::uint32_t bits_ = 0;  // the sextets of a group not yet whole
    unsigned held_ = 0;       // how many they are
    unsigned pads_ = 0;
};

}  // namespace

bool put_base64(const Tokens& rest, Wire& wire, std::size_t& at) {
    Decoder decoder;
    for (; at < rest.count; ++at)
        if (!decoder.read(rest[at], wire)) return false;
    if (decoder.finish(wire)) return rest.count != 0;
    --at;
    return false;
}

bool put_base64_token(std::string_view token, Wire& wire) {
    Decoder decoder;
    return decoder.read(token, wire) && decoder.finish(wire);
}

}  // namespace zoneproof
