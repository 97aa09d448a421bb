// DNSSEC's own types: RFC 4034, RFC 5155, RFC 7344, RFC 7477, RFC 8976, and their forerunners of
// RFC 2535.
#include "parser/rdata/fields.hpp"

#include "parser/field/base32hex.hpp"
#include "parser/field/timestamp.hpp"
#include "parser/field/type_bitmap.hpp"

namespace zoneproof::rdata {
namespace {

bool put_cds_digest(const Tokens&, Wire&, std::size_t&);
bool put_cdnskey_key(const Tokens&, Wire&, std::size_t&);
bool put_key_or_none(const Tokens&, Wire&, std::size_t&);

constexpr field<put_u8> labels("label count");
constexpr field<put_u32> original_ttl("original TTL");
constexpr field<put_timestamp> timestamp("timestamp");
constexpr field<put_u8> digest_type("digest type");
constexpr field<put_u16> flags16("flags");
constexpr field<put_u8> protocol("protocol");
constexpr field<put_u8> hash_algorithm("hash algorithm");
constexpr field<put_u16> iterations("iterations");
constexpr field<put_salt> salt("salt");
constexpr field<put_hash> next_hash("base32hex hash");
constexpr field<put_u8> scheme("scheme");
constexpr series<put_key_or_none> optional_key("base64 data");
constexpr series<put_cdnskey_key> cdnskey_key("base64 data");
constexpr series<put_cds_digest> cds_digest("hexadecimal data");
constexpr series<put_type_bitmap> type_bitmap("type mnemonic");
constexpr series<put_nxt_bitmap> nxt_bitmap("type mnemonic");

// clang-format off
constexpr auto ds         = key_tag >> algorithm >> digest_type >> hex_data;
constexpr auto rrsig      = rr_type >> algorithm >> labels >> original_ttl >> timestamp >> timestamp >> key_tag >> domain_name >> base64_data;
constexpr auto nsec       = domain_name >> type_bitmap;
constexpr auto dnskey     = flags16 >> protocol >> algorithm >> base64_data;
constexpr auto nsec3      = hash_algorithm >> flags >> iterations >> salt >> next_hash >> type_bitmap;
constexpr auto nsec3param = hash_algorithm >> flags >> iterations >> salt;
constexpr auto cds        = key_tag >> algorithm >> digest_type >> cds_digest;
constexpr auto cdnskey    = flags16 >> protocol >> algorithm >> cdnskey_key;
constexpr auto csync      = serial >> flags16 >> type_bitmap;
constexpr auto zonemd     = serial >> scheme >> hash_algorithm >> hex_data;
constexpr auto key        = flags16 >> protocol >> algorithm >> optional_key;
constexpr auto nxt        = domain_name >> nxt_bitmap;

constexpr Row rows[] = {
    {RrType::SIG, parse_with<rrsig>},
    {RrType::KEY, parse_with<key>},
    {RrType::NXT, parse_with<nxt>},
    {RrType::DS, parse_with<ds>},
    {RrType::RRSIG, parse_with<rrsig>},
    {RrType::NSEC, parse_with<nsec>},
    {RrType::DNSKEY, parse_with<dnskey>},
    {RrType::NSEC3, parse_with<nsec3>},
    {RrType::NSEC3PARAM, parse_with<nsec3param>},
    {RrType::RKEY, parse_with<dnskey>},
    {RrType::CDS, parse_with<cds>},
    {RrType::CDNSKEY, parse_with<cdnskey>},
    {RrType::CSYNC, parse_with<csync>},
    {RrType::ZONEMD, parse_with<zonemd>},
    {RrType::TA, parse_with<ds>},
    {RrType::DLV, parse_with<ds>},
};
// clang-format on

bool is_lone_zero(const Tokens& rest) {
    return rest.count == 1 && rest[0] == "0";
}

/// RFC 8078 4 wrote the delete form as `CDS 0 0 0 0`; its erratum 5049 makes the digest `00`. Both
/// mean one zero octet: V-CDS-5.
bool put_cds_digest(const Tokens& rest, Wire& wire, std::size_t& at) {
    if (!is_lone_zero(rest) || load32(wire.data()) != 0) return put_hex(rest, wire, at);
    at = 1;
    return wire.put8(0);
}

/// `CDNSKEY 0 3 0 0`, by the erratum `AA==`.
bool put_cdnskey_key(const Tokens& rest, Wire& wire, std::size_t& at) {
    if (!is_lone_zero(rest) || load32(wire.data()) != 0x00000300) return put_base64(rest, wire, at);
    at = 1;
    return wire.put8(0);
}

/// "If both bits are one, the "no key" value, there is no key information and the RR stops after
/// the algorithm octet" (RFC 2535 3.1.2).
bool put_key_or_none(const Tokens& rest, Wire& wire, std::size_t& at) {
    const bool no_key = (load16(wire.data()) & 0xC000) == 0xC000;
    return (rest.count == 0 && no_key) || put_base64(rest, wire, at);
}

}  // namespace

std::span<const Row> dnssec_grammars() {
    return rows;
}

}  // namespace zoneproof::rdata
