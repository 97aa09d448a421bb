#include "parser/scan/tape.hpp"

#include "tests/catch.hpp"

#include <random>
#include <string>
#include <vector>

using namespace zoneproof;

namespace {

using Texts = std::vector<std::string>;

struct Scanned {
    Tape tape;
    ScanState state;

    void scan(Scan lane, const std::string& text, std::size_t from, std::size_t to) {
        tape.reserve(to - from);
        lane(text.data(), static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), state,
             tape);
    }

    std::vector<std::uint32_t> begins() const {
        return {tape.begin.data(), tape.begin.data() + tape.begins};
    }
    std::vector<std::uint32_t> ends() const {
        return {tape.end.data(), tape.end.data() + tape.ends};
    }

    friend bool operator==(const Scanned& a, const Scanned& b) {
        return a.begins() == b.begins() && a.ends() == b.ends() && a.state == b.state;
    }
};

Scanned scan(Scan lane, const std::string& text) {
    Scanned result;
    result.scan(lane, text, 0, text.size());
    return result;
}

/// The tokens of `text` as each lane sees them, the text moved through all places in a block.
Texts tokens(const std::string& text) {
    Texts first;
    for (const ScanLane& lane : scan_lanes())
        for (std::size_t shift = 0; shift <= 64; ++shift) {
            const std::string shifted = std::string(shift, ' ') + text + std::string(128, ' ');
            const Scanned scanned = scan(lane.scan, shifted);
            Texts found;
            for (std::size_t i = 0; i < scanned.tape.ends; ++i)
                found.push_back(shifted.substr(scanned.tape.begin[i],
                                               scanned.tape.end[i] - scanned.tape.begin[i]));
            if (first.empty()) first = found;
            CAPTURE(lane.name, shift);
            CHECK(found == first);
        }
    return first;
}

/// Mostly octets that mean something, in runs as zone files have them and against all custom.
std::string hostile_text(std::mt19937& random, std::size_t size) {
    static const std::string octets("ab \t\r\n()\"\\;\0\x80\xFF", 15);
    std::string text;
    const std::size_t calm = random() % 40;  // long words let whole blocks stay in the vector lane
    while (text.size() < size) {
        text += octets[random() % octets.size()];
        if (random() % 3 == 0) text.append(random() % (calm + 1), 'x');
    }
    text.resize(size);
    return text;
}

}  // namespace

TEST_CASE("words, newlines and parentheses are tokens, blanks and comments are not") {
    CHECK(tokens("a.example. 3600\tIN A 192.0.2.1\r\n") ==
          Texts{"a.example.", "3600", "IN", "A", "192.0.2.1", "\n"});
    CHECK(tokens("a(b)c\n") == Texts{"a", "(", "b", ")", "c", "\n"});
    CHECK(tokens("((\n\n))\n") == Texts{"(", "(", "\n", "\n", ")", ")", "\n"});
    CHECK(tokens("a ; (b) \"c\nd;e\n;\n") == Texts{"a", "\n", "d", "\n", "\n"});
    CHECK(tokens("a;b;c\n") == Texts{"a", "\n"});
    CHECK(tokens(";a\n;b\nc\n") == Texts{"\n", "\n", "c", "\n"});
}

TEST_CASE("a quoted string is one token with both its quotes") {
    CHECK(tokens("\"a ;()\tb\"\n") == Texts{"\"a ;()\tb\"", "\n"});
    CHECK(tokens("\"\" \"\"\n") == Texts{"\"\"", "\"\"", "\n"});
    CHECK(tokens("\"a\\\"b\\\\\" c\n") == Texts{"\"a\\\"b\\\\\"", "c", "\n"});
    CHECK(tokens("\"a\";c\n") == Texts{"\"a\"", "\n"});
    CHECK(tokens("(\"a\")\n") == Texts{"(", "\"a\"", ")", "\n"});
}

TEST_CASE("strings and words that touch are two tokens without a gap") {
    CHECK(tokens("\"a\"b\n") == Texts{"\"a\"", "b", "\n"});
    CHECK(tokens("ab\"cd\"\n") == Texts{"ab", "\"cd\"", "\n"});
    CHECK(tokens("\"a\"\"b\"\n") == Texts{"\"a\"", "\"b\"", "\n"});
    const Scanned touching = scan(fastest_scan(), "ab\"cd\"e\n");
    CHECK(touching.begins() == std::vector<std::uint32_t>{0, 2, 6, 7});
    CHECK(touching.ends() == std::vector<std::uint32_t>{2, 6, 7});
}

TEST_CASE("a backslash takes the special meaning from the octet behind it") {
    CHECK(tokens("a\\ b\\;c\\(\\)\\\"d\n") == Texts{"a\\ b\\;c\\(\\)\\\"d", "\n"});
    CHECK(tokens("\\\\ \\\\\\ x\n") == Texts{"\\\\", "\\\\\\ x", "\n"});
    CHECK(tokens("\\; x;\\\ny\n") == Texts{"\\;", "x", "\n", "y", "\n"});
    CHECK(tokens("a\\\tb\\\rc\n") == Texts{"a\\\tb\\\rc", "\n"});
}

