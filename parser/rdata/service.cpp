// Services and how to reach them: SVCB and HTTPS (RFC 9460), URI, WKS, DSYNC, and relays.
#include "parser/rdata/fields.hpp"

#include "parser/field/gateway.hpp"
#include "parser/field/services.hpp"
#include "parser/field/svc_params.hpp"

namespace zoneproof::rdata {
namespace {

bool put_params(const Tokens&, Wire&, std::size_t&);
bool put_uri_target(std::string_view, Wire&);
bool put_discovery(std::string_view, Wire&);
bool put_relay_type(std::string_view, Wire&);
bool put_relay(std::string_view, Wire&);

constexpr series<put_params> svc_params("SvcParams");
constexpr field<put_uri_target> target("quoted target");
constexpr field<put_protocol> protocol("protocol");
constexpr series<put_services> services("service");
constexpr field<put_dsync_scheme> scheme("scheme");
constexpr field<put_discovery> discovery("discovery bit");
constexpr field<put_relay_type> relay_type("relay type");
constexpr field<put_relay> relay("relay");

// clang-format off
constexpr auto wks      = ipv4_address >> protocol >> services;
constexpr auto svcb     = priority >> domain_name >> svc_params;
constexpr auto dsync    = rr_type >> scheme >> port >> domain_name;
constexpr auto uri      = priority >> weight >> target;
constexpr auto amtrelay = precedence >> discovery >> relay_type >> relay;

constexpr Row rows[] = {
    {RrType::WKS, parse_with<wks>},
    {RrType::SVCB, parse_with<svcb>},
    {RrType::HTTPS, parse_with<svcb>},
    {RrType::DSYNC, parse_with<dsync>},
    {RrType::URI, parse_with<uri>},
    {RrType::AMTRELAY, parse_with<amtrelay>},
    {RrType::DELEG, parse_with<svcb>},
    {RrType::DELEGPARAM, parse_with<svcb>},
};
// clang-format on

bool put_params(const Tokens& rest, Wire& wire, std::size_t& at) {
    if (!put_svc_params(rest, wire, &at)) return false;
    at = rest.count;
    return true;
}

/// "enclosed in double-quote characters", and its length "MUST be greater than zero" (RFC
/// 7553 4.4).
bool put_uri_target(std::string_view token, Wire& wire) {
    const std::size_t before = wire.size();
    if (!put_quoted_text(token, wire)) return false;
    return wire.size() != before || wire.fail(Fault::unexpected);
}

// The D bit shares an octet with the type behind it: RFC 8777 4.2.
constexpr std::size_t relay_type_at = 1;

bool put_discovery(std::string_view token, Wire& wire) {
    if (token != "0" && token != "1") return wire.fail(Fault::unexpected);
    return wire.put8(token == "1" ? 0x80 : 0);
}

bool put_relay_type(std::string_view token, Wire& wire) {
    std::uint64_t type;
    if (!read_gateway_type(token, type)) return wire.fail(Fault::unexpected);
    wire.data()[relay_type_at] |= static_cast<std::uint8_t>(type);
    return true;
}

bool put_relay(std::string_view token, Wire& wire) {
    return put_gateway(token, wire.data()[relay_type_at] & 0x7Fu, wire);
}

}  // namespace

std::span<const Row> service_grammars() {
    return rows;
}

}  // namespace zoneproof::rdata
