// The types of RFC 1035 and the plain ones that came later: addresses, names, preferences, text.
#include "parser/rdata/fields.hpp"

#include "parser/field/ipv6.hpp"
#include "parser/field/ttl.hpp"

namespace zoneproof::rdata {
namespace {

constexpr field<put_ipv6> ipv6_address("IPv6 address");
constexpr field<put_ttl> period("period");
constexpr field<put_u16> subtype("subtype");
constexpr field<put_u16> order("order");

// clang-format off
constexpr auto a      = ipv4_address;
constexpr auto ns     = domain_name;
constexpr auto soa    = domain_name >> domain_name >> serial >> period >> period >> period >> period;
constexpr auto hinfo  = text >> text;
constexpr auto minfo  = domain_name >> domain_name;
constexpr auto mx     = preference >> domain_name;
constexpr auto txt    = *(more >> text);
constexpr auto texts  = text >> *(more >> text);
constexpr auto afsdb  = subtype >> domain_name;
constexpr auto px     = preference >> domain_name >> domain_name;
constexpr auto aaaa   = ipv6_address;
constexpr auto srv    = priority >> weight >> port >> domain_name;
constexpr auto naptr  = order >> preference >> text >> text >> text >> domain_name;

constexpr Row rows[] = {
    {RrType::A, parse_with<a>},
    {RrType::NS, parse_with<ns>},
    {RrType::MD, parse_with<ns>},
    {RrType::MF, parse_with<ns>},
    {RrType::CNAME, parse_with<ns>},
    {RrType::SOA, parse_with<soa>},
    {RrType::MB, parse_with<ns>},
    {RrType::MG, parse_with<ns>},
    {RrType::MR, parse_with<ns>},
    {RrType::PTR, parse_with<ns>},
    {RrType::HINFO, parse_with<hinfo>},
    {RrType::MINFO, parse_with<minfo>},
    {RrType::MX, parse_with<mx>},
    {RrType::TXT, parse_with<txt>},
    {RrType::RP, parse_with<minfo>},
    {RrType::AFSDB, parse_with<afsdb>},
    {RrType::RT, parse_with<mx>},
    {RrType::NSAP_PTR, parse_with<ns>},
    {RrType::PX, parse_with<px>},
    {RrType::AAAA, parse_with<aaaa>},
    {RrType::SRV, parse_with<srv>},
    {RrType::NAPTR, parse_with<naptr>},
    {RrType::KX, parse_with<mx>},
    {RrType::DNAME, parse_with<ns>},
    {RrType::NINFO, parse_with<texts>},
    {RrType::TALINK, parse_with<minfo>},
    {RrType::SPF, parse_with<txt>},
    {RrType::LP, parse_with<mx>},
    {RrType::AVC, parse_with<texts>},
    {RrType::RESINFO, parse_with<texts>},
    {RrType::WALLET, parse_with<texts>},
    {RrType::CLA, parse_with<texts>},
    {RrType::ALIAS, parse_with<ns>},
};
// clang-format on

}  // namespace

std::span<const Row> basic_grammars() {
    return rows;
}

}  // namespace zoneproof::rdata
