// Building: order the owners, group each owner's records into RRsets, sort and collapse what is in
// an RRset.
//
// Signed zones arrive sorted from most signers, or as a few sorted runs (names, then hashed names):
// asking first saves the sort. Grouping is parallel over blocks of owners; the parts are then laid
// end to end, so the result does not depend on how many threads there were.
#include "parser/zone/build.hpp"

#include "parser/zone/data.hpp"
#include "parser/zone/group.hpp"

#include <algorithm>
#include <atomic>

namespace zoneproof {
namespace {

/// Where the labels above the zone's own begin to count: keys are compared below the origin only.
class RelativeKey {
public:
    explicit RelativeKey(std::size_t origin_octets) : origin_octets_(origin_octets) {}

    /// The first eight octets of the canonical key of `name` below the origin.
    std::uint64_t prefix(NameView name) const {
        const std::size_t end = name.size() - origin_octets_;
        std::uint8_t at[128];
        unsigned count = 0;
        for (std::size_t offset = 0; offset < end; offset += name.data()[offset] + 1u)
            at[count++] = static_cast<std::uint8_t>(offset);
        std::uint64_t key = 0;
        int shift = 56;
        const auto put = [&](unsigned octet) {
            if (shift >= 0) key |= static_cast<std::uint64_t>(octet) << shift;
            shift -= 8;
        };
        while (count != 0 && shift >= 0) {
            const std::uint8_t* const label = name.data() + at[--count];
            for (unsigned i = 1; i <= *label && shift >= 0; ++i) {
                if (label[i] <= 1)
                    put(1), put(label[i] + 1u);
                else
                    put(label[i]);
            }
            put(0);
        }
        return key;
    }

private:
    std::size_t origin_octets_;
};

std::optional<Name> first_soa_owner(const Arena& arena, const std::vector<Reading>& readings) {
    for (const Reading& reading : readings)
        for (std::size_t run = 0; run < reading.runs.size(); ++run) {
            for (std::size_t i = reading.runs[run].first_record; i < reading.end_of_run(run); ++i)
                if (reading.records[i].type == RrType::SOA)
                    return Name(
                        NameView(arena.at(reading.runs[run].owner), reading.runs[run].length));
        }
    return std::nullopt;
}

/// Every run in the order of the text, with its key; those that are neither at nor below the origin
/// stand in `outside`.
std::vector<RunRef> all_runs(const Zone::Data& zone, const std::vector<Reading>& readings,
                             Workers& workers, std::vector<RunRef>& outside) {
    std::vector<std::size_t> first = {0};  // of each reading, among all
    for (const Reading& reading : readings) first.push_back(first.back() + reading.runs.size());
    std::vector<RunRef> refs(first.back());
    std::vector<std::vector<RunRef>> outside_of(readings.size());
    const RelativeKey key(zone.origin.view().size());
    workers.parallel_for(readings.size(), 1, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t part = begin; part < end; ++part)
            for (std::uint32_t run = 0; run < readings[part].runs.size(); ++run) {
                const OwnerRun& owner = readings[part].runs[run];
                const NameView name(zone.arena->at(owner.owner), owner.length);
                RunRef& ref = refs[first[part] + run] = {0, static_cast<std::uint32_t>(part), run};
                if (is_at_or_below(name, zone.origin))
                    ref.prefix = key.prefix(name);
                else
                    outside_of[part].push_back(ref);
            }
    });
    for (const auto& of_part : outside_of)
        outside.insert(outside.end(), of_part.begin(), of_part.end());
    return refs;
}

