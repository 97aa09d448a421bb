#include "rules/families/targets.hpp"

#include <algorithm>
#include <cstring>

namespace zoneproof {
namespace {

NameId name_id(std::size_t index) {
    return static_cast<NameId>(index);
}

/// The nearest name above or at `name` that exists, be it as an empty non-terminal.
struct Encloser {
    NameView name;
    std::size_t first;  // the first name at or below it
    bool owns;          // it stands in the zone itself
};

Encloser closest_encloser(const Zone& zone, NameView name) {
    for (;; name = name.parent()) {
        const std::size_t first = zone.lower_bound(name);
        if (first == zone.names().size()) continue;
        const NameView found = zone.name(name_id(first));
        if (is_at_or_below(found, name)) return {name, first, found == name};
    }
}

/// The cut or DNAME owner above an occluded name.
NameId occluder(const Zone& zone, NameView name) {
    for (NameView above = name.parent(); above.size() > zone.origin().size();
         above = above.parent())
        if (const auto id = zone.find(above); id && !zone.entry(*id).has(name_flag::occluded)) {
            if (zone.entry(*id).has(name_flag::cut) || zone.find(*id, RrType::DNAME) != nullptr)
                return *id;
        }
    return zone.apex();
}

Target of_existing(const Zone& zone, NameId id) {
    const NameEntry& entry = zone.entry(id);
    if (entry.has(name_flag::below_dname))
        return {TargetState::redirected, occluder(zone, zone.name(id))};
    if (entry.has(name_flag::cut)) return {TargetState::delegated, id};
    if (entry.has(name_flag::below_cut))
        return {TargetState::delegated, occluder(zone, zone.name(id))};
    return {zone.find(id, RrType::CNAME) != nullptr ? TargetState::alias : TargetState::exists, id};
}

/// "*." and the closest encloser (RFC 4592 3.3.1).
std::optional<NameId> source_of_synthesis(const Zone& zone, NameView encloser) {
    std::uint8_t wire[max_name_octets];
    if (encloser.size() + 2 > sizeof wire) return std::nullopt;
    wire[0] = 1;
    wire[1] = '*';
    std::memcpy(wire + 2, encloser.data(), encloser.size());
    return zone.find(NameView(wire, encloser.size() + 2));
}

bool is_decimal_octet(Octets label) {
    if (label.empty() || label.size() > 3) return false;
    unsigned value = 0;
    for (const std::uint8_t digit : label) {
        if (digit < '0' || digit > '9') return false;
        value = value * 10 + (digit - '0');
    }
    return value <= 255;
}

bool is_ipv6_text(Octets label) {
    unsigned colons = 0;
    for (const std::uint8_t octet : label) {
        const std::uint8_t c = fold(octet);
        if (c == ':')
            ++colons;
        else if ((c < '0' || c > '9') && (c < 'a' || c > 'f'))
            return false;
    }
    return colons >= 2;
}

}  // namespace

Target find_target(const Zone& zone, NameView name) {
    if (!is_at_or_below(name, zone.origin())) return {TargetState::elsewhere, std::nullopt};
    const Encloser encloser = closest_encloser(zone, name);
    if (encloser.name.size() == name.size())
        if (encloser.owns) return of_existing(zone, name_id(encloser.first));
    // Nothing above the first name below the encloser lies at or below it: what occludes that name
    // occludes it too.
    const NameEntry& first = zone.entry(name_id(encloser.first));
    if (encloser.owns) {
        if (first.has(name_flag::occluded)) return of_existing(zone, name_id(encloser.first));
        if (first.has(name_flag::cut)) return {TargetState::delegated, name_id(encloser.first)};
        if (zone.find(name_id(encloser.first), RrType::DNAME) != nullptr)
            return {TargetState::redirected, name_id(encloser.first)};
    } else if (first.has(name_flag::occluded)) {
        return of_existing(zone, name_id(encloser.first));
    }
    if (encloser.name.size() == name.size()) return {TargetState::empty, std::nullopt};
    if (const auto wildcard = source_of_synthesis(zone, encloser.name))
        return of_existing(zone, *wildcard);
    return {TargetState::missing, std::nullopt};
}

bool has_address(const Zone& zone, NameId id) {
    return zone.find(id, RrType::A) != nullptr || zone.find(id, RrType::AAAA) != nullptr;
}

bool looks_like_address(const Zone& zone, NameView name) {
    const auto is_end = [&](NameView rest) { return rest.is_root() || rest == zone.origin(); };
    if (name.is_root()) return false;
    if (is_ipv6_text(name.first_label())) return is_end(name.parent());
    for (unsigned label = 0; label < 4; ++label, name = name.parent())
        if (name.is_root() || !is_decimal_octet(name.first_label())) return false;
    return is_end(name);
}

std::optional<Name> with_suffix(NameView name, NameView suffix, NameView new_suffix) {
    const std::size_t kept = name.size() - suffix.size();
    std::uint8_t wire[max_name_octets];
    if (kept + new_suffix.size() > sizeof wire) return std::nullopt;
    std::memcpy(wire, name.data(), kept);
    std::memcpy(wire + kept, new_suffix.data(), new_suffix.size());
    return Name(NameView(wire, kept + new_suffix.size()));
}

}  // namespace zoneproof
