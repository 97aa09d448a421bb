#include "corpus/export/dictionaries.hpp"
#include "corpus/export/export.hpp"
#include "corpus/export/outcome.hpp"
#include "corpus/export/variants.hpp"
#include "corpus/message/edns.hpp"

#include "tests/catch.hpp"

#include <set>

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

Case asking(const std::string& question, const std::string& verdict) {
    const std::string text =
        R"({"v": 1, "title": "t", "zone": {"verdict": "valid"}, "queries": [{"q": ")" + question +
        R"(", "verdict": ")" + verdict + R"("}]})";
    auto read = case_from_json(text, "rrsig/test");
    REQUIRE(read.value.has_value());
    return *std::move(read.value);
}

/// A case, and the answers that its servers give.
struct Shown {
    explicit Shown(const std::string& question, const std::string& verdict = "secure")
        : built(*build(asking(question, verdict), keys)), shown{built, {}, {}} {
        const auto served = hierarchy(built.zone, built.source.time, keys);
        const Query& query = built.source.queries[0];
        shown.answers = wire_answers(served.value(), {{query.name, query.type}});
        shown.anchors = anchors(built.zone, keys).value();
    }
    Result<Outcome> outcome() const {
        const Query& query = built.source.queries[0];
        return outcome_of(shown, query, query.verdict);
    }
    std::vector<File> files(std::string_view format, std::vector<KnownAnswer> known = {}) const {
        ExportOptions options;
        options.known = std::move(known);
        const auto exporter = find_export_format(format)->make(options);
        auto files = exporter->add(shown);
        for (File& file : exporter->finish()) files.push_back(std::move(file));
        return files;
    }

    KeyStore keys;
    BuiltCase built;
    AnsweredCase shown;
};

bool has(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a secure answer has AD, an alias and what it leads to") {
    const auto outcome = Shown("alias A").outcome();
    REQUIRE(outcome);
    CHECK(outcome->ad);
    CHECK(outcome->rcode == 0);
    std::set<RrType> types;
    for (const MessageRecord& record : outcome->answer) types.insert(record.type);
    CHECK(types == std::set{RrType::A, RrType::CNAME, RrType::RRSIG});
}

TEST_CASE("what is bogus is SERVFAIL without records, what is insecure has no AD") {
    const auto bogus = Shown("www A", "bogus").outcome();
    REQUIRE(bogus);
    CHECK(bogus->rcode == 2);
    CHECK(bogus->answer.empty());
    const auto insecure = Shown("www A", "insecure").outcome();
    REQUIRE(insecure);
    CHECK_FALSE(insecure->ad);
    CHECK_FALSE(insecure->answer.empty());
    CHECK_FALSE(Shown("www A", "indeterminate").outcome());
}

TEST_CASE("a name that is not there is NXDOMAIN with its proof") {
    const auto outcome = Shown("nowhere A").outcome();
    REQUIRE(outcome);
    CHECK(outcome->rcode == 3);
    CHECK_FALSE(outcome->authority.empty());
}

TEST_CASE("testbound compares whole answers, Deckard flags and RCODE") {
    const Shown shown("www A");
    const std::string testbound = shown.files("testbound").at(0).content;
    CHECK(has(testbound, "server:\n\ttrust-anchor: \". 3600 IN DS "));
    CHECK(has(testbound, "\tval-override-date: \"20260115000000\"\n"));
    CHECK(has(testbound, "MATCH all_noedns\nREPLY QR RD RA AD DO NOERROR\n"));
    CHECK(has(testbound, "\tADDRESS 192.0.2.3\n"));
    const std::string deckard = shown.files("deckard").at(0).content;
    CHECK_FALSE(has(deckard, "server:"));
    CHECK(has(deckard, "MATCH flags rcode question\nREPLY QR RD RA AD DO NOERROR\n"));
    CHECK_FALSE(has(deckard, "all_noedns"));
}

TEST_CASE("a known divergence changes what is expected, or leaves the step out") {
    const Shown shown("www A");
    const auto with = [&](std::optional<AnswerVerdict> verdict) {
        return shown.files("testbound", {{"rrsig/*", "*", verdict, "says so"}});
    };
    const std::string text = with(AnswerVerdict::bogus).at(0).content;
    CHECK(has(text, "REPLY QR RD RA DO SERVFAIL"));
    CHECK(has(text, "; the case says secure; known to differ: says so"));
    CHECK(with({}).empty());  // nothing is left to ask
}

TEST_CASE("a capture holds a question and an answer for each message") {
    const Shown shown("www A");
    const std::string file = shown.files("pcap").at(0).content;
    CHECK(file.substr(0, 4) == "\xD4\xC3\xB2\xA1");
    const Octets data = octets(file);
    std::size_t at = 24, packets = 0;
    while (at + 16 <= data.size()) {
        std::uint32_t length = 0;
        for (int i = 0; i < 4; ++i) length |= std::uint32_t{data[at + 8 + i]} << 8 * i;
        REQUIRE(at + 16 + length <= data.size());
        const Octets message = data.subspan(at + 16 + 28, length - 28);
        CHECK(message_from_wire(message).has_value());
        at += 16 + length;
        ++packets;
    }
    CHECK(at == data.size());
    CHECK(packets == 2 * shown.shown.answers.size());
}

TEST_CASE("every broken message is what its row says") {
    const auto check = [](const MessageVariant& one) {
        CAPTURE(one.name);
        if (one.parses != Parses::open)
            CHECK(message_from_wire(one.wire).has_value() == (one.parses == Parses::yes));
    };
    for (const MessageVariant& one : general_variants()) check(one);
    for (const MessageVariant& one : variants_of(RrType::A, {192, 0, 2, 1})) check(one);
    for (const MessageVariant& one : variants_of(RrType::MX, {0, 10, 1, 'a', 0})) check(one);
    for (const MessageVariant& one : variants_of(RrType::TXT, {1, 'a'})) check(one);
    for (const MessageVariant& one : variants_of(RrType{65280}, {0xC0, 0xC0})) check(one);
}

TEST_CASE("RDATA that was changed is open, unless nobody knows the type") {
    const auto of = [](RrType type) {
        for (const MessageVariant& one : variants_of(type, {192, 0, 2, 1}))
            if (one.name == "rdata-less-one") return one.parses;
        return Parses::no;
    };
    CHECK(of(RrType::A) == Parses::open);
    CHECK(of(RrType{65280}) == Parses::yes);
}

TEST_CASE("names of the variants differ") {
    std::set<std::string> names;
    const auto all = general_variants();
    for (const MessageVariant& one : all) names.insert(one.name);
    CHECK(names.size() == all.size());
}

TEST_CASE("every format has a name of its own and an exporter") {
    std::set<std::string_view> names;
    for (const ExportFormat& format : export_formats()) {
        names.insert(format.name);
        CHECK(format.make({}) != nullptr);
    }
    CHECK(names.size() == export_formats().size());
    CHECK(find_export_format("nothing") == nullptr);
    CHECK(dictionaries().size() == 3);
}
