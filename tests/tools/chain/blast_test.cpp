// What a fault takes with it, counted in what people count.
#include "tests/tools/chain/toy.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

TEST_CASE("row 2: a broken DNSKEY signature takes all, a broken leaf signature one name") {
    Toy toy;
    toy.break_signature(leaf, name("leaf.example."), RrType::DNSKEY);
    const ChainReport all = toy.walk();
    REQUIRE(all.broken == leaf);
    CHECK(all.links[leaf].cause == "dnskey-not-signed");
    CHECK(all.lost.all);
    CHECK(all.lost.names == all.links[leaf].whole.names);

    Toy one;
    one.break_signature(leaf, name("www.leaf.example."), RrType::A);
    const ChainReport few = one.walk();
    REQUIRE(few.broken == leaf);
    CHECK(few.links[leaf].state == LinkState::secure);
    CHECK_FALSE(few.lost.all);
    CHECK(few.lost.rrsets == 1);
    CHECK(few.lost.names == 1);
    CHECK(few.exit_code(false) == 1);
}

TEST_CASE("row 2: apex SOA and NSEC are everything; a wildcard is counted as one") {
    for (const RrType type : {RrType::SOA, RrType::NSEC}) {
        Toy toy;
        toy.break_signature(leaf, name("leaf.example."), type);
        const ChainReport report = toy.walk();
        CHECK(report.links[leaf].damage.all);
        CHECK(report.links[leaf].damage.all_for == to_text(type));
        CHECK(report.lost.all);
    }
    Toy toy;
    toy.break_signature(leaf, name("*.wild.leaf.example."), RrType::TXT);
    CHECK(toy.walk().links[leaf].damage.wildcard_names == 1);
}

TEST_CASE("row 2: an NSEC3 that covers an opt-out span takes its insecure delegations with it") {
    Toy whole("tld-nsec3-optout");
    CHECK(whole.walk().word == ChainWord::secure);
    // How many delegations without DS lie in the span of each record.
    std::vector<Name> insecure;
    for (const corpus::Record& record : whole[leaf].records)
        if (record.type == RrType::NS && !(record.owner.view() == whole[leaf].origin.view()) &&
            std::ranges::none_of(whole[leaf].records, [&](const corpus::Record& other) {
                return corpus::is_in_rrset(other, record.owner, RrType::DS);
            }))
            if (insecure.empty() || !(insecure.back().view() == record.owner.view()))
                insecure.push_back(record.owner);
    CHECK(whole.walk().links[leaf].whole.insecure_delegations == insecure.size());
    bool five = false;
    for (const corpus::Record& record : corpus::Records(whole[leaf].records)) {
        if (record.type != RrType::NSEC3) continue;
        const auto covered = static_cast<std::uint64_t>(std::ranges::count_if(
            insecure, [&](const Name& one) { return corpus::covers(record, one); }));
        if (covered != 5) continue;
        five = true;
        Toy broken("tld-nsec3-optout");
        broken.break_signature(leaf, record.owner, RrType::NSEC3);
        const Blast damage = broken.walk().links[leaf].damage;
        if (damage.all) continue;  // it is the record of the apex
        CHECK(damage.insecure_delegations == 5);
        CHECK(damage.denial_records == 1);
        CHECK(damage.secure_delegations == 0);
        CHECK(damage.names == 5);
    }
    CHECK(five);
}

TEST_CASE("a chain of denial that is signed and wrong is damage") {
    Toy toy;
    // The NSEC of www skips its neighbour; everything is signed again.
    corpus::Bytes& nsec = toy.rdata(leaf, "www.leaf.example.", RrType::NSEC);
    const std::size_t length = wire_name_length(nsec);
    const corpus::Bytes types(nsec.begin() + static_cast<std::ptrdiff_t>(length), nsec.end());
    const Name next = name("zzz.leaf.example.");
    nsec = corpus::bytes(next.view().wire());
    nsec.insert(nsec.end(), types.begin(), types.end());
    corpus::sign_rrset_again(toy[leaf], name("www.leaf.example."), RrType::NSEC);
    const ChainReport report = toy.walk();
    CHECK(report.word == ChainWord::bogus);
    CHECK(report.links[leaf].damage.denial_faults >= 1);
    REQUIRE(report.links[leaf].warnings.size() >= 1);
    CHECK(report.links[leaf].warnings[0].cause == "denial-faulty");
}
