// Nearly every bitmap has only the windows 0 and 1 (CAA); all 256 are made when a type needs them.
#include "parser/field/type_bitmap.hpp"

#include "parser/field/mnemonic.hpp"

#include <array>
#include <bit>

namespace zoneproof {
namespace {

/// A bit for each type, the highest bit of a word for the lowest type: as words in registers' size,
/// because octets written one by one and read together stall.
template <std::size_t windows>
class Bits {
public:
    /// False when the type lies beyond these windows.
    bool set(RrType type) {
        const std::size_t word = number(type) / 64;
        if (word >= words_.size()) return false;
        words_[word] |= std::uint64_t{1} << (63 - number(type) % 64);
        return true;
    }

    /// The octets of a window without the zeros at its end.
    bool put_window(std::size_t window, Wire& wire) const {
        const std::uint64_t* const words = words_.data() + window * 4;
        const std::size_t size = used(words);
        std::uint8_t* const to = wire.room(size);
        if (to == nullptr) return false;
        for (std::size_t i = 0; i < 4; ++i) {
            store32(to + 8 * i, static_cast<std::uint32_t>(words[i] >> 32));
            store32(to + 8 * i + 4, static_cast<std::uint32_t>(words[i]));
        }
        wire.wrote(size);
        return true;
    }

    bool put(Wire& wire) const {
        for (std::size_t i = 0; i < windows; ++i) {
            const std::size_t size = used(words_.data() + i * 4);
            // "Blocks with no types present MUST NOT be included."
            if (size == 0) continue;
            const auto header = static_cast<unsigned>(i << 8 | size);
            if (!wire.put16(header) || !put_window(i, wire)) return false;
        }
        return true;
    }

private:
    static std::size_t used(const std::uint64_t* words) {
        for (std::size_t i = 4; i-- != 0;)
            if (words[i] != 0)
                return i * 8 + 8 - static_cast<std::size_t>(std::countr_zero(words[i])) / 8;
        return 0;
    }

    std::array<std::uint64_t, windows * 4> words_{};
};

[[gnu::noinline]] bool put_all_windows(const Tokens& rest, Wire& wire, std::size_t& at) {
    Bits<256> bits;
    RrType type;
    for (; at < rest.count; ++at) {
        if (!read_rr_type(rest[at], type)) return wire.fail(Fault::unknown_type);
        bits.set(type);
    }
    return bits.put(wire);
}

}  // namespace

bool put_type_bitmap(const Tokens& rest, Wire& wire, std::size_t& at) {
    Bits<2> bits;
    RrType type;
    for (; at < rest.count; ++at) {
        if (!read_rr_type(rest[at], type)) return wire.fail(Fault::unknown_type);
        if (!bits.set(type)) return put_all_windows(rest, wire, at = 0);
    }
    return bits.put(wire);
}

bool put_nxt_bitmap(const Tokens& rest, Wire& wire, std::size_t& at) {
    Bits<1> bits;
    RrType type;
    for (; at < rest.count; ++at) {
        if (!read_rr_type(rest[at], type)) return wire.fail(Fault::unknown_type);
        // Bit 0 would announce a format that was never defined.
        if (number(type) == 0 || number(type) > 127) return wire.fail(Fault::unexpected);
        bits.set(type);
    }
    return rest.count != 0 && bits.put_window(0, wire);
}

}  // namespace zoneproof
