#include "tools/render/json_writer.hpp"

#include "tests/catch.hpp"

#include <nlohmann/json.hpp>

#include <vector>

using namespace zoneproof;

TEST_CASE("objects, arrays and commas come out as JSON") {
    JsonWriter json;
    json.object([&] {
        json.member("text", "a\"b\\c\n\x01");
        json.member("number", 42u);
        json.member("below", -1);
        json.member("yes", true);
        json.member("none", std::optional<std::string>());
        json.array_member("list", std::vector<int>{1, 2}, [&](int i) { json.write(i); });
        json.array_member("empty", std::vector<int>{}, [&](int i) { json.write(i); });
        json.object_member("inner", [&] { json.member("some", std::optional(7)); });
        json.object_member("hollow", [] {});
    });
    CHECK(json.text() ==
          R"({"text":"a\"b\\c\u000a\u0001","number":42,"below":-1,"yes":true,"none":null,)"
          R"("list":[1,2],"empty":[],"inner":{"some":7},"hollow":{}})");
}

TEST_CASE("every text survives a reader, and what is no UTF-8 is replaced") {
    for (int first = 0; first < 256; ++first) {
        CAPTURE(first);
        const std::string text = {'a', static_cast<char>(first), 'b'};
        JsonWriter json;
        json.write(text);
        const auto read = nlohmann::json::parse(json.text(), nullptr, false);
        REQUIRE(read.is_string());
        CHECK(read.get<std::string>() == (first < 0x80 ? text
                                                       : "a\xEF\xBF\xBD"
                                                         "b"));
    }
    JsonWriter json;
    json.write("é漢😀");
    CHECK(json.text() == "\"é漢😀\"");
}
