// Finding: one rule broken for one cause by one key at one moment, with an exact count and a few
// examples.
#pragma once

#include "parser/base/place.hpp"
#include "parser/base/time.hpp"
#include "parser/dns/types.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

enum class Severity : std::uint8_t { info, warning, error };

constexpr std::string_view to_text(Severity severity) {
    return severity == Severity::error     ? "error"
           : severity == Severity::warning ? "warning"
                                           : "info";
}

struct Rule;

/// One subject that a rule spoke about.
struct Example {
    std::string owner;           // presentation form; empty when it is about the text or the run
    std::optional<RrType> type;  // of the RRset; a signature's is the type it covers
    std::optional<Place> place;  // of the record; none for what is missing or in another file (DS)
    std::string file;            // for what stands in a --ds file: its path and line
    std::uint64_t line = 0;  // filled from `place` when the excerpts are read, or given with `file`
    std::string message;     // thing, fact and bound: "signature by 33834 does not verify"
    int field = -1;          // index of the RDATA token to point at, -1: the record
    bool on_signature = false;  // `place` is that of an RRSIG
    std::uint32_t length = 0;   // of the token at `place`, where `place` is no record's (syntax)
};

/// What tells findings of one rule apart.
struct Group {
    std::string_view cause = {};  // static slug: "same-tag-other-key"; empty: the rule says it all
    std::optional<std::uint16_t> key_tag = {};
    std::uint8_t algorithm = 0;
    std::optional<std::uint16_t> key = {};  // KeyId of the published key meant, for its fingerprint
    friend bool operator==(const Group&, const Group&) = default;
    friend auto operator<=>(const Group&, const Group&) = default;
};

struct Finding {
    const Rule* rule = nullptr;
    Severity severity = Severity::error;
    Group group;
    std::optional<Timestamp> at;    // of a rule that depends on time
    std::uint64_t count = 0;        // exact
    std::vector<Example> examples;  // the first ones in canonical order
    std::string fingerprint;  // "sha256:..." of the key's DNSKEY RDATA, where Group::key is set
};

}  // namespace zoneproof
