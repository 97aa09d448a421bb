#include "rules/anchors/rfc5011.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace zoneproof::rfc5011 {
namespace {

constexpr std::int64_t hour = 3600, day = 86400;
constexpr std::uint64_t most_probes = 5'000'000;

/// Where the implementations differ.
struct Traits {
    std::string_view name;
    bool hold_down_covers_ttl;  // RFC 5011 2.4.1: the larger of 30 days and the TTL
    unsigned sightings;         // before a pending key is trusted
    bool forgets_missing;       // a pending key that is missing; else its hold-down begins again
    bool restarts_when_bogus;   // ... too, when the RRset does not validate
    bool trusts_first_set;      // on an empty database, every key of the first validated RRset
    bool trusts_by_time;        // a hold-down that is over needs no validated RRset any more
    bool revoked_is_absent;     // the REVOKE flag without a signature by the key
    bool removal_waits;         // the remove hold-down begins when the revoked key is gone
};
constexpr Traits traits[] = {
    {"rfc", true, 1, true, false, false, false, false, false},
    {"unbound", false, 2, true, false, false, true, true, true},
    {"bind", true, 1, false, true, true, false, false, false},
};
const Traits& of(Model model) {
    return traits[static_cast<std::size_t>(model)];
}

struct Tracked {
    AnchorState state = AnchorState::start;
    Timestamp since{};
    std::int64_t hold_down = 0;
    unsigned sightings = 0;
};

bool is_trusted(const Tracked& key) {
    return key.state == AnchorState::valid || key.state == AnchorState::missing;
}

std::int64_t between(Timestamp from, Timestamp to) {
    return seconds(to) - seconds(from);
}
Timestamp later(Timestamp time, std::int64_t by) {
    return Timestamp{seconds(time) + by};
}

class Simulation {
public:
    Simulation(const History& history, const Resolver& resolver)
        : history_(history), resolver_(resolver), traits_(of(resolver.model)) {
        start_anew(resolver.start);
    }

    Result<Run> run(Timestamp until) {
        if (resolver_.start < history_.versions.front().from)
            return Error{ErrorCode::usage, "the resolver starts before the history begins, on " +
                                               to_text(history_, history_.versions.front().from)};
        auto wipe = std::ranges::find_if(resolver_.wipes,
                                         [&](Timestamp at) { return at >= resolver_.start; });
        Timestamp next = later(resolver_.start, resolver_.phase);
        while (!run_.insecure) {
            if (wipe != resolver_.wipes.end() && *wipe <= next) {
                next = *wipe++;
                if (next > until) break;
                happened(next, What::wiped);
                start_anew(next);
                bogus_ = false;
            }
            if (next > until) break;
            if (++run_.probes > most_probes)
                return Error{ErrorCode::usage, "more than 5,000,000 probes between the start and "
                                               "the end: a longer --query-interval is needed"};
            next = later(next, probe(next));
        }
        return std::move(run_);
    }

private:
    void start_anew(Timestamp at) {
        keys_.clear();
        fresh_ = true;
        for (const std::string& id : resolver_.anchors) keys_[id] = {AnchorState::valid, at, 0, 0};
    }
    void happened(Timestamp at, What what, const std::string& key = {}) {
        run_.events.push_back({at, what, key, {}, {}});
    }
    void move(Timestamp at, const std::string& id, Tracked& key, AnchorState to) {
        run_.events.push_back({at, What::state, id, key.state, to});
        key.state = to;
        key.since = at;
    }

    std::int64_t probe(Timestamp at);
    void trust_by_time(Timestamp at);
    void revoke(Timestamp at, const KeySet&);
    void see(Timestamp at, const KeySet&, const Key&);
    void miss(Timestamp at, const KeySet&);
    void remove(Timestamp at, const KeySet&);
    std::int64_t failed(Timestamp at);
    bool hold_down_over(Timestamp at, const Tracked& key) const {
        return between(key.since, at) >= key.hold_down;
    }
    bool counts_as_present(const Key& key) const {
        return key.sep && !(key.revoked && traits_.revoked_is_absent);
    }

