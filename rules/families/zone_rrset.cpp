// Family zone: records of an RRset among themselves (RFC 2181 5; V-NAME-9, V-NAME-10).
#include "rules/families/families.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

Where at_duplicate(const Context& context, const DuplicateRecord& duplicate) {
    Where where = at_rrset(context.zone, context.zone.rrset(duplicate.rrset));
    where.place = duplicate.place;
    return where;
}

void duplicate_rr(const Context& context, const Moment&, const DuplicateRecord& duplicate,
                  Report& report) {
    if (duplicate.as_written)
        report.add(at_duplicate(context, duplicate),
                   [] { return "record repeats an earlier one"; });
}

void identical_rr(const Context& context, const Moment&, const DuplicateRecord& duplicate,
                  Report& report) {
    if (!duplicate.as_written)
        report.add(at_duplicate(context, duplicate),
                   [] { return "record differs from an earlier one in letter case only"; });
}

void ttl_mismatch(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!rrset.has(rrset_flag::ttls_differ)) return;
    report.add(at_rrset(context.zone, rrset), [&] {
        std::uint32_t highest = rrset.ttl;
        for (std::uint32_t at = 0; at < rrset.count; ++at)
            highest = std::max(highest,
                               context.zone.ttl(rrset, RecordId{index(rrset.first_record) + at}));
        return fmt::format("TTLs from {} to {} in one RRset", rrset.ttl, highest);
    });
}

constexpr Rule rules[] = {
    {.id = "zone-duplicate-rr",
     .family = Family::zone,
     .severity = Severity::warning,
     .cites = "RFC 2181 5",
     .since = {1997, 7},
     .says = "A record stands in the file twice.",
     .why = "It is one record; a signer or digest that counts it twice makes signatures that fail.",
     .fix = "Take the repetition out.",
     .good = "www A 192.0.2.1",
     .bad = "www A 192.0.2.1\nwww A 192.0.2.1",
     .check = each_duplicate(duplicate_rr)},
    {.id = "zone-semantically-identical-rr",
     .family = Family::zone,
     .severity = Severity::warning,
     .cites = "RFC 2181 5; RFC 4034 6.2",
     .since = {1997, 7},
     .says = "Two records are equal but for the letter case of names in them.",
     .why = "In canonical form they are one record; whoever counts two makes signatures that fail.",
     .fix = "Keep one of them.",
     .good = "@ NS ns.example.",
     .bad = "@ NS ns.example.\n@ NS NS.example.",
     .check = each_duplicate(identical_rr)},
    {.id = "zone-rrset-ttl-mismatch",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 2181 5.2",
     .since = {1997, 7},
     .says = "The records of an RRset have different TTLs.",
     .why =
         "An RRset has one TTL; servers rewrite it, so that secondaries publish different zones.",
     .fix = "Give all records of the RRset the same TTL and sign again.",
     .good = "www 300 A 192.0.2.1\nwww 300 A 192.0.2.2",
     .bad = "www 300 A 192.0.2.1\nwww 600 A 192.0.2.2",
     .check = each_rrset(ttl_mismatch)},
};

}  // namespace

std::span<const Rule> zone_rrset_rules() {
    return rules;
}

}  // namespace zoneproof
