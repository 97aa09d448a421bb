// A small zone with every kind of name, and its right NSEC3 chain without opt-out.
#pragma once

#include "tests/verifier/nsec3_facts.hpp"

namespace zoneproof::nsec3_zone {

inline const std::string data = R"($ORIGIN example.
$TTL 3600
@     SOA ns hostmaster 1 2 3 4 300
@     NS ns
ns    A 192.0.2.1
*.w   TXT "wild"
cut   NS ns.cut
ns.cut A 192.0.2.2
e.ent TXT "below an empty non-terminal"
safe  NS ns
safe  DS 1 13 2 0000000000000000000000000000000000000000000000000000000000000000
)";
inline const std::string param = "@ NSEC3PARAM 1 0 0 -\n";

/// The right chain of `data` with `param`.
inline Nsec3ChainMaker right(unsigned iterations = 0, const std::string& salt = "-",
                             const char* apex = "NS SOA RRSIG NSEC3PARAM") {
    Nsec3ChainMaker chain("example.", iterations, salt);
    chain.add("example.", apex);
    chain.add("ns.example.", "A RRSIG").add("w.example.", "").add("*.w.example.", "TXT RRSIG");
    chain.add("cut.example.", "NS").add("ent.example.", "").add("e.ent.example.", "TXT RRSIG");
    chain.add("safe.example.", "NS DS RRSIG");
    return chain.link();
}

inline const char* const hashed_names[] = {"example.",       "ns.example.",  "w.example.",
                                           "*.w.example.",   "cut.example.", "ent.example.",
                                           "e.ent.example.", "safe.example."};

inline Facts facts(const Nsec3ChainMaker& chain, const std::string& more = param,
                   unsigned threads = 1) {
    return facts_of(data + more + chain.text(), threads);
}

}  // namespace zoneproof::nsec3_zone
