// Hash functions of DNSSEC: DS digests, NSEC3 owner hashes, ZONEMD. The only face of Botan's
// hashes.
#pragma once

#include "parser/base/bytes.hpp"
#include "parser/dns/name.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace zoneproof {

enum class HashAlgorithm : std::uint8_t { sha1, sha256, sha384, sha512 };

/// A running hash; finish() starts it anew.
class Digest {
public:
    explicit Digest(HashAlgorithm);
    ~Digest();
    Digest(Digest&&) noexcept;
    Digest& operator=(Digest&&) noexcept;

    void update(Octets);
    std::vector<std::uint8_t> finish();
    /// Writes into `to`, which has the length of the hash.
    void finish(std::span<std::uint8_t> to);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// RFC 4034 5.1.4 with the digest types 1, 2 and 4: H(owner in lower case | DNSKEY RDATA); empty
/// for other types.
std::vector<std::uint8_t> ds_digest(std::uint8_t digest_type, NameView owner, Octets dnskey_rdata);

using Nsec3Hash = std::array<std::uint8_t, 20>;

/// RFC 5155 5 with SHA-1: IH(0) = H(name | salt), IH(k) = H(IH(k-1) | salt); the name in lower
/// case. One per worker.
class Nsec3Hasher {
public:
    Nsec3Hasher(std::uint16_t iterations, Octets salt);
    ~Nsec3Hasher();
    Nsec3Hasher(Nsec3Hasher&&) noexcept;
    Nsec3Hash operator()(NameView);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace zoneproof
