#include "parser/field/address_prefix.hpp"

#include "parser/field/ipv4.hpp"
#include "parser/field/ipv6.hpp"
#include "parser/field/number.hpp"

#include <array>

namespace zoneproof {

bool put_address_prefix(std::string_view token, Wire& wire) {
    const bool negated = token.starts_with('!');
    if (negated) token.remove_prefix(1);
    const std::size_t colon = token.find(':'), slash = token.rfind('/');
    if (colon == std::string_view::npos || slash == std::string_view::npos || slash < colon)
        return wire.fail(Fault::unexpected);
    const std::string_view address = token.substr(colon + 1, slash - colon - 1);

    std::array<std::uint8_t, 16> octets{};
    std::uint64_t family, prefix;
    const bool known =
        read_number(token.substr(0, colon), 2, family) && family != 0 &&
        (family == 1 ? read_ipv4(address, octets.data()) : read_ipv6(address, octets.data()));
    if (!known || !read_number(token.substr(slash + 1), family == 1 ? 32 : 128, prefix))
        return wire.fail(Fault::unexpected);

    // "trailing zero octets MUST NOT be included", RFC 3123 4.
    std::size_t size = octets.size();
    while (size != 0 && octets[size - 1] == 0) --size;
    return wire.put16(static_cast<unsigned>(family)) && wire.put8(static_cast<unsigned>(prefix)) &&
           wire.put8(static_cast<unsigned>(size) | (negated ? 0x80 : 0)) &&
           wire.put({octets.data(), size});
}

}  // namespace zoneproof
