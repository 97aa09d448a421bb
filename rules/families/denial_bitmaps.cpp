// Type bitmaps of NSEC and NSEC3 against the types at their names (RFC 4034 4.1.2, RFC 4035 2.3,
// RFC 5155 7.1; V-NSEC-5, V-NSEC-6, V-N3-12).
#include "rules/families/families.hpp"
#include "rules/families/nsec3_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace zoneproof {
namespace {

std::vector<RrType> shown_by(TypeBitmap bitmap) {
    std::vector<RrType> types;
    bitmap.each([&](RrType type) { types.push_back(type); });
    return types;
}

/// The types of `these` that are not among `those`, as text.
template <class Counts>
std::string difference(const std::vector<RrType>& these, const std::vector<RrType>& those,
                       const Counts& counts) {
    std::string text;
    std::size_t listed = 0;
    for (const RrType type : these) {
        if (!counts(type) || std::find(those.begin(), those.end(), type) != those.end()) continue;
        if (listed++ < 8) text += (text.empty() ? "" : ", ") + to_text(type);
    }
    return listed > 8 ? text + fmt::format(" and {} more", listed - 8) : text;
}

bool is_delegation_type(RrType type) {
    return type == RrType::NS || type == RrType::SOA || type == RrType::DS;
}
bool is_own_type(RrType type) {
    return type == RrType::RRSIG || type == RrType::NSEC;
}

const Rrset* nsec_with(const Context& context, NameId id, std::uint16_t facts) {
    const auto& names = context.evidence.nsec.names;
    if (names.empty() || (names[index(id)] & facts) == 0) return nullptr;
    return context.zone.find(id, RrType::NSEC);
}

/// "does not show A; shows TXT", of the types that count.
template <class Counts>
std::string describe_types(TypeBitmap bitmap, const std::vector<RrType>& expected,
                           const Counts& counts) {
    const std::vector<RrType> shown = shown_by(bitmap);
    const std::string missing = difference(expected, shown, counts),
                      extra = difference(shown, expected, counts);
    std::string text;
    if (!missing.empty()) text = "does not show " + missing + ", which the name has";
    if (!extra.empty())
        text += (text.empty() ? "shows " : "; shows ") + extra + ", which the name does not have";
    return text;
}

template <class Counts>
void each_nsec_bitmap(const Context& context, NameId id, std::uint16_t facts, Report& report,
                      const Counts& counts) {
    const Rrset* const nsec = nsec_with(context, id, facts);
    if (nsec == nullptr) return;
    report.add(at_rrset(context.zone, *nsec).at_field(1), [&] {
        return describe_types(NsecView(context.zone.records(*nsec).front()).types(),
                              expected_nsec_types(context.zone, id), counts);
    });
}

bool is_ordinary(RrType type) {
    return !is_own_type(type) && !is_meta(type);
}

void nsec_missing_type(const Context& context, const Moment&, NameId id, Report& report) {
    each_nsec_bitmap(context, id, nsec_fact::bitmap_missing, report, is_ordinary);
}

void nsec_extra_type(const Context& context, const Moment&, NameId id, Report& report) {
    each_nsec_bitmap(context, id, nsec_fact::bitmap_extra, report, is_ordinary);
}

void nsec_delegation(const Context& context, const Moment&, NameId id, Report& report) {
    each_nsec_bitmap(context, id, nsec_fact::bitmap_delegation, report, is_delegation_type);
}

void nsec_own_types(const Context& context, const Moment&, NameId id, Report& report) {
    each_nsec_bitmap(context, id, nsec_fact::bitmap_own, report, is_own_type);
}

TypeBitmap bitmap_of(RrType type, Octets rdata) {
    return type == RrType::NSEC ? NsecView(rdata).types() : Nsec3View(rdata).types();
}

void meta_type(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type != RrType::NSEC && rrset.type != RrType::NSEC3) return;
    if (!rrset.has(rrset_flag::authoritative)) return;
    auto record = index(rrset.first_record);
    for (const Octets rdata : context.zone.records(rrset)) {
        const auto id = static_cast<RecordId>(record++);
        bool any = false;
        bitmap_of(rrset.type, rdata).each([&](RrType type) { any = any || is_meta(type); });
        if (!any) continue;
        report.add(at_record(context.zone, rrset, id), [&] {
            return "shows " + difference(shown_by(bitmap_of(rrset.type, rdata)), {}, is_meta) +
                   ", which is never stored";
        });
    }
}

void nsec3_bitmap(const Context& context, const Nsec3Record& record, std::uint16_t fact,
                  Report& report) {
    if ((record.flags & fact) == 0 || record.subject == no_subject) return;
    // V-N3-12: while NSEC records stand beside, their bit and their signature's do not matter.
    const bool with_nsec = context.evidence.nsec.use.any_nsec;
    report.add(at_nsec3(context, record), [&] {
        const auto expected = expected_nsec3_types(context.zone, unpack(record.subject));
        return subject_text(context, record) + ": " +
               describe_types(Nsec3View(rdata_of(context, record)).types(), expected,
                              [&](RrType type) {
                                  return !(with_nsec && is_own_type(type)) && !is_meta(type);
                              });
    });
}

void nsec3_missing_type(const Context& context, const Moment&, const Nsec3Record& record,
                        Report& report) {
    nsec3_bitmap(context, record, nsec3_fact::bitmap_missing, report);
}

