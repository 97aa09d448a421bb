// Anchors: the trust anchors of resolvers, from the files those keep them in.
//
// A file is told by its content, not by its name. Entries that cannot be read are damage, with
// their line; a file of no known form is an Error. A key is known by its algorithm and public key:
// the tag is for people.
#pragma once

#include "parser/base/result.hpp"
#include "parser/base/time.hpp"
#include "parser/dns/name.hpp"
#include "parser/zone/parent.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

enum class AnchorFormat : std::uint8_t {
    root_anchors,  // IANA's root-anchors.xml, RFC 9718
    autotrust,     // Unbound's auto-trust-anchor-file, with ";;state=" behind each key
    bind_config,   // named.conf, bind.keys: trust-anchors, managed-keys, trusted-keys
    bind_keydata,  // BIND's managed-keys.bind: KEYDATA records
    knot,          // Knot Resolver's root.keys, with states in comments
    records,       // DS and DNSKEY lines: systemd's *.positive, dsset files, root.keys
};
/// "Unbound autotrust state"
std::string_view to_text(AnchorFormat);

/// What becomes of an anchor when the zone rolls its keys.
enum class AnchorKind : std::uint8_t {
    fixed,     // stays as it is until somebody edits the file: static-key, static-ds, trusted-keys
    initial,   // where RFC 5011 begins on an empty database: initial-key, initial-ds
    followed,  // kept up to date by RFC 5011
    dated,     // has a time of validity
};
std::string_view to_text(AnchorKind);

/// RFC 5011 4.2; `none` outside of state files.
enum class AnchorState : std::uint8_t {
    none,
    start,
    add_pending,
    valid,
    missing,
    revoked,
    removed
};
std::string_view to_text(AnchorState);

struct Anchor {
    Name zone;
    bool is_ds = false;
    std::vector<std::uint8_t> rdata;  // of the DS or DNSKEY
    std::uint16_t tag = 0;
    std::uint8_t algorithm = 0;
    AnchorKind kind = AnchorKind::fixed;
    AnchorState state = AnchorState::none;
    std::optional<Timestamp> since;       // in this state
    std::optional<Timestamp> valid_at;    // add_pending: when the hold-down is over
    std::optional<Timestamp> removed_at;  // revoked: when it may be forgotten
    std::optional<Timestamp> valid_from, valid_until;
    std::vector<std::uint8_t> dnskey;  // RDATA of the key itself, where the file has it
    std::uint64_t line = 0;

    /// The state at a moment: add_pending as long as the time of a valid one has not come.
    AnchorState state_at(Timestamp at) const;
    /// A validator that has read this file takes the key for trusted at a moment.
    bool trusted(Timestamp at) const;
};

struct AnchorDamage {
    std::uint64_t line;
    std::string text;
};

struct AnchorFile {
    std::string path;
    AnchorFormat format = AnchorFormat::records;
    std::vector<Anchor> anchors;       // in the order of the file
    std::vector<AnchorDamage> damage;  // the first few
    std::uint64_t damaged = 0;         // exact
    void add_damage(std::uint64_t line, std::string text);

    bool read_only = false;  // nobody may write it: by its mode, or its file system's
    // What a state file says of its resolver's probes.
    std::optional<Timestamp> last_success, next_probe;
    std::uint64_t failed_probes = 0;
};

/// Reads a file, or standard input for "-".
Result<AnchorFile> read_anchors(const std::string& path);
/// The same of text in memory.
Result<AnchorFile> anchors_in(std::string_view text, const std::string& path);

/// What verify() takes as DS set of `zone`: its anchors that are trusted at the moment, or will or
/// would be by their dates alone.
ParentDs trust_of(const std::vector<AnchorFile>&, NameView zone, Timestamp at);

}  // namespace zoneproof
