// Whole groups go through the fastest lane; what crosses tokens, and the end, digit by digit.
#include "parser/field/base64.hpp"

#include "parser/field/base64_groups.hpp"

namespace zoneproof {
namespace {

const ReadBase64Groups read_groups = base64_lanes().back();

/// The state between digits, and so between tokens.
class Decoder {
public:
    bool read(std::string_view token, Wire& wire) {
        std::size_t digits = token.size();
        while (digits != 0 && token[digits - 1] == '=') --digits;
        std::uint8_t* to = wire.room((held_ + digits) / 4 * 3);
        if (to == nullptr) return false;
        const std::uint8_t* const first = to;
        std::size_t at = 0;
        if (held_ == 0 && pads_ == 0) {
            at = read_groups(token.data(), digits, to);
            to += at / 4 * 3;
        }
        for (; at < token.size(); ++at)
            if (!read_one(token[at], to)) return wire.fail(Fault::unexpected);
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
    bool read_one(char c, std::uint8_t*& to) {
        if (c == '=') return held_ >= 2 && held_ + ++pads_ <= 4;
        const std::uint32_t sextet = base64::sextets[3][static_cast<unsigned char>(c)];
        if (sextet == base64::invalid || pads_ != 0) return false;
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
