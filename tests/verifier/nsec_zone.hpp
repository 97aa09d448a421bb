// A small zone with every kind of name, and its right NSEC chain.
#pragma once

#include "tests/verifier/zones.hpp"
#include "verifier/nsec.hpp"

#include <map>

namespace zoneproof::nsec_zone {

inline const std::string data = R"($ORIGIN example.
$TTL 3600
@     SOA ns hostmaster 1 2 3 4 300
@     NS ns
ns    A 192.0.2.1
*.w   TXT "wild"
a     TXT "a"
cut   NS ns.cut
ns.cut A 192.0.2.2
e.ent TXT "below an empty non-terminal"
safe  NS ns
safe  DS 1 13 2 0000000000000000000000000000000000000000000000000000000000000000
)";

using Lines = std::map<std::string, std::string>;

/// The right chain: apex, a, cut, e.ent, ns, safe, *.w. Keys stand for nothing but the order of
/// lines.
inline const Lines right = {
    {"@", "a.example. NS SOA RRSIG NSEC"},   {"a", "cut.example. TXT RRSIG NSEC"},
    {"cut", "e.ent.example. NS RRSIG NSEC"}, {"e.ent", "ns.example. TXT RRSIG NSEC"},
    {"ns", "safe.example. A RRSIG NSEC"},    {"safe", "*.w.example. NS DS RRSIG NSEC"},
    {"*.w", "example. TXT RRSIG NSEC"},
};

inline std::string text_of(const Lines& lines, const std::string& more = "") {
    std::string text = data + more;
    for (const auto& [owner, rdata] : lines) text += owner + " 300 NSEC " + rdata + "\n";
    return text;
}

/// The names with facts, by presentation form.
inline std::map<std::string, unsigned> faults(const std::string& text, unsigned threads = 1) {
    const Zone zone = zone_of(text);
    Workers workers(threads);
    const NsecFacts facts = check_nsec(zone, workers);
    CHECK(facts.complete);
    std::map<std::string, unsigned> found;
    for (std::uint32_t i = 0; i < facts.names.size(); ++i)
        if (facts.names[i] != 0) found[to_text(zone.name(NameId{i}))] = facts.names[i];
    return found;
}

inline std::map<std::string, unsigned> faults(const Lines& lines, const std::string& more = "") {
    return faults(text_of(lines, more));
}

inline Lines with(const std::string& owner, const std::string& rdata) {
    Lines lines = right;
    lines[owner] = rdata;
    return lines;
}

inline Lines without(const std::string& owner) {
    Lines lines = right;
    lines.erase(owner);
    return lines;
}

using Found = std::map<std::string, unsigned>;

}  // namespace zoneproof::nsec_zone
