// name_parse: domain names from master files (RFC 1035 5.1) to wire form (RFC 1035 3.1), or why
// not.
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"

#include <optional>

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Plain", bug::basic, "Letters, digits, hyphens and dots."},
    {"Rfc1035", bug::basic, "Escapes, @ and relative names.", "RFC1035#5.1"},
    {"Origin", bug::basic, "The name is relative: the origin completes it."},
    {"Length", bug::edge, "63 octets a label, 255 octets a name with all length octets.",
     "RFC1035#2.3.4"},
    {"Case", bug::edge, "Letters keep their case in wire form.", "RFC4343#4"},
    {"Wildcard", bug::edge, "An asterisk is an octet like others here.", "RFC4592#2.1.1"},
    {"EmptyLabel", bug::malformed, "Only the root has an empty label."},
    {"BadEscape", bug::malformed,
     "A backslash is followed by three digits up to 255, or by something that is no digit."},
    {"NoOrigin", bug::malformed, "The name is relative and there is nothing to complete it with."},
    {"RawOctets", bug::open,
     "Octets above 127 that are not escaped: RFC 1035 says nothing, most programs take them as "
     "they are, some refuse them or apply IDNA.",
     "RFC1035#5.1"},
    {"Quoted", bug::open,
     "Quotes around a name: RFC 1035 knows them for character strings only, and programs differ.",
     "RFC1035#5.1"},
};

constexpr MemberInfo group_members[] = {
    {"origin", MemberKind::name, "What completes relative names; absent: nothing.", true},
};
constexpr MemberInfo test_members[] = {
    {"text", MemberKind::text, "One token of a zone file, in UTF-8."},
    {"wire", MemberKind::hex, "The name; of what is acceptable, where it is accepted.", true},
    {"error", MemberKind::word, "Why there is none; others may call it otherwise.", true,
     "label-too-long name-too-long empty-label bad-escape no-origin"},
};
constexpr GroupKind group_kinds[] = {{"NameParse", group_members, test_members}};

Json good(std::string_view text, const Bytes& wire) {
    return {{"text", text}, {"wire", to_hex(wire)}};
}
Json bad(std::string_view text, std::string_view error) {
    return {{"text", text}, {"error", error}};
}

std::string times(unsigned count, std::string_view text) {
    std::string all;
    while (count-- != 0) all += text;
    return all;
}

Bytes label(std::size_t length, char letter = 'a') {
    return Bytes(length, static_cast<std::uint8_t>(letter));
}

void add_escapes(Group& group) {
    const struct {
        const char *comment, *text;
        std::vector<std::string_view> labels;
    } rows[] = {
        {"a dot inside a label", R"(a\.b.example.)", {"a.b", "example"}},
        {"a backslash inside a label", R"(a\\b.example.)", {"a\\b", "example"}},
        {"an escaped backslash before the dot that ends the label",
         R"(a\\.example.)",
         {"a\\", "example"}},
        {"a letter by number", R"(\097.example.)", {"a", "example"}},
        {"a dot by number", R"(a\046b.example.)", {"a.b", "example"}},
        {"a digit behind three digits", R"(\0971.example.)", {"a1", "example"}},
        {"a blank, escaped", R"(a\ b.example.)", {"a b", "example"}},
        {"a blank by number", R"(a\032b.example.)", {"a b", "example"}},
        {"a semicolon, escaped", R"(a\;b.example.)", {"a;b", "example"}},
        {"parentheses, escaped", R"(\(a\).example.)", {"(a)", "example"}},
        {"a quote, escaped", R"(a\"b.example.)", {"a\"b", "example"}},
        {"an escaped @ is no origin", R"(\@.example.)", {"@", "example"}},
        {"a letter, escaped", R"(\a\b\c.example.)", {"abc", "example"}},
        {"an asterisk, escaped, is an asterisk", R"(\*.example.)", {"*", "example"}},
        {"octet 255", R"(\255.example.)", {"\xFF", "example"}},
        {"two levels of backslashes", R"(\\\\.\092.)", {"\\\\", "\\"}},
        {"a dollar inside", "a$b.example.", {"a$b", "example"}},
        {"an @ inside a name is a letter like others", "a@b.example.", {"a@b", "example"}},
    };
    for (const auto& row : rows) {
        std::vector<Bytes> labels;
        for (const std::string_view text : row.labels) labels.push_back(bytes(text));
        group.add(row.comment, {"Rfc1035"}, TestResult::valid, good(row.text, wire_name(labels)));
    }
    group.add("octet 0", {"Rfc1035"}, TestResult::valid,
              good(R"(\000.example.)", octets_of("0100 <example>")));
    // All octets by number, 63 a label.
    for (unsigned from = 0; from < 256; from += 63) {
        std::vector<Bytes> labels(1);
        for (unsigned octet = from; octet < std::min(from + 63, 256u); ++octet)
            labels[0].push_back(static_cast<std::uint8_t>(octet));
        std::string text;
        for (const unsigned octet : labels[0]) {
            text += '\\';
            for (const unsigned unit : {100u, 10u, 1u})
                text += static_cast<char>('0' + octet / unit % 10);
        }
        group.add("octets from " + std::to_string(from) + " by number", {"Rfc1035"},
                  TestResult::valid, good(text + ".", wire_name(labels)));
    }
    std::vector<Bytes> labels(1);
    std::string escaped;
    for (char c = '!'; c <= '~'; ++c) {
        if (c >= '0' && c <= '9') continue;
        if (labels.back().size() == max_label_octets) labels.emplace_back(), escaped += '.';
        labels.back().push_back(static_cast<std::uint8_t>(c));
        escaped += '\\';
        escaped += c;
    }
    group.add("every printable octet but digits behind a backslash", {"Rfc1035"}, TestResult::valid,
              good(escaped + ".", wire_name(labels)));
}

