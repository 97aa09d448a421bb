// The chain through a toy root, `example.` and a leaf: what holds, what breaks, what is lost.
#include "tests/tools/chain/toy.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

std::uint16_t key_of(const corpus::SignedZone& zone, const char* name) {
    return zone.key(name)->tag();
}

bool warns(const ChainLink& link, std::string_view cause) {
    return std::ranges::any_of(link.warnings,
                               [&](const ChainNote& note) { return note.cause == cause; });
}

}  // namespace

TEST_CASE("row 1: a stack of zones is secure from the anchor down, whatever order they come in") {
    Toy toy;
    const ChainReport report = toy.walk();
    CHECK(report.word == ChainWord::secure);
    CHECK(report.exit_code(true) == 0);
    REQUIRE(report.links.size() == 3);
    CHECK(report.order == std::vector<std::size_t>{2, 1, 0});
    for (const ChainLink& link : report.links) {
        CHECK(link.state == LinkState::secure);
        CHECK_FALSE(link.damage.any());
        CHECK(link.warnings.empty());
    }
    const ChainLink& second = report.links[middle];
    REQUIRE(second.rungs.size() == 1);
    CHECK(second.rungs[0].tag == key_of(toy[middle], "ksk"));
    CHECK(second.rungs[0].dnskey == second.rungs[0].tag);
    CHECK(second.rungs[0].signs);
    CHECK(second.ds_signers == std::vector<std::uint16_t>{key_of(toy[root], "zsk")});
    CHECK(second.dnskey_signers == std::vector<std::uint16_t>{key_of(toy[middle], "ksk")});
    CHECK(second.altitude == Altitude::tld);
    CHECK(report.links[leaf].altitude == Altitude::delegating);
}

TEST_CASE("row 1: one digest octet of the middle zone's DS breaks link 2, and what is below it is "
          "unreachable") {
    for (const bool signed_again : {true, false}) {
        Toy toy;
        toy.rdata(root, "example.", RrType::DS).back() ^= 1;
        if (signed_again) corpus::sign_rrset_again(toy[root], name("example."), RrType::DS);
        const ChainReport report = toy.walk();
        CHECK(report.exit_code(false) == 1);
        REQUIRE(report.broken == middle);
        CHECK(report.links[middle].state == LinkState::bogus);
        CHECK(report.links[middle].cause == (signed_again ? "ds-mismatch" : "ds-not-signed"));
        CHECK(report.links[leaf].state == LinkState::unreachable);
        CHECK(report.links[leaf].broken_by == 2);
        CHECK(report.links[leaf].text == "unreachable because link 2 is broken");
        CHECK(report.lost.all);
        CHECK(report.lost.names ==
              report.links[middle].whole.names + report.links[leaf].whole.names);
        CHECK(report.links[middle].text.find("example.") != std::string::npos);
    }
}

TEST_CASE("row 1: one digest octet of the leaf's DS in the middle zone breaks link 3 alone") {
    Toy toy;
    toy.rdata(middle, "leaf.example.", RrType::DS).back() ^= 1;
    const ChainReport report = toy.walk();
    REQUIRE(report.broken == leaf);
    CHECK(report.links[middle].state == LinkState::secure);
    CHECK(report.links[middle].damage.secure_delegations == 1);
    CHECK(report.links[middle].damage.rrsets == 1);
    CHECK(report.links[leaf].cause == "ds-not-signed");
    CHECK(report.lost.rrsets == report.links[leaf].whole.rrsets);
}

TEST_CASE("row 22: no DS, proven by the parent, is insecure and not bogus") {
    Toy toy;
    std::erase_if(toy[middle].records,
                  [](const corpus::Record& record) { return record.type == RrType::DS; });
    corpus::sign_zone_again(toy[middle], true);
    const ChainReport report = toy.walk();
    CHECK(report.word == ChainWord::insecure);
    CHECK(report.links[leaf].state == LinkState::insecure);
    CHECK(report.links[leaf].cause == "ds-absent");
    CHECK_FALSE(report.broken);
    CHECK(report.exit_code(false) == 0);
    CHECK(report.exit_code(true) == 4);
}

