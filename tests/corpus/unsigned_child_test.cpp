// The made-up zone below a delegation without DS.
#include "corpus/builder/recipe.hpp"
#include "corpus/builder/unsigned_child.hpp"
#include "tests/catch.hpp"

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

const Name origin = *name_from_text("x.example.");

Message said(const char* text, RrType type) {
    static const SignedZone zone = [] {
        KeyStore store;
        return *make_zone(healthy(*find_base_zone("leaf-nsec"), origin), store);
    }();
    const NameView view = origin;
    return unsigned_answer(zone, *name_from_text("insecure", &view),
                           {*name_from_text(text, &view), type});
}

}  // namespace

TEST_CASE("an unsigned child has the name servers and glue of its delegation") {
    const Message servers = said("insecure", RrType::NS);
    CHECK(servers.flags == (flag::qr | flag::aa));
    CHECK(servers.answer.size() == 2);
    const Message glue = said("ns1.insecure", RrType::A);
    REQUIRE(glue.answer.size() == 1);
    CHECK(glue.answer[0].rdata == Bytes{192, 0, 2, 54});
    CHECK(said("ns1.insecure", RrType::AAAA).answer.size() == 1);
}

TEST_CASE("an unsigned child has one address for all other names, and no signature") {
    const Message address = said("any.insecure", RrType::A);
    REQUIRE(address.answer.size() == 1);
    CHECK(address.answer[0].rdata == Bytes{192, 0, 2, 99});
    for (const RrType type : {RrType::DS, RrType::DNSKEY, RrType::AAAA, RrType::NS}) {
        const Message none = said("any.insecure", type);
        CHECK(none.answer.empty());
        REQUIRE(none.authority.size() == 1);
        CHECK(none.authority[0].type == RrType::SOA);
    }
    CHECK(said("insecure", RrType::SOA).answer.size() == 1);
    CHECK(said("insecure", RrType::SOA).authority.empty());
}
