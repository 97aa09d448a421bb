// Vectors of denial and of chains of trust against verifier/.
#include "parser/field/encode.hpp"
#include "parser/zone/load.hpp"
#include "tests/corpus/vectors.hpp"
#include "verifier/crypto/digest.hpp"
#include "verifier/denial_proof.hpp"
#include "verifier/trust.hpp"

#include <algorithm>
#include <map>
#include <optional>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const std::map<std::string, SpanRelation> relations = {{"matches", SpanRelation::matches},
                                                       {"covers", SpanRelation::covers},
                                                       {"none", SpanRelation::none}};
const std::map<std::string, DenialClaim> claims = {
    {"no-name", DenialClaim::no_name},
    {"no-data", DenialClaim::no_data},
    {"wildcard-answer", DenialClaim::wildcard_answer},
    {"no-ds", DenialClaim::no_ds}};
const std::map<std::string, DenialVerdict> verdicts = {
    {"proved", DenialVerdict::proved},
    {"proved-insecure", DenialVerdict::proved_insecure},
    {"not-proved", DenialVerdict::not_proved}};

void expect_relation(const Vector& vector, SpanRelation relation) {
    if (vector.acceptable()) return;
    CHECK(relation == relations.at(vector.text("relation")));
    vector.expect(relation != SpanRelation::none);
}

enum class Status { secure, insecure, bogus };

/// The records of a vector that stand at one zone's apex, or are the DS set of the one below it.
struct Link {
    std::string zone, text;
    ParentDs parent;
};

TrustInput input_of(const Json& record) {
    TrustInput input;
    input.is_ds = record["type"] == "DS";
    input.rdata = octets_of_hex(record["rdata"]);
    return input;
}

std::string line(const Json& record) {
    return record["owner"].get<std::string>() + " 3600 " + record["type"].get<std::string>() + " " +
           record["text"].get<std::string>() + "\n";
}

/// The type an RRSIG covers, from its RDATA.
bool is_of_ds(const Json& record) {
    return record["type"] == "DS" ||
           (record["type"] == "RRSIG" && record["rdata"].get<std::string>().starts_with("002b"));
}

/// The zone's own DNSKEY set and the DS set of `below`, with a cut there.
Link link_of(const Vector& vector, const std::string& zone, const std::string& below) {
    Link link{zone, zone + " 3600 SOA . . 1 1 1 1 1\n", {}};
    if (!below.empty()) link.text += below + " 3600 NS .\n";
    for (const Json& record : vector["records"]) {
        const std::string owner = record["owner"];
        if (owner == (is_of_ds(record) ? below : zone)) link.text += line(record);
        if (record["type"] == "DS" && owner == zone)
            link.parent.records.push_back(input_of(record));
    }
    link.parent.given = true;
    return link;
}

/// One zone by its DS records; and whether the DS set below it is validly signed.
struct LinkState {
    TrustState trust;
    bool ds_below;
};

LinkState judge(const Link& link, const std::string& below, std::int64_t time) {
    Source source = Source::from_text(link.text);
    Workers workers(1);
    LoadOptions options;
    options.origin = name_from_text(link.zone);
    auto loaded = load(source, options, workers);
    REQUIRE(loaded);
    INFO(link.text);
    REQUIRE(loaded->zone);
    const Zone& zone = *loaded->zone;
    const KeyTable keys(zone, Engine::automatic);
    const auto facts = verify_signatures(zone, keys, {}, workers);
    const auto ds = check_ds(zone, keys, link.parent);
    LinkState state{trust_state(zone, keys, facts, link.parent, ds, time), false};
    if (below.empty()) return state;
    const auto cut = zone.find(*name_from_text(below));
    const Rrset* const set = cut ? zone.find(*cut, RrType::DS) : nullptr;
    state.ds_below =
        set != nullptr &&
        rrset_state(zone, facts, *set, serial_time(Timestamp{time})) == RrsetState::valid;
    return state;
}

Status status_of(const LinkState& state) {
    if (state.trust == TrustState::secure) return Status::secure;
    return state.trust == TrustState::none_usable ? Status::insecure : Status::bogus;
}

