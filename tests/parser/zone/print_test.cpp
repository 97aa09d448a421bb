#include "tests/parser/zone/print.hpp"
#include "tests/parser/zone/text.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

TEST_CASE("the root zone, printed and read again, is the same zone") {
    auto source = Source::open(TEST_DATA "/../../corpus/examples/root-2026073102.zone.gz", {});
    REQUIRE(source);
    Workers workers(2);
    const auto loaded = load(*source, {}, workers);
    REQUIRE(loaded);
    REQUIRE(loaded->zone);
    CHECK(loaded->zone->record_count() == 24'877);
    CHECK(loaded->zone->signatures().size() == 2'792);
    const LoadedZone again = load_text(print(*loaded->zone));
    CHECK(again.diagnostics.kept().empty());
    CHECK(dump(*again.zone) == dump(*loaded->zone));
}

TEST_CASE("names and strings that need escapes survive printing") {
    const LoadedZone loaded = load_text("$ORIGIN example.\n$TTL 5\n@ SOA a\\.b host 1 2 3 4 "
                                        "5\n\\000\\255\\.x TXT \"a \\\" b\" c\\;d \\000\\200\n"
                                        "*.w MX 10 \\@.example.\nt TYPE65280 \\# 3 010203\n");
    REQUIRE(loaded.diagnostics.lost_records() == false);
    CHECK(dump(*load_text(print(*loaded.zone)).zone) == dump(*loaded.zone));
}
