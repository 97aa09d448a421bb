// zonemd: whether a zone has a ZONEMD record that verifies, RFC 8976 3.3 and 4.
//
// The zones are unsigned, but for two: the digest of a signed zone counts only beside valid
// signatures, which is another matter.
#include "corpus/builder/canonical.hpp"
#include "corpus/builder/sign.hpp"
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Rfc8976", bug::basic, "A zone and its digests as the RFC prints them.", "RFC8976#A"},
    {"Plain", bug::basic, "One ZONEMD with SHA-384 or SHA-512."},
    {"Included", bug::edge, "Glue, occluded data and ZONEMD records below the apex are digested.",
     "RFC8976#3.3.1.1"},
    {"Excluded", bug::edge,
     "Records outside the zone, duplicates, and the apex ZONEMD RRset with its signatures are not.",
     "RFC8976#3.3.1.1"},
    {"Canonical", bug::edge,
     "Owners and listed RDATA names in lower case, names and types and RDATA in order.",
     "RFC8976#3.3.1"},
    {"Signed", bug::edge, "RRSIGs and NSEC or NSEC3 records are digested.", "RFC8976#3.3.1.1"},
    {"Serial", bug::edge, "The ZONEMD's serial is that of the SOA, or it does not count.",
     "RFC8976#4"},
    {"Several", bug::edge, "One ZONEMD that verifies is enough.", "RFC8976#4"},
    {"Length", bug::malformed, "A digest of another length than its hash has.", "RFC8976#2.2.4"},
    {"Duplicate", bug::malformed, "Two ZONEMD of one scheme and hash: neither counts.",
     "RFC8976#2.2.2"},
    {"Unsupported", bug::malformed, "Only schemes or hashes that nobody knows: nothing verifies.",
     "RFC8976#4"},
    {"Placeholder", bug::malformed, "A digest of zero octets, as stands there before it is made."},
    {"NotApex", bug::malformed, "No ZONEMD at the apex.", "RFC8976#2.1"},
    {"Changed", bug::wrong, "One thing in the zone is another than when it was digested."},
    {"WithZonemd", bug::wrong, "Made with the apex ZONEMD record itself, its digest as zeros."},
    {"OwnerNotFolded", bug::wrong, "Made with owners as they are written."},
    {"NotSorted", bug::wrong, "Made in the order of the file."},
    {"DuplicatesKept", bug::wrong, "Made with duplicates as often as they stand there."},
    {"WithOutOfZone", bug::wrong, "Made with records outside the zone."},
    {"WithoutOccluded", bug::wrong, "Made without what lies below a delegation."},
    {"OtherHash", bug::wrong, "Made with another hash than is said."},
};

constexpr MemberInfo test_members[] = {
    {"origin", MemberKind::name, "The zone."},
    {"zone", MemberKind::text,
     "A zone file: owner, TTL, class, type and RDATA on each line, all "
     "names absolute."},
    {"sha384", MemberKind::hex, "What the zone's digest of scheme 1 is with hash 1."},
    {"sha512", MemberKind::hex, "... with hash 2."},
};
constexpr GroupKind group_kinds[] = {{"Zonemd", {}, test_members}};

constexpr std::uint32_t serial = 2018031900;

Name origin() {
    return plain_name("example.");
}

Records zone_of(std::string_view text) {
    return records_from_text(text, origin(), 86400).value();
}

// RFC 8976 A.1, A.2 and A.3 without their ZONEMD records.
constexpr std::string_view apex = "@ SOA ns1 admin 2018031900 1800 900 604800 86400\n@ NS ns1\n"
                                  "@ NS ns2\n";
const std::string simple = std::string(apex) + "ns1 3600 A 203.0.113.63\n"
                                               "ns2 3600 AAAA 2001:db8::63\n";
const std::string complex_zone = std::string(apex) + R"(ns1 3600 A 203.0.113.63
NS2 3600 AAAA 2001:db8::63
occluded.sub 7200 TXT "I'm occluded but must be digested"
sub 7200 NS ns1
duplicate 300 TXT "I must be digested just once"
duplicate 300 TXT "I must be digested just once"
foo.test. 555 TXT "out-of-zone data must be excluded"
UPPERCASE 3600 TXT "canonicalize uppercase owner names"
* 777 PTR dont-forget-about-wildcards
mail 3600 MX 20 MAIL1
mail 3600 MX 10 Mail2.Example.
sortme 3600 AAAA 2001:db8::5:61
sortme 3600 AAAA 2001:db8::3:62
sortme 3600 AAAA 2001:db8::4:63
sortme 3600 AAAA 2001:db8::1:65
sortme 3600 AAAA 2001:db8::2:64
non-apex 900 ZONEMD 2018031900 1 1 616c6c6f776564206275742069676e6f7265642e20616c6c6f776564206275742069676e6f7265642e20616c6c6f7765
)";
const std::string several = std::string(apex) + "ns1 3600 A 203.0.113.63\n"
                                                "ns2 TXT \"This example has multiple digests\"\n"
                                                "ns2 3600 AAAA 2001:db8::63\n";
