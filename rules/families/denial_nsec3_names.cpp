// Names against each complete NSEC3 chain: who must have a record, who may lack one under opt-out,
// and in which span that name must lie (RFC 5155 6, 7.1; V-N3-6 to V-N3-10, V-N3-15).
#include "rules/families/families.hpp"
#include "rules/families/nsec3_records.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

Where at_owner(const Context& context, NameId id) {
    Where where = at_name(context.zone, id);
    where.type = RrType::NSEC3;
    return where;
}

/// Calls visit(chain) for each chain in which the name has one of these bits and nothing else is
/// named as the cause.
template <class Visit>
void each_chain_with(const Context& context, NameId id, std::uint8_t bits, const Visit& visit) {
    for (const Nsec3Chain& chain : context.evidence.nsec3.chains)
        if (!chain.names.empty() && (chain.names[index(id)] & bits) != 0 &&
            (chain.names[index(id)] & nsec3_name::explained) == 0)
            visit(chain);
}

void missing(const Context& context, const Moment&, NameId id, Report& report) {
    each_chain_with(context, id, nsec3_name::missing | nsec3_name::no_optout_at_all,
                    [&](const Nsec3Chain& chain) {
                        report.add(at_owner(context, id), [&] {
                            const NameEntry& entry = context.zone.entry(id);
                            const bool insecure =
                                entry.has(name_flag::cut) && !entry.has(name_flag::secure_cut);
                            return fmt::format("no NSEC3: {}{}",
                                               describe_hash(chain, context.zone.name(id)),
                                               insecure ? "; the chain does not use opt-out" : "");
                        });
                    });
}

void optout_hides_signed(const Context& context, const Moment&, NameId id, Report& report) {
    each_chain_with(context, id, nsec3_name::missing_in_optout, [&](const Nsec3Chain& chain) {
        report.add(at_owner(context, id), [&] {
            return fmt::format("{}, left out of a chain with opt-out: {}",
                               context.zone.entry(id).has(name_flag::cut) ? "a signed delegation"
                                                                          : "authoritative data",
                               describe_hash(chain, context.zone.name(id)));
        });
    });
}

void span_missing_flag(const Context& context, const Moment&, NameId id, Report& report) {
    each_chain_with(context, id, nsec3_name::span_without_flag, [&](const Nsec3Chain& chain) {
        report.add(at_owner(context, id), [&] {
            return fmt::format("unsigned delegation without NSEC3, in a span without opt-out: {}",
                               describe_hash(chain, context.zone.name(id)));
        });
    });
}

/// Empty non-terminals that must have a record, in chains with or without opt-out.
void add_missing_ents(const Context& context, Report& report, bool in_optout) {
    const auto ents = context.zone.empty_non_terminals();
    for (const Nsec3Chain& chain : context.evidence.nsec3.chains) {
        if ((chain.opt_out != 0) != in_optout) continue;
        for (std::size_t at = 0; at < chain.ents.size(); ++at) {
            const std::uint8_t bits = chain.ents[at];
            if ((bits & (nsec3_name::missing | nsec3_name::missing_ent)) == 0 ||
                (bits & nsec3_name::explained) != 0)
                continue;
            Where where = at_name(context.zone.name(ents[at]));
            where.type = RrType::NSEC3;
            report.add(where, [&] {
                return fmt::format("empty non-terminal without NSEC3: {}",
                                   describe_hash(chain, context.zone.name(ents[at])));
            });
        }
    }
}

void missing_ent(const Context& context, const Moment&, Report& report) {
    add_missing_ents(context, report, false);
}

void optout_ent(const Context& context, const Moment&, Report& report) {
    add_missing_ents(context, report, true);
}

void optout_mixed(const Context& context, const Moment&, Report& report) {
    const Nsec3Facts& facts = context.evidence.nsec3;
    for (std::size_t at = 0; at < facts.chains.size(); ++at) {
        const Nsec3Chain& chain = facts.chains[at];
        if (!chain.judged_whole || chain.opt_out == 0 || chain.opt_out == chain.records) continue;
        for (const Nsec3Record& record : facts.records) {
            if (record.chain != at || (record.flags & nsec3_fact::opt_out) != 0) continue;
            report.add(at_nsec3(context, record), [&] {
                return fmt::format(
                    "{} of {} records have the Opt-Out flag, the first without it is this one",
                    chain.opt_out, chain.records);
            });
            break;
        }
    }
}

void hash_collision(const Context& context, const Moment&, Report& report) {
    const auto ents = context.zone.empty_non_terminals();
    for (const Nsec3Chain& chain : context.evidence.nsec3.chains) {
        const auto add = [&](const Where& where, NameView name) {
            report.add(where, [&] {
                return "shares its hash with another name: " + describe_hash(chain, name);
            });
        };
        for (std::size_t at = 0; at < chain.names.size(); ++at)
            if (const auto id = static_cast<NameId>(at);
                (chain.names[at] & nsec3_name::collision) != 0)
                add(at_owner(context, id), context.zone.name(id));
        for (std::size_t at = 0; at < chain.ents.size(); ++at)
            if (const NameView name = context.zone.name(ents[at]);
                (chain.ents[at] & nsec3_name::collision) != 0)
                add(at_name(name), name);
    }
}

