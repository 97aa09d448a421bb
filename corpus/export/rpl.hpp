// Entries of .rpl files: DNS messages as text in the two dialects of the replay format, which
// Unbound's testbound reads (testcode/replay.h, testpkts.h there) and CZ.NIC's Deckard (its
// scenario guide). Private to corpus/export.
#pragma once

#include "corpus/export/outcome.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::corpus::rpl {

enum class Dialect : std::uint8_t { testbound, deckard };

/// A RANGE a server, with every stored answer; what lies below a referral is answered by it.
std::string ranges(const std::vector<WireAnswer>&, Dialect);
/// STEP QUERY and STEP CHECK_ANSWER.
std::string steps(unsigned number, const Question&, const Outcome&, Dialect);

/// "20260115000000"
std::string stamp(std::int64_t time);
/// Text that stands behind a semicolon, to the end of the line.
std::string comment(std::string_view);
/// A file for a case that asks anything at all.
std::string file(const AnsweredCase&, const std::vector<KnownAnswer>&, Dialect,
                 const std::string& config);

}  // namespace zoneproof::corpus::rpl
