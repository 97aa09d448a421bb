// rrset_canonical: the octets that a signature is made over, RFC 4034 3.1.8.1 with 6.2 and 6.3,
// RFC 4035 5.3.2 and RFC 6840 5.1.
//
// Octets that are not right are those of one likely mistake.
#include "corpus/builder/canonical.hpp"
#include "corpus/builder/sign.hpp"
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"
#include "corpus/builder/vectors/rdata_rows.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Plain", bug::basic, "Nothing to fold and nothing to sort."},
    {"Sorted", bug::basic, "RRs by their RDATA, which may be in any order before.", "RFC4034#6.3"},
    {"Duplicate", bug::edge, "Equal RRs enter once.", "RFC4034#6.3"},
    {"OwnerFolded", bug::basic, "The owner in lower case.", "RFC4034#6.2"},
    {"RdataFolded", bug::edge, "Names in RDATA of the listed types in lower case.",
     "RFC4034#6.2 RFC6840#5.1"},
    {"NotFolded", bug::edge, "RDATA that stays as it is.", "RFC3597#7 RFC6840#5.1"},
    {"OriginalTtl", bug::basic, "The TTL of the RRSIG's field, whatever that of the RRs is.",
     "RFC4034#3.1.8.1"},
    {"Signer", bug::edge, "The signer's name in lower case.", "RFC4034#3.1.8.1"},
    {"Wildcard", bug::edge,
     "The owner by the Labels field: an expanded name is signed as its wildcard.", "RFC4035#5.3.2"},
    {"Unknown", bug::edge, "Types without a format of their own.", "RFC3597#7"},
    {"TooManyLabels", bug::malformed,
     "Labels is greater than the owner has: no octets, the RRSIG is not used.", "RFC4035#5.3.2"},
    {"OwnerNotFolded", bug::wrong, "The owner as it is written."},
    {"RdataNotFolded", bug::wrong, "RDATA as it is written."},
    {"AllFolded", bug::wrong, "Names folded in types that are not on the list."},
    {"NotSorted", bug::wrong, "RRs in the order in which they came."},
    {"SortedByLength", bug::wrong, "Shorter RDATA first, as with RDLENGTH in front."},
    {"SortedSigned", bug::wrong, "Octets taken as signed numbers."},
    {"DuplicateKept", bug::wrong, "Equal RRs entered each time."},
    {"CurrentTtl", bug::wrong, "The TTL of the RRs."},
    {"SignerNotFolded", bug::wrong, "The signer's name as it is written."},
    {"NotSubstituted", bug::wrong, "An expanded name as the owner of the answer."},
    {"WithSignature", bug::wrong, "The signature field along with the others."},
    {"NoLength", bug::wrong, "RRs without RDLENGTH."},
};

constexpr MemberInfo test_members[] = {
    {"owner", MemberKind::name, "Of the RRset, as it is written."},
    {"ownerWire", MemberKind::hex, "In wire form."},
    {"rrtype", MemberKind::text, "Mnemonic, or TYPEnnn."},
    {"records", MemberKind::records, "Of class IN, in any order; RDATA as it is written."},
    {"rrsig", MemberKind::hex, "RDATA of the RRSIG as far as the signer's name."},
    {"octets", MemberKind::hex,
     "What is signed; invalid: what is not; absent: nothing can be signed.", true},
};
constexpr GroupKind group_kinds[] = {{"RrsetCanonical", {}, test_members}};

/// Owner and RDATA in the notation of octets.hpp, several RRs separated by bars.
struct Row {
    const char* comment;
    const char* flag;
    const char* owner;
    RrType type;
    const char* rdata;
    const char* signer = "example.";
    int labels = -1;  // default: those of the owner
    std::uint32_t original_ttl = 3600;
    std::uint32_t first_ttl = 3600;  // of the first RR; others have 3600
};

using enum RrType;
constexpr auto unknown = static_cast<RrType>(65280);

