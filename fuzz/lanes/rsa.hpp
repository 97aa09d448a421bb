// RSA's arithmetic: powers of any numbers for any odd modulus and exponent.
#pragma once

#include "fuzz/lanes/input.hpp"

#include "verifier/crypto/rsa_power.hpp"

#include <botan/numthry.h>

namespace zoneproof::fuzz {

class RsaTarget {
public:
    explicit RsaTarget(std::vector<const lanes::RsaArithmetic*> arithmetics)
        : arithmetics_(std::move(arithmetics)) {}

    void run(Input& input) {
        const std::uint64_t exponents[] = {3, 65537, input.take64() | 3};
        const std::uint64_t exponent = exponents[input.take8() % 3];
        Integer n = 0;
        bool ordinary;
        const unsigned bits = 64 + input.take16() % 2048;
        n = input.number(Integer::power_of_2(bits), ordinary);
        n.set_bit(0), n.set_bit(bits);
        std::vector<Integer> numbers(1 + input.take8() % 8), powers;
        for (Integer& number : numbers) {
            number = input.number(n, ordinary);
            powers.push_back(Botan::power_mod(number, Integer(exponent), n));
        }
        for (const auto* arithmetic : arithmetics_)
            check(*arithmetic, n, exponent, numbers, powers);
    }

private:
    static void check(const lanes::RsaArithmetic& arithmetic, const Integer& n,
                      std::uint64_t exponent, const std::vector<Integer>& numbers,
                      const std::vector<Integer>& powers) {
        const unsigned radix = arithmetic.radix_bits, round = arithmetic.limbs_round;
        const auto needed = static_cast<unsigned>((n.bits() + 2 + radix - 1) / radix);
        const unsigned limbs = (needed + round - 1) / round * round;
        lanes::RsaModulus modulus{};
        modulus.limbs = limbs, modulus.exponent = exponent;
        const Integer r = Integer::power_of_2(std::size_t{radix} * limbs);
        split(n, radix, limbs, modulus.n, 1);
        split(r * r % n, radix, limbs, modulus.r_squared, 1);
        const Integer word = Integer::power_of_2(radix);
        modulus.negative_inverse = words_of(word - Botan::inverse_mod(n % word, word), 1)[0];

        AlignedWords s(std::size_t{arithmetic.width} * limbs);
        for (std::size_t at = 0; at < numbers.size(); at += arithmetic.width) {
            const auto number = [&](unsigned k) { return (at + k) % numbers.size(); };
            for (unsigned k = 0; k < arithmetic.width; ++k)
                split(numbers[number(k)], radix, limbs, s.data() + k, arithmetic.width);
            arithmetic.power(modulus, s.data());
            for (unsigned k = 0; k < arithmetic.width; ++k) {
                Integer power = 0;
                for (unsigned i = limbs; i-- > 0;)
                    power = (power << radix) + Integer(s.data()[arithmetic.width * i + k]);
                require(power == powers[number(k)] || power == powers[number(k)] + n,
                        "a power is that of Botan, or the modulus more");
            }
        }
    }

    static void split(const Integer& value, unsigned radix, unsigned limbs, std::uint64_t* to,
                      unsigned stride) {
        const Integer word = Integer::power_of_2(radix);
        Integer rest = value;
        for (unsigned i = 0; i < limbs; ++i, rest >>= radix)
            to[stride * i] = words_of(rest % word, 1)[0];
    }

    std::vector<const lanes::RsaArithmetic*> arithmetics_;
};

}  // namespace zoneproof::fuzz
