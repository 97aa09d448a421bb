// s^e mod n for RSA signatures, the arithmetic of both RSA lanes: Montgomery multiplication in a
// radix that leaves room in the machine's words, so that no carry is handed on inside a product
// (docs/engine.md, "RSA").
//
// Only plain data and function types: a lane file is built for one kind of machine and must not
// bring along inline functions that the linker could choose for all.
#pragma once

#include <cstdint>

namespace zoneproof::lanes {

/// 8,192 bits and two more, in limbs of 52 bits, rounded up to blocks of 8.
inline constexpr unsigned most_rsa_limbs = 160;

/// n odd, made ready for Montgomery multiplication with R = 2^(radix_bits * limbs) > 4n.
struct RsaModulus {
    unsigned limbs;
    std::uint64_t n[most_rsa_limbs];
    std::uint64_t r_squared[most_rsa_limbs];  // R^2 mod n
    std::uint64_t negative_inverse;           // -n^-1 mod 2^radix_bits
    std::uint64_t exponent;                   // odd, at least 3
};

/// From s < n to a number congruent to s^e modulo n and below 2n, in place. Numbers are limbs from
/// the lowest up, each below 2^radix_bits; several stand side by side: limb i of number k is at
/// s[width * i + k], s on a boundary of 64 octets.
using RsaPower = void(const RsaModulus&, std::uint64_t* s);

/// How an RSA lane calculates.
struct RsaArithmetic {
    unsigned radix_bits;
    unsigned width;        // numbers side by side
    unsigned limbs_round;  // limbs are a multiple of this
    RsaPower* power;
};

RsaPower rsa_power_scalar;
inline constexpr RsaArithmetic rsa_scalar{57, 1, 6, rsa_power_scalar};
#if defined(__x86_64__)
RsaPower rsa_power_ifma;
inline constexpr RsaArithmetic rsa_ifma{52, 8, 8, rsa_power_ifma};
#endif

}  // namespace zoneproof::lanes
