// A zone from text with the verdict on each of its signatures.
#pragma once

#include "parser/zone/load.hpp"
#include "tests/catch.hpp"
#include "verifier/signatures.hpp"

#include <string>

namespace zoneproof::testing {

inline const std::string soa = "example. 3600 IN SOA ns.example. host.example. 1 2 3 4 5\n";

inline Zone zone_of(const std::string& text) {
    Source source = Source::from_text(text);
    Workers workers(1);
    auto loaded = load(source, {}, workers);
    REQUIRE(loaded);
    REQUIRE(loaded->zone);
    REQUIRE(!loaded->diagnostics.lost_records());
    return std::move(*loaded->zone);
}

struct Judged {
    Zone zone;
    KeyTable keys;
    std::vector<SignatureFact> facts;

    explicit Judged(const std::string& text, const SignatureBounds& bounds = {},
                    unsigned threads = 1)
        : zone(zone_of(text)), keys(zone, Engine::automatic) {
        Workers workers(threads);
        facts = verify_signatures(zone, keys, bounds, workers);
    }

    const Rrset& rrset(const std::string& owner, RrType type) const {
        const auto name = zone.find(*name_from_text(owner));
        REQUIRE(name);
        for (const Rrset& rrset : zone.rrsets(*name))
            if (rrset.type == type) return rrset;
        FAIL("no such RRset");
        return zone.rrsets()[0];
    }
    SignatureFact fact(const std::string& owner, RrType type, std::size_t nth = 0) const {
        const auto signatures = zone.signatures(rrset(owner, type));
        REQUIRE(nth < signatures.size());
        return facts[index(zone.id(signatures[nth]))];
    }
    RrsetState state(const std::string& owner, RrType type, std::uint32_t now) const {
        return rrset_state(zone, facts, rrset(owner, type), now);
    }
};

}  // namespace zoneproof::testing
