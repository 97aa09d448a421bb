// A pair of copies that do not fit each other, in one clause.
#include "rules/rollover/outlook.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr std::size_t most_tags = 4;

template <class Range, class Tag>
std::string tags(const Range& range, const Tag& tag) {
    std::string text;
    std::size_t count = 0;
    for (const auto& item : range) {
        if (++count > most_tags) return text + " ...";
        text += (text.empty() ? "" : ", ") + std::to_string(tag(item));
    }
    return text;
}

bool is_from_step(const StateSource& source) {
    return source.version == not_published_yet;
}

/// "serial 7", "serial 7 of B", or "the next version" of a state that a step would bring.
std::string version_name(const StateSource& source, const Situation& situation) {
    if (is_from_step(source)) return "the next version";
    const SignerHistory& signer = situation.signers[source.provider];
    const std::string serial =
        fmt::format("serial {}", signer.versions[source.last_version].serial());
    return signer.name.empty() ? serial : serial + " of " + signer.name;
}

std::string of_ds(const CachedDs& ds) {
    return fmt::format("the {} (tag {})",
                       is_from_step(ds.source) ? "new DS RRset"
                       : ds.life.superseded    ? "DS RRset that caches still hold"
                                               : "DS RRset",
                       tags(ds.links, [](const DsLink& link) { return link.tag; }));
}

std::string of_keys(const CachedKeySet& set, const std::string& version) {
    if (set.keys.empty()) return version + ", which has no usable DNSKEY,";
    return fmt::format("{} of {}",
                       set.life.superseded ? "the DNSKEY RRset that caches still hold"
                                           : "the DNSKEY RRset",
                       version);
}

}  // namespace

std::string describe(const MisfitCause& cause, const CacheModel& model,
                     const Situation& situation) {
    const CachedKeySet& set = model.key_sets[cause.key_set];
    const std::string keys = of_keys(set, version_name(set.source, situation));
    const std::string named = cause.ds ? of_ds(model.ds[*cause.ds]) : "the DS";
    if (!cause.data && is_from_step(set.source) && !set.keys.empty()) {
        if (cause.misfit == Misfit::no_key_for_ds)
            return fmt::format("{} names no key that the DNSKEY RRset would then hold", named);
        if (cause.misfit == Misfit::ds_key_not_signing)
            return fmt::format("{} names a key that would then not sign the DNSKEY RRset", named);
    }
    if (!cause.data) {
        switch (cause.misfit) {
        case Misfit::no_keys: return fmt::format("{} promises keys, {} breaks it", named, keys);
        case Misfit::ds_key_not_signing:
            return fmt::format("{} names a key that does not sign {}", named, keys);
        case Misfit::algorithm_incomplete:
            return fmt::format("{} names {}, by which {} is not signed", named,
                               describe_algorithm(cause.algorithm), keys);
        default: return fmt::format("{} names no key of {}", named, keys);
        }
    }
    const CachedData& data = model.data[*cause.data];
    const std::string rrsets =
        fmt::format("{} RRsets of {} ({}{})", data.left, version_name(data.source, situation),
                    data.example, data.left > 1 ? " ..." : "");
    const auto tag = [&](KeyRef ref) { return model.keys[ref].tag; };
    const std::string missing = is_from_step(set.source) && !set.keys.empty()
                                    ? "would be missing from the DNSKEY RRset"
                                    : keys + " does not hold";
    switch (cause.misfit) {
    case Misfit::not_signed: return fmt::format("{} have no good signature", rrsets);
    case Misfit::algorithm_incomplete: {
        std::vector<KeyRef> of_it = data.signers;
        std::erase_if(of_it,
                      [&](KeyRef ref) { return model.keys[ref].algorithm != cause.algorithm; });
        const std::string algorithm = describe_algorithm(cause.algorithm);
        if (of_it.empty())
            return fmt::format("{} {} no signature of {}", rrsets,
                               is_from_step(data.source) ? "would have" : "have", algorithm);
        return fmt::format("{} are signed with {} by key {}, which {}", rrsets, algorithm,
                           tags(of_it, tag), missing);
    }
    default:
        return fmt::format("{} are signed by key {}, which {}", rrsets, tags(data.signers, tag),
                           missing);
    }
}

}  // namespace zoneproof
