#include "verifier/crypto/range.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// Big-endian integers of equal length.
bool below(Octets value, Octets bound) {
    return compare(value, bound) < 0;
}

bool is_zero(Octets value) {
    return std::ranges::all_of(value, [](std::uint8_t octet) { return octet == 0; });
}

bool below_little_endian(Octets value, Octets big_endian_bound) {
    return std::lexicographical_compare(value.rbegin(), value.rend(), big_endian_bound.begin(),
                                        big_endian_bound.end());
}

}  // namespace

std::optional<SignatureCheck> RangeCheck::objection(Octets signature) const {
    const std::size_t length = bound_.size();
    if (signature.size() != (form_ == Form::rsa ? length : 2 * length))
        return SignatureCheck::wrong_length;

    const Octets first = signature.first(length), second = signature.last(length);
    switch (form_) {
    case Form::rsa:
        // "If the signature representative s is not between 0 and n - 1, output 'signature
        // representative out of range'" RFC 8017 5.2.2: the signature of another key, not a
        // degenerate one.
        if (!below(signature, bound_)) return SignatureCheck::bad;
        break;
    case Form::ecdsa:
        if (is_zero(first) || is_zero(second) || !below(first, bound_) || !below(second, bound_))
            return SignatureCheck::degenerate;
        break;
    case Form::eddsa:
        if (!below_little_endian(second, bound_)) return SignatureCheck::degenerate;
        break;
    }
    return std::nullopt;
}

}  // namespace zoneproof
