// NSEC (RFC 4035 2.3): the names in canonical order, each with its own NSEC that leads to the next.
// NSEC3 (RFC 5155 7.1): the records in order of their hashes, each leading to the next, one for
// every name and empty non-terminal, or none where an opt-out span may hide it.
//
// What is asked of the records anew: which names are authoritative, delegated or occluded, how many
// empty non-terminals there are, the links, and the types of each bitmap. Shared with the passes:
// the order of the names, the list of empty non-terminals, which denial is in use, and of which
// name an NSEC3 owner is the hash. To hash every name again would cost as much as the pass.
#include "rules/proof_denial.hpp"

#include "parser/dns/rdata.hpp"

#include <algorithm>
#include <optional>

namespace zoneproof {
namespace {

enum class Standing : std::uint8_t { none, insecure_cut, secure_cut, data };

/// What denial must speak of, from the RRsets alone.
struct Standings {
    std::vector<Standing> names;  // by NameId
    std::uint64_t ents = 0;
    bool stray_nsec = false;  // an NSEC at a name that owns nothing else
};

/// @param occluder takes the name when it occludes what is below it (V-NAME-4, V-NAME-5).
Standing standing(const Zone& zone, NameId id, std::optional<NameView>& occluder) {
    bool data = false, ns = false, ds = false, dname = false;
    for (const Rrset& rrset : zone.rrsets(id)) {
        if (rrset.count == 0 || rrset.type == RrType::NSEC || rrset.type == RrType::NSEC3) continue;
        data = true;
        ns |= rrset.type == RrType::NS;
        ds |= rrset.type == RrType::DS;
        dname |= rrset.type == RrType::DNAME;
    }
    const bool cut = ns && id != zone.apex();
    if (cut || dname) occluder = zone.name(id);
    if (!data) return Standing::none;
    return !cut ? Standing::data : ds ? Standing::secure_cut : Standing::insecure_cut;
}

Standings find_standings(const Zone& zone) {
    Standings found;
    found.names.resize(zone.names().size());
    std::optional<NameView> occluder;
    NameView before;
    for (std::uint32_t i = 0; i < found.names.size(); ++i) {
        const NameId id{i};
        const NameView name = zone.name(id);
        if (occluder && is_below(name, *occluder)) continue;
        found.names[i] = standing(zone, id, occluder);
        if (found.names[i] == Standing::none) {
            found.stray_nsec |= zone.find(id, RrType::NSEC) != nullptr;
            continue;
        }
        // Nothing above the name, up to what it shares with the one before, owns anything.
        if (id != zone.apex())
            for (NameView above = name.parent();
                 above.size() > zone.origin().size() && !is_at_or_below(before, above);
                 above = above.parent())
                ++found.ents;
        before = name;
    }
    return found;
}

/// The types of a name that its bitmap shows (RFC 4034 4.1.2, RFC 6840 4.1), ascending.
void list_types(const Zone& zone, NameId id, Standing standing, std::vector<RrType>& types) {
    types.clear();
    const bool cut = standing != Standing::data;
    for (const Rrset& rrset : zone.rrsets(id))
        if (rrset.count != 0 && rrset.type != RrType::NSEC && rrset.type != RrType::NSEC3 &&
            (!cut || rrset.type == RrType::NS || rrset.type == RrType::DS))
            types.push_back(rrset.type);
}

/// Whether the bitmap shows these types; RRSIG and NSEC are looked at apart.
bool shows(const TypeBitmap& bitmap, const std::vector<RrType>& types) {
    std::size_t at = 0;
    bool same = true;
    bitmap.each([&](RrType type) {
        if (type == RrType::RRSIG || type == RrType::NSEC) return;
        same = same && at < types.size() && types[at++] == type;
    });
    return same && at == types.size();
}

std::string_view missing_from_nsec(const Zone& zone, const Standings& standings) {
    std::vector<RrType> types;
    std::optional<NameView> next;
    if (standings.stray_nsec) return "an NSEC stands at a name that owns nothing else";
    for (std::uint32_t i = 0; i < standings.names.size(); ++i) {
        if (standings.names[i] == Standing::none) continue;
        const NameId id{i};
        const Rrset* const rrset = zone.find(id, RrType::NSEC);
        if (rrset == nullptr || rrset->count != 1) return "a name has not exactly one NSEC";
        const NsecView nsec(zone.records(*rrset).front());
        if (next && !(*next == zone.name(id))) return "an NSEC does not lead to the next name";
        list_types(zone, id, standings.names[i], types);
        if (!shows(nsec.types(), types) || !nsec.types().contains(RrType::RRSIG) ||
            !nsec.types().contains(RrType::NSEC))
            return "an NSEC does not show the types of its name";
        next = nsec.next();
    }
    return next && *next == zone.origin() ? "" : "the last NSEC does not lead to the apex";
}

struct Link {
    Nsec3Hash hash;
    Nsec3View rdata;
};

/// One NSEC3 chain, its records in order of their hashes.
class Chain {
public:
    Chain(const Zone& zone, const Standings& standings, const Evidence& evidence,
          std::uint16_t chain)
        : zone_(zone), standings_(standings), parameters_(evidence.nsec3.chains[chain].parameters),
          beside_nsec_(evidence.nsec.use.any_nsec), names_(standings.names.size(), no_link),
          ents_(zone.empty_non_terminals().size(), no_link) {
        for (const Nsec3Record& record : evidence.nsec3.records)
            if (record.chain == chain) add(record);
    }

