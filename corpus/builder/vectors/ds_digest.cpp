// ds_digest: the digest of a DS record, RFC 4034 5.1.4.
#include "corpus/builder/canonical.hpp"
#include "corpus/builder/keys.hpp"
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"
#include "corpus/builder/vectors/rfc_keys.hpp"

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Rfc4034", bug::basic, "The record of the RFC, with SHA-1.", "RFC4034#5.4"},
    {"Rfc4509", bug::basic, "The record of the RFC, with SHA-256.", "RFC4509#2.3"},
    {"Rfc6605", bug::basic, "Records of the RFC, with SHA-256 and SHA-384.", "RFC6605#6"},
    {"Rfc8080", bug::basic, "Records of the RFC, with SHA-256.", "RFC8080#6"},
    {"Root", bug::basic, "The root's trust anchor as IANA publishes it."},
    {"Algorithm", bug::basic, "A key of each algorithm with each digest."},
    {"OwnerCase", bug::edge, "The owner enters in lower case.", "RFC4034#5.1.4"},
    {"OwnerOctets", bug::edge,
     "Owners with octets that need escapes, at their greatest length, and the root."},
    {"KeyCase", bug::edge, "The DNSKEY RDATA enters as it is, whatever letters are in it."},
    {"OwnerNotFolded", bug::wrong, "The owner as it is written."},
    {"OwnerWithoutRoot", bug::wrong, "The owner without the root's octet."},
    {"OwnerAsText", bug::wrong, "The owner in presentation form."},
    {"NoOwner", bug::wrong, "The key alone."},
    {"KeyOnly", bug::wrong, "The public key without flags, protocol and algorithm."},
    {"Order", bug::wrong, "The key before the owner."},
    {"Revoked", bug::wrong, "The digest of the key without its REVOKE bit.", "RFC5011#2.1"},
    {"OtherHash", bug::wrong, "Another hash than the digest type says."},
    {"Truncated", bug::malformed, "A digest that is too short, and right as far as it goes.",
     "RFC4034#5.1.3"},
    {"TooLong", bug::malformed, "A right digest and octets behind it."},
    {"UnknownType", bug::malformed,
     "SHA-256 under a number that does not mean it: 0 is reserved, 5 and 6 are other hashes."},
};

constexpr MemberInfo test_members[] = {
    {"owner", MemberKind::name, "Of the DNSKEY."},
    {"ownerWire", MemberKind::hex, "In wire form, as it is written."},
    {"dnskey", MemberKind::hex, "DNSKEY RDATA."},
    {"digestType", MemberKind::u8, "1: SHA-1; 2: SHA-256; 4: SHA-384."},
    {"digest", MemberKind::hex, "Of the DS; invalid: of no DS for this key."},
};
constexpr GroupKind group_kinds[] = {{"DsDigest", {}, test_members}};

struct RfcDs {
    std::string_view flag, source;
    std::uint16_t tag;
    std::uint8_t digest_type;
    const char* digest;
};

// What the RFCs print: no digest here is computed.
const RfcDs printed[] = {
    {"Rfc4034", "RFC 4034 5.4", 60485, 1, "2bb183af5f22588179a53b0a98631fad1a292118"},
    {"Rfc4509", "RFC 4509 2.3", 60485, 2,
     "d4b7d520e7bb5f0f67674a0cceb1e3e0614b93c4f9e99b8383f6a1e4469da50a"},
    {"Rfc6605", "RFC 6605 6.1", 55648, 2,
     "b4c8c1fe2e7477127b27115656ad6256f424625bf5c1e2770ce6d6e37df61d17"},
    {"Rfc6605", "RFC 6605 6.2", 10771, 4,
     "72d7b62976ce06438e9c0bf319013cf801f09ecc84b8d7e9495f27e305c6a9b0563a9b5f4d288405c3008a946df9"
     "83d6"},
    {"Rfc8080", "RFC 8080 6.1", 3613, 2,
     "3aa5ab37efce57f737fc1627013fee07bdf241bd10f3b1964ab55c78e79a304b"},
    {"Rfc8080", "RFC 8080 6.1", 35217, 2,
     "401781b934e392de492ec77ae2e15d70f6575a1c0bc59c5275c04ebe80c6614c"},
    {"Rfc8080", "RFC 8080 6.2", 9713, 2,
     "6ccf18d5bc5d7fc2fceb1d59d17321402f2aa8d368048db93dd811f5cb2b19c7"},
    {"Rfc8080", "RFC 8080 6.2", 38353, 2,
     "645ff078b3568f5852b70cb60e8e696cc77b75bfaaffc118cf79cbda1ba28af4"},
    {"Root", "KSK-2017", 20326, 2,
     "e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d"},
};

struct Subject {
    Bytes owner;  // as it is written
    Bytes dnskey;
};

Bytes hash(std::uint8_t digest_type, const Bytes& data) {
    return digest(digest_type == 1 ? "SHA-1" : digest_type == 4 ? "SHA-384" : "SHA-256", data);
}

Bytes joined(Bytes a, const Bytes& b) {
    append(a, b);
    return a;
}

Bytes digest_of(const Subject& subject, std::uint8_t digest_type) {
    return hash(digest_type, joined(canonical_name(NameView(subject.owner)), subject.dnskey));
}

