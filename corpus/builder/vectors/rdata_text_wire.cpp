// rdata_text_wire: RDATA in presentation form, in wire form, and as DNSSEC signs it.
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"
#include "corpus/builder/vectors/rdata_rows.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Plain", bug::basic, "As the RFC of the type says."},
    {"Rfc", bug::basic, "An example that the RFC in the comment prints."},
    {"Relative", bug::basic, "A name without the last dot: the origin completes it."},
    {"Escapes", bug::basic, "Backslashes.", "RFC1035#5.1"},
    {"Generic", bug::basic, "The form that all types have.", "RFC3597#5"},
    {"Folded", bug::edge, "Names in it are in lower case where it is signed.",
     "RFC4034#6.2 RFC6840#5.1"},
    {"NotFolded", bug::edge, "Names in it, or what looks like one, stay as they are.",
     "RFC3597#7 RFC6840#5.1"},
    {"Long", bug::edge, "Strings and data at their greatest length."},
    {"BadText", bug::malformed, "No RDATA of this type; the comment says why."},
    {"BadWire", bug::malformed, "No RDATA of this type; the comment says why."},
    {"Units", bug::open, "Times with units, as many programs read them.", "RFC1035#5.1"},
    {"LeadingZero", bug::open, "Some programs take such a number as octal: best refused."},
    {"NoString", bug::open, "One or more strings, says the RFC; some servers load none.",
     "RFC1035#3.3.14"},
    {"LoneZero", bug::open, "One hexadecimal digit is no octet, but the RFC printed it so.",
     "RFC8078#4 erratum5049"},
    {"PadBits", bug::open, "Bits behind the last octet that are not zero may be refused.",
     "RFC4648#3.5"},
    {"RawOctets", bug::open, "Octets above 127, not escaped.", "RFC1035#5.1"},
};

constexpr MemberInfo group_members[] = {
    {"rrtype", MemberKind::text, "Mnemonic, or TYPEnnn."},
    {"number", MemberKind::u16, "Its number."},
    {"origin", MemberKind::name, "What completes relative names."},
};
constexpr MemberInfo text_members[] = {
    {"text", MemberKind::text, "RDATA as in a zone file, in UTF-8, on one line."},
    {"wire", MemberKind::hex,
     "What it comes to; printed in any form, that text must come to the same.", true},
    {"canonical", MemberKind::hex, "As it is signed, where that differs.", true},
};
constexpr MemberInfo wire_members[] = {
    {"wire", MemberKind::hex, "All of the RDATA."},
};
constexpr GroupKind group_kinds[] = {{"RdataText", group_members, text_members},
                                     {"RdataWire", group_members, wire_members}};

bool is_left_open(std::string_view flag) {
    const auto note = std::ranges::find(notes, flag, &Note::flag);
    return note->bug_type == bug::open;
}

std::string generic(const Bytes& wire) {
    const std::string text = "\\# " + std::to_string(wire.size());
    return wire.empty() ? text : text + " " + to_hex(wire);
}

/// Groups by type, in the order of the numbers.
class ByType {
public:
    Group& of(RrType type, const char* kind) {
        const auto known = groups_.find({number(type), kind});
        if (known != groups_.end()) return known->second;
        Json members = {
            {"rrtype", to_text(type)}, {"number", number(type)}, {"origin", "example."}};
        return groups_.emplace(std::pair(number(type), kind), Group(kind, std::move(members)))
            .first->second;
    }
    Groups all() && {
        Groups groups;
        for (auto& [type, group] : groups_) groups.push_back(std::move(group));
        return groups;
    }

private:
    std::map<std::pair<std::uint16_t, std::string>, Group> groups_;
};

void add(ByType& groups, const RdataRow& row) {
    const Bytes wire = octets_of(row.wire);
    Json members = {{"text", row.text}, {"wire", to_hex(wire)}};
    if (row.canonical != nullptr) members["canonical"] = to_hex(octets_of(row.canonical));
    const TestResult outcome = is_left_open(row.flag) ? TestResult::acceptable : TestResult::valid;
    Group& group = groups.of(row.type, "RdataText");
    const bool first = group.tests.empty();
    group.add(row.comment, {row.flag}, outcome, members);
    // Every type in the generic form, too.
    if (!first || outcome != TestResult::valid || std::string_view(row.text).starts_with("\\#"))
        return;
    members["text"] = generic(wire);
    group.add("the same in the form that all types have", {"Generic"}, TestResult::valid, members);
    groups.of(row.type, "RdataWire")
        .add("", {row.flag}, TestResult::valid, {{"wire", to_hex(wire)}});
}

void add_long(ByType& groups) {
    const std::string a255(255, 'a');
    Bytes txt = {255};
    append(txt, octets(a255));
    groups.of(RrType::TXT, "RdataText")
        .add("255 octets", {"Long"}, TestResult::valid,
             {{"text", "\"" + a255 + "\""}, {"wire", to_hex(txt)}});
    std::string strings;
    Bytes wire;
    for (unsigned i = 0; i < 40; ++i) {
        strings += (i == 0 ? "" : " ") + ("\"" + std::string(i, 'x')) + "\"";
        wire.push_back(static_cast<std::uint8_t>(i));
        wire.insert(wire.end(), i, 'x');
    }
    groups.of(RrType::TXT, "RdataText")
        .add("40 strings of 0 to 39 octets", {"Long"}, TestResult::valid,
             {{"text", strings}, {"wire", to_hex(wire)}});
    Bytes salt = {1, 0, 0, 0, 255};
    salt.insert(salt.end(), 255, 0xAB);
    std::string text = "1 0 0 ";
    for (unsigned i = 0; i < 255; ++i) text += "ab";
    groups.of(RrType::NSEC3PARAM, "RdataText")
        .add("a salt of 255 octets", {"Long"}, TestResult::valid,
             {{"text", text}, {"wire", to_hex(salt)}});
}

Result<Groups> make(KeyStore&) {
    ByType groups;
    for (const auto rows : {basic_rows(), dnssec_rows(), service_rows(), other_rows()})
        for (const RdataRow& row : rows) add(groups, row);
    add(groups, {RrType::DNSKEY, "256 3 13 AR==", "0100 03 0d 01", nullptr, "PadBits",
                 "four bits that are not zero"});
    add(groups, {RrType::RRSIG, "A 13 1 1h 1 1 1 . AA==",
                 "0001 0d 01 00000e10 00000001 00000001 "
                 "0001 00 00",
                 nullptr, "Units", "an Original TTL with a unit"});
    add_long(groups);
    for (const BadTextRow& row : bad_text_rows())
        groups.of(row.type, "RdataText")
            .add(row.comment, {"BadText"}, TestResult::invalid, {{"text", row.text}});
    for (const BadWireRow& row : bad_wire_rows())
        groups.of(row.type, "RdataWire")
            .add(row.comment, {"BadWire"}, TestResult::invalid,
                 {{"wire", to_hex(octets_of(row.wire))}});
    return std::move(groups).all();
}

}  // namespace

const VectorKind rdata_text_wire_kind = {
    "rdata_text_wire",
    "RDATA of one type: its text, its octets, and the octets that are signed.",
    "RFC1035#3 RFC3597 RFC4034#6.2 RFC6840#5.1",
    group_kinds,
    notes,
    make};

}  // namespace zoneproof::corpus
