// The digest of the zone: each ZONEMD record, and what DNSSEC says of them (RFC 8976 2, 4; V-ZMD-3
// to V-ZMD-7).
#include "parser/dns/rdata.hpp"
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"
#include "verifier/crypto/digest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

/// Positions of ZONEMD's RDATA tokens (RFC 8976 2.3).
constexpr int serial_token = 0, digest_token = 3;

const Rrset* zonemd(const Context& context) {
    return context.zone.at_apex(RrType::ZONEMD);
}

template <class Describe>
void each_in_state(const Context& context, ZonemdState state, int token, Severity severity,
                   Report& report, const Describe& describe) {
    for (const ZonemdFact& fact : context.evidence.zonemd.records)
        if (fact.state == state)
            report.add_as(severity,
                          at_record(context.zone, *zonemd(context), fact.record).at_field(token),
                          Group{}, [&] { return describe(fact); });
}

void missing(const Context& context, const Moment&, Report& report) {
    if (zonemd(context) == nullptr)
        report.add(at_rrset(context.zone, context.zone.soa()),
                   [] { return std::string("the zone has no ZONEMD"); });
}

void digest_mismatch(const Context& context, const Moment&, Report& report) {
    // V-ZMD-5: one that matches is enough; who supports the other hash only is not served.
    const Severity severity =
        context.evidence.zonemd.verified() ? Severity::warning : Severity::error;
    each_in_state(
        context, ZonemdState::mismatch, digest_token, severity, report, [](const ZonemdFact& fact) {
            return fmt::format(
                "the digest of the zone is {}... (scheme {}, hash {})",
                to_hex(Octets(fact.computed).first(std::min<std::size_t>(fact.computed.size(), 8))),
                fact.scheme, fact.hash_algorithm);
        });
}

void serial_mismatch(const Context& context, const Moment&, Report& report) {
    each_in_state(context, ZonemdState::serial_mismatch, serial_token, Severity::error, report,
                  [&](const ZonemdFact& fact) {
                      return fmt::format("serial is {}, that of the SOA {}", fact.serial,
                                         context.zone.serial());
                  });
}

void duplicate(const Context& context, const Moment&, Report& report) {
    each_in_state(context, ZonemdState::duplicate, -1, Severity::error, report,
                  [](const ZonemdFact& fact) {
                      return fmt::format("scheme {} with hash {} is given twice", fact.scheme,
                                         fact.hash_algorithm);
                  });
}

void digest_length(const Context& context, const Moment&, Report& report) {
    each_in_state(context, ZonemdState::digest_length, digest_token, Severity::error, report,
                  [](const ZonemdFact& fact) {
                      return fmt::format("digest has not the length of scheme {}, hash {}",
                                         fact.scheme, fact.hash_algorithm);
                  });
}

void placeholder(const Context& context, const Moment&, Report& report) {
    each_in_state(context, ZonemdState::placeholder, digest_token, Severity::error, report,
                  [](const ZonemdFact&) { return std::string("the digest is all zeros"); });
}

void scheme_unsupported(const Context& context, const Moment&, Report& report) {
    const auto& facts = context.evidence.zonemd.records;
    if (!facts.empty() && std::all_of(facts.begin(), facts.end(), [](const ZonemdFact& fact) {
            return fact.state == ZonemdState::unsupported;
        }))
        report.add(at_rrset(context.zone, *zonemd(context)), [&] {
            return fmt::format(
                "scheme {} with hash {} is not supported, and no other ZONEMD is there",
                facts.front().scheme, facts.front().hash_algorithm);
        });
}

void not_apex(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type == RrType::ZONEMD && rrset.count != 0 && rrset.owner != context.zone.apex())
        report.add(at_rrset(context.zone, rrset),
                   [&] { return "ZONEMD below the apex " + to_text(context.zone.origin()); });
}

void unsigned_(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type != RrType::ZONEMD || rrset.owner != context.zone.apex() || rrset.count == 0)
        return;
    if (context.roots.nothing_signed || context.roots.no_dnskey) return;
    const Standing stands = standing(context, rrset);
    if (stands == Standing::sound || stands == Standing::unsupported ||
        any_not_tried(context, rrset))
        return;
    report.add(at_rrset(context.zone, rrset), [&] {
        return std::string(stands == Standing::unsigned_ ? "no RRSIG covers the ZONEMD"
                                                         : "no signature of the ZONEMD verifies");
    });
}

