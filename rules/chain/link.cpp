#include "rules/chain/link.hpp"

#include "parser/dns/rdata.hpp"
#include "rules/chain/no_ds.hpp"
#include "rules/ds_to_publish.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

std::string describe(RrsetState state) {
    switch (state) {
    case RrsetState::valid: return "is validly signed";
    case RrsetState::unsigned_: return "is not signed";
    case RrsetState::expired: return "has signatures that are expired";
    case RrsetState::not_yet_valid: return "has signatures that are not valid yet";
    case RrsetState::reversed: return "has signatures that end before they begin";
    case RrsetState::unknown_key: return "is signed only by keys that are not published";
    case RrsetState::key_unusable: return "is signed only by keys that may not sign";
    case RrsetState::bad_signature: return "has no signature that verifies";
    case RrsetState::malformed: return "has malformed signatures";
    case RrsetState::wrong_signer: return "is signed in the name of another zone";
    case RrsetState::wrong_labels: return "has signatures with a wrong count of labels";
    case RrsetState::unsupported_only: return "is signed by unsupported algorithms only";
    case RrsetState::not_tried: return "has signatures that were not tried";
    }
    return "";
}

RrsetState state_of(const ChainZone& in, const Rrset& rrset, Timestamp at) {
    return rrset_state(in.zone(), in.evidence->signatures, rrset, serial_time(at));
}

std::string zone_name(const ChainZone& zone) {
    return to_text(zone.zone().origin());
}

/// "20326, 38696"
std::string tags_of(const std::vector<LadderRung>& rungs) {
    std::string text;
    for (const LadderRung& rung : rungs)
        text += fmt::format("{}{}", text.empty() ? "" : ", ", rung.tag);
    return text;
}

/// DS or anchors against the keys of the zone. @returns the facts, for trust_state().
std::vector<DsFact> climb(const ChainZone& zone, const ParentDs& parent, Timestamp at,
                          ChainLink& link) {
    std::vector<DsFact> facts = check_ds(zone.zone(), zone.evidence->keys, parent);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const DsFact& fact = facts[i];
        if (fact.duplicate || !in_force(parent.records[i], seconds(at))) continue;
        LadderRung rung{fact.key_tag, fact.algorithm, fact.digest_type, fact.usable(), {}, false};
        if (fact.match != no_key) {
            rung.dnskey = zone.evidence->keys[fact.match].tag;
            rung.signs =
                signs_dnskey(zone.zone(), zone.evidence->signatures, fact.match, serial_time(at));
        }
        link.rungs.push_back(rung);
    }
    if (const Rrset* const keys = zone.zone().at_apex(RrType::DNSKEY))
        link.dnskey_signers = signers_of(zone, *keys, at);
    return facts;
}

void settle(ChainLink& link, LinkVerdict verdict) {
    link.state = verdict.state;
    link.cause = verdict.cause;
    link.text = std::move(verdict.text);
    link.fix = std::move(verdict.fix);
}

/// What trust_state() comes to for a link. @param by "DS of example." or "trust anchors"
LinkVerdict verdict_of(TrustState trust, const ChainZone& zone, const std::string& by,
                       const ChainLink& link, Timestamp at) {
    const std::string name = zone_name(zone);
    switch (trust) {
    case TrustState::secure: return {LinkState::secure, "", "", ""};
    case TrustState::no_match: {
        const std::string repair = ds_to_publish(zone.zone(), *zone.evidence, at);
        return {LinkState::bogus, "ds-mismatch",
                fmt::format("none of the {} ({}) is of a key that {} publishes", by,
                            tags_of(link.rungs), name),
                repair.empty()
                    ? "Publish the key that the DS names, or remove the DS."
                    : "Publish the key that the DS names, or have the parent publish DS " + repair +
                          "."};
    }
    case TrustState::not_signed_by_match: {
        const Rrset& keys = *zone.zone().at_apex(RrType::DNSKEY);
        const RrsetState state = state_of(zone, keys, at);
        std::string why = "no key among the " + by + " (" + tags_of(link.rungs) +
                          ") validly signs the DNSKEY RRset of " + name;
        why += state == RrsetState::valid ? "; other keys do" : ", which " + describe(state);
        return {LinkState::bogus, "dnskey-not-signed", std::move(why),
                "Sign the DNSKEY RRset with the key that the DS names."};
    }
    case TrustState::none_usable:
        return {LinkState::insecure, "ds-unsupported",
                fmt::format("no {} has an algorithm and digest that validators support", by),
                "Publish a DS with SHA-256 of a key of a supported algorithm."};
    case TrustState::no_keys:
        return {LinkState::bogus, "zone-unsigned",
                fmt::format("there is a {}, and {} has no DNSKEY RRset", by, name),
                "Sign the zone, or remove the DS."};
    default:
        return {LinkState::unknown, "dnskey-unchecked",
                "the signatures that decide over the DNSKEY RRset of " + name + " were not checked",
                ""};
    }
}

