#include "parser/zone/root_anchors.hpp"

#include "parser/dns/rdata.hpp"
#include "tests/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace zoneproof;

namespace {

const std::string ksk_2017 = "AwEAAaz/tAm8yTn4Mfeh5eyI96WSVexTBAvkMgJzkKTOiW1vkIbzxeF3+/"
                             "4RgWOq7HrxRixHlFlExOLAJr5emLvN7SWXgnLh4+B5xQlNVz8Og8kv"
                             "ArMtNROxVQuCaSnIDdD5LKyWbRd2n9WGe2R8PzgCmr3EgVLrjyBxWezF0jLHwVN8efS3r"
                             "Cj/EWgvIWgb9tarpVUDK/b58Da+sqqls3eNbuv7pr+e"
                             "oZG+SrDK6nWeL3c6H5Apxz7LjVc1uTIdsIXxuOLYA4/"
                             "ilBmSVIzuDWfdRUfhHdY6+cn8HFRm+2hM8AnXGXws9555KrUB5qihylGa8subX2Nn6UwN"
                             "R1AkUTV74bU=";
const std::string ksk_2024 = "AwEAAa96jeuknZlaeSrvyAJj6ZHv28hhOKkx3rLGXVaC6rXTsDc449/"
                             "cidltpkyGwCJNnOAlFNKF2jBosZBU5eeHspaQWOmOElZsjICMQMC3aeHb"
                             "GiShvZsx4wMYSjH8e7Vrhbu6irwCzVBApESjbUdpWWmEnhathWu1jo+"
                             "siFUiRAAxm9qyJNg/wOZqqzL/dL/q8PkcRU5oUKEpUge71M3ej2/7CPqp"
                             "dVwuMoTvoB+ZOT4YeGyxMvHmbrxlFzGOHOijtzN+u1TQNatX2XBuzZNQ1K+"
                             "s2CXkPIZo7s6JgZyvaBevYtxPvYLw4z9mR7K2vaF18UYH9Z9GNUUe"
                             "ayffKC73PYc=";

/// The shape of IANA's file, with the facts about the root's three anchors.
const std::string iana = R"(<?xml version="1.0" encoding="UTF-8"?>
<TrustAnchor id="0C05FDD6-422C-4910-8ED6-430ED15E11C2" source="http://data.iana.org/root-anchors/root-anchors.xml">
  <Zone>.</Zone>
  <KeyDigest id="Kjqmt7v" validFrom="2010-07-15T00:00:00+00:00" validUntil="2019-01-11T00:00:00+00:00">
    <KeyTag>19036</KeyTag>
    <Algorithm>8</Algorithm>
    <DigestType>2</DigestType>
    <Digest>49AAC11D7B6F6446702E54A1607371607A1A41855200FD2CE1CDDE32F24E8FB5</Digest>
  </KeyDigest>
  <KeyDigest id="Klajeyz" validFrom="2017-02-02T00:00:00+00:00">
    <KeyTag>20326</KeyTag>
    <Algorithm>8</Algorithm>
    <DigestType>2</DigestType>
    <Digest>E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D</Digest>
    <PublicKey>)" + ksk_2017 +
                         R"(</PublicKey>
    <Flags>257</Flags>
  </KeyDigest>
  <KeyDigest id="Kmyv6jo" validFrom="2024-07-18T00:00:00+00:00">
    <KeyTag>38696</KeyTag>
    <Algorithm>8</Algorithm>
    <DigestType>2</DigestType>
    <Digest>683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16</Digest>
    <PublicKey>)" + ksk_2024 +
                         R"(</PublicKey>
    <Flags>257</Flags>
  </KeyDigest>
</TrustAnchor>
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

/// The error, or "" and the anchors.
std::string read(const std::string& xml, ParentDs& parent, const char* zone = ".") {
    const auto error = read_root_anchors(xml, "anchors.xml", *name_from_text(zone), parent);
    return error ? error->text : "";
}

std::string error(const std::string& xml) {
    ParentDs parent;
    return read(xml, parent);
}

/// validFrom of the first anchor, written so.
std::optional<Timestamp> valid_from(const std::string& date) {
    ParentDs parent;
    if (!read(replaced(iana, "2010-07-15T00:00:00+00:00", date), parent).empty())
        return std::nullopt;
    return parent.records.at(0).valid_from;
}

}  // namespace

TEST_CASE("IANA's root anchors are DS records with a time of validity") {
    ParentDs parent;
    CHECK(read(iana, parent).empty());
    REQUIRE(parent.records.size() == 3);
    const unsigned tags[] = {19036, 20326, 38696};
    for (std::size_t i = 0; i < 3; ++i) {
        const DsView ds(parent.records[i].rdata);
        CHECK(ds.key_tag() == tags[i]);
        CHECK(ds.algorithm() == 8);
        CHECK(ds.digest_type() == 2);
        CHECK(ds.digest().size() == 32);
        CHECK(parent.records[i].is_ds);
    }
    CHECK(parent.records[0].valid_until == Timestamp{1547164800});
    CHECK(parent.records[1].valid_from == Timestamp{1485993600});
    CHECK_FALSE(parent.records[1].valid_until);
    CHECK(parent.records[2].line == 18);
    CHECK(parent.records[2].file == "anchors.xml");
}

