#include "tools/near_miss.hpp"

#include "tests/catch.hpp"

#include <vector>

using namespace zoneproof;

TEST_CASE("the nearest word is found for slips of the fingers, and none for other words") {
    const std::vector<std::string> known = {"--select", "--ignore", "--deadline", "--ds"};
    CHECK(near_miss("--selcet", known) == "--select");
    CHECK(near_miss("--deadlin", known) == "--deadline");
    CHECK(near_miss("--ingore", known) == "--ignore");
    CHECK(near_miss("--completely-different", known).empty());
    CHECK(near_miss(std::string(100000, '-'), known).empty());
}
