// The cross product of what caches may hold: every DS RRset against every DNSKEY RRset against
// every class of signatures that can meet in some cache, to the second (RFC 6781 4.1, RFC 7583 3).
//
// At a moment t, let A be the DS RRsets, B the DNSKEY RRsets and C the signatures with a copy
// somewhere. All is well when for each a, b, c:
//  1. a is empty (insecure), or names a usable key in b that signs b at t;
//  2. unless nothing but empty a are left: some usable key in b has a good signature in c;
//  3. for strict validators: both hold for each algorithm in a (RFC 4035 2.2; RFC 6840 5.11 tells
//     validators not to insist).
// Contents that do not fit each other meet in intervals, which are computed, not sampled.
#pragma once

#include "rules/rollover/cache_model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

/// Which pair of copies does not fit.
enum class Misfit : std::uint8_t {
    no_key_for_ds,         // no DS of the set names a key of the DNSKEY RRset
    ds_key_not_signing,    // one is named, and none of those signs the DNSKEY RRset at that time
    no_keys,               // there is a DS and no DNSKEY RRset
    not_signed,            // RRsets without any good signature
    signer_not_in_keys,    // RRsets signed by keys that the DNSKEY RRset lacks
    algorithm_incomplete,  // strict only: an algorithm of the DS is not everywhere
};
std::string_view to_text(Misfit);

struct MisfitCause {
    Misfit misfit{};
    std::uint8_t algorithm = 0;       // of algorithm_incomplete
    std::optional<std::size_t> ds;    // in CacheModel::ds
    std::size_t key_set = 0;          // in CacheModel::key_sets
    std::optional<std::size_t> data;  // in CacheModel::data; none: the chain itself, so everything
    Timestamp from{};
    std::optional<Timestamp> to;  // the first second without it; none: no end in sight
    /// As `to`; of bogus data until when servers hand it out: validators do not keep it.
    std::optional<Timestamp> validators_until;
    std::uint64_t rrsets = 0;
};

/// Failing intervals that touch, as one.
struct Outage {
    Timestamp from{};
    std::optional<Timestamp> to;  // the first second without it; none: no end in sight
    /// As `to`, without copies that only caches keep that do not validate.
    std::optional<Timestamp> validators_until;
    bool everything = false;          // the chain is broken for all names
    std::uint64_t rrsets = 0;         // else so many, in the worst version
    std::vector<MisfitCause> causes;  // by begin
    /// What has to end before it is over.
    const MisfitCause& binding() const;
};

/// Without the later causes but for the one that lasts longest: what people can read.
void keep_first_causes(Outage&, std::size_t most);

struct CacheCheck {
    std::vector<Outage> unsafe;      // conditions 1 and 2: validators fail
    std::vector<Outage> incomplete;  // condition 3 alone: strict validators fail
    bool safe() const { return unsafe.empty(); }
};
/// All outages that are not over at `from`; one that began before is shown whole.
CacheCheck check_caches(const CacheModel&, Timestamp from);

/// What a moment is made of, in order: "superseded" + "propagation" + "ttl" + "safety".
struct TimeTerm {
    std::string name;
    std::optional<Timestamp> at;  // a moment
    std::int64_t seconds = 0;     // or a span
};
/// Moments and spans together; the spans alone.
Timestamp moment_of(const std::vector<TimeTerm>&);
std::int64_t wait_of(const std::vector<TimeTerm>&);
struct SafeTime {
    bool ever = true;  // false: as things stand it never becomes safe; `binding` says why
    /// The first moment from which the step does no harm, also when it has passed; none: there is
    /// nothing to wait for.
    std::optional<Timestamp> at;
    std::vector<TimeTerm> terms;         // their sum is `at`
    std::optional<MisfitCause> binding;  // what the step would break before `at`: positions in the
                                         // model with the step
    /// Binding: its own signatures would meet old copies; else old copies need what it drops.
    bool brings_too_early = false;
};
/// Conditions 1 and 2, or 3 too; or 3 but for what strict validators lose already, as things are
/// published, where the step makes it no worse.
enum class Strictness : std::uint8_t { lenient, strict, strict_no_worse };
/// What is added where there is something to wait for: to copies that the step's own signatures
/// would meet, and to those that need what it drops.
struct Safety {
    std::int64_t brings = 0, drops = 0;
};
/// When the step may be published. Old RRsets that are bogus in themselves are not held against it:
/// it can neither mend nor break them.
SafeTime earliest_safe(const CacheModel&, const CacheStep&, Strictness, Safety = {});

}  // namespace zoneproof
