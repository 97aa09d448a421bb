// The chain of trust through a stack of zones: from the trust anchor to the root, from each
// parent's DS to the child's keys, as a validator walks it (RFC 4035 5).
//
// Zones are put in order by their names. Each is a link: how trust reaches its DNSKEY RRset, and,
// apart from that, what is damaged among its own data. Below a link that is broken nothing can be
// reached; below one that is insecure nothing is checked.
#pragma once

#include "parser/base/workers.hpp"
#include "rules/chain/blast.hpp"
#include "verifier/verify.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

/// A zone file, read and verified: passes keys, signatures, nsec and nsec3. Lives as long as what
/// is made of it.
struct ChainZone {
    std::string file;
    const LoadedZone* loaded;  // has a zone
    const Evidence* evidence;

    const Zone& zone() const { return *loaded->zone; }
};

enum class LinkState : std::uint8_t {
    secure,
    insecure,     // proven not to be signed, or meant not to be checked
    bogus,        // broken here
    unreachable,  // broken further up
    unknown,      // something is missing to tell
};
std::string_view to_text(LinkState);

/// One DS of the parent, or one trust anchor, and the key it leads to.
struct LadderRung {
    std::uint16_t tag = 0;
    std::uint8_t algorithm = 0, digest_type = 0;  // 0: a key given as anchor
    bool usable = false;  // validators go by it: supported, and no SHA-1 beside SHA-2
    std::optional<std::uint16_t> dnskey;  // the published key it matches
    bool signs = false;                   // ... which validly signs the DNSKEY RRset
};

struct ChainNote {
    std::string_view cause;  // slug: "ds-stale"
    std::string text;
};

struct ChainLink {
    std::size_t number = 0;            // from 1
    std::optional<std::size_t> above;  // position of the parent's link; none: a trust anchor's
    LinkState state = LinkState::unknown;
    std::string_view cause;  // slug; empty for secure
    std::string text, fix;
    std::size_t broken_by = 0;  // unreachable: the number of the link that is broken
    std::vector<LadderRung> rungs;
    std::vector<std::uint16_t> ds_signers;      // keys of the parent that validly sign the DS RRset
    std::vector<std::uint16_t> dnskey_signers;  // keys that validly sign the DNSKEY RRset
    std::vector<ChainNote> warnings;
    Altitude altitude = Altitude::leaf;
    Blast whole;                // all there is in the zone
    Blast damage;               // of it, what fails though the link holds; only of a secure link
    bool entries_lost = false;  // lines of the file became no records
    std::optional<Name> nta;    // the negative trust anchor that covers it
};

/// RFC 7646: at and below its name nothing is validated.
struct NegativeAnchor {
    Name name;
    std::vector<std::size_t> covers;  // positions of links
    bool needed = false;              // something it covers would fail without it
};

struct ChainOptions {
    /// The anchors of a zone at a moment; none of it: ParentDs without records.
    std::function<ParentDs(NameView zone, Timestamp at)> anchors;
    std::vector<Name> ntas;
    std::optional<std::uint16_t> pin;  // only anchors with this key tag count
    bool require_ds = false;           // what is insecure is not good enough
};

enum class ChainWord : std::uint8_t { secure, insecure, bogus, unknown };
std::string_view to_text(ChainWord);

struct ChainReport {
    Timestamp at;
    ChainWord word = ChainWord::unknown;
    std::vector<ChainLink> links;    // one for each zone, in the order of `order`
    std::vector<std::size_t> order;  // positions of the zones as given
    /// Position of the first link that is broken; where none is, of the first zone with damage.
    std::optional<std::size_t> broken;
    bool entries_lost = false;          // of any zone
    Blast lost;                         // there and below
    std::optional<Name> suggested_nta;  // the lowest name at which one restores service
    std::vector<NegativeAnchor> ntas;

    int exit_code(bool require_ds) const;
};

/// Two files of one zone are an Error (usage).
Result<ChainReport> walk_chain(const std::vector<ChainZone>&, const ChainOptions&, Timestamp at,
                               Workers&);

}  // namespace zoneproof
