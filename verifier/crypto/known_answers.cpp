#include "verifier/crypto/known_answers.hpp"

#include "verifier/crypto/lanes.hpp"
#include "verifier/crypto/scratch.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// Good signatures with bad ones between them: another message, a bit of either half changed.
/// Batches shorter and longer than the lanes are wide.
bool knows(Lane& lane, const known::Answer& answer) {
    static constexpr std::uint8_t more[] = {0};
    const Octets right[] = {answer.message}, wrong[] = {answer.message, more};
    std::vector<std::uint8_t> first(answer.signature.begin(), answer.signature.end());
    std::vector<std::uint8_t> second = first;
    first[first.size() / 4] ^= 0x10;
    second[second.size() * 5 / 8] ^= 0x01;
    const SignedOctets good{right, answer.signature};
    const SignedOctets bad[] = {{wrong, answer.signature}, {right, first}, {right, second}};

    lane.expect(35);
    LaneSpace space;
    for (const std::size_t size : {1u, 9u, 35u}) {
        for (std::size_t first_bad = 0; first_bad < 3; ++first_bad) {
            std::vector<SignedOctets> batch;
            std::vector<std::uint8_t> expected, answers(size, 2);
            for (std::size_t i = 0; i < size; ++i) {
                const bool is_bad = i % 3 == first_bad;
                batch.push_back(is_bad ? bad[i / 3 % 3] : good);
                expected.push_back(is_bad ? 0 : 1);
            }
            lane.check(batch, answers, space);
            if (answers != expected) return false;
        }
    }
    return true;
}

}  // namespace

bool passes_known_answers(const LaneKind& kind) {
    unsigned known = 0;
    for (const known::Answer& answer : known::answers) {
        if (std::ranges::count(kind.algorithms, answer.algorithm) == 0) continue;
        const auto lane = kind.make(answer.algorithm, answer.key);
        if (lane == nullptr || !knows(*lane, answer)) return false;
        ++known;
    }
    return known != 0;
}

}  // namespace zoneproof
