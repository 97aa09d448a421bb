// Names compared label by label from the root, RDATA folded by the table of layouts.
#include "corpus/builder/canonical.hpp"

#include "corpus/builder/fields.hpp"

#include <algorithm>
#include <tuple>

namespace zoneproof::corpus {
namespace {

void fold_range(Bytes& data, std::size_t at, std::size_t length) {
    for (std::size_t i = at; i < at + length; ++i) data[i] = fold(data[i]);
}

std::vector<Octets> labels_of(NameView name) {
    std::vector<Octets> labels;
    for (; !name.is_root(); name = name.parent()) labels.push_back(name.first_label());
    return labels;
}

/// "treat each label as a left-justified unsigned octet string; upper case as lower": RFC 4034 6.1.
int compare_labels(Octets a, Octets b) {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        if (const int difference = fold(a[i]) - fold(b[i]); difference != 0) return difference;
    return static_cast<int>(a.size()) - static_cast<int>(b.size());
}

/// The SOA in front, RRSIGs behind what they cover.
auto rank(const Record& record) {
    const RrType type = covered_type(record);
    return std::tuple(type != RrType::SOA, number(type), record.type == RrType::RRSIG);
}

bool before(const Record& a, const Record& b) {
    if (const int order = compare_names(a.owner, b.owner); order != 0) return order < 0;
    return rank(a) < rank(b);
}

bool before_with_rdata(const Record& a, const Record& b) {
    if (before(a, b) || before(b, a)) return before(a, b);
    return BytesLess()(a.rdata, b.rdata);
}

}  // namespace

Bytes canonical_name(NameView name) {
    Bytes data = bytes(name.wire());
    // Length octets are below 64 and no letters.
    fold_range(data, 0, data.size());
    return data;
}

Bytes canonical_rdata(RrType type, Octets rdata) {
    Record record{{}, type, 0, bytes(rdata)};
    for (const FieldInfo& info : fields_of(type)) {
        if (info.kind != FieldKind::folded_name) continue;
        if (const auto place = find_field(record, info.name))
            fold_range(record.rdata, place->offset, place->length);
    }
    return record.rdata;
}

int compare_names(NameView a, NameView b) {
    const std::vector<Octets> left = labels_of(a), right = labels_of(b);
    auto l = left.rbegin();
    auto r = right.rbegin();
    for (; l != left.rend() && r != right.rend(); ++l, ++r)
        if (const int order = compare_labels(*l, *r); order != 0) return order;
    return static_cast<int>(left.size()) - static_cast<int>(right.size());
}

std::vector<Bytes> canonical_rrset(std::span<const Record> records, bool folded) {
    std::vector<Bytes> rrset;
    for (const Record& record : records)
        rrset.push_back(folded ? canonical_rdata(record.type, record.rdata) : record.rdata);
    std::ranges::sort(rrset, BytesLess());
    rrset.erase(std::unique(rrset.begin(), rrset.end()), rrset.end());
    return rrset;
}

void sort_zone(Records& zone) {
    std::ranges::stable_sort(zone, before);
}

Records canonical_zone(const Records& zone) {
    Records records;
    for (const Record& record : zone)
        records.push_back({Name(NameView(canonical_name(record.owner))), record.type, record.ttl,
                           canonical_rdata(record.type, record.rdata)});
    std::ranges::stable_sort(records, before_with_rdata);
    const auto same = [](const Record& a, const Record& b) {
        return compare_names(a.owner, b.owner) == 0 && a.type == b.type && a.ttl == b.ttl &&
               a.rdata == b.rdata;
    };
    records.erase(std::unique(records.begin(), records.end(), same), records.end());
    return records;
}

Bytes digested_octets(const Records& zone, NameView origin) {
    Records sorted = canonical_zone(zone);
    // "the RRSIGs of an owner" stand where type 46 does.
    std::ranges::stable_sort(sorted, [](const Record& a, const Record& b) {
        if (const int order = compare_names(a.owner, b.owner); order != 0) return order < 0;
        return a.type == b.type ? BytesLess()(a.rdata, b.rdata) : a.type < b.type;
    });
    Bytes data;
    for (const Record& record : sorted) {
        if (!is_at_or_below(record.owner, origin)) continue;
        if (is_at(record, origin) && covered_type(record) == RrType::ZONEMD) continue;
        append(data, record.owner.view().wire());
        append16(data, number(record.type));
        append16(data, class_in);
        append32(data, record.ttl);
        append16(data, static_cast<unsigned>(record.rdata.size()));
        append(data, record.rdata);
    }
    return data;
}

}  // namespace zoneproof::corpus
