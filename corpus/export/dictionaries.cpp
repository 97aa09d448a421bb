// Dictionaries for libFuzzer and AFL, from the tables of types, algorithms, ops and base zones.
#include "corpus/export/dictionaries.hpp"

#include "corpus/builder/mutations.hpp"
#include "corpus/export/formats.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

/// libFuzzer's and AFL's form: everything but plain letters and digits as \xAB.
std::string entry(std::string_view word) {
    constexpr std::string_view plain = "-_.:/=+@$#*<> ";
    std::string text = "\"";
    for (const char c : word) {
        const bool letter =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (letter || plain.find(c) != plain.npos)
            text += c;
        else
            text += "\\x" + to_hex(octets(std::string_view(&c, 1)), true);
    }
    return text + "\"\n";
}

std::string zone_dictionary() {
    std::string text = "# Generated from the tables of parser/dns/types.cpp.\n";
    for (const TypeInfo& type : known_types()) text += entry(std::string(type.mnemonic) + " ");
    for (unsigned number = 0; number < 256; ++number)
        if (const AlgorithmInfo* const algorithm =
                find_algorithm(static_cast<std::uint8_t>(number)))
            text += entry(algorithm->mnemonic);
    for (const std::string_view word : {"$ORIGIN ",
                                        "$TTL ",
                                        "$INCLUDE ",
                                        "$GENERATE 1-3 ",
                                        "$",
                                        "${0,3,d}",
                                        "${-1,2,n}",
                                        "@",
                                        "*",
                                        ".",
                                        "IN ",
                                        "CH ",
                                        "NONE ",
                                        "ANY ",
                                        "CLASS1 ",
                                        "TYPE65280 ",
                                        "\\# ",
                                        "\\# 0",
                                        "\\# 4 c0000201",
                                        "(",
                                        ")",
                                        " ; ",
                                        "\n",
                                        "\n ",
                                        "\t",
                                        "\r\n",
                                        "\"",
                                        "\"\"",
                                        "\"a b\"",
                                        "\\",
                                        "\\.",
                                        "\\000",
                                        "\\255",
                                        "\\256",
                                        "\\\"",
                                        "1w2d3h4m5s",
                                        "0",
                                        "4294967295",
                                        "2147483648",
                                        "20260115000000",
                                        "19700101000000",
                                        "21060207062816",
                                        "192.0.2.1",
                                        "2001:db8::1",
                                        "::ffff:192.0.2.1",
                                        "AA==",
                                        "AQID",
                                        "=",
                                        "-",
                                        "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom",
                                        "alpn=h2,h3",
                                        "mandatory=alpn",
                                        "port=53",
                                        "ech=AQ==",
                                        "no-default-alpn",
                                        "ipv4hint=192.0.2.1",
                                        "key65333=x",
                                        "dohpath=/q{?dns}",
                                        "1:192.0.2.0/24",
                                        "!2:2001:db8::/32",
                                        "N",
                                        "W",
                                        "-1.00m",
                                        "issue",
                                        "0x47",
                                        "00-00-5e-00-53-2a"})
        text += entry(word);
    return text;
}

std::string wire_dictionary() {
    std::string text = "# Generated from the tables of parser/dns/types.cpp.\n";
    const auto add = [&](std::initializer_list<unsigned> values) {
        std::string word;
        for (const unsigned value : values) word += static_cast<char>(value);
        text += entry(word);
    };
    for (const TypeInfo& type : known_types()) {
        const unsigned code = number(type.type);
        add({code >> 8, code & 255});
        add({code >> 8, code & 255, 0, class_in});
    }
    for (const unsigned rr_class : {1u, 3u, 4u, 254u, 255u}) add({0, rr_class});
    add({0xC0, 0x0C});                                        // a pointer to the first question
    add({0xC0, 0x00}), add({0xFF, 0xFF}), add({0x40, 0x00});  // pointers and labels that are none
    add({0, 0, 0x29, 0x04, 0xD0, 0, 0, 0x80, 0, 0, 0});       // OPT with DO
    add({0, 15, 0, 2, 0, 6}), add({0, 10, 0, 8});             // EDE, COOKIE
    add({3, 8}), add({3, 13}), add({3, 15}), add({3, 16});    // protocol and algorithm of a DNSKEY
    add({0, 0}), add({0, 1, 0x40}), add({1, 1, 0x40}), add({0, 32});  // bitmap windows
    add({0, 6, 0x40, 1, 0, 0, 0, 3}), add({1, 0, 0, 10, 0});  // NSEC's and NSEC3's usual beginning
    add({1, '*'}), add({63}), add({0x80, 0, 0, 0}), add({0x7F, 0xFF, 0xFF, 0xFF});
    return text;
}

std::string json_dictionary() {
    std::string text = "# Generated from the tables of corpus/builder.\n";
    for (const OpInfo& op : ops()) {
        text += entry("{\"op\": \"" + std::string(op.name) + "\", ");
        for (const std::string_view members : {op.needs, op.takes})
            for (std::string_view rest = members; !rest.empty();) {
                const std::size_t end = std::min(rest.find(' '), rest.size());
                text += entry("\"" + std::string(rest.substr(0, end)) + "\": ");
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
    }
    for (const BaseZone& base : base_zones())
        text += entry("\"base\": \"" + std::string(base.name) + "\"");
    for (const std::string_view word : {"\"recipe\": {",
                                        "\"mutations\": [",
                                        "\"keys\": [",
                                        "\"zone\": {\"verdict\": \"valid\"}",
                                        "\"findings\": [",
                                        "\"queries\": [",
                                        "\"owner\": \"www\"",
                                        "\"type\": \"A\"",
                                        "\"sig\": \"A\"",
                                        "\"hash\": \"www\"",
                                        "\"in\": \"parent\"",
                                        "\"nth\": 0",
                                        "\"with-sigs\": true",
                                        "\"resign\": \"zone\"",
                                        "\"resign\": \"rrset\"",
                                        "\"chain\": false",
                                        "\"role\": \"zsk\"",
                                        "\"alg\": 15",
                                        "\"v\": 1",
                                        "\"title\": \"t\"",
                                        "[]",
                                        "{}",
                                        "null",
                                        "true",
                                        "1e9",
                                        "\\u0000"})
        text += entry(word);
    return text;
}

class DictionaryExporter : public Exporter {
public:
    std::vector<File> add(const AnsweredCase&) override { return {}; }
    std::vector<File> finish() override { return dictionaries(); }
};

}  // namespace

std::vector<File> dictionaries() {
    return {{"zone.dict", zone_dictionary()},
            {"wire.dict", wire_dictionary()},
            {"json.dict", json_dictionary()}};
}

std::unique_ptr<Exporter> dictionary_exporter(const ExportOptions&) {
    return std::make_unique<DictionaryExporter>();
}

}  // namespace zoneproof::corpus
