// The fast lanes against the definitions: what they accept holds, and what holds they accept, but
// for ECDSA sums with an addition of equal or opposite points, which are left to Botan. The first
// octet chooses: the arithmetic of P-256, P-384, Ed25519 or RSA, or whole lanes with messages.
#include "fuzz/lanes/ecdsa.hpp"
#include "fuzz/lanes/ed25519.hpp"
#include "fuzz/lanes/messages.hpp"
#include "fuzz/lanes/rsa.hpp"

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

#if defined(__x86_64__)
const auto p256s = those_that_run(lanes::p256_scalar, &lanes::p256_ifma);
const auto p384s = those_that_run(lanes::p384_scalar, &lanes::p384_ifma);
const auto ed25519s = those_that_run(lanes::ed25519_scalar, &lanes::ed25519_ifma);
const auto rsas = those_that_run(lanes::rsa_scalar, &lanes::rsa_ifma);
#else
const std::vector p256s = {&lanes::p256_scalar}, p384s = {&lanes::p384_scalar};
const std::vector ed25519s = {&lanes::ed25519_scalar};
const std::vector rsas = {&lanes::rsa_scalar};
#endif

/// Never destroyed: Botan's memory pool is gone before static objects are.
template <class Target, class... Arguments>
void run(Input& input, const Arguments&... arguments) {
    static Target& target = *new Target(arguments...);
    target.run(input);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.take8() % 5) {
    case 0: run<EcdsaTarget<lanes::P256>>(input, p256s); break;
    case 1: run<EcdsaTarget<lanes::P384>>(input, p384s); break;
    case 2: run<Ed25519Target>(input, ed25519s); break;
    case 3: run<RsaTarget>(input, rsas); break;
    default: run<MessagesTarget>(input); break;
    }
    return 0;
}
