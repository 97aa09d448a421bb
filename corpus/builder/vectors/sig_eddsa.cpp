// Ed25519 and Ed448: RFC 8080 with RFC 8032.
#include "corpus/builder/integers.hpp"
#include "corpus/builder/key_pairs.hpp"
#include "corpus/builder/vectors/octets.hpp"
#include "corpus/builder/vectors/sig_groups.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

using Botan::BigInt;

const Bytes message = bytes("one RRset in canonical form");

// The order of the base point, RFC 8032 5.1 and 5.2.
BigInt order_25519() {
    return BigInt("0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");
}
BigInt order_448() {
    return BigInt("0x3fffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                  "7cca23e9c44edb49aed63690216cc2728dc58f552378c292ab5844f3");
}

Bytes joined(Bytes a, const Bytes& b) {
    append(a, b);
    return a;
}
Bytes hex(const char* text) {
    return octets_of(text);
}

BigInt little(Bytes data) {
    std::ranges::reverse(data);
    return to_integer(data);
}
Bytes little(const BigInt& value, std::size_t length) {
    Bytes data = to_octets(value, length);
    std::ranges::reverse(data);
    return data;
}

/// The same signature with S + times*order.
Bytes with_more(const Bytes& signature, const BigInt& order, unsigned times, std::size_t length) {
    const std::size_t at = signature.size() - length;
    const BigInt s = little(bytes(Octets(signature).subspan(at)));
    return joined(bytes(Octets(signature).first(at)), little(s + order * times, length));
}

struct Printed {
    const char *comment, *key, *message, *signature;
    std::uint8_t algorithm;
};

// RFC 8032 7.1 and 7.4
const Printed printed[] = {
    {"RFC 8032 7.1, test 1", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
     "b46bd25bf5f0595bbe24655141438e7a100b",
     15},
    {"RFC 8032 7.1, test 2", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
     "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
     "1d8c387b2eaeb4302aeeb00d291612bb0c00",
     15},
    {"RFC 8032 7.4, blank",
     "5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e5"
     "0f6cd1fa1abeafe8256180",
     "",
     "533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f2b233f034f628281f2fd7a22ddd4"
     "7d7828c59bd0a21bfd3980ff0d2028d4b18a9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a1"
     "13a0f4dbb61149f05a7363268c71d95808ff2e652600",
     16},
};

/// A private scalar of Ed25519 and its point, so that signatures can be put together by hand.
struct Scalar25519 {
    BigInt value;
    Bytes point;

    explicit Scalar25519(const std::string& seed) {
        Bytes wide = digest("SHA-512", derive(seed, 15, 32));
        wide.resize(32);
        wide[0] &= 0xF8;
        wide[31] = static_cast<std::uint8_t>((wide[31] & 0x7F) | 0x40);
        value = little(wide);
        point = seeded_pair(seed, 15).value().public_key;
    }
};

/// R | S with S = r + H(prefix | R | A | M) * a.
Bytes sign_25519(const Bytes& encoded_r, const BigInt& r, const Scalar25519& a, const Bytes& prefix,
                 const Bytes& data) {
    const Bytes input = joined(joined(prefix, encoded_r), joined(a.point, data));
    const BigInt k = little(digest("SHA-512", input));
    return joined(encoded_r, little((r + k * a.value) % order_25519(), 32));
}

Group ed25519_group(std::string_view comment, const Bytes& key) {
    return signature_group("Ed25519, " + std::string(comment), 15, key);
}

void add_made_by_hand(Groups& groups) {
    const Scalar25519 a("made by hand"), r("nonce");
    Group group = ed25519_group("an ordinary key", a.point);
    const auto add = [&](const char* comment, Flags flags, TestResult outcome, const Bytes& sig) {
        add_signature(group, comment, std::move(flags), outcome, message, sig);
    };
    add("", {"Plain"}, TestResult::valid, sign_25519(r.point, r.value, a, {}, message));
    // dom2(f, c), RFC 8032 5.1
    const Bytes dom = bytes("SigEd25519 no Ed25519 collisions");
    add("Ed25519ctx", {"Context"}, TestResult::invalid,
        sign_25519(r.point, r.value, a, joined(dom, {0, 3, 'D', 'N', 'S'}), message));
    add("Ed25519ph", {"Context"}, TestResult::invalid,
        sign_25519(r.point, r.value, a, joined(dom, {1, 0}), digest("SHA-512", message)));
    add("the message's SHA-512 as the message", {"OtherHash"}, TestResult::invalid,
        sign_25519(r.point, r.value, a, {}, digest("SHA-512", message)));

    // R = 0*B, the neutral element (0, 1).
    const BigInt zero(0);
    Bytes neutral(32), minus_neutral(32), above_p(32, 0xFF), minus_above_p(32, 0xFF);
    neutral[0] = minus_neutral[0] = 1;
    minus_neutral[31] = 0x80;
    above_p[0] = minus_above_p[0] = 0xEE;
    above_p[31] = 0x7F;
    add("R is the neutral element", {"LowOrder"}, TestResult::acceptable,
        sign_25519(neutral, zero, a, {}, message));
    add("R has a sign and no x", {"NonCanonical"}, TestResult::invalid,
        sign_25519(minus_neutral, zero, a, {}, message));
    add("R has y = p + 1", {"NonCanonical"}, TestResult::invalid,
        sign_25519(above_p, zero, a, {}, message));
    add("R has y = p + 1 and a sign", {"NonCanonical"}, TestResult::invalid,
        sign_25519(minus_above_p, zero, a, {}, message));
    Bytes off_curve = r.point;
    off_curve[0] ^= 2;
    add("R is another", {"Flipped"}, TestResult::invalid,
        sign_25519(off_curve, r.value, a, {}, message));
    groups.push_back(std::move(group));
}

/// Points of mixed order: R = r*B + T or A = a*B + T, with T of order 8; computed elsewhere.
void add_mixed_order(Groups& groups) {
    const struct {
        const char *comment, *key, *message, *signature;
    } rows[] = {
        {"R has a part of order 8",
         "7506107a85ff4bc15d4deb1467fa1cf3a70147bbb76c616ac58ea915e1b53fa3", "zoneproof vectors",
         "14c5dfc8c0688054bee082c25a04d9e6efea03b06af5b29378b0622ea8112ab88a185237602687ee67f40254"
         "d3eee892c19a8999a206ffac66cc19cd514a180b"},
        {"A has a part of order 8, which shows",
         "89ea4c29a8557703da992927ffce0b7680997ac50aafdf8196e2abbc0c12a0f8", "zoneproof vectors 0",
         "5e475dc237206ca8e59cc11f8fa22c0a60184897f95b27040bd24297a83b768b85b57d441707a0796934ef92"
         "d039147c4a79dc1adeea8160e2eb0df6cf04190c"},
        {"A has a part of order 8, which vanishes when the hash is reduced first",
         "89ea4c29a8557703da992927ffce0b7680997ac50aafdf8196e2abbc0c12a0f8", "zoneproof vectors 8",
         "5e475dc237206ca8e59cc11f8fa22c0a60184897f95b27040bd24297a83b768bd5c624b678534b0ed15129c0"
         "4d1610918220d77de321564a2d9b731fe27dac0e"},
    };
    for (const auto& row : rows) {
        groups.push_back(ed25519_group(row.comment, hex(row.key)));
        add_signature(groups.back(), "", {"Cofactor"}, TestResult::acceptable, bytes(row.message),
                      hex(row.signature));
    }
}

void add_odd_keys(Groups& groups) {
    // R = 0*B, S = 0: right for a key of order 1, and for others when the hash is a multiple of it.
    Bytes neutral_signature(64);
    neutral_signature[0] = 1;
    const struct {
        const char *comment, *flag, *key;
        TestResult outcome;
    } rows[] = {
        {"the neutral element", "LowOrder",
         "0100000000000000000000000000000000000000000000000000000000000000",
         TestResult::acceptable},
        {"order 2", "LowOrder", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
         TestResult::acceptable},
        {"order 4", "LowOrder", "0000000000000000000000000000000000000000000000000000000000000000",
         TestResult::acceptable},
        {"order 8", "LowOrder", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
         TestResult::acceptable},
        {"the neutral element with a sign", "NonCanonical",
         "0100000000000000000000000000000000000000000000000000000000000080", TestResult::invalid},
        {"y = p", "NonCanonical",
         "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", TestResult::invalid},
        {"y = p + 1", "NonCanonical",
         "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", TestResult::invalid},
        {"y = 2^255 - 1", "NonCanonical",
         "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", TestResult::invalid},
        {"y = 2, which no point has", "BadKey",
         "0200000000000000000000000000000000000000000000000000000000000000", TestResult::invalid},
        {"31 octets", "BadKey", "01000000000000000000000000000000000000000000000000000000000000",
         TestResult::invalid},
        {"33 octets", "BadKey",
         "010000000000000000000000000000000000000000000000000000000000000000", TestResult::invalid},
        {"no octet", "BadKey", "", TestResult::invalid},
    };
    for (const auto& row : rows) {
        groups.push_back(ed25519_group(row.comment, hex(row.key)));
        add_signature(groups.back(), "R is the neutral element, S = 0", {row.flag}, row.outcome,
                      message, neutral_signature);
    }
}

Result<Group> ordinary(KeyStore& keys, std::uint8_t algorithm) {
    const auto key = make_key(keys, algorithm, "zsk");
    const auto other = make_key(keys, algorithm, "zsk2");
    if (!key) return key.error();
    if (!other) return other.error();
    const bool ed25519 = algorithm == 15;
    const std::size_t length = ed25519 ? 32 : 57;
    const BigInt order = ed25519 ? order_25519() : order_448();
    const Bytes rdata = key->dnskey(), signature = key->sign(message);
    Group group = signature_group(ed25519 ? "Ed25519, an ordinary key" : "Ed448, an ordinary key",
                                  algorithm, bytes(Octets(rdata).subspan(4)));
    add_signature(group, "", {"Plain"}, TestResult::valid, message, signature);
    add_signature(group, "no octet", {"Plain"}, TestResult::valid, {}, key->sign({}));
    const Bytes long_message(1000, 0xAB);
    add_signature(group, "1000 octets", {"Plain"}, TestResult::valid, long_message,
                  key->sign(long_message));
    add_signature(group, "", {"OtherKey"}, TestResult::invalid, message, other->sign(message));
    add_common_faults(group, message, signature);

    const auto invalid = TestResult::invalid;
    for (const unsigned times : {1u, 2u, ed25519 ? 14u : 1000u})
        add_signature(group, "S + " + std::to_string(times) + " L", {"Range"}, invalid, message,
                      with_more(signature, order, times, length));
    const Bytes r = bytes(Octets(signature).first(length));
    add_signature(group, "S = L", {"Range"}, invalid, message, joined(r, little(order, length)));
    add_signature(group, "S = L - 1", {"Flipped"}, invalid, message,
                  joined(r, little(order - 1, length)));
    add_signature(group, "S = 0", {"Flipped"}, invalid, message, joined(r, Bytes(length)));
    Bytes high = signature;
    high.back() |= 0x80;
    add_signature(group, "the highest bit of S", {"Range"}, invalid, message, high);
    add_signature(group, "S before R", {"Flipped"}, invalid, message,
                  joined(bytes(Octets(signature).subspan(length)), r));
    Bytes sign = signature;
    sign[length - 1] ^= 0x80;
    add_signature(group, "the other sign of R", {"Flipped"}, invalid, message, sign);
    return group;
}

void add_odd_keys_448(Groups& groups) {
    Bytes neutral_signature(114);
    neutral_signature[0] = 1;
    Bytes neutral(57), above_p(57, 0xFF), low(57);
    neutral[0] = 1;
    above_p[56] = 0;
    low[56] = 1;
    const struct {
        const char *comment, *flag;
        Bytes key;
        TestResult outcome;
    } rows[] = {{"the neutral element", "LowOrder", neutral, TestResult::acceptable},
                {"y = 2^448 - 1", "NonCanonical", above_p, TestResult::invalid},
                {"a bit above y", "NonCanonical", low, TestResult::invalid},
                {"56 octets", "BadKey", Bytes(56), TestResult::invalid},
                {"58 octets", "BadKey", Bytes(58), TestResult::invalid},
                {"no octet", "BadKey", {}, TestResult::invalid}};
    for (const auto& row : rows) {
        groups.push_back(signature_group("Ed448, " + std::string(row.comment), 16, row.key));
        add_signature(groups.back(), "R is the neutral element, S = 0", {row.flag}, row.outcome,
                      message, neutral_signature);
    }
}

}  // namespace

Result<Groups> eddsa_groups(KeyStore& keys) {
    Groups groups;
    for (const Printed& row : printed) {
        groups.push_back(signature_group(row.comment, row.algorithm, hex(row.key)));
        add_signature(groups.back(), "", {"Rfc8032"}, TestResult::valid, hex(row.message),
                      hex(row.signature));
    }
    for (const std::uint8_t algorithm : {15, 16}) {
        auto group = ordinary(keys, algorithm);
        if (!group) return group.error();
        groups.push_back(*std::move(group));
    }
    add_made_by_hand(groups);
    add_mixed_order(groups);
    add_odd_keys(groups);
    add_odd_keys_448(groups);
    return groups;
}

}  // namespace zoneproof::corpus
