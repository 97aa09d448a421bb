// Fields that are a number with a name: RR types, DNSSEC algorithms, CERT types, DSYNC schemes.
#pragma once

#include "parser/dns/types.hpp"
#include "parser/field/number.hpp"

#include <array>
#include <cstring>
#include <string_view>

namespace zoneproof {

/// The mnemonics of up to seven letters, which are nearly all that occur: one load, one
/// multiplication and one comparison, no branch on the length. Not another table of types: it is
/// filled from known_types(), and type_from_text() answers for whoever has no place in it.
class ShortMnemonics {
public:
    static constexpr std::size_t longest = 7;

    ShortMnemonics();

    /// `token` has 1 to 7 octets and, like every token, can be read past its end.
    bool find(std::string_view token, RrType& type) const {
        const std::uint64_t word = pack(token.data(), token.size());
        const Slot& slot = slots_[home(word)];
        type = slot.type;
        return slot.word == word;
    }

private:
    struct Slot {
        std::uint64_t word = 0;  // letters in upper case, the length in the top octet
        RrType type{};
    };

    static std::uint64_t pack(const char* text, std::size_t size) {
        std::uint64_t word;
        std::memcpy(&word, text, 8);
        word &= (std::uint64_t{1} << 8 * size) - 1;
        // An octet with bit 6 loses bit 5: no other octet becomes a letter, a digit or a hyphen.
        return (word & ~((word & 0x4040404040404040) >> 1)) | std::uint64_t{size} << 56;
    }
    /// The factor gives each mnemonic of today a slot of its own; a test tells when one has none.
    static std::size_t home(std::uint64_t word) { return word * 0xA51A66D2EBA47743 >> 55; }

    std::array<Slot, 512> slots_{};
};
extern const ShortMnemonics short_mnemonics;

/// type_from_text() for a token. No optional: its octets would be written one by one and read as a
/// word, which stalls.
inline bool read_rr_type(std::string_view token, RrType& type) {
    if (token.size() - 1 < ShortMnemonics::longest) [[likely]]
        if (short_mnemonics.find(token, type)) [[likely]]
            return true;
    const auto known = type_from_text(token);
    if (known) type = *known;
    return known.has_value();
}

/// "The Type Covered field is represented as an RR type mnemonic", or TYPEnnn (RFC 4034 3.2).
inline bool put_rr_type(std::string_view token, Wire& wire) {
    RrType type;
    return read_rr_type(token, type) ? wire.put16(number(type)) : wire.fail(Fault::unknown_type);
}

/// "The Algorithm field is represented either as an unsigned decimal integer or as an algorithm
/// mnemonic" (RFC 4034 3.2).
inline bool put_algorithm(std::string_view token, Wire& wire) {
    std::uint64_t value;
    if (read_number(token, 0xFF, value)) [[likely]]
        return wire.put8(static_cast<unsigned>(value));
    const auto algorithm = algorithm_from_text(token);
    return algorithm ? wire.put8(*algorithm) : wire.fail(Fault::unexpected);
}

/// "The type field is either an unsigned decimal integer or a mnemonic symbol" (RFC 4398 2.2).
bool put_cert_type(std::string_view token, Wire&);

/// NOTIFY or a number: RFC 9859 2.2.
bool put_dsync_scheme(std::string_view token, Wire&);

}  // namespace zoneproof
