#include "corpus/message/message.hpp"
#include "corpus/message/put.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

Name name(std::string_view text) {
    return *name_from_text(text);
}

Bytes wire(std::string_view text) {
    return {text.begin(), text.end()};
}

/// RFC 1035 4.1.4's picture: F.ISI.ARPA at 20, FOO.F.ISI.ARPA at 40, ARPA at 64, the root at 92.
Bytes picture() {
    Bytes octets(93, 0);
    const auto at = [&](std::size_t place, std::string_view text) {
        std::copy(text.begin(), text.end(), octets.begin() + static_cast<std::ptrdiff_t>(place));
    };
    using namespace std::string_view_literals;
    at(20, "\1F\3ISI\4ARPA\0"sv);
    at(40, "\3FOO\xc0\x14"sv);
    at(64, "\xc0\x1a"sv);
    return octets;
}

constexpr unsigned char response[] = {0x12, 0x34, 0x84, 0x00, 0,   1,   0,    1,    0,    0,
                                      0,    1,  // header
                                      1,    'x',  7,    'e',  'x', 'a', 'm',  'p',  'l',  'e',
                                      0,    0,    15,   0,    1,  // x.example. MX
                                      0xc0, 12,   0,    15,   0,   1,   0,    0,    0x0e, 0x10,
                                      0,    7,    0,    10,   2,   'm', 'x',  0xc0, 14,   0,
                                      0,    41,   0x04, 0xd0, 0,   0,   0x80, 0,    0,    6,
                                      0,    15,   0,    2,    0,   7};  // OPT: EDE 7

}  // namespace

TEST_CASE("names end in pointers as RFC 1035 4.1.4 draws them") {
    const auto octets = picture();
    std::size_t at = 40;
    CHECK(to_text(*read_name(octets, at)) == "FOO.F.ISI.ARPA.");
    CHECK(at == 46);
    at = 64;
    CHECK(to_text(*read_name(octets, at)) == "ARPA.");
    CHECK(at == 66);
    at = 92;
    CHECK(read_name(octets, at)->view().is_root());
}

TEST_CASE("a pointer that does not lead backwards is no name") {
    using namespace std::string_view_literals;
    for (const auto text : {"\xc0\0"sv, "\1a\xc0\0"sv, "\1a\xc0\2"sv, "\xc0\4\0\0\0"sv, "\xc0"sv}) {
        std::size_t at = 0;
        CHECK_FALSE(read_name(wire(text), at));
    }
}

TEST_CASE("a name that pointers make longer than 255 octets is no name") {
    Bytes octets(64, 'a');
    octets[0] = 63;
    for (int i = 0; i < 2; ++i) octets.insert(octets.end(), octets.begin(), octets.begin() + 64);
    octets.push_back(0);  // 193 octets
    std::size_t at = octets.size();
    octets.push_back(60);
    octets.insert(octets.end(), 60, 'b');
    put16(octets, 0xc000);
    CHECK(read_name(octets, at));
    at = octets.size();
    octets.push_back(62);
    octets.insert(octets.end(), 62, 'b');
    put16(octets, 0xc000);
    CHECK_FALSE(read_name(octets, at));
}

TEST_CASE("a response is read with the names in its RDATA expanded") {
    const auto message = message_from_wire(response);
    REQUIRE(message);
    CHECK(message->id == 0x1234);
    CHECK(message->flags == (flag::qr | flag::aa));
    REQUIRE(message->answer.size() == 1);
    CHECK(to_text(message->answer[0].owner) == "x.example.");
    CHECK(message->answer[0].rdata == wire({"\0\12\2mx\7example\0", 14}));
    const auto edns = edns_of(*message);
    REQUIRE(edns);
    CHECK(edns->dnssec_ok);
    REQUIRE(edns->options.size() == 1);
    CHECK(edns->options[0].code == 15);
}

TEST_CASE("what is read and written again reads the same") {
    const auto message = message_from_wire(response);
    REQUIRE(message);
    const auto written = to_wire(*message);
    const auto again = message_from_wire(written);
    REQUIRE(again);
    CHECK(to_wire(*again) == written);
    CHECK(again->answer[0].rdata == message->answer[0].rdata);
}

TEST_CASE("owners are compressed to a pointer, with their spelling kept") {
    Message message;
    message.questions.push_back({name("www.example."), RrType::A});
    message.answer.push_back({name("www.example."), RrType::A, class_in, 60, {192, 0, 2, 1}});
    message.authority.push_back({name("Example."), RrType::A, class_in, 60, {192, 0, 2, 1}});
    const auto written = to_wire(message);
    CHECK(written.size() == 12 + 17 + (2 + 14) + (9 + 14));
    CHECK(to_text(message_from_wire(written)->authority[0].owner) == "Example.");
}

TEST_CASE("a message cut off anywhere, or with octets behind it, is an error") {
    const Bytes whole(std::begin(response), std::end(response));
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(message_from_wire(Octets(whole).first(size)));
    Bytes longer = whole;
    longer.push_back(0);
    CHECK_FALSE(message_from_wire(longer));
}

TEST_CASE("the extended RCODE has its upper bits in the OPT record") {
    Message message;
    message.flags = flag::qr;
    message.additional.push_back(opt_record({.extended_rcode = 1, .options = {}}));
    CHECK(rcode_of(message) == 16);
    CHECK(rcode_to_text(16) == "RCODE16");
    CHECK(rcode_to_text(3) == "NXDOMAIN");
}

TEST_CASE("an OPT record with a cut option is none") {
    Message message;
    auto opt = opt_record({.options = {{15, {0, 7}}}});
    opt.rdata.pop_back();
    message.additional.push_back(opt);
    CHECK_FALSE(edns_of(message));
}
