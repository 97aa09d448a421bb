// RR types, classes, algorithms and digest types: one table each, with the RFC that defines the
// row.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace zoneproof {

/// An RR type number; unnamed values are ordinary (TYPEnnn, RFC 3597).
enum class RrType : std::uint16_t {
    // clang-format off
    A = 1, NS = 2, MD = 3, MF = 4, CNAME = 5, SOA = 6, MB = 7, MG = 8, MR = 9, NULL_ = 10,
    WKS = 11, PTR = 12, HINFO = 13, MINFO = 14, MX = 15, TXT = 16, RP = 17, AFSDB = 18, X25 = 19,
    ISDN = 20, RT = 21, NSAP = 22, NSAP_PTR = 23, SIG = 24, KEY = 25, PX = 26, GPOS = 27,
    AAAA = 28, LOC = 29, NXT = 30, EID = 31, NIMLOC = 32, SRV = 33, ATMA = 34, NAPTR = 35, KX = 36,
    CERT = 37, A6 = 38, DNAME = 39, SINK = 40, OPT = 41, APL = 42, DS = 43, SSHFP = 44,
    IPSECKEY = 45, RRSIG = 46, NSEC = 47, DNSKEY = 48, DHCID = 49, NSEC3 = 50, NSEC3PARAM = 51,
    TLSA = 52, SMIMEA = 53, HIP = 55, NINFO = 56, RKEY = 57, TALINK = 58, CDS = 59, CDNSKEY = 60,
    OPENPGPKEY = 61, CSYNC = 62, ZONEMD = 63, SVCB = 64, HTTPS = 65, DSYNC = 66, HHIT = 67,
    BRID = 68, SPF = 99, UINFO = 100, UID = 101, GID = 102, UNSPEC = 103, NID = 104, L32 = 105,
    L64 = 106, LP = 107, EUI48 = 108, EUI64 = 109, NXNAME = 128, TKEY = 249, TSIG = 250,
    IXFR = 251, AXFR = 252, MAILB = 253, MAILA = 254, ANY = 255, URI = 256, CAA = 257, AVC = 258,
    DOA = 259, AMTRELAY = 260, RESINFO = 261, WALLET = 262, CLA = 263, IPN = 264, TA = 32768,
    DLV = 32769, DELEG = 61440, ADDR = 65400, ALIAS = 65401, LUA = 65402, DELEGPARAM = 65433,
    KEYDATA = 65533,
    // clang-format on
};

constexpr std::uint16_t number(RrType type) {
    return static_cast<std::uint16_t>(type);
}
constexpr bool operator<(RrType a, RrType b) {
    return number(a) < number(b);
}

struct TypeInfo {
    RrType type;
    std::string_view mnemonic;
    std::string_view defined_in;
    bool folds_names =
        false;  // names in its RDATA are down-cased in canonical form: RFC 4034 6.2 as RFC 6840 5.1
    bool meta = false;      // never zone data: RFC 6895 3.1
    bool obsolete = false;  // worth a note when stored
};

/// Every known type, by ascending number.
std::span<const TypeInfo> known_types();
/// The row of a type, or nothing for a number without one.
const TypeInfo* find_type(RrType);
/// A mnemonic in any case or TYPEnnn (RFC 3597 5).
std::optional<RrType> type_from_text(std::string_view);
/// The mnemonic, or TYPEnnn.
std::string to_text(RrType);
/// "QTYPEs and Meta-TYPEs", RFC 6895 3.1: 0, 41 (OPT), 128 to 255; never stored, never in a bitmap.
bool is_meta(RrType);
bool folds_names(RrType);

/// DNS class IN and what else a file may say: IN CH HS NONE ANY, CLASSnnn.
std::optional<std::uint16_t> class_from_text(std::string_view);
inline constexpr std::uint16_t class_in = 1;

struct AlgorithmInfo {
    std::uint8_t number;
    std::string_view mnemonic;  // IANA's: "ECDSAP256SHA256"
    std::string_view defined_in;
    bool signs_zones;                // IANA: "Zone Signing" yes
    bool supported;                  // we verify it: V-SIG-11
    std::uint16_t key_octets;        // fixed length of the public key field, 0: varies
    std::uint16_t signature_octets;  // fixed length of a signature, 0: RSA, as the modulus
};

/// nullptr for a number that IANA has not assigned to an algorithm.
const AlgorithmInfo* find_algorithm(std::uint8_t);
/// A mnemonic in any case or a number 0..255.
std::optional<std::uint8_t> algorithm_from_text(std::string_view);
/// "ECDSAP256SHA256 (13)" or "algorithm 99".
std::string describe_algorithm(std::uint8_t);

struct DigestInfo {
    std::uint8_t number;
    std::string_view mnemonic;
    std::uint8_t octets;
    bool supported;  // 1, 2, 4: V-DS-2
};
const DigestInfo* find_digest(std::uint8_t);

}  // namespace zoneproof