/// All runs at or below the origin, in the order of the text; records of the others are excluded.
std::vector<RunRef> runs_in_zone(Zone::Data& zone, const std::vector<Reading>& readings,
                                 Workers& workers) {
    std::vector<RunRef> outside;
    std::vector<RunRef> refs = all_runs(zone, readings, workers, outside);
    auto next = outside.begin();  // both are in the order of the text
    if (!outside.empty())
        std::erase_if(refs, [&](const RunRef& ref) {
            const bool is_outside =
                next != outside.end() && next->part == ref.part && next->run == ref.run;
            next += is_outside;
            return is_outside;
        });
    for (const RunRef& ref : outside) {
        const Reading& reading = readings[ref.part];
        const OwnerRun& owner = reading.runs[ref.run];
        for (std::size_t i = owner.first_record; i < reading.end_of_run(ref.run); ++i) {
            const RawRecord& record = reading.records[i];
            zone.excluded.push_back({reading.place(record.offset), owner.owner, owner.length,
                                     ExclusionReason::out_of_zone, record.type});
        }
    }
    for (const Reading& reading : readings)
        for (const RawExclusion& record : reading.exclusions)
            zone.excluded.push_back({reading.place(record.offset), record.owner,
                                     record.owner_length, record.reason, record.type});
    std::stable_sort(
        zone.excluded.begin(), zone.excluded.end(),
        [](const ExcludedRecord& a, const ExcludedRecord& b) { return a.place < b.place; });
    return refs;
}

void sort_runs(std::vector<RunRef>& refs, const RunOrder& before, Workers& workers) {
    std::vector<std::size_t> bounds = {0};  // of the ascending runs in it
    constexpr std::size_t few = 16;
    for (std::size_t i = 1; i < refs.size() && bounds.size() <= few; ++i)
        if (before(refs[i], refs[i - 1])) bounds.push_back(i);
    if (bounds.size() > few) return workers.sort(refs.begin(), refs.end(), before);
    bounds.push_back(refs.size());
    while (bounds.size() > 2) {
        std::vector<std::size_t> merged = {0};
        for (std::size_t i = 0; i + 2 < bounds.size(); i += 2) {
            const auto at = [&](std::size_t k) {
                return refs.begin() + static_cast<std::ptrdiff_t>(bounds[k]);
            };
            std::inplace_merge(at(i), at(i + 1), at(i + 2), before);
            merged.push_back(bounds[i + 2]);
        }
        if (merged.back() != refs.size()) merged.push_back(refs.size());
        bounds = std::move(merged);
    }
}

/// Lays a part's items behind what is there, ids adjusted by `adjust`; the part keeps its memory.
template <class All, class Part, class Adjust>
void append(All& to, Part& from, const Adjust& adjust) {
    for (auto& item : from) adjust(item);
    to.insert(to.end(), from.begin(), from.end());
    from.clear();
}

void append(Zone::Data& zone, ZonePart& group) {
    const auto first_name = static_cast<std::uint32_t>(zone.names.size());
    const auto first_rrset = static_cast<std::uint32_t>(zone.rrsets.size());
    const auto first_signature = static_cast<std::uint32_t>(zone.signatures.size());
    const auto first_record = static_cast<std::uint32_t>(zone.record_places.size());
    const auto first_list = static_cast<std::uint32_t>(zone.lists.size());
    append(zone.names, group.names, [&](NameEntry& name) {
        name.first_rrset = RrsetId{index(name.first_rrset) + first_rrset};
    });
    append(zone.rrsets, group.rrsets, [&](Rrset& rrset) {
        rrset.owner = NameId{index(rrset.owner) + first_name};
        rrset.first_record = RecordId{index(rrset.first_record) + first_record};
        rrset.first_signature = SignatureId{index(rrset.first_signature) + first_signature};
        if (rrset.has(rrset_flag::scattered))
            rrset.rdata = Handle{Zone::Data::index_of(rrset.rdata) + first_list};
    });
    append(zone.signatures, group.signatures, [&](Signature& signature) {
        signature.covers = RrsetId{index(signature.covers) + first_rrset};
    });
    append(zone.record_places, group.record_places, [](Place&) {});
    append(zone.signature_places, group.signature_places, [](Place&) {});
    append(zone.lists, group.lists, [](Handle&) {});
    append(zone.ttls, group.ttls,
           [&](TtlException& ttl) { ttl.record = RecordId{index(ttl.record) + first_record}; });
    append(zone.duplicates, group.duplicates, [&](DuplicateRecord& record) {
        record.rrset = RrsetId{index(record.rrset) + first_rrset};
    });
}

