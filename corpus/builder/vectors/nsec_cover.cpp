// nsec_cover: whether one NSEC record matches a name or covers it (RFC 4034 4.1.1, RFC 4035 5.4).
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Inside", bug::basic, "Between two owners in the middle of the chain."},
    {"Ends", bug::edge,
     "A span has neither of its ends: the owner is there, and so is the next name."},
    {"Order", bug::edge,
     "Canonical order decides: labels from the right, unsigned octets, no case.", "RFC4034#6.1"},
    {"Case", bug::edge, "Owner, next name and question in letters of either case.", "RFC4343"},
    {"Last", bug::edge, "The last record leads back to the apex and covers what sorts behind it.",
     "RFC4034#4.1.1"},
    {"Single", bug::edge, "The only record of a zone covers every name but its own."},
    {"OutOfZone", bug::edge, "A name outside the zone is covered by nothing, wherever it sorts."},
    {"Below", bug::edge,
     "Names below the owner sort directly behind it. Whether the span may be used there, at a cut "
     "or a DNAME, is another question (denial_proof)."},
    {"Minimal", bug::edge, "Spans made for one name.", "RFC4470 RFC9824"},
    {"Backwards", bug::open,
     "A next name before the owner that is not the apex: no signer makes it, and what it covers is "
     "in no RFC.",
     "RFC4034#4.1.1"},
};

constexpr MemberInfo test_members[] = {
    {"zone", MemberKind::name, "The apex."},
    {"owner", MemberKind::name, "Of the NSEC."},
    {"next", MemberKind::name, "Its next domain name."},
    {"target", MemberKind::name, "The name in question."},
    {"wires", MemberKind::hexes, "These four in wire form."},
    {"relation", MemberKind::word,
     "matches: the owner is the name; covers: the name is not in the zone; none: it says nothing. "
     "Valid: matches or covers.",
     false, "matches covers none"},
};
constexpr GroupKind group_kinds[] = {{"NsecCover", {}, test_members}};

/// In the notation of octets.hpp, below the zone. The relation is written down, not computed.
struct Row {
    const char *comment, *flag, *owner, *next, *target, *relation;
    const char* zone = "<example>";
};

