// Grouping: the records of some owners, in order, to names, RRsets and signatures (private to
// parser/zone).
#pragma once

#include "parser/base/arena.hpp"
#include "parser/zone/records.hpp"
#include "parser/zone/zone.hpp"

#include <span>
#include <vector>

namespace zoneproof {

/// An owner run by its position, with the front of its canonical key below the origin.
struct RunRef {
    std::uint64_t prefix;
    std::uint32_t part, run;
};

/// Canonical order of owners, then the order of the text.
class RunOrder {
public:
    RunOrder(const Arena& arena, const std::vector<Reading>& readings)
        : arena_(&arena), readings_(&readings) {}

    NameView owner(const RunRef& ref) const {
        const OwnerRun& run = (*readings_)[ref.part].runs[ref.run];
        return {arena_->at(run.owner), run.length};
    }
    bool same_owner(const RunRef& a, const RunRef& b) const {
        return a.prefix == b.prefix && equal(owner(a).wire(), owner(b).wire());
    }
    bool operator()(const RunRef& a, const RunRef& b) const {
        if (a.prefix != b.prefix) return a.prefix < b.prefix;
        if (const int order = compare_canonical(owner(a), owner(b)); order != 0) return order < 0;
        return a.part != b.part ? a.part < b.part : a.run < b.run;
    }

private:
    const Arena* arena_;
    const std::vector<Reading>* readings_;
};

/// One part of the zone; ids count from the part's own beginning.
struct ZonePart {
    std::vector<NameEntry> names;
    std::vector<Rrset> rrsets;
    std::vector<Signature> signatures;
    std::vector<Place> record_places, signature_places;
    std::vector<Handle> lists;
    std::vector<TtlException> ttls;
    std::vector<DuplicateRecord> duplicates;
};

/// @returns false when an RRset has more records or signatures than its 16-bit counts can say.
bool group_records(const Arena&, const std::vector<Reading>&, const RunOrder&,
                   std::span<const RunRef>, ZonePart&);

}  // namespace zoneproof
