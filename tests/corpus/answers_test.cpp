// What name servers say against the examples of RFC 4035 appendix B and RFC 5155 appendix B: codes
// and record sets. Those servers also state the zone's NS and addresses of what an answer names,
// which RFC 1034 4.3.2 leaves to them; ours does so only where the NS records are the answer.
#include "corpus/builder/answers.hpp"
#include "corpus/builder/build.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <set>

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

const Name origin = *name_from_text("example.");

const char* const common = R"(
@ NS ns1
@ NS ns2
@ MX 1 xx
a NS ns1.a
a NS ns2.a
a DS 57855 13 2 b6dcd485719adca18e5f3d48a2331627fdd3636bb6dcd485719adca18e5f3d48
ns1.a A 192.0.2.5
ns2.a A 192.0.2.6
ai A 192.0.2.9
ai HINFO "KLH-10" "ITS"
ai AAAA 2001:db8::f00:baa9
ns1 A 192.0.2.1
ns2 A 192.0.2.2
*.w MX 1 ai
x.w MX 1 xx
x.y.w MX 1 xx
xx A 192.0.2.10
xx HINFO "KLH-10" "TOPS-20"
xx AAAA 2001:db8::f00:baaa
)";

SignedZone zone_of(const char* soa, const char* more, const Signing& signing) {
    KeyStore store;
    SignedZone zone{origin,
                    *records_from_text(std::string(soa) + common + more, origin, 3600),
                    {},
                    {},
                    signing};
    for (const Role role : {Role::ksk, Role::zsk}) {
        KeySpec key;
        key.name = role == Role::ksk ? "ksk" : "zsk";
        key.role = role;
        zone.keys.push_back(*store.make(key));
    }
    sign_zone(zone);
    return zone;
}

const SignedZone& rfc4035() {
    static const SignedZone zone =
        zone_of("@ SOA ns1 bugs.x.w 1081539377 3600 300 3600000 3600\n",
                "b NS ns1.b\nb NS ns2.b\nns1.b A 192.0.2.7\nns2.b A 192.0.2.8\n", {});
    return zone;
}

const SignedZone& rfc5155() {
    static const SignedZone zone =
        zone_of("@ SOA ns1 bugs.x.w 1 3600 300 3600000 3600\n",
                "c NS ns1.c\nc NS ns2.c\nns1.c A 192.0.2.7\nns2.c A 192.0.2.8\n"
                "2t7b4g4vsa5smi47k61mv5bv1a22bojr A 192.0.2.127\n",
                {0, 0, Denial::nsec3, {1, 12, {0xaa, 0xbb, 0xcc, 0xdd}, true}});
    return zone;
}

/// "x.w MX 1", "x.w MX signed": owner, type and how many, sorted; without the OPT.
using Sets = std::vector<std::string>;

Sets sets_in(const std::vector<MessageRecord>& section) {
    Sets sets;
    for (const MessageRecord& record : section) {
        if (record.type == RrType::OPT) continue;
        std::string owner = to_text(record.owner.view());
        owner.resize(owner.size() - std::min(owner.size(), std::string(".example.").size()));
        const bool signature = record.type == RrType::RRSIG;
        const RrType type = signature ? RrType{load16(record.rdata.data())} : record.type;
        sets.push_back((owner.empty() ? "@" : owner) + " " + to_text(type) +
                       (signature ? " signed" : ""));
    }
    std::sort(sets.begin(), sets.end());
    return sets;
}

/// Each set with its signature.
Sets with_signatures(Sets sets) {
    const Sets unsigned_sets = sets;
    for (const std::string& set : unsigned_sets) sets.push_back(set + " signed");
    std::sort(sets.begin(), sets.end());
    return sets;
}

struct Example {
    const char* section;
    const char* name;
    RrType type;
    unsigned rcode;
    bool authoritative;
    Sets answer, authority, additional;
};

void check(const SignedZone& zone, const std::vector<Example>& examples) {
    for (const Example& example : examples) {
        CAPTURE(example.section);
        const NameView view = origin;
        const Message said = answer(zone, {*name_from_text(example.name, &view), example.type});
        CHECK((said.flags & flag::rcode) == example.rcode);
        CHECK(((said.flags & flag::aa) != 0) == example.authoritative);
        CHECK(sets_in(said.answer) == example.answer);
        CHECK(sets_in(said.authority) == example.authority);
        CHECK(sets_in(said.additional) == example.additional);
    }
}

constexpr unsigned noerror = 0, nxdomain = 3;

}  // namespace

