// The hashes of all names a chain speaks of (RFC 5155 5; V-N3-5).
#include "verifier/nsec3_chain.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// The first octets decide nearly always.
std::uint64_t prefix(const Nsec3Hash& hash) {
    std::uint64_t value;
    std::memcpy(&value, hash.data(), sizeof value);
    return __builtin_bswap64(value);
}

bool before(const HashedName& a, const HashedName& b) {
    const std::uint64_t of_a = prefix(a.hash), of_b = prefix(b.hash);
    if (of_a != of_b) return of_a < of_b;
    return a.hash != b.hash ? a.hash < b.hash : a.subject < b.subject;
}

}  // namespace

std::optional<std::vector<HashedName>>
hash_names(const Zone& zone, const Nsec3Parameters& parameters, Workers& workers) {
    const std::span<const NameEntry> names = zone.names();
    const auto exists = [](const NameEntry& entry) { return entry.has(name_flag::exists); };
    const std::size_t ents = zone.empty_non_terminals().size();
    std::vector<HashedName> hashes;
    hashes.reserve(static_cast<std::size_t>(std::ranges::count_if(names, exists)) + ents);
    for (std::uint32_t i = 0; i < names.size(); ++i)
        if (exists(names[i])) hashes.push_back({{}, pack({false, i})});
    for (std::uint32_t i = 0; i < ents; ++i) hashes.push_back({{}, pack({true, i})});

    const bool complete = hash_each(
        hashes.size(), parameters, workers,
        [&](std::size_t i) { return subject_name(zone, unpack(hashes[i].subject)); },
        [&](std::size_t i, const Nsec3Hash& hash, unsigned) { hashes[i].hash = hash; });
    if (!complete) return std::nullopt;
    workers.sort(hashes.begin(), hashes.end(), before);
    return hashes;
}

}  // namespace zoneproof