TEST_CASE("anchors of another zone are counted, not used") {
    ParentDs parent;
    CHECK(read(iana, parent, "example.").empty());
    CHECK(parent.records.empty());
    CHECK(parent.other_owners == 3);
}

TEST_CASE("a zone named without its final dot is meant absolutely") {
    ParentDs parent;
    const std::string renamed = replaced(iana, "<Zone>.</Zone>", "<Zone> Example </Zone>");
    // The digest covers the name, so that of the root is wrong here: only the anchor without a key
    // gets by.
    CHECK(read(renamed, parent, "example.") == "anchors.xml:15: Digest is not that of PublicKey");
    CHECK(parent.records.size() == 1);
    CHECK(parent.other_owners == 0);
}

TEST_CASE("dates are read with and without an offset") {
    CHECK(valid_from("2010-07-15T00:00:00") == Timestamp{1279152000});
    CHECK(valid_from("2010-07-15T00:00:00Z") == Timestamp{1279152000});
    CHECK(valid_from("2010-07-15T02:30:00+02:30") == Timestamp{1279152000});
    CHECK(valid_from("2010-07-14T17:00:00-07:00") == Timestamp{1279152000});
    for (const char* date : {"", "2010-07-15", "2010-02-30T00:00:00", "2010-07-15 00:00:00",
                             "2010-07-15T00:00:00+0000", "2010-07-15T00:00:00+99:00",
                             "2010-07-15T25:00:00Z", "-010-07-15T00:00:00Z", "soon"}) {
        CAPTURE(date);
        CHECK_FALSE(valid_from(date));
    }
}

TEST_CASE("an anchor that contradicts its own key is refused") {
    CHECK(error(replaced(iana, "<KeyTag>20326", "<KeyTag>20327")) ==
          "anchors.xml:15: the key tag of PublicKey is 20326, KeyTag says 20327");
    CHECK(error(replaced(iana, "E06D", "E06E")) ==
          "anchors.xml:15: Digest is not that of PublicKey");
    CHECK(error(replaced(iana, "<Flags>257</Flags>", "")) ==
          "anchors.xml:10: PublicKey without Flags 0..65535");
    CHECK(error(replaced(iana, "AwEAAaz/", "AwEAAaz")) ==
          "anchors.xml:15: PublicKey is not base64");
}

TEST_CASE("elements that cannot be read are refused with their line") {
    CHECK(error(replaced(iana, "19036", "x")) == "anchors.xml:5: KeyTag is not a number 0..65535");
    CHECK(error(replaced(iana, "19036", "65536")) ==
          "anchors.xml:5: KeyTag is not a number 0..65535");
    CHECK(error(replaced(iana, "<Algorithm>8</Algorithm>", "")) ==
          "anchors.xml:4: Algorithm is not a number 0..255");
    CHECK(error(replaced(iana, "<DigestType>2", "<DigestType>256")) ==
          "anchors.xml:7: DigestType is not a number 0..255");
    CHECK(error(replaced(iana, "49AA", "49A")) == "anchors.xml:8: Digest is not hexadecimal");
    CHECK(error(replaced(iana, "49AA", "49A;")) == "anchors.xml:8: Digest is not hexadecimal");
    CHECK(error(replaced(iana, "<Zone>.</Zone>", "")) ==
          "anchors.xml:2: no Zone element with the name of a zone");
    CHECK(error("<a/>").starts_with("anchors.xml:1: no TrustAnchor element"));
    CHECK(error(replaced(iana, "</KeyDigest>", "")).starts_with("anchors.xml:"));
}

TEST_CASE("blanks inside elements do not matter") {
    ParentDs parent;
    CHECK(read(replaced(iana, "E06D44B8", "\n  E06D\t44B8 \n"), parent).empty());
    CHECK(DsView(parent.records[1].rdata).digest()[0] == 0xE0);
}

TEST_CASE("any cut of the document ends in an error") {
    for (std::size_t size = 0; size + 2 < iana.size(); size += 7) {
        ParentDs parent;
        CHECK_FALSE(read(iana.substr(0, size), parent).empty());
    }
}

TEST_CASE("root anchors are told from lines by their content") {
    std::string path =
        (std::filesystem::temp_directory_path() / "zoneproof-anchors-XXXXXX").string();
    const int descriptor = mkstemp(path.data());
    REQUIRE(descriptor >= 0);
    close(descriptor);
    std::ofstream(path) << "\xEF\xBB\xBF\n" << iana.substr(iana.find("<Trust"));
    const auto parent = read_parent({path}, NameView());
    std::filesystem::remove(path);
    REQUIRE(parent);
    CHECK(parent.value().records.size() == 3);
}
