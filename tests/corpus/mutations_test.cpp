// Ops on a small signed zone.
#include "corpus/builder/fields.hpp"
#include "corpus/builder/recipe.hpp"
#include "tests/catch.hpp"

#include <algorithm>

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

const Name origin = *name_from_text("x.example.");

Name below(const char* text) {
    const NameView view = origin;
    return *name_from_text(text, &view);
}

const SignedZone& healthy_zone() {
    static const SignedZone zone = [] {
        KeyStore store;
        return *make_zone(healthy(*find_base_zone("leaf-nsec"), origin), store);
    }();
    return zone;
}

Selector at(const char* owner, RrType type) {
    Selector where;
    where.owner = below(owner);
    where.type = type;
    return where;
}

Selector over(const char* owner, RrType type) {
    Selector where;
    where.owner = below(owner);
    where.covers = type;
    return where;
}

Mutation mutation(const char* op, Selector where) {
    Mutation made;
    made.op = find_op(op);
    made.where = std::move(where);
    made.resign = made.op->resign;
    return made;
}

Mutation set(Selector where, const char* field, const char* value) {
    Mutation made = mutation("set", std::move(where));
    made.field = field;
    made.value = value;
    return made;
}

/// The records that fit, after the mutation of a healthy zone.
Records after(const Mutation& change, const Selector& where) {
    SignedZone zone = healthy_zone();
    REQUIRE(apply(zone, change).empty());
    Records records;
    for (const std::size_t place : select(zone, where))
        records.push_back(where.in_parent ? zone.ds[place] : zone.records[place]);
    return records;
}

std::string field(const Record& record, const char* name) {
    const auto place = find_field(record, name);
    REQUIRE(place);
    return to_hex(Octets(record.rdata).subspan(place->offset, place->length));
}

}  // namespace

TEST_CASE("drop takes what fits, with its signatures when asked") {
    Selector where = at("www", RrType::A);
    CHECK(after(mutation("drop", where), where).empty());
    CHECK(after(mutation("drop", where), over("www", RrType::A)).size() == 1);
    where.with_signatures = true;
    CHECK(after(mutation("drop", where), over("www", RrType::A)).empty());
}

TEST_CASE("an op with nothing to work on says so") {
    SignedZone zone = healthy_zone();
    for (const char* const op : {"drop", "dup", "copy", "set", "flip", "recase", "reencode"}) {
        CAPTURE(op);
        CHECK_FALSE(apply(zone, mutation(op, at("nowhere", RrType::A))).empty());
    }
    CHECK(zone.records.size() == healthy_zone().records.size());
}

TEST_CASE("records that double without end are a problem") {
    SignedZone zone = healthy_zone();
    std::string problem;
    for (int i = 0; i < 64 && problem.empty(); ++i)
        problem = apply(zone, mutation("dup", at("www", RrType::A)));
    CHECK(problem == "makes more than 100000 records");
}

TEST_CASE("set takes numbers, steps, names, types and octets") {
    const Selector sig = over("www", RrType::A);
    CHECK(field(after(set(sig, "labels", "+1"), sig)[0], "labels") == "04");
    CHECK(field(after(set(sig, "labels", "-1"), sig)[0], "labels") == "02");
    CHECK(field(after(set(sig, "key-tag", "4711"), sig)[0], "key-tag") == "1267");
    CHECK(field(after(set(sig, "signer", "a.b"), sig)[0], "signer") == "01610162017807"
                                                                       "6578616d706c6500");
    const Selector nsec = at("www", RrType::NSEC);
    CHECK(field(after(set(nsec, "types", "A +MX"), nsec)[0], "types") == "00024001");
    CHECK(field(after(set(nsec, "types", "0x0001"), nsec)[0], "types") == "0001");
    CHECK(after(set(sig, "ttl", "7"), sig)[0].ttl == 7);
    CHECK(after(set(sig, "owner", "other"), over("other", RrType::A)).size() == 1);
}

