// The tables of types.hpp, as IANA's registries have them, and the look-ups over them.
#include "parser/dns/types.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

namespace zoneproof {
namespace {

constexpr bool folds = true, meta = true, obsolete = true;
constexpr bool other = false;

// Columns: folds_names, meta, obsolete. Which types fold is V-CAN-2: RFC 4034 6.2 with RFC 3597 7,
// less HINFO (which holds no names) and NSEC as RFC 6840 5.1 corrects it.
// clang-format off
constexpr std::array type_table = {
    TypeInfo{RrType::A, "A", "RFC 1035, 3.4.1"},
    TypeInfo{RrType::NS, "NS", "RFC 1035, 3.3.11", folds},
    TypeInfo{RrType::MD, "MD", "RFC 1035, 3.3.4", folds, other, obsolete},
    TypeInfo{RrType::MF, "MF", "RFC 1035, 3.3.5", folds, other, obsolete},
    TypeInfo{RrType::CNAME, "CNAME", "RFC 1035, 3.3.1", folds},
    TypeInfo{RrType::SOA, "SOA", "RFC 1035, 3.3.13", folds},
    TypeInfo{RrType::MB, "MB", "RFC 1035, 3.3.3", folds},
    TypeInfo{RrType::MG, "MG", "RFC 1035, 3.3.6", folds},
    TypeInfo{RrType::MR, "MR", "RFC 1035, 3.3.8", folds},
    TypeInfo{RrType::NULL_, "NULL", "RFC 1035, 3.3.10"},
    TypeInfo{RrType::WKS, "WKS", "RFC 1035, 3.4.2"},
    TypeInfo{RrType::PTR, "PTR", "RFC 1035, 3.3.12", folds},
    TypeInfo{RrType::HINFO, "HINFO", "RFC 1035, 3.3.2"},
    TypeInfo{RrType::MINFO, "MINFO", "RFC 1035, 3.3.7", folds},
    TypeInfo{RrType::MX, "MX", "RFC 1035, 3.3.9", folds},
    TypeInfo{RrType::TXT, "TXT", "RFC 1035, 3.3.14"},
    TypeInfo{RrType::RP, "RP", "RFC 1183, 2.2", folds},
    TypeInfo{RrType::AFSDB, "AFSDB", "RFC 1183, 1", folds},
    TypeInfo{RrType::X25, "X25", "RFC 1183, 3.1"},
    TypeInfo{RrType::ISDN, "ISDN", "RFC 1183, 3.2"},
    TypeInfo{RrType::RT, "RT", "RFC 1183, 3.3", folds},
    TypeInfo{RrType::NSAP, "NSAP", "RFC 1706, 5", other, other, obsolete},
    TypeInfo{RrType::NSAP_PTR, "NSAP-PTR", "RFC 1706, 6", other, other, obsolete},
    TypeInfo{RrType::SIG, "SIG", "RFC 2535, 4.1", folds, other, obsolete},
    TypeInfo{RrType::KEY, "KEY", "RFC 2535, 3.1", other, other, obsolete},
    TypeInfo{RrType::PX, "PX", "RFC 2163, 4", folds},
    TypeInfo{RrType::GPOS, "GPOS", "RFC 1712, 3"},
    TypeInfo{RrType::AAAA, "AAAA", "RFC 3596, 2.1"},
    TypeInfo{RrType::LOC, "LOC", "RFC 1876, 2"},
    TypeInfo{RrType::NXT, "NXT", "RFC 2535, 5.2", folds, other, obsolete},
    TypeInfo{RrType::EID, "EID", "draft-ietf-nimrod-dns"},
    TypeInfo{RrType::NIMLOC, "NIMLOC", "draft-ietf-nimrod-dns"},
    TypeInfo{RrType::SRV, "SRV", "RFC 2782", folds},
    TypeInfo{RrType::ATMA, "ATMA", "AF-SAA-0069"},
    TypeInfo{RrType::NAPTR, "NAPTR", "RFC 3403, 4.1", folds},
    TypeInfo{RrType::KX, "KX", "RFC 2230, 3", folds},
    TypeInfo{RrType::CERT, "CERT", "RFC 4398, 2"},
    TypeInfo{RrType::A6, "A6", "RFC 2874, 3.1", folds, other, obsolete},
    TypeInfo{RrType::DNAME, "DNAME", "RFC 6672, 2.1", folds},
    TypeInfo{RrType::SINK, "SINK", "draft-eastlake-kitchen-sink"},
    TypeInfo{RrType::OPT, "OPT", "RFC 6891, 6.1", other, meta},
    TypeInfo{RrType::APL, "APL", "RFC 3123, 4"},
    TypeInfo{RrType::DS, "DS", "RFC 4034, 5"},
    TypeInfo{RrType::SSHFP, "SSHFP", "RFC 4255, 3"},
    TypeInfo{RrType::IPSECKEY, "IPSECKEY", "RFC 4025, 2"},
    TypeInfo{RrType::RRSIG, "RRSIG", "RFC 4034, 3", folds},
    TypeInfo{RrType::NSEC, "NSEC", "RFC 4034, 4"},
    TypeInfo{RrType::DNSKEY, "DNSKEY", "RFC 4034, 2"},
    TypeInfo{RrType::DHCID, "DHCID", "RFC 4701, 3"},
    TypeInfo{RrType::NSEC3, "NSEC3", "RFC 5155, 3"},
    TypeInfo{RrType::NSEC3PARAM, "NSEC3PARAM", "RFC 5155, 4"},
    TypeInfo{RrType::TLSA, "TLSA", "RFC 6698, 2"},
    TypeInfo{RrType::SMIMEA, "SMIMEA", "RFC 8162, 2"},
    TypeInfo{RrType::HIP, "HIP", "RFC 8005, 5"},
    TypeInfo{RrType::NINFO, "NINFO", "draft-reid-dnsext-zs"},
    TypeInfo{RrType::RKEY, "RKEY", "draft-reid-dnsext-rkey"},
    TypeInfo{RrType::TALINK, "TALINK", "draft-wijngaards-dnsop-trust-history"},
    TypeInfo{RrType::CDS, "CDS", "RFC 7344, 3.1"},
    TypeInfo{RrType::CDNSKEY, "CDNSKEY", "RFC 7344, 3.2"},
    TypeInfo{RrType::OPENPGPKEY, "OPENPGPKEY", "RFC 7929, 2"},
    TypeInfo{RrType::CSYNC, "CSYNC", "RFC 7477, 2.1"},
    TypeInfo{RrType::ZONEMD, "ZONEMD", "RFC 8976, 2"},
    TypeInfo{RrType::SVCB, "SVCB", "RFC 9460, 2"},
    TypeInfo{RrType::HTTPS, "HTTPS", "RFC 9460, 9"},
    TypeInfo{RrType::DSYNC, "DSYNC", "RFC 9859, 2"},
    TypeInfo{RrType::HHIT, "HHIT", "RFC 9886"},
    TypeInfo{RrType::BRID, "BRID", "RFC 9886"},
    TypeInfo{RrType::SPF, "SPF", "RFC 7208, 3.1", other, other, obsolete},
    TypeInfo{RrType::UINFO, "UINFO", "IANA-Reserved"},
    TypeInfo{RrType::UID, "UID", "IANA-Reserved"},
    TypeInfo{RrType::GID, "GID", "IANA-Reserved"},
    TypeInfo{RrType::UNSPEC, "UNSPEC", "IANA-Reserved"},
    TypeInfo{RrType::NID, "NID", "RFC 6742, 2.1"},
    TypeInfo{RrType::L32, "L32", "RFC 6742, 2.2"},
    TypeInfo{RrType::L64, "L64", "RFC 6742, 2.3"},
    TypeInfo{RrType::LP, "LP", "RFC 6742, 2.4"},
    TypeInfo{RrType::EUI48, "EUI48", "RFC 7043, 3"},
    TypeInfo{RrType::EUI64, "EUI64", "RFC 7043, 4"},
    TypeInfo{RrType::NXNAME, "NXNAME", "RFC 9824, 2", other, meta},
    TypeInfo{RrType::TKEY, "TKEY", "RFC 2930, 2", other, meta},
    TypeInfo{RrType::TSIG, "TSIG", "RFC 8945, 4.2", other, meta},
    TypeInfo{RrType::IXFR, "IXFR", "RFC 1995, 2", other, meta},
    TypeInfo{RrType::AXFR, "AXFR", "RFC 5936, 2", other, meta},
    TypeInfo{RrType::MAILB, "MAILB", "RFC 1035, 3.2.3", other, meta},
    TypeInfo{RrType::MAILA, "MAILA", "RFC 1035, 3.2.3", other, meta, obsolete},
    TypeInfo{RrType::ANY, "ANY", "RFC 1035, 3.2.3", other, meta},
    TypeInfo{RrType::URI, "URI", "RFC 7553, 4"},
    TypeInfo{RrType::CAA, "CAA", "RFC 8659, 4"},
    TypeInfo{RrType::AVC, "AVC", "IANA expert review (Cisco)"},
    TypeInfo{RrType::DOA, "DOA", "draft-durand-doa-over-dns"},
    TypeInfo{RrType::AMTRELAY, "AMTRELAY", "RFC 8777, 4"},
    TypeInfo{RrType::RESINFO, "RESINFO", "RFC 9606, 4"},
    TypeInfo{RrType::WALLET, "WALLET", "IANA expert review"},
    TypeInfo{RrType::CLA, "CLA", "IANA expert review (BP)"},
    TypeInfo{RrType::IPN, "IPN", "IANA expert review (BP)"},
    TypeInfo{RrType::TA, "TA", "IANA expert review", other, other, obsolete},
    TypeInfo{RrType::DLV, "DLV", "RFC 4431, 2", other, other, obsolete},
    TypeInfo{RrType::DELEG, "DELEG", "draft-ietf-deleg"},
    TypeInfo{RrType::ADDR, "ADDR", "private use"},
    TypeInfo{RrType::ALIAS, "ALIAS", "private use"},
    TypeInfo{RrType::LUA, "LUA", "private use"},
    TypeInfo{RrType::DELEGPARAM, "DELEGPARAM", "private use"},
    TypeInfo{RrType::KEYDATA, "KEYDATA", "private use"},
};

// Columns: zone signing, verified here, octets of a key, octets of a signature.
constexpr bool signs = true, verified = true, not_for_zones = false, not_verified = false;
constexpr std::array algorithm_table = {
    AlgorithmInfo{0, "DELETE", "RFC 8078, 4", not_for_zones, not_verified, 0, 0},
    AlgorithmInfo{1, "RSAMD5", "RFC 3110", not_for_zones, not_verified, 0, 0},
    AlgorithmInfo{2, "DH", "RFC 2539", not_for_zones, not_verified, 0, 0},
    AlgorithmInfo{3, "DSA", "RFC 2536", signs, not_verified, 0, 41},
    AlgorithmInfo{5, "RSASHA1", "RFC 3110", signs, verified, 0, 0},
    AlgorithmInfo{6, "DSA-NSEC3-SHA1", "RFC 5155, 2", signs, not_verified, 0, 41},
    AlgorithmInfo{7, "RSASHA1-NSEC3-SHA1", "RFC 5155, 2", signs, verified, 0, 0},
    AlgorithmInfo{8, "RSASHA256", "RFC 5702", signs, verified, 0, 0},
    AlgorithmInfo{10, "RSASHA512", "RFC 5702", signs, verified, 0, 0},
    AlgorithmInfo{12, "ECC-GOST", "RFC 5933", signs, not_verified, 64, 64},
    AlgorithmInfo{13, "ECDSAP256SHA256", "RFC 6605", signs, verified, 64, 64},
    AlgorithmInfo{14, "ECDSAP384SHA384", "RFC 6605", signs, verified, 96, 96},
    AlgorithmInfo{15, "ED25519", "RFC 8080", signs, verified, 32, 64},
    AlgorithmInfo{16, "ED448", "RFC 8080", signs, verified, 57, 114},
    AlgorithmInfo{17, "SM2SM3", "RFC 9563", signs, not_verified, 64, 64},
    AlgorithmInfo{23, "ECC-GOST12", "RFC 9558", signs, not_verified, 64, 64},
    AlgorithmInfo{252, "INDIRECT", "RFC 4034, A.1", not_for_zones, not_verified, 0, 0},
    AlgorithmInfo{253, "PRIVATEDNS", "RFC 4034, A.1.1", signs, not_verified, 0, 0},
    AlgorithmInfo{254, "PRIVATEOID", "RFC 4034, A.1.1", signs, not_verified, 0, 0},
};

// What BIND's tools write instead of IANA's mnemonic.
struct AlgorithmAlias { std::string_view text; std::uint8_t number; };
constexpr std::array algorithm_aliases = {
    AlgorithmAlias{"NSEC3DSA", 6}, AlgorithmAlias{"NSEC3RSASHA1", 7}, AlgorithmAlias{"ECCGOST", 12},
};

constexpr std::array digest_table = {
    DigestInfo{1, "SHA-1", 20, true},            // RFC 3658
    DigestInfo{2, "SHA-256", 32, true},          // RFC 4509
    DigestInfo{3, "GOST R 34.11-94", 32, false}, // RFC 5933
    DigestInfo{4, "SHA-384", 48, true},          // RFC 6605
    DigestInfo{5, "GOST R 34.11-2012", 32, false}, // RFC 9558
    DigestInfo{6, "SM3", 32, false},             // RFC 9563
};
// clang-format on

constexpr bool ascending() {
    for (std::size_t i = 1; i < type_table.size(); ++i)
        if (!(type_table[i - 1].type < type_table[i].type)) return false;
    return true;
}
static_assert(ascending(), "find_type() searches by halves");

/// A mnemonic in upper case as two integers: comparing and hashing it takes no loop and no
/// allocation.
struct Mnemonic {
    std::uint64_t head = 0;  // the first eight letters
    std::uint64_t tail = 0;  // the others, and the length in the top octet

