// ECDSA on P-256 and P-384: RFC 6605.
#include "corpus/builder/integers.hpp"
#include "corpus/builder/key_pairs.hpp"
#include "corpus/builder/vectors/octets.hpp"
#include "corpus/builder/vectors/sig_groups.hpp"

#include <botan/ec_group.h>
#include <botan/numthry.h>

namespace zoneproof::corpus {
namespace {

using Botan::BigInt;

const Bytes message = bytes("one RRset in canonical form");
const Bytes crafted_message = bytes("zoneproof vectors");

/// A key for which a signature of few bits in s, and a point of few bits or many in x, verifies:
/// Q = (s*R - e*G) / r, computed elsewhere.
struct Crafted {
    const char *comment, *flag;
    const char* public_key;
    unsigned r;
};
constexpr unsigned crafted_s = 12345;

struct Curve {
    std::uint8_t algorithm;
    const char *name, *hash, *other_hash;
    std::size_t octets;
    const char* small_x;  // y of a point whose x is 0
    Crafted crafted[2];
};

const Curve curves[] = {
    {13,
     "secp256r1",
     "SHA-256",
     "SHA-384",
     32,
     "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4",
     {{"R of a small x", "Small",
       "ada0e0a6734543503c29d1d6c63db62c60bc82a5cde2b0cfa229e3426eb9008c71a0ea7689e25cacda7162783c"
       "8eb79b3f5f883820b192390f5a3fc8bb6cdb91",
       5},
      {"R of an x above the order", "LargeX",
       "e416f3682f97d33f4b357208d9d1381318074afff65262691b63d09294f64a0d493f78f670303e364f15ec4afe"
       "450ba01166a449929a17b550b93229d5c95028",
       3}}},
    {14,
     "secp384r1",
     "SHA-384",
     "SHA-256",
     48,
     "3cf99ef04f51a5ea630ba3f9f960dd593a14c9be39fd2bd215d3b4b08aaaf86bbf927f2c46e52ab06fb742b8850e"
     "521e",
     {{"R of a small x", "Small",
       "3c65dc9187bab1284b75db7665f3f242ab6cffddcd3a293c92591bc349e4a5e3eb253d0724687ba7c9ce18045c"
       "e290c8c56563324a6f5033e32d79b86b352dbb79aaadcd730b1ea2ff2d5a6003d3d90c6f4a2d57d0238e127051"
       "f1aae0541046",
       2},
      {"R of an x above the order", "LargeX",
       "8cbf083a3d440d76a061b9372bc6d5aad10fcc8472a387b6415a9ef0a4229b24f6fc3c244261bedc6ebe4df009"
       "18330db0efe7c108a36e52c0cabaf8def468962ea0cb08655f050f2af525f691dd9b37219067ac01a70bbf7724"
       "b80db5f370cc",
       2}}},
};

struct Signature {
    BigInt r, s;
};

/// The numbers of one curve.
class Maker {
public:
    explicit Maker(const Curve& curve)
        : curve(curve), n(group_named(curve.name).get_order()), p(group_named(curve.name).get_p()) {
    }

    const Curve& curve;
    const BigInt n, p;

    BigInt scalar(const std::string& seed) const {
        return to_integer(derive(seed, curve.algorithm, curve.octets + 16)) % (n - 1) + 1;
    }
    Bytes public_key(const BigInt& d) const { return multiple_of_base_point(curve.name, d); }
    /// x of k*G modulo n
    BigInt r_of(const BigInt& k) const {
        Bytes point = public_key(k);
        point.resize(curve.octets);
        return to_integer(point) % n;
    }
    BigInt hash(const Bytes& data, const char* name) const {
        Bytes value = digest(name, data);
        value.resize(std::min(value.size(), curve.octets));
        return to_integer(value);
    }
    BigInt hash(const Bytes& data) const { return hash(data, curve.hash); }
    BigInt inverse(const BigInt& value) const { return Botan::inverse_mod(value, n); }
    BigInt modulo(const BigInt& value) const { return ((value % n) + n) % n; }

