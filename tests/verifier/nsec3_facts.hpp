// The facts of pass "nsec3" in a form to compare: what is not zero, by presentation form.
#pragma once

#include "tests/verifier/zones.hpp"
#include "verifier/nsec3.hpp"

#include <map>

namespace zoneproof {

struct Facts {
    std::map<std::string, unsigned> names;  // of all chains together
    std::vector<std::pair<std::string, unsigned>>
        records;  // owner below the apex, without the Opt-Out bit
    std::vector<Nsec3Chain> chains;
    unsigned bad_params_flags = 0;
    bool too_many_chains = false;

    static Facts of_names(std::map<std::string, unsigned> names) {
        Facts facts;
        facts.names = std::move(names);
        return facts;
    }
    static Facts of_records(std::vector<std::pair<std::string, unsigned>> records) {
        Facts facts;
        facts.records = std::move(records);
        std::sort(facts.records.begin(), facts.records.end());
        return facts;
    }
    bool none() const { return names.empty() && records.empty(); }
    friend bool operator==(const Facts& a, const Facts& b) {
        return a.names == b.names && a.records == b.records;
    }
    friend std::ostream& operator<<(std::ostream& out, const Facts& facts) {
        for (const auto& [name, bits] : facts.names) out << name << " " << bits << "; ";
        for (const auto& [owner, bits] : facts.records) out << owner << " " << bits << "; ";
        return out;
    }
};

inline Facts facts_of(const std::string& text, unsigned threads = 1) {
    const Zone zone = zone_of(text);
    Workers workers(threads);
    Nsec3Facts found = check_nsec3(zone, workers);
    Facts facts;
    for (const Nsec3Chain& chain : found.chains) {
        for (std::uint32_t i = 0; i < chain.names.size(); ++i)
            if (chain.names[i] != 0)
                facts.names[to_text(subject_name(zone, {false, i}))] |= chain.names[i];
        for (std::uint32_t i = 0; i < chain.ents.size(); ++i)
            if (chain.ents[i] != 0)
                facts.names[to_text(subject_name(zone, {true, i}))] |= chain.ents[i];
    }
    const std::size_t apex = to_text(zone.origin()).size() + 1;
    for (const Nsec3Record& record : found.records) {
        const unsigned flags = record.flags & ~unsigned{nsec3_fact::opt_out};
        const std::string owner = to_text(zone.name(record.owner));
        if (flags != 0) facts.records.emplace_back(owner.substr(0, owner.size() - apex), flags);
    }
    std::sort(facts.records.begin(), facts.records.end());
    facts.chains = std::move(found.chains);
    facts.bad_params_flags = found.bad_params_flags;
    facts.too_many_chains = found.too_many_chains;
    return facts;
}

/// RFC 5155 appendix A, without its signatures and keys of full length.
inline const std::string rfc5155_zone = R"($ORIGIN example.
$TTL 3600
@ SOA ns1 bugs.x.w 1 3600 300 3600000 3600
@ NS ns1
@ NS ns2
@ MX 1 xx
@ DNSKEY 256 3 7 AwEAAaet
@ NSEC3PARAM 1 0 12 aabbccdd
2t7b4g4vsa5smi47k61mv5bv1a22bojr A 192.0.2.127
a NS ns1.a
a NS ns2.a
a DS 58470 5 1 3079F1593EBAD6DC121E202A8B766A6A4837206C
ns1.a A 192.0.2.5
ns2.a A 192.0.2.6
ai A 192.0.2.9
ai HINFO "KLH-10" "ITS"
ai AAAA 2001:db8:0:0:0:0:f00:baa9
c NS ns1.c
c NS ns2.c
ns1.c A 192.0.2.7
ns2.c A 192.0.2.8
ns1 A 192.0.2.1
ns2 A 192.0.2.2
*.w MX 1 ai
x.w MX 1 xx
x.y.w MX 1 xx
xx A 192.0.2.10
xx HINFO "KLH-10" "TOPS-20"
xx AAAA 2001:db8:0:0:0:0:f00:baaa
0p9mhaveqvm6t7vbl5lop2u3t2rp3tom NSEC3 1 1 12 aabbccdd 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX DNSKEY NS SOA NSEC3PARAM RRSIG
2t7b4g4vsa5smi47k61mv5bv1a22bojr NSEC3 1 1 12 aabbccdd 2vptu5timamqttgl4luu9kg21e0aor3s A RRSIG
2vptu5timamqttgl4luu9kg21e0aor3s NSEC3 1 1 12 aabbccdd 35mthgpgcu1qg68fab165klnsnk3dpvl MX RRSIG
35mthgpgcu1qg68fab165klnsnk3dpvl NSEC3 1 1 12 aabbccdd b4um86eghhds6nea196smvmlo4ors995 NS DS RRSIG
b4um86eghhds6nea196smvmlo4ors995 NSEC3 1 1 12 aabbccdd gjeqe526plbf1g8mklp59enfd789njgi MX RRSIG
gjeqe526plbf1g8mklp59enfd789njgi NSEC3 1 1 12 aabbccdd ji6neoaepv8b5o6k4ev33abha8ht9fgc HINFO A AAAA RRSIG
ji6neoaepv8b5o6k4ev33abha8ht9fgc NSEC3 1 1 12 aabbccdd k8udemvp1j2f7eg6jebps17vp3n8i58h
k8udemvp1j2f7eg6jebps17vp3n8i58h NSEC3 1 1 12 aabbccdd kohar7mbb8dc2ce8a9qvl8hon4k53uhi
kohar7mbb8dc2ce8a9qvl8hon4k53uhi NSEC3 1 1 12 aabbccdd q04jkcevqvmu85r014c7dkba38o0ji5r A RRSIG
q04jkcevqvmu85r014c7dkba38o0ji5r NSEC3 1 1 12 aabbccdd r53bq7cc2uvmubfu5ocmm6pers9tk9en A RRSIG
r53bq7cc2uvmubfu5ocmm6pers9tk9en NSEC3 1 1 12 aabbccdd t644ebqk9bibcna874givr6joj62mlhv MX RRSIG
t644ebqk9bibcna874givr6joj62mlhv NSEC3 1 1 12 aabbccdd 0p9mhaveqvm6t7vbl5lop2u3t2rp3tom HINFO A AAAA RRSIG
)";

}  // namespace zoneproof
