#include "tests/rules/judge.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const char* const ds =
    " DS 1 13 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

}  // namespace

TEST_CASE("rules of delegations and their near misses") {
    const std::string lone_ds = std::string("a") + ds, good_ds = lone_ds + "\na NS ns";
    const std::string apex_ds = std::string("@") + ds;
    const std::string ds_below = "a NS ns\nb.a" + std::string(ds);
    check_pairs({
        {"deleg-ds-without-ns", lone_ds.c_str(), good_ds.c_str()},
        {"deleg-ds-without-ns", lone_ds.c_str(), ds_below.c_str()},
        {"deleg-ds-at-apex", apex_ds.c_str(), good_ds.c_str()},
        {"deleg-deleg-rr-at-apex", "@ TYPE61440 \\# 0", "a TYPE61440 \\# 0"},
        {"deleg-extra-types-at-cut", "a NS ns\na TXT x", "a NS ns\na A 192.0.2.1"},
        {"deleg-occluded-data", "a NS ns\nb.a TXT x", "a NS ns\nb.a A 192.0.2.1"},
        {"deleg-cut-below-cut", "a NS ns\nb.a NS ns", "a NS ns\nba NS ns"},
        {"deleg-cut-below-cut", ds_below.c_str(), good_ds.c_str()},
        {"deleg-glue-orphan", "a NS ns\nb.a A 192.0.2.1", "a NS b.a\nb.a A 192.0.2.1"},
        {"deleg-glue-orphan", "a NS ns\na AAAA ::1", "a NS a\na AAAA ::1"},
        {"deleg-glue-missing", "a NS b.a", "a NS b.a\nb.a AAAA ::1"},
        {"deleg-glue-missing", "a NS a", "a NS b"},
        {"deleg-circular-dependency", "a NS ns.b\nb NS ns.a",
         "a NS ns.b\nb NS ns.b\nns.b A 192.0.2.1"},
        {"deleg-circular-dependency", "a NS ns.b\nb NS ns.c\nc NS ns.a",
         "a NS ns.b\nb NS ns.c\nc NS ns.a\nc NS ns.example.net."},
        {"deleg-circular-dependency", "a NS ns.b\nb NS x.b", "a NS x.a"},
    });
}

TEST_CASE("data below a delegation are told by what they are") {
    const auto judged = judge(
        base +
        "a NS ns\nb.a SOA ns h 1 2 3 4 5\nb.a TXT x\nb.a NS ns\nb.a A 192.0.2.1\nb.a CNAME ns\n");
    CHECK(judged->count("deleg-occluded-data") == 2);
    CHECK(judged->count("zone-soa-not-apex") == 1);
    CHECK(judged->count("deleg-cut-below-cut") == 1);
    CHECK(judged->count("deleg-glue-orphan") == 1);
    CHECK_FALSE(judged->raises("zone-cname-and-other"));
}

TEST_CASE("glue that an NS of another delegation names is no orphan") {
    CHECK_FALSE(
        judge(base + "a NS ns.b\nb NS ns\nns.b A 192.0.2.1\n")->raises("deleg-glue-orphan"));
}

TEST_CASE("a ring of a thousand delegations is told within bounds") {
    std::string text = base;
    for (int i = 0; i < 1000; ++i)
        text += "d" + std::to_string(i) + " NS ns.d" + std::to_string((i + 1) % 1000) + "\n";
    CHECK(judge(text)->count("deleg-circular-dependency") == 1000);
}
