// Fields that are a number with a name: RR types, DNSSEC algorithms, CERT types, DSYNC schemes.
#pragma once

#include "parser/dns/types.hpp"
#include "parser/field/number.hpp"

#include <string_view>

namespace zoneproof {

/// "The Type Covered field is represented as an RR type mnemonic", or TYPEnnn (RFC 4034 3.2).
inline bool put_rr_type(std::string_view token, Wire& wire) {
    const auto type = type_from_text(token);
    return type ? wire.put16(number(*type)) : wire.fail(Fault::unknown_type);
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
