#include "parser/field/caa_tag.hpp"

#include "parser/field/escape.hpp"

#include <algorithm>

namespace zoneproof {

bool put_caa_tag(std::string_view token, Wire& wire) {
    // "Property Tags MAY contain ASCII characters 'a' through 'z', 'A' through 'Z', and the numbers
    // 0 through 9. ... MUST NOT contain any other characters"
    const auto allowed = [](char c) {
        const std::uint8_t lower = fold(static_cast<std::uint8_t>(c));
        return is_digit(c) || (lower >= 'a' && lower <= 'z');
    };
    if (token.empty() || token.size() > 255 || !std::ranges::all_of(token, allowed))
        return wire.fail(Fault::caa_tag);
    return wire.put8(static_cast<unsigned>(token.size())) && wire.put(octets(token));
}

}  // namespace zoneproof
