// The ECDSA lanes against Botan: batches, tables of every width, numbers at the borders.
#include "tests/verifier/crypto/lane_batch.hpp"
#include "tests/verifier/crypto/verifiers.hpp"
#include "tests/verifier/octets.hpp"
#include "tests/verifier/signer.hpp"
#include "verifier/crypto/botan_shim.hpp"

#include <span>

using namespace zoneproof;
using zoneproof::testing::TestKey;

namespace {

/// n, FIPS 186-4 D.1.2.3 and D.1.2.4.
Botan::BigInt order(std::uint8_t algorithm) {
    return to_integer(hex(algorithm == 13
                              ? "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
                              : "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf"
                                "581a0db248b0a77aecec196accc52973"));
}

std::vector<std::uint8_t> key_field(const TestKey& key) {
    const auto rdata = key.dnskey();
    return {rdata.begin() + 4, rdata.end()};
}

std::vector<Signed> signatures(const TestKey& key, unsigned count, Numbers& random) {
    std::vector<Signed> made;
    for (unsigned i = 0; i < count; ++i) {
        auto message = random.octets(1 + random.below(300));
        auto signature = key.sign(message);
        made.push_back({std::move(message), std::move(signature)});
    }
    return made;
}

/// Later versions of Botan 3 have another name for it.
template <class Integer>
void write_integer(const Integer& number, std::uint8_t* end) {
    const std::size_t octets = number.bytes();
    if constexpr (requires { number.serialize_to(std::span(end, octets)); })
        number.serialize_to(std::span(end - octets, octets));
    else
        number.binary_encode(end - octets);
}

std::vector<std::uint8_t> two_numbers(const Botan::BigInt& r, const Botan::BigInt& s,
                                      std::size_t octets) {
    std::vector<std::uint8_t> signature(2 * octets);
    write_integer(r, signature.data() + octets);
    write_integer(s, signature.data() + 2 * octets);
    return signature;
}

}  // namespace

TEST_CASE("ECDSA lanes tell good from bad at every place of a batch, with tables of every width") {
    Numbers random(1);
    for (const std::uint8_t algorithm : {13, 14}) {
        const TestKey key(algorithm);
        const auto good = signatures(key, 40, random);
        const auto verifier = verifier_for(algorithm, key_field(key), Engine::botan);
        const auto in_range = [&](Octets s) { return !verifier->objection(s); };
        for (const std::size_t expected : {32u, 500u, 5'000u, 40'000u}) {
            CAPTURE(int(algorithm), expected);
            check_mixed_batches(algorithm, key_field(key), good, random,
                                {1, 8, 31, 32, 33, 300, 2049}, in_range, expected);
        }
    }
}

TEST_CASE("an ECDSA lane without tables accepts nothing and asks for nothing") {
    const TestKey key(13);
    Numbers random(2);
    const auto good = signatures(key, 1, random);
    each_lane(
        13, key_field(key),
        [&](const Lane& lane) {
            CHECK(lane.least() > 1'000'000);
            CHECK(lane_answers(lane, good) == std::vector<std::uint8_t>{0});
        },
        31);
}

TEST_CASE("what an ECDSA lane accepts of numbers at the borders, Botan accepts") {
    Numbers random(3);
    for (const std::uint8_t algorithm : {13, 14}) {
        const TestKey key(algorithm);
        const std::size_t octets = algorithm == 13 ? 32 : 48;
        const Botan::BigInt n = order(algorithm);
        const auto verifier = verifier_for(algorithm, key_field(key), Engine::botan);
        std::vector<Botan::BigInt> numbers = {1, 2, 3, n - 1, n - 2, n / 2, n / 2 + 1};
        for (const unsigned bit : {8u, 52u, 64u, 104u, 128u, 208u, 255u})
            numbers.push_back(Botan::BigInt::power_of_2(bit));
        std::vector<Signed> items;
        for (const Botan::BigInt& r : numbers)
            for (const Botan::BigInt& s : numbers)
                items.push_back({random.octets(5), two_numbers(r, s, octets)});
        each_lane(algorithm, key_field(key), [&](const Lane& lane) {
            const auto answers = lane_answers(lane, items);
            for (std::size_t i = 0; i < items.size(); ++i) {
                if (answers[i] == 0) continue;
                CHECK(check_one(*verifier, items[i].message, items[i].signature) ==
                      SignatureCheck::valid);
            }
        });
    }
}

TEST_CASE("a crafted signature whose addition has no slope is left undecided, alone") {
    // With Q = -G: u1 G + u2 Q = (u1 - u2) G. e = r makes both equal and the sum the identity.
    for (const std::uint8_t algorithm : {13, 14}) {
        const TestKey honest(algorithm);
        const Botan::BigInt n = order(algorithm);
        const auto group = testing::ec_group(algorithm == 13 ? "secp256r1" : "secp384r1");
        const std::size_t octets = algorithm == 13 ? 32 : 48;
        auto key = two_numbers(group.get_g_x(), group.get_p() - group.get_g_y(), octets);
        const Botan::BigInt d = n - 1;  // Q = d G
        const auto digest = [&](Octets message) {
            Digest hash(algorithm == 13 ? HashAlgorithm::sha256 : HashAlgorithm::sha384);
            hash.update(message);
            return to_integer(hash.finish()) % n;
        };
        // k = 1: r = x_G, s = e + r d.
        const std::vector<std::uint8_t> message = {1, 2, 3};
        const Botan::BigInt r = group.get_g_x() % n;
        const Signed good{message, two_numbers(r, (digest(message) + r * d) % n, octets)};
        const Signed crafted{message, two_numbers(digest(message), 12345, octets)};

        const auto verifier = verifier_for(algorithm, key, Engine::botan);
        REQUIRE(check_one(*verifier, good.message, good.signature) == SignatureCheck::valid);
        CHECK(check_one(*verifier, crafted.message, crafted.signature) == SignatureCheck::bad);
        for (const std::size_t place : {0u, 17u, 63u}) {
            std::vector<Signed> items(64, good);
            std::vector<std::uint8_t> expected(64, 1);
            items[place] = crafted, expected[place] = 0;
            each_lane(algorithm, key,
                      [&](const Lane& lane) { CHECK(lane_answers(lane, items) == expected); });
        }
    }
}
