// Wycheproof's vectors through make_verifier(): one by one, and each key's as one mixed batch.
//
// The only vectors called "acceptable" are PKCS#1 v1.5 signatures whose DigestInfo lacks the NULL
// parameter: we refuse them, since RFC 3110 3 and RFC 5702 3.1 spell the prefix out with its NULL
// octets.
#include "tests/verifier/crypto/lane_batch.hpp"
#include "tests/verifier/crypto/verifiers.hpp"
#include "tests/verifier/octets.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <string>
#include <vector>

using namespace zoneproof;

namespace {

struct File {
    const char* name;
    std::uint8_t algorithm;
    std::size_t valid, invalid;  // as many as the file says
};
const File files[] = {
    {"ecdsa_secp256r1_sha256_p1363_test.json", 13, 173, 89},
    {"ecdsa_secp384r1_sha384_p1363_test.json", 14, 193, 87},
    {"ed25519_test.json", 15, 88, 63},
    {"ed448_test.json", 16, 17, 70},
    {"rsa_signature_2048_sha256_test.json", 8, 9, 250},
    {"rsa_signature_2048_sha512_test.json", 10, 8, 251},
};

/// The key as the public key field of a DNSKEY: RFC 3110 2, RFC 6605 4, RFC 8080 3.
std::vector<std::uint8_t> key_field(const nlohmann::json& key) {
    if (key.contains("pk")) return hex(key["pk"].get<std::string>());
    if (key.contains("uncompressed")) return hex(key["uncompressed"].get<std::string>().substr(2));
    auto field = hex(key["publicExponent"].get<std::string>());
    field.insert(field.begin(), static_cast<std::uint8_t>(field.size()));
    const auto modulus = hex(key["modulus"].get<std::string>());
    field.insert(field.end(), modulus.begin(), modulus.end());
    return field;
}

struct Vector {
    int id;
    std::vector<std::uint8_t> message, signature;
    bool valid;
};

struct Group {
    std::vector<std::uint8_t> key;
    std::vector<Vector> vectors;
};

std::vector<Group> read(const File& file) {
    std::ifstream stream(std::string(TEST_DATA) + "/wycheproof/" + file.name);
    const auto json = nlohmann::json::parse(stream);
    std::vector<Group> groups;
    for (const auto& group : json["testGroups"]) {
        groups.push_back({key_field(group["publicKey"]), {}});
        for (const auto& test : group["tests"])
            groups.back().vectors.push_back({test["tcId"], hex(test["msg"].get<std::string>()),
                                             hex(test["sig"].get<std::string>()),
                                             test["result"] == "valid"});
    }
    return groups;
}

/// All vectors of a group in one batch.
void check_batch(const File& file, const Group& group, const KeyVerifier& verifier) {
    Scratch scratch;
    std::vector<Octets> pieces;
    for (const Vector& vector : group.vectors) pieces.push_back(vector.message);
    std::vector<SignedOctets> batch;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        batch.push_back({{&pieces[i], 1}, group.vectors[i].signature});
    std::vector<SignatureCheck> answers(batch.size());
    verifier.check(batch, answers, scratch);
    for (std::size_t i = 0; i < batch.size(); ++i) {
        CAPTURE(file.name, group.vectors[i].id);
        CHECK((answers[i] == SignatureCheck::valid) == group.vectors[i].valid);
    }
}

}  // namespace

TEST_CASE("every valid Wycheproof signature is accepted and every other refused") {
    for (const File& file : files) {
        std::size_t valid = 0, invalid = 0;
        for (const Group& group : read(file)) {
            const auto verifier = verifier_for(file.algorithm, group.key);
            for (const Vector& vector : group.vectors) {
                CAPTURE(file.name, vector.id);
                const bool accepted =
                    check_one(*verifier, vector.message, vector.signature) == SignatureCheck::valid;
                CHECK(accepted == vector.valid);
                ++(vector.valid ? valid : invalid);
            }
        }
        CAPTURE(file.name);
        CHECK(valid == file.valid);
        CHECK(invalid == file.invalid);
    }
}

TEST_CASE("good and bad Wycheproof signatures in one batch get each their own answer") {
    for (const File& file : files)
        for (const Group& group : read(file))
            for (const Engine engine : {Engine::automatic, Engine::scalar, Engine::botan})
                check_batch(file, group, *verifier_for(file.algorithm, group.key, engine));
}

TEST_CASE("no lane accepts a Wycheproof signature that is not valid; RSA and Ed25519 lanes accept "
          "all that are, and ECDSA's but for a few with a crafted addition") {
    for (const File& file : files) {
        std::map<std::string, std::size_t> accepted;  // by lane
        std::size_t valid_in_range = 0;
        for (const Group& group : read(file)) {
            const auto verifier = verifier_for(file.algorithm, group.key, Engine::botan);
            std::vector<Signed> in_range;
            std::vector<std::uint8_t> valid;
            for (const Vector& vector : group.vectors) {
                if (verifier->objection(vector.signature)) continue;
                in_range.push_back({vector.message, vector.signature});
                valid.push_back(vector.valid);
                valid_in_range += vector.valid ? 1 : 0;
            }
            each_lane(file.algorithm, group.key, [&](const Lane& lane, const std::string& name) {
                const auto good = lane_answers(lane, in_range);
                for (std::size_t i = 0; i < good.size(); ++i) CHECK(good[i] <= valid[i]);
                accepted[name] += static_cast<std::size_t>(std::ranges::count(good, 1));
            });
        }
        for (const auto& [name, count] : accepted) {
            CAPTURE(file.name, name);
            CHECK(count + (file.algorithm == 13 || file.algorithm == 14 ? 5 : 0) >= valid_in_range);
        }
        CHECK((file.algorithm == 16 || !accepted.empty()));
    }
}
