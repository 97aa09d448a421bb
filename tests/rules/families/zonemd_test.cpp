#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const std::string zeros(96, '0');

/// A zone with ZONEMD records made of these fields and digests; an empty digest is the right one.
/// Signatures are deterministic, so that the zone stays the same while the digest is filled in.
struct Record {
    std::string fields = "2026112201 1 1", digest = {};
};
SignedZone zone_with(std::vector<Record> records, SignedZone zone = {}) {
    const auto filled = [&](const SignedZone& from) {
        SignedZone to = from;
        for (const Record& record : records) {
            const bool sha512 = record.fields.ends_with("1 2");
            to.add("@ ZONEMD " + record.fields + " " +
                   (record.digest.empty() ? std::string(sha512 ? 128 : 96, '0') : record.digest));
        }
        return to;
    };
    const auto placeholders = judge(filled(zone).text(), options_at());
    for (Record& record : records) {
        if (!record.digest.empty()) continue;
        for (const ZonemdFact& fact : placeholders->evidence.zonemd.records)
            if (record.fields ==
                fmt::format("{} {} {}", fact.serial, fact.scheme, fact.hash_algorithm))
                record.digest = to_hex(fact.computed);
    }
    return filled(zone);
}

Ids with(std::vector<Record> records) {
    return raised(zone_with(std::move(records)));
}

const std::string wrong(96, '1');

}  // namespace

TEST_CASE("a zone with its own digest is proven") {
    const auto judged = judge(zone_with({{}}).text(), options_at());
    CHECK(raised(*judged) == Ids{});
    CHECK(word(*judged) == "proven");
    CHECK_FALSE(judged->raises("zonemd-missing"));
    CHECK(judge(SignedZone{}.text(), options_at())->raises("zonemd-missing"));
}

TEST_CASE("a digest of another zone is an error, beside one that fits a warning") {
    CHECK(with({{"2026112201 1 1", wrong}}) == Ids{"zonemd-digest-mismatch"});
    const auto beside =
        judge(zone_with({{"2026112201 1 1", {}}, {"2026112201 1 2", std::string(128, '1')}}).text(),
              options_at());
    CHECK(raised(*beside) == Ids{"zonemd-digest-mismatch"});
    CHECK(beside->find("zonemd-digest-mismatch")->severity == Severity::warning);
}

TEST_CASE("each ZONEMD has the serial of the zone, its length, and no twin") {
    CHECK(with({{"2026112200 1 1", wrong}}) == Ids{"zonemd-serial-mismatch"});
    CHECK(with({{"2026112201 1 1", std::string(64, '1')}}) == Ids{"zonemd-digest-length"});
    CHECK(with({{"2026112201 1 1", wrong}, {"2026112201 1 1", std::string(96, '2')}}) ==
          Ids{"zonemd-duplicate-scheme-hash"});
    CHECK(with({{"2026112201 1 1", zeros}}) == Ids{"zonemd-placeholder"});
}

TEST_CASE("a scheme that is not known is no error, and proves nothing") {
    CHECK(with({{"2026112201 240 1", wrong}}) == Ids{"zonemd-scheme-unsupported"});
    CHECK(with({{"2026112201 240 1", wrong}, {"2026112201 1 1", {}}}) == Ids{});
}

TEST_CASE("ZONEMD below the apex means nothing") {
    SignedZone zone;
    CHECK(raised(zone.add("www ZONEMD 1 1 1 " + wrong)) == Ids{"zonemd-not-apex"});
}

TEST_CASE("in a signed zone ZONEMD is signed") {
    SignedZone zone;
    zone.sign("example.", RrType::ZONEMD, [](auto& signings) { signings.clear(); });
    CHECK(raised(zone_with({{}}, zone)) == Ids{"zonemd-unsigned"});
    zone.sign("example.", RrType::ZONEMD, [](auto& signings) { signings[0].flipped = true; });
    CHECK(raised(zone_with({{}}, zone)) == Ids{"zonemd-unsigned"});
}

TEST_CASE("the denial record of the apex agrees with the ZONEMD that is there or not") {
    SignedZone zone;
    zone.edit_nsec = [](auto& lines) { lines[0].types = "NS SOA RRSIG NSEC DNSKEY"; };
    CHECK(raised(zone_with({{}}, zone)) ==
          Ids{"zonemd-denial-mismatch", "nsec-bitmap-missing-type"});
    zone.edit_nsec = [](auto& lines) { lines[0].types += " ZONEMD"; };
    CHECK(raised(zone) == Ids{"zonemd-denial-mismatch", "nsec-bitmap-extra-type"});
    SignedZone hashed = SignedZone::with_nsec3();
    CHECK(raised(zone_with({{}}, hashed)) == Ids{});
    hashed.edit_nsec3 = [](auto& lines) {
        for (Nsec3Line& line : lines)
            if (line.name == "example.") line.types = "NS SOA RRSIG DNSKEY NSEC3PARAM";
    };
    CHECK(raised(zone_with({{}}, hashed)) ==
          Ids{"zonemd-denial-mismatch", "nsec3-bitmap-missing-type"});
}
