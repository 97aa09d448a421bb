// What `zoneproof margin` shows, for people and for programs.
#pragma once

#include "parser/zone/zone.hpp"
#include "rules/margin/margin.hpp"
#include "tools/files/policy_file.hpp"
#include "tools/render/words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

struct MarginView {
    const Margins& margins;
    const Zone& zone;
    const PolicyFile& policy;
    std::string policy_path;  // empty: none was given
    bool records_lost = false;
};

std::string margin_text(const MarginView&, const Style&);
/// One object, by docs/schema/margin.schema.json, and a newline.
std::string margin_json(const MarginView&);

/// "secure", "no-match", ...
std::string_view to_text(TrustState);
/// "1d04h", "10d01h05m": a span without its sign, as policies write it.
std::string to_compact(std::int64_t seconds);
/// "deadline is Sat 2027-01-02 03:00; last working window closes Thu 2026-12-31 16:00; margin
/// 1d04h"
std::string operator_sentence(const Deadlines&, Timestamp at, const Calendar&);
/// Why a moment has its grade, where time does not say it: what is bogus, what is not known.
std::vector<std::string> reasons_of(const MarginFigures&, const MarginView&);

}  // namespace zoneproof
