// sig_verify: public keys as DNSKEYs hold them, and signatures as RRSIGs do (RFC 3110, 5702, 6605,
// 8080).
//
// The classes are those of Project Wycheproof; keys, messages and signatures are our own.
#include "corpus/builder/canonical.hpp"
#include "corpus/builder/fields.hpp"
#include "corpus/builder/key_pairs.hpp"
#include "corpus/builder/sign.hpp"
#include "corpus/builder/vectors/octets.hpp"
#include "corpus/builder/vectors/rfc_keys.hpp"
#include "corpus/builder/vectors/sig_groups.hpp"

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Plain", bug::basic, "A good signature."},
    {"Rfc5702", bug::basic, "A key and a signature that the RFC prints.", "RFC5702#6"},
    {"Rfc6605", bug::basic, "A key and a signature that the RFC prints.", "RFC6605#6"},
    {"Rfc8080", bug::basic, "A key and a signature that the RFC prints.", "RFC8080#6"},
    {"Rfc8032", bug::basic, "A key and a signature that the RFC prints.", "RFC8032#7"},
    {"OtherMessage", bug::basic, "A good signature of another message."},
    {"Flipped", bug::basic, "One bit of a good signature is another."},
    {"OtherKey", bug::basic, "A good signature by another key."},
    {"Length", bug::malformed, "Too short or too long for the key.",
     "RFC8017#8.2.2 RFC6605#4 RFC8080#4"},
    {"LeadingZero", bug::edge, "Numbers that begin with a zero octet, which stays.",
     "RFC3110#3 RFC6605#4"},
    {"BadKey", bug::malformed, "A public key that cannot be read, or is no key."},
    {"Padding", bug::malformed, "A block that decrypts to other padding than PKCS #1 v1.5 has.",
     "RFC8017#9.2"},
    {"DigestInfo", bug::malformed, "A block with another hash, or with none named.", "RFC8017#9.2"},
    {"Ber", bug::malformed, "A DigestInfo in BER that is not DER.", "RFC8017#9.2"},
    {"Range", bug::malformed, "A number that is not below its bound: the modulus, the order.",
     "RFC8017#5.2.2 RFC6605#4 RFC8032#5.1.7"},
    {"Zero", bug::malformed, "r or s is zero.", "RFC6605#4"},
    {"Der", bug::malformed, "r and s in ASN.1, as other protocols have them.", "RFC6605#4"},
    {"OtherHash", bug::wrong, "A good signature over another hash of the message."},
    {"Negated", bug::edge, "(r, n - s) is as good as (r, s) and no other such change is."},
    {"Small", bug::edge, "r or s of few bits; the key was made for it."},
    {"LargeX", bug::edge,
     "The point's x is not below the order of the group, so r is x less the order.", "RFC6605#4"},
    {"Doubling", bug::edge, "The two points that are added are the same."},
    {"Infinity", bug::edge, "The two points that are added are each other's negative."},
    {"Generator", bug::edge, "The public key is the base point, its double or its negative."},
    {"HashEdge", bug::edge, "A hash that begins with zero octets."},
    {"NonCanonical", bug::malformed, "A point's y that is not below p, or a sign without an x.",
     "RFC8032#5.1.3"},
    {"Context", bug::wrong, "Ed25519ctx or Ed25519ph, which DNSSEC does not use.", "RFC8080#4"},
    {"MissingNull", bug::open,
     "A DigestInfo without parameters, which some verifiers take for one with NULL.",
     "RFC8017#A.2.4"},
    {"SmallKey", bug::weak,
     "A modulus of less than 2048 bits: many validators refuse below 1024, policies below 2048.",
     "RFC5702#2"},
    {"LargeKey", bug::weak, "A modulus of more than 4096 bits.", "RFC3110#2 RFC5702#2"},
    {"WeakExponent", bug::weak, "A public exponent of 1, with which everybody can sign, or of 3."},
    {"LargeExponent", bug::weak,
     "A public exponent of more than 32 bits, a cost that some do not bear."},
    {"Sha1", bug::weak, "RSA with SHA-1, which validators may take for unsupported.", "RFC9905#2"},
    {"LongForm", bug::open, "The exponent's length in three octets where one would do.",
     "RFC3110#2"},
    {"KeyLeadingZero", bug::open,
     "A key with zero octets in front of a number, which are prohibited.", "RFC3110#2"},
    {"Cofactor", bug::open,
     "A point with a part of low order: RFC 8032 lets verifiers choose the equation that sees it.",
     "RFC8032#5.1.7"},
    {"LowOrder", bug::open,
     "A key or an R of low order: nothing in RFC 8032 is against it, and libraries refuse it.",
     "RFC8032#5.1.7"},
};

