// Ops on fields: set, flip, swap, recase, and signatures in other forms.
#include "corpus/builder/fields.hpp"
#include "corpus/builder/op_functions.hpp"

#include <charconv>

namespace zoneproof::corpus::op {
namespace {

std::string no_field(const Record& record, const std::string& field) {
    return "a record of type " + to_text(record.type) + " has no field '" + field + "'";
}

void touch(Touched& touched, const Record& record) {
    touched.emplace_back(record.owner, covered_type(record));
}

std::string set_one(Record& record, const Mutation& mutation, NameView origin) {
    if (mutation.field == "ttl") {
        Bytes ttl;
        append32(ttl, record.ttl);
        const auto value = field_from_text(FieldKind::u32, ttl, mutation.value, origin);
        if (!value) return value.error().text;
        return record.ttl = load32(value->data()), "";
    }
    if (mutation.field == "owner") {
        const auto name = name_from_text(mutation.value, &origin);
        if (!name) return "'" + mutation.value + "' is no domain name";
        return record.owner = *name, "";
    }
    const auto place = find_field(record, mutation.field);
    if (!place) return no_field(record, mutation.field);
    const Octets before = Octets(record.rdata).subspan(place->offset, place->length);
    const auto value = field_from_text(place->info.kind, before, mutation.value, origin);
    if (!value) return value.error().text;
    return replace(record, *place, value.value()), "";
}

void raise_letters(std::uint8_t* data, std::size_t length, bool mixed) {
    for (std::size_t i = 0; i < length; ++i)
        if (data[i] >= 'a' && data[i] <= 'z' && (!mixed || i % 2 == 0)) data[i] -= 'a' - 'A';
}

/// Work on each record that fits, the RRset of before and after touched.
template <class Work>
std::string each(SignedZone& zone, const Mutation& mutation, Touched& touched, const Work& work) {
    const std::vector<std::size_t> places = select(zone, mutation.where);
    if (places.empty()) return nothing_fits;
    for (const std::size_t place : places) {
        Record& record = list(zone, mutation)[place];
        touch(touched, record);
        if (std::string problem = work(record); !problem.empty()) return problem;
        touch(touched, record);
    }
    return {};
}

}  // namespace

std::string set(SignedZone& zone, const Mutation& mutation, Touched& touched) {
    return each(zone, mutation, touched,
                [&](Record& record) { return set_one(record, mutation, zone.origin); });
}

std::string flip(SignedZone& zone, const Mutation& mutation, Touched& touched) {
    return each(zone, mutation, touched, [&](Record& record) -> std::string {
        const auto place = find_field(record, mutation.field);
        if (!place || place->length == 0) return no_field(record, mutation.field);
        std::size_t bit = place->length * 8 - 1;
        const std::string& text = mutation.value;
        if (!text.empty()) std::from_chars(text.data(), text.data() + text.size(), bit);
        if (bit >= place->length * 8) return "the field has no bit " + text;
        record.rdata[place->offset + bit / 8] ^= static_cast<std::uint8_t>(0x80 >> bit % 8);
        return {};
    });
}

std::string swap(SignedZone& zone, const Mutation& mutation, Touched& touched) {
    const auto left = select(zone, mutation.where), right = select(zone, *mutation.with);
    if (left.empty() || right.empty()) return nothing_fits;
    Record& a = list(zone, mutation)[left[0]];
    Record& b = list(zone, mutation)[right[0]];
    const auto in_a = find_field(a, mutation.field), in_b = find_field(b, mutation.field);
    if (!in_a || !in_b) return no_field(in_a ? b : a, mutation.field);
    const Bytes from_a = bytes(Octets(a.rdata).subspan(in_a->offset, in_a->length));
    const Bytes from_b = bytes(Octets(b.rdata).subspan(in_b->offset, in_b->length));
    replace(a, *in_a, from_b);
    replace(b, *in_b, from_a);
    touch(touched, a);
    touch(touched, b);
    return {};
}

std::string recase(SignedZone& zone, const Mutation& mutation, Touched& touched) {
    const bool mixed = mutation.value == "mixed";
    return each(zone, mutation, touched, [&](Record& record) -> std::string {
        if (mutation.field == "owner") {
            Bytes wire = bytes(record.owner.view().wire());
            raise_letters(wire.data(), wire.size(), mixed);
            return record.owner = Name(NameView(wire)), "";
        }
        const auto place = find_field(record, mutation.field);
        if (!place) return no_field(record, mutation.field);
        raise_letters(&record.rdata[place->offset], place->length, mixed);
        return {};
    });
}

}  // namespace zoneproof::corpus::op
