// ECDSA for every machine.
#include "verifier/crypto/ecdsa_batch.hpp"
#include "verifier/crypto/machine_scalar.hpp"

namespace zoneproof::lanes {

constinit const EcdsaArithmetic p256_scalar = ecdsa_arithmetic<ScalarMachine, P256>();
constinit const EcdsaArithmetic p384_scalar = ecdsa_arithmetic<ScalarMachine, P384>();

}  // namespace zoneproof::lanes
