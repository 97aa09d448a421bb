// RRsets by type number, RRs in the order of RFC 4034 6.3, duplicates once (RFC 2181 5, V-NAME-9).
#include "parser/zone/group.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

struct Item {
    RrType type;  // for an RRSIG the type it covers
    bool folded;
    Handle rdata;                   // of a record
    const RawSignature* signature;  // of an RRSIG
    std::uint32_t ttl;
    Place place;
};

/// RDATA order of RRSIGs that cover one type: field by field is octet by octet, for fields of fixed
/// width.
int compare_signatures(const Arena& arena, const RawSignature& a, const RawSignature& b) {
    const auto by = [](std::uint32_t x, std::uint32_t y) { return x < y ? -1 : x > y ? 1 : 0; };
    if (const int order = by(a.algorithm, b.algorithm)) return order;
    if (const int order = by(a.labels, b.labels)) return order;
    if (const int order = by(a.original_ttl, b.original_ttl)) return order;
    if (const int order = by(a.expiration, b.expiration)) return order;
    if (const int order = by(a.inception, b.inception)) return order;
    if (const int order = by(a.key_tag, b.key_tag)) return order;
    if (const int order =
            compare({arena.at(a.signer), a.signer_length}, {arena.at(b.signer), b.signer_length}))
        return order;
    return compare(arena.sized(a.value), arena.sized(b.value));
}

class Grouper {
public:
    Grouper(const Arena& arena, const std::vector<Reading>& readings, const RunOrder& order,
            ZonePart& to)
        : arena_(arena), readings_(readings), order_(order), to_(to) {}

    bool group(std::span<const RunRef> refs) {
        for (std::size_t begin = 0; begin < refs.size();) {
            std::size_t end = begin + 1;
            while (end < refs.size() && order_.same_owner(refs[begin], refs[end])) ++end;
            if (!name(refs.subspan(begin, end - begin))) return false;
            begin = end;
        }
        return true;
    }

private:
    bool name(std::span<const RunRef> runs);
    void collect(const RunRef&);
    bool rrset(NameId, RrType, std::span<Item> records, std::span<Item> signatures);
    void add_records(Rrset&, std::span<Item>);
    void add_signatures(RrsetId, std::span<Item>);

    const Arena& arena_;
    const std::vector<Reading>& readings_;
    const RunOrder& order_;
    ZonePart& to_;
    std::vector<Item> records_, signatures_;  // of the current name
};

bool Grouper::name(std::span<const RunRef> runs) {
    records_.clear();
    signatures_.clear();
    for (const RunRef& ref : runs) collect(ref);
    const auto by_type = [](const Item& a, const Item& b) { return a.type < b.type; };
    if (!std::is_sorted(records_.begin(), records_.end(), by_type))
        std::stable_sort(records_.begin(), records_.end(), by_type);
    if (!std::is_sorted(signatures_.begin(), signatures_.end(), by_type))
        std::stable_sort(signatures_.begin(), signatures_.end(), by_type);

    const OwnerRun& first = readings_[runs[0].part].runs[runs[0].run];
    const NameView owner = order_.owner(runs[0]);
    const NameId id{static_cast<std::uint32_t>(to_.names.size())};
    to_.names.push_back({first.owner, RrsetId{static_cast<std::uint32_t>(to_.rrsets.size())},
                         first.length, static_cast<std::uint8_t>(owner.label_count()),
                         owner.is_wildcard() ? name_flag::wildcard : std::uint16_t{0}});

    // Both lists ascend by type: one RRset for each type that stands in either.
    std::span<Item> records(records_), signatures(signatures_);
    while (!records.empty() || !signatures.empty()) {
        const RrType type = signatures.empty() ? records.front().type
                            : records.empty()
                                ? signatures.front().type
                                : std::min(records.front().type, signatures.front().type);
        const auto take = [type](std::span<Item>& items) {
            std::size_t count = 0;
            while (count < items.size() && items[count].type == type) ++count;
            const std::span<Item> taken = items.first(count);
            items = items.subspan(count);
            return taken;
        };
        const std::span<Item> of_type = take(records);
        if (!rrset(id, type, of_type, take(signatures))) return false;
    }
    return true;
}

void Grouper::collect(const RunRef& ref) {
    const Reading& reading = readings_[ref.part];
    for (std::size_t i = reading.runs[ref.run].first_record; i < reading.end_of_run(ref.run); ++i) {
        const RawRecord& record = reading.records[i];
        const Place place = reading.place(record.offset);
        if (record.type == RrType::RRSIG) {
            const RawSignature& signature =
                reading.signatures[static_cast<std::uint32_t>(record.rdata)];
            signatures_.push_back(
                {signature.type_covered, record.folded != 0, {}, &signature, record.ttl, place});
        } else {
            records_.push_back(
                {record.type, record.folded != 0, record.rdata, nullptr, record.ttl, place});
        }
    }
}

