// What the signatures of a zone show of its signer: how long they live, how evenly they end, what
// it forgot, and what outlives its key (RFC 6781 4.4.1, 4.4.2).
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"
#include "rules/margin/soa_times.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

void validity_too_short(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!must_be_signed(rrset)) return;
    const std::int64_t ttl = seconds_cached(rrset);
    const std::int64_t least = 2 * ttl + context.policy.timing.zone_propagation;
    for (const Signature& signature : context.zone.signatures(rrset)) {
        const std::int64_t validity = serial_distance(signature.inception, signature.expiration);
        if (!is_sound(context, signature) || validity >= least) continue;
        report.add(at_signature(context.zone, signature).at_field(rrsig_token::expiration),
                   by_key(context, signature), [&] {
                       return fmt::format("signature by key tag {} is valid for {}, and caches "
                                          "keep the RRset for {}",
                                          signature.key_tag, to_words(validity), to_words(ttl));
                   });
    }
}

void validity_mixed(const Context& context, const Moment&, Report& report) {
    const Spread& spread = context.spread;
    if (spread.class_count <= 3) return;
    report.add(at_rrset(context.zone, context.zone.soa()), [&] {
        std::string list;
        for (const std::int64_t validity : spread.classes)
            list += (list.empty() ? "" : ", ") + to_words(validity);
        return fmt::format("signatures are valid for {} different periods: {}{}",
                           spread.class_count, list,
                           spread.class_count > spread.classes.size() ? ", ..." : "");
    });
}

void no_jitter(const Context& context, const Moment&, Report& report) {
    const Spread& spread = context.spread;
    if (!has_cliff(spread, context.policy.timing.sig_jitter)) return;
    report.add(at_rrset(context.zone, context.zone.soa()), [&] {
        return fmt::format("{} of {} RRsets come to their end within one hour", spread.cliff.count,
                           spread.rrsets);
    });
}

/// The sound signature that ends last, as the spread counts it.
const Signature* last_sound(const Context& context, const Rrset& rrset) {
    const Signature* last = nullptr;
    for (const Signature& signature : context.zone.signatures(rrset))
        if (is_sound(context, signature) &&
            (last == nullptr ||
             context.spread.of(signature.expiration) > context.spread.of(last->expiration)))
            last = &signature;
    return last;
}

void spread_outlier(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    const Spread& spread = context.spread;
    const bool key_set =
        rrset.type == RrType::DNSKEY || rrset.type == RrType::CDS || rrset.type == RrType::CDNSKEY;
    if (!spread.forgotten_before || key_set || !must_be_signed(rrset)) return;
    const Signature* const signature = last_sound(context, rrset);
    if (signature == nullptr || spread.of(signature->expiration) >= *spread.forgotten_before ||
        spread.of(signature->inception) >= spread.inception_p5)
        return;
    report.add(at_signature(context.zone, *signature).at_field(rrsig_token::expiration),
               by_key(context, *signature), [&] {
                   return fmt::format(
                       "signature by key tag {} ends {} before half of the others, and began {} "
                       "before nearly all of them",
                       signature->key_tag, to_words(spread.p50 - spread.of(signature->expiration)),
                       to_words(spread.inception_p5 - spread.of(signature->inception)));
               });
}

void expire_beside_validity(const Context& context, const Moment&, Report& report) {
    const Spread& spread = context.spread;
    const std::int64_t expire = soa_times(context.zone).expire;
    // "approximately one third or a quarter": 2/5 is no longer a third.
    if (spread.rrsets == 0 || context.policy.timing.online ||
        expire * 5 <= spread.median_validity * 2)
        return;
    report.add(at_rrset(context.zone, context.zone.soa()), [&] {
        return fmt::format("EXPIRE is {}, signatures are valid for {}", to_words(expire),
                           to_words(spread.median_validity));
    });
}

void beyond_2038(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!must_be_signed(rrset)) return;
    for (const Signature& signature : context.zone.signatures(rrset)) {
        const bool late = signature.expiration > 0x7FFFFFFF;
        if (!late && signature.inception <= 0x7FFFFFFF) continue;
        report.add(at_signature(context.zone, signature)
                       .at_field(late ? rrsig_token::expiration : rrsig_token::inception),
                   by_key(context, signature), [&] {
                       return fmt::format("signature by key tag {} {} beyond 2^31 seconds after "
                                          "1970",
                                          signature.key_tag, late ? "ends" : "begins");
                   });
    }
}

void outlives_key(const Context& context, const Moment& now, const Rrset& rrset, Report& report) {
    if (context.roots.no_dnskey || !must_be_signed(rrset)) return;
    // Who has the keys without this one has nothing that it signed to be checked by them.
    if (rrset.type == RrType::DNSKEY) return;
    for (const Signature& signature : context.zone.signatures(rrset)) {
        const SignatureFact& known = fact(context, signature);
        const bool revoked = known.verdict == Verdict::key_unusable && known.key != no_key &&
                             context.evidence.keys[known.key].fault == KeyFault::revoked;
        if (known.verdict != Verdict::no_such_key && !revoked) continue;
        if (time_state(signature, serial_time(now.to)) != TimeState::inside) continue;
        // Where nothing else signs, that is what there is to say (V-VER-11).
        if (first_gap(context, now, rrset)) return;
        report.add(at_signature(context.zone, signature).at_field(rrsig_token::key_tag),
                   by_key(context, signature, revoked ? "revoked" : "not-published"), [&] {
                       return fmt::format("signature by key tag {}, which is {}, ends {}",
                                          signature.key_tag, revoked ? "revoked" : "not published",
                                          to_iso8601(nearest(signature.expiration, now.to)));
                   });
    }
}

