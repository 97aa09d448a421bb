// Where hosts are: on Earth (LOC, GPOS), in other networks (X25, ISDN, NSAP, ATMA, EUI), in schemes
// of locators and identifiers (ILNP, Nimrod, A6, DOA, IPN), and lists of address prefixes.
#include "parser/rdata/fields.hpp"

#include "parser/field/address_prefix.hpp"
#include "parser/field/eui.hpp"
#include "parser/field/ipv6.hpp"
#include "parser/field/location.hpp"
#include "parser/field/nsap.hpp"

#include <array>

namespace zoneproof::rdata {
namespace {

bool put_psdn_address(std::string_view, Wire&);
bool put_loc_defaults(const Tokens&, Wire&, std::size_t&);
template <std::size_t place>
bool put_loc_size(std::string_view, Wire&);
bool put_a6_prefix_length(std::string_view, Wire&);
bool put_a6_suffix(const Tokens&, Wire&, std::size_t&);
bool put_a6_prefix_name(const Tokens&, Wire&, std::size_t&);
bool put_doa_data(const Tokens&, Wire&, std::size_t&);

constexpr field<put_psdn_address> psdn_address("PSDN address");
constexpr field<put_char_string> isdn_address("ISDN address");
constexpr field<put_char_string> subaddress("subaddress");
constexpr field<put_nsap> nsap_address("NSAP address");
constexpr field<put_atm_address> atm_address("ATM address");
constexpr series<put_loc_defaults> loc_defaults("LOC");
constexpr series<put_latitude> latitude("latitude");
constexpr series<put_longitude> longitude("longitude");
constexpr field<put_altitude> altitude("altitude");
constexpr field<put_loc_size<1>> size("size");
constexpr field<put_loc_size<2>> horizontal("horizontal precision");
constexpr field<put_loc_size<3>> vertical("vertical precision");
constexpr field<put_a6_prefix_length> prefix_length("prefix length");
constexpr series<put_a6_suffix> address_suffix("address suffix");
constexpr series<put_a6_prefix_name> prefix_name("domain name");
constexpr field<put_u8> meaning("meaning");
constexpr field<put_u8> coding("coding");
constexpr field<put_u8> subcoding("subcoding");
constexpr field<put_address_prefix> address_prefix("address prefix");
constexpr field<put_locator> locator("64-bit locator");
constexpr field<put_eui48> eui48_address("EUI-48 address");
constexpr field<put_eui64> eui64_address("EUI-64 address");
constexpr field<put_u32> enterprise("enterprise number");
constexpr field<put_u32> object_type("object type");
constexpr field<put_u8> object_location("location");
constexpr field<put_char_string> media_type("media type");
constexpr series<put_doa_data> object_data("base64 data");
constexpr field<put_u64> node_number("64-bit number");

// clang-format off
constexpr auto x25    = psdn_address;
constexpr auto isdn   = isdn_address >> -(more >> subaddress);
constexpr auto nsap   = nsap_address;
constexpr auto gpos   = text >> text >> text;
constexpr auto loc    = loc_defaults >> latitude >> longitude >> altitude >> -(more >> size >> -(more >> horizontal >> -(more >> vertical)));
constexpr auto nimrod = hex_data;
constexpr auto atma   = atm_address;
constexpr auto a6     = prefix_length >> address_suffix >> prefix_name;
constexpr auto sink   = meaning >> coding >> subcoding >> -(more >> base64_data);
constexpr auto apl    = *(more >> address_prefix);
constexpr auto nid    = preference >> locator;
constexpr auto l32    = preference >> ipv4_address;
constexpr auto eui48  = eui48_address;
constexpr auto eui64  = eui64_address;
constexpr auto doa    = enterprise >> object_type >> object_location >> media_type >> object_data;
constexpr auto ipn    = node_number;

constexpr Row rows[] = {
    {RrType::X25, parse_with<x25>},
    {RrType::ISDN, parse_with<isdn>},
    {RrType::NSAP, parse_with<nsap>},
    {RrType::GPOS, parse_with<gpos>},
    {RrType::LOC, parse_with<loc>},
    {RrType::EID, parse_with<nimrod>},
    {RrType::NIMLOC, parse_with<nimrod>},
    {RrType::ATMA, parse_with<atma>},
    {RrType::A6, parse_with<a6>},
    {RrType::SINK, parse_with<sink>},
    {RrType::APL, parse_with<apl>},
    {RrType::NID, parse_with<nid>},
    {RrType::L32, parse_with<l32>},
    {RrType::L64, parse_with<nid>},
    {RrType::EUI48, parse_with<eui48>},
    {RrType::EUI64, parse_with<eui64>},
    {RrType::DOA, parse_with<doa>},
    {RrType::IPN, parse_with<ipn>},
};
// clang-format on

/// "a character-string of decimal digits ... beginning with the 4 digit DNIC" (RFC 1183 3.1).
bool put_psdn_address(std::string_view token, Wire& wire) {
    return put_digit_string(token, 4, wire);
}

/// On the wire the version and the three sizes stand in front: "1m", "10000m" and "10m" unless
/// stated (RFC 1876 3).
bool put_loc_defaults(const Tokens&, Wire& wire, std::size_t&) {
    return wire.put32(0x00121613);
}

template <std::size_t place>
bool put_loc_size(std::string_view token, Wire& wire) {
    return read_loc_size(token, wire.data()[place], wire.fault);
}

bool put_a6_prefix_length(std::string_view token, Wire& wire) {
    std::uint64_t bits;
    if (!read_number(token, 128, bits)) return wire.fail(Fault::unexpected);
    return wire.put8(static_cast<unsigned>(bits));
}

/// The octets that the prefix leaves, its bits in the first of them zero; none behind a prefix of
/// 128 bits (RFC 2874 3.1).
bool put_a6_suffix(const Tokens& rest, Wire& wire, std::size_t& at) {
    const unsigned bits = wire.data()[0], octets = bits / 8;
    if (bits == 128) return true;
    std::array<std::uint8_t, 16> address;
    if (rest.count == 0) return false;
    if (!read_ipv6(rest[0], address.data())) return wire.fail(Fault::unexpected);
    address[octets] &= static_cast<std::uint8_t>(0xFF >> bits % 8);
    at = 1;
    return wire.put(Octets(address).subspan(octets));
}

/// "The domain name ... MUST NOT be present if the prefix length is zero" (RFC 2874 3.1).
bool put_a6_prefix_name(const Tokens& rest, Wire& wire, std::size_t& at) {
    if (wire.data()[0] == 0) return true;
    if (rest.count == 0 || !put_name(rest[0], wire)) return false;
    at = 1;
    return true;
}

/// "-" stands for no data (draft-durand-doa-over-dns 3.2).
bool put_doa_data(const Tokens& rest, Wire& wire, std::size_t& at) {
    if (rest.count != 1 || rest[0] != "-") return put_base64(rest, wire, at);
    at = 1;
    return true;
}

}  // namespace

std::span<const Row> location_grammars() {
    return rows;
}

}  // namespace zoneproof::rdata