TEST_CASE("row 22: a DS that the parent's bitmap lists and does not have is the parent's fault") {
    Toy toy;
    toy.erase(middle, name("leaf.example."), RrType::DS);
    const ChainReport report = toy.walk();
    REQUIRE(report.broken == leaf);
    CHECK(report.links[leaf].cause == "ds-lost");
    CHECK(report.exit_code(false) == 1);
}

TEST_CASE("row 22: no DS, and the record that would prove it is broken or not there") {
    Toy toy;
    std::erase_if(toy[middle].records,
                  [](const corpus::Record& record) { return record.type == RrType::DS; });
    corpus::sign_zone_again(toy[middle], true);
    Toy gone = Toy();
    gone.zones = toy.zones;
    toy.break_signature(middle, name("leaf.example."), RrType::NSEC);
    ChainReport report = toy.walk();
    REQUIRE(report.broken == leaf);
    CHECK(report.links[leaf].cause == "no-ds-unproven");
    CHECK(report.links[middle].damage.insecure_delegations == 1);
    gone.erase(middle, name("leaf.example."), RrType::NSEC);
    report = gone.walk();
    CHECK(report.links[leaf].cause == "no-ds-unproven");
}

TEST_CASE("a wrong DS is told from a missing one, with the DS that would be right") {
    Toy toy;
    corpus::Bytes& ds = toy.rdata(middle, "leaf.example.", RrType::DS);
    const std::string right = to_hex(Octets(ds).subspan(4), true);
    ds.back() ^= 1;
    corpus::sign_rrset_again(toy[middle], name("leaf.example."), RrType::DS);
    const ChainReport report = toy.walk();
    CHECK(report.links[leaf].cause == "ds-mismatch");
    CHECK(report.links[leaf].fix.find(right) != std::string::npos);
    CHECK_FALSE(report.links[middle].damage.any());
}

TEST_CASE("a stale DS beside a good one is a warning") {
    Toy toy;
    corpus::Record stale;
    for (const corpus::Record& record : toy[middle].records)
        if (corpus::is_in_rrset(record, name("leaf.example."), RrType::DS)) stale = record;
    stale.rdata[0] ^= 1;
    stale.rdata.back() ^= 1;
    toy[middle].records.push_back(stale);
    corpus::sign_zone_again(toy[middle], true);
    const ChainReport report = toy.walk();
    CHECK(report.word == ChainWord::secure);
    CHECK(warns(report.links[leaf], "ds-stale"));
    CHECK(report.links[leaf].rungs.size() == 2);
}

TEST_CASE("a SHA-1 DS beside one of SHA-256 is not used, and is no stale DS") {
    Toy toy;
    const Name origin = name("leaf.example.");
    const corpus::Bytes key = toy[leaf].key("ksk")->dnskey();
    for (const corpus::Record& record : toy[middle].records)
        if (corpus::is_in_rrset(record, origin, RrType::DS)) {
            corpus::Record sha1 = record;
            sha1.rdata = corpus::ds_of(origin, key, 1);
            toy[middle].records.push_back(sha1);
            break;
        }
    corpus::sign_zone_again(toy[middle], true);
    const ChainReport report = toy.walk();
    CHECK(report.word == ChainWord::secure);
    CHECK(report.links[leaf].warnings.empty());
    REQUIRE(report.links[leaf].rungs.size() == 2);
    CHECK(report.links[leaf].rungs[0].usable != report.links[leaf].rungs[1].usable);
}

TEST_CASE("a DS over an unsigned zone is bogus; without DS the zone is insecure") {
    Toy toy;
    std::erase_if(toy[leaf].records, [](const corpus::Record& record) {
        return record.type == RrType::DNSKEY || record.type == RrType::RRSIG ||
               record.type == RrType::NSEC;
    });
    const ChainReport report = toy.walk();
    CHECK(report.links[leaf].cause == "zone-unsigned");
    CHECK(report.links[leaf].state == LinkState::bogus);
}

