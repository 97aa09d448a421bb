#include "parser/field/svc_params.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

#include <random>
#include <string>
#include <vector>

using namespace zoneproof;

namespace {

struct Put {
    bool accepted;
    Fault fault;
    std::size_t token;
    std::vector<std::uint8_t> wire;
};

Put put(std::string_view text) {
    Wire wire;
    std::size_t token = 999;
    const TokenLine line(text);
    const bool accepted = put_svc_params(line.tokens(), wire, &token);
    return {accepted, wire.fault, token, {wire.octets().begin(), wire.octets().end()}};
}

std::string wire_of(std::string_view text) {
    const Put result = put(text);
    return result.accepted ? to_hex(result.wire) : "refused";
}

std::vector<std::uint8_t> from_hex(std::string_view text) {
    std::vector<std::uint8_t> data;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        data.push_back(
            static_cast<std::uint8_t>(std::stoul(std::string(text.substr(i, 2)), nullptr, 16)));
    return data;
}

std::string print(const std::vector<std::uint8_t>& params) {
    std::string text;
    return print_svc_params(params, text) ? text : "no text";
}

}  // namespace

TEST_CASE("the service forms of RFC 9460 D.2 have their wire form") {
    const std::pair<const char*, const char*> vectors[] = {
        {"", ""},
        {"port=53", "000300020035"},
        {"key667=hello", "029b000568656c6c6f"},
        {"key667=\"hello\\210qoo\"", "029b000968656c6c6fd2716f6f"},
        {"ipv6hint=\"2001:db8::1,2001:db8::53:1\"",
         "0006002020010db800000000000000000000000120010db8000000000000000000530001"},
        {"ipv6hint=\"2001:db8:122:344::192.0.2.33\"", "0006001020010db80122034400000000c0000221"},
        {"alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1",
         "000000040001000400010009026832056"
         "8332d313900040004c0000201"},
        {"alpn=\"f\\\\\\\\oo\\\\,bar,h2\"", "0001000c08665c6f6f2c626172026832"},
        {"alpn=f\\\\\\092oo\\092,bar,h2", "0001000c08665c6f6f2c626172026832"},
    };
    for (const auto& [text, wire] : vectors) {
        CAPTURE(text);
        CHECK(wire_of(text) == wire);
    }
}

TEST_CASE("what RFC 9460 D.3 refuses is refused for its reason") {
    const std::pair<const char*, Fault> vectors[] = {
        {"key123=abc key123=def", Fault::svc_param_order},
        {"mandatory", Fault::bad_svc_param},
        {"alpn", Fault::bad_svc_param},
        {"port", Fault::bad_svc_param},
        {"ipv4hint", Fault::bad_svc_param},
        {"ipv6hint", Fault::bad_svc_param},
        {"no-default-alpn=abc alpn=h2", Fault::bad_svc_param},
        {"mandatory=key123", Fault::svc_mandatory},
        {"mandatory=mandatory", Fault::svc_mandatory},
        {"mandatory=key123,key123 key123=abc", Fault::svc_mandatory},
    };
    for (const auto& [text, fault] : vectors) {
        CAPTURE(text);
        const Put result = put(text);
        CHECK_FALSE(result.accepted);
        CHECK(result.fault == fault);
    }
}

TEST_CASE("parameters that deployed servers load are accepted") {
    for (const char* text :
         {"port=60 alpn=h3 ech=\"ZWFzdGVyIGVnZyE=\"", "no-default-alpn alpn=alpn",
          "ipv4hint=\"10.10.10.10\"", "ipv6hint=\"feed:a::bee\"", "key9999=\"something\"",
          "mandatory=port,alpn port=60 alpn=h3", "alpn=\"h1\\\\,h2,h3\"",
          "alpn=\"h2,h3\" dohpath=/{?dns}", "ALPN=h2", "key65535", "key1=\\002h2", "ohttp",
          "ohttp=\"\"", "key7=", "docpath", "docpath=dns,query", "tls-supported-groups=29,23"}) {
        CAPTURE(text);
        CHECK(put(text).accepted);
    }
}

TEST_CASE("values that do not fit their key are refused") {
    for (const char* text : {"unknown=wha",
                             "alpn=\\,abc",
                             "alpn=a\\,\\,abc",
                             "alpn=abc\\,",
                             "alpn=,abc",
                             "alpn=a,,abc",
                             "alpn=abc,",
                             "alpn=\"\"",
                             "alpn=a\\\\b",
                             "alpn=abc\\\\",
                             "port=65536",
                             "port=",
                             "port=1,2",
                             "port=+1",
                             "ipv4hint=1.2.3",
                             "ipv4hint=192.0.2.1,",
                             "ipv6hint=::1::",
                             "ech=a",
                             "ech=",
                             "ohttp=1",
                             "key",
                             "key01",
                             "key65536",
                             "keyx",
                             "=x",
                             "mandatory=alpn,,port alpn=h2 port=1",
                             "mandatory=nokey alpn=h2",
                             "tls-supported-groups",
                             "tls-supported-groups=65536",
                             "docpath=a,,b",
                             "key1=h2",
                             "key3=x",
                             "key2=x alpn=h2",
                             "\"alpn=h2\"",
                             "alpn= \"h2\"",
                             "alpn=h2\"h3\"",
                             "alpn\"h2\"",
                             "alpn=\"h2\"h3",
                             "alpn=\"h2\"\"h3\""}) {
        CAPTURE(text);
        const Put result = put(text);
        CHECK_FALSE(result.accepted);
        CHECK(result.fault == Fault::bad_svc_param);
    }
    CHECK(put("alpn=" + std::string(255, 'a')).accepted);
    CHECK_FALSE(put("alpn=" + std::string(256, 'a')).accepted);
}

