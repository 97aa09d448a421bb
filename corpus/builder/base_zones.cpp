// The table of base zones. Name servers and mail exchanges of documentation networks; everything a
// resolver asks for in the queries of the cases: an address, a wildcard, an empty non-terminal,
// aliases, delegations with and without DS.
#include "corpus/builder/base_zones.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

constexpr std::uint32_t default_ttl = 3600;

constexpr std::string_view plain = R"(
@ SOA ns1.servers.example. hostmaster.servers.example. 2026011500 14400 3600 1209600 3600
@ NS ns1.servers.example.
@ NS ns2.servers.example.
@ MX 10 mail
@ TXT "v=spf1 mx -all"
www A 192.0.2.80
www AAAA 2001:db8::80
_443._tcp.www TLSA 3 1 1 0d6fce3320fba0c6c5bb8d1c3b5d7dca1d2b3eb4d8f6c05e5a7c9d0f1e2b3a4c
mail A 192.0.2.25
mail AAAA 2001:db8::25
alias CNAME www
*.wild A 192.0.2.81
*.wild TXT "any name"
host.ent A 192.0.2.82
moved DNAME ent
_sip._tcp SRV 0 5 5060 www
_sip._udp SRV 0 5 5060 www
info NAPTR 100 10 "u" "E2U+sip" "!^.*$!sip:info@example.net!" .
unknown TYPE65280 \# 4 deadbeef
secure NS ns1.secure
secure NS ns2.servers.example.
secure DS 20326 13 2 3b7d5e9b6d1c2f4a8e0917c6a5f4d3e2b1c0a9f8e7d6c5b4a39281706f5e4d3c
ns1.secure A 192.0.2.53
ns1.secure AAAA 2001:db8::53
insecure NS ns1.insecure
insecure NS ns2.servers.example.
ns1.insecure A 192.0.2.54
ns1.insecure AAAA 2001:db8::54
)";

constexpr std::string_view small = R"(
@ SOA ns1.servers.example. hostmaster.servers.example. 2026011500 14400 3600 1209600 3600
@ NS ns1.servers.example.
@ NS ns2.servers.example.
www A 192.0.2.80
host.ent A 192.0.2.82
)";

constexpr std::string_view younger_types = R"(
@ CAA 0 issue "ca.example.net"
www HTTPS 1 . alpn=h2
)";

constexpr std::string_view younger_types_and_more_insecure = R"(
@ CAA 0 issue "ca.example.net"
www HTTPS 1 . alpn=h2
plain NS ns1.servers.example.
plain NS ns2.servers.example.
island.region NS ns1.servers.example.
island.region NS ns2.servers.example.
)";

constexpr std::string_view registry = R"(
@ SOA ns1.servers.example. hostmaster.servers.example. 2026011500 14400 3600 1209600 3600
@ NS ns1.servers.example.
@ NS ns2.servers.example.
)";

constexpr std::string_view root_like = R"(
@ SOA a.nic.example. hostmaster.nic.example. 2026011500 14400 3600 1209600 3600
@ NS a.nic.example.
@ NS b.nic.example.
example NS a.nic.example.
example NS b.nic.example.
example DS 20326 13 2 3b7d5e9b6d1c2f4a8e0917c6a5f4d3e2b1c0a9f8e7d6c5b4a39281706f5e4d3c
a.nic.example A 192.0.2.1
a.nic.example AAAA 2001:db8::1
b.nic.example A 198.51.100.1
b.nic.example AAAA 2001:db8:1::1
invalid-delegation NS a.nic.example.
invalid-delegation NS b.nic.example.
arpa NS a.nic.example.
arpa NS b.nic.example.
arpa DS 42351 13 2 8f1c7e5d4b3a29180716f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0
)";

constexpr BaseZone table[] = {
    {"leaf-nsec3", "a zone of an organisation, NSEC3", plain, Denial::nsec3, false, "ksk zsk", 0,
     younger_types},
    {"leaf-nsec", "the same with NSEC", plain, Denial::nsec, false, "ksk zsk", 0, younger_types},
    {"plain-nsec3", "leaf-nsec3 without CAA and HTTPS, which old verifiers do not know", plain,
     Denial::nsec3, false, "ksk zsk", 0, ""},
    {"plain-nsec", "the same with NSEC", plain, Denial::nsec, false, "ksk zsk", 0, ""},
    {"leaf-optout", "leaf-nsec3 with opt-out and more delegations without DS", plain, Denial::nsec3,
     true, "ksk zsk", 0, younger_types_and_more_insecure},
    {"tld-nsec3-optout", "a registry of 200 delegations, every tenth with DS", registry,
     Denial::nsec3, true, "ksk zsk", 200, ""},
    {"root-like", "a small root zone with NSEC", root_like, Denial::nsec, false, "ksk zsk", 0, ""},
    {"multi-signer", "RFC 8901 model 2 as the first of two providers serves it", plain,
     Denial::nsec, false, "ksk zsk -ksk2 -zsk2", 0, younger_types},
    {"one-name", "an apex and nothing else, NSEC", registry, Denial::nsec, false, "ksk zsk", 0, ""},
    {"small", "as little as a zone needs, NSEC: for faults of the text", small, Denial::nsec, false,
     "csk", 0, ""},
    {"leaf-unsigned", "leaf-nsec3 without signatures", plain, Denial::none, false, "", 0,
     younger_types},
};

/// d000 to d199, every tenth with a DS that is as made up as the rest.
std::string delegations(unsigned count) {
    std::string lines;
    for (unsigned i = 0; i < count; ++i) {
        std::string number = std::to_string(i);
        number.insert(0, 3 - std::min<std::size_t>(3, number.size()), '0');
        const std::string name = "d" + number;
        lines += name + " NS ns1." + name + "\n" + name + " NS ns2.servers.example.\n";
        lines += "ns1." + name + " A 203.0.113." + std::to_string(1 + i % 254) + "\n";
        lines += "ns1." + name + " AAAA 2001:db8:d::" + number + "\n";
        if (i % 10 != 0) continue;
        const Bytes made_up = digest("SHA-256", bytes(name));
        lines += name + " DS " + std::to_string(10000 + i) + " 13 2 " + to_hex(made_up) + "\n";
    }
    return lines;
}

}  // namespace

std::span<const BaseZone> base_zones() {
    return table;
}

const BaseZone* find_base_zone(std::string_view name) {
    const auto* const row = std::ranges::find(table, name, &BaseZone::name);
    return row == std::end(table) ? nullptr : row;
}

Result<Records> records_of(const BaseZone& base, NameView origin) {
    std::string text(base.text);
    text += base.more;
    text += delegations(base.delegations);
    return records_from_text(text, origin, default_ttl);
}

}  // namespace zoneproof::corpus
