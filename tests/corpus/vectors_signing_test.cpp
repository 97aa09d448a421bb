// Vectors of what is signed, and how, against verifier/.
#include "parser/dns/rdata.hpp"
#include "parser/zone/load.hpp"
#include "tests/corpus/vectors.hpp"
#include "verifier/canonical.hpp"
#include "verifier/crypto/digest.hpp"
#include "verifier/signatures.hpp"
#include "verifier/zone_octets.hpp"
#include "verifier/zonemd.hpp"

#include <algorithm>
#include <memory>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

LoadedZone load_zone(const std::string& text, NameView origin) {
    Source source = Source::from_text(text);
    Workers workers(1);
    LoadOptions options;
    options.origin = Name(origin);
    auto loaded = load(source, options, workers);
    REQUIRE(loaded);
    INFO(text);
    REQUIRE(loaded->zone);
    REQUIRE_FALSE(loaded->diagnostics.lost_records());
    return std::move(*loaded);
}

/// In the form that all types have, so that no letter changes on the way.
std::string line(const std::string& owner, unsigned ttl, unsigned type, const std::string& hex) {
    return owner + " " + std::to_string(ttl) + " TYPE" + std::to_string(type) + " \\# " +
           std::to_string(hex.size() / 2) + " " + hex + "\n";
}

/// The zone of the signer, with the RRset and an RRSIG of some octets as signature.
LoadedZone zone_of_rrset(const Vector& vector) {
    const Bytes rrsig = vector.hex("rrsig");
    const Name signer(NameView(Octets(rrsig).subspan(18)));
    std::string text = to_text(signer.view()) + " 3600 SOA . . 1 1 1 1 1\n";
    for (const Json& record : vector["records"]) {
        const auto type = type_from_text(record["type"].get<std::string>());
        REQUIRE(type);
        text += line(record["owner"], record["ttl"], number(*type), record["rdata"]);
    }
    text += line(vector.text("owner"), 3600, number(RrType::RRSIG),
                 vector.text("rrsig") + std::string(128, 'a'));
    return load_zone(text, signer);
}

/// One answer of each engine for every signature of a group, checked as one batch.
std::vector<std::vector<SignatureCheck>> check_group(const Json& group) {
    std::vector<Bytes> messages, signatures;
    for (const Json& test : group.at("tests")) {
        messages.push_back(octets_of_hex(test.at("msg")));
        signatures.push_back(octets_of_hex(test.at("sig")));
    }
    std::vector<Octets> pieces(messages.begin(), messages.end());
    std::vector<SignedOctets> batch;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        batch.push_back({{&pieces[i], 1}, signatures[i]});
    const Bytes dnskey = octets_of_hex(group.at("dnskey"));
    std::vector<std::vector<SignatureCheck>> all;
    for (const Engine engine : {Engine::botan, Engine::scalar, Engine::automatic}) {
        // What a key that cannot be used comes to: nothing verifies.
        all.emplace_back(batch.size(), SignatureCheck::bad);
        const auto made = make_verifier(dnskey[3], Octets(dnskey).subspan(4), engine);
        Scratch scratch;
        if (const auto* const verifier = std::get_if<std::unique_ptr<KeyVerifier>>(&made)) {
            (*verifier)->expect(1 << 20);  // with tables, too
            (*verifier)->check(batch, all.back(), scratch);
            CHECK((*verifier)->lane_faults().empty());
        }
    }
    return all;
}

std::vector<std::uint8_t> zone_digest(const Zone& zone, HashAlgorithm algorithm) {
    std::vector<std::uint8_t> octets;
    for (std::uint32_t i = 0; i < zone.names().size(); ++i)
        append_digested_octets(zone, NameId{i}, octets);
    Digest digest(algorithm);
    digest.update(octets);
    return digest.finish();
}

}  // namespace

TEST_CASE("rrset_canonical: the signed octets of RRsets") {
    each_vector("rrset_canonical", "RrsetCanonical", [](const Vector& vector) {
        const LoadedZone loaded = zone_of_rrset(vector);
        const Zone& zone = *loaded.zone;
        REQUIRE(zone.signatures().size() == 1);
        const Signature& signature = zone.signatures()[0];
        if (!vector.has("octets")) {
            Workers workers(1);
            const auto facts = verify_signatures(zone, KeyTable(zone, Engine::botan), {}, workers);
            CHECK(facts[0].verdict == Verdict::wrong_labels);
            CHECK(facts[0].detail == VerdictDetail::labels_exceed_owner);
            return;
        }
        std::vector<std::uint8_t> octets;
        append_signed_octets(zone, zone.rrset(signature.covers), signature, octets);
        vector.expect(to_hex(octets) == vector.text("octets"));
    });
}

TEST_CASE("key_tag: tags of keys") {
    each_vector("key_tag", "KeyTag", [](const Vector& vector) {
        vector.expect(key_tag(vector.hex("dnskey")) == vector.number<unsigned>("keyTag"));
    });
}

TEST_CASE("ds_digest: digests of keys") {
    each_vector("ds_digest", "DsDigest", [](const Vector& vector) {
        const Bytes owner = vector.hex("ownerWire");
        const auto digest = ds_digest(vector.number<std::uint8_t>("digestType"), NameView(owner),
                                      vector.hex("dnskey"));
        vector.expect(!digest.empty() && to_hex(digest) == vector.text("digest"));
        CHECK(to_hex(vector.name("owner").view().wire()) == vector.text("ownerWire"));
    });
}

TEST_CASE("sig_verify: every engine says of each signature what the vectors say") {
    const Json document = read_vectors("sig_verify");
    for (const Json& group : document.at("testGroups")) {
        if (!supports_algorithm(group.at("algorithm").get<std::uint8_t>())) continue;
        INFO(group.at("keyComment"));
        const auto all = check_group(group);
        std::size_t at = 0;
        for (const Json& test : group.at("tests")) {
            const Vector vector(group, test);
            INFO(vector.title());
            vector.expect(all[0][at] == SignatureCheck::valid);
            CHECK(all[1][at] == all[0][at]);
            CHECK(all[2][at] == all[0][at]);
            ++at;
        }
    }
}

TEST_CASE("zonemd: digests of zones, and whether a record of them verifies") {
    each_vector("zonemd", "Zonemd", [](const Vector& vector) {
        const LoadedZone loaded = load_zone(vector.text("zone"), vector.name("origin"));
        Workers workers(1);
        const ZonemdFacts facts = check_zonemd(*loaded.zone, false, workers);
        vector.expect(facts.verified());
        CHECK(to_hex(zone_digest(*loaded.zone, HashAlgorithm::sha384)) == vector.text("sha384"));
        CHECK(to_hex(zone_digest(*loaded.zone, HashAlgorithm::sha512)) == vector.text("sha512"));
    });
}