constexpr MemberInfo group_members[] = {
    {"keyComment", MemberKind::text, "What is special about the key."},
    {"algorithm", MemberKind::u8, "As in the DNSKEY."},
    {"dnskey", MemberKind::hex, "DNSKEY RDATA."},
};
constexpr MemberInfo test_members[] = {
    {"msg", MemberKind::hex, "The octets that are signed."},
    {"sig", MemberKind::hex, "The signature field of an RRSIG."},
};
constexpr GroupKind group_kinds[] = {{"SigVerify", group_members, test_members}};

/// The signatures over RRsets that RFCs print.
Groups printed_groups() {
    Groups groups;
    for (const RfcKey& key : rfc_keys()) {
        if (key.rrsig == nullptr) continue;
        const Record dnskey = record_of(key.text), rr = record_of(key.rr),
                     rrsig = record_of(key.rrsig);
        const Octets rdata(rrsig.rdata);
        const std::size_t at = find_field(rrsig, "signature")->offset;
        Group group("SigVerify", {{"keyComment", key.source},
                                  {"algorithm", dnskey.rdata[3]},
                                  {"dnskey", to_hex(dnskey.rdata)}});
        const bool small = dnskey.rdata.size() < 160 && is_rsa(dnskey.rdata[3]);
        add_signature(group, key.source, small ? Flags{key.flag, "SmallKey"} : Flags{key.flag},
                      small ? TestResult::acceptable : TestResult::valid,
                      octets_to_sign(rdata.first(at), canonical_rrset({&rr, 1}), rr.owner, rr.type),
                      bytes(rdata.subspan(at)));
        groups.push_back(std::move(group));
    }
    return groups;
}

Result<Groups> make(KeyStore& keys) {
    Groups all = printed_groups();
    for (const auto family : {rsa_groups, ecdsa_groups, eddsa_groups}) {
        auto groups = family(keys);
        if (!groups) return groups.error();
        all.insert(all.end(), groups->begin(), groups->end());
    }
    return all;
}

}  // namespace

Group signature_group(std::string_view comment, std::uint8_t algorithm, const Bytes& public_key) {
    Bytes dnskey = {1, 0, 3, algorithm};
    append(dnskey, public_key);
    return Group("SigVerify",
                 {{"keyComment", comment}, {"algorithm", algorithm}, {"dnskey", to_hex(dnskey)}});
}

void add_signature(Group& group, std::string_view comment, Flags flags, TestResult outcome,
                   const Bytes& message, const Bytes& signature) {
    group.add(comment, std::move(flags), outcome,
              {{"msg", to_hex(message)}, {"sig", to_hex(signature)}});
}

void add_common_faults(Group& group, const Bytes& message, const Bytes& signature) {
    const auto invalid = TestResult::invalid;
    Bytes other = message;
    other.push_back('.');
    add_signature(group, "an octet more", {"OtherMessage"}, invalid, other, signature);
    add_signature(group, "no octet", {"OtherMessage"}, invalid, {}, signature);
    other = message;
    other[0] ^= 1;
    add_signature(group, "a bit more", {"OtherMessage"}, invalid, other, signature);
    for (const std::size_t at : {std::size_t{0}, signature.size() / 2, signature.size() - 1}) {
        Bytes flipped = signature;
        flipped[at] ^= 1;
        add_signature(group, "octet " + std::to_string(at), {"Flipped"}, invalid, message, flipped);
    }
    add_signature(group, "no octet", {"Length"}, invalid, message, {});
    add_signature(group, "one octet", {"Length"}, invalid, message, {1});
    Bytes longer = signature, shorter = signature, in_front = signature, half = signature;
    longer.push_back(0);
    shorter.pop_back();
    in_front.insert(in_front.begin(), 0);
    half.resize(signature.size() / 2);
    add_signature(group, "a zero octet behind", {"Length"}, invalid, message, longer);
    add_signature(group, "a zero octet in front", {"Length"}, invalid, message, in_front);
    add_signature(group, "the last octet left out", {"Length"}, invalid, message, shorter);
    add_signature(group, "the first half", {"Length"}, invalid, message, half);
    append(longer, signature);
    add_signature(group, "twice", {"Length"}, invalid, message, longer);
    add_signature(group, "zeros", {"Flipped"}, invalid, message, Bytes(signature.size()));
    add_signature(group, "ones", {"Flipped"}, invalid, message, Bytes(signature.size(), 0xFF));
}

Result<Key> make_key(KeyStore& keys, std::uint8_t algorithm, std::string seed, unsigned bits,
                     std::string exponent, bool long_exponent) {
    KeySpec spec;
    spec.algorithm = algorithm;
    spec.role = Role::zsk;
    spec.seed = std::move(seed);
    spec.bits = bits;
    spec.exponent = std::move(exponent);
    spec.long_exponent = long_exponent;
    return keys.make(std::move(spec));
}

const VectorKind sig_verify_kind = {"sig_verify",
                                    "A key, a message, and a signature: does it verify?",
                                    "RFC3110 RFC5702 RFC6605 RFC8080",
                                    group_kinds,
                                    notes,
                                    make};

}  // namespace zoneproof::corpus
