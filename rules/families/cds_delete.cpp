// The request to remove the DS RRset: its one form, alone, in both types (RFC 8078 4 with erratum
// 5049; V-CDS-5).
#include "rules/families/families.hpp"
#include "rules/families/key_requests.hpp"

namespace zoneproof {
namespace {

struct Requests {
    bool removes = false;
    bool names_keys = false;
};

Requests requests_of(const Zone& zone, const Rrset* rrset) {
    Requests requests;
    if (rrset == nullptr) return requests;
    for (const Octets rdata : zone.records(*rrset)) {
        if (is_delete(rrset->type, rdata)) requests.removes = true;
        if (requested_algorithm(rrset->type, rdata) != 0) requests.names_keys = true;
    }
    return requests;
}

void mixed(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!is_key_request(context, rrset)) return;
    const Requests requests = requests_of(context.zone, &rrset);
    if (requests.removes && requests.names_keys)
        report.add(at_rrset(context.zone, rrset),
                   [] { return std::string("asks to remove the DS RRset and for keys at once"); });
}

void only_one(const Context& context, const Moment&, Report& report) {
    const Rrset* const cds = context.zone.at_apex(RrType::CDS);
    const Rrset* const cdnskey = context.zone.at_apex(RrType::CDNSKEY);
    if (cds == nullptr || cdnskey == nullptr) return;
    const Requests by_cds = requests_of(context.zone, cds),
                   by_cdnskey = requests_of(context.zone, cdnskey);
    if (by_cds.removes && !by_cdnskey.removes && by_cdnskey.names_keys)
        report.add(at_rrset(context.zone, *cds),
                   [] { return std::string("removes the DS RRset, CDNSKEY asks for keys"); });
    if (by_cdnskey.removes && !by_cds.removes && by_cds.names_keys)
        report.add(at_rrset(context.zone, *cdnskey),
                   [] { return std::string("removes the DS RRset, CDS asks for keys"); });
}

void malformed_records(const Context& context, const Rrset* rrset, Report& report) {
    if (rrset == nullptr) return;
    auto record = index(rrset->first_record);
    for (const Octets rdata : context.zone.records(*rrset)) {
        const auto id = static_cast<RecordId>(record++);
        if (requested_algorithm(rrset->type, rdata) != 0 || is_delete(rrset->type, rdata)) continue;
        report.add(at_record(context.zone, *rrset, id), [&] {
            return std::string(rrset->type == RrType::CDS ? "algorithm 0, and not 0 0 0 00"
                                                          : "algorithm 0, and not 0 3 0 AA==");
        });
    }
}

/// The form of RFC 8078 before its erratum, "0 0 0 0" as text: the parser reads the octet that is
/// meant.
void lone_zeros(const Context& context, Report& report) {
    std::uint64_t left = context.diagnostics.count(DiagnosticCode::cds_delete_lone_zero);
    const auto describe = [] {
        return std::string("the last field is written 0; 00 (CDS) or AA== (CDNSKEY) is meant");
    };
    const auto add_at = [&](std::optional<Place> place) {
        Where where = nowhere();
        where.place = place;
        report.add_as(Severity::warning, where, Group{.cause = "lone-zero"}, describe);
    };
    for (const Diagnostic& diagnostic : context.diagnostics.kept()) {
        if (diagnostic.code != DiagnosticCode::cds_delete_lone_zero || left == 0) continue;
        add_at(diagnostic.place);
        --left;
    }
    for (; left != 0; --left) add_at(std::nullopt);
}

void malformed(const Context& context, const Moment&, Report& report) {
    malformed_records(context, context.zone.at_apex(RrType::CDS), report);
    malformed_records(context, context.zone.at_apex(RrType::CDNSKEY), report);
    lone_zeros(context, report);
}

constexpr Rule rules[] = {
    {.id = "cds-delete-mixed",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 8078 4",
     .since = {2017, 3},
     .says = "A request to remove the DS RRset stands beside requests for keys.",
     .why = "The two contradict each other; parents refuse them or do either.",
     .fix = "Publish the one or the other.",
     .good = "@ 3600 IN CDS 0 0 0 00",
     .bad = "@ 3600 IN CDS 0 0 0 00\n@ 3600 IN CDS 2937 13 2 0123...",
     .check = each_rrset(mixed, RrType::CDS, RrType::CDNSKEY)},
    {.id = "cds-delete-only-one",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 8078 4",
     .since = {2017, 3},
     .says = "One of CDS and CDNSKEY asks to remove the DS RRset while the other asks for keys.",
     .why = "What becomes of the DS depends on which of the two the parent reads.",
     .fix = "Publish the same request in both.",
     .good = "@ 3600 IN CDS 0 0 0 00\n@ 3600 IN CDNSKEY 0 3 0 AA==",
     .bad = "@ 3600 IN CDS 0 0 0 00\n@ 3600 IN CDNSKEY 257 3 13 aRS/...",
     .check = whole_zone(only_one)},
    {.id = "cds-delete-malformed",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 8078 4",
     .since = {2017, 3},
     .says = "A record of algorithm 0 is not the request to remove the DS RRset.",
     .why = "Parents act on the exact form only; this one is ignored.",
     .fix = "Write CDS 0 0 0 00 and CDNSKEY 0 3 0 AA==.",
     .good = "@ 3600 IN CDS 0 0 0 00\n@ 3600 IN CDNSKEY 0 3 0 AA==",
     .bad = "@ 3600 IN CDS 0 0 2 00",
     .check = whole_zone(malformed)},
};

}  // namespace

std::span<const Rule> cds_delete_rules() {
    return rules;
}

}  // namespace zoneproof
