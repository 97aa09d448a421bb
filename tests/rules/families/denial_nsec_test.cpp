#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

SignedZone edited(std::function<void(std::vector<NsecLine>&)> edit) {
    SignedZone zone;
    zone.edit_nsec = std::move(edit);
    return zone;
}

NsecLine& of(std::vector<NsecLine>& lines, const std::string& owner) {
    const auto found = std::ranges::find(lines, owner, &NsecLine::owner);
    REQUIRE(found != lines.end());
    return *found;
}

Ids with_next(const std::string& owner, const std::string& next) {
    return raised(edited([=](auto& lines) { of(lines, owner).next = next; }));
}
Ids with_types(const std::string& owner, const std::string& types) {
    return raised(edited([=](auto& lines) { of(lines, owner).types = types; }));
}

}  // namespace

TEST_CASE("a name without its NSEC is one finding, whether or not the chain leads around it") {
    const auto without = [](bool relinked) {
        return judge(edited([=](auto& lines) {
                         const auto ns2 =
                             std::ranges::find(lines, "ns2.example.", &NsecLine::owner);
                         if (relinked) std::prev(ns2)->next = ns2->next;
                         lines.erase(ns2);
                     }).text(),
                     options_at());
    };
    for (const bool relinked : {false, true}) {
        const auto judged = without(relinked);
        CHECK(raised(*judged) == Ids{"nsec-missing"});
        CHECK(judged->find("nsec-missing")->examples[0].owner == "ns2.example.");
    }
}

TEST_CASE("a signed zone without any denial is one finding") {
    SignedZone zone;
    zone.nsec = false;
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{"nsec-missing"});
    CHECK(judged->count("nsec-missing") == 1);
    CHECK(judged->find("nsec-missing")->group.cause == "no-denial");
}

TEST_CASE("an NSEC stands at names that own other data, and not below a delegation") {
    const auto ent = edited([](auto& lines) {
        lines.push_back({"c.example.", "ns1.example.", "RRSIG NSEC"});
        of(lines, "a.b.c.example.").next = "ns1.example.";
    });
    CHECK(raised(ent) == Ids{"nsec-extra"});
    const auto occluded = edited([](auto& lines) {
        lines.push_back({"ns.sub.example.", "www.example.", "A RRSIG NSEC"});
    });
    CHECK(raised(occluded) == Ids{"nsec-extra"});
}

TEST_CASE("a name owns one NSEC") {
    const auto twice = edited([](auto& lines) {
        NsecLine other = of(lines, "www.example.");
        other.types = "TXT RRSIG NSEC";
        lines.push_back(other);
    });
    CHECK(raised(twice) == Ids{"nsec-multiple"});
}

TEST_CASE("an NSEC leads to the next owner") {
    const auto judged =
        judge(edited([](auto& lines) { of(lines, "ns1.example.").next = "sec.example."; }).text(),
              options_at());
    CHECK(raised(*judged) == Ids{"nsec-next-wrong"});
    const Example& example = judged->find("nsec-next-wrong")->examples[0];
    CHECK(example.message == "next name is sec.example., the next owner is ns2.example.");
    CHECK(example.field == 0);
    CHECK(with_next("ns1.example.", "NS2.example.") == Ids{});
}

TEST_CASE("the last NSEC leads to the apex, and none out of the zone") {
    CHECK(with_next("www.example.", "ns1.example.") == Ids{"nsec-chain-not-closed"});
    CHECK(with_next("ns1.example.", "example.net.") == Ids{"nsec-next-out-of-zone"});
}

TEST_CASE("upper case in a next name is noted") {
    const auto judged =
        judge(edited([](auto& lines) { of(lines, "ns1.example.").next = "NS2.example."; }).text(),
              options_at());
    CHECK(judged->count("nsec-next-case") == 1);
    CHECK_FALSE(judge(SignedZone{}.text(), options_at())->raises("nsec-next-case"));
}

TEST_CASE("records that deny as little as possible are the cause of a broken chain") {
    CHECK(with_next("ns1.example.", "\\000.ns1.example.") ==
          Ids{"nsec-next-wrong", "denial-minimal-in-file"});
}

TEST_CASE("an NSEC shows the types of its owner") {
    const auto judged = judge(
        edited([](auto& lines) { of(lines, "ns1.example.").types = "TXT RRSIG NSEC"; }).text(),
        options_at());
    CHECK(raised(*judged) == Ids{"nsec-bitmap-missing-type", "nsec-bitmap-extra-type"});
    CHECK(judged->find("nsec-bitmap-missing-type")->examples[0].message ==
          "does not show A, which the name has; shows TXT, which the name does not have");
    CHECK(with_types("ns1.example.", "RRSIG NSEC") == Ids{"nsec-bitmap-missing-type"});
    CHECK(with_types("ns1.example.", "A AAAA RRSIG NSEC") == Ids{"nsec-bitmap-extra-type"});
    CHECK(with_types("ns1.example.", "A NSEC") == Ids{"nsec-bitmap-no-rrsig-nsec"});
    CHECK(with_types("ns1.example.", "A") == Ids{"nsec-bitmap-no-rrsig-nsec"});
}

TEST_CASE("the NSEC of a delegation is right about NS, SOA and DS") {
    CHECK(with_types("sub.example.", "NS DS RRSIG NSEC") == Ids{"nsec-bitmap-delegation"});
    CHECK(with_types("sub.example.", "NS SOA RRSIG NSEC") == Ids{"nsec-bitmap-delegation"});
    CHECK(with_types("sub.example.", "RRSIG NSEC") == Ids{"nsec-bitmap-delegation"});
    CHECK(with_types("sec.example.", "NS RRSIG NSEC") == Ids{"nsec-bitmap-delegation"});
    CHECK(with_types("sub.example.", "NS A RRSIG NSEC") == Ids{"nsec-bitmap-extra-type"});
}

TEST_CASE("no NSEC shows a type that is never stored") {
    CHECK(with_types("ns1.example.", "A RRSIG NSEC TYPE128") == Ids{"nsec-bitmap-meta-type"});
    CHECK(with_types("ns1.example.", "A RRSIG NSEC TYPE256") == Ids{"nsec-bitmap-extra-type"});
}

TEST_CASE("the TTL of NSEC is the lesser of SOA TTL and SOA MINIMUM") {
    const auto with_ttl = [](std::uint32_t ttl) {
        return raised(edited([=](auto& lines) { of(lines, "www.example.").ttl = ttl; }));
    };
    CHECK(with_ttl(3600) == Ids{});
    CHECK(with_ttl(3599) == Ids{"nsec-ttl"});
}
