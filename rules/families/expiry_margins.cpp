// How much longer signatures are valid, against everything that takes time: caches, people,
// secondaries, the signer's own rhythm (RFC 6781 4.4.1, 4.4.2.2; V-RR-4). Over a range of time the
// margins are those at its end.
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"
#include "rules/margin/soa_times.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

void report_ending(const Context& context, const Ending& ending, Severity severity,
                   std::string_view bound, Report& report) {
    const Signature& signature = *ending.signature;
    report.add_as(severity, at_signature(context.zone, signature).at_field(rrsig_token::expiration),
                  by_key(context, signature), [&] {
                      return fmt::format("signature by key tag {} expires in {}, {}",
                                         signature.key_tag, to_words(ending.left), bound);
                  });
}

/// The RRset's latest signature of each algorithm that ends less than `margin` seconds after the
/// moment; those of online signers are left to the rules that measure them by their own length.
template <class Describe>
void each_ending_within(const Context& context, const Moment& now, const Rrset& rrset,
                        std::int64_t margin, Report& report, const Describe& describe,
                        Severity severity = Severity::warning) {
    if (!must_be_signed(rrset)) return;
    for (const Ending& ending : latest_endings(context, rrset, now.to, margin))
        if (!is_online(context, *ending.signature))
            report_ending(context, ending, severity, describe(), report);
}

void expires_before_ttl(const Context& context, const Moment& now, const Rrset& rrset,
                        Report& report) {
    if (!must_be_signed(rrset)) return;
    const std::int64_t ttl = seconds_cached(rrset);
    for (const Ending& ending : latest_endings(context, rrset, now.to, ttl))
        report_ending(context, ending, Severity::warning,
                      fmt::format("the TTL is {}", to_words(ttl)), report);
}

void expires_soon(const Context& context, const Moment& now, const Rrset& rrset, Report& report) {
    if (!must_be_signed(rrset)) return;
    const std::int64_t longest = std::max(context.policy.timing.reaction, longest_online / 4);
    for (const Ending& ending : latest_endings(context, rrset, now.to, longest)) {
        const Signature& signature = *ending.signature;
        const bool online = is_online(context, signature);
        // Of a signature made for an answer, a quarter must be left.
        const std::int64_t margin =
            online ? serial_distance(signature.inception, signature.expiration) / 4
                   : context.policy.timing.reaction;
        if (ending.left < margin)
            report_ending(context, ending, Severity::warning,
                          (online ? "a quarter of its validity is " : "the time to react is ") +
                              to_words(margin),
                          report);
    }
}

void expires_before_soa_refresh(const Context& context, const Moment& now, const Rrset& rrset,
                                Report& report) {
    const SoaTimes soa = soa_times(context.zone);
    const std::int64_t transfer = soa.refresh + 3 * soa.retry;
    const std::int64_t ttl = seconds_cached(rrset);
    each_ending_within(
        context, now, rrset, transfer + ttl + context.policy.timing.zone_propagation, report, [&] {
            return fmt::format("SOA REFRESH and three times RETRY are {}, and the TTL {}",
                               to_words(transfer), to_words(ttl));
        });
}

void refresh_margin(const Context& context, const Moment& now, const Rrset& rrset, Report& report) {
    const Timing& timing = context.policy.timing;
    const bool declared = context.policy.timing_declared;
    each_ending_within(
        context, now, rrset, timing.sig_refresh - timing.resign_period, report,
        [&] {
            return fmt::format("{} renews what has {} left, every {}",
                               declared ? "the signer" : "by default BIND",
                               to_words(timing.sig_refresh), to_words(timing.resign_period));
        },
        declared ? Severity::warning : Severity::info);
}

/// A signer that is told to renew later than SOA EXPIRE before the end brings every RRset below it,
/// time and again: that is one finding about the two settings.
void expires_before_soa_expire(const Context& context, const Moment& now, const Rrset& rrset,
                               Report& report) {
    if (rrset.signatures == 0 && &rrset != &context.zone.soa()) return;
    const std::int64_t expire = soa_times(context.zone).expire;
    const Timing& timing = context.policy.timing;
    if (context.policy.timing_declared && timing.sig_refresh < expire) {
        if (&rrset == &context.zone.soa() && !timing.online)
            report.add(at_rrset(context.zone, rrset), Group{.cause = "refresh-below-expire"}, [&] {
                return fmt::format("EXPIRE is {}, and the signer renews what has {} left",
                                   to_words(expire), to_words(timing.sig_refresh));
            });
        return;
    }
    const std::int64_t ttl = seconds_cached(rrset);
    each_ending_within(context, now, rrset, expire + ttl, report, [&] {
        return fmt::format("SOA EXPIRE is {} and the TTL {}", to_words(expire), to_words(ttl));
    });
}

