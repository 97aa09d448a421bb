#include "tests/bench/bench.hpp"

#include "corpus/builder/sign.hpp"
#include "corpus/builder/write.hpp"

namespace zoneproof::bench {
namespace {

using namespace zoneproof::corpus;

Key key(KeyStore& store, const char* name, Role role, std::uint8_t algorithm) {
    KeySpec spec;
    spec.name = name;
    spec.role = role;
    spec.algorithm = algorithm;
    return *store.make(spec);
}

}  // namespace

std::string signed_zone(unsigned names, std::uint8_t algorithm) {
    std::string text = "@ SOA ns1 hostmaster 2024010101 7200 3600 1209600 3600\n"
                       "@ NS ns1\n@ NS ns2\nns1 A 192.0.2.1\nns2 A 192.0.2.2\n";
    for (unsigned i = 0; i < names; ++i) {
        const std::string owner = fmt::format("h{:x}x{}", i * 2654435761u, i);
        text += fmt::format("{} A 192.0.{}.{}\n", owner, i >> 8 & 255, i & 255);
        if (i % 2 == 1) text += fmt::format("{} AAAA 2001:db8::{:x}:1\n", owner, i & 0xffff);
        if (i % 4 == 0) text += fmt::format("{} MX 10 mail{}.example.\n", owner, i % 9);
        if (i % 4 == 1)
            text += fmt::format("{} TXT \"v=spf1 ip4:192.0.2.{} -all\"\n", owner, i % 256);
    }
    KeyStore store(BENCH_KEYS);
    SignedZone zone;
    zone.origin = *name_from_text("leaf.test.");
    zone.records = *records_from_text(text, zone.origin.view(), 3600);
    zone.keys = {key(store, "ksk", Role::ksk, algorithm), key(store, "zsk", Role::zsk, algorithm)};
    zone.signing.inception = 1704067200, zone.signing.expiration = 2114380800;
    sign_zone(zone);
    return canonical_text(zone);
}

}  // namespace zoneproof::bench
