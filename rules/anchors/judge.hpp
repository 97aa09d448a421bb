// What a file of trust anchors is good for at a moment, and when it will not be any more.
//
// The root zone's keys and their dates are known (root_keys.hpp), so that a file about the root can
// be judged by the roll that comes: by which of its anchors will the root validate then, and will
// they follow? Of other zones only what the file itself says is known.
#pragma once

#include "rules/anchors/anchor.hpp"
#include "rules/finding.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

struct AnchorFinding {
    Severity severity;
    std::string_view cause;  // slug: "anchor-stale"
    std::uint64_t line = 0;  // 0: the whole file
    std::string text;        // the thing, the fact and the bound
    std::string fix;
};

/// How an anchor compares with the key it stands for.
enum class AnchorProof : std::uint8_t {
    none,     // a key or digest nobody else vouches for
    key,      // the file has both, and they agree
    iana,     // the root's key as IANA publishes it
    unknown,  // says it is the root's, and is none of IANA's
    differs,  // has the tag of one of IANA's and is another key
};

struct JudgedAnchor {
    const Anchor* anchor;
    AnchorProof proof = AnchorProof::none;
    AnchorState state = AnchorState::none;  // at the moment
    bool trusted = false;
    std::string outlook;  // "signs the root until 2026-10-11"
};

enum class AnchorWord : std::uint8_t {
    ok,
    wait,     // OK now, and a key is on its way in
    fails,    // validation fails from `when` on
    unknown,  // nothing is known about who signs
};
std::string_view to_text(AnchorWord);

/// The anchors of one zone in one file.
struct JudgedPoint {
    Name zone;
    AnchorWord word = AnchorWord::ok;
    std::optional<Timestamp> when;  // wait: until; fails: since or from
    std::vector<JudgedAnchor> anchors;
};

struct JudgedFile {
    std::vector<JudgedPoint> points;  // by the first anchor of each zone
    std::vector<AnchorFinding> findings;
};

/// @param file lives as long as what is returned.
JudgedFile judge(const AnchorFile& file, Timestamp at);

}  // namespace zoneproof
