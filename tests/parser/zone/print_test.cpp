#include "tests/parser/zone/text.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

std::string print(const Zone& zone, const Signature& signature) {
    const auto time = [](std::uint32_t t) { return std::to_string(t); };
    std::string hex;
    std::vector<std::uint8_t> rdata(18);
    store16(&rdata[0], number(signature.type_covered));
    rdata[2] = signature.algorithm;
    rdata[3] = signature.labels;
    store32(&rdata[4], signature.original_ttl);
    store32(&rdata[8], signature.expiration);
    store32(&rdata[12], signature.inception);
    store16(&rdata[16], signature.key_tag);
    for (const Octets part : {zone.signer(signature).wire(), zone.signature_value(signature)})
        rdata.insert(rdata.end(), part.begin(), part.end());
    return time(signature.ttl) + " IN RRSIG " + print_rdata(RrType::RRSIG, rdata) + "\n";
}

/// Every record of a zone on a line of its own, absolute.
std::string print(const Zone& zone) {
    std::string text;
    for (const Rrset& rrset : zone.rrsets()) {
        const std::string owner = to_text(zone.name(rrset.owner)) + " ";
        std::uint32_t record = index(rrset.first_record);
        for (const Octets rdata : zone.records(rrset))
            text += owner + std::to_string(zone.ttl(rrset, RecordId{record++})) + " IN " + to_text(rrset.type) + " "
                  + print_rdata(rrset.type, rdata) + "\n";
        for (const Signature& signature : zone.signatures(rrset)) text += owner + print(zone, signature);
    }
    return text;
}

}  // namespace

TEST_CASE("the root zone, printed and read again, is the same zone") {
    auto source = Source::open(TEST_DATA "/../../corpus/examples/root-2026073102.zone.gz", {});
    REQUIRE(source);
    Workers workers(2);
    const auto loaded = load(*source, {}, workers);
    REQUIRE(loaded);
    REQUIRE(loaded->zone);
    CHECK(loaded->zone->record_count() == 24'877);
    CHECK(loaded->zone->signatures().size() == 2'792);
    const LoadedZone again = load_text(print(*loaded->zone));
    CHECK(again.diagnostics.kept().empty());
    CHECK(dump(*again.zone) == dump(*loaded->zone));
}

TEST_CASE("names and strings that need escapes survive printing") {
    const LoadedZone loaded = load_text("$ORIGIN example.\n$TTL 5\n@ SOA a\\.b host 1 2 3 4 5\n\\000\\255\\.x TXT \"a \\\" b\" c\\;d \\000\\200\n"
                                        "*.w MX 10 \\@.example.\nt TYPE65280 \\# 3 010203\n");
    REQUIRE(loaded.diagnostics.lost_records() == false);
    CHECK(dump(*load_text(print(*loaded.zone)).zone) == dump(*loaded.zone));
}