TEST_CASE("set refuses what is no value of the field") {
    SignedZone zone = healthy_zone();
    const Selector sig = over("www", RrType::A);
    for (const auto& [name, value] : {std::pair{"labels", "256"},
                                      {"labels", "x"},
                                      {"nonsense", "1"},
                                      {"signer", "a..b"},
                                      {"signature", "0"},
                                      {"type-covered", "?"}}) {
        CAPTURE(name, value);
        CHECK_FALSE(apply(zone, set(sig, name, value)).empty());
    }
}

TEST_CASE("flip turns one bit, the last unless it is told which") {
    const Selector where = over("www", RrType::A);
    Mutation change = mutation("flip", where);
    change.field = "key-tag";
    const std::string before = field(after(set(where, "labels", "+0"), where)[0], "key-tag");
    const std::string now = field(after(change, where)[0], "key-tag");
    CHECK(std::stoul(before, nullptr, 16) == (std::stoul(now, nullptr, 16) ^ 1));
    change.value = "0";
    CHECK(std::stoul(before, nullptr, 16) ==
          (std::stoul(field(after(change, where)[0], "key-tag"), nullptr, 16) ^ 0x8000));
    change.value = "16";
    SignedZone zone = healthy_zone();
    CHECK_FALSE(apply(zone, change).empty());
}

TEST_CASE("signing the RRset again after a change restores what was not changed") {
    Mutation change = set(at("www", RrType::A), "address", "c0000263");
    change.resign = Resign::rrset;
    SignedZone zone = healthy_zone();
    REQUIRE(apply(zone, change).empty());
    CHECK(zone.records.size() == healthy_zone().records.size());
    change.value = "c0000250";
    REQUIRE(apply(zone, change).empty());
    const auto same = [](const Record& a, const Record& b) { return to_text(a) == to_text(b); };
    CHECK(std::ranges::equal(zone.records, healthy_zone().records, same));
}

TEST_CASE("add makes the chain anew unless it is told not to") {
    Mutation change = mutation("add", {});
    change.lines = {"new 300 TXT text"};
    CHECK(after(change, at("new", RrType::NSEC)).size() == 1);
    CHECK(after(change, over("new", RrType::TXT)).size() == 1);
    change.chain = false;
    CHECK(after(change, at("new", RrType::NSEC)).empty());
    CHECK(after(change, over("new", RrType::TXT)).size() == 1);
}

TEST_CASE("sign adds an RRSIG with the fields of choice, or replaces what is there") {
    Mutation change = mutation("sign", at("www", RrType::A));
    change.where.key = "ksk";
    change.fields.labels = 2;
    change.fields.signer = *name_from_text("example.");
    const Records both = after(change, over("www", RrType::A));
    REQUIRE(both.size() == 2);
    CHECK(field(both[1], "labels") == "02");
    CHECK(field(both[1], "signer") == "076578616d706c6500");
    change.replace = true;
    CHECK(after(change, over("www", RrType::A)).size() == 1);
}

TEST_CASE("a DS of a key goes to the parent, a CDS to the apex") {
    Mutation change = mutation("key-record", {});
    change.where.type = RrType::DS;
    change.where.key = "ksk";
    change.value = "4";
    Selector parent;
    parent.in_parent = true;
    const Records ds = after(change, parent);
    REQUIRE(ds.size() == 2);
    CHECK(field(ds[1], "digest-type") == "04");
    CHECK(field(ds[1], "digest").size() == 96);
    change.where.type = RrType::CDS;
    CHECK(after(change, at("@", RrType::CDS)).size() == 1);
}

TEST_CASE("the order of a shuffled file depends on the seed alone") {
    Mutation change = mutation("shuffle", {});
    const auto order = [&](const char* seed) {
        change.value = seed;
        std::string text;
        for (const Record& record : after(change, {})) text += to_text(record) + "\n";
        return text;
    };
    CHECK(order("a") == order("a"));
    CHECK(order("a") != order("b"));
}

