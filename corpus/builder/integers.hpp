// Botan's integers from octets and back, and its curves, whatever version of Botan it is. Private
// to the builder.
#pragma once

#include "corpus/bytes.hpp"

#include <botan/bigint.h>
#include <botan/ec_group.h>

#include <cstddef>
#include <string>

namespace zoneproof::corpus {

/// Big-endian. Later versions of Botan 3 call these by other names.
template <class Integer = Botan::BigInt>
Integer to_integer(const Bytes& data) {
    if constexpr (requires { Integer::from_bytes(data); })
        return Integer::from_bytes(data);
    else
        return Integer::decode(data.data(), data.size());
}

/// Big-endian, with leading zeros as far as `length`.
template <class Integer = Botan::BigInt>
Bytes to_octets(const Integer& value, std::size_t length) {
    Bytes data(length);
    if constexpr (requires { value.serialize_to(data); })
        value.serialize_to(data);
    else
        Integer::encode_1363(data.data(), data.size(), value);
    return data;
}

/// "secp256r1".
template <class Group = Botan::EC_Group>
Group group_named(const std::string& name) {
    if constexpr (requires { Group::from_name(name); })
        return Group::from_name(name);
    else
        return Group(name);
}

}  // namespace zoneproof::corpus
