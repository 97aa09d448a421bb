// ECDSA with AVX-512 IFMA, eight signatures side by side.
#include "verifier/crypto/ecdsa_batch.hpp"
#include "verifier/crypto/machine_ifma.hpp"

namespace zoneproof::lanes {

constinit const EcdsaArithmetic p256_ifma = ecdsa_arithmetic<IfmaMachine, P256>();
constinit const EcdsaArithmetic p384_ifma = ecdsa_arithmetic<IfmaMachine, P384>();

}  // namespace zoneproof::lanes