TEST_CASE("text is replaced where it is found, or added at the end") {
    Mutation change = mutation("text", {});
    change.put = "; end\n";
    Texts files = {{"zone.db", "@ SOA\nwww A\n"}};
    CHECK(apply_to_text(files, change).empty());
    CHECK(files["zone.db"] == "@ SOA\nwww A\n; end\n");
    change.find = "www A";
    CHECK(apply_to_text(files, change).empty());
    CHECK(files["zone.db"] == "@ SOA\n; end\n\n; end\n");
    CHECK_FALSE(apply_to_text(files, change).empty());
}

TEST_CASE("text may be put several times, at every place, and into other files") {
    Mutation change = mutation("text", {});
    change.put = "ab";
    change.repeat = 3;
    change.file = "a.db";
    Texts files;
    CHECK(apply_to_text(files, change).empty());
    CHECK(files["a.db"] == "ababab");
    change.find = "b";
    change.put = "bb";
    change.repeat = 1;
    change.every = true;
    CHECK(apply_to_text(files, change).empty());
    CHECK(files["a.db"] == "abbabbabb");
}

TEST_CASE("lines move to another file, or to the end of their own") {
    Mutation change = mutation("move-lines", {});
    change.find = "www ";
    change.put = "$INCLUDE a.db\n";
    change.file = "a.db";
    Texts files = {{"zone.db", "www A\nwwww A\nwww TXT\nend A"}};
    CHECK(apply_to_text(files, change).empty());
    CHECK(files ==
          Texts{{"a.db", "www A\nwww TXT\n"}, {"zone.db", "$INCLUDE a.db\nwwww A\nend A"}});
    CHECK_FALSE(apply_to_text(files, change).empty());
    change = mutation("move-lines", {});
    change.find = "wwww";
    change.file = "zone.db";
    CHECK(apply_to_text(files, change).empty());
    CHECK(files["zone.db"] == "$INCLUDE a.db\nend Awwww A\n");
}

TEST_CASE("covering selects the NSEC whose span a name lies in, the last one going around") {
    Selector where;
    where.type = RrType::NSEC;
    where.covered = below("mango");  // between mail and moved
    const auto places = select(healthy_zone(), where);
    REQUIRE(places.size() == 1);
    CHECK(is_at(healthy_zone().records[places[0]], below("mail")));
    where.covered = below("zebra");
    CHECK(select(healthy_zone(), where).size() == 1);
    where.covered = below("mail");
    CHECK(select(healthy_zone(), where).empty());
}

TEST_CASE("relink leads past a record that was taken out, so that its name is denied") {
    for (const char* const base : {"leaf-nsec", "leaf-nsec3"}) {
        CAPTURE(base);
        KeyStore store;
        SignedZone zone = *make_zone(healthy(*find_base_zone(base), origin), store);
        Selector gone, covering;
        gone.owner = zone.signing.denial == Denial::nsec
                         ? below("mail")
                         : nsec3_owner(below("mail"), origin, zone.signing.nsec3);
        gone.type = zone.signing.denial == Denial::nsec ? RrType::NSEC : RrType::NSEC3;
        covering.covered = below("mail");
        covering.with_signatures = true;
        REQUIRE(apply(zone, mutation("drop", gone)).empty());
        CHECK(select(zone, covering).empty());
        REQUIRE(apply(zone, mutation("relink", {})).empty());
        CHECK(select(zone, covering).size() == 2);  // the record and its new signature
    }
}

TEST_CASE("add with a range of numbers puts each in place of the dollar sign") {
    Mutation change = mutation("add", {});
    change.lines = {"n$ A 192.0.2.$"};
    change.value = "7-9";
    CHECK(after(change, at("n7", RrType::A)).size() == 1);
    CHECK(field(after(change, at("n9", RrType::A)).front(), "address") == "c0000209");
    CHECK(after(change, at("n10", RrType::A)).empty());
    SignedZone zone = healthy_zone();
    for (const char* const wrong : {"7", "9-7", "a-b", "1-2x", "0-4000000000"}) {
        change.value = wrong;
        CHECK_FALSE(apply(zone, change).empty());
    }
}