    std::string_view missing() {
        if (!whole_) return "an NSEC3 cannot be placed in its chain";
        for (std::size_t i = 0; i < links_.size(); ++i)
            if (!std::ranges::equal(links_[i].rdata.next_hash(),
                                    links_[(i + 1) % links_.size()].hash) ||
                (i != 0 && !(links_[i - 1].hash < links_[i].hash)))
                return "an NSEC3 does not lead to the next hash";
        for (std::uint32_t i = 0; i < names_.size(); ++i)
            if (const auto fault = missing_at(NameId{i}); !fault.empty()) return fault;
        for (std::uint32_t i = 0; i < ents_.size(); ++i)
            if (const auto fault = missing_at_ent(i); !fault.empty()) return fault;
        return {};
    }

private:
    static constexpr std::uint32_t no_link = 0xFFFFFFFF;

    void add(const Nsec3Record& record) {
        const Rrset& rrset = *zone_.find(record.owner, RrType::NSEC3);
        auto at = index(rrset.first_record);
        Octets rdata;
        for (const Octets one : zone_.records(rrset))
            if (at++ == index(record.record)) rdata = one;
        const auto hash = hash_from_label(zone_.name(record.owner).first_label());
        const HashedSubject subject = unpack(record.subject);
        auto& subjects = subject.is_ent ? ents_ : names_;
        whole_ = whole_ && hash && !rdata.empty() && record.subject != no_subject &&
                 subject.index < subjects.size() && subjects[subject.index] == no_link &&
                 (subject.is_ent || standings_.names[subject.index] != Standing::none);
        if (!whole_) return;
        subjects[subject.index] = static_cast<std::uint32_t>(links_.size());
        links_.push_back({*hash, Nsec3View(rdata)});
        all_opt_out_ = all_opt_out_ && links_.back().rdata.opt_out();
    }

    std::string_view missing_at(NameId id) {
        const Standing is = standings_.names[index(id)];
        if (is == Standing::none) return {};
        if (names_[index(id)] == no_link)
            return is == Standing::insecure_cut && may_hide(zone_.name(id)) ? ""
                                                                            : "a name has no NSEC3";
        list_types(zone_, id, is, types_);
        const TypeBitmap bitmap = links_[names_[index(id)]].rdata.types();
        const bool has_nsec = bitmap.contains(RrType::NSEC),
                   has_rrsig = bitmap.contains(RrType::RRSIG);
        // Beside NSEC records, its bit and RRSIG at an insecure cut may be set or not (V-N3-12).
        const bool rrsig_right =
            is != Standing::insecure_cut ? has_rrsig : !has_rrsig || beside_nsec_;
        return shows(bitmap, types_) && rrsig_right && (!has_nsec || beside_nsec_)
                   ? ""
                   : "an NSEC3 does not show the types of its name";
    }

    /// "only derived from an insecure delegation covered by an Opt-Out NSEC3 RR", RFC 5155 7.1.
    std::string_view missing_at_ent(std::uint32_t at) {
        const EmptyNonTerminal& ent = zone_.empty_non_terminals()[at];
        if (ents_[at] != no_link)
            return links_[ents_[at]].rdata.types().windows().empty()
                       ? ""
                       : "the NSEC3 of an empty non-terminal shows a type";
        const NameView name = zone_.name(ent);
        for (std::uint32_t i = index(ent.below);
             i < names_.size() && is_below(zone_.name(NameId{i}), name); ++i)
            if (standings_.names[i] != Standing::none &&
                (standings_.names[i] != Standing::insecure_cut || names_[i] != no_link))
                return "an empty non-terminal has no NSEC3";
        return {};
    }

    /// V-N3-9: the span that covers the next closer name has Opt-Out set.
    bool may_hide(NameView cut) {
        if (links_.empty()) return false;
        if (all_opt_out_) return true;
        if (!hasher_) hasher_.emplace(parameters_.iterations, parameters_.salt);
        NameView next_closer = cut;
        while (next_closer.size() > zone_.origin().size() &&
               !stands((*hasher_)(next_closer.parent())))
            next_closer = next_closer.parent();
        const Nsec3Hash hash = (*hasher_)(next_closer);
        const auto behind = std::ranges::upper_bound(links_, hash, {}, &Link::hash);
        return (behind == links_.begin() ? links_.back() : *std::prev(behind)).rdata.opt_out();
    }
    bool stands(const Nsec3Hash& hash) const {
        return std::ranges::binary_search(links_, hash, {}, &Link::hash);
    }

    const Zone& zone_;
    const Standings& standings_;
    const Nsec3Parameters& parameters_;
    const bool beside_nsec_;
    std::vector<Link> links_;
    std::vector<std::uint32_t> names_, ents_;  // positions in links_
    std::vector<RrType> types_;
    std::optional<Nsec3Hasher> hasher_;
    bool all_opt_out_ = true, whole_ = true;
};

}  // namespace

std::string_view missing_from_denial(const Zone& zone, const Evidence& evidence) {
    const Standings standings = find_standings(zone);
    if (standings.ents != zone.empty_non_terminals().size())
        return "an empty non-terminal was not found";
    bool looked = false;
    if (evidence.nsec.use.nsec_in_use) {
        looked = true;
        if (const auto fault = missing_from_nsec(zone, standings); !fault.empty()) return fault;
    }
    for (std::uint16_t at = 0; at < evidence.nsec3.chains.size(); ++at) {
        const Nsec3Chain& chain = evidence.nsec3.chains[at];
        if (!chain.listed || chain.records == 0) continue;
        looked = true;
        if (const auto fault = Chain(zone, standings, evidence, at).missing(); !fault.empty())
            return fault;
    }
    return looked ? "" : "no chain denies anything";
}

}  // namespace zoneproof