void add_bad_escapes(Group& group) {
    for (const char* const text :
         {R"(\256.example.)", R"(\300.)", R"(\999.example.)", R"(a\1b.example.)", R"(\0.example.)",
          R"(\00.example.)", R"(\12x.example.)", R"(\2)", R"(\25)", R"(\-1\1.)"})
        group.add("no three digits up to 255 behind the backslash", {"BadEscape"},
                  TestResult::invalid, bad(text, "bad-escape"));
    for (const char* const text : {"\\", "example\\", "example.\\", R"(a\\\)"})
        group.add("a backslash at the end", {"BadEscape"}, TestResult::invalid,
                  bad(text, "bad-escape"));
}

void add_lengths(Group& group) {
    const std::string a63(63, 'a');
    const std::string long_name = times(3, a63 + ".");
    group.add("a label of 63 octets", {"Length"}, TestResult::valid,
              good(a63 + ".example.", wire_name({label(63), bytes("example")})));
    group.add("a label of 64 octets", {"Length"}, TestResult::invalid,
              bad(a63 + "a.example.", "label-too-long"));
    group.add("a label of 63 escaped octets", {"Length", "Rfc1035"}, TestResult::valid,
              good(times(63, "\\097") + ".", wire_name({label(63)})));
    group.add("a label of 64 escaped octets", {"Length", "Rfc1035"}, TestResult::invalid,
              bad(times(64, "\\097") + ".", "label-too-long"));
    group.add("a label of 256 octets, whose length has a low octet of 0", {"Length"},
              TestResult::invalid, bad(std::string(256, 'a') + ".", "label-too-long"));
    group.add("255 octets", {"Length"}, TestResult::valid,
              good(long_name + std::string(61, 'b') + ".",
                   wire_name({label(63), label(63), label(63), label(61, 'b')})));
    group.add("256 octets", {"Length"}, TestResult::invalid,
              bad(long_name + std::string(62, 'b') + ".", "name-too-long"));
    group.add("257 octets, every label at its limit", {"Length"}, TestResult::invalid,
              bad(times(4, a63 + "."), "name-too-long"));
    group.add("127 labels", {"Length"}, TestResult::valid,
              good(times(127, "a."), wire_name(std::vector<Bytes>(127, label(1)))));
    group.add("128 labels", {"Length"}, TestResult::invalid,
              bad(times(128, "a."), "name-too-long"));
    group.add("a text of 1004 letters that is a name of 255 octets", {"Length", "Rfc1035"},
              TestResult::valid,
              good(times(3, times(63, "\\255") + ".") + times(61, "\\255") + ".",
                   wire_name({label(63, '\xFF'), label(63, '\xFF'), label(63, '\xFF'),
                              label(61, '\xFF')})));
}

