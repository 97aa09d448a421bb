// The label of an NSEC3 owner: base32 with extended hex alphabet, no padding (RFC 5155 3.3; RFC
// 4648 7).
//
// The alphabet ascends like the values it stands for, so labels in one case sort like the hashes
// (V-ORD-5).
#include "verifier/nsec3.hpp"

#include <string_view>

namespace zoneproof {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghijklmnopqrstuv";
constexpr std::size_t hash_label_octets = 32;  // 20 octets, five bits a letter

constexpr int value_of(std::uint8_t letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    const std::uint8_t folded = fold(letter);
    return folded >= 'a' && folded <= 'v' ? folded - 'a' + 10 : -1;
}

}  // namespace

std::string to_base32hex(Octets data) {
    std::string text;
    unsigned held = 0, bits = 0;
    for (const std::uint8_t octet : data) {
        held = (held << 8 | octet) & 0xFFF;
        for (bits += 8; bits >= 5; bits -= 5) text += alphabet[held >> (bits - 5) & 31];
    }
    // "zero bits are added on the right" RFC 4648 6
    if (bits != 0) text += alphabet[held << (5 - bits) & 31];
    return text;
}

std::optional<Nsec3Hash> hash_from_label(Octets label) {
    if (label.size() != hash_label_octets) return std::nullopt;
    Nsec3Hash hash;
    for (std::size_t group = 0; group < 4; ++group) {
        std::uint64_t held = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            const int value = value_of(label[group * 8 + i]);
            if (value < 0) return std::nullopt;
            held = held << 5 | static_cast<unsigned>(value);
        }
        for (std::size_t i = 0; i < 5; ++i)
            hash[group * 5 + i] = static_cast<std::uint8_t>(held >> (32 - 8 * i));
    }
    return hash;
}

}  // namespace zoneproof
