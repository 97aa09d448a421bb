// The tables of denial_proof: small zones, and questions that records of them answer. Private to
// this folder.
#pragma once

#include "corpus/builder/sign.hpp"

#include <span>
#include <string_view>

namespace zoneproof::corpus {

struct DenialZone {
    std::string_view name;
    const char* text;
    bool nsec3;
    Nsec3Parameters parameters;
};

/// In `records`: =name takes the record of the name, ~name the one that covers it, !name that of
/// the wildcard beside it expanded to it. `more` is master text.
struct DenialRow {
    const char *comment, *flag, *zone, *name, *type, *claim, *records, *verdict;
    unsigned labels = 0;
    const char* more = "";
};

std::span<const DenialZone> denial_zones();
std::span<const DenialRow> denial_rows();
/// Rows that validators may take either way.
std::span<const DenialRow> open_denial_rows();

}  // namespace zoneproof::corpus