    const History& history_;
    const Resolver& resolver_;
    const Traits& traits_;
    std::map<std::string, Tracked> keys_;
    std::set<std::string> ignored_;
    bool fresh_ = true, bogus_ = false, unreachable_ = false;
    std::size_t version_ = 0;
    Run run_;
};

std::optional<std::int64_t> left_of(const KeySet& set, Timestamp at) {
    if (!set.expires) return std::nullopt;
    return std::max<std::int64_t>(0, between(at, *set.expires));
}

/// @returns the seconds to the next probe.
std::int64_t Simulation::probe(Timestamp at) {
    while (version_ + 1 < history_.versions.size() && history_.versions[version_ + 1].from <= at)
        ++version_;
    const KeySet& set = history_.versions[version_];
    const bool out = std::ranges::any_of(resolver_.outages, [&](const Disconnection& outage) {
        return outage.from <= at && at < outage.to;
    });
    if (out) {
        if (!unreachable_) happened(at, What::unreachable);
        unreachable_ = true;
        return failed(at);
    }
    unreachable_ = false;
    if (traits_.trusts_by_time) trust_by_time(at);
    revoke(at, set);
    if (run_.insecure) return day;

    // By a trusted key that is in the RRset itself: a signature alone is no way in (RFC 4035 5).
    const bool expired = set.expires && *set.expires < at;
    const bool validated = !expired && std::ranges::any_of(set.keys, [&](const Key& key) {
        const auto known = keys_.find(key.id);
        return key.signs && !key.revoked && known != keys_.end() && is_trusted(known->second);
    });
    if (validated == bogus_) {
        happened(at, validated ? What::validates : What::bogus);
        bogus_ = !validated;
        if (!validated && !run_.bogus) run_.bogus = at;
    }
    if (!validated) {
        if (traits_.restarts_when_bogus && !resolver_.read_only)
            for (auto& [id, key] : keys_)
                if (key.state == AnchorState::add_pending && key.since != at) {
                    key.since = at;
                    happened(at, What::restarted, id);
                }
        return failed(at);
    }
    if (!resolver_.read_only) {
        for (const Key& key : set.keys)
            if (key.sep && !key.revoked) see(at, set, key);
        miss(at, set);
        remove(at, set);
        fresh_ = false;
    }
    const std::int64_t interval = resolver_.query_interval
                                      ? *resolver_.query_interval
                                      : query_interval(set.ttl, left_of(set, at));
    return std::max<std::int64_t>(1, interval * resolver_.interval_percent / 100);
}

std::int64_t Simulation::failed(Timestamp at) {
    const KeySet& set = history_.versions[version_];
    const std::int64_t retry = retry_time(set.ttl, left_of(set, at));
    return resolver_.query_interval ? std::min(retry, *resolver_.query_interval) : retry;
}

/// Unbound looks at its timers before it looks at the RRset.
void Simulation::trust_by_time(Timestamp at) {
    if (resolver_.read_only) return;
    for (auto& [id, key] : keys_)
        if (key.state == AnchorState::add_pending && key.sightings >= traits_.sightings &&
            between(key.since, at) > key.hold_down)
            move(at, id, key, AnchorState::valid);
}

/// "A key is considered revoked when the resolver sees the key in a self-signed RRSet and the key
/// has the REVOKE bit ... set", RFC 5011 2.1: no other key has to vouch for it.
void Simulation::revoke(Timestamp at, const KeySet& set) {
    if (resolver_.read_only) return;
    for (const Key& seen : set.keys) {
        const auto known = keys_.find(seen.id);
        if (!seen.revoked || !seen.sep || known == keys_.end()) continue;
        Tracked& key = known->second;
        if (is_trusted(key) && seen.signs) {
            move(at, seen.id, key, AnchorState::revoked);
        } else if (is_trusted(key)) {
            if (ignored_.insert(seen.id).second) happened(at, What::ignored, seen.id);
        } else if (key.state == AnchorState::add_pending && seen.signs) {
            move(at, seen.id, key, AnchorState::start);
            keys_.erase(known);
        }
    }
    const auto any = [&](auto&& condition) {
        return std::ranges::any_of(keys_, [&](const auto& one) { return condition(one.second); });
    };
    const auto revoked = [](const Tracked& key) { return key.state == AnchorState::revoked; };
    if (!any(is_trusted) && any(revoked)) {
        run_.insecure = at;
        happened(at, What::insecure);
    }
}

void Simulation::see(Timestamp at, const KeySet& set, const Key& seen) {
    Tracked& key = keys_[seen.id];
    switch (key.state) {
    case AnchorState::start:
        if (fresh_ && traits_.trusts_first_set) return move(at, seen.id, key, AnchorState::valid);
        key.hold_down = traits_.hold_down_covers_ttl ? std::max(resolver_.add_hold_down, set.ttl)
                                                     : resolver_.add_hold_down;
        key.sightings = 1;
        return move(at, seen.id, key, AnchorState::add_pending);
    case AnchorState::add_pending:
        ++key.sightings;
        if (hold_down_over(at, key) && key.sightings >= traits_.sightings)
            move(at, seen.id, key, AnchorState::valid);
        return;
    case AnchorState::missing: return move(at, seen.id, key, AnchorState::valid);
    default: return;  // "revocation is immediate and permanent": RFC 5011 2.1
    }
}

void Simulation::miss(Timestamp at, const KeySet& set) {
    for (auto one = keys_.begin(); one != keys_.end();) {
        const auto& id = one->first;
        auto& key = one->second;
        const bool present = std::ranges::any_of(
            set.keys, [&](const Key& seen) { return seen.id == id && counts_as_present(seen); });
        if (!present && key.state == AnchorState::valid) move(at, id, key, AnchorState::missing);
        if (!present && key.state == AnchorState::add_pending) {
            if (traits_.forgets_missing) {
                move(at, id, key, AnchorState::start);
                one = keys_.erase(one);
                continue;
            }
            key.since = at;
            happened(at, What::restarted, id);
        }
        ++one;
    }
}

void Simulation::remove(Timestamp at, const KeySet& set) {
    for (auto& one : keys_) {
        const auto& id = one.first;
        auto& key = one.second;
        if (key.state != AnchorState::revoked) continue;
        const bool published = std::ranges::any_of(
            set.keys, [&](const Key& seen) { return seen.id == id && seen.revoked; });
        if (published && traits_.removal_waits)
            key.since = at;
        else if (between(key.since, at) >= resolver_.remove_hold_down)
            move(at, id, key, AnchorState::removed);
    }
}

std::int64_t part_of(std::int64_t parts, std::int64_t most, std::int64_t ttl,
                     std::optional<std::int64_t> left) {
    std::int64_t interval = std::min(most, ttl / parts);
    if (left) interval = std::min(interval, *left / parts);
    return std::max(hour, interval);
}

}  // namespace

std::int64_t query_interval(std::int64_t ttl, std::optional<std::int64_t> signature_left) {
    return part_of(2, 15 * day, ttl, signature_left);
}

std::int64_t retry_time(std::int64_t ttl, std::optional<std::int64_t> signature_left) {
    return part_of(10, day, ttl, signature_left);
}

Result<Run> simulate(const History& history, const Resolver& resolver, Timestamp until) {
    return Simulation(history, resolver).run(until);
}

Timestamp end_of(const History& history, const Resolver& resolver) {
    const KeySet& last = history.versions.back();
    const Timestamp from = std::max(last.from, resolver.start);
    return later(from, std::max(resolver.add_hold_down, last.ttl) + resolver.remove_hold_down +
                           2 * resolver.query_interval.value_or(query_interval(last.ttl, {})));
}

std::optional<Timestamp> Run::first(std::string_view key, AnchorState state) const {
    for (const Event& event : events)
        if (event.what == What::state && event.key == key && event.now == state) return event.at;
    return std::nullopt;
}

std::string_view to_text(Model model) {
    return of(model).name;
}

}  // namespace zoneproof::rfc5011