TEST_CASE("a newline ends strings and escapes, so that the next stage sees them open") {
    CHECK(tokens("\"a\nb \"c\"\n") == Texts{"\"a", "\n", "b", "\"c\"", "\n"});
    CHECK(tokens("\"a\\\nb;c\n") == Texts{"\"a\\", "\n", "b", "\n"});
    CHECK(tokens("\"\n\"\n") == Texts{"\"", "\n", "\"", "\n"});
    CHECK(tokens("a\\\n\"b\"\n") == Texts{"a\\", "\n", "\"b\"", "\n"});
    CHECK(tokens("\\\n\n") == Texts{"\\", "\n", "\n"});
}

TEST_CASE("NUL, control octets and octets from 0x80 are like letters") {
    const std::string word("\0a\x01\x08\x0B\x0C\x0E\x1F\x7F\x80\x89\x8A\xA0\xA8\xBB\xDC\xFF", 17);
    CHECK(tokens(word + "\n") == Texts{word, "\n"});
}

TEST_CASE("every octet outside quotes is blank, special or part of a word") {
    const std::string blank = " \t\r", single = "\n()";
    for (int octet = 0; octet < 256; ++octet) {
        const char c = static_cast<char>(octet);
        if (c == '"' || c == ';' || c == '\\') continue;
        const std::string text = std::string("a") + c + "b\n";
        CAPTURE(octet);
        if (blank.find(c) != std::string::npos)
            CHECK(tokens(text) == Texts{"a", "b", "\n"});
        else if (single.find(c) != std::string::npos)
            CHECK(tokens(text) == Texts{"a", std::string(1, c), "b", "\n"});
        else
            CHECK(tokens(text) == Texts{text.substr(0, 3), "\n"});
    }
}

TEST_CASE("a token at the end of a range stays open until the next octet is seen") {
    for (const char* text : {"a", "\n", "(", "\"a\"", "\"a", "a\\"}) {
        CAPTURE(text);
        const Scanned open = scan(fastest_scan(), text);
        CHECK(open.tape.begins == 1);
        CHECK(open.tape.ends == 0);
    }
    const Scanned nothing = scan(fastest_scan(), "");
    CHECK(nothing.tape.begins == 0);
    CHECK(nothing.state == ScanState{});
}

TEST_CASE("all lanes write the tape of the scalar lane") {
    std::mt19937 random(1035);
    for (int round = 0; round < 3000; ++round) {
        const std::string text = hostile_text(random, random() % 700);
        const Scanned reference = scan(scan_scalar, text);
        for (const ScanLane& lane : scan_lanes()) {
            CAPTURE(lane.name, round, text);
            REQUIRE(scan(lane.scan, text) == reference);
        }
    }
}

TEST_CASE("a text of nothing but tokens fits the room it was given") {
    for (const ScanLane& lane : scan_lanes())
        for (const std::size_t size : {1u, 63u, 64u, 65u, 640u}) {
            CAPTURE(lane.name, size);
            const Scanned newlines = scan(lane.scan, std::string(size, '\n'));
            CHECK(newlines.tape.begins == size);
            CHECK(newlines.tape.ends == size - 1);
            CHECK(newlines.begins().back() == size - 1);
            CHECK(scan(lane.scan, std::string(size, '(')) == newlines);
        }
}

TEST_CASE("the tape does not depend on where a text is cut nor on which lane reads which part") {
    std::mt19937 random(5);
    const std::vector<ScanLane> lanes = scan_lanes();
    for (int round = 0; round < 20; ++round) {
        const std::string text = hostile_text(random, 200);
        const Scanned reference = scan(scan_scalar, text);
        for (std::size_t first = 0; first <= text.size(); ++first)
            for (std::size_t second = first; second <= text.size(); second += 1 + random() % 9) {
                Scanned parts;
                parts.scan(lanes[random() % lanes.size()].scan, text, 0, first);
                parts.scan(lanes[random() % lanes.size()].scan, text, first, second);
                parts.scan(lanes[random() % lanes.size()].scan, text, second, text.size());
                CAPTURE(first, second, text);
                REQUIRE(parts == reference);
            }
    }
}

TEST_CASE("dropping finished tokens keeps the others, also an open one") {
    Scanned scanned = scan(fastest_scan(), "a bb ccc");
    scanned.tape.drop(1);
    CHECK(scanned.begins() == std::vector<std::uint32_t>{2, 5});
    CHECK(scanned.ends() == std::vector<std::uint32_t>{4});
    scanned.tape.drop(1);
    scanned.scan(fastest_scan(), "a bb ccc\n", 8, 9);
    CHECK(scanned.begins() == std::vector<std::uint32_t>{5, 8});
    CHECK(scanned.ends() == std::vector<std::uint32_t>{8});
}

TEST_CASE("the reference lane comes first and the fastest last") {
    const std::vector<ScanLane> lanes = scan_lanes();
    CHECK(lanes.front().scan == scan_scalar);
    CHECK(lanes.back().scan == fastest_scan());
}
