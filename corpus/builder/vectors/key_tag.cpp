// key_tag: RFC 4034 appendix B.
#include "corpus/builder/keys.hpp"
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"
#include "corpus/builder/vectors/rfc_keys.hpp"

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Rfc4034", bug::basic, "A key that the RFC prints.", "RFC4034#5.4"},
    {"Rfc5702", bug::basic, "Keys that the RFC prints.", "RFC5702#6"},
    {"Rfc6605", bug::basic, "Keys that the RFC prints.", "RFC6605#6"},
    {"Rfc8080", bug::basic, "Keys that the RFC prints.", "RFC8080#6"},
    {"Root", bug::basic, "A key of the root zone."},
    {"Algorithm", bug::basic, "A key of each algorithm."},
    {"OddLength", bug::edge, "The last octet of an odd number is the high half of a word."},
    {"Carry", bug::edge, "The sum's high half is added once, and what that carries is dropped.",
     "RFC4034#B"},
    {"Rsamd5", bug::edge,
     "Algorithm 1: the most significant 16 of the least significant 24 bits of the modulus.",
     "RFC4034#B.1"},
    {"Revoked", bug::edge, "With the REVOKE bit the tag is another, and not always by 128.",
     "RFC5011#2.1"},
    {"Collision", bug::edge, "Keys that differ and have one tag: a tag names no key.", "RFC4034#B"},
    {"Short", bug::edge, "Keys of few octets."},
    {"Random", bug::edge, "Octets that are no key."},
    {"NoCarry", bug::wrong, "The high half of the sum not added."},
    {"CarryTwice", bug::wrong, "Added as often as it takes, as in the Internet checksum."},
    {"LastOctetDropped", bug::wrong, "An odd last octet left out."},
    {"LastOctetLow", bug::wrong, "An odd last octet taken as the low half."},
    {"LittleEndian", bug::wrong, "Words read with their low octet first."},
    {"KeyOnly", bug::wrong, "The public key without flags, protocol and algorithm."},
    {"Rsamd5Rule", bug::wrong, "The rule of algorithm 1 for other algorithms."},
    {"Rsamd5Sum", bug::wrong, "The sum for algorithm 1."},
    {"Plus128", bug::wrong, "128 added for the REVOKE bit instead of a new sum.", "RFC5011#2.1"},
};

constexpr MemberInfo test_members[] = {
    {"dnskey", MemberKind::hex, "DNSKEY RDATA."},
    {"keyTag", MemberKind::u16, "Its tag; invalid: is not its tag."},
};
constexpr GroupKind group_kinds[] = {{"KeyTag", {}, test_members}};

constexpr std::uint16_t revoke = 0x0080;

std::uint32_t sum_of(Octets data) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < data.size(); ++i) sum += i % 2 == 0 ? data[i] * 256u : data[i];
    return sum;
}
std::uint16_t tag_of_sum(std::uint32_t sum) {
    return static_cast<std::uint16_t>(sum + (sum >> 16));
}

constexpr struct {
    std::string_view flag;
    std::uint16_t (*tag)(Octets dnskey);
} mistakes[] = {
    {"NoCarry", [](Octets data) { return static_cast<std::uint16_t>(sum_of(data)); }},
    {"CarryTwice",
     [](Octets data) {
         std::uint32_t sum = sum_of(data);
         while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
         return static_cast<std::uint16_t>(sum);
     }},
    {"LastOctetDropped",
     [](Octets data) { return tag_of_sum(sum_of(data.first(data.size() / 2 * 2))); }},
    {"LastOctetLow",
     [](Octets data) {
         const std::size_t even = data.size() / 2 * 2;
         return tag_of_sum(sum_of(data.first(even)) + (even < data.size() ? data[even] : 0));
     }},
    {"LittleEndian",
     [](Octets data) {
         std::uint32_t sum = 0;
         for (std::size_t i = 0; i < data.size(); ++i) sum += i % 2 == 0 ? data[i] : data[i] * 256u;
         return tag_of_sum(sum);
     }},
    {"KeyOnly", [](Octets data) { return tag_of_sum(sum_of(data.subspan(4))); }},
    {"Rsamd5Rule", [](Octets data) { return load16(&data[data.size() - 3]); }},
};

void add(Group& group, std::string_view comment, std::string_view flag, const Bytes& dnskey) {
    group.add(comment, {flag}, TestResult::valid,
              {{"dnskey", to_hex(dnskey)}, {"keyTag", tag_of(dnskey)}});
}

