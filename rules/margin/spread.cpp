#include "rules/margin/spread.hpp"

#include "rules/context.hpp"
#include "rules/families/signing.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

constexpr std::int64_t hour = 3600, day = 86400;
constexpr std::uint64_t enough_for_cliffs = 1000, enough_for_outliers = 100;
constexpr std::size_t classes_kept = 8;

/// Keys are signed by ceremonies of their own.
bool is_key_set(RrType type) {
    return type == RrType::DNSKEY || type == RrType::CDS || type == RrType::CDNSKEY;
}

struct Part {
    Census inceptions, expirations, validities;
    Census of_data;  // expirations, key sets apart
    std::uint64_t rrsets = 0;
};

const Signature* last_to_end(const Context& context, const Rrset& rrset, std::uint32_t reference) {
    const Signature* last = nullptr;
    for (const Signature& signature : context.zone.signatures(rrset))
        if (is_sound(context, signature) &&
            (last == nullptr || serial_distance(reference, last->expiration) <
                                    serial_distance(reference, signature.expiration)))
            last = &signature;
    return last;
}

std::optional<std::uint32_t> first_expiration(const Context& context) {
    for (const Signature& signature : context.zone.signatures())
        if (is_sound(context, signature)) return signature.expiration;
    return std::nullopt;
}

void count(Part& part, const Context& context, const Rrset& rrset, std::uint32_t reference) {
    if (!must_be_signed(rrset)) return;
    const Signature* const signature = last_to_end(context, rrset, reference);
    if (signature == nullptr) return;
    ++part.rrsets;
    const std::int64_t ends = serial_distance(reference, signature->expiration);
    part.inceptions.add(serial_distance(reference, signature->inception));
    part.expirations.add(ends);
    part.validities.add(serial_distance(signature->inception, signature->expiration));
    if (!is_key_set(rrset.type)) part.of_data.add(ends);
}

void find_classes(CensusRows validities, Spread& spread) {
    std::int64_t last = 0;
    for (const Census::Row& row : validities) {
        if (spread.class_count == 0 || row.value > last + day) {
            if (spread.classes.size() < classes_kept) spread.classes.push_back(row.value);
            ++spread.class_count;
        }
        last = row.value;
    }
}

/// As far before the 5th percentile as the 95th lies behind it, and a day at least.
void find_outliers(CensusRows of_data, Spread& spread) {
    const std::uint64_t all = total(of_data);
    if (all < enough_for_outliers) return;
    const std::int64_t early = percentile(of_data, 5), late = percentile(of_data, 95);
    const std::int64_t bound = early - std::max(late - early, day);
    std::uint64_t before = 0;
    for (const Census::Row& row : of_data)
        if (row.value < bound) before += row.count;
    if (before != 0 && before * 100 <= all) spread.forgotten_before = bound;
}

}  // namespace

Spread find_spread(const Context& context, Workers& workers) {
    Spread spread;
    const bool known = context.claims_signed && context.ran(pass::signatures);
    const auto reference = known ? first_expiration(context) : std::nullopt;
    if (!reference) return spread;
    spread.reference = *reference;
    std::vector<Part> parts(workers.count());
    const auto rrsets = context.zone.rrsets();
    const auto body = [&](std::size_t begin, std::size_t end, unsigned worker) {
        for (std::size_t at = begin; at < end; ++at)
            count(parts[worker], context, rrsets[at], *reference);
    };
    if (!workers.parallel_for(rrsets.size(), 4096, body)) return {};
    Part& all = parts.front();
    for (std::size_t worker = 1; worker < parts.size(); ++worker) {
        all.inceptions.merge(parts[worker].inceptions);
        all.expirations.merge(parts[worker].expirations);
        all.validities.merge(parts[worker].validities);
        all.of_data.merge(parts[worker].of_data);
        all.rrsets += parts[worker].rrsets;
    }
    const auto inceptions = all.inceptions.take(), expirations = all.expirations.take();
    const auto validities = all.validities.take();
    spread.rrsets = all.rrsets;
    spread.inceptions = inceptions.size();
    spread.expirations = expirations.size();
    spread.validities = validities.size();
    spread.mode = mode(expirations);
    spread.cliff = densest(expirations, hour);
    spread.p5 = percentile(expirations, 5);
    spread.p50 = percentile(expirations, 50);
    spread.p95 = percentile(expirations, 95);
    spread.inception_p5 = percentile(inceptions, 5);
    spread.entropy = entropy(expirations);
    spread.median_validity = percentile(validities, 50);
    find_classes(validities, spread);
    find_outliers(all.of_data.take(), spread);
    return spread;
}

bool has_cliff(const Spread& spread, std::int64_t jitter) {
    return spread.rrsets >= enough_for_cliffs &&
           (spread.cliff.count * 2 > spread.rrsets || (spread.p95 - spread.p5) * 2 < jitter);
}

}  // namespace zoneproof
