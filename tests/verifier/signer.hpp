// A small signer for tests. It writes the octets to be signed by itself (RFC 4034 3.1.8.1) and
// shares nothing with verifier/canonical.cpp, so that the same mistake cannot stand on both sides.
// RDATA is given in hexadecimal, already in canonical form; records reach the zone as text in the
// generic form of RFC 3597.
#pragma once

#include "parser/base/bytes.hpp"
#include "parser/dns/name.hpp"
#include "parser/dns/types.hpp"
#include "tests/verifier/octets.hpp"

#include <botan/auto_rng.h>
#include <botan/ec_group.h>
#include <botan/ecdsa.h>
#include <botan/ed25519.h>
#include <botan/pubkey.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof::testing {

using OctetVector = std::vector<std::uint8_t>;

inline void append16(OctetVector& to, unsigned value) {
    to.push_back(static_cast<std::uint8_t>(value >> 8));
    to.push_back(static_cast<std::uint8_t>(value));
}
inline void append32(OctetVector& to, std::uint32_t value) {
    append16(to, value >> 16), append16(to, value & 0xFFFF);
}
inline void append(OctetVector& to, Octets data) {
    to.insert(to.end(), data.begin(), data.end());
}

/// Presentation form to wire form, in lower case.
inline OctetVector wire(const std::string& name) {
    const Name parsed = *name_from_text(name);
    OctetVector octets(parsed.view().data(), parsed.view().data() + parsed.view().size());
    std::ranges::transform(octets, octets.begin(), fold);
    return octets;
}

/// Later versions of Botan 3 want the group asked for by another door.
template <class Group = Botan::EC_Group>
Group ec_group(const char* name) {
    if constexpr (requires { Group::from_name(name); })
        return Group::from_name(name);
    else
        return Group(name);
}

/// A key pair that is the same in every run: algorithm 13, 14 or 15 and a number to tell several
/// apart.
class TestKey {
public:
    explicit TestKey(std::uint8_t algorithm = 13, std::uint16_t flags = 256, unsigned number = 1)
        : algorithm_(algorithm), flags_(flags) {
        if (algorithm == 15) {
            Botan::secure_vector<std::uint8_t> seed(32, static_cast<std::uint8_t>(number));
            key_ = std::make_unique<Botan::Ed25519_PrivateKey>(seed);
        } else {
            const auto group = ec_group(algorithm == 13 ? "secp256r1" : "secp384r1");
            key_ = std::make_unique<Botan::ECDSA_PrivateKey>(rng(), group,
                                                             Botan::BigInt(1'000'003 + number));
        }
    }

    std::uint8_t algorithm() const { return algorithm_; }
    std::uint16_t flags() const { return flags_; }
    OctetVector public_key() const {
        auto bits = key_->public_key_bits();
        if (algorithm_ != 15) bits.erase(bits.begin());  // 0x04, uncompressed
        return {bits.begin(), bits.end()};
    }
    OctetVector dnskey() const {
        OctetVector rdata;
        append16(rdata, flags_);
        append16(rdata, 3u << 8 | algorithm_);  // protocol 3
        append(rdata, public_key());
        return rdata;
    }
    /// RFC 4034 appendix B, written anew.
    std::uint16_t tag() const {
        std::uint32_t sum = 0;
        const OctetVector rdata = dnskey();
        for (std::size_t i = 0; i < rdata.size(); ++i)
            sum += i % 2 == 0 ? rdata[i] * 256u : rdata[i];
        return static_cast<std::uint16_t>(sum + (sum >> 16));
    }
    OctetVector sign(const OctetVector& message) const {
        const char* const padding = algorithm_ == 15   ? "Pure"
                                    : algorithm_ == 13 ? "EMSA1(SHA-256)"
                                                       : "EMSA1(SHA-384)";
        return Botan::PK_Signer(*key_, rng(), padding).sign_message(message, rng());
    }

private:
    static Botan::RandomNumberGenerator& rng() {
        static Botan::AutoSeeded_RNG generator;
        return generator;
    }

