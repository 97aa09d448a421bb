// Cuts, occluded names, authoritative data, glue and empty non-terminals: clauses V-NAME-4 to 8
// and 15.
#include "parser/dns/rdata.hpp"
#include "parser/zone/data.hpp"

#include <algorithm>
#include <atomic>

namespace zoneproof {
namespace {

struct Contents {
    bool ns = false, dname = false, ds = false;
    bool other_than_nsec3 = false;
};

Contents contents(std::span<const Rrset> rrsets) {
    Contents found;
    for (const Rrset& rrset : rrsets) {
        if (rrset.count == 0) {
            if (rrset.type != RrType::NSEC3) found.other_than_nsec3 = true;
            continue;
        }
        found.ns |= rrset.type == RrType::NS;
        found.dname |= rrset.type == RrType::DNAME;
        found.ds |= rrset.type == RrType::DS;
        found.other_than_nsec3 |= rrset.type != RrType::NSEC3;
    }
    return found;
}

/// V-NAME-4 and V-NAME-5: in canonical order everything below a name follows it directly.
void mark_names(Zone::Data& zone) {
    NameView occluder;
    std::uint16_t below = 0;  // the flag of what lies below `occluder`; 0: there is none
    bool apex_dname = false;
    for (std::size_t i = 0; i < zone.names.size(); ++i) {
        NameEntry& name = zone.names[i];
        const NameView wire = zone.name(name);
        const Contents here = contents(zone.rrsets_of(i));
        if (i == 0) name.flags |= name_flag::apex;
        if (below != 0 && is_below(wire, occluder)) {
            // "NSEC3 RRs and their RRSIGs directly below the apex are never occluded by an apex
            // DNAME": V-NAME-5.
            const bool hashed_owner =
                !here.other_than_nsec3 && name.labels == zone.names[0].labels + 1;
            if (!(apex_dname && hashed_owner)) name.flags |= below;
            continue;
        }
        below = 0;
        apex_dname = i == 0 && here.dname;
        if (i != 0 && here.ns) {
            name.flags |= name_flag::cut | (here.ds ? name_flag::secure_cut : 0);
            below = name_flag::below_cut;
        } else if (here.dname) {
            below = name_flag::below_dname;
        }
        occluder = wire;
    }
}

/// V-NAME-6, V-NAME-7, and what denial sees of a name (V-NSEC-2, V-NAME-15).
/// @returns whether the name shows that the zone claims to be signed
bool mark_rrsets(Zone::Data& zone, std::size_t i) {
    bool claims_signed = false;
    NameEntry& name = zone.names[i];
    const bool cut = name.has(name_flag::cut), occluded = name.has(name_flag::occluded);
    if (cut) name.flags |= name_flag::exists;
    for (Rrset& rrset : zone.rrsets_of(i)) {
        const bool kept_at_cut = rrset.type == RrType::DS || rrset.type == RrType::NSEC;
        if (!occluded) claims_signed |= rrset.signatures != 0;
        if (rrset.count == 0 || occluded || (cut && !kept_at_cut)) continue;
        rrset.flags |= rrset_flag::authoritative;
        switch (rrset.type) {
        case RrType::NSEC:
        case RrType::NSEC3: claims_signed = true; break;
        case RrType::NSEC3PARAM: claims_signed = true; [[fallthrough]];
        default: name.flags |= name_flag::exists | name_flag::signed_data;
        }
        if (i == 0 && rrset.type == RrType::DNSKEY)
            for (const Octets rdata : zone.records(rrset))
                claims_signed |= DnskeyView(rdata).zone();
    }
    return claims_signed;
}

/// The name that an NS record in the zone names, when it is at or below a cut. Most lie below their
/// own cut, next to it; `at` is where the NS stands.
std::optional<std::size_t> glue_target(const Zone::Data& zone, std::size_t at, NameView target) {
    if (!is_at_or_below(target, zone.origin)) return std::nullopt;
    std::optional<std::size_t> found;
    if (is_at_or_below(target, zone.name(zone.names[at])))
        for (std::size_t k = at; k < zone.names.size() && k < at + 16 && !found; ++k)
            if (equal(zone.name(zone.names[k]).wire(), target.wire())) found = k;
    if (!found) found = zone.find(target);
    if (!found || !zone.names[*found].has(name_flag::occluded | name_flag::cut))
        return std::nullopt;
    return found;
}

/// A and AAAA at or below a cut are glue when an NS of this zone names them (V-NAME-6). Several
/// delegations may name the same server.
void mark_glue(Zone::Data& zone, std::size_t i) {
    const NameEntry& name = zone.names[i];
    if (name.has(name_flag::occluded) || !(name.has(name_flag::cut) || i == 0)) return;
    for (const Rrset& rrset : std::as_const(zone).rrsets_of(i)) {
        if (rrset.type != RrType::NS) continue;
        for (const Octets rdata : zone.records(rrset)) {
            const auto found = glue_target(zone, i, NameView(rdata));
            if (!found) continue;
            for (Rrset& address : zone.rrsets_of(*found))
                if (address.type == RrType::A || address.type == RrType::AAAA)
                    std::atomic_ref(address.flags)
                        .fetch_or(rrset_flag::glue, std::memory_order_relaxed);
        }
    }
}

/// The labels two names have in common, counted from the root.
unsigned common_labels(NameView a, unsigned labels_of_a, NameView b, unsigned labels_of_b) {
    while (labels_of_a > labels_of_b) a = a.parent(), --labels_of_a;
    while (labels_of_b > labels_of_a) b = b.parent(), --labels_of_b;
    while (!equal(a.wire(), b.wire())) a = a.parent(), b = b.parent(), --labels_of_a;
    return labels_of_a;
}

/// V-NAME-8: what lies between an existing name and the one before it in the tree, and owns nothing
/// itself.
void list_empty_non_terminals(Zone::Data& zone) {
    const unsigned apex_labels = zone.names[0].labels;
    std::size_t previous = 0;
    for (std::size_t i = 1; i < zone.names.size(); ++i) {
        const NameEntry& name = zone.names[i];
        if (!name.has(name_flag::exists) || name.has(name_flag::occluded)) continue;
        if (name.labels > apex_labels + 1) {
            const NameEntry& before = zone.names[previous];
            const unsigned common =
                common_labels(zone.name(before), before.labels, zone.name(name), name.labels);
            for (unsigned labels = common + 1; labels < name.labels; ++labels)
                zone.ents.push_back(
                    {NameId{static_cast<std::uint32_t>(i)}, static_cast<std::uint8_t>(labels)});
        }
        previous = i;
    }
}

}  // namespace

void classify(Zone::Data& zone, Workers& workers) {
    constexpr std::size_t names_a_task = 4096;
    mark_names(zone);
    std::atomic<bool> claims_signed = false;
    workers.parallel_for(zone.names.size(), names_a_task,
                         [&](std::size_t begin, std::size_t end, unsigned) {
                             for (std::size_t i = begin; i < end; ++i)
                                 if (mark_rrsets(zone, i))
                                     claims_signed.store(true, std::memory_order_relaxed);
                         });
    zone.claims_signed = claims_signed;
    workers.parallel_for(zone.names.size(), names_a_task,
                         [&](std::size_t begin, std::size_t end, unsigned) {
                             for (std::size_t i = begin; i < end; ++i) mark_glue(zone, i);
                         });
    list_empty_non_terminals(zone);
}

}  // namespace zoneproof
