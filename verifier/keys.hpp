// KeyTable: the DNSKEYs at the apex, what may be done with each, and which keys a tag can mean
// (V-KEY, V-SIG-12).
#pragma once

#include "parser/zone/zone.hpp"
#include "verifier/crypto/key_verifier.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace zoneproof {

enum class KeyId : std::uint16_t {};  // position in the DNSKEY RRset, canonical order
inline constexpr KeyId no_key{0xFFFF};

/// Why a key verifies no RRSIG; the first that applies (V-KEY-1).
enum class KeyFault : std::uint8_t {
    none,
    no_zone_flag,
    wrong_protocol,
    revoked,                // still shows its own revocation over the DNSKEY RRset (V-KEY-3)
    unsupported_algorithm,  // V-SIG-11: recorded, never bad
    declined,               // RSA size or exponent we do not verify: unsupported
    malformed,
    not_on_curve,
};

struct Key {
    Octets rdata;
    RecordId record;
    std::uint16_t flags;
    std::uint8_t protocol;
    std::uint8_t algorithm;
    std::uint16_t tag;
    KeyFault fault;
    /// Whether `fault` hides a public key that is itself sound (revoked, protocol, flags): its
    /// verifier exists.
    std::shared_ptr<const KeyVerifier> verifier;

    bool usable() const { return fault == KeyFault::none; }
    bool zone_key() const { return (flags & 0x0100) != 0; }
    bool revoked() const { return (flags & 0x0080) != 0; }
    bool sep() const { return (flags & 0x0001) != 0; }
};

/// The order in which keys of one tag are tried, and which of them are not.
enum class TrialRank : std::uint8_t {
    usable,
    revoked,      // sound but for the REVOKE bit: tried over the DNSKEY RRset only (V-KEY-3)
    unsupported,  // might verify, we cannot say
    unusable,
};
TrialRank trial_rank(const Key&);

class KeyTable {
public:
    KeyTable() = default;
    explicit KeyTable(const Zone&, Engine, CrossCheck = CrossCheck::sampled);
    /// With verifiers of the caller's making: what make_verifier() returns.
    using VerifierMaker = std::function<std::variant<std::unique_ptr<KeyVerifier>, KeyRefusal>(
        std::uint8_t algorithm, Octets public_key)>;
    KeyTable(const Zone&, const VerifierMaker&);

    std::span<const Key> keys() const { return keys_; }
    const Key& operator[](KeyId id) const { return keys_[static_cast<std::uint16_t>(id)]; }
    bool empty() const { return keys_.empty(); }
    /// The fast lanes meant for these keys that have been turned off, each once.
    std::vector<LaneFault> lane_faults() const;

    /// All keys with this algorithm and tag: collisions are legal and all of them are tried. By
    /// trial rank, then id.
    std::span<const KeyId> candidates(std::uint8_t algorithm, std::uint16_t tag) const;
    /// Whether a usable key of a supported algorithm is there.
    bool any_usable() const;
    /// The algorithms that usable keys, and well-formed keys of algorithms only IANA knows, signal
    /// (V-ALG-1, V-ALG-2), ascending.
    std::span<const std::uint8_t> algorithms() const { return algorithms_; }

private:
    std::vector<Key> keys_;
    std::vector<KeyId> by_tag_;  // by algorithm, tag, trial rank, id
    std::vector<std::uint8_t> algorithms_;
};

}  // namespace zoneproof
