// Ed25519 with AVX-512 IFMA, eight signatures side by side.
#include "verifier/crypto/ed25519_batch.hpp"
#include "verifier/crypto/machine_ifma.hpp"

namespace zoneproof::lanes {

constinit const Ed25519Arithmetic ed25519_ifma = {Ed25519TableBuilder<IfmaMachine>::build,
                                                  Ed25519Batch<IfmaMachine>::check};

}  // namespace zoneproof::lanes
