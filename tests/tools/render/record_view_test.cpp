#include "tools/render/record_view.hpp"

#include "tools/render/words.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;

namespace {

const std::string signature(88, 'Q');

RecordView view(const std::string& text, int field, std::size_t at = 0, std::uint32_t length = 0) {
    Example example;
    example.field = field;
    example.length = length;
    return view_record({1, text, at, true}, example);
}

/// What the carets stand under.
std::string pointed(const RecordView& view) {
    std::string part;
    std::size_t column = 0;
    for (const char c : view.text) {
        column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        if (column > view.caret && column <= view.caret + view.length) part += c;
    }
    return part;
}

}  // namespace

TEST_CASE("the caret stands under the field, whatever comes before the type") {
    for (const std::string front :
         {"a.example. 3600 IN ", "a.example. IN 3600 ", "a.example. IN ", "a.example. 1h ",
          "a.example. ", "\t3600 ", "   ", "  IN 60 ", "in 60 in "}) {
        CAPTURE(front);
        const std::size_t at = front.find_first_not_of(" \t");
        const auto shown =
            view(front + "RRSIG DS 13 2 3600 20261222013556 20261122013556 33834 example. " +
                     signature + "\n",
                 6, at == front.npos ? front.size() : at);
        CHECK(pointed(shown) == "33834");
    }
}

TEST_CASE("a record over several lines becomes one, without comments and parentheses") {
    const auto shown = view("example. SOA ns1 host ( 2026112201 ; serial\n 7200 900\n 1209600 3600 "
                            ") ; end\nnext A 192.0.2.1\n",
                            2);
    CHECK(shown.text == "example. SOA ns1 host 2026112201 7200 900 1209600 3600");
    CHECK(pointed(shown) == "2026112201");
}

TEST_CASE("keys and signatures are elided, also in pieces; hashes of names are not") {
    CHECK(view("a. RRSIG A 13 1 1 1 1 1 . " + signature + "\n", 0).text ==
          "a. RRSIG A 13 1 1 1 1 1 . QQQQ…QQQQQQ");
    CHECK(view("a. DNSKEY 256 3 13 " + signature + " " + signature + " Zz==\n", 0).text ==
          "a. DNSKEY 256 3 13 QQQQ…QQZz==");
    const std::string nsec3 = "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom.example. NSEC3 1 1 0 - "
                              "2T7B4G4VSA5SMI47K61MV5BV1A22BOJR NS DS RRSIG";
    CHECK(view(nsec3 + "\n", 4).text == nsec3);
}

TEST_CASE("without a field the type is pointed at, with one too many the last token") {
    CHECK(pointed(view("a.example. 60 IN A 192.0.2.1\n", -1)) == "A");
    CHECK(pointed(view("a.example. 60 IN A 192.0.2.1\n", 9)) == "192.0.2.1");
}

TEST_CASE("a fault of the text is shown in its line as it stands") {
    const std::string line = "www\t60 IN A ( 192.0.2.256 )";
    const auto shown = view("first\n" + line + "\nlast\n", -1, 6 + line.find("192"), 11);
    CHECK(shown.text == "www 60 IN A ( 192.0.2.256 )");
    CHECK(pointed(shown) == "192.0.2.256");
}

TEST_CASE("long lines are cut around what is pointed at") {
    std::string text = "a.example. TXT";
    for (int i = 0; i < 100; ++i) text += " word" + std::to_string(i) + ".";
    for (const int field : {0, 50, 99}) {
        const auto shown = view(text + "\n", field);
        CHECK(columns(shown.text) <= 110);
        CHECK(pointed(shown) == "word" + std::to_string(field) + ".");
    }
}

TEST_CASE("hostile excerpts are shown, never obeyed") {
    CHECK(view("", -1).length <= 1);
    CHECK(view("\n", -1).length <= 1);
    CHECK(view("(((((\n", 3, 0).text.find('\n') == std::string::npos);
    CHECK(view("\"never closed\n\n\n", 3).text.find('\n') == std::string::npos);
    CHECK(columns(view("a. TXT " + std::string(5000, '\x1b') + "\n", 0).text) <= 110);
    CHECK(columns(view("a. TXT \"" + std::string(5000, ' '), 0, 7, 4000).text) <= 110);
}
