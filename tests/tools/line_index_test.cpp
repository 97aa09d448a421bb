#include "tools/line_index.hpp"

#include "tests/catch.hpp"

#include <algorithm>
#include <random>
#include <string>

using namespace zoneproof;

namespace {

std::string random_text(unsigned seed) {
    std::mt19937 random(seed);
    std::string text;
    for (int line = 0; line < 2000; ++line) {
        // Mostly short lines, some empty, some that need two or three octets of length.
        const unsigned kind = random() % 100;
        text.append(kind < 90   ? random() % 80
                    : kind < 99 ? random() % 1000
                                : 20000 + random() % 1000,
                    'x');
        text += '\n';
    }
    return text + "last line without end";
}

}  // namespace

TEST_CASE("the line of every offset is one more than the newlines before it") {
    const std::string text = random_text(1);
    LineIndex index;
    for (std::size_t at = 0; at < text.size(); at += 777)
        index.append(std::string_view(text).substr(at, 777));
    std::uint64_t line = 1;
    bool all = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i % 17 == 0 || text[i] == '\n') all = all && index.line(i) == line;
        line += text[i] == '\n';
    }
    CHECK(all);
    CHECK(line == 2001);
    CHECK(index.line(text.size() + 1000) == 2001);
}

TEST_CASE("an empty text has one line") {
    CHECK(LineIndex().line(0) == 1);
}
