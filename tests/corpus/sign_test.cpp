// What sign_zone() signs, and what it states in the chain of denial.
#include "corpus/builder/fields.hpp"
#include "corpus/builder/recipe.hpp"
#include "tests/catch.hpp"

#include <algorithm>

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

const Name origin = *name_from_text("x.example.");

SignedZone zone_of(const char* base) {
    KeyStore store;
    return *make_zone(healthy(*find_base_zone(base), origin), store);
}

Name below(const char* text) {
    const NameView view = origin;
    return *name_from_text(text, &view);
}

bool has(const SignedZone& zone, const Name& owner, RrType type) {
    return std::ranges::any_of(zone.records,
                               [&](const Record& r) { return is_in_rrset(r, owner, type); });
}

std::size_t signatures(const SignedZone& zone, const char* owner, RrType type) {
    return static_cast<std::size_t>(std::ranges::count_if(zone.records, [&](const Record& r) {
        return r.type == RrType::RRSIG && covered_type(r) == type && is_at(r, below(owner));
    }));
}

std::vector<RrType> stated(const SignedZone& zone, const Name& owner, RrType chain) {
    for (const Record& record : zone.records)
        if (is_in_rrset(record, owner, chain))
            return types_in(Octets(record.rdata).subspan(find_field(record, "types")->offset));
    return {};
}

}  // namespace

TEST_CASE("authoritative data is signed once, delegations and glue never") {
    const SignedZone zone = zone_of("leaf-nsec");
    CHECK(signatures(zone, "www", RrType::A) == 1);
    CHECK(signatures(zone, "@", RrType::DNSKEY) == 1);
    CHECK(signatures(zone, "@", RrType::NS) == 1);
    CHECK(signatures(zone, "secure", RrType::DS) == 1);
    CHECK(signatures(zone, "secure", RrType::NS) == 0);
    CHECK(signatures(zone, "ns1.secure", RrType::A) == 0);
}

TEST_CASE("a wildcard's signature counts labels without the asterisk") {
    const SignedZone zone = zone_of("leaf-nsec");
    for (const Record& record : zone.records)
        if (record.type == RrType::RRSIG && is_at(record, below("*.wild")))
            CHECK(record.rdata[find_field(record, "labels")->offset] == 3);
}

TEST_CASE("NSEC stands at data and cuts, not at glue and empty non-terminals") {
    const SignedZone zone = zone_of("leaf-nsec");
    CHECK(stated(zone, below("insecure"), RrType::NSEC) ==
          std::vector{RrType::NS, RrType::RRSIG, RrType::NSEC});
    CHECK(stated(zone, below("secure"), RrType::NSEC) ==
          std::vector{RrType::NS, RrType::DS, RrType::RRSIG, RrType::NSEC});
    CHECK(has(zone, below("host.ent"), RrType::NSEC));
    CHECK_FALSE(has(zone, below("ent"), RrType::NSEC));
    CHECK_FALSE(has(zone, below("ns1.secure"), RrType::NSEC));
}

TEST_CASE("NSEC3 stands at empty non-terminals too, and states no RRSIG where nothing is signed") {
    const SignedZone zone = zone_of("leaf-nsec3");
    const auto at = [&](const char* owner) {
        return nsec3_owner(below(owner), origin, zone.signing.nsec3);
    };
    CHECK(has(zone, at("ent"), RrType::NSEC3));
    CHECK(stated(zone, at("ent"), RrType::NSEC3).empty());
    CHECK(stated(zone, at("insecure"), RrType::NSEC3) == std::vector{RrType::NS});
    CHECK(stated(zone, at("www"), RrType::NSEC3) ==
          std::vector{RrType::A, RrType::AAAA, RrType::RRSIG, RrType::HTTPS});
}

TEST_CASE("opt-out leaves out insecure delegations and what only they make exist") {
    const SignedZone zone = zone_of("leaf-optout");
    const auto hashed = [&](const char* owner) {
        return has(zone, nsec3_owner(below(owner), origin, zone.signing.nsec3), RrType::NSEC3);
    };
    CHECK_FALSE(hashed("insecure"));
    CHECK_FALSE(hashed("island.region"));
    CHECK_FALSE(hashed("region"));
    CHECK(hashed("secure"));
    CHECK(hashed("ent"));
}

TEST_CASE("keys and signatures are the same every time, and differ by seed and algorithm") {
    for (const int algorithm : {13, 14, 15}) {
        CAPTURE(algorithm);
        KeySpec spec;
        spec.name = "ksk";
        spec.algorithm = static_cast<std::uint8_t>(algorithm);
        const Key a = *KeyStore().make(spec), b = *KeyStore().make(spec);
        spec.name = "zsk";
        const Key c = *KeyStore().make(spec);
        const Bytes message = bytes("signed");
        CHECK(a.dnskey() == b.dnskey());
        CHECK(a.sign(message) == b.sign(message));
        CHECK(a.dnskey() != c.dnskey());
    }
}

TEST_CASE("a key with the tag of another is searched for from the seed on") {
    KeyStore store;
    KeySpec spec;
    spec.name = "zsk";
    spec.algorithm = 200;  // made-up octets: quick to search
    const Key key = *store.make(spec, std::uint16_t{4711});
    CHECK(key.tag() == 4711);
    CHECK(key.spec().seed.starts_with("zsk#"));
    CHECK(store.make(key.spec())->dnskey() == key.dnskey());
}
