// Case: one case.json of the corpus: a recipe, and what must be found in the zone it makes.
//
// Written by hand, so short: everything has a default. Reading names every mistake with its JSON
// pointer.
#pragma once

#include "corpus/builder/recipe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::corpus {

enum class Level : std::uint8_t { must, should, may, info };
enum class ZoneVerdict : std::uint8_t { valid, invalid, insecure, unparsable };
enum class AnswerVerdict : std::uint8_t { secure, insecure, bogus, indeterminate };

/// What a finding is about: one place, or every RRset of the zone that must be signed.
enum class Scope : std::uint8_t {
    one,
    data,
    all
};  // data: all but DNSKEY, CDS and CDNSKEY of the apex

/// Findings are compared as a multiset of (rule, owner, type). The first is the primary one, what
/// the case is about.
struct ExpectedFinding {
    std::string rule;
    std::optional<Name> owner;
    std::optional<RrType> type;
    Scope scope = Scope::one;
    unsigned count = 1;
};

struct Query {
    Name name;
    RrType type{};
    AnswerVerdict verdict{};          // the strictest reading's
    std::vector<AnswerVerdict> also;  // what an RFC leaves a resolver the choice of
    std::string why;                  // and which
    std::string rcode;  // "NOERROR"; empty: SERVFAIL when bogus, else whatever the zone says
    std::optional<bool> ad;
    std::vector<std::uint16_t> ede_prefer, ede_accept;
    std::string cd;  // rcode with CD=1, when the case says so
};

struct Case {
    std::string id;  // "rrsig/removed": the names of its folders
    std::string title;
    std::vector<std::string> cites, tags;
    Level level = Level::must;
    std::int64_t time = reference_time;
    Recipe recipe;
    std::vector<ZoneVerdict> verdicts;  // more than one only where an RFC leaves a choice
    std::string why;                    // and which
    std::vector<ExpectedFinding> findings;
    std::vector<std::string> forbid;
    std::vector<Query> queries;
    bool rebase = true;
    bool stored = true;     // false, too large: its zone is only built into another folder
    bool canonical = true;  // zone.canon is written; unless said otherwise, where it can be read
};

struct ReadCase {
    std::optional<Case> value;
    std::vector<std::string> problems;  // "/recipe/mutations/0/op: …"
};

/// @param id "group/case"; the origin defaults to group-case.example.
ReadCase case_from_json(std::string_view text, const std::string& id);
/// The recipe part alone, as it stands in case.json.
std::string to_json(const Recipe&);

std::string_view to_text(Level);
std::string_view to_text(ZoneVerdict);
std::string_view to_text(AnswerVerdict);

}  // namespace zoneproof::corpus
