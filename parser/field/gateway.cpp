#include "parser/field/gateway.hpp"

#include "parser/field/ipv4.hpp"
#include "parser/field/ipv6.hpp"
#include "parser/field/name.hpp"
#include "parser/field/number.hpp"

namespace zoneproof {

bool read_gateway_type(std::string_view token, std::uint64_t& type) {
    return read_number(token, 3, type);
}

bool put_gateway_type(std::string_view token, Wire& wire) {
    std::uint64_t type;
    if (!read_gateway_type(token, type)) return wire.fail(Fault::unexpected);
    return wire.put8(static_cast<unsigned>(type));
}

bool put_gateway(std::string_view token, unsigned type, Wire& wire) {
    switch (type) {
    case 0: return token == "." || wire.fail(Fault::unexpected);
    case 1: return put_ipv4(token, wire);
    case 2: return put_ipv6(token, wire);
    default: return put_name(token, wire);
    }
}

}  // namespace zoneproof
