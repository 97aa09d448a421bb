#include "parser/field/mnemonic.hpp"

#include <algorithm>
#include <span>

namespace zoneproof {
namespace {

struct Row {
    std::string_view mnemonic;
    unsigned number;
};

// RFC 4398 2.1
constexpr Row cert_types[] = {
    {"PKIX", 1}, {"SPKI", 2},   {"PGP", 3},     {"IPKIX", 4}, {"ISPKI", 5},
    {"IPGP", 6}, {"ACPKIX", 7}, {"IACPKIX", 8}, {"URI", 253}, {"OID", 254},
};

// RFC 9859 2.2
constexpr Row dsync_schemes[] = {{"NOTIFY", 1}};

const Row* find(std::span<const Row> rows, std::string_view token) {
    const auto same = [](char a, char b) {
        return fold(static_cast<std::uint8_t>(a)) == fold(static_cast<std::uint8_t>(b));
    };
    const auto row = std::ranges::find_if(
        rows, [&](const Row& r) { return std::ranges::equal(r.mnemonic, token, same); });
    return row == rows.end() ? nullptr : &*row;
}

}  // namespace

const ShortMnemonics short_mnemonics;

ShortMnemonics::ShortMnemonics() {
    for (const TypeInfo& row : known_types()) {
        if (row.mnemonic.size() > longest) continue;
        char text[8] = {};
        row.mnemonic.copy(text, longest);
        const std::uint64_t word = pack(text, row.mnemonic.size());
        Slot& slot = slots_[home(word)];
        if (slot.word == 0) slot = {word, row.type};
    }
}

bool put_cert_type(std::string_view token, Wire& wire) {
    const Row* const row = find(cert_types, token);
    return row != nullptr ? wire.put16(row->number) : put_u16(token, wire);
}

bool put_dsync_scheme(std::string_view token, Wire& wire) {
    const Row* const row = find(dsync_schemes, token);
    return row != nullptr ? wire.put8(row->number) : put_u8(token, wire);
}

}  // namespace zoneproof
