#include "parser/dns/name.hpp"

#include "tests/catch.hpp"

#include <algorithm>
#include <vector>

using namespace zoneproof;

namespace {

Name name(std::string_view text) {
    const auto parsed = name_from_text(text);
    REQUIRE(parsed);
    return *parsed;
}

/// In canonical order: V-ORD-2 (RFC 4034 6.1) and V-ORD-3.
const std::vector<std::string_view> ordered = {
    "example.",         "\\000.example.",      "\\001.example.",   "*.example.",
    "0.example.",       "[.example.",          "_.example.",       "a.example.",
    "\\000.a.example.", "yljkjljk.a.example.", "Z.a.example.",     "a\\000.example.",
    "a!.example.",      "a-b.example.",        "a\\.b.example.",   "ab.example.",
    "b.example.",       "a.b.example.",        "zABC.a.EXAMPLE.",  "z.example.",
    "\\001.z.example.", "*.z.example.",        "\\200.z.example.", "\\196.example.",
    "\\228.example.",   "\\255.example.",
};

}  // namespace

TEST_CASE("names of RFC 4034 6.1 are in canonical order, and so are their keys") {
    const std::vector<std::string_view> rfc = {
        "example.",         "a.example.",      "yljkjljk.a.example.",
        "Z.a.example.",     "zABC.a.EXAMPLE.", "z.example.",
        "\\001.z.example.", "*.z.example.",    "\\200.z.example.",
    };
    for (std::size_t i = 0; i < rfc.size(); ++i)
        for (std::size_t j = 0; j < rfc.size(); ++j) {
            const Name a = name(rfc[i]), b = name(rfc[j]);
            const int expected = i < j ? -1 : i > j ? 1 : 0;
            CAPTURE(rfc[i], rfc[j]);
            CHECK((compare_canonical(a, b) > 0) - (compare_canonical(a, b) < 0) == expected);
            const int by_key = compare(CanonicalKey(a).octets(), CanonicalKey(b).octets());
            CHECK((by_key > 0) - (by_key < 0) == expected);
        }
}

TEST_CASE("zero octets, escapes and case keep their place in canonical order") {
    for (std::size_t i = 0; i + 1 < ordered.size(); ++i) {
        if (ordered[i + 1] == "zABC.a.EXAMPLE.") continue;  // stands under a.example., tested above
        if (ordered[i] == "zABC.a.EXAMPLE.") continue;
        CAPTURE(ordered[i], ordered[i + 1]);
        const Name a = name(ordered[i]), b = name(ordered[i + 1]);
        CHECK(compare_canonical(a, b) < 0);
        CHECK(compare(CanonicalKey(a).octets(), CanonicalKey(b).octets()) < 0);
        CHECK(CanonicalKey(a).prefix() <= CanonicalKey(b).prefix());
    }
}

TEST_CASE("only ASCII letters fold") {
    CHECK(compare_canonical(name("A.EXAMPLE."), name("a.example.")) == 0);
    CHECK(compare_canonical(name("\\196.example."), name("\\228.example.")) != 0);
}

TEST_CASE("presentation form escapes what would read differently") {
    for (const char* text : {".", "example.", "a\\.b.example.", "\\000.example.", "a\\\\b.",
                             "\\@.example.", "*.example.", "\\032.example.", "\\255\\127.example."})
        CHECK(to_text(name(text)) == text);
}

TEST_CASE("names that cannot be are refused") {
    CHECK_FALSE(name_from_text(""));
    CHECK_FALSE(name_from_text("a..b."));
    CHECK_FALSE(name_from_text(".a."));
    CHECK_FALSE(name_from_text("\\300.a."));
    CHECK_FALSE(name_from_text("\\30"));
    CHECK_FALSE(name_from_text("relative"));
    CHECK_FALSE(name_from_text(std::string(64, 'a') + "."));
    CHECK(name_from_text(std::string(63, 'a') + "."));
    const std::string label = std::string(63, 'a') + ".";
    CHECK(name_from_text(label + label + label + std::string(61, 'a') + "."));        // 255 octets
    CHECK_FALSE(name_from_text(label + label + label + std::string(62, 'a') + "."));  // 256
}

TEST_CASE("a relative name is completed with the origin") {
    const Name origin = name("example.");
    const NameView view = origin;
    CHECK(to_text(*name_from_text("www", &view)) == "www.example.");
    CHECK(to_text(*name_from_text("@", &view)) == "example.");
}

TEST_CASE("below is by whole labels") {
    CHECK(is_below(name("a.example."), name("EXAMPLE.")));
    CHECK(is_at_or_below(name("example."), name("example.")));
    CHECK_FALSE(is_below(name("example."), name("example.")));
    CHECK_FALSE(is_at_or_below(name("aexample."), name("example.")));
    CHECK_FALSE(is_at_or_below(name("a\\007example."), name("example.")));
    CHECK(is_at_or_below(name("example."), name(".")));
}

TEST_CASE("the wire length of a name ends at the root and refuses compression") {
    const std::uint8_t good[] = {1, 'a', 0, 9, 9};
    CHECK(wire_name_length(good) == 3);
    const std::uint8_t pointer[] = {1, 'a', 0xC0, 0};
    CHECK(wire_name_length(pointer) == 0);
    const std::uint8_t cut[] = {3, 'a'};
    CHECK(wire_name_length(cut) == 0);
}
