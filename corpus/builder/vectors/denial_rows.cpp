// Zones and questions of denial_proof.
#include "corpus/builder/vectors/denial_rows.hpp"

namespace zoneproof::corpus {
namespace {

constexpr const char* zone_4035 =
    "@ SOA ns1 bugs.x.w 1081539377 3600 300 3600000 3600\n@ NS ns1\n@ NS ns2\n@ MX 1 xx\n"
    "a NS ns1.a\na DS 57855 5 1 B6DCD485719ADCA18E5F3D48A2331627FDD3636B\nns1.a A 192.0.2.5\n"
    "ai A 192.0.2.9\nai HINFO \"KLH-10\" \"ITS\"\nai AAAA 2001:db8::f00:baa9\n"
    "b NS ns1.b\nns1.b A 192.0.2.7\nns1 A 192.0.2.1\nns2 A 192.0.2.2\n*.w MX 1 ai\nx.w MX 1 xx\n"
    "x.y.w MX 1 xx\nxx A 192.0.2.10\nxx HINFO \"KLH-10\" \"TOPS-20\"\n"
    "xx AAAA 2001:db8::f00:baaa";
constexpr const char* zone_5155 =
    "@ SOA ns1 bugs.x.w 1 3600 300 3600000 3600\n@ NS ns1\n@ NS ns2\n@ MX 1 xx\n"
    "@ DNSKEY 256 3 7 AQID\n@ NSEC3PARAM 1 0 12 AABBCCDD\n"
    "2t7b4g4vsa5smi47k61mv5bv1a22bojr A 192.0.2.127\n"
    "a NS ns1.a\na DS 58470 5 1 3079F1593EBAD6DC121E202A8B766A6A4837206C\nns1.a A 192.0.2.5\n"
    "ai A 192.0.2.9\nai HINFO \"KLH-10\" \"ITS\"\nai AAAA 2001:db8::f00:baa9\n"
    "c NS ns1.c\nns1.c A 192.0.2.7\nns1 A 192.0.2.1\nns2 A 192.0.2.2\n*.w MX 1 ai\nx.w MX 1 xx\n"
    "x.y.w MX 1 xx\nxx A 192.0.2.10\nxx HINFO \"KLH-10\" \"TOPS-20\"\n"
    "xx AAAA 2001:db8::f00:baaa";
constexpr const char* zone_own =
    "@ SOA ns host 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\na TXT \"x\"\nc CNAME a\nd DNAME other\n"
    "x.ent TXT \"x\"\nsec NS ns\nsec DS 1 13 2 AABB\nsub NS ns\ndeleg.u NS ns\n*.w TXT \"x\"\n"
    "q.w TXT \"x\"";

const DenialZone zones[] = {
    {"4035", zone_4035, false, {}},
    {"5155", zone_5155, true, {1, 12, {0xAA, 0xBB, 0xCC, 0xDD}, true}},
    {"nsec", zone_own, false, {}},
    {"nsec3", zone_own, true, {}},
    {"opt-out", zone_own, true, {1, 0, {}, true}},
};

// Verdicts are written down, not computed.
const DenialRow rows[] = {
    {"B.2 name error", "Rfc4035", "4035", "ml", "A", "no-name", "~ml ~*", "proved"},
    {"B.3 no data", "Rfc4035", "4035", "ns1", "MX", "no-data", "=ns1", "proved"},
    {"B.5 referral to an unsigned zone", "Rfc4035", "4035", "b", "DS", "no-ds", "=b", "proved"},
    {"B.6 wildcard expansion", "Rfc4035", "4035", "a.z.w", "MX", "wildcard-answer", "~a.z.w",
     "proved", 2},
    {"B.7 wildcard without the type", "Rfc4035", "4035", "a.z.w", "AAAA", "no-data", "~a.z.w =*.w",
     "proved"},
    {"B.8 DS asked of the child", "ChildSide", "4035", "@", "DS", "no-data", "=@", "not-proved"},
    {"B.1 name error", "Rfc5155", "5155", "a.c.x.w", "A", "no-name", "=x.w ~c.x.w ~*.x.w",
     "proved-insecure"},
    {"B.2 no data", "Rfc5155", "5155", "ns1", "MX", "no-data", "=ns1", "proved"},
    {"B.2.1 an empty non-terminal", "Rfc5155", "5155", "y.w", "A", "no-data", "=y.w", "proved"},
    {"B.3 referral to an Opt-Out unsigned zone", "Rfc5155", "5155", "c", "DS", "no-ds", "=@ ~c",
     "proved-insecure"},
    {"B.4 wildcard expansion", "Rfc5155", "5155", "a.z.w", "MX", "wildcard-answer", "~z.w",
     "proved-insecure", 2},
    {"B.5 wildcard without the type", "Rfc5155", "5155", "a.z.w", "AAAA", "no-data", "=w ~z.w =*.w",
     "proved-insecure"},
    {"B.6 DS asked of the child", "ChildSide", "5155", "@", "DS", "no-data", "=@", "not-proved"},

    {"no data", "Nsec", "nsec", "a", "A", "no-data", "=a", "proved"},
    {"no data at a DNAME", "Nsec", "nsec", "d", "A", "no-data", "=d", "proved"},
    {"no data at an empty non-terminal", "Nsec", "nsec", "ent", "A", "no-data", "~ent", "proved"},
    {"DS at a cut", "Nsec", "nsec", "sub", "DS", "no-data", "=sub", "proved"},
    {"an insecure delegation", "Nsec", "nsec", "sub", "DS", "no-ds", "=sub", "proved"},
    {"DS where no cut is", "Nsec", "nsec", "a", "DS", "no-data", "=a", "proved"},
    {"name error", "Nsec", "nsec", "b", "A", "no-name", "~b ~*", "proved"},
    {"name error, three labels down", "Nsec", "nsec", "x.y.b", "A", "no-name", "~x.y.b ~*",
     "proved"},
    {"name error behind the last name", "Nsec", "nsec", "z", "A", "no-name", "~z ~*", "proved"},
    {"name error below a name", "Nsec", "nsec", "k.a", "A", "no-name", "~k.a ~*.a", "proved"},
    {"a name that would be a wildcard", "Nsec", "nsec", "*", "A", "no-name", "~*", "proved"},
    {"wildcard without the type", "Nsec", "nsec", "n.w", "A", "no-data", "~n.w =*.w", "proved"},
    {"wildcard expansion", "Nsec", "nsec", "n.w", "TXT", "wildcard-answer", "~n.w", "proved", 2},
    {"wildcard expansion, two labels", "Nsec", "nsec", "k.n.w", "TXT", "wildcard-answer", "~k.n.w",
     "proved", 2},
    {"no record at all", "Incomplete", "nsec", "b", "A", "no-name", "", "not-proved"},
    {"name error without the wildcard", "Incomplete", "nsec", "b", "A", "no-name", "~b",
     "not-proved"},
    {"name error, the wildcard alone", "Incomplete", "nsec", "b", "A", "no-name", "~*",
     "not-proved"},
    {"the record of another name", "Incomplete", "nsec", "a", "A", "no-data", "=c", "not-proved"},
    {"wildcard without the type, the wildcard alone", "Incomplete", "nsec", "zz.w", "A", "no-data",
     "=*.w", "not-proved"},
    {"the type is there", "TypeExists", "nsec", "a", "TXT", "no-data", "=a", "not-proved"},
    {"CNAME is there", "TypeExists", "nsec", "c", "A", "no-data", "=c", "not-proved"},
    {"CNAME itself", "TypeExists", "nsec", "c", "CNAME", "no-data", "=c", "not-proved"},
    {"a secure delegation", "TypeExists", "nsec", "sec", "DS", "no-ds", "=sec", "not-proved"},
    {"the wildcard has the type", "TypeExists", "nsec", "n.w", "TXT", "no-data", "~n.w =*.w",
     "not-proved"},
    {"a name that is there", "NameExists", "nsec", "a", "A", "no-name", "=a ~*", "not-proved"},
    {"an empty non-terminal", "NameExists", "nsec", "ent", "A", "no-name", "~ent ~*", "not-proved"},
    {"expansion to a name that is there", "NameExists", "nsec", "q.w", "TXT", "wildcard-answer",
     "=q.w", "not-proved", 2},
    {"name error where a wildcard is", "WildcardExists", "nsec", "n.w", "A", "no-name",
     "~n.w ~* =*.w", "not-proved"},
    {"expansion from higher up", "WrongEncloser", "nsec", "n.w", "TXT", "wildcard-answer", "~n.w",
     "not-proved", 1},
    {"expansion from further down", "WrongEncloser", "nsec", "k.n.w", "TXT", "wildcard-answer",
     "~k.n.w", "not-proved", 3},
    {"below a delegation", "AncestorDelegation", "nsec", "x.sub", "A", "no-name", "~x.sub ~*",
     "not-proved"},
    {"no data below a delegation", "AncestorDelegation", "nsec", "x.sub", "A", "no-data",
     "~x.sub ~*", "not-proved"},
    {"below a DNAME", "AncestorDelegation", "nsec", "x.d", "A", "no-name", "~x.d ~*", "not-proved"},
    {"A at a cut", "ParentSide", "nsec", "sub", "A", "no-data", "=sub", "not-proved"},
    {"A at a secure cut", "ParentSide", "nsec", "sec", "A", "no-data", "=sec", "not-proved"},
    {"no delegation", "NoCut", "nsec", "a", "DS", "no-ds", "=a", "not-proved"},
    {"the apex is no delegation", "ChildSide", "nsec", "@", "DS", "no-ds", "=@", "not-proved"},
    {"an expanded record as that of the name", "Expanded", "nsec", "n.w", "A", "no-data", "!n.w",
     "not-proved"},
    {"an expanded record that covers", "Expanded", "nsec", "o.w", "TXT", "wildcard-answer", "!n.w",
     "not-proved", 2},
    {"the parent's name", "OutOfZone", "nsec", ".", "A", "no-data", "=@", "not-proved"},
    {"a name beside the zone", "OutOfZone", "nsec", "zone.", "A", "no-name", "~z ~*", "not-proved"},
    {"no data at a name that is not there", "Compact", "nsec", "b", "A", "no-data", "", "proved", 0,
     "b NSEC \\000.b RRSIG NSEC NXNAME"},
    {"DS of the root itself", "Nsec", "nsec", ".", "DS", "no-data", "", "proved", 0,
     ". NSEC com. NS SOA RRSIG NSEC DNSKEY"},

    {"no data", "Nsec3", "nsec3", "a", "A", "no-data", "=a", "proved"},
    {"no data at an empty non-terminal", "Nsec3", "nsec3", "ent", "A", "no-data", "=ent", "proved"},
    {"an insecure delegation", "Nsec3", "nsec3", "sub", "DS", "no-ds", "=sub", "proved"},
    {"DS at a cut", "Nsec3", "nsec3", "sub", "DS", "no-data", "=sub", "proved"},
    {"name error", "Nsec3", "nsec3", "b", "A", "no-name", "=@ ~b ~*", "proved"},
    {"name error, three labels down", "Nsec3", "nsec3", "x.y.b", "A", "no-name", "=@ ~b ~*",
     "proved"},
    {"name error below a name", "Nsec3", "nsec3", "k.a", "A", "no-name", "=a ~k.a ~*.a", "proved"},
    {"name error below an empty non-terminal", "Nsec3", "nsec3", "k.ent", "A", "no-name",
     "=ent ~k.ent ~*.ent", "proved"},
    {"wildcard without the type", "Nsec3", "nsec3", "n.w", "A", "no-data", "=w ~n.w =*.w",
     "proved"},
    {"wildcard expansion", "Nsec3", "nsec3", "n.w", "TXT", "wildcard-answer", "~n.w", "proved", 2},
    {"wildcard expansion, two labels", "Nsec3", "nsec3", "k.n.w", "TXT", "wildcard-answer", "~n.w",
     "proved", 2},
    {"no closest encloser", "Incomplete", "nsec3", "b", "A", "no-name", "~b ~*", "not-proved"},
    {"no next closer name", "Incomplete", "nsec3", "b", "A", "no-name", "=@ ~*", "not-proved"},
    {"no wildcard", "Incomplete", "nsec3", "b", "A", "no-name", "=@ ~b", "not-proved"},
    {"no record at all", "Incomplete", "nsec3", "a", "A", "no-data", "", "not-proved"},
    {"wildcard without the type, no encloser", "Incomplete", "nsec3", "n.w", "A", "no-data",
     "~n.w =*.w", "not-proved"},
    {"wildcard without the type, no wildcard", "Incomplete", "nsec3", "n.w", "A", "no-data",
     "=w ~n.w", "not-proved"},
    {"the type is there", "TypeExists", "nsec3", "a", "TXT", "no-data", "=a", "not-proved"},
    {"CNAME is there", "TypeExists", "nsec3", "c", "A", "no-data", "=c", "not-proved"},
    {"a secure delegation", "TypeExists", "nsec3", "sec", "DS", "no-ds", "=sec", "not-proved"},
    {"the wildcard has the type", "TypeExists", "nsec3", "n.w", "TXT", "no-data", "=w ~n.w =*.w",
     "not-proved"},
    {"a name that is there", "NameExists", "nsec3", "a", "A", "no-name", "=a =@ ~*", "not-proved"},
    {"an empty non-terminal", "NameExists", "nsec3", "ent", "A", "no-name", "=ent =@ ~*",
     "not-proved"},
    {"below a delegation", "AncestorDelegation", "nsec3", "k.sub", "A", "no-name",
     "=sub ~k.sub ~*.sub", "not-proved"},
    {"below a DNAME", "AncestorDelegation", "nsec3", "k.d", "A", "no-name", "=d ~k.d ~*.d",
     "not-proved"},
    {"A at a cut", "ParentSide", "nsec3", "sub", "A", "no-data", "=sub", "not-proved"},
    {"no delegation", "NoCut", "nsec3", "a", "DS", "no-ds", "=a", "not-proved"},
    {"a delegation that is not hashed", "NoOptOut", "nsec3", "b", "DS", "no-ds", "=@ ~b",
     "not-proved"},
    {"DS by a span", "NoOptOut", "nsec3", "b", "DS", "no-data", "=@ ~b", "not-proved"},
    {"the wildcard of another name", "WrongEncloser", "nsec3", "k.a", "A", "no-name",
     "=a ~k.a ~*.ent", "not-proved"},
    {"a name beside the zone", "OutOfZone", "nsec3", "zone.", "A", "no-name", "=@ ~b ~*",
     "not-proved"},

    {"an insecure delegation", "OptOut", "opt-out", "sub", "DS", "no-ds", "=@ ~sub",
     "proved-insecure"},
    {"DS at a cut", "OptOut", "opt-out", "sub", "DS", "no-data", "=@ ~sub", "proved-insecure"},
    {"a delegation below an empty non-terminal", "OptOut", "opt-out", "deleg.u", "DS", "no-ds",
     "=@ ~u", "proved-insecure"},
    {"name error", "OptOut", "opt-out", "b", "A", "no-name", "=@ ~b ~*", "proved-insecure"},
    {"no data", "OptOut", "opt-out", "a", "A", "no-data", "=a", "proved"},
    {"wildcard expansion", "OptOut", "opt-out", "n.w", "TXT", "wildcard-answer", "~n.w",
     "proved-insecure", 2},
    {"no closest encloser", "Incomplete", "opt-out", "sub", "DS", "no-ds", "~sub", "not-proved"},
    {"name error without the wildcard", "Incomplete", "opt-out", "b", "A", "no-name", "=@ ~b",
     "not-proved"},
    {"a secure delegation", "TypeExists", "opt-out", "sec", "DS", "no-ds", "=sec", "not-proved"},
};

const DenialRow acceptable[] = {
    {"", "OptOutEnt", "opt-out", "u", "A", "no-data", "=@ ~u", "proved-insecure"},
};

}  // namespace

std::span<const DenialZone> denial_zones() {
    return zones;
}
std::span<const DenialRow> denial_rows() {
    return rows;
}
std::span<const DenialRow> open_denial_rows() {
    return acceptable;
}

}  // namespace zoneproof::corpus
