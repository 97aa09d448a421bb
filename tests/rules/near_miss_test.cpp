#include "rules/near_miss.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;

using Words = std::vector<std::string_view>;

TEST_CASE("the nearest word is found for slips of the fingers, and none for other words") {
    const std::vector<std::string> known = {"--select", "--ignore", "--deadline", "--ds"};
    CHECK(near_misses("--selcet", known) == Words{"--select"});
    CHECK(near_misses("--deadlin", known) == Words{"--deadline"});
    CHECK(near_misses("--ingore", known) == Words{"--ignore"});
    CHECK(near_misses("--completely-different", known).empty());
    CHECK(near_misses(std::string(100000, '-'), known).empty());
    CHECK(near_misses("", known).empty());
}

TEST_CASE("a part of a word is near to it, and equally near words are named together") {
    const std::vector<std::string> known = {"ds-a-missing", "ds-b-missing", "ds-c-missing",
                                            "ds-d-missing", "x"};
    CHECK(did_you_mean("missing", known) ==
          "; did you mean ds-a-missing, ds-b-missing or ds-c-missing?");
    CHECK(did_you_mean("ds-d-mising", known) == "; did you mean ds-d-missing?");
    CHECK(did_you_mean("abc", known).empty());
}
