#include "rules/margin/census.hpp"

#include "tests/catch.hpp"

#include <cmath>
#include <map>
#include <random>

using namespace zoneproof;

namespace {

std::vector<Census::Row> rows(const std::vector<std::int64_t>& values) {
    Census census;
    for (const std::int64_t value : values) census.add(value);
    return census.take();
}

}  // namespace

TEST_CASE("a census counts each value once, in order") {
    const auto counted = rows({5, 5, -1, 3, 5, 3});
    REQUIRE(counted.size() == 3);
    CHECK((counted[0].value == -1 && counted[0].count == 1));
    CHECK((counted[1].value == 3 && counted[1].count == 2));
    CHECK((counted[2].value == 5 && counted[2].count == 3));
    CHECK(total(counted) == 6);
}

TEST_CASE("a census of many values is that of a map, in parts or in one") {
    std::mt19937 random(1);
    std::map<std::int64_t, std::uint64_t> expected;
    Census one, first, second;
    for (int i = 0; i < 400'000; ++i) {
        const auto value = static_cast<std::int64_t>(random() % 150'000);
        ++expected[value];
        one.add(value);
        (i % 3 == 0 ? first : second).add(value);
    }
    first.merge(second);
    for (Census* const census : {&one, &first}) {
        const auto counted = census->take();
        REQUIRE(counted.size() == expected.size());
        std::size_t differ = 0;
        for (const auto& [value, count] : counted) differ += expected[value] != count;
        CHECK(differ == 0);
    }
}

TEST_CASE("a percentile is the least value that so many do not exceed") {
    std::vector<std::int64_t> values;
    for (std::int64_t i = 1; i <= 200; ++i) values.push_back(i);
    CHECK(percentile(rows(values), 1) == 2);
    CHECK(percentile(rows(values), 5) == 10);
    CHECK(percentile(rows(values), 50) == 100);
    CHECK(percentile(rows(values), 95) == 190);
    CHECK(percentile(rows({7}), 1) == 7);
    CHECK(percentile({}, 50) == 0);
}

TEST_CASE("the mode is the most frequent value, the lowest of several") {
    CHECK(mode(rows({1, 2, 2, 3, 3})).value == 2);
    CHECK(mode({}).count == 0);
}

TEST_CASE("the densest span holds what lies less than its width apart") {
    CHECK(densest(rows({0, 3599}), 3600).count == 2);
    CHECK(densest(rows({0, 3600}), 3600).count == 1);
    const auto best = densest(rows({0, 10'000, 10'001, 13'599, 13'600, 20'000}), 3600);
    CHECK((best.value == 10'000 && best.count == 3));
}

TEST_CASE("entropy is in bits") {
    CHECK(entropy(rows({1, 1, 1})) == 0);
    CHECK(std::abs(entropy(rows({1, 2, 3, 4})) - 2) < 1e-12);
    CHECK(std::abs(entropy(rows({1, 1, 2, 2})) - 1) < 1e-12);
    CHECK(entropy({}) == 0);
}