constexpr std::string_view
    digest_a1 = "c68090d90a7aed716bc459f9340e3d7c1370d4d24b7e2fc3a1ddc0b9a87153b9a9713b3c9ae5cc27"
                "777f98b8e730044c",
    digest_a2 = "a3b69bad980a3504e1cffcb0fd6397f93848071c93151f552ae2f6b1711d4bd2d8b39808226d7b9d"
                "b71e34b72077f8fe",
    sha384_a3 = "62e6cf51b02e54b9b5f967d547ce43136792901f9f88e637493daaf401c92c279dd10f0edb1c56f8"
                "080211f8480ee306",
    sha512_a3 = "08cfa1115c7b948c4163a901270395ea226a930cd2cbcf2fa9a5e6eb85f37c8a4e114d884e66f176"
                "eab121cb02db7d652e0cc4827e7a3204f166b47e5613fd27";

/// One ZONEMD of the apex.
struct Zonemd {
    std::uint8_t scheme = 1, hash = 1;
    Bytes digest;
    std::uint32_t serial = corpus::serial;
};

Bytes hash(unsigned which, const Bytes& data) {
    return digest(which == 2 ? "SHA-512" : "SHA-384", data);
}

Record record(const Zonemd& zonemd) {
    Bytes rdata;
    append32(rdata, zonemd.serial);
    append(rdata, Bytes{zonemd.scheme, zonemd.hash});
    append(rdata, zonemd.digest);
    return {origin(), RrType::ZONEMD, 86400, rdata};
}

void add(Group& group, std::string_view comment, std::string_view flag, TestResult outcome,
         Records zone, const std::vector<Zonemd>& digests = {}) {
    for (const Zonemd& zonemd : digests) zone.push_back(record(zonemd));
    std::string text;
    for (const Record& one : zone) text += to_text(one) + "\n";
    const Bytes octets = digested_octets(zone, origin());
    group.add(comment, {flag}, outcome,
              {{"origin", "example."},
               {"zone", text},
               {"sha384", to_hex(hash(1, octets))},
               {"sha512", to_hex(hash(2, octets))}});
}

/// With a digest that is right.
void add_right(Group& group, std::string_view comment, std::string_view flag, const Records& zone) {
    for (const std::uint8_t which : {1, 2})
        add(group, comment, flag, TestResult::valid, zone,
            {{1, which, hash(which, digested_octets(zone, origin()))}});
}

void add_printed(Group& group) {
    const auto hex = [](std::string_view text) { return bytes_from_hex(text).value(); };
    add(group, "A.1", "Rfc8976", TestResult::valid, zone_of(simple), {{1, 1, hex(digest_a1)}});
    add(group, "A.2", "Rfc8976", TestResult::valid, zone_of(complex_zone),
        {{1, 1, hex(digest_a2)}});
    add(group, "A.3", "Rfc8976", TestResult::valid, zone_of(several),
        {{1, 1, hex(sha384_a3)},
         {1, 2, hex(sha512_a3)},
         {1, 240, hex("e2d523f654b9422a96c5a8f44607bbee")},
         {241, 1, hex("e1846540e33a9e4189792d18d5d131f605fc283e")}});
}

