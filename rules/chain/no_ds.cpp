#include "rules/chain/no_ds.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// What a record that stands for the delegation itself says.
NoDs read_bitmap(TypeBitmap types) {
    if (types.contains(RrType::DS)) return NoDs::says_ds;
    // That of the child would show SOA; that of an ordinary name no NS: RFC 6840 4.4.
    if (!types.contains(RrType::NS) || types.contains(RrType::SOA)) return NoDs::no_ns;
    return NoDs::proven;
}

}  // namespace

NoDsProofs::NoDsProofs(const Zone& zone, const Evidence& evidence, Timestamp at)
    : zone_(zone), evidence_(evidence), now_(serial_time(at)),
      nsec_(evidence.nsec.use.nsec_in_use) {
    const auto& facts = evidence.nsec3;
    std::vector<std::size_t> position(facts.chains.size(), facts.chains.size());
    for (std::size_t i = 0; i < facts.chains.size(); ++i) {
        const Nsec3Chain& chain = facts.chains[i];
        if (!chain.listed && !chain.judged_whole) continue;
        if (chain.hash_unknown) {
            unknown_hash_ = true;
            continue;
        }
        position[i] = chains_.size();
        chains_.push_back({&chain.parameters, {}});
    }
    constexpr std::uint16_t void_record = nsec3_fact::owner_invalid | nsec3_fact::unknown_flags |
                                          nsec3_fact::unknown_hash | nsec3_fact::next_length;
    for (const Nsec3Record& record : facts.records) {
        if ((record.flags & void_record) != 0 || position[record.chain] >= chains_.size()) continue;
        const auto hash = hash_from_label(zone.name(record.owner).first_label());
        const Rrset* const rrset = zone.find(record.owner, RrType::NSEC3);
        if (!hash || rrset == nullptr) continue;
        auto rdata = zone.records(*rrset).begin();
        for (auto i = index(rrset->first_record); i != index(record.record); ++i) ++rdata;
        chains_[position[record.chain]].records.push_back({*hash, record.owner, *rdata});
    }
    for (Chain& chain : chains_) std::ranges::sort(chain.records, {}, &Record::hash);
}

std::vector<NameId> NoDsProofs::apex_owners() const {
    std::vector<NameId> owners;
    for (const Chain& chain : chains_) {
        Nsec3Hasher hasher(chain.parameters->iterations, chain.parameters->salt);
        if (const Record* const record = chain.at(hasher(zone_.origin())))
            owners.push_back(record->owner);
    }
    return owners;
}

NoDsProofs::Prover::Prover(const NoDsProofs& proofs) : proofs_(proofs) {
    for (const Chain& chain : proofs.chains_)
        hashers_.emplace_back(chain.parameters->iterations, chain.parameters->salt);
}

NoDs NoDsProofs::Prover::operator()(NameId cut) {
    if (proofs_.nsec_)
        if (const NoDs by = proofs_.by_nsec(cut); by != NoDs::proven) return by;
    for (std::size_t i = 0; i < hashers_.size(); ++i) {
        const NoDs by = proofs_.by_nsec3(proofs_.chains_[i], hashers_[i], proofs_.zone_.name(cut));
        if (by != NoDs::proven) return by;
    }
    if (proofs_.unknown_hash_) return NoDs::unknown_hash;
    return proofs_.nsec_ || !hashers_.empty() ? NoDs::proven : NoDs::no_record;
}

bool NoDsProofs::is_valid(NameId owner, RrType type) const {
    const Rrset* const rrset = zone_.find(owner, type);
    return rrset != nullptr &&
           rrset_state(zone_, evidence_.signatures, *rrset, now_) == RrsetState::valid;
}

NoDs NoDsProofs::by_nsec(NameId cut) const {
    const Rrset* const rrset = zone_.find(cut, RrType::NSEC);
    if (rrset == nullptr) return NoDs::no_record;
    if (!is_valid(cut, RrType::NSEC)) return NoDs::not_signed;
    for (const Octets rdata : zone_.records(*rrset))
        if (const NoDs said = read_bitmap(NsecView(rdata).types()); said != NoDs::proven)
            return said;
    return NoDs::proven;
}

/// Its own record; or, "closest encloser proof" and opt-out: the record of the closest ancestor
/// that has one, and one whose opt-out span covers the name a label longer (RFC 5155 8.9).
NoDs NoDsProofs::by_nsec3(const Chain& chain, Nsec3Hasher& hasher, NameView cut) const {
    Nsec3Hash next_closer = hasher(cut);
    if (const Record* const own = chain.at(next_closer)) {
        if (!is_valid(own->owner, RrType::NSEC3)) return NoDs::not_signed;
        return read_bitmap(Nsec3View(own->rdata).types());
    }
    for (NameView encloser = cut; encloser.size() > zone_.origin().size();) {
        encloser = encloser.parent();
        const Nsec3Hash hash = hasher(encloser);
        const Record* const closest = chain.at(hash);
        if (closest == nullptr) {
            next_closer = hash;
            continue;
        }
        const Record* const cover = chain.covering(next_closer);
        if (cover == nullptr) return NoDs::no_record;
        if (!Nsec3View(cover->rdata).opt_out()) return NoDs::no_opt_out;
        return is_valid(closest->owner, RrType::NSEC3) && is_valid(cover->owner, RrType::NSEC3)
                   ? NoDs::proven
                   : NoDs::not_signed;
    }
    return NoDs::no_record;
}

auto NoDsProofs::Chain::at(const Nsec3Hash& hash) const -> const Record* {
    const auto found = std::ranges::lower_bound(records, hash, {}, &Record::hash);
    return found != records.end() && found->hash == hash ? &*found : nullptr;
}

/// The span from an owner to its next hash, both excluded; the last one runs around the end.
auto NoDsProofs::Chain::covering(const Nsec3Hash& hash) const -> const Record* {
    if (records.empty()) return nullptr;
    auto behind = std::ranges::upper_bound(records, hash, {}, &Record::hash);
    const Record& record = behind == records.begin() ? records.back() : *std::prev(behind);
    const Octets next = Nsec3View(record.rdata).next_hash();
    const bool before_next = compare(hash, next) < 0, behind_owner = record.hash < hash;
    const bool wraps = compare(record.hash, next) >= 0;
    return (wraps ? before_next || behind_owner : before_next && behind_owner) ? &record : nullptr;
}

std::string_view to_text(NoDs proof) {
    switch (proof) {
    case NoDs::proven: return "it is proven";
    case NoDs::no_record: return "no NSEC or NSEC3 record speaks of the delegation";
    case NoDs::not_signed: return "the record that would prove it is not validly signed";
    case NoDs::says_ds: return "the NSEC or NSEC3 record lists a DS that is not there";
    case NoDs::no_ns: return "the NSEC or NSEC3 record does not show a delegation";
    case NoDs::no_opt_out: return "the NSEC3 span that covers it is not opt-out";
    case NoDs::unknown_hash: return "the NSEC3 hash algorithm is not known";
    }
    return "";
}

}  // namespace zoneproof
