// Signatures in forms and ranges that DNSSEC does not have: RFC 6605 4, RFC 8032 5.1.7, RFC 3110 3.
#include "corpus/builder/fields.hpp"
#include "corpus/builder/op_functions.hpp"

#include <algorithm>

namespace zoneproof::corpus::op {
namespace {

constexpr std::string_view p256_order =
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
// L of Ed25519, the lowest octet first as in S.
constexpr std::string_view ed25519_order =
    "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

/// INTEGER of ASN.1: no leading zeros, and one where the first bit would make it negative.
Bytes der_integer(Octets value) {
    while (value.size() > 1 && value[0] == 0) value = value.subspan(1);
    const bool negative = value[0] >= 0x80;
    Bytes data = {0x02, static_cast<std::uint8_t>(value.size() + (negative ? 1 : 0))};
    if (negative) data.push_back(0);
    append(data, value);
    return data;
}

/// ECDSA-Sig-Value as TLS and X.509 have it; DNSSEC has r | s.
Bytes der(const Bytes& signature) {
    const Octets all(signature);
    Bytes body = der_integer(all.first(all.size() / 2));
    append(body, der_integer(all.subspan(all.size() / 2)));
    Bytes data = {0x30, static_cast<std::uint8_t>(body.size())};
    append(data, body);
    return data;
}

/// One half of r | s, or S of R | S, replaced.
Bytes with_half(Bytes signature, bool second, Octets half) {
    const std::size_t at = second ? signature.size() / 2 : 0;
    if (half.empty())
        std::fill_n(signature.begin() + static_cast<std::ptrdiff_t>(at), signature.size() / 2, 0);
    else
        std::ranges::copy(half, signature.begin() + static_cast<std::ptrdiff_t>(at));
    return signature;
}

/// S + L: the same point equation holds, and RFC 8032 5.1.7 refuses it.
Bytes plus_order(Bytes signature) {
    const Bytes order = *bytes_from_hex(ed25519_order);
    unsigned carry = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        carry += signature[32 + i] + order[i];
        signature[32 + i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
    }
    return signature;
}

/// n - s: r | s and r | n - s verify alike, and RFC 6605 4 asks for neither.
Bytes negated_s(Bytes signature) {
    const Bytes order = *bytes_from_hex(p256_order);
    int borrow = 0;
    for (std::size_t i = order.size(); i-- > 0;) {
        const int digit = order[i] - signature[32 + i] - borrow;
        borrow = digit < 0 ? 1 : 0;
        signature[32 + i] = static_cast<std::uint8_t>(digit + 256 * borrow);
    }
    return signature;
}

struct Form {
    std::string_view name;
    std::size_t octets;  // the length it works on; 0: any
    Bytes (*make)(Bytes);
};

const Form forms[] = {
    {"der", 0, [](Bytes s) { return der(s); }},
    {"r-zero", 64, [](Bytes s) { return with_half(std::move(s), false, {}); }},
    {"s-zero", 64, [](Bytes s) { return with_half(std::move(s), true, {}); }},
    {"s-order", 64,
     [](Bytes s) { return with_half(std::move(s), true, *bytes_from_hex(p256_order)); }},
    {"s-negated", 64, negated_s},
    {"s-plus-order", 64, plus_order},
    {"leading-zero", 0, [](Bytes s) { return s.insert(s.begin(), 0), s; }},
    {"cut-front", 0, [](Bytes s) { return s.erase(s.begin()), s; }},
    {"cut-back", 0, [](Bytes s) { return s.pop_back(), s; }},
    {"one-more", 0, [](Bytes s) { return s.push_back(0), s; }},
};

}  // namespace

std::string reencode(SignedZone& zone, const Mutation& mutation, Touched&) {
    const auto* const form = std::ranges::find(forms, mutation.value, &Form::name);
    if (form == std::end(forms)) return "no form of a signature is called '" + mutation.value + "'";
    const std::vector<std::size_t> places = select(zone, mutation.where);
    if (places.empty()) return nothing_fits;
    for (const std::size_t place : places) {
        Record& record = list(zone, mutation)[place];
        const auto field = find_field(record, "signature");
        if (!field || field->length < 2) return "a record that fits has no signature";
        if (form->octets != 0 && field->length != form->octets)
            return "the signature has another length";
        replace(record, *field,
                form->make(bytes(Octets(record.rdata).subspan(field->offset, field->length))));
    }
    return {};
}

}  // namespace zoneproof::corpus::op
