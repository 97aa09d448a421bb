// The NSEC chain: every name that exists owns one, it leads to the next, the last one to the apex
// (RFC 4034 4.1.1, RFC 4035 2.3; V-NSEC-1 to V-NSEC-4, V-NSEC-9). Bitmaps are judged in
// denial_bitmaps.cpp.
#include "parser/dns/rdata.hpp"
#include "rules/families/families.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr int next_token = 0;

bool has(const Context& context, NameId id, std::uint16_t facts) {
    const auto& names = context.evidence.nsec.names;
    return !names.empty() && (names[index(id)] & facts) != 0;
}

Where at_nsec(const Context& context, NameId id) {
    if (const Rrset* const nsec = context.zone.find(id, RrType::NSEC))
        return at_rrset(context.zone, *nsec);
    Where where = at_name(context.zone, id);
    where.type = RrType::NSEC;
    return where;
}

NameView next_of(const Context& context, NameId id) {
    return NsecView(context.zone.records(*context.zone.find(id, RrType::NSEC)).front()).next();
}

/// The next owner there should be, in canonical order, around to the apex.
NameView next_owner(const Context& context, NameId id) {
    for (std::uint32_t next = index(id) + 1; next < context.zone.names().size(); ++next)
        if (needs_nsec(context.zone, NameId{next})) return context.zone.name(NameId{next});
    return context.zone.origin();
}

void missing(const Context& context, const Moment&, NameId id, Report& report) {
    if (id == context.zone.apex() && context.roots.no_denial)
        report.add(at_nsec(context, id), Group{.cause = "no-denial"},
                   [] { return std::string("no name of the zone has an NSEC or NSEC3"); });
    if (has(context, id, nsec_fact::missing))
        report.add(at_nsec(context, id), [&] {
            return std::string(context.zone.entry(id).has(name_flag::cut)
                                   ? "the delegation has no NSEC"
                                   : "the name has data and no NSEC");
        });
}

void extra(const Context& context, const Moment&, NameId id, Report& report) {
    if (!has(context, id, nsec_fact::extra)) return;
    report.add(at_nsec(context, id), [&] {
        const NameEntry& entry = context.zone.entry(id);
        return std::string(entry.has(name_flag::below_cut) ? "NSEC below a delegation"
                           : entry.has(name_flag::below_dname)
                               ? "NSEC below a DNAME"
                               : "NSEC at a name that has no other data");
    });
}

void multiple(const Context& context, const Moment&, NameId id, Report& report) {
    if (has(context, id, nsec_fact::multiple))
        report.add(at_nsec(context, id), [&] {
            return fmt::format("{} NSEC records, one is allowed",
                               context.zone.find(id, RrType::NSEC)->count);
        });
}

void next_wrong(const Context& context, const Moment&, NameId id, Report& report) {
    if (!has(context, id, nsec_fact::next_wrong)) return;
    const bool minimal = has(context, id, nsec_fact::minimal);
    report.add(
        at_nsec(context, id).at_field(next_token), Group{.cause = minimal ? "minimal" : ""}, [&] {
            return fmt::format("next name is {}, the next owner is {}",
                               to_text(next_of(context, id)), to_text(next_owner(context, id)));
        });
}

void not_closed(const Context& context, const Moment&, NameId id, Report& report) {
    if (has(context, id, nsec_fact::not_closed))
        report.add(at_nsec(context, id).at_field(next_token), [&] {
            return fmt::format("the last NSEC leads to {}, not to the apex {}",
                               to_text(next_of(context, id)), to_text(context.zone.origin()));
        });
}

void next_out_of_zone(const Context& context, const Moment&, NameId id, Report& report) {
    if (has(context, id, nsec_fact::next_out_of_zone))
        report.add(at_nsec(context, id).at_field(next_token), [&] {
            return fmt::format("next name {} is not in the zone", to_text(next_of(context, id)));
        });
}

void next_case(const Context& context, const Moment&, NameId id, Report& report) {
    if (has(context, id, nsec_fact::next_case))
        report.add(at_nsec(context, id).at_field(next_token), [&] {
            return fmt::format("next name {} has upper case letters",
                               to_text(next_of(context, id)));
        });
}

void minimal_in_file(const Context& context, const Moment&, NameId id, Report& report) {
    if (has(context, id, nsec_fact::minimal))
        report.add(at_nsec(context, id).at_field(next_token), [&] {
            return fmt::format("next name {} is made up to deny as little as possible",
                               to_text(next_of(context, id)));
        });
}