void add_wrong(Group& group, std::string_view comment, std::string_view flag, const Bytes& dnskey,
               std::uint16_t tag) {
    if (tag != tag_of(dnskey))
        group.add(comment, {flag}, TestResult::invalid,
                  {{"dnskey", to_hex(dnskey)}, {"keyTag", tag}});
}

void add_with_mistakes(Group& group, std::string_view comment, std::string_view flag,
                       const Bytes& dnskey) {
    add(group, comment, flag, dnskey);
    for (const auto& mistake : mistakes)
        add_wrong(group, comment, mistake.flag, dnskey, mistake.tag(dnskey));
}

Result<bool> add_algorithms(Group& group, KeyStore& keys) {
    for (const std::uint8_t algorithm : {5, 7, 8, 10, 13, 14, 15, 16}) {
        KeySpec spec;
        spec.algorithm = algorithm;
        spec.role = Role::ksk;
        spec.seed = "ksk";
        const auto key = keys.make(spec);
        if (!key) return key.error();
        const std::string name = describe_algorithm(algorithm);
        add(group, name, "Algorithm", key.value().dnskey());
        const Bytes revoked = key.value().dnskey(static_cast<std::uint16_t>(257 | revoke));
        add(group, name + ", revoked", "Revoked", revoked);
    }
    return true;
}

/// Flags 256 or 257, protocol 3 and an algorithm before the key.
Bytes dnskey_of(std::string_view notation) {
    return octets_of(notation);
}

void add_edges(Group& group) {
    add_with_mistakes(group, "an odd number of octets", "OddLength",
                      dnskey_of("0100 03 0d 010203"));
    add_with_mistakes(group, "an even number of octets", "Short", dnskey_of("0101 03 0d 0102ff80"));
    add(group, "one octet of key", "Short", dnskey_of("0101 03 0d ff"));
    add(group, "no key", "Short", dnskey_of("0101 03 0d"));
    add(group, "the delete form of CDNSKEY", "Short", dnskey_of("0000 03 00 00"));

    Bytes ones = dnskey_of("ffff ff ff");
    ones.resize(1024, 0xFF);
    add_with_mistakes(group, "1024 octets of ones", "Carry", ones);
    // 0x0100 + 0x030d + n times 0xffff and a rest that brings the sum to 0x1ffff: what the carry
    // carries is lost.
    add_with_mistakes(group, "a sum of 0x1ffff", "Carry", dnskey_of("0100 03 0d fbf2 ffff 0001"));
    add_with_mistakes(group, "a sum of 0xffff", "Carry", dnskey_of("0100 03 0d fbf2"));

    const Bytes md5 = dnskey_of("0100 03 01 03 010001 a1a2a3a4a5a6a7a8");
    add(group, "the end of the modulus", "Rsamd5", md5);
    add_wrong(group, "the sum", "Rsamd5Sum", md5, tag_of_sum(sum_of(md5)));
    add(group, "a modulus of three octets", "Rsamd5", dnskey_of("0100 03 01 01 03 b1b2b3"));

    for (const char* const notation : {"0101 03 0d ffff fb83", "0101 03 0d fb82"}) {
        const Bytes key = dnskey_of(notation);
        Bytes revoked = key;
        revoked[1] |= revoke;
        add(group, "before it is revoked", "Revoked", key);
        add(group, "revoked", "Revoked", revoked);
        add_wrong(group, "revoked", "Plus128", revoked,
                  static_cast<std::uint16_t>(tag_of(key) + revoke));
    }
    for (const char* const notation :
         {"0100 03 0d 0102 0304 0506 0708", "0100 03 0d 0506 0304 0102 0708",
          "0100 03 0d 0902 0304 0406 0008"})
        add(group, "keys of one tag", "Collision", dnskey_of(notation));
}

Result<Groups> make(KeyStore& keys) {
    Group group("KeyTag");
    for (const RfcKey& key : rfc_keys())
        add_with_mistakes(group, key.source, key.flag, record_of(key.text).rdata);
    add_edges(group);
    if (const auto done = add_algorithms(group, keys); !done) return done.error();
    Random random("key_tag");
    for (unsigned i = 0; i < 16; ++i) {
        Bytes dnskey = dnskey_of("0101 03 0d");
        append(dnskey, random.octets(1 + random.below(100)));
        add(group, "random octets", "Random", dnskey);
    }
    return Groups{group};
}

}  // namespace

const VectorKind key_tag_kind = {
    "key_tag", "DNSKEY RDATA and the key tag.", "RFC4034#B", group_kinds, notes, make};

}  // namespace zoneproof::corpus
