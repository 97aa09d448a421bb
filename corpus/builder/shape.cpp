// One walk in canonical order: what lies below a cut or a DNAME follows it at once.
#include "corpus/builder/shape.hpp"

#include "corpus/builder/fields.hpp"

#include <algorithm>
#include <optional>

namespace zoneproof::corpus {
namespace {

void mark_cuts(Shape& shape, NameView origin) {
    std::optional<Name> occluder;
    for (auto& [name, node] : shape) {
        if (occluder && is_below(name, *occluder)) {
            node.occluded = true;
            continue;
        }
        node.cut = name.view() != origin && node.types.contains(RrType::NS);
        if (node.cut || node.types.contains(RrType::DNAME)) occluder = name;
    }
}

void add_empty_non_terminals(Shape& shape, NameView origin) {
    std::vector<Name> names;
    for (const auto& [name, node] : shape)
        if (!node.occluded) names.push_back(name);
    for (const Name& name : names)
        for (NameView at = name; is_below(at, origin); at = at.parent())
            shape.try_emplace(Name(at));
}

}  // namespace

bool is_chain_type(RrType type) {
    return type == RrType::NSEC || type == RrType::NSEC3;
}

Shape shape_of(const Records& records, NameView origin) {
    Shape shape;
    for (const Record& record : records)
        if (record.type != RrType::RRSIG && !is_chain_type(record.type) &&
            is_at_or_below(record.owner, origin))
            shape[record.owner].types.insert(record.type);
    mark_cuts(shape, origin);
    add_empty_non_terminals(shape, origin);
    return shape;
}

bool must_sign(const Shape& shape, NameView owner, RrType type) {
    if (type == RrType::RRSIG) return false;
    if (type == RrType::NSEC3) return true;
    const auto node = shape.find(Name(owner));
    if (node == shape.end()) return type == RrType::NSEC;
    if (node->second.occluded) return false;
    return !node->second.cut || type == RrType::DS || type == RrType::NSEC;
}

std::uint32_t negative_ttl(const Records& records, NameView origin) {
    for (const Record& record : records) {
        if (!is_in_rrset(record, origin, RrType::SOA)) continue;
        const auto minimum = find_field(record, "minimum");
        if (minimum) return std::min(record.ttl, load32(&record.rdata[minimum->offset]));
    }
    return 3600;
}

}  // namespace zoneproof::corpus