    std::uint8_t algorithm_;
    std::uint16_t flags_;
    std::unique_ptr<Botan::Private_Key> key_;
};

struct TestRrset {
    std::string owner;  // absolute
    RrType type;
    std::vector<std::string> rdata;  // hexadecimal
    std::uint32_t ttl = 3600;
};

inline TestRrset dnskeys(const std::vector<const TestKey*>& keys,
                         const std::string& owner = "example.") {
    TestRrset rrset{owner, RrType::DNSKEY, {}};
    for (const TestKey* key : keys) rrset.rdata.push_back(to_hex(key->dnskey()));
    return rrset;
}

/// Fields of an RRSIG; those left open are what the RRset and the key say.
struct TestRrsig {
    std::uint32_t inception = 1'000'000, expiration = 2'000'000;
    std::string signer = "example.";
    std::optional<unsigned> labels = {};
    std::optional<std::uint32_t> original_ttl = {};
    std::optional<std::uint16_t> tag = {};
    std::string signed_owner =
        {};  // what the signature is made over, where it is not the RRset's owner
    std::optional<RrType> covers = {};
};

inline std::string record_text(const std::string& owner, std::uint32_t ttl, const std::string& type,
                               const OctetVector& rdata) {
    return owner + " " + std::to_string(ttl) + " IN " + type + " \\# " +
           std::to_string(rdata.size()) + " " + to_hex(rdata) + "\n";
}

inline std::string text(const TestRrset& rrset) {
    std::string lines;
    for (const std::string& rdata : rrset.rdata)
        lines += record_text(rrset.owner, rrset.ttl, "TYPE" + std::to_string(number(rrset.type)),
                             hex(rdata));
    return lines;
}

/// RRSIG RDATA without signature, then the RRset sorted: what is signed.
inline OctetVector octets_to_sign(const TestRrset& rrset, const TestKey& key,
                                  const TestRrsig& fields) {
    OctetVector message;
    const std::uint32_t ttl = fields.original_ttl.value_or(rrset.ttl);
    // A name without escapes has as many labels as dots; the root is "." and has none.
    const bool wildcard = rrset.owner.starts_with("*.");
    const auto dots =
        rrset.owner == "." ? 0 : std::ranges::count(rrset.owner, '.') - (wildcard ? 1 : 0);
    append16(message, number(fields.covers.value_or(rrset.type)));
    message.push_back(key.algorithm());
    message.push_back(
        static_cast<std::uint8_t>(fields.labels.value_or(static_cast<unsigned>(dots))));
    append32(message, ttl);
    append32(message, fields.expiration);
    append32(message, fields.inception);
    append16(message, fields.tag.value_or(key.tag()));
    append(message, wire(fields.signer));

    std::vector<OctetVector> sorted;
    for (const std::string& rdata : rrset.rdata) sorted.push_back(hex(rdata));
    std::ranges::sort(sorted, [](const auto& a, const auto& b) {
        return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
    });
    for (const OctetVector& rdata : sorted) {
        append(message, wire(fields.signed_owner.empty() ? rrset.owner : fields.signed_owner));
        append16(message, number(rrset.type));
        append16(message, 1);
        append32(message, ttl);
        append16(message, static_cast<unsigned>(rdata.size()));
        append(message, rdata);
    }
    return message;
}

/// A line of zone text with the signature in it.
inline std::string rrsig(const TestRrset& rrset, const TestKey& key, const TestRrsig& fields = {}) {
    OctetVector rdata = octets_to_sign(rrset, key, fields);
    const OctetVector signature = key.sign(rdata);
    rdata.resize(18 + wire(fields.signer).size());
    append(rdata, signature);
    return record_text(rrset.owner, rrset.ttl, "RRSIG", rdata);
}

/// The RRset and its signature.
inline std::string with_signature(const TestRrset& rrset, const TestKey& key,
                                  const TestRrsig& fields = {}) {
    return text(rrset) + rrsig(rrset, key, fields);
}

}  // namespace zoneproof::testing