TEST_CASE(
    "row 27: a negative trust anchor is honoured, shown, and told to be removed when the fault "
    "is gone") {
    Toy toy;
    toy.rdata(root, "example.", RrType::DS).back() ^= 1;
    corpus::sign_rrset_again(toy[root], name("example."), RrType::DS);
    const ChainReport broken = toy.walk();
    CHECK(to_text(*broken.suggested_nta) == "example.");
    toy.options.ntas = {*broken.suggested_nta};
    const ChainReport report = toy.walk();
    CHECK(report.word == ChainWord::insecure);
    CHECK(report.exit_code(false) == 0);
    CHECK(report.links[middle].cause == "nta");
    CHECK(report.links[leaf].state == LinkState::insecure);
    REQUIRE(report.ntas.size() == 1);
    CHECK(report.ntas[0].needed);
    CHECK(report.ntas[0].covers == std::vector<std::size_t>{middle, leaf});

    Toy repaired;
    repaired.options.ntas = toy.options.ntas;
    CHECK_FALSE(repaired.walk().ntas[0].needed);
}

TEST_CASE("row 27: the lowest name that restores service: the leaf for its own DS, the parent when "
          "the parent's signer is at fault") {
    Toy own;
    own.rdata(middle, "leaf.example.", RrType::DS).back() ^= 1;
    corpus::sign_rrset_again(own[middle], name("leaf.example."), RrType::DS);
    CHECK(to_text(*own.walk().suggested_nta) == "leaf.example.");

    // As at .de: what the middle's ZSK signs does not verify.
    Toy parent;
    const std::uint16_t zsk = key_of(parent[middle], "zsk");
    for (corpus::Record& record : parent[middle].records)
        if (record.type == RrType::RRSIG && load16(record.rdata.data() + 16) == zsk)
            record.rdata.back() ^= 1;
    const ChainReport report = parent.walk();
    REQUIRE(report.broken == leaf);
    CHECK(to_text(*report.suggested_nta) == "example.");
    CHECK(report.links[middle].damage.all);
}

TEST_CASE("row 27: a single broken name needs no more than its own") {
    Toy toy;
    toy.break_signature(leaf, name("www.leaf.example."), RrType::A);
    const ChainReport broken = toy.walk();
    CHECK(to_text(*broken.suggested_nta) == "www.leaf.example.");
    toy.options.ntas = {*broken.suggested_nta};
    const ChainReport report = toy.walk();
    CHECK(report.word == ChainWord::secure);
    CHECK(report.ntas[0].needed);
}

TEST_CASE("row 37: an anchor that is not in the DNSKEY RRset is no way in, though it signs") {
    Toy toy;
    // The root's KSK signs the RRset that no longer holds it.
    const std::uint16_t ksk = key_of(toy[root], "ksk");
    std::erase_if(toy[root].records, [&](const corpus::Record& record) {
        return record.type == RrType::DNSKEY && corpus::tag_of(record.rdata) == ksk;
    });
    corpus::sign_rrset_again(toy[root], NameView(), RrType::DNSKEY);
    const ChainReport report = toy.walk();
    REQUIRE(report.broken == root);
    CHECK(report.links[root].cause == "ds-mismatch");
    CHECK(report.links[leaf].broken_by == 1);
    CHECK(report.lost.all);
    CHECK_FALSE(report.suggested_nta);
}

TEST_CASE("row 48: a pin asks whether the chain holds by that anchor alone") {
    Toy toy;
    toy.options.pin = key_of(toy[root], "ksk");
    CHECK(toy.walk().word == ChainWord::secure);
    // Another anchor, published and not signing yet, as 38696 before its day.
    corpus::KeyStore store;
    corpus::KeySpec spec;
    spec.name = "next";
    spec.role = corpus::Role::ksk;
    spec.seed = "root/next";
    spec.signs = corpus::Signs::nothing;
    auto next = store.make(spec);
    REQUIRE(next);
    toy[root].records.push_back({Name(), RrType::DNSKEY, 3600, next->dnskey()});
    corpus::sign_rrset_again(toy[root], NameView(), RrType::DNSKEY);
    toy.options.pin.reset();
    const auto without = toy.options.anchors;
    toy.options.anchors = [=](NameView zone, Timestamp at) {
        ParentDs anchors = without(zone, at);
        if (zone.is_root())
            anchors.records.push_back(
                {true, corpus::ds_of(zone, next->dnskey(), 2), {}, "a", 2, {}, {}});
        return anchors;
    };
    CHECK(toy.walk().word == ChainWord::secure);
    toy.options.pin = next->tag();
    const ChainReport report = toy.walk();
    REQUIRE(report.broken == root);
    CHECK(report.links[root].cause == "not-pinned");
    CHECK(report.links[root].text.find("not signed by the pinned key") != std::string::npos);
    toy.options.pin = 1;
    CHECK(toy.walk().word == ChainWord::unknown);
}