constexpr Rule rules[] = {
    {.id = "nsec3-missing",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 7.1",
     .since = {2008, 3},
     .says = "A name has no NSEC3 in a chain that must hold all names.",
     .why = "Types that the name lacks cannot be denied, and the span that covers its hash denies "
            "the name itself.",
     .fix = "Sign the zone again, all of it.",
     .good =
         "www 3600 IN A 192.0.2.1\nb4um... 3600 IN NSEC3 1 0 0 - gjeq... A RRSIG ; H(www.example.)",
     .bad = "www 3600 IN A 192.0.2.1 ; and no NSEC3 at b4um...",
     .needs = pass::nsec3,
     .check = each_denial(missing)},
    {.id = "nsec3-missing-ent",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 7.1",
     .since = {2008, 3},
     .says = "An empty non-terminal has no NSEC3.",
     .why = "The name exists, as others lie below it, and the chain denies that: it and all names "
            "below can be made to vanish.",
     .fix = "Sign the zone again with a signer that adds empty non-terminals.",
     .good = "a.b.c 3600 IN TXT \"t\" ; NSEC3 for a.b.c, b.c and c",
     .bad = "a.b.c 3600 IN TXT \"t\" ; NSEC3 for a.b.c only",
     .needs = pass::nsec3,
     .check = whole_zone(missing_ent)},
    {.id = "nsec3-optout-ent",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 7.1",
     .since = {2008, 3},
     .says = "An empty non-terminal above signed names has no NSEC3 in a chain with opt-out.",
     .why = "Only those that lead to nothing but left out, unsigned delegations may lack theirs; "
            "this one is denied although it exists.",
     .fix = "Sign the zone again with a signer that adds empty non-terminals.",
     .good = "sec.x 3600 IN DS 12345 13 2 0123... ; NSEC3 for sec.x and x",
     .bad = "sec.x 3600 IN DS 12345 13 2 0123... ; NSEC3 for sec.x only",
     .needs = pass::nsec3,
     .check = whole_zone(optout_ent)},
    {.id = "nsec3-optout-span-missing-flag",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 6; RFC 5155 7.1",
     .since = {2008, 3},
     .says =
         "An unsigned delegation without NSEC3 lies in a span whose record has no Opt-Out flag.",
     .why =
         "That record proves that the delegation does not exist: validators deny the child zone.",
     .fix = "Set Opt-Out on the record, or give the delegation its own NSEC3; sign the zone again.",
     .good = "35mt... 3600 IN NSEC3 1 1 0 - b4um... A RRSIG ; sub hashes to 7a1f...",
     .bad = "35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG ; sub hashes to 7a1f...",
     .needs = pass::nsec3,
     .check = each_denial(span_missing_flag)},
    {.id = "nsec3-optout-hides-signed",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 6; RFC 5155 7.1",
     .since = {2008, 3},
     .says = "A signed delegation or authoritative name is left out of a chain with opt-out.",
     .why = "Only unsigned delegations may be: whoever is in the way can pass this name off as "
            "absent, or its child as unsigned.",
     .fix = "Sign the zone again after a DS was added.",
     .good = "sec 3600 IN DS 12345 13 2 0123... ; NSEC3 for sec",
     .bad = "sec 3600 IN DS 12345 13 2 0123... ; no NSEC3 for sec",
     .needs = pass::nsec3,
     .check = each_denial(optout_hides_signed)},
    {.id = "nsec3-optout-mixed",
     .family = Family::denial,
     .severity = Severity::warning,
     .cites = "RFC 5155 6",
     .since = {2008, 3},
     .says = "Some records of a chain have the Opt-Out flag and others have not.",
     .why =
         "It is allowed; several servers and signers take the first record's flag for that of all.",
     .fix = "Sign the zone again with opt-out for all records or for none.",
     .good = "35mt... 3600 IN NSEC3 1 1 0 - b4um... A RRSIG\nb4um... 3600 IN NSEC3 1 1 0 - 35mt... "
             "A RRSIG",
     .bad = "35mt... 3600 IN NSEC3 1 1 0 - b4um... A RRSIG\nb4um... 3600 IN NSEC3 1 0 0 - 35mt... "
            "A RRSIG",
     .needs = pass::nsec3,
     .check = whole_zone(optout_mixed)},
    {.id = "nsec3-hash-collision",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 7.1; RFC 5155 C.2.1",
     .since = {2008, 3},
     .says = "Two names have the same hash.",
     .why = "One record cannot say of both which types they have.",
     .fix = "Sign the zone again with another salt.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -",
     .bad = "@ 0 IN NSEC3PARAM 1 0 0 AABB ; under which two names collide",
     .needs = pass::nsec3,
     .check = whole_zone(hash_collision)},
};

}  // namespace

std::span<const Rule> nsec3_name_rules() {
    return rules;
}

}  // namespace zoneproof
