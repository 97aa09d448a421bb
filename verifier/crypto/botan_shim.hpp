// What of Botan is used, spelled so that 2.19 and 3 both compile it; and the one place where its
// exceptions end.
//
// A public key enters as X.509 SubjectPublicKeyInfo (RFC 5480 2, RFC 8410 4), the one door that has
// not moved between the versions; paddings are given by the names both know ("EMSA1(SHA-256)",
// "EMSA_PKCS1(SHA-1)", "Pure").
#pragma once

#include "parser/base/bytes.hpp"

#include <botan/bigint.h>
#include <botan/exceptn.h>
#include <botan/hash.h>
#include <botan/numthry.h>
#include <botan/pubkey.h>
#include <botan/rsa.h>
#include <botan/x509_key.h>

#include <memory>
#include <vector>

namespace zoneproof {

/// What `work` returns, or `otherwise` when Botan throws. Exhausted memory is no answer about a
/// key: it goes on up.
template <class Work, class Value>
Value unless_botan_throws(Value otherwise, const Work& work) {
    try {
        return work();
    } catch (const Botan::Exception&) {
        return otherwise;
    }
}

/// The key in `prefix` and `key` together, or nullptr when Botan refuses it (a point that is not on
/// its curve).
inline std::unique_ptr<Botan::Public_Key> load_public_key(Octets prefix, Octets key) {
    std::vector<std::uint8_t> info(prefix.begin(), prefix.end());
    info.insert(info.end(), key.begin(), key.end());
    return unless_botan_throws(std::unique_ptr<Botan::Public_Key>(), [&] {
        // A plain pointer in Botan 2, a std::unique_ptr in Botan 3.
        return std::unique_ptr<Botan::Public_Key>(Botan::X509::load_key(info));
    });
}

/// Later versions of Botan 3 call decode() by another name.
template <class Integer = Botan::BigInt>
Integer to_integer(Octets big_endian) {
    if constexpr (requires { Integer::from_bytes(big_endian); })
        return Integer::from_bytes(big_endian);
    else
        return Integer::decode(big_endian.data(), big_endian.size());
}

}  // namespace zoneproof
