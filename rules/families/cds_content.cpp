// CDS and CDNSKEY against the published keys, and against each other (RFC 7344 4, 4.1; V-CDS-3).
#include "parser/dns/rdata.hpp"
#include "rules/families/families.hpp"
#include "rules/families/key_requests.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

namespace zoneproof {
namespace {

/// Calls visit(record, rdata) for each record of a request that asks for a key; algorithm 0 is
/// cds_delete.cpp's matter.
template <class Visit>
void each_request(const Context& context, const Rrset& rrset, const Visit& visit) {
    auto record = index(rrset.first_record);
    for (const Octets rdata : context.zone.records(rrset)) {
        if (requested_algorithm(rrset.type, rdata) != 0)
            visit(static_cast<RecordId>(record), rdata);
        ++record;
    }
}

std::string describe_request(RrType type, Octets rdata) {
    return fmt::format("key tag {} of {}", requested_tag(type, rdata),
                       describe_algorithm(requested_algorithm(type, rdata)));
}

/// Faults that make a published key no key at all, and have no rule of their own here.
bool is_broken(KeyFault fault) {
    return fault == KeyFault::wrong_protocol || fault == KeyFault::malformed ||
           fault == KeyFault::not_on_curve;
}

void no_dnskey(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!is_key_request(context, rrset)) return;
    const RequestedKeys keys(context, rrset.type);
    each_request(context, rrset, [&](RecordId record, Octets rdata) {
        const RequestedKeys::Found found = keys.find(rdata);
        const Where where = at_record(context.zone, rrset, record);
        if (found.key == no_key) {
            report.add(where, [&] {
                return "asks for " + describe_request(rrset.type, rdata) +
                       ", which is not published";
            });
        } else if (is_broken(context.evidence.keys[found.key].fault)) {
            report.add(where, Group{.cause = "key-unusable"}, [&] {
                const Key& key = context.evidence.keys[found.key];
                return fmt::format("asks for {}, which {}", describe(key), describe(key.fault));
            });
        } else if (!found.digest_compared) {
            report.add_as(Severity::warning, where, Group{.cause = "digest-unknown"}, [&] {
                return fmt::format("digest type {} of the request for {} cannot be compared",
                                   DsView(rdata).digest_type(),
                                   describe_request(rrset.type, rdata));
            });
        }
    });
}

template <class Means, class Describe>
void each_meaning(const Context& context, const Rrset& rrset, Report& report, const Means& means,
                  const Describe& describe_key) {
    if (!is_key_request(context, rrset)) return;
    const RequestedKeys keys(context, rrset.type);
    each_request(context, rrset, [&](RecordId record, Octets rdata) {
        const RequestedKeys::Found found = keys.find(rdata);
        if (found.key == no_key || !found.digest_compared ||
            !means(context.evidence.keys[found.key]))
            return;
        report.add(at_record(context.zone, rrset, record),
                   [&] { return describe_key(context.evidence.keys[found.key]); });
    });
}

void non_zone_key(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    each_meaning(
        context, rrset, report, [](const Key& key) { return !key.zone_key(); },
        [](const Key& key) { return "asks for " + describe(key) + ", which has no ZONE flag"; });
}

void revoked_key(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    each_meaning(
        context, rrset, report, [](const Key& key) { return key.zone_key() && key.revoked(); },
        [](const Key& key) { return "asks for " + describe(key) + ", which is revoked"; });
}

/// What both sets say of keys, in a form that can be compared: the CDS of each key, digest included
/// where possible.
std::set<std::string> keys_of(const Context& context, const Rrset& rrset,
                              const std::set<std::uint8_t>& types) {
    std::set<std::string> keys;
    each_request(context, rrset, [&](RecordId, Octets rdata) {
        if (rrset.type == RrType::CDS) {
            keys.insert(octet_string(rdata));
            return;
        }
        for (const std::uint8_t type : types)
            if (auto cds = ds_rdata(context.zone.origin(), rdata, type); !cds.empty())
                keys.insert(std::move(cds));
    });
    return keys;
}

bool is_computable(std::uint8_t digest_type) {
    const DigestInfo* const digest = find_digest(digest_type);
    return digest != nullptr && digest->supported;
}

/// V-CDS-3: a CDS that no CDNSKEY stands for, or a CDNSKEY without any CDS.
bool ask_for_different_keys(const Context& context, const Rrset& cds, const Rrset& cdnskey) {
    std::set<std::uint8_t> types;
    each_request(context, cds, [&](RecordId, Octets rdata) {
        if (is_computable(DsView(rdata).digest_type())) types.insert(DsView(rdata).digest_type());
    });
    if (types.empty()) return false;
    const auto asked = keys_of(context, cds, types), offered = keys_of(context, cdnskey, types);
    const bool all_asked_offered =
        std::all_of(asked.begin(), asked.end(), [&](const std::string& rdata) {
            return !is_computable(static_cast<std::uint8_t>(rdata[3])) || offered.count(rdata) != 0;
        });
    bool all_offered_asked = true;
    each_request(context, cdnskey, [&](RecordId, Octets rdata) {
        const bool one = std::any_of(types.begin(), types.end(), [&](std::uint8_t type) {
            return asked.count(ds_rdata(context.zone.origin(), rdata, type)) != 0;
        });
        if (!one) all_offered_asked = false;
    });
    return !all_asked_offered || !all_offered_asked;
}

bool has_request(const Context& context, const Rrset& rrset) {
    bool any = false;
    each_request(context, rrset, [&](RecordId, Octets) { any = true; });
    return any;
}

void mismatch(const Context& context, const Moment&, Report& report) {
    const Rrset* const cds = context.zone.at_apex(RrType::CDS);
    const Rrset* const cdnskey = context.zone.at_apex(RrType::CDNSKEY);
    if (cds == nullptr || cdnskey == nullptr || !has_request(context, *cds) ||
        !has_request(context, *cdnskey))
        return;
    if (ask_for_different_keys(context, *cds, *cdnskey))
        report.add(at_rrset(context.zone, *cds),
                   [] { return std::string("CDS and CDNSKEY ask for different keys"); });
}

void without_cdnskey(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type == RrType::CDS && is_key_request(context, rrset) &&
        !context.zone.at_apex(RrType::CDNSKEY))
        report.add(at_rrset(context.zone, rrset),
                   [] { return std::string("CDS without CDNSKEY"); });
}

