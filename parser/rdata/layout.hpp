// Layouts: which fields a type's RDATA is made of, in order. One table serves the check and the
// printer.
#pragma once

#include "parser/base/bytes.hpp"
#include "parser/dns/types.hpp"
#include "parser/field/wire.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace zoneproof::detail {

enum class Field : std::uint8_t {
    none,  // behind the last field
    u8,
    u16,
    u32,
    u64,
    type,    // an RR type
    time,    // 32 bits, printed as 14 digits (RFC 4034 3.2)
    scheme,  // of DSYNC, RFC 9859 2.1
    name,
    string,
    digits,  // a string of at least four, RFC 1183 3.1
    ipv4,
    ipv6,
    locator,  // 64 bits in groups of four hexadecimal digits, RFC 6742 2.1.2
    eui48,
    eui64,
    salt,           // a length octet and that many, "-" when none: RFC 5155 3.3
    hash,           // a length octet and that many, base32hex: RFC 5155 3.3
    tag,            // of CAA, RFC 8659 4.1
    relay_type,     // the D bit and the type of AMTRELAY, RFC 8777 4.2
    gateway,        // of IPSECKEY: the second octet says what it is, RFC 4025 2.3
    relay,          // of AMTRELAY: the low bits of the second octet do, RFC 8777 4.2.3
    a6_suffix,      // the prefix length and the address octets it leaves, RFC 2874 3.1
    host_identity,  // of HIP: three lengths and numbers, then the two they measure, RFC 8005 5
    // What follows takes the rest of the RDATA.
    optional_string,
    strings,      // at least one
    any_strings,  // or none: TXT without a string is a remark, not a fault
    names,        // any number
    a6_name,      // none when the prefix length is 0
    bitmap,       // RFC 4034 4.1.2
    old_bitmap,   // of NXT, RFC 2535 5.2
    ports,        // of WKS, RFC 1035 3.4.2
    prefixes,     // of APL, RFC 3123 4
    location,     // of LOC, RFC 1876 2
    svc_params,   // RFC 9460 2.2
    hex,
    prefixed_hex,  // 0x...: RFC 1706 7
    atm_address,   // a format octet and the address
    base64,
    key_or_none,  // base64, nothing when the flags in front say so: RFC 2535 3.1.2
    optional_base64,
    ipsec_key,  // base64, or nothing: nothing alone when the algorithm is 0, RFC 4025 2.4
    base64_or_dash,
    quoted,  // octets in one pair of quotes
    nonempty_quoted,
};

/// The fields of a type, without Field::none; empty for a type whose RDATA is opaque.
std::span<const Field> layout(RrType);

/// What a message calls the field.
const char* describe(Field);

/// The length of `field` at rdata[at], at <= rdata.size(). @returns false with `fault` when it is
/// not there or not well formed. Sets *irregular for a bitmap or SvcParams that are legible but not
/// canonical.
bool measure(Field field, Octets rdata, std::size_t at, std::size_t& length, Fault& fault,
             bool* irregular);

}  // namespace zoneproof::detail