void warn_of_stale(const ChainZone& parent, const ChainZone& child, ChainLink& link) {
    std::string stale;
    for (const LadderRung& rung : link.rungs)
        if (rung.usable && !rung.dnskey)
            stale += fmt::format("{}{}/{}/{}", stale.empty() ? "" : ", ", rung.tag, rung.algorithm,
                                 rung.digest_type);
    if (!stale.empty())
        link.warnings.push_back(
            {"ds-stale", fmt::format("DS {} in {} is of no key that {} publishes; another DS keeps "
                                     "the link",
                                     stale, zone_name(parent), zone_name(child))});
}

/// The lowest cut of the parent at or above the child's apex.
std::optional<NameId> cut_above(const Zone& parent, NameView child) {
    for (NameView name = child; name.size() > parent.origin().size(); name = name.parent()) {
        const auto id = parent.find(name);
        if (id && parent.entry(*id).has(name_flag::cut) &&
            !parent.entry(*id).has(name_flag::occluded))
            return id;
    }
    return std::nullopt;
}

/// A delegation without DS: insecure when that is proven.
LinkVerdict without_ds(const ChainZone& parent, NameId cut, Timestamp at) {
    const NoDsProofs proofs(parent.zone(), *parent.evidence, at);
    const NoDs proof = NoDsProofs::Prover(proofs)(cut);
    const std::string name = to_text(parent.zone().name(cut)), in = zone_name(parent);
    switch (proof) {
    case NoDs::proven:
        return {LinkState::insecure, "ds-absent",
                fmt::format("{} has no DS in {}, and {} proves it", name, in, in),
                "Have the parent publish a DS."};
    case NoDs::says_ds:
        return {LinkState::bogus, "ds-lost",
                fmt::format("{}: the denial record in {} lists a DS that is not there", name, in),
                "Sign the parent zone again: a DS was lost, or its NSEC or NSEC3 is old."};
    case NoDs::unknown_hash:
        return {LinkState::unknown, "no-ds-unchecked",
                fmt::format("{} has no DS in {}, and {}", name, in, to_text(proof)), ""};
    default:
        return {
            LinkState::bogus, "no-ds-unproven",
            fmt::format("{} has no DS in {}, and that is not proven: {}", name, in, to_text(proof)),
            "Sign the parent zone again: its denial records do not match its delegations."};
    }
}

/// The DS RRset at a cut, as verify() takes it.
ParentDs ds_at(const ChainZone& parent, const Rrset& rrset) {
    ParentDs ds;
    ds.given = true;
    for (const Octets rdata : parent.zone().records(rrset))
        ds.records.push_back({true, {rdata.begin(), rdata.end()}, {}, parent.file, 0, {}, {}});
    return ds;
}

}  // namespace

std::vector<std::uint16_t> signers_of(const ChainZone& in, const Rrset& rrset, Timestamp at) {
    std::vector<std::uint16_t> tags;
    for (const Signature& signature : in.zone().signatures(rrset)) {
        const SignatureFact& fact = in.evidence->signatures[index(in.zone().id(signature))];
        if (fact.verdict != Verdict::valid ||
            time_state(signature, serial_time(at)) != TimeState::inside)
            continue;
        if (std::ranges::find(tags, signature.key_tag) == tags.end())
            tags.push_back(signature.key_tag);
    }
    return tags;
}

