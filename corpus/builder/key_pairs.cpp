// Private keys and signatures: Botan's ECDSA and EdDSA, RSASSA-PKCS1-v1_5 (RFC 8017 8.2) on Botan's
// integers, so that exponents that libraries refuse can be had too, and Ed448 by nettle where Botan
// has none.
#include "corpus/builder/key_pairs.hpp"

#include "corpus/builder/integers.hpp"

#include <botan/auto_rng.h>
#include <botan/data_src.h>
#include <botan/ec_group.h>
#include <botan/ecdsa.h>
#include <botan/ed25519.h>
#include <botan/exceptn.h>
#include <botan/mac.h>
#include <botan/numthry.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/rsa.h>
#if __has_include(<botan/ec_scalar.h>)
#include <botan/ec_scalar.h>
#endif
#if defined(BOTAN_HAS_ED448)
#include <botan/ed448.h>
#elif defined(ZONEPROOF_NETTLE)
#include <nettle/eddsa.h>
#endif

namespace zoneproof::corpus {
namespace {

using Botan::BigInt;

Botan::RandomNumberGenerator& rng() {
    static Botan::AutoSeeded_RNG generator;  // blinds; no signature depends on it
    return generator;
}

class BotanPair final : public Key::Pair {
public:
    BotanPair(std::unique_ptr<Botan::Private_Key> key, std::string padding)
        : key_(std::move(key)), padding_(std::move(padding)) {}
    Bytes sign(Octets message) const override {
        return Botan::PK_Signer(*key_, rng(), padding_)
            .sign_message(message.data(), message.size(), rng());
    }

private:
    std::unique_ptr<Botan::Private_Key> key_;
    std::string padding_;
};

struct RsaAlgorithm {
    std::uint8_t algorithm;
    const char* hash;
    Bytes digest_info;  // RFC 8017 9.2, up to the digest
};

const RsaAlgorithm* find_rsa(std::uint8_t algorithm) {
    static const Bytes sha1 = {0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e,
                               0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14};
    static const Bytes sha256 = {0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
    static const Bytes sha512 = {0x30, 0x51, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                 0x65, 0x03, 0x04, 0x02, 0x03, 0x05, 0x00, 0x04, 0x40};
    static const RsaAlgorithm rows[] = {
        {5, "SHA-1", sha1}, {7, "SHA-1", sha1}, {8, "SHA-256", sha256}, {10, "SHA-512", sha512}};
    for (const RsaAlgorithm& row : rows)
        if (row.algorithm == algorithm) return &row;
    return nullptr;
}

class RsaPair final : public Key::Pair {
public:
    RsaPair(const RsaAlgorithm& algorithm, BigInt modulus, BigInt exponent)
        : algorithm_(algorithm), modulus_(std::move(modulus)), exponent_(std::move(exponent)) {}
    Bytes sign(Octets message) const override {
        const Bytes hash = digest(algorithm_.hash, message);
        const std::size_t length = modulus_.bytes();
        const std::size_t info = algorithm_.digest_info.size() + hash.size();
        Bytes encoded = {0, 1};
        // A modulus of 512 bits is too short for SHA-512: no signature of it verifies.
        encoded.resize(length > info + 1 ? length - info - 1 : 2, 0xFF);
        encoded.push_back(0);
        append(encoded, algorithm_.digest_info);
        append(encoded, hash);
        encoded.resize(length);
        return sign_block(encoded);
    }
    Bytes sign_block(const Bytes& encoded) const override {
        return to_octets(Botan::power_mod(to_integer(encoded), exponent_, modulus_),
                         modulus_.bytes());
    }

private:
    const RsaAlgorithm& algorithm_;
    BigInt modulus_, exponent_;
};

/// For algorithms that nobody can sign with: as long as most signatures, and another for each
/// message.
class MadeUpPair final : public Key::Pair {
public:
    Bytes sign(Octets message) const override { return digest("SHA-512", message); }
};

#if !defined(BOTAN_HAS_ED448) && defined(ZONEPROOF_NETTLE)
class NettlePair final : public Key::Pair {
public:
    explicit NettlePair(Bytes secret) : secret_(std::move(secret)), public_(ED448_KEY_SIZE) {
        ed448_shake256_public_key(public_.data(), secret_.data());
    }
    const Bytes& public_key() const { return public_; }
    Bytes sign(Octets message) const override {
        Bytes signature(ED448_SIGNATURE_SIZE);
        ed448_shake256_sign(public_.data(), secret_.data(), message.size(), message.data(),
                            signature.data());
        return signature;
    }

private:
    Bytes secret_, public_;
};
#endif

Bytes coordinates(const Botan::ECDSA_PrivateKey& key) {
    Bytes point = key.public_key_bits();
    point.erase(point.begin());  // 0x04, uncompressed
    return point;
}

Result<NewPair> ecdsa(const std::string& seed, std::uint8_t algorithm) {
    const bool p256 = algorithm == 13;
    const Botan::EC_Group group = group_named(p256 ? "secp256r1" : "secp384r1");
    // 128 bits more than the order has, so that the remainder is as good as even.
    const BigInt wide = to_integer(derive(seed, algorithm, p256 ? 48 : 64));
    const BigInt scalar = wide % (group.get_order() - 1) + 1;
    auto key = std::make_unique<Botan::ECDSA_PrivateKey>(rng(), group, scalar);
    Bytes point = coordinates(*key);
    const char* const padding = p256 ? "EMSA1(SHA-256)" : "EMSA1(SHA-384)";
    return NewPair{std::make_shared<BotanPair>(std::move(key), padding), std::move(point)};
}

Result<NewPair> ed25519(const std::string& seed) {
    const Bytes secret = derive(seed, 15, 32);
    auto key = std::make_unique<Botan::Ed25519_PrivateKey>(
        Botan::secure_vector<std::uint8_t>(secret.begin(), secret.end()));
    Bytes point = key->public_key_bits();
    return NewPair{std::make_shared<BotanPair>(std::move(key), "Pure"), std::move(point)};
}

Result<NewPair> ed448([[maybe_unused]] const std::string& seed) {
#if defined(BOTAN_HAS_ED448)
    auto key = std::make_unique<Botan::Ed448_PrivateKey>(derive(seed, 16, 57));
    Bytes point = key->public_key_bits();
    return NewPair{std::make_shared<BotanPair>(std::move(key), "Pure"), std::move(point)};
#elif defined(ZONEPROOF_NETTLE)
    auto pair = std::make_shared<NettlePair>(derive(seed, 16, 57));
    Bytes point = pair->public_key();
    return NewPair{std::move(pair), std::move(point)};
#else
    return Error{ErrorCode::usage, "Ed448 needs nettle or Botan 3.4, and this build has neither"};
#endif
}

/// RFC 3110 2: the exponent's length in one octet, or in three when the first is zero.
Bytes rsa_public_key(const BigInt& exponent, const BigInt& modulus, const KeySpec& spec) {
    const std::size_t length = exponent.bytes() + (spec.leading_zero ? 1 : 0);
    Bytes data;
    if (spec.long_exponent || length > 255) {
        data.push_back(0);
        append16(data, static_cast<unsigned>(length));
    } else {
        data.push_back(static_cast<std::uint8_t>(length));
    }
    append(data, to_octets(exponent, length));
    append(data, to_octets(modulus, modulus.bytes()));
    return data;
}

NewPair make_rsa(const Botan::RSA_PrivateKey& key, const KeySpec& spec) {
    BigInt exponent = key.get_e(), secret = key.get_d();
    bool sound = true;
    if (!spec.exponent.empty()) {
        exponent = BigInt(spec.exponent);
        const BigInt order = (key.get_p() - 1) * (key.get_q() - 1);
        // An exponent without inverse (an even one) has no signatures that verify: any will do.
        sound = Botan::gcd(exponent, order) == 1;
        if (sound) secret = Botan::inverse_mod(exponent, order);
    }
    return {std::make_shared<RsaPair>(*find_rsa(spec.algorithm), key.get_n(), secret),
            rsa_public_key(exponent, key.get_n(), spec), sound};
}

}  // namespace

Bytes derive(const std::string& seed, std::uint8_t algorithm, std::size_t length) {
    constexpr std::string_view salt = "zoneproof corpus v1";
    const auto hmac = [](const Bytes& key, const Bytes& data) {
        const auto mac = Botan::MessageAuthenticationCode::create_or_throw("HMAC(SHA-256)");
        mac->set_key(key.data(), key.size());
        mac->update(data.data(), data.size());
        const auto tag = mac->final();
        return Bytes(tag.begin(), tag.end());
    };
    const Bytes extracted = hmac(bytes(salt), bytes(seed));
    Bytes derived, block;
    for (std::uint8_t counter = 1; derived.size() < length; ++counter) {
        append(block, Bytes{'a', 'l', 'g', algorithm, counter});
        block = hmac(extracted, block);
        append(derived, block);
    }
    derived.resize(length);
    return derived;
}

Bytes multiple_of_base_point(const char* curve, const Botan::BigInt& scalar) {
    const Botan::EC_Group group = group_named(curve);
#if __has_include(<botan/ec_scalar.h>)  // later versions of Botan 3
    const auto x = Botan::EC_Scalar::from_bigint(group, scalar);
    return coordinates(Botan::ECDSA_PrivateKey(group, x));
#else
    return coordinates(Botan::ECDSA_PrivateKey(rng(), group, scalar));
#endif
}

bool is_rsa(std::uint8_t algorithm) {
    return find_rsa(algorithm) != nullptr;
}

Result<NewPair> rsa_pair(const std::string& file, const KeySpec& spec) {
    try {
        Botan::DataSource_Stream source(file);
        const auto key = Botan::PKCS8::load_key(source);
        const auto* const rsa = dynamic_cast<const Botan::RSA_PrivateKey*>(key.get());
        if (rsa == nullptr) return Error{ErrorCode::unreadable, file + " holds no RSA key"};
        return make_rsa(*rsa, spec);
    } catch (const Botan::Exception& error) {
        return Error{ErrorCode::unreadable, file + ": " + error.what()};
    }
}

Result<NewPair> seeded_pair(const std::string& seed, std::uint8_t algorithm) {
    switch (algorithm) {
    case 13:
    case 14: return ecdsa(seed, algorithm);
    case 15: return ed25519(seed);
    case 16: return ed448(seed);
    }
    return NewPair{std::make_shared<MadeUpPair>(), derive(seed, algorithm, 64)};
}

}  // namespace zoneproof::corpus
