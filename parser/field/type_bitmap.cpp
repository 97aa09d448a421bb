// Nearly every bitmap has only window 0; the 8 KiB of all windows are made when a type needs them.
#include "parser/field/type_bitmap.hpp"

#include "parser/dns/types.hpp"

#include <array>

namespace zoneproof {
namespace {

constexpr std::size_t window_octets = 32;

template <std::size_t windows>
class Bits {
public:
    /// False when the type lies beyond these windows.
    bool set(RrType type) {
        const std::size_t window = number(type) / 256, octet = number(type) % 256 / 8;
        if (window >= windows) return false;
        octets_[window][octet] |= static_cast<std::uint8_t>(0x80 >> number(type) % 8);
        if (lengths_[window] <= octet) lengths_[window] = static_cast<std::uint8_t>(octet + 1);
        return true;
    }

    /// The octets of a window without the zeros at its end.
    Octets window(std::size_t i) const { return {octets_[i].data(), lengths_[i]}; }

    bool put(Wire& wire) const {
        for (std::size_t i = 0; i < windows; ++i) {
            const Octets block = window(i);
            // "Blocks with no types present MUST NOT be included."
            if (block.empty()) continue;
            const auto length = static_cast<unsigned>(block.size());
            if (!wire.put8(static_cast<unsigned>(i)) || !wire.put8(length) || !wire.put(block))
                return false;
        }
        return true;
    }

private:
    std::array<std::array<std::uint8_t, window_octets>, windows> octets_{};
    std::array<std::uint8_t, windows> lengths_{};
};

bool read_type(std::string_view token, RrType& type, Wire& wire) {
    const auto known = type_from_text(token);
    if (!known) return wire.fail(Fault::unknown_type);
    type = *known;
    return true;
}

[[gnu::noinline]] bool put_all_windows(const Tokens& rest, Wire& wire, std::size_t& at) {
    Bits<256> bits;
    RrType type;
    for (; at < rest.count; ++at) {
        if (!read_type(rest[at], type, wire)) return false;
        bits.set(type);
    }
    return bits.put(wire);
}

}  // namespace

bool put_type_bitmap(const Tokens& rest, Wire& wire, std::size_t& at) {
    Bits<1> bits;
    RrType type;
    for (; at < rest.count; ++at) {
        if (!read_type(rest[at], type, wire)) return false;
        if (!bits.set(type)) return put_all_windows(rest, wire, at = 0);
    }
    return bits.put(wire);
}

bool put_nxt_bitmap(const Tokens& rest, Wire& wire, std::size_t& at) {
    Bits<1> bits;
    RrType type;
    for (; at < rest.count; ++at) {
        if (!read_type(rest[at], type, wire)) return false;
        // Bit 0 would announce a format that was never defined.
        if (number(type) == 0 || number(type) > 127) return wire.fail(Fault::unexpected);
        bits.set(type);
    }
    return rest.count != 0 && wire.put(bits.window(0));
}

}  // namespace zoneproof
