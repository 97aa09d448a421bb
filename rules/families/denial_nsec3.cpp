// NSEC3 records one by one: their form, the name each stands for, the next hash, and the set they
// belong to (RFC 5155 3, 7.1, 8.2; V-N3-3, V-N3-4, V-N3-11, V-N3-13, V-N3-14).
#include "parser/field/encode.hpp"
#include "rules/families/families.hpp"
#include "rules/families/nsec3_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace zoneproof {
namespace {

/// Positions of NSEC3's RDATA tokens (RFC 5155 3.3).
constexpr int flags_token = 1, iterations_token = 2, next_token = 4;

template <class Describe>
void add_with(const Context& context, const Nsec3Record& record, std::uint16_t fact, int token,
              Report& report, const Describe& describe) {
    if ((record.flags & fact) != 0) report.add(at_nsec3(context, record).at_field(token), describe);
}

void extra(const Context& context, const Moment&, const Nsec3Record& record, Report& report) {
    add_with(context, record, nsec3_fact::ghost, -1, report, [&] {
        return std::string((record.flags & nsec3_fact::ghost_occluded) != 0
                               ? "the hash of a name below a delegation or DNAME, which the zone "
                                 "does not answer for"
                               : "the hash of no name in the zone");
    });
}

void multiple(const Context& context, const Moment&, const Nsec3Record& record, Report& report) {
    add_with(context, record, nsec3_fact::multiple, -1, report, [] {
        return std::string("another NSEC3 with the same parameters stands at this owner");
    });
}

std::string describe_next(const Context& context, const Nsec3Record& record) {
    return fmt::format("next hash is {}",
                       to_base32hex(Nsec3View(rdata_of(context, record)).next_hash()));
}

void next_wrong(const Context& context, const Moment&, const Nsec3Record& record, Report& report) {
    add_with(context, record, nsec3_fact::next_wrong, next_token, report, [&] {
        return describe_next(context, record) + ", and that is not the next owner; stands for " +
               subject_text(context, record);
    });
}

void not_closed(const Context& context, const Moment&, const Nsec3Record& record, Report& report) {
    add_with(context, record, nsec3_fact::not_closed, next_token, report, [&] {
        return describe_next(context, record) + " at the last owner, and that is not the first";
    });
}

void params_mixed(const Context& context, const Moment&, const Nsec3Record& record,
                  Report& report) {
    const Nsec3Chain& own = context.evidence.nsec3.chains[record.chain];
    if (own.judged_whole) return;
    add_with(context, record, nsec3_fact::fills_gap, iterations_token, report, [&] {
        return fmt::format("parameters {} in a chain of others", to_text(own.parameters));
    });
}

void owner_invalid(const Context& context, const Moment&, const Nsec3Record& record,
                   Report& report) {
    add_with(context, record, nsec3_fact::owner_invalid, -1, report, [] {
        return std::string("owner is not one label of 32 base32hex letters below the apex");
    });
}

void next_length(const Context& context, const Moment&, const Nsec3Record& record, Report& report) {
    add_with(context, record, nsec3_fact::next_length, next_token, report, [&] {
        return fmt::format("next hash of {} octets, SHA-1 has 20",
                           Nsec3View(rdata_of(context, record)).next_hash().size());
    });
}

void unknown_flags(const Context& context, const Moment&, const Nsec3Record& record,
                   Report& report) {
    add_with(context, record, nsec3_fact::unknown_flags, flags_token, report, [&] {
        return fmt::format("flags are {}, only 0 and 1 are known",
                           Nsec3View(rdata_of(context, record)).flags());
    });
}

struct Census {
    const Nsec3Record* first = nullptr;
    std::uint64_t filling = 0, hiding = 0;
};

void foreign_chain(const Context& context, const Moment&, Report& report) {
    const Nsec3Facts& facts = context.evidence.nsec3;
    const auto is_foreign = [](const Nsec3Chain& chain) {
        return !chain.listed && !chain.judged_whole && !chain.hash_unknown && chain.records != 0;
    };
    if (std::none_of(facts.chains.begin(), facts.chains.end(), is_foreign)) return;
    std::vector<Census> census(facts.chains.size());
    for (const Nsec3Record& record : facts.records) {
        Census& chain = census[record.chain];
        if (chain.first == nullptr) chain.first = &record;
        chain.filling += (record.flags & nsec3_fact::fills_gap) != 0;
        chain.hiding += (record.flags & nsec3_fact::span_hides) != 0;
    }
    for (std::size_t at = 0; at < facts.chains.size(); ++at) {
        const Nsec3Chain& chain = facts.chains[at];
        // What stands in the gaps of another chain is nsec3-params-mixed.
        if (!is_foreign(chain) || census[at].first == nullptr ||
            census[at].filling >= chain.records)
            continue;
        report.add(at_nsec3(context, *census[at].first), [&] {
            return fmt::format("{} records with parameters {}, which no NSEC3PARAM lists; {} of "
                               "them cover a name that exists",
                               chain.records, to_text(chain.parameters), census[at].hiding);
        });
    }
}

constexpr Rule rules[] = {
    {.id = "nsec3-extra",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 7.1",
     .since = {2008, 3},
     .says = "An NSEC3 stands for no name of the zone.",
     .why = "It states that a name exists which does not, and splits the span that would deny it.",
     .fix = "Sign the zone again; a name was removed after it was signed.",
     .good = "35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG ; the hash of www.example.",
     .bad = "35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG ; the hash of no name",
     .needs = pass::nsec3,
     .check = each_nsec3(extra)},
    {.id = "nsec3-multiple",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 7.1",
     .since = {2008, 3},
     .says = "Two NSEC3 records with the same parameters stand at one owner.",
     .why = "The records contradict each other; which one is used is left to chance.",
     .fix = "Remove the stale record and sign the zone again.",
     .good = "35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG",
     .bad = "35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG\n35mt... 3600 IN NSEC3 1 0 0 - b4um... "
            "A TXT RRSIG",
     .needs = pass::nsec3,
     .check = each_nsec3(multiple)},
    {.id = "nsec3-next-wrong",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 3.1.7; RFC 5155 7.1",
     .since = {2008, 3},
     .says = "The next hash of an NSEC3 is not the next owner of its chain.",
     .why = "It denies names that exist, or leaves hashes between that cannot be denied.",
     .fix = "Sign the zone again.",
     .good = "35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG ; b4um... is the next owner",
     .bad = "35mt... 3600 IN NSEC3 1 0 0 - gjeq... A RRSIG ; b4um... lies between",
     .needs = pass::nsec3,
     .check = each_nsec3(next_wrong)},
    {.id = "nsec3-chain-not-closed",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 3.1.7; RFC 5155 7.1",
     .since = {2008, 3},
     .says = "The last NSEC3 of a chain does not lead back to the first.",
     .why = "Hashes behind the last owner or before the first cannot be denied; validators answer "
            "SERVFAIL for such names.",
     .fix = "Sign the zone again.",
     .good = "t644... 3600 IN NSEC3 1 0 0 - 0p9m... A RRSIG ; the last owner leads to the first",
     .bad = "t644... 3600 IN NSEC3 1 0 0 - 35mt... A RRSIG ; the first owner is 0p9m...",
     .needs = pass::nsec3,
     .check = each_nsec3(not_closed)},
    {.id = "nsec3-params-mixed",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 4; RFC 5155 7.2",
     .since = {2008, 3},
     .says = "An NSEC3 of other iterations or salt stands in a chain.",
     .why = "It does not count there: the name it stands for has no record, and cannot be denied "
            "or answered.",
     .fix = "Sign the zone again with one set of parameters.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -\n35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG",
     .bad = "@ 0 IN NSEC3PARAM 1 0 0 -\n35mt... 3600 IN NSEC3 1 0 5 - b4um... A RRSIG",
     .needs = pass::nsec3,
     .check = each_nsec3(params_mixed)},
    {.id = "nsec3-owner-invalid",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 3; RFC 5155 3.3",
     .since = {2008, 3},
     .says =
         "The owner of an NSEC3 is not the hash of a name, as one label directly below the apex.",
     .why = "No server finds the record and no validator can use it.",
     .fix = "Sign the zone again.",
     .good = "35mthgpgcu1qg68fab165klnsnk3dpvl 3600 IN NSEC3 1 0 0 - b4um... A RRSIG",
     .bad = "www 3600 IN NSEC3 1 0 0 - b4um... A RRSIG",
     .needs = pass::nsec3,
     .check = each_nsec3(owner_invalid)},
    {.id = "nsec3-next-length",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 3.1.6; RFC 5155 3.1.7",
     .since = {2008, 3},
     .says = "The next hash of an NSEC3 has not the length of its hash algorithm.",
     .why = "The record covers no span that can be told; validators refuse it.",
     .fix = "Sign the zone again.",
     .good = "35mt... 3600 IN NSEC3 1 0 0 - 2vptu5timamqttgl4luu9kg21e0aor3s A RRSIG ; 20 octets",
     .bad = "35mt... 3600 IN NSEC3 1 0 0 - 2vptu5timamqttgl A RRSIG ; 10 octets",
     .needs = pass::nsec3,
     .check = each_nsec3(next_length)},
    {.id = "nsec3-unknown-flags",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 3.1.2; RFC 5155 8.2",
     .since = {2008, 3},
     .says = "An NSEC3 sets flags other than Opt-Out.",
     .why = "Validators ignore the record, as if it were not there.",
     .fix = "Sign the zone again with a signer that sets 0 or 1.",
     .good = "35mt... 3600 IN NSEC3 1 1 0 - b4um... A RRSIG",
     .bad = "35mt... 3600 IN NSEC3 1 2 0 - b4um... A RRSIG",
     .needs = pass::nsec3,
     .check = each_nsec3(unknown_flags)},
    {.id = "nsec3-foreign-chain",
     .family = Family::denial,
     .severity = Severity::warning,
     .cites = "RFC 5155 4; RFC 5155 10.4",
     .since = {2008, 3},
     .says = "NSEC3 records stand in the zone with parameters that no NSEC3PARAM lists.",
     .why = "No server uses them: a chain is being built or removed, or was left over. Those that "
            "cover a name that exists could be replayed to deny it.",
     .fix = "Let the signer finish; remove the records when nothing is under way.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -\n35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG",
     .bad = "@ 0 IN NSEC3PARAM 1 0 0 -\n7abc... 3600 IN NSEC3 1 0 5 AABB 9def... A RRSIG",
     .needs = pass::nsec3,
     .check = whole_zone(foreign_chain)},
};

}  // namespace

std::span<const Rule> nsec3_rules() {
    return rules;
}

}  // namespace zoneproof