    static constexpr std::size_t longest = 15;
    friend constexpr bool operator==(const Mnemonic&, const Mnemonic&) = default;
};

/// Octets in little-endian order; compilers make one load of it.
template <unsigned count>
constexpr std::uint64_t load(const char* at) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < count; ++i)
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
    return value;
}

/// Letters to upper case: an octet with bit 6 loses bit 5. Others are changed by it too, but none
/// into a letter, a digit or a hyphen, which are all that mnemonics are made of.
constexpr std::uint64_t upper(std::uint64_t octets) {
    return octets & ~((octets & 0x4040404040404040) >> 1);
}

/// @param text of 1 to Mnemonic::longest octets; nothing past its end is read.
constexpr Mnemonic pack(std::string_view text) {
    const char* const at = text.data();
    const std::size_t size = text.size();
    Mnemonic key;
    if (size >= 8) {
        key.head = load<8>(at);
        if (size > 8) key.tail = load<8>(at + size - 8) >> (8 * (16 - size));
    } else if (size >= 4) {
        key.head = load<4>(at) | load<4>(at + size - 4) << (8 * (size - 4));
    } else {
        key.head = load<1>(at) | load<1>(at + size / 2) << (8 * (size / 2)) |
                   load<1>(at + size - 1) << (8 * (size - 1));
    }
    return {upper(key.head), upper(key.tail) | static_cast<std::uint64_t>(size) << 56};
}

