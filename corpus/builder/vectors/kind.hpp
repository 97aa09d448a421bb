// Kind: what the vectors of one file look like, and who makes them. Private to this folder.
//
// The table of members says both what the file holds and what its JSON Schema allows.
#pragma once

#include "corpus/builder/json_members.hpp"
#include "corpus/builder/keys.hpp"
#include "corpus/builder/record.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::corpus {

enum class MemberKind : std::uint8_t {
    hex,   // octets as hexadecimal digits in lower case
    name,  // a domain name in presentation form, absolute
    text,
    u8,
    u16,
    u32,
    integer,
    truth,
    word,     // one of MemberInfo::words
    hexes,    // lists
    names,    // ...
    types,    // RR types by mnemonic, or TYPEnnn
    numbers,  // from 0 to 65535
    records,  // owner, type, ttl, rdata as hex, and its text for the eye
};

struct MemberInfo {
    std::string_view name;
    MemberKind kind;
    std::string_view says;
    bool optional = false;
    std::string_view words = {};  // separated by blanks
};

/// A group has members of its own, what its tests have in common.
struct GroupKind {
    std::string_view type;
    std::span<const MemberInfo> group, test;
};

/// What a flag means: Wycheproof's notes.
struct Note {
    std::string_view flag;
    std::string_view bug_type;
    std::string_view says;
    std::string_view cites = {};  // "RFC4034#6.1 RFC6840#5.1"
};
namespace bug {
inline constexpr std::string_view basic = "BASIC";          // a plain case
inline constexpr std::string_view edge = "EDGE_CASE";       // at the end of a range
inline constexpr std::string_view malformed = "MALFORMED";  // breaks the form
inline constexpr std::string_view wrong = "WRONG_CLAIM";    // what a likely mistake comes to
inline constexpr std::string_view weak = "WEAK_PARAMETERS";
inline constexpr std::string_view open = "AMBIGUOUS";  // an RFC leaves it open, programs differ
}  // namespace bug

enum class TestResult : std::uint8_t { valid, invalid, acceptable };
inline TestResult valid_if(bool so) {
    return so ? TestResult::valid : TestResult::invalid;
}

using Flags = std::vector<std::string_view>;

class Group {
public:
    explicit Group(std::string_view type, Json members = Json::object())
        : type(type), members(std::move(members)) {}

    /// Without a comment, what its first flag means stands there. What is there already gets the
    /// flags only.
    void add(std::string_view comment, Flags, TestResult, Json members);

    std::string_view type;
    Json members;
    std::vector<Json> tests;  // without tcId
};
using Groups = std::vector<Group>;

struct VectorKind {
    std::string_view name;  // of the file: "ds_digest"
    std::string_view says, cites;
    std::span<const GroupKind> groups;
    std::span<const Note> notes;
    Result<Groups> (*make)(KeyStore&);
};

extern const VectorKind name_parse_kind, name_text_roundtrip_kind, name_order_kind,
    rdata_text_wire_kind, rrset_canonical_kind, key_tag_kind, ds_digest_kind, sig_verify_kind,
    nsec3_hash_kind, nsec3_cover_kind, nsec_cover_kind, type_bitmap_kind, serial_time_kind,
    zonemd_kind, denial_proof_kind, chain_kind;

/// The file, a test a line, and the JSON Schema it keeps to.
std::string vectors_text(const VectorKind&, const Groups&);
std::string schema_text(const VectorKind&);

Json json_of(const Record&);
Json json_of(const Records&);

}  // namespace zoneproof::corpus