bool Grouper::rrset(NameId owner, RrType type, std::span<Item> records,
                    std::span<Item> signatures) {
    const RrsetId id{static_cast<std::uint32_t>(to_.rrsets.size())};
    Rrset rrset{.owner = owner,
                .first_record = RecordId{static_cast<std::uint32_t>(to_.record_places.size())},
                .rdata = {},
                .ttl = 0,
                .first_signature = SignatureId{static_cast<std::uint32_t>(to_.signatures.size())},
                .type = type,
                .count = 0,
                .signatures = 0,
                .flags = 0};
    add_records(rrset, records);
    const std::size_t count = to_.record_places.size() - index(rrset.first_record);
    add_signatures(id, signatures);
    const std::size_t signature_count = to_.signatures.size() - index(rrset.first_signature);
    if (count > 0xFFFF || signature_count > 0xFFFF) return false;
    rrset.count = static_cast<std::uint16_t>(count);
    rrset.signatures = static_cast<std::uint16_t>(signature_count);
    to_.rrsets.push_back(rrset);
    return true;
}

void Grouper::add_records(Rrset& rrset, std::span<Item> items) {
    if (items.empty()) return;
    const auto order = [&](const Item& a, const Item& b) {
        return compare(arena_.sized(a.rdata), arena_.sized(b.rdata));
    };
    // Of equal ones the lowest TTL stands first, so that the zone does not depend on the order of
    // lines (V-VER-10).
    const auto before = [&](const Item& a, const Item& b) {
        const int found = order(a, b);
        return found != 0 ? found < 0 : a.ttl < b.ttl;
    };
    if (items.size() > 1 && !std::is_sorted(items.begin(), items.end(), before))
        std::stable_sort(items.begin(), items.end(), before);

    std::uint32_t lowest = items[0].ttl;
    bool differ = false, adjacent = true;
    for (const Item& item : items) {
        differ |= item.ttl != items[0].ttl;
        lowest = std::min(lowest, item.ttl);
        if (item.folded) rrset.flags |= rrset_flag::folded;
    }
    rrset.ttl = lowest;
    rrset.rdata = items[0].rdata;
    if (differ) rrset.flags |= rrset_flag::ttls_differ;

    const std::size_t first_list = to_.lists.size();
    const Item* last = nullptr;
    for (const Item& item : items) {
        if (last != nullptr && order(*last, item) == 0) {
            to_.duplicates.push_back({RrsetId{static_cast<std::uint32_t>(to_.rrsets.size())},
                                      item.place, last->folded == item.folded});
            // A repetition with another TTL still makes the TTLs differ (V-NAME-10).
            continue;
        }
        if (last != nullptr && items.size() > 1)
            adjacent &=
                item.rdata == Arena::next_sized(last->rdata, arena_.sized(last->rdata).size());
        const RecordId id{static_cast<std::uint32_t>(to_.record_places.size())};
        if (differ && item.ttl != lowest) to_.ttls.push_back({id, item.ttl});
        to_.record_places.push_back(item.place);
        if (items.size() > 1) to_.lists.push_back(item.rdata);
        last = &item;
    }
    if (adjacent) {
        to_.lists.resize(first_list);
    } else {
        rrset.flags |= rrset_flag::scattered;
        rrset.rdata = Handle{static_cast<std::uint32_t>(first_list)};
    }
}

void Grouper::add_signatures(RrsetId id, std::span<Item> items) {
    const auto before = [&](const Item& a, const Item& b) {
        const int found = compare_signatures(arena_, *a.signature, *b.signature);
        return found != 0 ? found < 0 : a.ttl < b.ttl;
    };
    if (items.size() > 1 && !std::is_sorted(items.begin(), items.end(), before))
        std::stable_sort(items.begin(), items.end(), before);
    const Item* last = nullptr;
    for (const Item& item : items) {
        if (last != nullptr && compare_signatures(arena_, *last->signature, *item.signature) == 0) {
            to_.duplicates.push_back({id, item.place, last->folded == item.folded});
            continue;
        }
        const RawSignature& raw = *item.signature;
        to_.signatures.push_back({.covers = id,
                                  .value = raw.value,
                                  .signer = raw.signer,
                                  .ttl = item.ttl,
                                  .original_ttl = raw.original_ttl,
                                  .expiration = raw.expiration,
                                  .inception = raw.inception,
                                  .key_tag = raw.key_tag,
                                  .type_covered = raw.type_covered,
                                  .algorithm = raw.algorithm,
                                  .labels = raw.labels,
                                  .signer_length = raw.signer_length,
                                  .signer_folded = raw.signer_folded});
        to_.signature_places.push_back(item.place);
        last = &item;
    }
}

}  // namespace

bool group_records(const Arena& arena, const std::vector<Reading>& readings, const RunOrder& order,
                   std::span<const RunRef> refs, ZonePart& to) {
    return Grouper(arena, readings, order, to).group(refs);
}

}  // namespace zoneproof