/// Room for the most there can be: what is not used is never touched.
void reserve(Zone::Data& zone, const std::vector<Reading>& readings, std::size_t names) {
    std::size_t records = 0, signatures = 0;
    for (const Reading& reading : readings) {
        records += reading.records.size();
        signatures += reading.signatures.size();
    }
    zone.names.reserve(names);
    zone.rrsets.reserve(records);
    zone.signatures.reserve(signatures);
    zone.record_places.reserve(records - signatures);
    zone.signature_places.reserve(signatures);
}

/// Owners are grouped in blocks; a block ends where the owner changes.
std::vector<std::size_t> block_bounds(const std::vector<RunRef>& refs, const RunOrder& order) {
    constexpr std::size_t block = 4096;
    std::vector<std::size_t> bounds = {0};
    while (bounds.back() < refs.size()) {
        std::size_t end = std::min(refs.size(), bounds.back() + block);
        while (end < refs.size() && order.same_owner(refs[end - 1], refs[end])) ++end;
        bounds.push_back(end);
    }
    return bounds;
}

}  // namespace

Built build_zone(std::unique_ptr<Arena> arena, std::vector<Reading> readings,
                 const std::optional<Name>& origin, Workers& workers) {
    Built built;
    const auto soa_owner = first_soa_owner(*arena, readings);
    if (!soa_owner) return built;

    auto zone = std::make_unique<Zone::Data>();
    zone->arena = std::move(arena);
    zone->origin = origin ? *origin : *soa_owner;
    // Not cut short by the stop flag: without a zone there is nothing to report.
    Workers unhurried(workers.count());
    std::vector<RunRef> refs = runs_in_zone(*zone, readings, unhurried);
    const RunOrder order(*zone->arena, readings);
    sort_runs(refs, order, workers);

    const std::vector<std::size_t> bounds = block_bounds(refs, order);
    reserve(*zone, readings, refs.size());
    std::atomic<bool> overflow = false;
    // In waves, so that the parts' memory is used again while it is still in the cache.
    std::vector<ZonePart> groups(4 * workers.count());
    for (std::size_t wave = 0; wave + 1 < bounds.size(); wave += groups.size()) {
        const std::size_t blocks = std::min(groups.size(), bounds.size() - 1 - wave);
        unhurried.parallel_for(blocks, 1, [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t i = begin; i < end; ++i) {
                const std::size_t first = bounds[wave + i], behind = bounds[wave + i + 1];
                const std::span<const RunRef> block(refs.data() + first, behind - first);
                if (!group_records(*zone->arena, readings, order, block, groups[i]))
                    overflow = true;
            }
        });
        for (std::size_t i = 0; i < blocks; ++i) append(*zone, groups[i]);
    }
    if (overflow) {
        built.too_many_records = true;
        return built;
    }
    for (const Reading& reading : readings) zone->record_count += reading.records.size();
    for (const ExcludedRecord& record : zone->excluded)
        if (record.reason == ExclusionReason::out_of_zone) --zone->record_count;
    std::vector<RunRef>().swap(refs);
    std::vector<Reading>().swap(readings);

    // The origin sorts before everything below it: were it there, it would be the first name.
    if (zone->names.empty() || zone->names.front().length != zone->origin.view().size()) {
        built.other_soa = true;
        return built;
    }
    const auto apex = zone->rrsets_of(0);
    const auto soa = std::find_if(apex.begin(), apex.end(), [](const Rrset& rrset) {
        return rrset.type == RrType::SOA && rrset.count != 0;
    });
    if (soa == apex.end()) {
        built.other_soa = true;
        return built;
    }
    zone->soa = static_cast<std::uint32_t>(&*soa - zone->rrsets.data());
    classify(*zone, unhurried);
    built.zone.emplace(std::move(zone));
    return built;
}

}  // namespace zoneproof
