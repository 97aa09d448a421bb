// Ed25519 for every machine.
#include "verifier/crypto/ed25519_batch.hpp"
#include "verifier/crypto/machine_scalar.hpp"

namespace zoneproof::lanes {

constinit const Ed25519Arithmetic ed25519_scalar = {Ed25519TableBuilder<ScalarMachine>::build,
                                                    Ed25519Batch<ScalarMachine>::check};

}  // namespace zoneproof::lanes
