#include "parser/field/eui.hpp"

#include "parser/field/hex.hpp"

namespace zoneproof {
namespace {

bool put_pairs(std::string_view token, std::size_t octets, Wire& wire) {
    if (token.size() != octets * 3 - 1) return wire.fail(Fault::unexpected);
    for (std::size_t i = 0; i < token.size(); i += 3) {
        const unsigned high = hex_digit(token[i]), low = hex_digit(token[i + 1]);
        const bool ends = i + 2 == token.size() || token[i + 2] == '-';
        if (high > 15 || low > 15 || !ends) return wire.fail(Fault::unexpected);
        if (!wire.put8(high << 4 | low)) return false;
    }
    return true;
}

}  // namespace

bool put_eui48(std::string_view token, Wire& wire) {
    return put_pairs(token, 6, wire);
}

bool put_eui64(std::string_view token, Wire& wire) {
    return put_pairs(token, 8, wire);
}

bool put_locator(std::string_view token, Wire& wire) {
    unsigned groups = 0, digits = 0, value = 0;
    for (const char c : token) {
        if (c == ':') {
            if (digits == 0 || ++groups == 4) return wire.fail(Fault::unexpected);
            if (!wire.put16(value)) return false;
            digits = value = 0;
            continue;
        }
        const unsigned digit = hex_digit(c);
        if (digit > 15 || ++digits > 4) return wire.fail(Fault::unexpected);
        value = value << 4 | digit;
    }
    if (groups != 3 || digits == 0) return wire.fail(Fault::unexpected);
    return wire.put16(value);
}

}  // namespace zoneproof
