#include "verifier/crypto/lanes.hpp"

#include "verifier/crypto/guarded.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

constexpr std::uint8_t rsa[] = {5, 7, 8, 10}, p256[] = {13}, p384[] = {14}, ed25519[] = {15};

bool everywhere() {
    return true;
}
#if defined(__x86_64__)
bool has_ifma() {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512ifma");
}
#endif

constinit LaneSwitch rsa_scalar("RSA (scalar)");
constinit LaneSwitch p256_scalar("ECDSA P-256 (scalar)");
constinit LaneSwitch p384_scalar("ECDSA P-384 (scalar)");
constinit LaneSwitch ed25519_scalar("Ed25519 (scalar)");
#if defined(__x86_64__)
constinit LaneSwitch rsa_ifma("RSA (AVX-512 IFMA)");
constinit LaneSwitch p256_ifma("ECDSA P-256 (AVX-512 IFMA)");
constinit LaneSwitch p384_ifma("ECDSA P-384 (AVX-512 IFMA)");
constinit LaneSwitch ed25519_ifma("Ed25519 (AVX-512 IFMA)");
#endif

constexpr LaneKind kinds[] = {
#if defined(__x86_64__)
    {&rsa_ifma, rsa, false, has_ifma, make_rsa_ifma_lane},
    {&p256_ifma, p256, false, has_ifma, make_ecdsa_ifma_lane},
    {&p384_ifma, p384, false, has_ifma, make_ecdsa_ifma_lane},
    {&ed25519_ifma, ed25519, false, has_ifma, make_ed25519_ifma_lane},
#endif
    {&rsa_scalar, rsa, true, everywhere, make_rsa_scalar_lane},
    {&p256_scalar, p256, true, everywhere, make_ecdsa_scalar_lane},
    {&p384_scalar, p384, true, everywhere, make_ecdsa_scalar_lane},
    {&ed25519_scalar, ed25519, true, everywhere, make_ed25519_scalar_lane},
};

bool serves(const LaneKind& kind, std::uint8_t algorithm, Engine engine) {
    return std::ranges::count(kind.algorithms, algorithm) != 0 &&
           (kind.portable || engine == Engine::automatic) && kind.runs_here();
}

}  // namespace

std::span<const LaneKind> lane_kinds() {
    return kinds;
}

std::unique_ptr<KeyVerifier> with_lane(std::unique_ptr<KeyVerifier> reference,
                                       std::uint8_t algorithm, Octets public_key, Engine engine,
                                       CrossCheck cross_check) {
    if (engine == Engine::botan) return reference;
    std::vector<const LaneSwitch*> off;
    for (const LaneKind& kind : kinds) {
        if (!serves(kind, algorithm, engine)) continue;
        auto lane = kind.make(algorithm, public_key);
        if (lane == nullptr) continue;
        kind.control->test_once([&] { return passes_known_answers(kind); });
        if (kind.control->on())
            return std::make_unique<GuardedVerifier>(std::move(reference), std::move(lane),
                                                     kind.control, std::move(off), cross_check);
        off.push_back(kind.control);
    }
    if (off.empty()) return reference;
    return std::make_unique<GuardedVerifier>(std::move(reference), nullptr, nullptr, std::move(off),
                                             cross_check);
}

}  // namespace zoneproof