void add_shapes(Group& group) {
    add_right(group, "the smallest zone", "Plain", zone_of("@ SOA . . 2018031900 1 1 1 1"));
    add_right(group, "another TTL for each record", "Plain",
              zone_of("@ 1 SOA . . 2018031900 1 1 1 1\n@ 2 NS ns\nns 0 A 192.0.2.1\n"
                      "ns 2147483647 AAAA ::1"));
    add_right(group, "glue below a cut, and a name below that", "Included",
              zone_of(std::string(apex) + "sub NS ns.sub\nns.sub A 192.0.2.1\na.ns.sub TXT \"x\"\n"
                                          "sub DS 1 13 2 AABB"));
    add_right(group, "below a DNAME", "Included",
              zone_of(std::string(apex) + "d DNAME example.\na.d TXT \"occluded\""));
    add_right(group, "a ZONEMD below the apex", "Included",
              zone_of(simple + "sub ZONEMD 1 1 1 000102030405060708090A0B"));
    add_right(group, "a record twice", "Excluded", zone_of(simple + "ns1 3600 A 203.0.113.63"));
    add_right(group, "records outside the zone", "Excluded",
              zone_of(simple + "a.test. A 192.0.2.1\nxexample. A 192.0.2.2"));

    Records canonical =
        zone_of(std::string(apex) + "Z TXT \"z\"\na TXT \"a\"\n\\001 TXT \"1\"\n\\200 TXT \"200\"\n"
                                    "* TXT \"*\"\nA.B TXT \"ab\"\nb TXT \"b\"\n_a TXT \"_\"\n"
                                    "a TXT \"a\" \"a\"\na TXT \"\"\na A 192.0.2.1\n"
                                    "a TYPE65280 \\# 0\na TYPE65280 \\# 1 00\na CAA 0 issue \"x\"");
    canonical.push_back(
        {plain_name("M.Example."), RrType::MX, 60, octets_of("000a <Mail.EXAMPLE>")});
    canonical.push_back(
        {plain_name("m.example."), RrType::MX, 60, octets_of("000a <aMail.EXAMPLE>")});
    canonical.push_back(
        {plain_name("s.example."), RrType::SVCB, 60, octets_of("0001 <Svc.EXAMPLE>")});
    add_right(group, "names, types and RDATA to be sorted and folded", "Canonical", canonical);
    std::ranges::reverse(canonical);
    add_right(group, "the same in reverse", "Canonical", canonical);
}

Result<bool> add_signed(Group& group, KeyStore& keys) {
    for (const Denial denial : {Denial::nsec, Denial::nsec3}) {
        SignedZone zone;
        zone.origin = origin();
        zone.records = zone_of(simple + "sub NS ns1\n* TXT \"wild\"\nEnt.A TXT \"x\"");
        zone.signing = {1767225600, 1769904000, denial, {1, 0, {}, false}};
        KeySpec spec;
        spec.name = "csk";
        auto key = keys.make(std::move(spec));
        if (!key) return key.error();
        zone.keys.push_back(*std::move(key));
        zone.records.push_back(record({1, 1, Bytes(48)}));
        sign_zone(zone);
        for (Record& one : zone.records)
            if (one.type == RrType::ZONEMD)
                one = record({1, 1, hash(1, digested_octets(zone.records, zone.origin))});
        sign_rrset_again(zone, zone.origin, RrType::ZONEMD);
        add(group, denial == Denial::nsec ? "with NSEC" : "with NSEC3", "Signed", TestResult::valid,
            zone.records);
        std::erase_if(zone.records, [](const Record& one) {
            return one.type == RrType::RRSIG && covered_type(one) == RrType::SOA;
        });
        add(group, "the RRSIG of the SOA is gone", "Changed", TestResult::invalid, zone.records);
    }
    return true;
}

void add_refused(Group& group) {
    const Records zone = zone_of(simple);
    const auto invalid = TestResult::invalid, valid = TestResult::valid;
    const Bytes octets = digested_octets(zone, origin());
    const Bytes sha384 = hash(1, octets), sha512 = hash(2, octets);
    const auto cut = [](Bytes data, std::size_t size) { return data.resize(size), data; };

    add(group, "one more", "Serial", invalid, zone, {{1, 1, sha384, serial + 1}});
    add(group, "0", "Serial", invalid, zone, {{1, 1, sha384, 0}});
    add(group, "one wrong and one right", "Serial", valid, zone,
        {{1, 1, sha384, serial - 1}, {1, 2, sha512}});
    add(group, "SHA-384 right and SHA-512 wrong", "Several", valid, zone,
        {{1, 1, sha384}, {1, 2, Bytes(64, 0xAB)}});
    add(group, "SHA-384 right and an unknown scheme", "Several", valid, zone,
        {{1, 1, sha384}, {255, 1, Bytes(48, 0xAB)}});
    add(group, "both wrong", "Several", invalid, zone,
        {{1, 1, Bytes(48, 0xAB)}, {1, 2, Bytes(64, 0xAB)}});
    add(group, "SHA-384 of 47 octets", "Length", invalid, zone, {{1, 1, cut(sha384, 47)}});
    add(group, "SHA-384 of 49 octets", "Length", invalid, zone, {{1, 1, cut(sha384, 49)}});
    add(group, "SHA-512 of 48 octets", "Length", invalid, zone, {{1, 2, cut(sha512, 48)}});
    add(group, "12 octets", "Length", invalid, zone, {{1, 1, cut(sha384, 12)}});
    add(group, "both right but one octet", "Duplicate", invalid, zone,
        {{1, 1, sha384}, {1, 1, Bytes(48, 0xAB)}});
    add(group, "SHA-384 twice, SHA-512 right", "Duplicate", valid, zone,
        {{1, 1, sha384}, {1, 1, Bytes(48, 0xAB)}, {1, 2, sha512}});
    add(group, "one record written twice is one", "Duplicate", valid, zone,
        {{1, 1, sha384}, {1, 1, sha384}});
    add(group, "scheme 0", "Unsupported", invalid, zone, {{0, 1, sha384}});
    add(group, "scheme 240", "Unsupported", invalid, zone, {{240, 1, sha384}});
    add(group, "hash 0", "Unsupported", invalid, zone, {{1, 0, sha384}});
    add(group, "hash 3", "Unsupported", invalid, zone, {{1, 3, sha384}});
    add(group, "SHA-384", "Placeholder", invalid, zone, {{1, 1, Bytes(48)}});
    add(group, "SHA-512", "Placeholder", invalid, zone, {{1, 2, Bytes(64)}});
    add(group, "none anywhere", "NotApex", invalid, zone);
    Records below = zone;
    below.push_back(record({1, 1, sha384}));
    below.back().owner = plain_name("sub.example.");
    add(group, "below the apex", "NotApex", invalid, below);
}

