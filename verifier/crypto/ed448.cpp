// Ed448 (RFC 8080): algorithm 16, by Botan from 3.4 on, before that by nettle; without either it is
// unsupported.
#include "verifier/crypto/algorithms.hpp"
#include "verifier/crypto/hex.hpp"
#include "verifier/crypto/reference.hpp"
#include "verifier/crypto/scratch.hpp"

#include <botan/build.h>

#if !defined(BOTAN_HAS_ED448) && defined(ZONEPROOF_NETTLE)
#include <nettle/eddsa.h>
#endif

#include <algorithm>

namespace zoneproof {

#if defined(BOTAN_HAS_ED448) || defined(ZONEPROOF_NETTLE)
namespace {

constexpr std::size_t key_octets = 57;
// L = 2^446 - 13818066809895115352007386748515426880336692474882178609894547503885, RFC 8032 5.2,
// as long as S.
constexpr auto order = from_hex("003fffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                                "7cca23e9c44edb49aed63690216cc2728dc58f552378c292ab5844f3");

#if defined(BOTAN_HAS_ED448)

// SubjectPublicKeyInfo up to the key: id-Ed448, RFC 8410 4.
constexpr auto prefix = from_hex("3043300506032b6571033a00");

MadeVerifier make(Octets public_key) {
    auto key = load_public_key(prefix, public_key);
    if (!key) return KeyRefusal::not_on_curve;
    return std::make_unique<ReferenceVerifier>(std::move(key), "Pure", RangeCheck::eddsa(order));
}

#else

class NettleEd448 final : public KeyVerifier {
public:
    explicit NettleEd448(Octets key) { std::ranges::copy(key, key_.begin()); }

    void check(std::span<const SignedOctets> batch, std::span<SignatureCheck> answers,
               Scratch& scratch) const override {
        std::vector<std::uint8_t>& message = scratch.state().message;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (const auto objection = range_.objection(batch[i].signature)) {
                answers[i] = *objection;
                continue;
            }
            message.clear();
            for (const Octets piece : batch[i].pieces)
                message.insert(message.end(), piece.begin(), piece.end());
            const int good = ed448_shake256_verify(key_.data(), message.size(), message.data(),
                                                   batch[i].signature.data());
            answers[i] = good == 1 ? SignatureCheck::valid : SignatureCheck::bad;
        }
    }
    std::optional<SignatureCheck> objection(Octets signature) const override {
        return range_.objection(signature);
    }

private:
    std::array<std::uint8_t, key_octets> key_;
    RangeCheck range_ = RangeCheck::eddsa(order);
};

MadeVerifier make(Octets public_key) {
    return std::make_unique<NettleEd448>(public_key);
}

#endif
}  // namespace

MadeVerifier make_ed448(Octets public_key) {
    if (public_key.size() != key_octets) return KeyRefusal::malformed;
    if (!is_sound_point(EdwardsCurve::ed448, public_key)) return KeyRefusal::not_on_curve;
    return make(public_key);
}

#else

MadeVerifier make_ed448(Octets) {
    return KeyRefusal::unsupported_algorithm;
}

#endif

}  // namespace zoneproof