void nsec3_extra_type(const Context& context, const Moment&, const Nsec3Record& record,
                      Report& report) {
    nsec3_bitmap(context, record, nsec3_fact::bitmap_extra, report);
}

constexpr Rule rules[] = {
    {.id = "nsec-bitmap-missing-type",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 4034 4.1.2; RFC 4035 2.3",
     .since = {2005, 3},
     .says = "The bitmap of an NSEC lacks a type that its owner has.",
     .why = "Validators that cache the NSEC deny this type, and answer that there is no such data.",
     .fix = "Sign the zone again; data was added after it was signed.",
     .good = "www 3600 IN A 192.0.2.1\nwww 3600 IN NSEC example. A RRSIG NSEC",
     .bad = "www 3600 IN A 192.0.2.1\nwww 3600 IN NSEC example. RRSIG NSEC",
     .needs = pass::nsec,
     .check = each_denial(nsec_missing_type)},
    {.id = "nsec-bitmap-extra-type",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 4034 4.1.2; RFC 4035 2.3",
     .since = {2005, 3},
     .says = "The bitmap of an NSEC shows a type that its owner does not have.",
     .why =
         "The absence of the type cannot be proven: validators answer SERVFAIL when asked for it.",
     .fix = "Sign the zone again; data was removed after it was signed.",
     .good = "www 3600 IN A 192.0.2.1\nwww 3600 IN NSEC example. A RRSIG NSEC",
     .bad = "www 3600 IN A 192.0.2.1\nwww 3600 IN NSEC example. A TXT RRSIG NSEC",
     .needs = pass::nsec,
     .check = each_denial(nsec_extra_type)},
    {.id = "nsec-bitmap-delegation",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 4035 2.3; RFC 6840 4.1; RFC 6840 4.4",
     .since = {2005, 3},
     .says = "The NSEC of a delegation does not show NS, shows SOA, or is wrong about DS.",
     .why = "Validators tell an unsigned delegation by these bits: names below it fail, or a "
            "signed child passes as unsigned.",
     .fix = "Sign the zone again after NS and DS records have changed.",
     .good = "sub 3600 IN NS ns.sub\nsub 3600 IN NSEC www.example. NS RRSIG NSEC",
     .bad = "sub 3600 IN NS ns.sub\nsub 3600 IN NSEC www.example. NS DS RRSIG NSEC ; and no DS",
     .needs = pass::nsec,
     .check = each_denial(nsec_delegation)},
    {.id = "nsec-bitmap-no-rrsig-nsec",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 4035 2.3",
     .since = {2005, 3},
     .says = "The bitmap of an NSEC does not show NSEC and RRSIG, which its owner has by that very "
             "record.",
     .why = "The record contradicts itself; validators may refuse it.",
     .fix = "Sign the zone again with a signer that sets both.",
     .good = "www 3600 IN NSEC example. A RRSIG NSEC",
     .bad = "www 3600 IN NSEC example. A",
     .needs = pass::nsec,
     .check = each_denial(nsec_own_types)},
    {.id = "nsec-bitmap-meta-type",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 4034 4.1.2; RFC 5155 3.2.1",
     .since = {2005, 3},
     .says = "The bitmap of an NSEC or NSEC3 shows a type that is never stored.",
     .why = "Such a bit is forbidden; NXNAME (128) belongs to answers that are signed on line, not "
            "into a zone file.",
     .fix = "Sign the zone again; do not store answers of an on-line signer.",
     .good = "www 3600 IN NSEC example. A RRSIG NSEC",
     .bad = "www 3600 IN NSEC example. RRSIG NSEC TYPE128",
     .check = each_rrset(meta_type, RrType::NSEC, RrType::NSEC3)},
    {.id = "nsec3-bitmap-missing-type",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 3.2.1; RFC 5155 7.1",
     .since = {2008, 3},
     .says = "The bitmap of an NSEC3 lacks a type that its name has.",
     .why =
         "Validators that cache the NSEC3 deny this type, and answer that there is no such data.",
     .fix = "Sign the zone again; data was added after it was signed.",
     .good = "35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG ; of a name with an A",
     .bad = "35mt... 3600 IN NSEC3 1 0 0 - b4um... RRSIG ; of a name with an A",
     .needs = pass::nsec3 | pass::nsec,
     .check = each_nsec3(nsec3_missing_type)},
    {.id = "nsec3-bitmap-extra-type",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 3.2.1; RFC 5155 7.1",
     .since = {2008, 3},
     .says = "The bitmap of an NSEC3 shows a type that its name does not have, NSEC3 itself, or "
             "RRSIG where nothing is signed.",
     .why =
         "The absence of the type cannot be proven: validators answer SERVFAIL when asked for it.",
     .fix = "Sign the zone again; data was removed after it was signed.",
     .good = "35mt... 3600 IN NSEC3 1 0 0 - b4um... NS ; of an unsigned delegation",
     .bad = "35mt... 3600 IN NSEC3 1 0 0 - b4um... NS DS RRSIG ; of an unsigned delegation",
     .needs = pass::nsec3 | pass::nsec,
     .check = each_nsec3(nsec3_extra_type)},
};

}  // namespace

std::span<const Rule> denial_bitmap_rules() {
    return rules;
}

}  // namespace zoneproof