Group absolute() {
    Group group("NameParse");
    group.add("the root", {"Plain"}, TestResult::valid, good(".", {0}));
    group.add("one label", {"Plain"}, TestResult::valid, good("example.", wire_name({"example"})));
    group.add("several labels", {"Plain"}, TestResult::valid,
              good("www.sub-1.example.", wire_name({"www", "sub-1", "example"})));
    group.add(
        "digits only", {"Plain"}, TestResult::valid,
        good("1.2.0.192.in-addr.arpa.", wire_name({"1", "2", "0", "192", "in-addr", "arpa"})));
    group.add("underscores", {"Plain"}, TestResult::valid,
              good("_443._tcp.example.", wire_name({"_443", "_tcp", "example"})));
    group.add("an A-label", {"Plain"}, TestResult::valid,
              good("xn--bcher-kva.example.", wire_name({"xn--bcher-kva", "example"})));
    group.add("upper case stays", {"Case"}, TestResult::valid,
              good("WWW.Example.", wire_name({"WWW", "Example"})));
    group.add("an asterisk in front", {"Wildcard"}, TestResult::valid,
              good("*.example.", wire_name({"*", "example"})));
    group.add("an asterisk inside", {"Wildcard"}, TestResult::valid,
              good("a.*.*b.example.", wire_name({"a", "*", "*b", "example"})));
    add_escapes(group);
    add_bad_escapes(group);
    add_lengths(group);
    for (const char* const text : {"..", ".example.", "a..example.", "example..", "..example."})
        group.add("an empty label", {"EmptyLabel"}, TestResult::invalid, bad(text, "empty-label"));
    for (const char* const text : {"example", "www.example", R"(example\.)", "@", "*"})
        group.add("relative, without an origin", {"NoOrigin"}, TestResult::invalid,
                  bad(text, "no-origin"));
    group.add("UTF-8 in a label", {"RawOctets"}, TestResult::acceptable,
              good("b\xC3\xBC"
                   "cher.example.",
                   octets_of("07 62c3bc63686572 <example>")));
    group.add("quotes around a name", {"Quoted"}, TestResult::acceptable,
              good("\"www.example.\"", wire_name({"www", "example"})));
    group.add("a blank in a name in quotes", {"Quoted"}, TestResult::acceptable,
              good("\"a b.example.\"", wire_name({"a b", "example"})));
    return group;
}

Group relative() {
    Group group("NameParse", {{"origin", "example."}});
    const auto add = [&](const char* comment, const char* text,
                         std::initializer_list<std::string_view> labels) {
        group.add(comment, {"Origin"}, TestResult::valid, good(text, wire_name(labels)));
    };
    add("the origin", "@", {"example"});
    add("one label", "www", {"www", "example"});
    add("several labels", "www.sub", {"www", "sub", "example"});
    add("absolute all the same", "www.test.", {"www", "test"});
    add("the root all the same", ".", {});
    add("an escaped dot at the end ends no name", R"(www\.)", {"www.", "example"});
    add("an escaped @", R"(\@)", {"@", "example"});
    add("@ by number", R"(\064)", {"@", "example"});
    add("@ and a label", "@.sub", {"@", "sub", "example"});
    add("a wildcard", "*", {"*", "example"});
    group.add("an empty label", {"EmptyLabel"}, TestResult::invalid, bad("a..b", "empty-label"));
    group.add("a backslash at the end", {"BadEscape"}, TestResult::invalid,
              bad("a\\", "bad-escape"));
    return group;
}

/// An origin of 128 octets: labels of 63 and 62.
Group long_origin() {
    const std::string origin = std::string(63, 'o') + "." + std::string(61, 'o') + ".";
    Group group("NameParse", {{"origin", origin}});
    const auto wire = [](std::size_t last) {
        return wire_name({label(63), label(last), label(63, 'o'), label(61, 'o')});
    };
    const std::string a63(63, 'a');
    group.add("255 octets with the origin", {"Length", "Origin"}, TestResult::valid,
              good(a63 + "." + std::string(63, 'a'), wire(63)));
    group.add("256 octets with the origin", {"Length", "Origin"}, TestResult::invalid,
              bad(a63 + "." + a63.substr(1) + ".b", "name-too-long"));
    group.add(
        "absolute, so the origin takes no part", {"Length", "Origin"}, TestResult::valid,
        good(a63 + "." + a63 + "." + a63 + ".", wire_name({label(63), label(63), label(63)})));
    return group;
}

Result<Groups> make(KeyStore&) {
    return Groups{absolute(), relative(), long_origin()};
}

}  // namespace

const VectorKind name_parse_kind = {"name_parse",
                                    "A domain name as a token of a zone file, and its wire form.",
                                    "RFC1035#2.3.4 RFC1035#5.1 RFC4343",
                                    group_kinds,
                                    notes,
                                    make};

}  // namespace zoneproof::corpus
