// The RSA lanes against Botan's arithmetic, for all sizes and exponents.
#include "tests/verifier/crypto/lane_batch.hpp"
#include "tests/verifier/crypto/verifiers.hpp"
#include "tests/verifier/octets.hpp"
#include "verifier/crypto/botan_shim.hpp"
#include "verifier/crypto/lanes.hpp"

#include <botan/auto_rng.h>
#include <botan/numthry.h>

#include <array>

using namespace zoneproof;

namespace {

std::vector<std::uint8_t> to_octets(const Botan::BigInt& value, std::size_t size) {
    std::vector<std::uint8_t> octets(size);
    for (std::size_t i = 0; i < value.bytes(); ++i) octets[size - 1 - i] = value.byte_at(i);
    return octets;
}

struct Hash {
    const char* name;
    const char* digest_info;
};
const Hash sha1{"SHA-1", "3021300906052b0e03021a05000414"};
const Hash sha256{"SHA-256", "3031300d060960864801650304020105000420"};
const Hash sha512{"SHA-512", "3051300d060960864801650304020305000440"};

/// RFC 3110 2
std::vector<std::uint8_t> public_key(const Botan::BigInt& n, const Botan::BigInt& e) {
    std::vector<std::uint8_t> field = {static_cast<std::uint8_t>(e.bytes())};
    for (const auto& part : {to_octets(e, e.bytes()), to_octets(n, n.bytes())})
        field.insert(field.end(), part.begin(), part.end());
    return field;
}

/// An RSA key of any size in no time: its modulus is a product of small primes, and roots are put
/// together from roots modulo each (Chinese remainder theorem).
struct RsaKey {
    std::vector<Botan::BigInt> primes;
    Botan::BigInt n = 1;
    std::uint64_t e;
    std::size_t size;

    RsaKey(unsigned bits, std::uint64_t exponent, Numbers& random) : e(exponent) {
        while (n.bits() + 60 < bits) {
            const Botan::BigInt p(random() | std::uint64_t{1} << 63 | 1);
            if (!Botan::is_prime(p, rng) || Botan::gcd(p - 1, Botan::BigInt(e)) != 1 || n % p == 0)
                continue;
            n *= p;
            primes.push_back(p);
        }
        size = n.bytes();
    }

    std::vector<std::uint8_t> public_key() const { return ::public_key(n, Botan::BigInt(e)); }

    /// EMSA-PKCS1-v1_5 by hand, RFC 8017 9.2.
    std::vector<std::uint8_t> sign(const Hash& hash, Octets message) const {
        const auto function = Botan::HashFunction::create_or_throw(hash.name);
        function->update(message.data(), message.size());
        const auto digest = function->final();
        std::vector<std::uint8_t> encoded = hex(hash.digest_info);
        encoded.insert(encoded.end(), digest.begin(), digest.end());
        encoded.insert(encoded.begin(), 0);
        while (encoded.size() + 2 < size) encoded.insert(encoded.begin(), 0xff);
        encoded.insert(encoded.begin(), 1);
        return to_octets(root(to_integer(encoded)), size);
    }

    Botan::BigInt root(const Botan::BigInt& power) const {
        Botan::BigInt sum = 0;
        for (const Botan::BigInt& p : primes) {
            const Botan::BigInt d = Botan::inverse_mod(Botan::BigInt(e), p - 1);
            const Botan::BigInt others = n / p;
            sum +=
                Botan::power_mod(power % p, d, p) * Botan::inverse_mod(others % p, p) % p * others;
        }
        return sum % n;
    }

    mutable Botan::AutoSeeded_RNG rng;
};

std::vector<Signed> signatures(const RsaKey& key, const Hash& hash, unsigned count,
                               Numbers& random) {
    std::vector<Signed> made;
    for (unsigned i = 0; i < count; ++i) {
        auto message = random.octets(1 + random.below(300));
        auto signature = key.sign(hash, message);
        made.push_back({std::move(message), std::move(signature)});
    }
    return made;
}

}  // namespace

TEST_CASE("RSA lanes tell good from bad for every size, exponent and place in a batch") {
    Numbers random(1);
    const std::pair<unsigned, std::uint64_t> keys[] = {
        {700, 3}, {1024, 65537}, {1280, 3}, {1536, 17}, {2048, 65537}, {2049, 5}, {3072, 65537},
    };
    for (const auto& [bits, exponent] : keys) {
        CAPTURE(bits, exponent);
        const RsaKey key(bits, exponent, random);
        const auto good = signatures(key, sha256, 4, random);
        const auto verifier = verifier_for(8, key.public_key(), Engine::botan);
        for (const Signed& item : good)
            REQUIRE(check_one(*verifier, item.message, item.signature) == SignatureCheck::valid);
        check_mixed_batches(8, key.public_key(), good, random, {1, 2, 7, 8, 9, 100},
                            [&](Octets s) { return !verifier->objection(s); });
    }
}

TEST_CASE("RSA lanes do 4096 and 8192 bits, and exponents of 64 bits") {
    Numbers random(2);
    const std::pair<unsigned, std::uint64_t> keys[] = {
        {1024, 0xfffffffffffffffb}, {4096, 65537}, {8192, 3}};
    for (const auto& [bits, exponent] : keys) {
        CAPTURE(bits, exponent);
        const RsaKey key(bits, exponent, random);
        const auto verifier = verifier_for(8, key.public_key(), Engine::botan);
        check_mixed_batches(8, key.public_key(), signatures(key, sha256, 1, random), random, {9},
                            [&](Octets s) { return !verifier->objection(s); });
    }
}

TEST_CASE("RSA lanes know the hashes of algorithms 5, 7, 8 and 10 and none for another") {
    Numbers random(3);
    const RsaKey key(1024, 65537, random);
    for (const auto& [algorithm, hash] :
         {std::pair<int, Hash>{5, sha1}, {7, sha1}, {8, sha256}, {10, sha512}}) {
        const auto good = signatures(key, hash, 1, random);
        for (const int other : {5, 7, 8, 10}) {
            CAPTURE(algorithm, other);
            const bool same = other == algorithm || (other < 8 && algorithm < 8);
            each_lane(static_cast<std::uint8_t>(other), key.public_key(), [&](const Lane& lane) {
                CHECK(lane_answers(lane, good) == std::vector<std::uint8_t>{same});
            });
        }
    }
}

TEST_CASE("no RSA lane is made for a modulus too short for its hash") {
    Numbers random(4);
    const RsaKey key(512, 65537, random);
    for (const LaneKind& kind : lane_kinds())
        if (std::ranges::count(kind.algorithms, 10) != 0)
            CHECK(kind.make(10, key.public_key()) == nullptr);
}

TEST_CASE("the power of an RSA lane is that of Botan for the numbers at the borders") {
    Numbers random(5);
    for (const unsigned bits : {512u, 1022u, 1023u, 1024u, 1110u, 2028u, 2078u, 2080u}) {
        Botan::BigInt n = Botan::BigInt::power_of_2(bits) - 1 - 2 * Botan::BigInt(random() >> 2);
        const auto key = public_key(n, 65537);
        for (const Botan::BigInt& s : {Botan::BigInt(0), Botan::BigInt(1), n - 1, n / 2}) {
            // The message of which this would be a signature is not one that can be encoded; what
            // matters is that no lane says yes or crashes.
            CAPTURE(bits);
            each_lane(8, key, [&](const Lane& lane) {
                CHECK(lane_answers(lane, {{{1}, to_octets(s, n.bytes())}}) ==
                      std::vector<std::uint8_t>{0});
            });
        }
    }
}
