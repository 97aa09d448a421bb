// denial_proof: what sets of NSEC and NSEC3 records prove about a question (RFC 4035 5.4, RFC 5155
// 8, RFC 6840 4).
//
// The records are those of whole chains over small zones; a row of denial_rows.cpp names the ones
// that are there.
#include "corpus/builder/canonical.hpp"
#include "corpus/builder/sign.hpp"
#include "corpus/builder/vectors/denial_rows.hpp"
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"

#include <algorithm>
#include <map>

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Rfc4035", bug::basic, "A response of the RFC's zone.", "RFC4035#B"},
    {"Rfc5155", bug::basic, "A response of the RFC's zone, whose records all have Opt-Out.",
     "RFC5155#B"},
    {"Nsec", bug::basic, "A complete proof."},
    {"Nsec3", bug::basic, "A complete proof."},
    {"OptOut", bug::basic, "A proof by a span with Opt-Out: without the AD bit.",
     "RFC5155#8.6 RFC5155#9.2"},
    {"Incomplete", bug::malformed, "A record that the proof needs is missing."},
    {"TypeExists", bug::wrong, "The bitmap shows the type, or CNAME.", "RFC5155#8.5"},
    {"NameExists", bug::wrong, "The name exists, perhaps without data."},
    {"WildcardExists", bug::wrong, "A wildcard would have answered.", "RFC4035#5.4"},
    {"AncestorDelegation", bug::wrong,
     "A record of the parent's side of a cut, or of a DNAME, says nothing about names below.",
     "RFC6840#4.1"},
    {"ParentSide", bug::wrong, "At a cut only DS is the parent's to deny.", "RFC6840#4.1"},
    {"ChildSide", bug::wrong, "DS is not the child's to deny.", "RFC6840#4.4"},
    {"NoCut", bug::wrong, "No NS bit: the name is no delegation.", "RFC6840#4.4"},
    {"Expanded", bug::wrong, "An NSEC that is itself expanded from a wildcard.", "CVE-2017-15105"},
    {"NoOptOut", bug::wrong, "An insecure delegation by a span without Opt-Out.", "RFC5155#8.6"},
    {"WrongEncloser", bug::wrong, "The wildcard of another name than the closest encloser."},
    {"OutOfZone", bug::malformed, "The name is not in the zone of the records."},
    {"Compact", bug::edge, "Made for the question, with NXNAME.", "RFC9824"},
    {"OptOutEnt", bug::open,
     "No data at a name that only a span with Opt-Out covers: it may be an empty non-terminal "
     "above unsigned delegations.",
     "RFC5155#8.5 erratum3441"},
};

constexpr MemberInfo test_members[] = {
    {"zone", MemberKind::name, "The apex."},
    {"name", MemberKind::name, "The name asked for."},
    {"rrtype", MemberKind::text, "The type asked for."},
    {"claim", MemberKind::word,
     "no-name: the name does not exist; no-data: it has no such type; wildcard-answer: the answer "
     "is expanded from a wildcard, and rightly; no-ds: it is a delegation without DS.",
     false, "no-name no-data wildcard-answer no-ds"},
    {"labels", MemberKind::u8, "Of wildcard-answer: the Labels field of the answer's RRSIG.", true},
    {"records", MemberKind::records, "All validly signed by the zone."},
    {"recordLabels", MemberKind::numbers, "The Labels field of the RRSIG of each."},
    {"verdict", MemberKind::word, "Valid: proved or proved-insecure, the latter without AD.", false,
     "proved proved-insecure not-proved"},
};
constexpr GroupKind group_kinds[] = {{"DenialProof", {}, test_members}};

Name origin() {
    return plain_name("example.");
}

class Chains {
public:
    Chains() {
        for (const DenialZone& zone : denial_zones()) {
            const Records records = records_from_text(zone.text, origin(), 3600).value();
            chains_[zone.name] = zone.nsec3 ? make_nsec3(records, origin(), zone.parameters)
                                            : make_nsec(records, origin());
        }
    }

    /// "=name", "~name" or "!name"
    Record find(std::string_view zone, std::string_view what) const {
        const Name name = absolute(what.substr(1));
        if (what[0] == '!') {
            Bytes wildcard = {1, '*'};
            append(wildcard, name.view().parent().wire());
            Record record = at(zone, Name(NameView(wildcard)));
            record.owner = name;
            return record;
        }
        if (what[0] == '=') return at(zone, name);
        for (const Record& record : chains_.at(zone))
            if (covers(record, name)) return record;
        return {};
    }

    static Name absolute(std::string_view text) {
        const Name apex = origin();
        const NameView end = apex;
        return *name_from_text(text, &end);
    }

private:
    Record at(std::string_view zone, const Name& name) const {
        for (const DenialZone& one : denial_zones())
            for (const Record& record : chains_.at(zone))
                if (one.name == zone &&
                    is_at(record, one.nsec3 ? nsec3_owner(name, origin(), one.parameters) : name))
                    return record;
        return {};
    }

    std::map<std::string_view, Records> chains_;
};

/// Of the RRSIG that came with it: that of the wildcard, where the row says expanded.
unsigned labels_of(const Record& record, bool expanded) {
    return record.owner.view().label_count() - (expanded || record.owner.view().is_wildcard());
}

Result<bool> add(Group& group, const Chains& chains, const DenialRow& row, TestResult outcome) {
    Records records;
    std::vector<unsigned> labels;
    for (std::string_view rest = row.records; !rest.empty();) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view what = rest.substr(0, end);
        const Record record = chains.find(row.zone, what);
        if (record.rdata.empty())
            return Error{ErrorCode::usage, "no record is " + std::string(what)};
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const auto same = [&](const Record& other) { return is_at(other, record.owner); };
        if (std::ranges::any_of(records, same)) continue;
        records.push_back(record);
        labels.push_back(labels_of(record, what[0] == '!'));
    }
    const auto more = records_from_text(row.more, origin(), 3600);
    if (!more) return more.error();
    for (const Record& record : more.value()) {
        records.push_back(record);
        labels.push_back(labels_of(record, false));
    }
    const bool root = !records.empty() && records[0].owner.view().is_root();
    Json test = {{"zone", root ? "." : "example."},
                 {"name", to_text(Chains::absolute(row.name).view())},
                 {"rrtype", row.type},
                 {"claim", row.claim}};
    if (row.labels != 0) test["labels"] = row.labels;
    test.update(
        {{"records", json_of(records)}, {"recordLabels", labels}, {"verdict", row.verdict}});
    group.add(row.comment, {row.flag}, outcome, test);
    return true;
}

Result<Groups> make(KeyStore&) {
    Group group("DenialProof");
    const Chains chains;
    for (const DenialRow& row : denial_rows()) {
        const TestResult outcome = valid_if(std::string_view(row.verdict) != "not-proved");
        if (const auto done = add(group, chains, row, outcome); !done) return done.error();
    }
    for (const DenialRow& row : open_denial_rows())
        if (const auto done = add(group, chains, row, TestResult::acceptable); !done)
            return done.error();
    return Groups{group};
}

}  // namespace

const VectorKind denial_proof_kind = {
    "denial_proof",
    "Records of a response, and what they prove about its question.",
    "RFC4035#5.4 RFC5155#8 RFC6840#4",
    group_kinds,
    notes,
    make};

}  // namespace zoneproof::corpus
