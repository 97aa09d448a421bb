#include "verifier/crypto/reference.hpp"

#include "verifier/crypto/scratch.hpp"

#include <atomic>
#include <cassert>
#include <optional>

namespace zoneproof {

ReferenceVerifier::ReferenceVerifier(std::unique_ptr<Botan::Public_Key> key, std::string padding,
                                     RangeCheck range)
    : key_(std::move(key)), padding_(std::move(padding)), range_(std::move(range)) {
    static std::atomic<std::uint64_t> next = 0;
    id_ = next.fetch_add(1, std::memory_order_relaxed);
}

void ReferenceVerifier::check(std::span<const SignedOctets> batch,
                              std::span<SignatureCheck> answers, Scratch& scratch) const {
    assert(batch.size() == answers.size());
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const auto objection = range_.objection(batch[i].signature);
        answers[i] = objection                           ? *objection
                     : verify(batch[i], scratch.state()) ? SignatureCheck::valid
                                                         : SignatureCheck::bad;
    }
}

bool ReferenceVerifier::verify(const SignedOctets& what, Scratch::State& scratch) const {
    auto& verifier = scratch.verifiers[id_];
    const auto good = unless_botan_throws(std::optional<bool>(), [&]() -> std::optional<bool> {
        if (!verifier) verifier = std::make_unique<Botan::PK_Verifier>(*key_, padding_);
        for (const Octets piece : what.pieces) verifier->update(piece.data(), piece.size());
        return verifier->check_signature(what.signature.data(), what.signature.size());
    });
    if (!good) verifier.reset();  // it may hold half a message
    return good.value_or(false);
}

}  // namespace zoneproof
