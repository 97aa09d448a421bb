#include "tests/rules/judge.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

TEST_CASE("rules about data of services and their near misses") {
    check_pairs({
        {"spf-multiple", "@ TXT \"v=spf1 a -all\"\n@ TXT \"v=spf1 mx -all\"",
         "@ TXT \"v=spf1 a -all\"\n@ TXT \"v=spf10 mx\""},
        {"spf-multiple", "@ TXT \"v=sp\" \"f1\"\n@ TXT \"v=spf1 mx -all\"",
         "@ TXT \"x\" \"v=spf1\"\n@ TXT \"v=spf1 -all\""},
        {"sshfp-length", "a SSHFP 4 2 1234",
         "a SSHFP 4 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
        {"sshfp-length",
         "a SSHFP 4 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
         "a SSHFP 4 3 1234"},
        {"svcb-alias-self", "a HTTPS 0 A", "a HTTPS 0 ."},
        {"svcb-alias-self", "a SVCB 0 a", "a SVCB 1 a"},
        {"svcb-dns-profile", "_dns.r SVCB 1 ns", "_dns.r SVCB 1 ns alpn=dot"},
        {"svcb-dns-profile", "_dns.r SVCB 1 ns alpn=dot,h2",
         "_dns.r SVCB 1 ns alpn=h2 dohpath=/dns-query{?dns}"},
        {"svcb-dns-profile", "_853._dns.r SVCB 1 ns", "_foo._dns.r SVCB 1 ns"},
        {"svcb-dns-profile", "_dns.r SVCB 1 ns port=853", "_dns.r SVCB 0 ns"},
    });
}

namespace {

const std::string catalog =
    "$ORIGIN catalog.\n$TTL 0\n@ SOA invalid. invalid. 1 7200 3600 1209600 3600\n@ NS invalid.\n"
    "a.zones PTR one.example.\n";

}  // namespace

TEST_CASE("a catalog zone states schema version 2, once") {
    CHECK_FALSE(judge(catalog + "version TXT 2\n")->raises("catalog-version"));
    CHECK(judge(catalog)->find("catalog-version")->group.cause == "missing");
    CHECK(judge(catalog + "version TXT 1\n")->find("catalog-version")->group.cause ==
          "other-version");
    CHECK(judge(catalog + "version TXT 1\nversion TXT 2\n")->find("catalog-version")->group.cause ==
          "multiple");
}

TEST_CASE("a member of a catalog has one node with one PTR") {
    const std::string zone = catalog + "version TXT 2\n";
    CHECK_FALSE(judge(zone + "b.zones PTR two.example.\ngroup.b.zones TXT x\n")
                    ->raises("catalog-member-ptr"));
    CHECK(judge(zone + "a.zones PTR two.example.\n")->find("catalog-member-ptr")->group.cause ==
          "several-ptr");
    CHECK(judge(zone + "b.zones TXT x\n")->find("catalog-member-ptr")->group.cause == "no-ptr");
    const auto twice = judge(zone + "b.zones PTR ONE.example.\n");
    REQUIRE(twice->raises("catalog-member-ptr"));
    CHECK(twice->find("catalog-member-ptr")->group.cause == "listed-twice");
    CHECK(twice->find("catalog-member-ptr")->examples[0].owner == "b.zones.catalog.");
}

TEST_CASE("an ordinary zone with a name called zones is no catalog") {
    CHECK_FALSE(judge(base + "a.zones TXT x\nversion TXT 3\n")->raises("catalog-version"));
    CHECK_FALSE(judge(base + "a.zones TXT x\n")->raises("catalog-member-ptr"));
}
