// Keys: the same key pair on every machine from a few words, its DNSKEY, key tag and DS, and
// signatures by it.
//
// ECDSA and EdDSA private keys are HKDF-SHA256 of the seed words; RSA's are committed as PEM, since
// the search for primes is no stable function of a seed over versions of a library. Signatures are
// deterministic: RFC 6979, EdDSA, PKCS#1 v1.5. A key of an algorithm that nobody can sign with is
// made-up octets of a plausible length.
#pragma once

#include "corpus/builder/record.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace zoneproof::corpus {

enum class Role : std::uint8_t { ksk, zsk, csk };
/// What sign_zone() lets a key sign.
enum class Signs : std::uint8_t { nothing, keys, data, all };

/// Words of a recipe: what is left out follows from the role.
struct KeySpec {
    std::string name;  // what mutations call it: "ksk", "zsk2"
    Role role = Role::csk;
    std::uint8_t algorithm = 13;
    std::string seed;                    // default: the name
    unsigned bits = 2048;                // RSA: which of corpus/keys, and of what size
    std::string exponent;                // RSA: another public exponent, in decimal
    std::optional<std::uint16_t> flags;  // default: 257, 256 for a ZSK
    bool long_exponent = false;          // RSA: its length in three octets, RFC 3110 2
    bool leading_zero = false;           // RSA: a zero octet in front of the exponent
    std::uint8_t protocol = 3;
    std::optional<Bytes>
        public_key;  // as the DNSKEY shows it; signatures are by the key that it hides
    std::string
        same_tag_as;  // another key of the recipe, before this one: searches from the seed on
    std::optional<Signs> signs;  // default: keys for a KSK, data for a ZSK, all for a CSK
    bool published = true;       // in the DNSKEY RRset
    std::optional<bool> in_ds;   // in the parent's DS set; default: KSK and CSK
};

/// A key pair that can sign. Cheap to copy.
class Key {
public:
    class Pair;  // the private half, per algorithm
    Key(KeySpec spec, std::shared_ptr<const Pair> pair, Bytes public_key);

    const KeySpec& spec() const { return spec_; }
    const std::string& name() const { return spec_.name; }
    std::uint8_t algorithm() const { return spec_.algorithm; }
    std::uint16_t flags() const;
    Signs signs() const;
    bool in_ds() const;

    /// DNSKEY RDATA, RFC 4034 2.1
    Bytes dnskey() const;
    /// Of the DNSKEY with other flags, as for a key about to be revoked.
    Bytes dnskey(std::uint16_t flags) const;
    std::uint16_t tag() const;
    /// The Signature field of RFC 4034 3.1.8; made-up octets for an algorithm that nobody can sign
    /// with.
    Bytes sign(Octets message) const;
    /// RSA: the signature that decrypts to this block, for padding that no signer makes.
    Bytes sign_block(const Bytes& encoded) const;

private:
    KeySpec spec_;
    std::shared_ptr<const Pair> pair_;
    Bytes public_key_;
};

/// RFC 4034 appendix B
std::uint16_t tag_of(Octets dnskey);
/// DS RDATA of a DNSKEY: RFC 4034 5.1.4. Digest types 1, 2 and 4; of any other the digest is
/// SHA-256's.
Bytes ds_of(NameView owner, Octets dnskey, std::uint8_t digest_type);
/// H(data) by the name Botan gives it: "SHA-256".
Bytes digest(std::string_view hash, Octets data);

/// Makes keys, each once.
class KeyStore {
public:
    /// @param folder of the RSA keys, corpus/keys; an empty one refuses RSA.
    explicit KeyStore(std::string folder = {}) : folder_(std::move(folder)) {}

    /// @param tag what `same_tag_as` asks for
    Result<Key> make(KeySpec, std::optional<std::uint16_t> tag = {});

private:
    struct Made {
        std::shared_ptr<const Key::Pair> pair;
        Bytes public_key;
    };
    Result<Made> pair(const KeySpec&);
    Result<Key> search_seed(KeySpec, std::uint16_t tag);
    Result<Key> search_exponent(KeySpec, std::uint16_t tag);

    std::string folder_;
    std::map<std::string, Made> made_;
};

}  // namespace zoneproof::corpus