const Row rows[] = {
    {"one address", "Plain", "<www.example>", A, "c0000201"},
    {"the apex", "Plain", "<example>", A, "c0000201"},
    {"addresses in reverse", "Sorted", "<www.example>", A,
     "c00002c8 | c0000264 | c0000203 | 0a000001"},
    {"strings, of which one begins as the other", "Sorted", "<t.example>", TXT,
     "01'a' 01'b' | 01'a' | 00 | 02'aa' | 01'a' 00"},
    {"octets from 128 on", "Sorted", "<t.example>", TXT, "01ff | 017f | 0100 | 0180"},
    {"preferences that differ in their high octet", "Sorted", "<example>", MX,
     "0100 <a> | 00ff <b> | 8000 <c>"},
    {"an address twice", "Duplicate", "<www.example>", A, "c0000201 | c0000202 | c0000201"},
    {"one mail server in three spellings", "Duplicate", "<example>", MX,
     "000a <MAIL.example> | 000a <mail.example> | 000a <Mail.Example>"},
    {"strings in two spellings are two", "Sorted", "<t.example>", TXT, "01'b' | 01'B'"},
    {"folding changes the order", "RdataFolded", "<example>", MX,
     "000a <a.example> | 000a <B.example>"},
    {"an owner in upper case", "OwnerFolded", "<WWW.Example>", A, "c0000201"},
    {"an owner of letters outside ASCII", "OwnerFolded", "02c458 <example>", A, "c0000201"},
    {"an owner with a zero octet", "OwnerFolded", "03004100 <example>", A, "c0000201"},
    {"a TTL below the original one", "OriginalTtl", "<www.example>", A, "c0000201", "example.", -1,
     3600, 300},
    {"TTLs that differ", "OriginalTtl", "<www.example>", A, "c0000202 | c0000201", "example.", -1,
     3600, 60},
    {"an original TTL of 2^32-1", "OriginalTtl", "<www.example>", A, "c0000201", "example.", -1,
     4294967295},
    {"a signer in upper case", "Signer", "<www.example>", A, "c0000201", "EXAMPLE."},
    {"a wildcard", "Wildcard", "<*.example>", A, "c0000201", "example.", 1},
    {"one label for a wildcard", "Wildcard", "<www.example>", A, "c0000201", "example.", 1},
    {"three labels for a wildcard", "Wildcard", "<A.b.C.example>", A, "c0000201", "example.", 1},
    {"one of two labels for a wildcard", "Wildcard", "<a.sub.example>", A, "c0000201", "example.",
     2},
    {"a wildcard in the root zone", "Wildcard", "<a.b>", TXT, "01'x'", ".", 0},
    {"the root itself", "Plain", "<>", NS, "<ns.example>", "."},
    {"an asterisk elsewhere counts as a label", "Wildcard", "<a.*.example>", A, "c0000201",
     "example.", 3},
    {"what looks like a wildcard", "Wildcard", "<*a.example>", A, "c0000201", "example.", 2},
    {"an asterisk for a wildcard", "Wildcard", "<*.sub.example>", A, "c0000201", "example.", 1},
    {"a hashed owner in upper case", "OwnerFolded", "<0P9MHAVEQVM6T7VBL5LOP2U3T2RP3TOM.example>",
     NSEC3, "01 01 000c 04aabbccdd 14174eb2409fe28bcb4887a1836f957f0a8425e27b 000722010000000290"},
    {"no data and some", "Unknown", "<a.example>", unknown, "00 |"},
    {"data that looks like a name", "Unknown", "<a.example>", unknown, "<A.Foo> 000102"},
    {"two keys", "Sorted", "<example>", DNSKEY, "0101 03 0d abcdef | 0100 03 0d 000000"},
    {"DS in a parent", "Plain", "<sub.example>", DS, "0001 0d 02 aabb"},
};

/// What is done otherwise than it should be.
struct Mistake {
    std::string_view flag = {};
    bool owner_kept = false, rdata_kept = false, all_folded = false, duplicates = false,
         current_ttl = false, signer_kept = false, not_substituted = false, signature = false,
         no_length = false;
    bool (*less)(const Bytes&, const Bytes&) = [](const Bytes& a, const Bytes& b) {
        return BytesLess()(a, b);
    };
};