void add(Group& group, std::string_view comment, std::string_view flag, TestResult outcome,
         const Subject& subject, std::uint8_t digest_type, const Bytes& value) {
    group.add(comment, {flag}, outcome,
              {{"owner", escaped_name(subject.owner)},
               {"ownerWire", to_hex(subject.owner)},
               {"dnskey", to_hex(subject.dnskey)},
               {"digestType", digest_type},
               {"digest", to_hex(value)}});
}

void add_right(Group& group, std::string_view comment, std::string_view flag,
               const Subject& subject) {
    for (const std::uint8_t digest_type : {1, 2, 4})
        add(group, comment, flag, TestResult::valid, subject, digest_type,
            digest_of(subject, digest_type));
}

/// With an owner in mixed case, so that each mistake shows.
void add_mistakes(Group& group, const Subject& subject) {
    const Bytes lower = canonical_name(NameView(subject.owner));
    const Bytes key_only = bytes(Octets(subject.dnskey).subspan(4));
    Bytes no_root = lower;
    no_root.pop_back();
    const struct {
        std::string_view flag;
        Bytes input;
    } rows[] = {
        {"OwnerNotFolded", joined(subject.owner, subject.dnskey)},
        {"OwnerWithoutRoot", joined(no_root, subject.dnskey)},
        {"OwnerAsText", joined(bytes(escaped_name(lower)), subject.dnskey)},
        {"NoOwner", subject.dnskey},
        {"KeyOnly", joined(lower, key_only)},
        {"Order", joined(subject.dnskey, lower)},
    };
    for (const auto& row : rows)
        for (const std::uint8_t digest_type : {1, 2, 4})
            add(group, "", row.flag, TestResult::invalid, subject, digest_type,
                hash(digest_type, row.input));

    const Bytes sha256 = digest_of(subject, 2);
    Bytes cut = bytes(Octets(sha256).first(20)), longer = sha256;
    longer.push_back(0);
    add(group, "SHA-256 cut to 20 octets", "OtherHash", TestResult::invalid, subject, 1, cut);
    add(group, "SHA-256 as type 4", "OtherHash", TestResult::invalid, subject, 4, sha256);
    add(group, "SHA-1 as type 2", "OtherHash", TestResult::invalid, subject, 2,
        digest_of(subject, 1));
    add(group, "20 of 32 octets", "Truncated", TestResult::invalid, subject, 2, cut);
    add(group, "one octet", "Truncated", TestResult::invalid, subject, 2, {sha256[0]});
    add(group, "one octet too many", "TooLong", TestResult::invalid, subject, 2, longer);
    for (const std::uint8_t digest_type : {0, 3, 5, 6, 255})
        add(group, "", "UnknownType", TestResult::invalid, subject, digest_type, sha256);
}

Result<Groups> make(KeyStore& keys) {
    Group group("DsDigest");
    for (const RfcDs& row : printed)
        for (const RfcKey& key : rfc_keys()) {
            if (key.tag != row.tag) continue;
            const Record record = record_of(key.text);
            add(group, row.source, row.flag, TestResult::valid,
                {bytes(record.owner.view().wire()), record.rdata}, row.digest_type,
                bytes_from_hex(row.digest).value());
        }

    for (const std::uint8_t algorithm : {8, 13, 14, 15, 16}) {
        KeySpec spec;
        spec.algorithm = algorithm;
        spec.seed = "ksk";
        const auto key = keys.make(spec);
        if (!key) return key.error();
        add_right(group, describe_algorithm(algorithm), "Algorithm",
                  {wire_name({"example"}), key.value().dnskey()});
    }

    const Bytes dnskey = octets_of("0101 03 0d 'AbCdEfGh'");
    const Subject mixed{wire_name({"WWW", "Example"}), dnskey};
    add_right(group, "letters of both cases", "OwnerCase", mixed);
    add_right(group, "the same name in lower case", "OwnerCase",
              {wire_name({"www", "example"}), dnskey});
    add_right(group, "letters in the key", "KeyCase", {wire_name({"example"}), dnskey});
    add_right(group, "the root", "OwnerOctets", {{0}, dnskey});
    add_right(group, "octets that are no letters", "OwnerOctets",
              {wire_name({octets_of("00c4e45b2e20"), bytes("A.b")}), dnskey});
    add_right(
        group, "255 octets", "OwnerOctets",
        {wire_name({Bytes(63, 'A'), Bytes(63, 'b'), Bytes(63, 'C'), Bytes(61, 'd')}), dnskey});
    add_mistakes(group, mixed);

    Subject revoked = mixed;
    revoked.dnskey[1] |= 0x80;
    add_right(group, "a revoked key", "Algorithm", revoked);
    add(group, "a revoked key", "Revoked", TestResult::invalid, revoked, 2, digest_of(mixed, 2));
    return Groups{group};
}

}  // namespace

const VectorKind ds_digest_kind = {
    "ds_digest",
    "A DNSKEY and its owner, and the digest in the DS record of the parent.",
    "RFC4034#5.1.4 RFC4509 RFC6605",
    group_kinds,
    notes,
    make};

}  // namespace zoneproof::corpus