    Signature sign(const BigInt& d, const BigInt& k, const BigInt& e) const {
        const BigInt r = r_of(k);
        return {r, modulo(inverse(k) * modulo(e + r * d))};
    }
    Bytes octets(const Signature& signature) const {
        Bytes data = to_octets(signature.r, curve.octets);
        append(data, to_octets(signature.s, curve.octets));
        return data;
    }
    Signature split(const Bytes& data) const {
        const Octets all(data);
        return {to_integer(bytes(all.first(curve.octets))),
                to_integer(bytes(all.subspan(curve.octets)))};
    }
    Group group(std::string_view comment, const Bytes& public_key) const {
        return signature_group(std::string(curve.algorithm == 13 ? "P-256, " : "P-384, ") +
                                   std::string(comment),
                               curve.algorithm, public_key);
    }
};

/// INTEGER of ASN.1: as few octets as it takes, a zero octet in front of a high bit.
Bytes der_integer(const BigInt& value) {
    Bytes data = to_octets(value, value.bytes());
    if ((data[0] & 0x80) != 0) data.insert(data.begin(), 0);
    data.insert(data.begin(), {0x02, static_cast<std::uint8_t>(data.size())});
    return data;
}

Bytes der(const Signature& signature) {
    Bytes inside = der_integer(signature.r);
    append(inside, der_integer(signature.s));
    Bytes data = {0x30, static_cast<std::uint8_t>(inside.size())};
    append(data, inside);
    return data;
}

void add_numbers(Group& group, const Maker& maker, const Signature& good) {
    const BigInt &n = maker.n, &r = good.r, &s = good.s;
    const BigInt zero(0), one(1);
    const auto add = [&](const char* comment, const char* flag, const Signature& bad) {
        add_signature(group, comment, {flag}, TestResult::invalid, message, maker.octets(bad));
    };
    add("r = 0", "Zero", {zero, s});
    add("s = 0", "Zero", {r, zero});
    add("r = s = 0", "Zero", {zero, zero});
    add("r = n", "Range", {n, s});
    add("s = n", "Range", {r, n});
    add("r = s = n", "Range", {n, n});
    add("r = n + 1", "Range", {n + 1, s});
    add("s = n + 1", "Range", {r, n + 1});
    add("r = p", "Range", {maker.p, s});
    add("s = 0, r = n", "Range", {n, zero});
    add("r = s = 1", "Flipped", {one, one});
    add("s = 1", "Flipped", {r, one});
    add("r = 1", "Flipped", {one, s});
    add("r = s = n - 1", "Flipped", {n - 1, n - 1});
    add("r and s swapped", "Flipped", {s, r});
    add("n - r", "Negated", {n - r, s});
    add("n - r and n - s", "Negated", {n - r, n - s});
    add_signature(group, "n - s", {"Negated"}, TestResult::valid, message,
                  maker.octets({r, n - s}));
    add_signature(group, "r and s in a SEQUENCE", {"Der"}, TestResult::invalid, message, der(good));
    Bytes wide = {0};
    append(wide, to_octets(r, maker.curve.octets));
    wide.push_back(0);
    append(wide, to_octets(s, maker.curve.octets));
    add_signature(group, "a zero octet in front of both", {"Length"}, TestResult::invalid, message,
                  wide);
}

/// Signatures of messages one after the other, until one is as it should be.
template <class Fits>
Result<Bytes> find_message(const Fits& fits) {
    for (unsigned i = 0; i < 1u << 20; ++i) {
        const Bytes candidate = bytes("RRset number " + std::to_string(i));
        if (fits(candidate)) return candidate;
    }
    return Error{ErrorCode::usage, "no message fits"};
}

Result<bool> add_found(Group& group, const Maker& maker, const Key& key) {
    const auto begins_with_zero = [&](std::size_t at) {
        return find_message([&](const Bytes& m) { return key.sign(m)[at] == 0; });
    };
    const auto r = begins_with_zero(0), s = begins_with_zero(maker.curve.octets);
    const auto hash = find_message([&](const Bytes& m) {
        const Bytes value = digest(maker.curve.hash, m);
        return value[0] == 0 && value[1] == 0;
    });
    for (const auto* const found : {&r, &s, &hash})
        if (!*found) return found->error();
    const auto valid = TestResult::valid;
    add_signature(group, "of r", {"LeadingZero"}, valid, *r, key.sign(*r));
    add_signature(group, "of s", {"LeadingZero"}, valid, *s, key.sign(*s));
    add_signature(group, "of r, left out", {"Length"}, TestResult::invalid, *r,
                  bytes(Octets(key.sign(*r)).subspan(1)));
    add_signature(group, "", {"HashEdge"}, valid, *hash, key.sign(*hash));
    return true;
}

Result<Group> ordinary(const Maker& maker, KeyStore& keys) {
    const auto key = make_key(keys, maker.curve.algorithm, "zsk");
    const auto other = make_key(keys, maker.curve.algorithm, "zsk2");
    if (!key) return key.error();
    if (!other) return other.error();
    const Bytes rdata = key->dnskey();
    Group group = maker.group("an ordinary key", bytes(Octets(rdata).subspan(4)));
    const Bytes signature = key->sign(message);
    add_signature(group, "", {"Plain"}, TestResult::valid, message, signature);
    add_signature(group, "no octet", {"Plain"}, TestResult::valid, {}, key->sign({}));
    const Bytes long_message(1000, 0xAB);
    add_signature(group, "1000 octets", {"Plain"}, TestResult::valid, long_message,
                  key->sign(long_message));
    add_signature(group, "", {"OtherKey"}, TestResult::invalid, message, other->sign(message));
    add_common_faults(group, message, signature);
    add_numbers(group, maker, maker.split(signature));
    if (const auto done = add_found(group, maker, *key); !done) return done.error();
    return group;
}

/// Keys whose private half is chosen so that something happens on the way.
void add_special(Groups& groups, const Maker& maker) {
    const BigInt &n = maker.n, k = maker.scalar("nonce"), e = maker.hash(message),
                 r = maker.r_of(k);
    const auto add = [&](const char* comment, std::string_view flag, TestResult outcome,
                         const BigInt& d, const Signature& signature) {
        groups.push_back(maker.group(comment, maker.public_key(d)));
        add_signature(groups.back(), "", {flag}, outcome, message, maker.octets(signature));
    };
    // s = (e + r*d) / k, so d = (s*k - e) / r makes any s.
    for (const unsigned small : {1u, 7u}) {
        const BigInt s(small), d = maker.modulo((s * k - e) * maker.inverse(r));
        const std::string comment = "made for s = " + std::to_string(small);
        add(comment.c_str(), "Small", TestResult::valid, d, {r, s});
        add_signature(groups.back(), "s + n", {"Range"}, TestResult::invalid, message,
                      maker.octets({r, s + n}));
    }
    // u1*G and u2*Q are one point when e = r*d, and each other's negative when e = -r*d.
    const BigInt same = maker.modulo(e * maker.inverse(r));
    add("made so that equal points are added", "Doubling", TestResult::valid, same,
        maker.sign(same, k, e));
    add("made so that opposite points are added", "Infinity", TestResult::invalid, n - same,
        {r, maker.scalar("any s")});
    for (const auto& [comment, d] : {std::pair("the base point", BigInt(1)),
                                     {"twice the base point", BigInt(2)},
                                     {"the base point's negative", n - 1}})
        add(comment, "Generator", TestResult::valid, d, maker.sign(d, k, e));

    const BigInt d = maker.scalar("other hash");
    add("an ordinary key", "OtherHash", TestResult::invalid, d,
        maker.sign(d, k, maker.hash(message, maker.curve.other_hash)));
    add_signature(groups.back(), "SHA-1", {"OtherHash"}, TestResult::invalid, message,
                  maker.octets(maker.sign(d, k, maker.hash(message, "SHA-1"))));
    add_signature(groups.back(), "the message as its own hash", {"OtherHash"}, TestResult::invalid,
                  message, maker.octets(maker.sign(d, k, to_integer(message))));
}

void add_crafted(Groups& groups, const Maker& maker) {
    for (const Crafted& row : maker.curve.crafted) {
        Group group = maker.group(row.comment, bytes_from_hex(row.public_key).value());
        const BigInt r(row.r), s(crafted_s);
        add_signature(group, "", {row.flag}, TestResult::valid, crafted_message,
                      maker.octets({r, s}));
        add_signature(group, "r + n", {"Range"}, TestResult::invalid, crafted_message,
                      maker.octets({r + maker.n, s}));
        add_signature(group, "s + n", {"Range"}, TestResult::invalid, crafted_message,
                      maker.octets({r, s + maker.n}));
        groups.push_back(std::move(group));
    }
}

void add_bad_keys(Groups& groups, const Maker& maker) {
    const std::size_t length = maker.curve.octets;
    const BigInt d = maker.scalar("bad keys");
    const Bytes good = maker.public_key(d);
    const Bytes signature = maker.octets(maker.sign(d, maker.scalar("nonce"), maker.hash(message)));
    const auto add = [&](const char* comment, const Bytes& key, const char* flag = "BadKey") {
        groups.push_back(maker.group(comment, key));
        add_signature(groups.back(), "", {flag}, TestResult::invalid, message, signature);
    };
    Bytes off_curve = good, negative = good, prefixed = good, shorter = good;
    off_curve.back() ^= 1;
    add("y is another", off_curve);
    const BigInt y = maker.p - to_integer(bytes(Octets(good).subspan(length)));
    negative.resize(length);
    append(negative, to_octets(y, length));
    add("-y, which is another key", negative, "OtherKey");
    Bytes compressed = {static_cast<std::uint8_t>(good.back() % 2 == 0 ? 2 : 3)};
    append(compressed, Octets(good).first(length));
    add("compressed", compressed);
    prefixed.insert(prefixed.begin(), 4);
    add("the octet 04 in front", prefixed);
    shorter.pop_back();
    add("an octet too short", shorter);
    add("x alone", bytes(Octets(good).first(length)));
    add("no octet", {});
    add("zeros", Bytes(2 * length));
    add("ones", Bytes(2 * length, 0xFF));
    Bytes large_x = to_octets(maker.p, length);
    append(large_x, bytes_from_hex(maker.curve.small_x).value());
    add("x = p, and the point of x = 0 is on the curve", large_x);
    Bytes swapped = bytes(Octets(good).subspan(length));
    append(swapped, Octets(good).first(length));
    add("x and y swapped", swapped);
}

}  // namespace

Result<Groups> ecdsa_groups(KeyStore& keys) {
    Groups groups;
    for (const Curve& curve : curves) {
        const Maker maker(curve);
        auto group = ordinary(maker, keys);
        if (!group) return group.error();
        groups.push_back(*std::move(group));
        add_special(groups, maker);
        add_crafted(groups, maker);
        add_bad_keys(groups, maker);
    }
    return groups;
}

}  // namespace zoneproof::corpus