TEST_CASE("a gap in the stack, or no anchor, leaves it unknown, and says what is missing") {
    Toy toy;
    const ChainReport gap = toy.walk(middle);
    CHECK(gap.word == ChainWord::unknown);
    CHECK(gap.exit_code(false) == 4);
    REQUIRE(gap.links.size() == 2);
    CHECK(gap.links[1].cause == "zone-missing");
    CHECK(gap.links[1].text.find("example.") != std::string::npos);
    const ChainReport headless = toy.walk(root);
    CHECK(headless.word == ChainWord::unknown);
    CHECK(headless.links[0].cause == "no-anchor");
    CHECK(headless.links[1].cause == "above-unknown");
}

TEST_CASE("below an insecure delegation a missing zone hides nothing") {
    Toy toy;
    std::erase_if(toy[root].records,
                  [](const corpus::Record& record) { return record.type == RrType::DS; });
    corpus::sign_zone_again(toy[root], true);
    const ChainReport report = toy.walk(middle);
    CHECK(report.word == ChainWord::insecure);
    CHECK(report.links[1].cause == "ds-absent");
}

TEST_CASE("a zone that nobody delegates is not reached") {
    Toy toy;
    std::erase_if(toy[middle].records, [](const corpus::Record& record) {
        return corpus::is_at(record, name("leaf.example."));
    });
    corpus::sign_zone_again(toy[middle], true);
    const ChainReport report = toy.walk();
    CHECK(report.links[leaf].cause == "not-delegated");
    CHECK(report.exit_code(false) == 1);
}

TEST_CASE("a zone may have an anchor of its own, and then needs no parent") {
    Toy toy;
    toy.options.anchors = [ds = toy[middle].ds](NameView zone, Timestamp) {
        ParentDs anchors;
        if (zone == name("example."))
            for (const corpus::Record& record : ds)
                anchors.records.push_back({true, record.rdata, {}, "a", 1, {}, {}});
        return anchors;
    };
    const ChainReport island = toy.walk(root);
    CHECK(island.word == ChainWord::secure);
    CHECK(island.links.size() == 2);
    // A negative anchor above it does not reach what was configured below.
    toy.options.ntas = {Name()};
    CHECK(toy.walk(root).word == ChainWord::secure);
}

TEST_CASE("time breaks the chain at its top") {
    Toy toy;
    const ChainReport late = toy.walk({}, Timestamp{seconds(toy_time) + 40 * 86400});
    REQUIRE(late.broken == root);
    CHECK(late.links[root].cause == "dnskey-not-signed");
    CHECK(late.links[root].text.find("expired") != std::string::npos);
}

TEST_CASE("two files of one zone are refused") {
    Toy toy;
    toy.zones.push_back(toy.zones.back());
    Workers workers(1);
    std::vector<LoadedZone> loaded;
    std::vector<Evidence> evidence(2);
    for (int i = 0; i < 2; ++i) {
        Source source = Source::from_text(corpus::zone_text(toy[leaf]));
        loaded.push_back(*load(source, {}, workers));
    }
    const auto report =
        walk_chain({{"a", &loaded[0], &evidence[0]}, {"b", &loaded[1], &evidence[1]}}, toy.options,
                   toy_time, workers);
    REQUIRE_FALSE(report);
    CHECK(report.error().code == ErrorCode::usage);
}
