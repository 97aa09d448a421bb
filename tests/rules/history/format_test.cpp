#include "rules/history/format.hpp"

#include "tests/rules/history/history_folder.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

Version rich_version() {
    Version version = some_version(4294967295, 1763769600);
    version.confidence = Confidence::medium;
    version.keys.push_back(some_key(3, 385, 8));
    version.keys.back().sound = false;
    version.unpublished_key_signers = {{8, 4711}};
    version.signer_sets.push_back(
        {{}, {{8, 1}, {13, 65535}}, 3, 60, {}, {}, "a\\\"b.example. TXT"});
    version.data_rrsets = 103;
    version.folded = 2;
    version.not_tried = 1;
    version.nsec = true;
    version.nsec3 = {{{1, 10, {0xAB, 0xCD}}, true, true}, {{1, 0, {}}, false, false}};
    version.cds = {{{0, 0, 0, 0, 0}}, {0}};
    version.cdnskey = {{some_key(1, 257).rdata}, {0, 1}};
    version.counts = {1'000'000, 5'000'000, 400'000, 20'000, 2'000'000, 1'999'999};
    version.verdict = "rejected";
    version.digest = std::string(64, 'e');
    return version;
}

std::string why(const std::string& line) {
    const auto read = read_version(line);
    const auto* const fault = std::get_if<LineFault>(&read);
    return fault == nullptr ? "" : fault->text;
}

/// A good line with one text in it replaced, checksum aside.
std::string changed(const std::string& from, const std::string& to) {
    std::string line = to_line(rich_version(), example(), 1);
    const std::size_t at = line.find(from);
    REQUIRE(at != line.npos);
    return line.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a version that is written is read as it was") {
    const Version version = rich_version();
    const std::string line = to_line(version, example(), 17);
    CHECK(line.find('\n') == line.npos);
    CHECK(checksum(line) == Checksum::right);
    const auto read = read_version(line);
    const auto* const back = std::get_if<ReadLine<Version>>(&read);
    REQUIRE(back);
    CHECK((back->number == 17 && back->unknown.empty()));
    CHECK(back->zone.view() == example().view());
    CHECK(to_line(back->record, example(), 17) == line);
    CHECK(back->record.keys == version.keys);
    CHECK(back->record.signer_sets == version.signer_sets);
    CHECK((back->record.nsec3 == version.nsec3 && back->record.cdnskey == version.cdnskey));
    CHECK((back->record.counts == version.counts && back->record.soa == version.soa));
}

TEST_CASE("a DS version that is written is read as it was") {
    DsVersion ds;
    ds.observed_at = Timestamp{1763769600};
    ds.ttl = 7200;
    ds.records = {{0x12, 0x34, 13, 2, 0xFF, 0x00}, {0xFF, 0xFF, 8, 1}};
    for (const auto& records : {ds.records, {}}) {
        ds.records = records;
        const auto read = read_ds(to_line(ds, example(), 2));
        const auto* const back = std::get_if<ReadLine<DsVersion>>(&read);
        REQUIRE(back);
        CHECK((back->record.records == records && back->record.ttl == 7200u));
        CHECK((back->record.observed_at == ds.observed_at && back->number == 2));
    }
}

TEST_CASE("no octet of a line can change unseen") {
    const std::string line = to_line(some_version(1, 1763769600), example(), 1);
    for (std::size_t i = 0; i < line.size(); ++i) {
        std::string damaged = line;
        damaged[i] = damaged[i] == 'x' ? 'y' : 'x';
        CAPTURE(i, damaged);
        if (checksum(damaged) == Checksum::wrong) continue;
        // What spoils the name of the checksum is told as that.
        const auto read = read_version(damaged);
        const auto* const good = std::get_if<ReadLine<Version>>(&read);
        CHECK((checksum(damaged) == Checksum::none && (!good || !good->unknown.empty())));
    }
}

TEST_CASE("every part of a line that was cut off is none") {
    const std::string line = to_line(rich_version(), example(), 1);
    for (std::size_t size = 0; size < line.size(); ++size) {
        CAPTURE(size);
        CHECK(why(line.substr(0, size)) == "it is not JSON");
    }
}

TEST_CASE("what is wrong with a line is named by its field") {
    struct Case {
        const char *from, *to, *says;
    };
    for (const Case& c : {
             Case{"\"format\":1", "\"format\":2", "it has the format 2, not 1"},
             Case{"\"serial\":4294967295", "\"serial\":4294967296",
                  "serial is no number up to 4294967295"},
             Case{"\"serial\":", "\"zerial\":", "the field serial is missing"},
             Case{"2025-11-22T00:00:00Z", "2025-11-31T00:00:00Z", "published_at is no moment"},
             Case{"\"medium\"", "\"maybe\"", "confidence is none of low, medium, high"},
             Case{"\"zone\":\"example.\"", "\"zone\":\"a..b\"", "zone is no absolute domain name"},
             Case{"\"minimum\":900", "\"minimum\":-900",
                  "soa.minimum is no number up to 4294967295"},
             Case{"\"tag\":", "\"tag\":0,\"x\":",
                  "dnskey[0] has not the tag or the id of its public key"},
             Case{"\"public_key\":\"AQE", "\"public_key\":\"!QE",
                  "dnskey[0].public_key is not base64"},
             Case{"\"keys\":[1]", "\"keys\":[3]",
                  "signer_sets[0].keys[0] is no position in dnskey"},
             Case{"\"keys\":[1]", "\"keys\":[1,1]",
                  "signer_sets[0].keys[1] is not above the one in front of it"},
             Case{"\"8/1\"", "\"8-1\"", "signer_sets[1].unpublished[0] is no algorithm/tag"},
             Case{"\"abcd\"", "\"abc\"", "nsec3[0].salt is not hexadecimal"},
             Case{"\"nsec\":true", "\"nsec\":1", "nsec is neither true nor false"},
             Case{"\"dnskey_rrsig\":[", "\"dnskey_rrsig\":5,\"x\":[", "dnskey_rrsig is no list"},
         }) {
        CAPTURE(c.from, c.to);
        CHECK(why(changed(c.from, c.to)) == c.says);
    }
    CHECK(why("[1]") == "it is no object");
}

TEST_CASE("fields that are not known are named, wherever they stand") {
    const auto read =
        read_version(changed("\"ttl\":3600", "\"ttl\":3600,\"shelf\":1").insert(1, "\"new\":{},"));
    const auto* const line = std::get_if<ReadLine<Version>>(&read);
    REQUIRE(line);
    CHECK(line->unknown == "soa.shelf, new");
}

TEST_CASE("a version of an ordinary zone is far below 20 kB") {
    CHECK(to_line(some_version(1, 1763769600), example(), 1).size() < 2000);
}

TEST_CASE("deep or endless JSON is refused without harm") {
    CHECK_FALSE(why(std::string(1'000'000, '[')).empty());
    CHECK_FALSE(why("{\"format\":1," + std::string(100'000, ' ')).empty());
}