/// What the apex's NSEC, or its NSEC3 in each listed chain, says of ZONEMD; nothing where there is
/// none to ask.
std::optional<bool> shown_by_denial(const Context& context) {
    const Zone& zone = context.zone;
    if (context.evidence.nsec.use.nsec_in_use) {
        const Rrset* const nsec = zone.at_apex(RrType::NSEC);
        if (nsec == nullptr) return std::nullopt;
        return NsecView(zone.records(*nsec).front()).types().contains(RrType::ZONEMD);
    }
    for (const Nsec3Record& record : context.evidence.nsec3.records) {
        const Nsec3Chain& chain = context.evidence.nsec3.chains[record.chain];
        if (!chain.listed || record.subject != pack({false, index(zone.apex())})) continue;
        const Rrset& rrset = *zone.find(record.owner, RrType::NSEC3);
        auto at = index(rrset.first_record);
        for (const Octets rdata : zone.records(rrset))
            if (at++ == index(record.record))
                return Nsec3View(rdata).types().contains(RrType::ZONEMD);
    }
    return std::nullopt;
}

void denial_mismatch(const Context& context, const Moment&, Report& report) {
    const bool there = zonemd(context) != nullptr;
    if (const auto shown = shown_by_denial(context); shown && *shown != there)
        report.add(at_rrset(context.zone, there ? *zonemd(context) : context.zone.soa()), [&] {
            return std::string(
                there ? "the denial record of the apex does not show ZONEMD"
                      : "the denial record of the apex shows ZONEMD, and none is there");
        });
}

