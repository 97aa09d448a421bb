#include "tools/progress.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;

TEST_CASE("progress says how far, how fast and how long") {
    CHECK(progress_line("signatures", 0, 0, 0) == "signatures");
    CHECK(progress_line("signatures", 50000, 200000, 5) ==
          "signatures  25 %  10,000 a second, 16 s left");
    CHECK(progress_line("signatures", 200000, 200000, 5) == "signatures  100 %  40,000 a second");
    CHECK(progress_line("read", 500000000, 0, 1) == "read  500 MB/s");
    CHECK(progress_line("nsec", 30, 20, 1) == "nsec  100 %  30 a second");
}