constexpr Rule rules[] = {
    {.id = "rrsig-validity-too-short",
     .family = Family::expiry,
     .severity = Severity::warning,
     .cites = "RFC 6781 4.4.2.2",
     .since = {2012, 12},
     .says = "A signature is valid for less than twice as long as caches keep it.",
     .why = "Whatever the signer does, part of what caches hold ends before its TTL: there is no "
            "time left in which to sign again.",
     .fix = "Sign for longer than twice the TTL and the time secondaries take, or lower the TTL.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261124000000 20261122000000 ...",
     .bad = "www 86400 IN RRSIG A 13 2 86400 20261123120000 20261122000000 ...",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, validity_too_short)},
    {.id = "rrsig-validity-mixed",
     .family = Family::expiry,
     .severity = Severity::info,
     .cites = "RFC 6781 4.4.2",
     .since = {2012, 12},
     .says = "Signatures are valid for more than three periods that differ by days.",
     .why = "A signer has one period for data and another for keys: more of them tell of a "
            "configuration that changed, signatures left from an older signer, or two signers.",
     .fix = "Nothing, while a new configuration takes hold; else see which signer made which.",
     .good = "@ 3600 IN RRSIG SOA ... ; 14 days, DNSKEY 30 days",
     .bad = "@ 3600 IN RRSIG SOA ... ; 14 days, others 7, 20, 30 and 90 days",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = whole_zone(validity_mixed)},
    {.id = "rrsig-no-jitter",
     .family = Family::expiry,
     .severity = Severity::info,
     .cites = "RFC 6781 4.4.2.2",
     .since = {2012, 12},
     .says = "Most signatures of a large zone come to their end at once.",
     .why =
         "The signer renews them at once too: a peak of load, and a transfer of nearly the whole "
         "zone; if it fails once, the whole zone expires together.",
     .fix = "Spread the ends of signatures (jitter), unless the zone is signed as a whole by "
            "design.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222071530 ...\n"
             "ftp 3600 IN RRSIG A 13 2 3600 20261221184702 ...",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 ...\n"
            "ftp 3600 IN RRSIG A 13 2 3600 20261222000000 ...",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = whole_zone(no_jitter)},
    {.id = "rrsig-expiry-spread-outlier",
     .family = Family::expiry,
     .severity = Severity::warning,
     .cites = "RFC 6781 4.4.2.2",
     .since = {2012, 12},
     .says = "A few signatures end much earlier than the others, and are older than they.",
     .why = "The signer has lost sight of these names: it renews all but them, and they expire "
            "alone.",
     .fix = "Have the signer sign these RRsets again, and find out why it skipped them.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261208000000 ...",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261122000000 20261108000000 ... ; the others a month "
            "later",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, spread_outlier)},
    {.id = "soa-expire-vs-validity-ratio",
     .family = Family::expiry,
     .severity = Severity::info,
     .cites = "RFC 6781 4.4.1",
     .since = {2012, 12},
     .says = "SOA EXPIRE is longer than about a third of the time for which signatures are valid.",
     .why = "A secondary that is cut off should give up the zone, and be noticed, long before its "
            "signatures end.",
     .fix = "Set SOA EXPIRE to a third or a quarter of the validity period.",
     .good = "@ 3600 IN SOA ns1 host 1 7200 900 864000 3600 ; signatures are valid for 30 days",
     .bad = "@ 3600 IN SOA ns1 host 1 7200 900 2419200 3600 ; signatures are valid for 30 days",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = whole_zone(expire_beside_validity)},
    {.id = "rrsig-2038-2106",
     .family = Family::expiry,
     .severity = Severity::info,
     .cites = "RFC 4034 3.1.5; RFC 1982",
     .since = {2005, 3},
     .says = "A signature's time lies beyond 2038-01-19T03:14:07Z, where 31 bits end.",
     .why = "It is valid: RRSIG times are unsigned and compared by serial arithmetic. Some "
            "validators and tools take it for a moment before 1970.",
     .fix = "Nothing where the time is meant; try the tools that will read it.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20380119031407 20371220000000 ...",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20380119031408 20371220000000 ...",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, beyond_2038)},
    {.id = "rrsig-outlives-key",
     .family = Family::expiry,
     .severity = Severity::info,
     .cites = "RFC 6781 4.1.1.1",
     .since = {2012, 12},
     .says = "A signature by a key that is no longer published, or revoked, has not ended yet.",
     .why = "Caches may hold it until then: a key that comes back under its name, or a plan that "
            "counts on the key being gone, has to wait for it.",
     .fix = "Remove the signature together with its key.",
     .good = "www 3600 IN RRSIG A 13 2 3600 ... 2937 example. ... ; and DNSKEY 2937",
     .bad = "www 3600 IN RRSIG A 13 2 3600 ... 2937 example. ... ; no DNSKEY 2937",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, outlives_key)},
};

}  // namespace

std::span<const Rule> expiry_habit_rules() {
    return rules;
}

}  // namespace zoneproof
