#include "tests/bench/openssl.hpp"

#include "tests/bench/bench.hpp"
#include "verifier/crypto/botan_shim.hpp"
#include "verifier/crypto/hex.hpp"
#include "verifier/crypto/key_verifier.hpp"

#include <openssl/crypto.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

namespace zoneproof::bench {
namespace {

// SubjectPublicKeyInfo up to the key: RFC 5480 2, RFC 8410 4.
constexpr auto p256_prefix = from_hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
constexpr auto p384_prefix = from_hex("3076301006072a8648ce3d020106052b8104002203620004");
constexpr auto ed25519_prefix = from_hex("302a300506032b6570032100");

std::vector<std::uint8_t> key_info(std::uint8_t algorithm, Octets key) {
    if (algorithm == 8) {
        const RsaParts parts = rsa_parts(key);
        const Botan::RSA_PublicKey rsa(to_integer(parts.modulus), to_integer(parts.exponent));
        const auto info = Botan::X509::BER_encode(rsa);
        return {info.begin(), info.end()};
    }
    const Octets prefix = algorithm == 13   ? Octets(p256_prefix)
                          : algorithm == 14 ? Octets(p384_prefix)
                                            : Octets(ed25519_prefix);
    std::vector<std::uint8_t> info(prefix.begin(), prefix.end());
    info.insert(info.end(), key.begin(), key.end());
    return info;
}

/// r and s as OpenSSL wants them, in DER.
std::vector<std::uint8_t> in_der(const std::vector<std::uint8_t>& signature) {
    const int octets = static_cast<int>(signature.size() / 2);
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(),
                                                                     ECDSA_SIG_free);
    ECDSA_SIG_set0(pair.get(), BN_bin2bn(signature.data(), octets, nullptr),
                   BN_bin2bn(signature.data() + octets, octets, nullptr));
    std::uint8_t* der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    std::vector<std::uint8_t> octets_of_it(der, der + size);
    OPENSSL_free(der);
    return octets_of_it;
}

}  // namespace

std::string openssl_version() {
    return OpenSSL_version(OPENSSL_VERSION);
}

double openssl_microseconds(std::uint8_t algorithm, const std::vector<std::uint8_t>& public_key,
                            const Messages& messages, const Messages& signatures,
                            std::size_t count) {
    const auto info = key_info(algorithm, public_key);
    const std::uint8_t* at = info.data();
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        d2i_PUBKEY(nullptr, &at, static_cast<long>(info.size())), EVP_PKEY_free);
    Messages encoded;
    for (std::size_t i = 0; i < count; ++i)
        encoded.push_back(algorithm == 13 || algorithm == 14 ? in_der(signatures[i])
                                                             : signatures[i]);
    // What can be kept from one signature to the next is kept.
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hashing(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> hash(
        EVP_MD_fetch(nullptr, algorithm == 14 ? "SHA384" : "SHA256", nullptr), EVP_MD_free);
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> verifying(
        EVP_PKEY_CTX_new(key.get(), nullptr), EVP_PKEY_CTX_free);
    if (algorithm != 15) {
        EVP_PKEY_verify_init(verifying.get());
        EVP_PKEY_CTX_set_signature_md(verifying.get(), hash.get());
    }
    const auto is_good = [&](const auto& message, const auto& signature) {
        if (algorithm == 15) {
            EVP_DigestVerifyInit(hashing.get(), nullptr, nullptr, nullptr, key.get());
            return EVP_DigestVerify(hashing.get(), signature.data(), signature.size(),
                                    message.data(), message.size()) == 1;
        }
        std::uint8_t digest[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        EVP_DigestInit_ex(hashing.get(), hash.get(), nullptr);
        EVP_DigestUpdate(hashing.get(), message.data(), message.size());
        EVP_DigestFinal_ex(hashing.get(), digest, &size);
        return EVP_PKEY_verify(verifying.get(), signature.data(), signature.size(), digest, size) ==
               1;
    };
    std::size_t good = 0;
    const double seconds = best_of(3, [&] {
        for (std::size_t i = 0; i < count; ++i) good += is_good(messages[i], encoded[i]);
    });
    if (good != 3 * count) print("OpenSSL does not find all signatures valid!\n");
    return seconds * 1e6 / static_cast<double>(count);
}

}  // namespace zoneproof::bench