/// Open addressing, less than half full.
class MnemonicTable {
public:
    constexpr MnemonicTable() {
        for (const TypeInfo& row : type_table) {
            const Mnemonic key = pack(row.mnemonic);
            std::size_t slot = home(key);
            while (slots_[slot].key != Mnemonic{}) slot = (slot + 1) % size;
            slots_[slot] = {key, row.type};
        }
    }

    std::optional<RrType> find(const Mnemonic& key) const {
        for (std::size_t slot = home(key); slots_[slot].key != Mnemonic{}; slot = (slot + 1) % size)
            if (slots_[slot].key == key) return slots_[slot].type;
        return std::nullopt;
    }

private:
    static constexpr std::size_t size = 256;
    static_assert(type_table.size() < size / 2);
    struct Slot {
        Mnemonic key;
        RrType type{};
    };

    static constexpr std::size_t home(const Mnemonic& key) {
        return ((key.head ^ key.tail) * 0x9E3779B97F4A7C15) >> 56;
    }

    std::array<Slot, size> slots_{};
};
constexpr MnemonicTable mnemonics;

constexpr std::uint64_t folding_types() {
    std::uint64_t bits = 0;
    for (const TypeInfo& row : type_table)
        if (row.folds_names)
            bits |= std::uint64_t{1}
                    << number(row.type);  // none above 63: a shift too far is no constant
    return bits;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

/// `word` in any case, then a decimal number of 1 to 5 digits up to 65535: RFC 3597 5.
std::optional<std::uint16_t> numbered(std::string_view word, std::string_view text) {
    if (text.size() <= word.size() || text.size() > word.size() + 5) return std::nullopt;
    if (!equal_ignoring_case(text.substr(0, word.size()), word)) return std::nullopt;
    std::uint16_t value;
    const auto [end, error] =
        std::from_chars(text.data() + word.size(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

std::span<const TypeInfo> known_types() {
    return type_table;
}

const TypeInfo* find_type(RrType type) {
    const auto row = std::lower_bound(type_table.begin(), type_table.end(), type,
                                      [](const TypeInfo& a, RrType b) { return a.type < b; });
    return row != type_table.end() && row->type == type ? &*row : nullptr;
}

std::optional<RrType> type_from_text(std::string_view text) {
    if (text.empty() || text.size() > Mnemonic::longest) return std::nullopt;
    if (const auto type = mnemonics.find(pack(text))) return type;
    if (const auto value = numbered("TYPE", text)) return static_cast<RrType>(*value);
    return std::nullopt;
}

std::string to_text(RrType type) {
    if (const TypeInfo* const row = find_type(type)) return std::string(row->mnemonic);
    return "TYPE" + std::to_string(number(type));
}

bool is_meta(RrType type) {
    return type == RrType{0} || type == RrType::OPT || (number(type) >= 128 && number(type) <= 255);
}

bool folds_names(RrType type) {
    constexpr std::uint64_t bits = folding_types();
    return number(type) < 64 && (bits >> number(type) & 1) != 0;
}

std::optional<std::uint16_t> class_from_text(std::string_view text) {
    struct Row {
        std::string_view mnemonic;
        std::uint16_t number;
    };
    // RFC 1035 3.2.4, RFC 2136 2.4
    static constexpr std::array<Row, 5> rows = {
        {{"IN", class_in}, {"CH", 3}, {"HS", 4}, {"NONE", 254}, {"ANY", 255}}};
    for (const Row& row : rows)
        if (equal_ignoring_case(text, row.mnemonic)) return row.number;
    return numbered("CLASS", text);
}

const AlgorithmInfo* find_algorithm(std::uint8_t number) {
    for (const AlgorithmInfo& row : algorithm_table)
        if (row.number == number) return &row;
    return nullptr;
}

std::optional<std::uint8_t> algorithm_from_text(std::string_view text) {
    std::uint8_t value;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc() && rest == end) return value;
    for (const AlgorithmInfo& row : algorithm_table)
        if (equal_ignoring_case(text, row.mnemonic)) return row.number;
    for (const AlgorithmAlias& row : algorithm_aliases)
        if (equal_ignoring_case(text, row.text)) return row.number;
    return std::nullopt;
}

std::string describe_algorithm(std::uint8_t number) {
    const AlgorithmInfo* const row = find_algorithm(number);
    if (row == nullptr) return "algorithm " + std::to_string(number);
    return std::string(row->mnemonic) + " (" + std::to_string(number) + ")";
}

const DigestInfo* find_digest(std::uint8_t number) {
    for (const DigestInfo& row : digest_table)
        if (row.number == number) return &row;
    return nullptr;
}

}  // namespace zoneproof
