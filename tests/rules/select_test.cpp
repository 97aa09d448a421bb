#include "tests/rules/judge.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

std::size_t position(std::string_view id) {
    const auto rules = catalogue();
    return static_cast<std::size_t>(std::find(rules.begin(), rules.end(), find_rule(id)) -
                                    rules.begin());
}

}  // namespace

TEST_CASE("nothing selected means everything, and is not narrowed") {
    const auto selection = select_rules({}, {});
    REQUIRE(selection);
    CHECK(std::find(selection->enabled.begin(), selection->enabled.end(), false) ==
          selection->enabled.end());
    CHECK_FALSE(selection->narrowed());
}

TEST_CASE("rules are selected by id and by family") {
    const auto selection = select_rules({"zone-cname-loop", "delegation"}, {});
    REQUIRE(selection);
    CHECK(selection->enabled[position("zone-cname-loop")]);
    CHECK(selection->enabled[position("deleg-ds-at-apex")]);
    CHECK_FALSE(selection->enabled[position("zone-cname-multiple")]);
}

TEST_CASE("leaving out or ignoring a rule of a DNSSEC family narrows the run") {
    CHECK(select_rules({"syntax"}, {})->narrowed());
    CHECK(select_rules({}, {"nsec3-salt-too-long"})->narrowed());
    CHECK(select_rules({}, {"denial"})->narrowed());
    CHECK(select_rules({}, {"dnssec"})->narrowed());
    CHECK_FALSE(select_rules({}, {"syntax"})->narrowed());
    CHECK_FALSE(select_rules({}, {"zone-cname-loop"})->narrowed());
}

TEST_CASE("what is wrong with the zone itself belongs to a proof, so DNSSEC alone is narrowed") {
    const std::vector<Family> left_out = {Family::syntax, Family::zone, Family::delegation,
                                          Family::cds, Family::resource};
    CHECK(select_rules({"dnssec"}, {})->left_out == left_out);
    // What deployed resolvers do not bear is asked in "resource" (ADR 23).
    CHECK(select_rules({"dnssec", "syntax", "zone", "delegation", "cds"}, {})->narrowed());
    CHECK_FALSE(select_rules({"dnssec", "syntax", "zone", "delegation", "cds", "resource"}, {})
                    ->narrowed());
}

TEST_CASE("an unknown word is an error that names what is near") {
    const auto selection = select_rules({"zone-cname-lop"}, {});
    REQUIRE_FALSE(selection);
    CHECK(selection.error().code == ErrorCode::usage);
    CHECK(selection.error().text.find("zone-cname-loop") != std::string::npos);
    CHECK(select_rules({}, {"delegatoin"}).error().text.find("did you mean delegation?") !=
          std::string::npos);
    CHECK(select_rules({"qqqqqqqqqqqqqqqq"}, {}).error().text.find("did you mean") ==
          std::string::npos);
}

TEST_CASE("patterns are not known, and the hint names the family") {
    const auto hint = [](const char* word) { return select_rules({word}, {}).error().text; };
    CHECK(hint("rrsig-*").find("did you mean rrsig?") != std::string::npos);
    CHECK(hint("rrsigg-*").find("did you mean rrsig?") != std::string::npos);
}

TEST_CASE("families of which a rule is left out are named") {
    CHECK(select_rules({"syntax", "rrsig"}, {"zonemd-missing"})->left_out ==
          std::vector{Family::zone, Family::delegation, Family::dnskey, Family::denial, Family::ds,
                      Family::zonemd, Family::cds, Family::expiry, Family::resource});
    CHECK(select_rules({}, {"zonemd-missing"})->left_out == std::vector{Family::zonemd});
}
