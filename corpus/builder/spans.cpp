// The spans of a chain that is already there: which record covers a name, and leading each record
// to the next again (RFC 4034 4.1.1, RFC 5155 3.1.7).
#include "corpus/builder/canonical.hpp"
#include "corpus/builder/fields.hpp"
#include "corpus/builder/shape.hpp"
#include "corpus/builder/sign.hpp"

#include "parser/field/base32hex.hpp"

#include <map>

namespace zoneproof::corpus {
namespace {

/// Hash algorithm, iterations and salt, which tell one chain from another; empty for NSEC.
Bytes set_of(const Record& record) {
    const auto salt = find_field(record, "salt");
    if (record.type != RrType::NSEC3 || !salt) return {};
    Bytes set = bytes(Octets(record.rdata).first(salt->offset + salt->length));
    set[1] = 0;  // flags are not part of it
    return set;
}

Nsec3Parameters parameters_of(const Bytes& set) {
    return {set[0], load16(&set[2]), bytes(Octets(set).subspan(5)), false};
}

/// The octets of an NSEC3 owner's first label, or of no hash at all.
Bytes hash_in(NameView owner) {
    const Octets label = owner.first_label();
    Bytes hash(label.size() + 8);
    hash.resize(
        read_base32hex({reinterpret_cast<const char*>(label.data()), label.size()}, hash.data()));
    return hash;
}

std::optional<FieldPlace> next_field(const Record& record) {
    return find_field(record, record.type == RrType::NSEC ? "next" : "next-hash");
}

/// What the next field says when this owner is next; empty when an NSEC3 cannot say it.
Bytes next_value(RrType type, NameView owner) {
    if (type == RrType::NSEC) return bytes(owner.wire());
    Bytes hash = hash_in(owner);
    if (!hash.empty()) hash.insert(hash.begin(), static_cast<std::uint8_t>(hash.size()));
    return hash;
}

int order(const Bytes& a, const Bytes& b) {
    return BytesLess()(a, b) ? -1 : a == b ? 0 : 1;
}

/// From the signs of owner to name, name to next, and owner to next; the last span goes around.
bool in_span(int owner_name, int name_next, int owner_next) {
    if (owner_next < 0) return owner_name < 0 && name_next < 0;
    return owner_name != 0 && (owner_name < 0 || name_next < 0);
}

}  // namespace

std::vector<std::size_t> relink(Records& records) {
    std::map<Bytes, std::map<Name, std::size_t, NameLess>, BytesLess> chains;
    for (std::size_t i = 0; i < records.size(); ++i)
        if (is_chain_type(records[i].type)) chains[set_of(records[i])][records[i].owner] = i;
    std::vector<std::size_t> changed;
    for (const auto& [set, places] : chains)
        for (auto at = places.begin(); at != places.end(); ++at) {
            const auto next = std::next(at) == places.end() ? places.begin() : std::next(at);
            Record& record = records[at->second];
            const auto field = next_field(record);
            const Bytes value = next_value(record.type, next->first);
            if (!field || value.empty()) continue;
            const Bytes before = record.rdata;
            replace(record, *field, value);
            if (record.rdata != before) changed.push_back(at->second);
        }
    return changed;
}

bool covers(const Record& record, NameView name) {
    const auto field = is_chain_type(record.type) ? next_field(record) : std::nullopt;
    if (!field) return false;
    const Octets next = Octets(record.rdata).subspan(field->offset, field->length);
    if (record.type == RrType::NSEC)
        return in_span(compare_names(record.owner, name), compare_names(name, NameView(next)),
                       compare_names(record.owner, NameView(next)));
    const Bytes owner = hash_in(record.owner), end = bytes(next.subspan(1)),
                hash = nsec3_hash(name, parameters_of(set_of(record)));
    return in_span(order(owner, hash), order(hash, end), order(owner, end));
}

}  // namespace zoneproof::corpus