/// From the anchors down: insecure and bogus stay what they are.
Status follow(const Vector& vector) {
    const Json& zones = vector["zones"];
    for (std::size_t i = 0; i < zones.size(); ++i) {
        const std::string below = i + 1 < zones.size() ? zones[i + 1].get<std::string>() : "";
        Link link = link_of(vector, zones[i], below);
        if (i == 0)
            for (const Json& anchor : vector["anchors"])
                link.parent.records.push_back(input_of(anchor));
        const LinkState state = judge(link, below, vector.number<std::int64_t>("time"));
        if (status_of(state) != Status::secure) return status_of(state);
        if (below.empty()) return Status::secure;
        if (!state.ds_below) {
            const Json& proven = vector["noDs"];
            return std::find(proven.begin(), proven.end(), below) != proven.end() ? Status::insecure
                                                                                  : Status::bogus;
        }
    }
    return Status::bogus;
}

}  // namespace

TEST_CASE("nsec3_hash: hashes of names") {
    each_vector("nsec3_hash", "Nsec3Hash", [](const Vector& vector) {
        const Bytes name = vector.hex("nameWire"), salt = vector.hex("salt");
        const Nsec3Hash hash =
            Nsec3Hasher(vector.number<std::uint16_t>("iterations"), salt)(NameView(name));
        vector.expect(to_hex(hash) == vector.text("hash") &&
                      to_base32hex(hash) == vector.text("label"));
    });
}

TEST_CASE("nsec_cover: one NSEC and a name") {
    each_vector("nsec_cover", "NsecCover", [](const Vector& vector) {
        const Bytes owner = octets_of_hex(vector["wires"][1]),
                    target = octets_of_hex(vector["wires"][3]);
        Bytes rdata = octets_of_hex(vector["wires"][2]);
        rdata.insert(rdata.end(), {0, 1, 0x40});
        const Name zone = vector.name("zone");
        expect_relation(vector, nsec_relation(zone, NameView(owner), rdata, NameView(target)));
        CHECK(to_hex(vector.name("target").view().wire()) == to_hex(target));
    });
}

TEST_CASE("nsec3_cover: one NSEC3 and a name") {
    each_vector("nsec3_cover", "Nsec3Cover", [](const Vector& vector) {
        expect_relation(vector, nsec3_relation(vector.name("zone"), vector.name("owner"),
                                               vector.hex("rdata"), vector.name("target")));
    });
}

TEST_CASE("denial_proof: the records of a response") {
    each_vector("denial_proof", "DenialProof", [](const Vector& vector) {
        std::vector<Name> owners;
        std::vector<Bytes> rdata;
        for (const Json& record : vector["records"]) {
            owners.push_back(*name_from_text(record["owner"].get<std::string>()));
            rdata.push_back(octets_of_hex(record["rdata"]));
        }
        std::vector<DenialRecord> records;
        for (std::size_t i = 0; i < owners.size(); ++i)
            records.push_back({owners[i],
                               *type_from_text(vector["records"][i]["type"].get<std::string>()),
                               rdata[i], vector["recordLabels"][i].get<unsigned>()});
        const Name zone = vector.name("zone"), name = vector.name("name");
        DenialQuestion question{zone, name, *type_from_text(vector.text("rrtype")),
                                claims.at(vector.text("claim"))};
        if (vector.has("labels")) question.labels = vector.number<unsigned>("labels");
        const DenialVerdict verdict = judge_denial(question, records);
        if (!vector.acceptable()) CHECK(verdict == verdicts.at(vector.text("verdict")));
        vector.expect(verdict != DenialVerdict::not_proved);
    });
}

TEST_CASE("chain: from the anchors to a zone") {
    each_vector("chain", "Chain", [](const Vector& vector) {
        if (!supports_algorithm(16) && vector.title().find("ED448") != std::string::npos) return;
        const Status status = follow(vector);
        if (!vector.acceptable())
            CHECK(status == (vector.text("status") == "secure"     ? Status::secure
                             : vector.text("status") == "insecure" ? Status::insecure
                                                                   : Status::bogus));
        vector.expect(status != Status::bogus);
    });
}
