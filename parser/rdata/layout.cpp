// The table of layouts, in the order of the type numbers. Absent are types without a format of
// their own (NULL, the reserved 100 to 103), pseudo types, and private ones whose owners change
// their formats.
#include "parser/rdata/layout.hpp"

#include <algorithm>

namespace zoneproof::detail {
namespace {

using enum Field;

struct Layout {
    RrType of;
    std::array<Field, 9> fields;
};

// clang-format off
constexpr std::array layouts = {
    Layout{RrType::A, {ipv4}},
    Layout{RrType::NS, {name}},
    Layout{RrType::MD, {name}},
    Layout{RrType::MF, {name}},
    Layout{RrType::CNAME, {name}},
    Layout{RrType::SOA, {name, name, u32, u32, u32, u32, u32}},
    Layout{RrType::MB, {name}},
    Layout{RrType::MG, {name}},
    Layout{RrType::MR, {name}},
    Layout{RrType::WKS, {ipv4, u8, ports}},
    Layout{RrType::PTR, {name}},
    Layout{RrType::HINFO, {string, string}},
    Layout{RrType::MINFO, {name, name}},
    Layout{RrType::MX, {u16, name}},
    Layout{RrType::TXT, {any_strings}},
    Layout{RrType::RP, {name, name}},
    Layout{RrType::AFSDB, {u16, name}},
    Layout{RrType::X25, {digits}},
    Layout{RrType::ISDN, {string, optional_string}},
    Layout{RrType::RT, {u16, name}},
    Layout{RrType::NSAP, {prefixed_hex}},
    Layout{RrType::NSAP_PTR, {name}},
    Layout{RrType::SIG, {type, u8, u8, u32, time, time, u16, name, base64}},
    Layout{RrType::KEY, {u16, u8, u8, key_or_none}},
    Layout{RrType::PX, {u16, name, name}},
    Layout{RrType::GPOS, {string, string, string}},
    Layout{RrType::AAAA, {ipv6}},
    Layout{RrType::LOC, {location}},
    Layout{RrType::NXT, {name, old_bitmap}},
    Layout{RrType::EID, {hex}},
    Layout{RrType::NIMLOC, {hex}},
    Layout{RrType::SRV, {u16, u16, u16, name}},
    Layout{RrType::ATMA, {atm_address}},
    Layout{RrType::NAPTR, {u16, u16, string, string, string, name}},
    Layout{RrType::KX, {u16, name}},
    Layout{RrType::CERT, {u16, u16, u8, base64}},
    Layout{RrType::A6, {a6_suffix, a6_name}},
    Layout{RrType::DNAME, {name}},
    Layout{RrType::SINK, {u8, u8, u8, optional_base64}},
    Layout{RrType::APL, {prefixes}},
    Layout{RrType::DS, {u16, u8, u8, hex}},
    Layout{RrType::SSHFP, {u8, u8, hex}},
    Layout{RrType::IPSECKEY, {u8, u8, u8, gateway, ipsec_key}},
    Layout{RrType::RRSIG, {type, u8, u8, u32, time, time, u16, name, base64}},
    Layout{RrType::NSEC, {name, bitmap}},
    Layout{RrType::DNSKEY, {u16, u8, u8, base64}},
    Layout{RrType::DHCID, {base64}},
    Layout{RrType::NSEC3, {u8, u8, u16, salt, hash, bitmap}},
    Layout{RrType::NSEC3PARAM, {u8, u8, u16, salt}},
    Layout{RrType::TLSA, {u8, u8, u8, hex}},
    Layout{RrType::SMIMEA, {u8, u8, u8, hex}},
    Layout{RrType::HIP, {host_identity, names}},
    Layout{RrType::NINFO, {strings}},
    Layout{RrType::RKEY, {u16, u8, u8, base64}},
    Layout{RrType::TALINK, {name, name}},
    Layout{RrType::CDS, {u16, u8, u8, hex}},
    Layout{RrType::CDNSKEY, {u16, u8, u8, base64}},
    Layout{RrType::OPENPGPKEY, {base64}},
    Layout{RrType::CSYNC, {u32, u16, bitmap}},
    Layout{RrType::ZONEMD, {u32, u8, u8, hex}},
    Layout{RrType::SVCB, {u16, name, svc_params}},
    Layout{RrType::HTTPS, {u16, name, svc_params}},
    Layout{RrType::DSYNC, {type, scheme, u16, name}},
    Layout{RrType::HHIT, {base64}},
    Layout{RrType::BRID, {base64}},
    Layout{RrType::SPF, {any_strings}},
    Layout{RrType::NID, {u16, locator}},
    Layout{RrType::L32, {u16, ipv4}},
    Layout{RrType::L64, {u16, locator}},
    Layout{RrType::LP, {u16, name}},
    Layout{RrType::EUI48, {eui48}},
    Layout{RrType::EUI64, {eui64}},
    Layout{RrType::URI, {u16, u16, nonempty_quoted}},
    Layout{RrType::CAA, {u8, tag, quoted}},
    Layout{RrType::AVC, {strings}},
    Layout{RrType::DOA, {u32, u32, u8, string, base64_or_dash}},
    Layout{RrType::AMTRELAY, {u8, relay_type, relay}},
    Layout{RrType::RESINFO, {strings}},
    Layout{RrType::WALLET, {strings}},
    Layout{RrType::CLA, {strings}},
    Layout{RrType::IPN, {u64}},
    Layout{RrType::TA, {u16, u8, u8, hex}},
    Layout{RrType::DLV, {u16, u8, u8, hex}},
};
// clang-format on

}  // namespace

std::span<const Field> layout(RrType type) {
    const auto row = std::lower_bound(layouts.begin(), layouts.end(), type,
                                      [](const Layout& a, RrType b) { return a.of < b; });
    if (row == layouts.end() || row->of != type) return {};
    return {row->fields.begin(), std::find(row->fields.begin(), row->fields.end(), none)};
}

const char* describe(Field field) {
    switch (field) {
    case none: return "end of the RDATA";
    case u8: return "8-bit number";
    case u16: return "16-bit number";
    case u32: return "32-bit number";
    case u64: return "64-bit number";
    case Field::type: return "type";
    case time: return "timestamp";
    case scheme: return "scheme";
    case name:
    case names:
    case a6_name: return "domain name";
    case string:
    case optional_string:
    case strings:
    case any_strings:
    case digits: return "character-string";
    case ipv4: return "IPv4 address";
    case ipv6:
    case a6_suffix: return "IPv6 address";
    case locator: return "locator";
    case eui48: return "EUI-48 address";
    case eui64: return "EUI-64 address";
    case salt: return "salt";
    case hash: return "hash";
    case tag: return "CAA tag";
    case relay_type: return "relay type";
    case gateway: return "gateway";
    case relay: return "relay";
    case host_identity: return "host identity";
    case bitmap:
    case old_bitmap: return "type bitmap";
    case ports: return "port bitmap";
    case prefixes: return "address prefix";
    case location: return "location";
    case svc_params: return "SvcParams";
    case hex:
    case prefixed_hex: return "hexadecimal data";
    case atm_address: return "ATM address";
    case base64:
    case key_or_none:
    case optional_base64:
    case ipsec_key:
    case base64_or_dash: return "base64 data";
    case quoted:
    case nonempty_quoted: return "text";
    }
    return "field";
}

}  // namespace zoneproof::detail
