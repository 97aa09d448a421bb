// What a Zone holds (private to parser/zone; the public face is zone.hpp).
#pragma once

#include "parser/base/big_vector.hpp"
#include "parser/base/workers.hpp"
#include "parser/zone/zone.hpp"

namespace zoneproof {

struct Zone::Data {
    std::unique_ptr<Arena> arena;
    Name origin;
    BigVector<NameEntry> names;
    BigVector<Rrset> rrsets;
    BigVector<Signature> signatures;
    BigVector<Place> record_places;
    BigVector<Place> signature_places;
    std::vector<Handle> lists;  // of RDATA that does not lie in a row
    std::vector<EmptyNonTerminal> ents;
    std::vector<TtlException> ttls;  // by RecordId
    std::vector<DuplicateRecord> duplicates;
    std::vector<ExcludedRecord> excluded;
    std::uint32_t soa = 0;  // position in rrsets
    std::uint64_t record_count = 0;
    bool claims_signed = false;

    NameView name(const NameEntry& entry) const { return {arena->at(entry.wire), entry.length}; }
    std::span<const Rrset> rrsets_of(std::size_t name) const {
        const std::size_t begin = index(names[name].first_rrset);
        const std::size_t end =
            name + 1 < names.size() ? index(names[name + 1].first_rrset) : rrsets.size();
        return {rrsets.data() + begin, end - begin};
    }
    std::span<Rrset> rrsets_of(std::size_t name) {
        const auto all = std::as_const(*this).rrsets_of(name);
        return {const_cast<Rrset*>(all.data()), all.size()};
    }
    RdataRange records(const Rrset& rrset) const {
        const bool scattered = rrset.has(rrset_flag::scattered);
        return {*arena, rrset.rdata, scattered ? lists.data() + index_of(rrset.rdata) : nullptr,
                rrset.count};
    }
    std::size_t lower_bound(NameView) const;
    std::optional<std::size_t> find(NameView) const;

    static std::uint32_t index_of(Handle handle) { return static_cast<std::uint32_t>(handle); }
};

/// Marks cuts, occluded names, authoritative RRsets, glue, and lists empty non-terminals
/// (classify.cpp).
void classify(Zone::Data&, Workers&);

}  // namespace zoneproof
