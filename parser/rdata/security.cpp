// Keys, certificates, fingerprints and what guards them, apart from DNSSEC's own types.
#include "parser/rdata/fields.hpp"

#include "parser/field/caa_tag.hpp"
#include "parser/field/gateway.hpp"

namespace zoneproof::rdata {
namespace {

bool put_ipseckey_gateway(std::string_view, Wire&);
bool put_ipseckey_key(const Tokens&, Wire&, std::size_t&);
bool put_hip_algorithm(std::string_view, Wire&);
bool put_host_identity_tag(std::string_view, Wire&);
bool put_host_identity(std::string_view, Wire&);

constexpr field<put_cert_type> cert_type("certificate type");
constexpr field<put_u8> key_algorithm("algorithm");
constexpr field<put_u8> fingerprint_type("fingerprint type");
constexpr field<put_gateway_type> gateway_type("gateway type");
constexpr field<put_ipseckey_gateway> gateway("gateway");
constexpr series<put_ipseckey_key> ipsec_key("base64 data");
constexpr field<put_u8> usage("certificate usage");
constexpr field<put_u8> selector("selector");
constexpr field<put_u8> matching_type("matching type");
constexpr field<put_hip_algorithm> hip_algorithm("public key algorithm");
constexpr field<put_host_identity_tag> host_identity_tag("host identity tag");
constexpr field<put_host_identity> host_identity("base64 data");
constexpr field<put_caa_tag> tag("property tag");
constexpr field<put_text> value("property value");

// clang-format off
constexpr auto cert       = cert_type >> key_tag >> algorithm >> base64_data;
constexpr auto sshfp      = key_algorithm >> fingerprint_type >> hex_data;
constexpr auto ipseckey   = precedence >> gateway_type >> key_algorithm >> gateway >> ipsec_key;
constexpr auto opaque     = base64_data;
constexpr auto tlsa       = usage >> selector >> matching_type >> hex_data;
constexpr auto hip        = hip_algorithm >> host_identity_tag >> host_identity >> *(more >> domain_name);
constexpr auto caa        = flags >> tag >> value;

constexpr Row rows[] = {
    {RrType::CERT, parse_with<cert>},
    {RrType::SSHFP, parse_with<sshfp>},
    {RrType::IPSECKEY, parse_with<ipseckey>},
    {RrType::DHCID, parse_with<opaque>},
    {RrType::TLSA, parse_with<tlsa>},
    {RrType::SMIMEA, parse_with<tlsa>},
    {RrType::HIP, parse_with<hip>},
    {RrType::OPENPGPKEY, parse_with<opaque>},
    {RrType::HHIT, parse_with<opaque>},
    {RrType::BRID, parse_with<opaque>},
    {RrType::CAA, parse_with<caa>},
};
// clang-format on

bool put_ipseckey_gateway(std::string_view token, Wire& wire) {
    return put_gateway(token, wire.data()[1], wire);
}

/// Algorithm "0 indicates that no key is present" (RFC 4025 2.4).
bool put_ipseckey_key(const Tokens& rest, Wire& wire, std::size_t& at) {
    if (rest.count == 0) return true;
    if (wire.data()[2] == 0) return wire.fail(Fault::trailing);
    return put_base64(rest, wire, at);
}

// HIP's wire form has two lengths in front of what they measure: "HIT length", "PK algorithm",
// "PK length", then both (RFC 8005 5). They are filled in when the fields have come.
constexpr std::size_t hip_header = 4;

bool put_hip_algorithm(std::string_view token, Wire& wire) {
    return wire.put8(0) && put_u8(token, wire) && wire.put16(0);
}

bool put_host_identity_tag(std::string_view token, Wire& wire) {
    if (!put_hex_token(token, wire)) return false;
    const std::size_t octets = wire.size() - hip_header;
    if (octets > 255) return wire.fail(Fault::unexpected);
    wire.data()[0] = static_cast<std::uint8_t>(octets);
    return true;
}

bool put_host_identity(std::string_view token, Wire& wire) {
    const std::size_t before = wire.size();
    if (!put_base64_token(token, wire)) return false;
    store16(wire.data() + 2, static_cast<std::uint16_t>(wire.size() - before));
    return true;
}

}  // namespace

std::span<const Row> security_grammars() {
    return rows;
}

}  // namespace zoneproof::rdata