void judge_delegation(const ChainZone& parent, const ChainZone& child, Timestamp at,
                      ChainLink& link) {
    const NameView name = child.zone().origin();
    const auto cut = cut_above(parent.zone(), name);
    if (!cut)
        return settle(link,
                      {LinkState::bogus, "not-delegated",
                       fmt::format("{} has no delegation of {}", zone_name(parent), to_text(name)),
                       "Put NS records of the zone into its parent."});
    const NameView at_cut = parent.zone().name(*cut);
    const Rrset* const ds = parent.zone().find(*cut, RrType::DS);
    if (ds == nullptr) return settle(link, without_ds(parent, *cut, at));
    if (!(at_cut == name))
        return settle(link, {LinkState::unknown, "zone-missing",
                             fmt::format("{} delegates {}, of which no zone file was given",
                                         zone_name(parent), to_text(at_cut)),
                             "Give the zone file of " + to_text(at_cut) + " too."});

    const ParentDs given = ds_at(parent, *ds);
    const std::vector<DsFact> facts = climb(child, given, at, link);
    link.ds_signers = signers_of(parent, *ds, at);
    const RrsetState state = state_of(parent, *ds, at);
    const std::string by = "DS records of " + to_text(name);
    LinkVerdict verdict =
        verdict_of(trust_state(child.zone(), child.evidence->keys, child.evidence->signatures,
                               given, facts, seconds(at)),
                   child, by, link, at);
    if (state != RrsetState::valid) {
        const bool undecided =
            state == RrsetState::not_tried || state == RrsetState::unsupported_only;
        std::string text = fmt::format("the DS RRset of {} in {} {}", to_text(name),
                                       zone_name(parent), describe(state));
        std::string fix = "Sign the parent zone again.";
        if (verdict.state == LinkState::bogus) {
            text += "; besides, " + verdict.text;
            fix = verdict.fix + " Then sign the parent zone again.";
        }
        return settle(link, {undecided ? LinkState::unknown : LinkState::bogus,
                             undecided ? "ds-unchecked" : "ds-not-signed", std::move(text),
                             std::move(fix)});
    }
    if (verdict.state == LinkState::secure) warn_of_stale(parent, child, link);
    settle(link, std::move(verdict));
}

void judge_anchors(const ChainZone& zone, const ParentDs& anchors, const ChainOptions& options,
                   Timestamp at, ChainLink& link) {
    ParentDs counting = anchors;
    counting.given = true;
    if (options.pin)
        std::erase_if(counting.records, [&](const TrustInput& input) {
            const std::uint16_t tag =
                input.is_ds ? DsView(input.rdata).key_tag() : key_tag(input.rdata);
            return tag != *options.pin;
        });
    const std::vector<DsFact> facts = climb(zone, counting, at, link);
    if (link.rungs.empty())
        return settle(link,
                      {LinkState::unknown, "no-anchor",
                       options.pin && !anchors.records.empty()
                           ? fmt::format("no trust anchor of {} has the pinned key tag {}",
                                         zone_name(zone), *options.pin)
                           : fmt::format("no trust anchor of {} and no zone file of its parent",
                                         zone_name(zone)),
                       "Give --anchor, or the zone files from the root down."});
    LinkVerdict verdict =
        verdict_of(trust_state(zone.zone(), zone.evidence->keys, zone.evidence->signatures,
                               counting, facts, seconds(at)),
                   zone, "trust anchors of " + zone_name(zone), link, at);
    if (options.pin && verdict.state == LinkState::bogus) {
        verdict.cause = "not-pinned";
        verdict.text = fmt::format("the DNSKEY RRset of {} is not signed by the pinned key {}",
                                   zone_name(zone), *options.pin);
        verdict.fix = "";
    }
    // With no anchor that can be used, nothing is known; it is not proven that nothing can be.
    if (verdict.state == LinkState::insecure) verdict.state = LinkState::unknown;
    settle(link, std::move(verdict));
}

}  // namespace zoneproof