void without_cds(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type == RrType::CDNSKEY && is_key_request(context, rrset) &&
        !context.zone.at_apex(RrType::CDS))
        report.add(at_rrset(context.zone, rrset),
                   [] { return std::string("CDNSKEY without CDS"); });
}

constexpr Rule rules[] = {
    {.id = "cds-no-dnskey",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 7344 4.1",
     .since = {2014, 9},
     .says = "CDS or CDNSKEY ask for a key that the zone does not publish.",
     .why = "A parent that follows the request publishes a DS that leads nowhere.",
     .fix = "Publish the key before its CDS, or correct the CDS.",
     .good = "@ 3600 IN CDS 2937 13 2 0123... ; of the DNSKEY with tag 2937",
     .bad = "@ 3600 IN CDS 1 13 2 0123... ; no such DNSKEY",
     .needs = pass::keys,
     .applies = Applies::signed_zone,
     .check = each_rrset(no_dnskey, RrType::CDS, RrType::CDNSKEY)},
    {.id = "cds-non-zone-key",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 7344 4.1; RFC 4034 5.2",
     .since = {2014, 9},
     .says = "CDS or CDNSKEY ask for a key without ZONE flag.",
     .why = "A DS must refer to a zone key; validators do not use this one.",
     .fix = "Ask for a key with flags 257.",
     .good = "@ 3600 IN CDNSKEY 257 3 13 aRS/...",
     .bad = "@ 3600 IN CDNSKEY 1 3 13 aRS/...",
     .needs = pass::keys,
     .applies = Applies::signed_zone,
     .check = each_rrset(non_zone_key, RrType::CDS, RrType::CDNSKEY)},
    {.id = "cds-revoked-key",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 5011 2.1; RFC 7344 4.1",
     .since = {2014, 9},
     .says = "CDS or CDNSKEY ask for a revoked key.",
     .why = "Validators use a revoked key for nothing but its revocation.",
     .fix = "Ask for a key that is not revoked.",
     .good = "@ 3600 IN CDNSKEY 257 3 13 aRS/...",
     .bad = "@ 3600 IN CDNSKEY 385 3 13 aRS/...",
     .needs = pass::keys,
     .applies = Applies::signed_zone,
     .check = each_rrset(revoked_key, RrType::CDS, RrType::CDNSKEY)},
    {.id = "cds-cdnskey-mismatch",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 7344 4",
     .since = {2014, 9},
     .says = "CDS and CDNSKEY ask for different keys.",
     .why = "What becomes of the DS depends on which of the two the parent reads.",
     .fix = "Publish both for the same keys.",
     .good = "@ 3600 IN CDS 2937 13 2 0123...\n@ 3600 IN CDNSKEY 257 3 13 aRS/... ; tag 2937",
     .bad = "@ 3600 IN CDS 2937 13 2 0123...\n@ 3600 IN CDNSKEY 257 3 13 Zm9v... ; tag 4711",
     .check = whole_zone(mismatch)},
    {.id = "cds-without-cdnskey",
     .family = Family::cds,
     .severity = Severity::warning,
     .cites = "RFC 7344 4",
     .since = {2014, 9},
     .says = "CDS is published without CDNSKEY.",
     .why = "Parents that compute the digest themselves see no request.",
     .fix = "Publish both.",
     .good = "@ 3600 IN CDS 2937 13 2 0123...\n@ 3600 IN CDNSKEY 257 3 13 aRS/...",
     .bad = "@ 3600 IN CDS 2937 13 2 0123...",
     .check = each_rrset(without_cdnskey, RrType::CDS)},
    {.id = "cdnskey-without-cds",
     .family = Family::cds,
     .severity = Severity::warning,
     .cites = "RFC 7344 4",
     .since = {2014, 9},
     .says = "CDNSKEY is published without CDS.",
     .why = "Parents that take the digest from the child see no request.",
     .fix = "Publish both.",
     .good = "@ 3600 IN CDS 2937 13 2 0123...\n@ 3600 IN CDNSKEY 257 3 13 aRS/...",
     .bad = "@ 3600 IN CDNSKEY 257 3 13 aRS/...",
     .check = each_rrset(without_cds, RrType::CDNSKEY)},
};

}  // namespace

std::span<const Rule> cds_content_rules() {
    return rules;
}

}  // namespace zoneproof
