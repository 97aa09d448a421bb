// The Ed25519 lanes against Botan: batches, tables of every width, odd encodings.
#include "tests/verifier/crypto/lane_batch.hpp"
#include "tests/verifier/crypto/verifiers.hpp"
#include "tests/verifier/octets.hpp"
#include "tests/verifier/signer.hpp"

using namespace zoneproof;
using zoneproof::testing::TestKey;

namespace {

std::vector<std::uint8_t> key_field(const TestKey& key) {
    const auto rdata = key.dnskey();
    return {rdata.begin() + 4, rdata.end()};
}

std::vector<Signed> signatures(const TestKey& key, unsigned count, Numbers& random) {
    std::vector<Signed> made;
    for (unsigned i = 0; i < count; ++i) {
        auto message = random.octets(random.below(300) + 1);
        auto signature = key.sign(message);
        made.push_back({std::move(message), std::move(signature)});
    }
    return made;
}

}  // namespace

TEST_CASE(
    "Ed25519 lanes tell good from bad at every place of a batch, with tables of every width") {
    Numbers random(1);
    for (const unsigned number : {1u, 2u}) {  // keys with either sign of x
        const TestKey key(15, 256, number);
        const auto good = signatures(key, 40, random);
        const auto verifier = verifier_for(15, key_field(key), Engine::botan);
        const auto in_range = [&](Octets s) { return !verifier->objection(s); };
        for (const std::size_t expected : {32u, 500u, 5'000u, 60'000u}) {
            CAPTURE(number, expected);
            check_mixed_batches(15, key_field(key), good, random, {1, 8, 31, 32, 33, 300, 2049},
                                in_range, expected);
        }
    }
}

TEST_CASE("what an Ed25519 lane accepts of odd encodings of R and of small S, Botan accepts") {
    // y = 0, 1, -1, p, p + 1 and of the points of order 8, with either sign of x.
    const char* const encodings[] = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"};
    Numbers random(2);
    const TestKey key(15);
    const auto verifier = verifier_for(15, key_field(key), Engine::botan);
    std::vector<Signed> items;
    for (const char* encoding : encodings)
        for (const std::uint8_t sign : {0x00, 0x80})
            for (const std::uint8_t s : {0, 1, 8}) {
                auto signature = hex(encoding);
                signature.back() |= sign;
                signature.resize(64);
                signature[32] = s;
                items.push_back({random.octets(3), signature});
            }
    each_lane(15, key_field(key), [&](const Lane& lane) {
        const auto answers = lane_answers(lane, items);
        for (std::size_t i = 0; i < items.size(); ++i) {
            CAPTURE(i);
            const auto answer = check_one(*verifier, items[i].message, items[i].signature);
            CHECK((answers[i] == 1) == (answer == SignatureCheck::valid));
        }
    });
}
