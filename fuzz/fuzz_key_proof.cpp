// A signer's proof that it holds a key: nothing is proven but by a key that is published, and the
// same records in another form prove the same.
#include "fuzz/oracle.hpp"

#include "parser/zone/load.hpp"
#include "tests/parser/zone/print.hpp"
#include "tools/files/key_proofs.hpp"

#include <set>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

constexpr const char* zone_name = "recipe-case.example.";

/// The keys that the seeds are signed by: a KSK, two ZSKs, and a CSK of Ed25519.
constexpr const char* published =
    "recipe-case.example. 3600 IN SOA . . 1 1 1 1 1\n"
    "recipe-case.example. 3600 IN DNSKEY 257 3 13 "
    "OKqlUBLHA6ONLspikYTvTBE2ReNJxP1RVQwqT2DnaL19RNoSl7EZf/9CTpDalN37kJp7yUMn50cmdmDUmpzZKw==\n"
    "recipe-case.example. 3600 IN DNSKEY 256 3 13 "
    "Q4ID3Wk0yHM/+1LmzukWXku20vQYA45cLgwCmL501ztjWQfJ3rJPwwCei7hbQH29cbCDTHkAzHKzrw+mfG9jqw==\n"
    "recipe-case.example. 3600 IN DNSKEY 256 3 13 "
    "MC2Wov7XpvrLOKMCLko3JXKaEY0n9D7kygIuRrxppwzOwLa62ka2LQJUrU4jDXnpYqhXk4BeswW3yidJ1H1x2A==\n"
    "recipe-case.example. 3600 IN DNSKEY 257 3 15 l0FIn7SVLZmHBEys7pda5DRWHgi6Om0S3x+BYK8t7Mk=\n";

std::optional<Zone> zone_of(const std::string& text) {
    static Workers workers(1);
    Source source = Source::from_text(text);
    LoadOptions options;
    options.origin = *name_from_text(zone_name);
    options.max_include_depth = 0;
    options.max_generated = 1000;
    auto loaded = load(source, options, workers);
    require(loaded.has_value(), "a small text stops at no limit",
            [&] { return loaded.error().text; });
    return std::move(loaded->zone);
}

std::vector<PublishedKey> published_keys() {
    std::vector<PublishedKey> keys;
    const auto zone = zone_of(published);
    for (const Rrset& rrset : zone->rrsets())
        if (rrset.type == RrType::DNSKEY)
            for (const Octets rdata : zone->records(rrset)) keys.push_back(published_key(rdata));
    require(keys.size() == 4, "all keys are there");
    return keys;
}

Situation situation_with(std::vector<PublishedKey> keys) {
    Version version;
    version.keys = std::move(keys);
    Situation situation;
    situation.zone = *name_from_text(zone_name);
    situation.at = *from_iso8601("2026-01-20");
    situation.signers.push_back({"", {std::move(version)}});
    return situation;
}

/// "refused", "failed", or the keys.
struct Proven {
    std::optional<std::string> refused;
    bool failed = false;
    std::set<KeyIdentity> keys;
    friend bool operator==(const Proven&, const Proven&) = default;
};

Proven prove(const std::string& text, const std::vector<PublishedKey>& keys) {
    Situation situation = situation_with(keys);
    Proven proven;
    if (const auto error = add_key_proof(text, "proof", situation)) proven.refused = error->text;
    for (const KeyProof& proof : situation.proofs) {
        require(proof.by == "proof", "a proof is by whose file it is");
        proven.keys.insert(proof.key);
    }
    proven.failed = !situation.failed_proofs.empty();
    return proven;
}

std::string show(const Proven& proven) {
    std::string text = proven.refused.value_or(proven.failed ? "failed" : "");
    for (const KeyIdentity& key : proven.keys) text += to_text(key) + ' ';
    return text;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<PublishedKey> keys = published_keys();
    const std::string text(fuzz::text({data, size}));
    const Proven proven = prove(text, keys);
    const auto detail = [&] { return text + "\n---\n" + show(proven); };
    require(prove(text, keys) == proven, "the same octets prove the same", detail);
    require(int{proven.refused.has_value()} + int{proven.failed} + int{!proven.keys.empty()} == 1,
            "a file is refused, fails or proves", detail);
    if (proven.refused) {
        require(proven.refused->starts_with("proof: "), "a refusal names the file", detail);
        return 0;
    }
    for (const KeyIdentity& key : proven.keys) {
        std::vector<PublishedKey> others = keys;
        require(std::erase_if(others,
                              [&](const PublishedKey& one) { return one.identity == key; }) == 1,
                "what is proven is a published key", detail);
        require(!prove(text, others).keys.contains(key),
                "a key that is not published proves nothing", detail);
    }
    const auto zone = zone_of("@ 3600 IN SOA . . 1 1 1 1 1\n" + text);
    require(zone.has_value(), "what proves is a zone with an SOA", detail);
    const std::string printed = testing::print(*zone);
    require(prove(printed, keys) == proven, "printed and read again it proves the same",
            [&] { return detail() + "\n---\n" + printed + show(prove(printed, keys)); });
    return 0;
}
