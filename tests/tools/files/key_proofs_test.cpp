#include "tools/files/key_proofs.hpp"

#include "parser/field/base64.hpp"
#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

#include <memory>

using namespace zoneproof;

namespace {

/// Signed by the corpus builder's "zsk", from 2026-01-05 to 2026-02-14.
const std::string proof =
    "_zoneproof 3600 IN TXT \"nonce\"\n"
    "_zoneproof 3600 IN RRSIG TXT 13 3 3600 20260214000000 20260105000000 23915 "
    "recipe-case.example. "
    "kKdBFLH9VM8q72SBvb6uAUdpy3Lyh/ysNZhKrodLXJ4YJ4/QJS5ADR0odBC3Xfxcd5WUCsj29nykZJou+ewEcQ==\n";

PublishedKey zsk() {
    const auto wire = std::make_unique<Wire>();
    wire->put16(256);
    wire->put8(3);
    wire->put8(13);
    const TokenLine line(
        "Q4ID3Wk0yHM/+1LmzukWXku20vQYA45cLgwCmL501ztjWQfJ3rJPwwCei7hbQH29cbCDTHkAzHKzrw+mfG9jqw==");
    REQUIRE(put_base64_token(line.first(), *wire));
    return published_key(wire->octets());
}

Situation situation(const char* at = "2026-01-20") {
    Version version;
    version.keys = {zsk()};
    Situation situation;
    situation.zone = *name_from_text("recipe-case.example.");
    situation.at = *from_iso8601(at);
    situation.signers.push_back({"", {version}});
    return situation;
}

std::string refused(const std::string& text) {
    Situation asked = situation();
    const auto error = add_key_proof(text, "proof", asked);
    CHECK((asked.proofs.empty() && asked.failed_proofs.empty()));
    return error ? error->text : "";
}

}  // namespace

TEST_CASE("a canary that the published key verifies proves that the signer holds it") {
    Situation asked = situation();
    REQUIRE_FALSE(add_key_proof(proof, "proof", asked));
    REQUIRE(asked.proofs.size() == 1);
    CHECK((asked.proofs[0].key == zsk().identity && asked.proofs[0].by == "proof"));
    CHECK(asked.failed_proofs.empty());
}

TEST_CASE("a canary that was altered, or whose signature has ended, is a failed proof") {
    std::string altered = proof;
    altered.replace(altered.find("nonce"), 5, "other");
    for (auto& [text, at] : {std::pair(altered, "2026-01-20"), std::pair(proof, "2026-03-01")}) {
        Situation asked = situation(at);
        REQUIRE_FALSE(add_key_proof(text, "proof", asked));
        CHECK((asked.proofs.empty() && asked.failed_proofs.size() == 1));
    }
}

TEST_CASE("a file without a signed canary is refused") {
    CHECK(refused("").starts_with("proof: it has no RRSIG over TXT records of _zoneproof."));
    CHECK(refused("_zoneproof 1 IN TXT a\n").starts_with("proof: it has no RRSIG"));
}

TEST_CASE("a proof opens no other file") {
    CHECK(refused("$INCLUDE /etc/passwd\n" + proof) ==
          "proof: a proof is one file: it has no $INCLUDE");
}