const Mistake mistakes[] = {
    {.flag = "OwnerNotFolded", .owner_kept = true},
    {.flag = "RdataNotFolded", .rdata_kept = true},
    {.flag = "AllFolded", .all_folded = true},
    {.flag = "NotSorted", .less = [](const Bytes&, const Bytes&) { return false; }},
    {.flag = "SortedByLength",
     .less = [](const Bytes& a,
                const Bytes& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; }},
    {.flag = "SortedSigned",
     .less =
         [](const Bytes& a, const Bytes& b) {
             const auto as_signed = [](std::uint8_t octet) { return octet ^ 0x80; };
             return std::ranges::lexicographical_compare(a, b, {}, as_signed, as_signed);
         }},
    {.flag = "DuplicateKept", .duplicates = true},
    {.flag = "CurrentTtl", .current_ttl = true},
    {.flag = "SignerNotFolded", .signer_kept = true},
    {.flag = "NotSubstituted", .not_substituted = true},
    {.flag = "WithSignature", .signature = true},
    {.flag = "NoLength", .no_length = true},
};

struct Subject {
    Records records;
    Bytes rrsig;
    std::uint32_t original_ttl;
    unsigned labels;

    NameView owner() const { return records.front().owner; }
};

/// RFC 4034 3.1.3
unsigned label_count(NameView owner) {
    return owner.label_count() - (owner.is_wildcard() ? 1 : 0);
}

Bytes rrsig_of(const Row& row, const Subject& subject) {
    Bytes rdata;
    append16(rdata, number(subject.records.front().type));
    append(rdata, Bytes{13, static_cast<std::uint8_t>(subject.labels)});
    append32(rdata, row.original_ttl);
    append32(rdata, 1769904000);
    append32(rdata, 1767225600);
    append16(rdata, 12345);
    append(rdata, plain_name(row.signer).view().wire());
    return rdata;
}

Subject subject_of(const Row& row) {
    const Name owner{NameView(octets_of(row.owner))};
    Subject subject{{}, {}, row.original_ttl, 0};
    for (std::string_view rest = row.rdata;;) {
        const std::size_t bar = std::min(rest.find('|'), rest.size());
        const std::uint32_t ttl = subject.records.empty() ? row.first_ttl : 3600;
        subject.records.push_back({owner, row.type, ttl, octets_of(rest.substr(0, bar))});
        if (bar == rest.size()) break;
        rest.remove_prefix(bar + 1);
    }
    subject.labels =
        row.labels >= 0 ? static_cast<unsigned>(row.labels) : label_count(subject.owner());
    subject.rrsig = rrsig_of(row, subject);
    return subject;
}

Name signed_owner(const Subject& subject) {
    NameView owner = subject.owner();
    if (subject.labels >= label_count(owner)) return Name(owner);
    while (owner.label_count() > subject.labels) owner = owner.parent();
    Bytes wire = {1, '*'};
    append(wire, owner.wire());
    return Name(NameView(wire));
}

/// Any letter that could be one of a name: what is folded without looking where.
Bytes all_folded(const Bytes& rdata) {
    Bytes folded;
    for (const std::uint8_t octet : rdata) folded.push_back(fold(octet));
    return folded;
}

std::vector<Bytes> rdata_of(const Subject& subject, const Mistake& mistake) {
    std::vector<Bytes> all;
    for (const Record& record : subject.records)
        all.push_back(mistake.rdata_kept   ? record.rdata
                      : mistake.all_folded ? all_folded(record.rdata)
                                           : canonical_rdata(record.type, record.rdata));
    if (!mistake.duplicates) {
        std::vector<Bytes> once;
        for (const Bytes& rdata : all)
            if (std::ranges::find(once, rdata) == once.end()) once.push_back(rdata);
        all = once;
    }
    std::ranges::stable_sort(all, mistake.less);
    return all;
}