constexpr Rule rules[] = {
    {.id = "nsec-missing",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 4035 2.3",
     .since = {2005, 3},
     .says = "A name with authoritative data, or a delegation, has no NSEC; or the zone has no "
             "denial records at all.",
     .why = "Types that the name lacks cannot be denied; answers about it and about unsigned "
            "delegations are SERVFAIL.",
     .fix = "Sign the zone again, all of it.",
     .good = "www 3600 IN A 192.0.2.1\nwww 3600 IN NSEC example. A RRSIG NSEC",
     .bad = "www 3600 IN A 192.0.2.1 ; and no NSEC",
     .needs = pass::nsec,
     .applies = Applies::signed_zone,
     .check = each_denial(missing)},
    {.id = "nsec-extra",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 4035 2.3",
     .since = {2005, 3},
     .says = "An NSEC stands at a name that must not own one: without other data, or below a "
             "delegation or DNAME.",
     .why = "It proves names or denials that are not true; validators that cache NSEC act on it.",
     .fix = "Remove the NSEC and its signature, and sign the zone again.",
     .good = "sub 3600 IN NS ns.sub\nns.sub 3600 IN A 192.0.2.99",
     .bad = "ns.sub 3600 IN A 192.0.2.99\nns.sub 3600 IN NSEC www.example. A RRSIG NSEC",
     .needs = pass::nsec,
     .check = each_denial(extra)},
    {.id = "nsec-multiple",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 4034 4; RFC 4035 2.3",
     .since = {2005, 3},
     .says = "A name owns more than one NSEC.",
     .why = "The records contradict each other; which one a server or validator uses is left to "
            "chance.",
     .fix = "Remove the stale records and sign the zone again.",
     .good = "www 3600 IN NSEC example. A RRSIG NSEC",
     .bad = "www 3600 IN NSEC example. A RRSIG NSEC\nwww 3600 IN NSEC xyz.example. A RRSIG NSEC",
     .needs = pass::nsec,
     .check = each_denial(multiple)},
    {.id = "nsec-next-wrong",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 4034 4.1.1; RFC 4035 2.3",
     .since = {2005, 3},
     .says = "The next name of an NSEC is not the next owner in canonical order.",
     .why = "It denies names that exist, or leaves names between that cannot be denied.",
     .fix = "Sign the zone again; a name was added or removed after it was signed.",
     .good = "text 3600 IN NSEC www.example. TXT RRSIG NSEC ; www is next",
     .bad = "text 3600 IN NSEC xyz.example. TXT RRSIG NSEC ; www lies between",
     .needs = pass::nsec,
     .check = each_denial(next_wrong)},
    {.id = "nsec-chain-not-closed",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 4034 4.1.1",
     .since = {2005, 3},
     .says = "The last NSEC does not lead back to the apex.",
     .why = "Names behind the last one cannot be denied; validators answer SERVFAIL for them.",
     .fix = "Sign the zone again.",
     .good = "www 3600 IN NSEC example. A RRSIG NSEC ; www is the last name",
     .bad = "www 3600 IN NSEC ns1.example. A RRSIG NSEC ; www is the last name",
     .needs = pass::nsec,
     .check = each_denial(not_closed)},
    {.id = "nsec-next-out-of-zone",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 4034 4.1.1",
     .since = {2005, 3},
     .says = "The next name of an NSEC lies outside the zone.",
     .why = "It denies nothing that can be told.",
     .fix = "Sign the zone again under its own name.",
     .good = "www 3600 IN NSEC example. A RRSIG NSEC",
     .bad = "www 3600 IN NSEC example.net. A RRSIG NSEC",
     .needs = pass::nsec,
     .check = each_denial(next_out_of_zone)},
    {.id = "nsec-next-case",
     .family = Family::denial,
     .severity = Severity::info,
     .cites = "RFC 6840 5.1",
     .since = {2013, 2},
     .says = "The next name of an NSEC has upper case letters.",
     .why =
         "It is signed as it is written; software that folds it first takes the signature for bad.",
     .fix = "Write owner names in lower case before signing.",
     .good = "text 3600 IN NSEC www.example. TXT RRSIG NSEC",
     .bad = "text 3600 IN NSEC WWW.example. TXT RRSIG NSEC",
     .needs = pass::nsec,
     .check = each_denial(next_case)},
    {.id = "denial-minimal-in-file",
     .family = Family::denial,
     .severity = Severity::warning,
     .cites = "RFC 4470 4; RFC 9824 3",
     .since = {2006, 4},
     .says = "An NSEC of a signer that denies each name as it is asked for stands in a zone file.",
     .why = "Such records fit one question only. A server that has nothing but this file cannot "
            "prove that a name is absent.",
     .fix = "Sign the zone as a whole; do not store answers of an on-line signer.",
     .good = "text 3600 IN NSEC www.example. TXT RRSIG NSEC",
     .bad = "text 3600 IN NSEC \\000.text.example. TXT RRSIG NSEC",
     .needs = pass::nsec,
     .check = each_denial(minimal_in_file)},
};

}  // namespace

std::span<const Rule> nsec_rules() {
    return rules;
}

}  // namespace zoneproof
