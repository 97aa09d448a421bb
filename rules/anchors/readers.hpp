// The readers behind read_anchors(), one for each form of file. Private to rules/anchors.
#pragma once

#include "parser/zone/trust_lines.hpp"
#include "rules/anchors/anchor.hpp"

namespace zoneproof {

/// Lines of records: Unbound's state, Knot Resolver's, BIND's KEYDATA, plain DS and DNSKEY; sets
/// `format`.
void read_anchor_lines(std::string_view text, AnchorFile&);

/// Whether the text has a statement of named.conf that lists anchors.
bool is_bind_config(std::string_view text);
void read_bind_config(std::string_view text, AnchorFile&);

/// Fills in tag, algorithm and key from the RDATA, which is well formed.
void set_rdata(Anchor&, bool is_ds, Octets rdata);

/// "2017-08-11 00:00:00" and such are for people: a moment in seconds, of a comment.
std::optional<Timestamp> moment_of(std::string_view digits);

/// No resolver has as many; readers stop behind it.
inline constexpr std::size_t max_anchors = 10'000;

/// 30 days: RFC 5011 2.4.1, 2.4.2.
inline constexpr std::int64_t hold_down = 30 * 86400;

}  // namespace zoneproof