struct Mistake {
    std::string_view flag;
    bool zonemd = false, owner_kept = false, unsorted = false, duplicates = false,
         out_of_zone = false, no_occluded = false;
};
constexpr Mistake mistakes[] = {
    {.flag = "WithZonemd", .zonemd = true},
    {.flag = "OwnerNotFolded", .owner_kept = true},
    {.flag = "NotSorted", .unsorted = true},
    {.flag = "DuplicatesKept", .duplicates = true},
    {.flag = "WithOutOfZone", .out_of_zone = true},
    {.flag = "WithoutOccluded", .no_occluded = true},
};

bool sorts_before(const Record& a, const Record& b) {
    if (const int order = compare_names(a.owner, b.owner); order != 0) return order < 0;
    if (a.type != b.type) return a.type < b.type;
    return BytesLess()(canonical_rdata(a.type, a.rdata), canonical_rdata(b.type, b.rdata));
}

Bytes mistaken_octets(Records zone, const Mistake& mistake) {
    if (mistake.zonemd) zone.push_back(record({1, 1, Bytes(48)}));
    if (!mistake.unsorted) std::ranges::stable_sort(zone, sorts_before);
    Bytes data;
    std::vector<Bytes> seen;
    for (const Record& one : zone) {
        if (!mistake.out_of_zone && !is_at_or_below(one.owner, origin())) continue;
        if (mistake.no_occluded && is_below(one.owner, plain_name("sub.example."))) continue;
        Bytes rr = mistake.owner_kept ? bytes(one.owner.view().wire()) : canonical_name(one.owner);
        append16(rr, number(one.type));
        append16(rr, class_in);
        append32(rr, one.ttl);
        const Bytes rdata = canonical_rdata(one.type, one.rdata);
        append16(rr, static_cast<unsigned>(rdata.size()));
        append(rr, rdata);
        if (!mistake.duplicates && std::ranges::find(seen, rr) != seen.end()) continue;
        seen.push_back(rr);
        append(data, rr);
    }
    return data;
}

void add_mistakes(Group& group) {
    const Records zone = zone_of(complex_zone);
    for (const Mistake& mistake : mistakes)
        add(group, "", mistake.flag, TestResult::invalid, zone,
            {{1, 1, hash(1, mistaken_octets(zone, mistake))}});
    const Bytes octets = digested_octets(zone, origin());
    Bytes cut = hash(2, octets);
    cut.resize(48);
    add(group, "SHA-512 cut to 48 octets", "OtherHash", TestResult::invalid, zone, {{1, 1, cut}});
    const Bytes right = hash(1, digested_octets(zone_of(simple), origin()));
    for (const auto& [from, to] : {std::pair("203.0.113.63", "203.0.113.62"),
                                   {"3600 A ", "3601 A "},
                                   {"ns2 3600", "ns3 3600"},
                                   {"1800 900", "1800 901"}}) {
        std::string text = simple;
        text.replace(text.find(from), std::string_view(from).size(), to);
        add(group, std::string(from) + " to " + to, "Changed", TestResult::invalid, zone_of(text),
            {{1, 1, right}});
    }
    add(group, "one record more", "Changed", TestResult::invalid,
        zone_of(simple + "ns2 3600 A 192.0.2.1"), {{1, 1, right}});
}

Result<Groups> make(KeyStore& keys) {
    Group group("Zonemd");
    add_printed(group);
    add_shapes(group);
    if (const auto done = add_signed(group, keys); !done) return done.error();
    add_refused(group);
    add_mistakes(group);
    return Groups{group};
}

}  // namespace

const VectorKind zonemd_kind = {"zonemd",  "A zone, its digests, and whether a ZONEMD verifies.",
                                "RFC8976", group_kinds,
                                notes,     make};

}  // namespace zoneproof::corpus