TEST_CASE("faults that are not those of a parameter keep their name") {
    CHECK(put("key9=\\256").fault == Fault::bad_escape);
    CHECK(put("key99=\"a\\1\"").fault == Fault::bad_escape);
    CHECK(put("no-default-alpn").fault == Fault::svc_no_default_alpn);
    CHECK(put("key99=\"abc").fault == Fault::unclosed_quote);
    CHECK(put("key99=" + std::string(65535, 'a')).fault == Fault::rdata_overflow);
    CHECK(put("key99=" + std::string(65531, 'a')).accepted);
}

TEST_CASE("the parameter at fault is named by its first token") {
    CHECK(put("alpn=\"h2\" port=1 bad=2").token == 3);
    CHECK(put("alpn=\"h2\" port=\"x\"").token == 2);
    CHECK(put("port=1 mandatory=alpn").token == 1);
    CHECK(put("key5555=1 no-default-alpn port=3").token == 1);
    CHECK(put("port=1 key9 port=2").token == 2);
}

TEST_CASE("a quoted value joins its key only without a blank between") {
    CHECK(wire_of("alpn=\"h2\"") == "00010003026832");
    CHECK(wire_of("( alpn=\"h2\" )") == "00010003026832");
    CHECK(wire_of("alpn=(\"h2\")") == "refused");
}

TEST_CASE("order on the wire is that of the keys, whatever the text says") {
    CHECK(wire_of("key9999 port=1 alpn=h2") == wire_of("alpn=h2 port=1 key9999"));
    CHECK(wire_of("mandatory=port,alpn port=1 alpn=h2") ==
          wire_of("port=1 alpn=h2 mandatory=alpn,port"));
}

TEST_CASE("wire form that cannot be SvcParams is refused, out of order it is irregular") {
    const auto check = [](std::string_view hex, bool& irregular) {
        return check_svc_params(from_hex(hex), &(irregular = false));
    };
    bool irregular;
    CHECK_FALSE(check("", irregular));
    for (const char* hex : {"00", "000100", "0001000302683", "00010004026832", "0003000100",
                            "00040003c00002", "00040000", "0006000fffffffffffffffffffffffffffffff",
                            "0002000100", "00010000", "0001000100", "00050000"})
        CHECK(check(hex, irregular)->fault == Fault::bad_svc_param);
    CHECK(check("00000000", irregular)->fault == Fault::bad_svc_param);
    CHECK(check("0000000400010001"
                "00010003026832",
                irregular)
              ->fault == Fault::svc_mandatory);
    CHECK(check("0000000400030001"
                "00010003026832"
                "000300020035",
                irregular)
              ->fault == Fault::svc_mandatory);
    CHECK(check("000000020000", irregular)->fault == Fault::svc_mandatory);
    CHECK(check("000000020001", irregular)->fault == Fault::svc_mandatory);
    CHECK(check("00020000"
                "000300020035",
                irregular)
              ->fault == Fault::svc_no_default_alpn);
    CHECK_FALSE(check("000300020035"
                      "00010003026832",
                      irregular));
    CHECK(irregular);
    CHECK_FALSE(check("000300020035"
                      "000300020035",
                      irregular));
    CHECK(irregular);
    CHECK(check("000300020035"
                "00020000",
                irregular)
              ->offset == 6);
}

TEST_CASE("SvcParams print as they are written by hand") {
    CHECK(print(put("port=53").wire) == " port=53");
    CHECK(print(put("alpn=\"f\\\\\\\\oo\\\\,bar,h2\"").wire) == " alpn=\"f\\\\\\\\oo\\\\,bar,h2\"");
    CHECK(print(put("key667=\"hello\\210qoo\"").wire) == " key667=\"hello\\210qoo\"");
    CHECK(print(put("alpn=h2 no-default-alpn mandatory=alpn,ipv4hint ipv4hint=192.0.2.1,192.0.2.2")
                    .wire) ==
          " mandatory=alpn,ipv4hint alpn=\"h2\" no-default-alpn ipv4hint=192.0.2.1,192.0.2.2");
    CHECK(print(put("ech=ZWFzdGVyIGVnZyE= ipv6hint=2001:db8::1").wire) ==
          " ech=ZWFzdGVyIGVnZyE= ipv6hint=2001:db8::1");
    CHECK(print(from_hex("00030002003500010003026832")) == "no text");
}

TEST_CASE("random SvcParams read back from their text as the same octets") {
    std::mt19937 random(7);
    int printed = 0;
    for (int i = 0; i < 20000; ++i) {
        std::vector<std::uint8_t> params;
        for (unsigned key = random() % 4; key < 16; key += 1 + random() % 9) {
            std::vector<std::uint8_t> value(random() % 20);
            for (auto& octet : value)
                octet = static_cast<std::uint8_t>(random() % 3 ? random() % 4 : random());
            if (key == 3) value.resize(2);
            if (key == 4) value.resize(8);
            if (key == 1 && !value.empty()) value[0] = static_cast<std::uint8_t>(value.size() - 1);
            for (const unsigned octet : {0u, key, 0u, static_cast<unsigned>(value.size())})
                params.push_back(static_cast<std::uint8_t>(octet));
            params.insert(params.end(), value.begin(), value.end());
        }
        const std::string text = print(params);
        if (text == "no text") continue;
        ++printed;
        if (put(text).wire != params) FAIL(to_hex(params) << text);
    }
    CHECK(printed > 1000);
}