constexpr Rule rules[] = {
    {.id = "zonemd-missing",
     .family = Family::zonemd,
     .severity = Severity::info,
     .cites = "RFC 8976 2",
     .since = {2021, 2},
     .says = "The zone has no ZONEMD.",
     .why = "Who receives it as a whole cannot check that it is complete and unchanged.",
     .fix = "Nothing is wrong; where zones are transferred or published as files, add ZONEMD.",
     .good = "@ 3600 IN ZONEMD 2026112201 1 1 0123...",
     .bad = "@ 3600 IN SOA ns1 host 2026112201 7200 900 1209600 3600 ; and no ZONEMD",
     .check = whole_zone(missing)},
    {.id = "zonemd-digest-mismatch",
     .family = Family::zonemd,
     .severity = Severity::error,
     .cites = "RFC 8976 4",
     .since = {2021, 2},
     .says = "The digest of the ZONEMD is not that of the zone.",
     .why = "Receivers that check it refuse the zone.",
     .fix = "Compute the digest as the last step before publication, and sign the ZONEMD again.",
     .good = "@ 3600 IN ZONEMD 2026112201 1 1 0123... ; of the zone as it is",
     .bad = "@ 3600 IN ZONEMD 2026112201 1 1 FFFF... ; of the zone before it was signed",
     .needs = pass::zonemd,
     .check = whole_zone(digest_mismatch)},
    {.id = "zonemd-serial-mismatch",
     .family = Family::zonemd,
     .severity = Severity::error,
     .cites = "RFC 8976 2.2.1; RFC 8976 4",
     .since = {2021, 2},
     .says = "The serial of the ZONEMD is not that of the SOA.",
     .why = "Receivers do not use the record.",
     .fix = "Compute the ZONEMD after the serial is set.",
     .good = "@ 3600 IN SOA ns1 host 2026112201 7200 900 1209600 3600\n@ 3600 IN ZONEMD 2026112201 "
             "1 1 0123...",
     .bad = "@ 3600 IN SOA ns1 host 2026112202 7200 900 1209600 3600\n@ 3600 IN ZONEMD 2026112201 "
            "1 1 0123...",
     .needs = pass::zonemd,
     .check = whole_zone(serial_mismatch)},
    {.id = "zonemd-duplicate-scheme-hash",
     .family = Family::zonemd,
     .severity = Severity::error,
     .cites = "RFC 8976 2; RFC 8976 4",
     .since = {2021, 2},
     .says = "Two ZONEMD records have the same scheme and hash algorithm.",
     .why = "Receivers use neither.",
     .fix = "Remove the stale one.",
     .good = "@ 3600 IN ZONEMD 2026112201 1 1 0123...\n@ 3600 IN ZONEMD 2026112201 1 2 4567...",
     .bad = "@ 3600 IN ZONEMD 2026112201 1 1 0123...\n@ 3600 IN ZONEMD 2026112201 1 1 4567...",
     .needs = pass::zonemd,
     .check = whole_zone(duplicate)},
    {.id = "zonemd-digest-length",
     .family = Family::zonemd,
     .severity = Severity::error,
     .cites = "RFC 8976 2.2.3; RFC 8976 2.2.4",
     .since = {2021, 2},
     .says = "The digest of a ZONEMD has not the length of its hash algorithm, or fewer than 12 "
             "octets.",
     .why = "Receivers do not use the record.",
     .fix = "Compute the ZONEMD again.",
     .good = "@ 3600 IN ZONEMD 2026112201 1 1 0123... ; 48 octets",
     .bad = "@ 3600 IN ZONEMD 2026112201 1 1 0123... ; 32 octets",
     .needs = pass::zonemd,
     .check = whole_zone(digest_length)},
    {.id = "zonemd-placeholder",
     .family = Family::zonemd,
     .severity = Severity::error,
     .cites = "RFC 8976 3.1",
     .since = {2021, 2},
     .says = "The ZONEMD still holds the placeholder that stands in while the digest is computed.",
     .why = "Receivers that check it refuse the zone.",
     .fix = "Let the signer finish: the digest is filled in last.",
     .good = "@ 3600 IN ZONEMD 2026112201 1 1 0123...",
     .bad = "@ 3600 IN ZONEMD 2026112201 1 1 0000...",
     .needs = pass::zonemd,
     .check = whole_zone(placeholder)},
    {.id = "zonemd-scheme-unsupported",
     .family = Family::zonemd,
     .severity = Severity::warning,
     .cites = "RFC 8976 2.2.2; RFC 8976 4",
     .since = {2021, 2},
     .says = "No ZONEMD has a scheme and hash algorithm that are known.",
     .why = "The zone was not compared with any digest, here or by most receivers.",
     .fix = "Add a ZONEMD with scheme 1 and hash algorithm 1.",
     .good = "@ 3600 IN ZONEMD 2026112201 1 1 0123...",
     .bad = "@ 3600 IN ZONEMD 2026112201 240 1 0123...",
     .needs = pass::zonemd,
     .check = whole_zone(scheme_unsupported)},
    {.id = "zonemd-not-apex",
     .family = Family::zonemd,
     .severity = Severity::warning,
     .cites = "RFC 8976 2.1",
     .since = {2021, 2},
     .says = "A ZONEMD stands below the apex.",
     .why = "It means nothing there, and is digested like any record.",
     .fix = "Remove the record.",
     .good = "@ 3600 IN ZONEMD 2026112201 1 1 0123...",
     .bad = "www 3600 IN ZONEMD 2026112201 1 1 0123...",
     .check = each_rrset(not_apex, RrType::ZONEMD)},
    {.id = "zonemd-unsigned",
     .family = Family::zonemd,
     .severity = Severity::error,
     .cites = "RFC 8976 4; RFC 4035 2.2",
     .since = {2021, 2},
     .says = "The ZONEMD of a signed zone has no signature that verifies.",
     .why = "Receivers must not rely on it: anyone could have computed it.",
     .fix = "Sign the ZONEMD after the digest is filled in.",
     .good = "@ 3600 IN ZONEMD 2026112201 1 1 0123...\n@ 3600 IN RRSIG ZONEMD 13 1 3600 ...",
     .bad = "@ 3600 IN ZONEMD 2026112201 1 1 0123... ; and no RRSIG ZONEMD",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(unsigned_, RrType::ZONEMD)},
    {.id = "zonemd-denial-mismatch",
     .family = Family::zonemd,
     .severity = Severity::error,
     .cites = "RFC 8976 4",
     .since = {2021, 2},
     .says = "The NSEC or NSEC3 of the apex contradicts the ZONEMD that is there or absent.",
     .why = "Receivers take the ZONEMD for forged, or for removed.",
     .fix = "Add the ZONEMD, as placeholder, before the denial records are made.",
     .good = "@ 3600 IN ZONEMD 2026112201 1 1 0123...\n@ 3600 IN NSEC ns1.example. NS SOA RRSIG "
             "NSEC DNSKEY ZONEMD",
     .bad = "@ 3600 IN ZONEMD 2026112201 1 1 0123...\n@ 3600 IN NSEC ns1.example. NS SOA RRSIG "
            "NSEC DNSKEY",
     .needs = pass::nsec | pass::nsec3,
     .applies = Applies::signed_zone,
     .check = whole_zone(denial_mismatch)},
};

}  // namespace

std::span<const Rule> zonemd_rules() {
    return rules;
}

}  // namespace zoneproof
