// What a resolver that follows RFC 5011 makes of the history of a zone's DNSKEY RRset: which key it
// trusts when, and whether it validates at each of its probes.
//
// Three resolvers are known: the RFC to the letter, Unbound and BIND. Where they differ is a table
// in rfc5011.cpp. A probe sees what is published at that second; caches on the way are not part of
// the model, so that propagation belongs into the history.
#pragma once

#include "parser/base/result.hpp"
#include "parser/base/time.hpp"
#include "rules/anchors/anchor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::rfc5011 {

/// A key of one DNSKEY RRset. `id` is the same for the same algorithm and public key, whatever the
/// flags.
struct Key {
    std::string id;
    std::uint16_t tag = 0;  // for people; 0: not known
    bool sep = true;
    bool revoked = false;
    bool signs = false;                  // a valid RRSIG of the RRset is by it
    std::vector<std::uint8_t> dnskey{};  // RDATA, not revoked; empty: only the tag is known
};
/// The anchor, a DS or a DNSKEY, is of this very key; by its tag only where no more is known of it.
bool names(const Anchor&, const Key&);

/// One version of the RRset, published until the next.
struct KeySet {
    Timestamp from;
    std::int64_t ttl = 172800;
    std::vector<Key> keys;
    std::optional<Timestamp> expires;  // the earliest end of its RRSIGs; none: never near
};

struct History {
    std::vector<KeySet> versions;            // ascending; at least one
    bool in_days = false;                    // times are days from day 0, not dates
    std::optional<Timestamp> record_ends{};  // what lies behind it is a plan
};

/// One line a version: when, then its keys; docs/trust-anchors.md. An Error names the line.
Result<History> history_from_text(std::string_view text, const std::string& name);
/// The public record of the root zone's key-signing keys, and what is planned.
History root_history();
/// "2017-08-10T00:00:00Z", or "d40.375" of a history in days.
std::string to_text(const History&, Timestamp);
/// "d40.375", "2017-08-10", 2017-08-10T00:00:00Z, YYYYMMDDHHmmSS.
std::optional<Timestamp> time_from_text(std::string_view, bool in_days);

enum class Model : std::uint8_t { rfc, unbound, bind };
inline constexpr Model models[] = {Model::rfc, Model::unbound, Model::bind};
std::string_view to_text(Model);

struct Disconnection {
    Timestamp from, to;  // `to` is reachable again
};

struct Resolver {
    Model model = Model::rfc;
    std::vector<std::string> anchors;  // ids trusted when it starts, and after a wipe
    Timestamp start{};
    std::int64_t phase = 0;        // from its start to its first probe
    std::vector<Timestamp> wipes;  // it starts anew with `anchors` and probes at once
    bool read_only = false;        // nothing it learns is kept
    std::vector<Disconnection> outages;
    std::optional<std::int64_t> query_interval;  // none: as RFC 5011 2.3 computes it
    unsigned interval_percent = 100;             // Unbound probes at 90 to 100 % of it
    std::int64_t add_hold_down = 30 * 86400, remove_hold_down = 30 * 86400;
};

enum class What : std::uint8_t {
    state,      // of `key`, from `before` to `now`
    restarted,  // the hold-down of `key` begins again
    ignored,    // the REVOKE flag of `key`: it does not sign the RRset
    wiped,
    unreachable,  // from here on, until the next event
    bogus,        // no trusted key validates the RRset
    validates,    // ... again
    insecure,     // every trusted key is revoked: the trust point is given up
};

struct Event {
    Timestamp at;
    What what;
    std::string key;
    AnchorState before = AnchorState::none, now = AnchorState::none;
};

struct Run {
    std::vector<Event> events;
    std::optional<Timestamp> bogus;     // first
    std::optional<Timestamp> insecure;  // first
    std::uint64_t probes = 0;

    bool ok() const { return !bogus && !insecure; }
    /// When a key came into a state for the first time.
    std::optional<Timestamp> first(std::string_view key, AnchorState) const;
};

/// From the resolver's start to `until`. An Error: more probes than anybody waits for, or a start
/// before the history.
Result<Run> simulate(const History&, const Resolver&, Timestamp until);
/// Long enough for every timer that the last version starts.
Timestamp end_of(const History&, const Resolver&);

/// RFC 5011 2.3, with the smallest of 15 days, half the TTL and half of what the signatures have
/// left, but at least an hour; and for what failed, a tenth, at most a day.
std::int64_t query_interval(std::int64_t ttl, std::optional<std::int64_t> signature_left);
std::int64_t retry_time(std::int64_t ttl, std::optional<std::int64_t> signature_left);

/// The publisher's side: resolvers of a model that trusted the first signers, one for every hour at
/// which they can probe.
struct KeyReadiness {
    std::string key;
    Timestamp published;                   // since when without a gap
    Timestamp safe_to_sign;                // publication, hold-down and two query intervals
    std::optional<Timestamp> signs_alone;  // from then on it has to be trusted
    std::optional<Timestamp> last_valid;   // when the last of them trusts it; none: some never do
};
struct AnchorReadiness {
    Model model;
    std::uint64_t resolvers = 0, failed = 0;
    std::optional<Timestamp> bogus;  // of the worst, the earliest
    std::int64_t worst_phase = 0;    // of the first probe after publication
    std::vector<KeyReadiness> keys;  // that came into the history later
    bool ready() const { return failed == 0; }
};
/// @param resolver anchors, intervals and hold-downs of all of them.
Result<AnchorReadiness> readiness(const History&, Resolver resolver);

}  // namespace zoneproof::rfc5011
