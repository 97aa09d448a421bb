// Signed zones without a fault: what the tests of single rules start from.
#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

TEST_CASE("a well signed zone is proven, without an error or a warning") {
    for (const SignedZone& zone :
         {SignedZone{}, SignedZone::with_nsec3(), SignedZone::with_nsec3(true)}) {
        const auto judged = judge(zone.text(), options_at());
        CHECK(raised(*judged) == Ids{});
        CHECK(word(*judged) == "proven");
    }
}

TEST_CASE("a well signed zone is proven from the DS of its parent") {
    for (const std::uint8_t digest_type : {1, 2, 4}) {
        const auto judged = judge(SignedZone{}.text(), with_parent({ds_of(ksk(), digest_type)}));
        CHECK(raised(*judged) == (digest_type == 1 ? Ids{"ds-digest-sha1"} : Ids{}));
        CHECK(word(*judged) == "proven");
        CHECK(judged->summary().outcome == "secure");
    }
}
