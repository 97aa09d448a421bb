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

    std::vector<Nsec3Hasher> hashers;
    for (unsigned i = 0; i < workers.count(); ++i)
        hashers.emplace_back(parameters.iterations, parameters.salt);
    // A range takes some milliseconds at any count of iterations, so that the stop flag is soon
    // seen.
    const std::size_t grain =
        std::clamp<std::size_t>(32768 / (parameters.iterations + 1u), 1, 4096);
    const bool complete = workers.parallel_for(
        hashes.size(), grain, [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t i = begin; i < end; ++i)
                hashes[i].hash = hashers[worker](subject_name(zone, unpack(hashes[i].subject)));
        });
    if (!complete) return std::nullopt;
    workers.sort(hashes.begin(), hashes.end(), before);
    return hashes;
}

}  // namespace zoneproof
