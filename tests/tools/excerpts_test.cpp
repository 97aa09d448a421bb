#include "tools/excerpts.hpp"

#include "tests/catch.hpp"

#include <random>

using namespace zoneproof;

namespace {

Place at(std::uint64_t offset) {
    return {0, offset};
}

Excerpts excerpts_of(const std::string& text, std::vector<Place> places) {
    Source source = Source::from_text(text);
    auto excerpts = Excerpts::read(std::move(places), {{"text", text.size(), {}}}, source);
    REQUIRE(excerpts);
    return std::move(*excerpts);
}

}  // namespace

TEST_CASE("an excerpt begins with its line and knows its number") {
    const auto excerpts = excerpts_of("one\ntwo words\nthree\n", {at(8), at(0), at(14)});
    REQUIRE(excerpts.find(at(8)) != nullptr);
    CHECK(excerpts.find(at(8))->line == 2);
    CHECK(excerpts.find(at(8))->text == "two words\n");
    CHECK(excerpts.find(at(8))->at == 4);
    CHECK(excerpts.find(at(0))->line == 1);
    CHECK(excerpts.line(at(14)) == 3);
    CHECK(excerpts.find(at(3)) == nullptr);
}

TEST_CASE("an excerpt goes on behind its line when a group is open in it") {
    const auto excerpts = excerpts_of("a TXT ( one\ntwo )\nlast", {at(0), at(12), at(18)});
    CHECK(excerpts.find(at(0))->text == "a TXT ( one\ntwo )\nlast");
    CHECK(excerpts.find(at(12))->text == "two )\n");
    CHECK(excerpts.find(at(18))->text == "last");
}

TEST_CASE("a place behind the end of the text has no excerpt") {
    const auto excerpts = excerpts_of("short\n", {at(100)});
    CHECK(excerpts.find(at(100)) == nullptr);
    CHECK(excerpts.line(at(100)) == 0);
}

TEST_CASE("a place far inside a long line shows a part of it") {
    const auto excerpts = excerpts_of("first\n" + std::string(3'000'000, 'x') + "\nlast\n",
                                      {at(2'500'000), at(3'000'007)});
    const Excerpt* const inside = excerpts.find(at(2'500'000));
    REQUIRE(inside != nullptr);
    CHECK(inside->line == 2);
    CHECK_FALSE(inside->from_line_start);
    CHECK(inside->text.size() < 10'000);
    CHECK(excerpts.find(at(3'000'007))->text == "last\n");
    CHECK(excerpts.line(at(3'000'007)) == 3);
}

TEST_CASE("lines and texts are right wherever blocks end") {
    std::mt19937 random(7);
    std::string text;
    while (text.size() < 5'000'000) text += std::string(random() % 300, 'a') + "\n";
    std::vector<Place> places;
    for (int i = 0; i < 3000; ++i) places.push_back(at(random() % text.size()));
    std::vector<std::size_t> newlines;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n') newlines.push_back(i);
    const auto excerpts = excerpts_of(text, places);
    for (const Place place : places) {
        const Excerpt* const excerpt = excerpts.find(place);
        REQUIRE(excerpt != nullptr);
        const auto before = std::lower_bound(newlines.begin(), newlines.end(), place.offset);
        const std::size_t start = text.rfind('\n', place.offset == 0 ? 0 : place.offset - 1) + 1;
        const bool right =
            excerpt->line == 1 + static_cast<std::uint64_t>(before - newlines.begin()) &&
            excerpt->text == text.substr(start, text.find('\n', place.offset) + 1 - start);
        if (!right) CHECK(right);
    }
    Source source = Source::from_text(text);
    const auto lines = Excerpts::index_lines({{"text", text.size(), {}}}, source);
    REQUIRE(lines);
    for (const Place place : places)
        if (lines->line(place) != excerpts.line(place))
            CHECK(lines->line(place) == excerpts.line(place));
}
