#include "corpus/drill/drill.hpp"

#include "corpus/builder/recipe.hpp"
#include "corpus/builder/write.hpp"
#include "parser/zone/load.hpp"

#include "tests/catch.hpp"

#include <set>

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

Zone load_text(const std::string& text) {
    auto source = Source::from_text(text);
    Workers workers(1);
    auto loaded = load(source, {}, workers);
    REQUIRE(loaded);
    REQUIRE(loaded->zone);
    return std::move(*loaded->zone);
}

SignedZone base(const char* name) {
    KeyStore keys;
    const Name origin = *name_from_text("drill.example.");
    return make_zone(healthy(*find_base_zone(name), origin), keys).value();
}

Zone base_zone(const char* name) {
    return load_text(zone_text(base(name)));
}

DrillOptions fault(const std::string& rule, std::uint64_t seed = 0) {
    return {.rule = rule, .seed = seed, .time = reference_time};
}

std::size_t differences(const std::string& a, const std::string& b) {
    const auto lines = [](std::string_view text) {
        std::multiset<std::string_view> all;
        for (; !text.empty(); text.remove_prefix(std::min(text.find('\n') + 1, text.size())))
            all.insert(text.substr(0, text.find('\n')));
        return all;
    };
    const auto before = lines(a), after = lines(b);
    std::size_t count = 0;
    for (const std::string_view line : before) count += after.contains(line) ? 0 : 1;
    return count;
}

}  // namespace

TEST_CASE("a zone is read with its signatures, its chain and its DS set") {
    for (const char* const name : {"leaf-nsec", "leaf-nsec3", "leaf-optout", "root-like"}) {
        CAPTURE(name);
        const SignedZone made = base(name), read = read_signed_zone(base_zone(name));
        CHECK(canonical_text(made) == canonical_text(read));
        CHECK(ds_text(made.ds) == ds_text(read.ds));
        CHECK(made.signing.denial == read.signing.denial);
        CHECK(made.signing.nsec3.opt_out == read.signing.nsec3.opt_out);
    }
}

TEST_CASE("what needs no signature leaves all else as it was") {
    const Zone zone = base_zone("leaf-nsec3");
    const auto made = drill(zone, fault("rrsig-invalid"));
    REQUIRE(made);
    CHECK_FALSE(made->signed_anew);
    CHECK(differences(zone_text(read_signed_zone(zone)), made->zone) == 1);
    CHECK(made->ds == ds_text(base("leaf-nsec3").ds));
}

TEST_CASE("what needs signatures gets new keys and their DS set") {
    const auto made = drill(base_zone("leaf-nsec"), fault("nsec-bitmap-missing-type"));
    REQUIRE(made);
    CHECK(made->signed_anew);
    const Zone broken = load_text(made->zone);
    CHECK(ds_text(read_signed_zone(broken).ds) == made->ds);
}

TEST_CASE("the same seed is the same place, another seed another one") {
    const Zone zone = base_zone("leaf-nsec");
    const auto text = [&](std::uint64_t seed) {
        return drill(zone, fault("rrsig-missing", seed))->zone;
    };
    CHECK(text(7) == text(7));
    std::set<std::string> all;
    for (std::uint64_t seed = 0; seed < 20; ++seed) all.insert(text(seed));
    CHECK(all.size() > 5);
}

TEST_CASE("a zone that has no place for a fault is refused with the reason") {
    const auto why = [](const char* zone, const char* rule) {
        const auto made = drill(base_zone(zone), fault(rule));
        return made ? "" : made.error().text;
    };
    CHECK(why("leaf-nsec3", "nsec-missing") == "'nsec-missing' takes a zone with NSEC");
    CHECK(why("leaf-nsec", "nsec3-missing") == "'nsec3-missing' takes a zone with NSEC3");
    CHECK(why("leaf-nsec3", "nsec3-optout-mixed").ends_with("a zone with NSEC3 and opt-out"));
    CHECK(why("leaf-unsigned", "rrsig-missing") == "'rrsig-missing' takes a signed zone");
    CHECK(why("one-name", "rrsig-on-glue").ends_with("it takes glue"));
    CHECK(why("one-name", "no-such").starts_with("there is no fault 'no-such'"));
}

TEST_CASE("an unsigned zone stays unsigned") {
    const auto made = drill(base_zone("leaf-unsigned"), fault("zone-cname-and-other"));
    REQUIRE(made);
    CHECK(made->zone.find("RRSIG") == std::string::npos);
    CHECK(made->ds == "; no DS\n");
}

TEST_CASE("a digest of the zone that would not fit is left out, and said") {
    KeyStore keys;
    Recipe recipe = healthy(*find_base_zone("leaf-nsec"), *name_from_text("drill.example."));
    Mutation zonemd;
    zonemd.op = find_op("zonemd");
    zonemd.value = "1";
    recipe.mutations.push_back(zonemd);
    const Zone zone = load_text(zone_text(make_zone(recipe, keys).value()));
    const auto made = drill(zone, fault("rrsig-missing"));
    REQUIRE(made);
    CHECK(made->lost_digest);
    CHECK(made->zone.find(" ZONEMD ") == std::string::npos);
}

TEST_CASE("every fault can be read, and can be done to one of the base zones") {
    std::vector<Zone> zones;
    for (const char* const name : {"leaf-nsec", "leaf-nsec3", "leaf-optout"})
        zones.push_back(base_zone(name));
    for (const DrillFault& one : faults()) {
        CAPTURE(one.rule, one.needs);
        bool done = false;
        for (const Zone& zone : zones)
            done |= drill(zone, fault(std::string(one.rule))).has_value();
        CHECK(done);
    }
}
