#include "parser/field/nsap.hpp"

#include "parser/field/escape.hpp"
#include "parser/field/hex.hpp"

namespace zoneproof {
namespace {

bool put_dotted_hex(std::string_view digits, Wire& wire) {
    unsigned count = 0, high = 0;
    for (const char c : digits) {
        if (c == '.') continue;
        const unsigned digit = hex_digit(c);
        if (digit > 15) return wire.fail(Fault::unexpected);
        if (++count % 2 == 0 && !wire.put8(high << 4 | digit)) return false;
        high = digit;
    }
    return (count != 0 && count % 2 == 0) || wire.fail(Fault::unexpected);
}

}  // namespace

bool put_nsap(std::string_view token, Wire& wire) {
    if (!token.starts_with("0x") && !token.starts_with("0X")) return wire.fail(Fault::unexpected);
    return put_dotted_hex(token.substr(2), wire);
}

bool put_atm_address(std::string_view token, Wire& wire) {
    constexpr unsigned aesa = 0, e164 = 1;
    if (!token.starts_with('+')) return wire.put8(aesa) && put_dotted_hex(token, wire);
    if (!wire.put8(e164)) return false;
    std::size_t digits = 0;
    for (const char c : token.substr(1)) {
        if (c == '.') continue;
        if (!is_digit(c)) return wire.fail(Fault::unexpected);
        if (!wire.put8(static_cast<unsigned char>(c))) return false;
        ++digits;
    }
    return digits != 0 || wire.fail(Fault::unexpected);
}

}  // namespace zoneproof