TEST_CASE("answers are those of RFC 4035 appendix B") {
    check(rfc4035(),
          {
              {"B.1", "x.w", RrType::MX, noerror, true, with_signatures({"x.w MX"}), {}, {}},
              {"B.2",
               "ml",
               RrType::A,
               nxdomain,
               true,
               {},
               with_signatures({"@ SOA", "@ NSEC", "b NSEC"}),
               {}},
              {"B.3",
               "ns1",
               RrType::MX,
               noerror,
               true,
               {},
               with_signatures({"@ SOA", "ns1 NSEC"}),
               {}},
              {"B.4",
               "mc.a",
               RrType::MX,
               noerror,
               false,
               {},
               {"a DS", "a DS signed", "a NS", "a NS"},
               {"ns1.a A", "ns2.a A"}},
              {"B.5",
               "mc.b",
               RrType::MX,
               noerror,
               false,
               {},
               {"b NS", "b NS", "b NSEC", "b NSEC signed"},
               {"ns1.b A", "ns2.b A"}},
              {"B.6",
               "a.z.w",
               RrType::MX,
               noerror,
               true,
               with_signatures({"a.z.w MX"}),
               with_signatures({"x.y.w NSEC"}),
               {}},
              {"B.7",
               "a.z.w",
               RrType::AAAA,
               noerror,
               true,
               {},
               with_signatures({"@ SOA", "*.w NSEC", "x.y.w NSEC"}),
               {}},
              {"B.8", "@", RrType::DS, noerror, true, {}, with_signatures({"@ SOA", "@ NSEC"}), {}},
          });
}

TEST_CASE("answers are those of RFC 5155 appendix B") {
    const std::string apex = "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom NSEC3",
                      a = "35mthgpgcu1qg68fab165klnsnk3dpvl NSEC3",
                      x_w = "b4um86eghhds6nea196smvmlo4ors995 NSEC3",
                      ns1 = "2t7b4g4vsa5smi47k61mv5bv1a22bojr NSEC3",
                      ns2 = "q04jkcevqvmu85r014c7dkba38o0ji5r NSEC3",
                      y_w = "ji6neoaepv8b5o6k4ev33abha8ht9fgc NSEC3",
                      w = "k8udemvp1j2f7eg6jebps17vp3n8i58h NSEC3",
                      wildcard = "r53bq7cc2uvmubfu5ocmm6pers9tk9en NSEC3";
    check(rfc5155(),
          {
              {"B.1",
               "a.c.x.w",
               RrType::A,
               nxdomain,
               true,
               {},
               with_signatures({"@ SOA", apex, x_w, a}),
               {}},
              {"B.2", "ns1", RrType::MX, noerror, true, {}, with_signatures({"@ SOA", ns1}), {}},
              {"B.2.1", "y.w", RrType::A, noerror, true, {}, with_signatures({"@ SOA", y_w}), {}},
              {"B.3",
               "mc.c",
               RrType::MX,
               noerror,
               false,
               {},
               {apex, apex + " signed", a, a + " signed", "c NS", "c NS"},
               {"ns1.c A", "ns2.c A"}},
              {"B.4",
               "a.z.w",
               RrType::MX,
               noerror,
               true,
               with_signatures({"a.z.w MX"}),
               with_signatures({ns2}),
               {}},
              {"B.5",
               "a.z.w",
               RrType::AAAA,
               noerror,
               true,
               {},
               with_signatures({"@ SOA", w, ns2, wildcard}),
               {}},
              {"B.6", "@", RrType::DS, noerror, true, {}, with_signatures({"@ SOA", apex}), {}},
          });
}

TEST_CASE("the answer of a wildcard is signed for the wildcard") {
    const Message said = answer(rfc4035(), {*name_from_text("a.z.w.example."), RrType::MX});
    REQUIRE(said.answer.size() == 2);
    CHECK(said.answer[1].rdata[3] == 2);  // Labels
}

TEST_CASE("servers refuse other zones, and a question for NXNAME is none") {
    CHECK(answer(rfc4035(), {*name_from_text("test."), RrType::A}).flags == (flag::qr | 5));
    const Message said = answer(rfc4035(), {*name_from_text("x.example."), RrType::NXNAME});
    CHECK((said.flags & flag::rcode) == 1);
    CHECK((said.answer.empty() && said.authority.empty()));
}

TEST_CASE("servers go by the chain that NSEC3PARAM lists, and without one by NSEC") {
    const auto proofs = [](const char* recipe) {
        KeyStore store;
        const auto read =
            case_from_json(R"({"v": 1, "title": "t", "zone": {"verdict": "valid"}, "recipe": )" +
                               std::string(recipe) + "}",
                           "g/c");
        REQUIRE(read.value);
        const auto built = build(*read.value, store);
        REQUIRE(built);
        std::set<std::string> found;  // "NSEC", "NSEC3 aabb"
        for (const MessageRecord& one :
             answer(built->zone, {*name_from_text("nx.g-c.example."), RrType::A}).authority)
            if (one.type == RrType::NSEC)
                found.insert("NSEC");
            else if (one.type == RrType::NSEC3)
                found.insert("NSEC3 " + to_hex(Octets(one.rdata).subspan(5, one.rdata[4])));
        return found;
    };
    using Found = std::set<std::string>;
    const std::string salted = R"({"op": "chain", "value": "unlisted", "nsec3": {"salt": "aabb"}})";
    CHECK(proofs((R"({"mutations": [)" + salted + "]}").c_str()) == Found{"NSEC3 "});
    CHECK(proofs((R"({"base": "leaf-nsec", "mutations": [)" + salted + "]}").c_str()) ==
          Found{"NSEC"});
    CHECK(proofs(R"({"mutations": [{"op": "drop", "type": "NSEC3PARAM", "with-sigs": true}]})") ==
          Found{"NSEC3 "});
}