void expires_before_ceremony(const Context& context, const Moment& now, const Rrset& rrset,
                             Report& report) {
    const auto& ceremony = context.policy.next_ceremony;
    const bool by_ceremony =
        rrset.type == RrType::DNSKEY || rrset.type == RrType::CDS || rrset.type == RrType::CDNSKEY;
    if (!ceremony || !by_ceremony || !must_be_signed(rrset)) return;
    for (const Ending& ending : latest_endings(context, rrset, now.to))
        if (seconds(now.to) + ending.left < seconds(*ceremony))
            report_ending(context, ending, Severity::warning,
                          "the next ceremony is at " + to_iso8601(*ceremony), report);
}

constexpr Rule rules[] = {
    {.id = "rrsig-expires-soon",
     .family = Family::expiry,
     .severity = Severity::warning,
     .cites = "RFC 6781 4.4.2.2",
     .since = {2012, 12},
     .says = "The latest signature of an RRset ends within the time that people need to react.",
     .why = "By now the signer should have replaced it; if it does not, the RRset becomes SERVFAIL "
            "at that time.",
     .fix = "See that the signer runs and that it renews signatures earlier than that.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2026-12-01",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2026-12-21",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, expires_soon)},
    {.id = "rrsig-expires-before-ttl",
     .family = Family::expiry,
     .severity = Severity::warning,
     .cites = "RFC 4033 8.1; RFC 4035 5.3.3; RFC 6781 4.4.1",
     .since = {2005, 3},
     .says = "The latest signature of an RRset ends before the TTL does.",
     .why = "Validators trim the TTL; other caches hold the RRset with an expired signature and "
            "pass it on.",
     .fix = "Sign again well before the remaining validity falls below the TTL, or lower the TTL.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2026-12-01",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2026-12-21 23:30",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, expires_before_ttl)},
    {.id = "rrsig-expires-before-soa-refresh",
     .family = Family::expiry,
     .severity = Severity::warning,
     .cites = "RFC 6781 4.4.1",
     .since = {2012, 12},
     .says = "The latest signature of an RRset ends before a secondary that misses a transfer "
             "would have a newer one.",
     .why = "A secondary that is told of nothing asks after SOA REFRESH and again after RETRY; "
            "until then, and in caches behind it, it serves the signature that ends.",
     .fix = "Sign earlier before the end, or lower SOA REFRESH, RETRY and the TTL.",
     .good = "@ 3600 IN SOA ns1 host 1 7200 900 604800 3600 ; renewed 5 days before the end",
     .bad = "@ 3600 IN SOA ns1 host 1 604800 86400 2419200 3600 ; renewed 5 days before the end",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, expires_before_soa_refresh)},
    {.id = "rrsig-refresh-margin",
     .family = Family::expiry,
     .severity = Severity::warning,
     .cites = "RFC 6781 4.4.2.2",
     .since = {2012, 12},
     .says = "The latest signature of an RRset is older than the signer should have let it become.",
     .why = "The signer has missed a run: the earliest sign of one that is dead. An info where no "
            "--policy declares when the signer renews, for then BIND's default is assumed.",
     .fix = "See that the signer runs; declare sig_refresh and resign_period in the policy.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2026-12-17",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2026-12-18",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, refresh_margin)},
    {.id = "rrsig-expires-before-soa-expire",
     .family = Family::expiry,
     .severity = Severity::warning,
     .cites = "RFC 6781 4.4.1",
     .since = {2012, 12},
     .says = "The latest signature of an RRset ends before a secondary without contact would give "
             "up the zone.",
     .why = "A secondary that is cut off serves expired signatures until SOA EXPIRE has passed.",
     .fix = "Lower SOA EXPIRE, or sign with a longer validity and refresh earlier.",
     .good = "@ 3600 IN SOA ns1 host 1 7200 900 604800 3600 ; signatures last 14 days or more",
     .bad = "@ 3600 IN SOA ns1 host 1 7200 900 2419200 3600 ; signatures last 14 days",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(expires_before_soa_expire)},
    {.id = "rrsig-expires-before-ceremony",
     .family = Family::expiry,
     .severity = Severity::warning,
     .cites = "RFC 6781 4.4.2.2",
     .since = {2012, 12},
     .says = "Signatures over the keys end before the ceremony that makes the next ones.",
     .why = "The key that signs them is offline: nobody can renew them before, and when they end "
            "the whole zone becomes SERVFAIL.",
     .fix = "Sign the DNSKEY RRset in advance until well behind the next ceremony, or hold it "
            "earlier.",
     .good = "@ 3600 IN RRSIG DNSKEY 13 1 3600 20270201000000 ... ; next_ceremony = 2027-01-10",
     .bad = "@ 3600 IN RRSIG DNSKEY 13 1 3600 20270101000000 ... ; next_ceremony = 2027-01-10",
     .needs = pass::signatures,
     .timed = true,
     .input = Input::ceremony,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, expires_before_ceremony)},
};

}  // namespace

std::span<const Rule> expiry_margin_rules() {
    return rules;
}

}  // namespace zoneproof
