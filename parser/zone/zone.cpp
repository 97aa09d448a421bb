#include "parser/zone/zone.hpp"

#include "parser/dns/rdata.hpp"
#include "parser/zone/data.hpp"

#include <algorithm>
#include <cassert>

namespace zoneproof {

/// Whoever asks for a name asks for it again, or for one nearby: the search begins where the last
/// one of this thread ended. That place decides nothing but the time it takes.
std::size_t Zone::Data::lower_bound(NameView wanted) const {
    constexpr std::size_t nearby = 256;
    thread_local std::size_t last = 0;
    const auto is_before = [&](const NameEntry& entry) {
        return compare_canonical(name(entry), wanted) < 0;
    };
    // All names below `low` stand before the wanted one, none from `high` on does.
    std::size_t low = 0, high = names.size();
    const std::size_t begin = std::min(last, high);
    // The same one again, its cut or the next server of a cut, octet by octet.
    for (std::size_t i = begin - std::min<std::size_t>(begin, 2); i < std::min(begin + 3, high);
         ++i)
        if (equal(name(names[i]).wire(), wanted.wire())) return last = i;
    if (begin < high && is_before(names[begin])) {
        low = begin + 1;
        for (std::size_t step = 1; step <= nearby && step < high - low; step *= 2) {
            if (!is_before(names[low + step])) {
                high = low + step;
                break;
            }
            low += step + 1;
        }
    } else {
        high = begin;
        for (std::size_t step = 1; step <= nearby && step < high - low; step *= 2) {
            if (is_before(names[high - 1 - step])) {
                low = high - step;
                break;
            }
            high -= step + 1;
        }
    }
    const auto at =
        std::partition_point(names.begin() + static_cast<std::ptrdiff_t>(low),
                             names.begin() + static_cast<std::ptrdiff_t>(high), is_before);
    return last = static_cast<std::size_t>(at - names.begin());
}

std::optional<std::size_t> Zone::Data::find(NameView wanted) const {
    if (!is_at_or_below(wanted, origin)) return std::nullopt;
    const std::size_t at = lower_bound(wanted);
    if (at == names.size()) return std::nullopt;
    const NameView found = name(names[at]);
    if (!equal(found.wire(), wanted.wire()) && compare_canonical(found, wanted) != 0)
        return std::nullopt;
    return at;
}

Zone::Zone(std::unique_ptr<Data> data)
    : data_(std::move(data)), origin_(data_->origin), arena_(data_->arena.get()),
      lists_(data_->lists.data()), names_(data_->names), rrsets_(data_->rrsets),
      signatures_(data_->signatures) {}
Zone::Zone(Zone&&) noexcept = default;
Zone& Zone::operator=(Zone&&) noexcept = default;
Zone::~Zone() = default;

NameId Zone::apex() const {
    return NameId{0};
}
const Rrset& Zone::soa() const {
    return data_->rrsets[data_->soa];
}
std::uint32_t Zone::serial() const {
    return SoaView(records(soa()).front()).serial();
}

std::span<const EmptyNonTerminal> Zone::empty_non_terminals() const {
    return data_->ents;
}

NameView Zone::name(const EmptyNonTerminal& ent) const {
    NameView name = this->name(ent.below);
    for (unsigned labels = entry(ent.below).labels; labels > ent.labels; --labels)
        name = name.parent();
    return name;
}

std::optional<NameId> Zone::find(NameView name) const {
    const auto found = data_->find(name);
    if (!found) return std::nullopt;
    return NameId{static_cast<std::uint32_t>(*found)};
}

std::size_t Zone::lower_bound(NameView name) const {
    return data_->lower_bound(name);
}

Place Zone::place(RecordId id) const {
    return data_->record_places[index(id)];
}
Place Zone::place(SignatureId id) const {
    return data_->signature_places[index(id)];
}
Place Zone::place(const Rrset& rrset) const {
    assert(rrset.count != 0 || rrset.signatures != 0);
    return rrset.count != 0 ? place(rrset.first_record) : place(rrset.first_signature);
}

std::uint32_t Zone::ttl(const Rrset& rrset, RecordId record) const {
    if (!rrset.has(rrset_flag::ttls_differ)) return rrset.ttl;
    const auto found =
        std::partition_point(data_->ttls.begin(), data_->ttls.end(),
                             [&](const TtlException& ttl) { return ttl.record < record; });
    return found != data_->ttls.end() && found->record == record ? found->ttl : rrset.ttl;
}

std::span<const DuplicateRecord> Zone::duplicates() const {
    return data_->duplicates;
}
std::span<const ExcludedRecord> Zone::excluded() const {
    return data_->excluded;
}
NameView Zone::owner(const ExcludedRecord& record) const {
    return {data_->arena->at(record.owner), record.owner_length};
}
std::uint64_t Zone::record_count() const {
    return data_->record_count;
}
bool Zone::claims_signed() const {
    return data_->claims_signed;
}

}  // namespace zoneproof
