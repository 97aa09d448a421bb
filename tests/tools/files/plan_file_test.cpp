#include "tools/files/plan_file.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;

namespace {

constexpr const char* rest = "[keys]\ncsk = 13\n[now]\ndnskey = ['csk']\nsigns-dnskey = ['csk']\n"
                             "signs-data = ['csk']\nds = ['csk']\n";

Result<RolloverPlan> read(const std::string& start) {
    return plan_from_text("start = " + start + "\n" + rest, "plan.toml", {}, Timestamp{});
}
std::string start(const std::string& text) {
    const auto plan = read(text);
    return plan ? to_iso8601(plan->start) : plan.error().text;
}

}  // namespace

TEST_CASE("moments of a plan are read with their offset") {
    CHECK(start("2026-12-01T12:00:00Z") == "2026-12-01T12:00:00Z");
    CHECK(start("2026-12-01T12:00:00.5+05:30") == "2026-12-01T06:30:00Z");
    CHECK(start("2026-12-01T12:00:00-00:30") == "2026-12-01T12:30:00Z");
    CHECK(start("'2026-12-01T12:00+01'") == "2026-12-01T11:00:00Z");
    CHECK(start("2026-12-01") == "2026-12-01T00:00:00Z");
    CHECK(start("1960-01-01T00:00:00Z") == "1960-01-01T00:00:00Z");
}

TEST_CASE("what is no moment, or none that can be written, is refused at its place") {
    const std::string wanted = "plan.toml:1:9: expected a moment, as in 2026-12-01T12:00:00Z";
    CHECK(start("0001-01-01T00:00:00+01:00") == wanted);
    CHECK(start("9999-12-31T23:59:59-00:01") == wanted);
    CHECK(start("'soon'") == wanted);
    CHECK(start("2026-12-01T12:00:00") ==
          "plan.toml:1:9: expected a time with its offset, as in 2026-12-01T12:00:00Z");
}
