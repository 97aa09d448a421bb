#include "rules/chain/blast.hpp"

#include "rules/chain/no_ds.hpp"

#include <algorithm>
#include <functional>
#include <vector>

namespace zoneproof {
namespace {

constexpr std::size_t names_a_task = 4096;

bool is_denial(RrType type) {
    return type == RrType::NSEC || type == RrType::NSEC3;
}

/// An insecure delegation of the zone itself.
bool is_insecure_cut(const NameEntry& name) {
    return name.has(name_flag::cut) && !name.has(name_flag::secure_cut) &&
           !name.has(name_flag::occluded);
}

/// What one name loses: its RRsets for which `fails` says so, and whether it is a delegation that
/// does.
template <class Fails>
void count_name(const Zone& zone, NameId id, const Fails& fails, bool delegation_fails,
                Blast& blast) {
    const NameEntry& name = zone.entry(id);
    bool any = delegation_fails, data = false;
    for (const Rrset& rrset : zone.rrsets(id)) {
        if (!must_be_signed(rrset) || !fails(rrset)) continue;
        any = true;
        ++blast.rrsets;
        if (is_denial(rrset.type))
            ++blast.denial_records;
        else
            data = true;
        if (rrset.type == RrType::DS && name.has(name_flag::cut)) ++blast.secure_delegations;
    }
    if (delegation_fails) ++blast.insecure_delegations;
    if (data && name.has(name_flag::wildcard)) ++blast.wildcard_names;
    if (!any) return;
    // NSEC3 owners are no names of the zone.
    const bool hashed_only =
        !delegation_fails && std::ranges::all_of(zone.rrsets(id), [](const Rrset& rrset) {
            return rrset.type == RrType::NSEC3;
        });
    if (hashed_only) return;
    ++blast.names;
    blast.only = blast.names == 1 ? std::optional(id) : std::nullopt;
}

template <class Count>
Blast over_names(const Zone& zone, Workers& workers, const Count& count) {
    std::vector<Blast> parts((zone.names().size() + names_a_task - 1) / names_a_task);
    workers.parallel_for(zone.names().size(), names_a_task,
                         [&](std::size_t begin, std::size_t end, unsigned worker) {
                             for (std::size_t i = begin; i < end; ++i)
                                 count(static_cast<NameId>(i), worker, parts[begin / names_a_task]);
                         });
    Blast all;
    for (const Blast& part : parts) all.add(part);
    return all;
}

/// Which of the records that everything in a zone rests on fails.
std::string_view apex_fault(const Zone& zone, const NoDsProofs& proofs,
                            const std::function<bool(const Rrset&)>& fails) {
    for (const RrType type : {RrType::DNSKEY, RrType::SOA, RrType::NSEC})
        if (const Rrset* const rrset = zone.at_apex(type))
            if (fails(*rrset))
                return type == RrType::DNSKEY ? "DNSKEY" : type == RrType::SOA ? "SOA" : "NSEC";
    for (const NameId owner : proofs.apex_owners())
        if (const Rrset* const rrset = zone.find(owner, RrType::NSEC3))
            if (fails(*rrset)) return "NSEC3";
    return {};
}

}  // namespace

void Blast::add(const Blast& other) {
    only = names == 0 ? other.only : other.names == 0 ? only : std::nullopt;
    if (!all && other.all) all_for = other.all_for;
    all |= other.all;
    rrsets += other.rrsets;
    names += other.names;
    secure_delegations += other.secure_delegations;
    insecure_delegations += other.insecure_delegations;
    wildcard_names += other.wildcard_names;
    denial_records += other.denial_records;
    denial_faults += other.denial_faults;
    unchecked += other.unchecked;
}

Blast whole_of(const Zone& zone, Workers& workers) {
    const auto every = [](const Rrset&) { return true; };
    Blast blast = over_names(zone, workers, [&](NameId id, unsigned, Blast& part) {
        if (!zone.entry(id).has(name_flag::occluded))
            count_name(zone, id, every, is_insecure_cut(zone.entry(id)), part);
    });
    blast.all = true;
    return blast;
}

Blast damage_of(const Zone& zone, const Evidence& evidence, Timestamp at,
                std::span<const Name> exempt, Workers& workers) {
    const std::uint32_t now = serial_time(at);
    const NoDsProofs proofs(zone, evidence, at);
    std::vector<NoDsProofs::Prover> provers;
    for (unsigned i = 0; i < workers.count(); ++i) provers.emplace_back(proofs);

    const auto state = [&](const Rrset& rrset) {
        return rrset_state(zone, evidence.signatures, rrset, now);
    };
    const auto undecided = [](RrsetState state) {
        return state == RrsetState::not_tried || state == RrsetState::unsupported_only;
    };
    const auto fails = [&](const Rrset& rrset) {
        const RrsetState is = state(rrset);
        return is != RrsetState::valid && !undecided(is);
    };
    const auto is_exempt = [&](NameView name) {
        return std::ranges::any_of(exempt,
                                   [&](const Name& above) { return is_at_or_below(name, above); });
    };
    Blast blast = over_names(zone, workers, [&](NameId id, unsigned worker, Blast& part) {
        const NameEntry& name = zone.entry(id);
        if (name.has(name_flag::occluded) || is_exempt(zone.name(id))) return;
        for (const Rrset& rrset : zone.rrsets(id))
            if (must_be_signed(rrset) && undecided(state(rrset))) ++part.unchecked;
        bool delegation_fails = false;
        if (is_insecure_cut(name)) {
            const NoDs proof = provers[worker](id);
            delegation_fails = proof != NoDs::proven && proof != NoDs::unknown_hash;
            part.unchecked += proof == NoDs::unknown_hash;
        }
        count_name(zone, id, fails, delegation_fails, part);
    });
    if (!is_exempt(zone.origin())) blast.all_for = apex_fault(zone, proofs, fails);
    blast.all = !blast.all_for.empty();
    return blast;
}

Altitude altitude_of(const Zone& zone) {
    const unsigned labels = zone.origin().label_count();
    if (labels < 2) return labels == 0 ? Altitude::root : Altitude::tld;
    const bool delegates = std::ranges::any_of(zone.names(), [](const NameEntry& name) {
        return name.has(name_flag::cut) && !name.has(name_flag::occluded);
    });
    return delegates ? Altitude::delegating : Altitude::leaf;
}

std::string_view to_text(Altitude altitude) {
    switch (altitude) {
    case Altitude::root: return "root";
    case Altitude::tld: return "TLD";
    case Altitude::delegating: return "zone with delegations";
    case Altitude::leaf: return "leaf";
    }
    return "";
}

}  // namespace zoneproof
