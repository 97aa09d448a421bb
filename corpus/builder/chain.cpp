// The chains of denial: NSEC (RFC 4034 4) and NSEC3 (RFC 5155 7.1).
#include "corpus/builder/fields.hpp"
#include "corpus/builder/shape.hpp"
#include "corpus/builder/sign.hpp"

#include "parser/field/encode.hpp"

#include <map>
#include <set>

namespace zoneproof::corpus {
namespace {

/// At a cut only what the parent has to say: RFC 4035 2.3.
std::vector<RrType> stated_types(const ShapeNode& node) {
    if (!node.cut) return {node.types.begin(), node.types.end()};
    if (node.secure_cut()) return {RrType::NS, RrType::DS};
    return {RrType::NS};
}

/// "if the Opt-Out bit ... insecure delegations" and what is "only derived from" them are left out:
/// RFC 5155 7.1.
std::set<Name, NameLess> hashed_names(const Shape& shape, NameView origin, bool opt_out) {
    std::set<Name, NameLess> names;
    for (const auto& [name, node] : shape) {
        if (node.occluded || node.types.empty()) continue;
        if (opt_out && node.cut && !node.secure_cut()) continue;
        for (NameView at = name; is_at_or_below(at, origin); at = at.parent()) {
            names.insert(Name(at));
            if (at.is_root()) break;
        }
    }
    return names;
}

Bytes nsec3_rdata(const Nsec3Parameters& parameters, Octets next, Octets types) {
    Bytes rdata = {parameters.hash_algorithm, static_cast<std::uint8_t>(parameters.opt_out)};
    append16(rdata, parameters.iterations);
    rdata.push_back(static_cast<std::uint8_t>(parameters.salt.size()));
    append(rdata, parameters.salt);
    rdata.push_back(static_cast<std::uint8_t>(next.size()));
    append(rdata, next);
    append(rdata, types);
    return rdata;
}

Name hashed_owner(Octets hash, NameView origin) {
    const std::string label = to_base32hex(hash);
    Bytes wire = {static_cast<std::uint8_t>(label.size())};
    append(wire, octets(label));
    append(wire, origin.wire());
    return Name(NameView(wire));
}

}  // namespace

Records make_nsec(const Records& records, NameView origin) {
    const Shape shape = shape_of(records, origin);
    const std::uint32_t ttl = negative_ttl(records, origin);
    Records chain;
    for (const auto& [name, node] : shape) {
        if (node.occluded || node.types.empty()) continue;
        std::vector<RrType> types = stated_types(node);
        types.insert(types.end(), {RrType::NSEC, RrType::RRSIG});
        chain.push_back({name, RrType::NSEC, ttl, type_bitmap(types)});
    }
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const Octets next = chain[(i + 1) % chain.size()].owner.view().wire();
        chain[i].rdata.insert(chain[i].rdata.begin(), next.begin(), next.end());
    }
    return chain;
}

Records make_nsec3(const Records& records, NameView origin, const Nsec3Parameters& parameters) {
    const Shape shape = shape_of(records, origin);
    const std::uint32_t ttl = negative_ttl(records, origin);
    std::map<Bytes, Bytes, BytesLess> types_by_hash;
    for (const Name& name : hashed_names(shape, origin, parameters.opt_out)) {
        std::vector<RrType> types = stated_types(shape.at(name));
        if (!types.empty() && types != std::vector{RrType::NS}) types.push_back(RrType::RRSIG);
        types_by_hash[nsec3_hash(name, parameters)] = type_bitmap(types);
    }
    Records chain;
    for (auto at = types_by_hash.begin(); at != types_by_hash.end(); ++at) {
        const auto next =
            std::next(at) == types_by_hash.end() ? types_by_hash.begin() : std::next(at);
        chain.push_back({hashed_owner(at->first, origin), RrType::NSEC3, ttl,
                         nsec3_rdata(parameters, next->first, at->second)});
    }
    return chain;
}

Bytes nsec3_hash(NameView name, const Nsec3Parameters& parameters) {
    Bytes hash = canonical_name(name);
    for (unsigned i = 0; i <= parameters.iterations; ++i) {
        append(hash, parameters.salt);
        hash = digest("SHA-1", hash);
    }
    return hash;
}

Name nsec3_owner(NameView name, NameView origin, const Nsec3Parameters& parameters) {
    return hashed_owner(nsec3_hash(name, parameters), origin);
}

}  // namespace zoneproof::corpus