const Row rows[] = {
    {"the owner", "Inside", "<b.example>", "<d.example>", "<b.example>", "matches"},
    {"between", "Inside", "<b.example>", "<d.example>", "<c.example>", "covers"},
    {"before", "Inside", "<b.example>", "<d.example>", "<a.example>", "none"},
    {"behind", "Inside", "<b.example>", "<d.example>", "<e.example>", "none"},
    {"the next name", "Ends", "<b.example>", "<d.example>", "<d.example>", "none"},
    {"the apex", "Ends", "<b.example>", "<d.example>", "<example>", "none"},
    {"from the apex to the first name", "Ends", "<example>", "<b.example>", "<a.example>",
     "covers"},
    {"the apex is its own", "Ends", "<example>", "<b.example>", "<example>", "matches"},
    {"upper case between", "Case", "<B.example>", "<D.Example>", "<C.EXAMPLE>", "covers"},
    {"the owner in another spelling", "Case", "<b.example>", "<d.example>", "<B.Example>",
     "matches"},
    {"the next name in another spelling", "Case", "<b.example>", "<d.example>", "<D.EXAMPLE>",
     "none"},
    {"upper case is not before lower case", "Case", "<a.example>", "<c.example>", "<B.example>",
     "covers"},
    {"a name below the owner", "Below", "<b.example>", "<d.example>", "<a.b.example>", "covers"},
    {"far below the owner", "Below", "<b.example>", "<d.example>", "<z.z.z.b.example>", "covers"},
    {"a name below the next one", "Below", "<b.example>", "<d.example>", "<a.d.example>", "none"},
    {"a name above the next one, which is far below", "Below", "<b.example>", "<a.b.c.example>",
     "<c.example>", "covers"},
    {"between, and as text it would be behind", "Order", "<b.example>", "<d.example>",
     "<z.c.example>", "covers"},
    {"behind, and as text it would be between", "Order", "<b.example>", "<d.example>",
     "<c.e.example>", "none"},
    {"an octet above 127 sorts last", "Order", "<z.example>", "02c0c0 <example>", "01c0 <example>",
     "covers"},
    {"an octet above 127 as an end", "Order", "<a.example>", "01ff <example>", "<z.example>",
     "covers"},
    {"a zero octet sorts first", "Order", "<example>", "<a.example>", "0100 <example>", "covers"},
    {"a zero octet does not end a label", "Order", "<a.example>", "<b.example>", "026100 <example>",
     "covers"},
    {"a hyphen before a letter", "Order", "<a.example>", "<ab.example>", "<a-.example>", "covers"},
    {"an underscore before a letter", "Order", "<a.example>", "<aa.example>", "<a_.example>",
     "covers"},
    {"an asterisk is no wildcard here", "Order", "<example>", "<a.example>", "<*.example>",
     "covers"},
    {"a wildcard's record matches its own name only", "Order", "<*.example>", "<b.example>",
     "<a.example>", "covers"},
    {"a label that begins as the owner's", "Order", "<ab.example>", "<ac.example>", "<abc.example>",
     "covers"},
    {"a dot inside a label", "Order", "<a.example>", "<b.example>", "03 'a.b' <example>", "covers"},
    {"the last record and a name behind it", "Last", "<y.example>", "<example>", "<z.example>",
     "covers"},
    {"the last record and a name before it", "Last", "<y.example>", "<example>", "<a.example>",
     "none"},
    {"the last record and its own name", "Last", "<y.example>", "<example>", "<y.example>",
     "matches"},
    {"the last record and the apex", "Last", "<y.example>", "<example>", "<example>", "none"},
    {"the last record and a name below it", "Last", "<y.example>", "<example>", "<a.y.example>",
     "covers"},
    {"the last record, the apex in upper case", "Last", "<y.example>", "<EXAMPLE>", "<z.example>",
     "covers"},
    {"one record and its own name", "Single", "<example>", "<example>", "<example>", "matches"},
    {"one record and any other name", "Single", "<example>", "<example>", "<www.example>",
     "covers"},
    {"one record in the root zone", "Single", "<>", "<>", "<example>", "covers", "<>"},
    {"one record whose next name is in upper case", "Single", "<example>", "<Example>",
     "<a.example>", "covers"},
    {"the parent", "OutOfZone", "<y.sub.example>", "<sub.example>", "<example>", "none",
     "<sub.example>"},
    {"a name that sorts behind the zone", "OutOfZone", "<y.sub.example>", "<sub.example>",
     "<z.tub.example>", "none", "<sub.example>"},
    {"a name that sorts before the zone", "OutOfZone", "<sub.example>", "<sub.example>",
     "<a.example>", "none", "<sub.example>"},
    {"a name whose end looks like the zone", "OutOfZone", "<example>", "<example>",
     "07 'example' <test>", "none"},
    {"a longer label", "OutOfZone", "<example>", "<example>", "<anexample>", "none"},
    {"RFC 9824: the name itself", "Minimal", "<a.example>", "0100 <a.example>", "<a.example>",
     "matches"},
    {"RFC 9824: nothing lies between", "Minimal", "<a.example>", "0100 <a.example>",
     "0100 <a.example>", "none"},
    {"RFC 9824: a longer label", "Minimal", "<a.example>", "0100 <a.example>", "026100 <example>",
     "none"},
    {"RFC 4470: a span around one name", "Minimal", "03 'st~' <example>", "0100 <su.example>",
     "<su.example>", "covers"},
    {"RFC 4470: beside it", "Minimal", "03 'st~' <example>", "0100 <su.example>", "<sv.example>",
     "none"},
};

const Row backwards[] = {
    {"behind the owner", "Backwards", "<m.example>", "<c.example>", "<x.example>", "covers"},
    {"before the next name", "Backwards", "<m.example>", "<c.example>", "<a.example>", "covers"},
};

void add(Group& group, const Row& row, TestResult outcome) {
    Json wires = Json::array(), test = Json::object();
    const std::pair<const char*, const char*> members[] = {
        {"zone", row.zone}, {"owner", row.owner}, {"next", row.next}, {"target", row.target}};
    for (const auto& [name, notation] : members) {
        const Bytes wire = octets_of(notation);
        test[name] = escaped_name(wire);
        wires.push_back(to_hex(wire));
    }
    test["wires"] = wires;
    test["relation"] = row.relation;
    group.add(row.comment, {row.flag}, outcome, test);
}

Result<Groups> make(KeyStore&) {
    Group group("NsecCover");
    for (const Row& row : rows) add(group, row, valid_if(std::string_view(row.relation) != "none"));
    for (const Row& row : backwards) add(group, row, TestResult::acceptable);
    return Groups{group};
}

}  // namespace

const VectorKind nsec_cover_kind = {
    "nsec_cover", "One NSEC record and a name.", "RFC4034#4 RFC4035#5.4", group_kinds, notes, make};

}  // namespace zoneproof::corpus
