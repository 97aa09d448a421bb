#include "tools/output.hpp"

#include "tests/catch.hpp"

#include <string>

#include <fcntl.h>
#include <unistd.h>

using namespace zoneproof;

TEST_CASE("what is written arrives, in order") {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    Output output(ends[1]);
    output.write("one ");
    output.write("two");
    CHECK(output.flush().empty());
    char text[16] = {};
    CHECK(read(ends[0], text, sizeof text) == 7);
    CHECK(std::string(text) == "one two");
    close(ends[0]), close(ends[1]);
}

TEST_CASE("a full disk is noticed, at once or at the end") {
    const int full = open("/dev/full", O_WRONLY);
    REQUIRE(full >= 0);
    Output small(full), large(full);
    small.write("a little");
    CHECK_FALSE(small.failed());
    CHECK_FALSE(small.flush().empty());
    large.write(std::string(1 << 20, 'x'));
    CHECK(large.failed());
    close(full);
}