Bytes signed_octets(const Subject& subject, const Mistake& mistake) {
    Bytes data =
        mistake.signer_kept ? subject.rrsig : canonical_rdata(RrType::RRSIG, subject.rrsig);
    if (mistake.signature) append(data, Bytes(64, 0xAB));
    const Name owner = mistake.not_substituted ? Name(subject.owner()) : signed_owner(subject);
    for (const Bytes& rdata : rdata_of(subject, mistake)) {
        append(data, mistake.owner_kept ? bytes(owner.view().wire()) : canonical_name(owner));
        append16(data, number(subject.records.front().type));
        append16(data, class_in);
        append32(data, mistake.current_ttl ? subject.records.front().ttl : subject.original_ttl);
        if (!mistake.no_length) append16(data, static_cast<unsigned>(rdata.size()));
        append(data, rdata);
    }
    return data;
}

/// The builder's own octets for zones; the assembly of this file must not say otherwise.
Bytes right_octets(const Subject& subject) {
    return octets_to_sign(subject.rrsig, canonical_rrset(subject.records), signed_owner(subject),
                          subject.records.front().type);
}

Json members(const Subject& subject) {
    return {{"owner", to_text(subject.owner())},
            {"ownerWire", to_hex(subject.owner().wire())},
            {"rrtype", to_text(subject.records.front().type)},
            {"records", json_of(subject.records)},
            {"rrsig", to_hex(subject.rrsig)}};
}

void add(Group& group, const Row& row) {
    const Subject subject = subject_of(row);
    Json test = members(subject);
    const Bytes right = right_octets(subject);
    test["octets"] = to_hex(right);
    group.add(row.comment, {row.flag}, TestResult::valid, test);
    for (const Mistake& mistake : mistakes) {
        const Bytes wrong = signed_octets(subject, mistake);
        // Two mistakes that go wrong with any RRset are shown with the first.
        const bool any = mistake.signature || mistake.no_length;
        if (wrong == right || (any && &row != rows)) continue;
        test["octets"] = to_hex(wrong);
        group.add(row.comment, {mistake.flag}, TestResult::invalid, test);
    }
}

/// The types with names in their RDATA, from the tables of rdata_text_wire.
void add_types(Group& group) {
    for (const auto table : {basic_rows(), dnssec_rows(), service_rows(), other_rows()})
        for (const RdataRow& row : table) {
            const std::string_view flag = row.flag;
            const bool folded = flag == "Folded";
            // The canonical form of A6 is beyond the builder's table of fields; RRSIGs are not
            // signed.
            if ((!folded && flag != "NotFolded") || row.type == A6 || row.type == unknown ||
                row.type == RRSIG)
                continue;
            const std::string type = to_text(row.type);
            add(group, {type.c_str(), folded ? "RdataFolded" : "NotFolded", "<a.example>", row.type,
                        row.wire});
        }
}

const Row too_many_labels[] = {
    {"one label too many", "TooManyLabels", "<www.example>", A, "c0000201", "example.", 3},
    {"the asterisk counted", "TooManyLabels", "<*.example>", A, "c0000201", "example.", 2},
    {"255 labels", "TooManyLabels", "<www.example>", A, "c0000201", "example.", 255},
};

Result<Groups> make(KeyStore&) {
    Group group("RrsetCanonical");
    for (const Row& row : rows) add(group, row);
    add_types(group);
    for (const Row& row : too_many_labels)
        group.add(row.comment, {row.flag}, TestResult::invalid, members(subject_of(row)));
    return Groups{group};
}

}  // namespace

const VectorKind rrset_canonical_kind = {
    "rrset_canonical",
    "An RRset and the fields of an RRSIG, and the octets that are signed.",
    "RFC4034#3.1.8.1 RFC4034#6 RFC4035#5.3.2 RFC6840#5.1",
    group_kinds,
    notes,
    make};

}  // namespace zoneproof::corpus
