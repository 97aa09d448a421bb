// A check with something behind it: for commands that go on with what it found.
#pragma once

#include "rules/check.hpp"
#include "tools/options/options.hpp"
#include "tools/output.hpp"

#include <functional>

namespace zoneproof {

/// What a check has when its results are shown.
struct Checked {
    const LoadedZone& loaded;
    const Evidence& evidence;
    const ParentDs& parent;
    const Summary& summary;  // with its exit code
    bool cut_short;          // by the deadline: evidence is a part of what it should be
    unsigned jobs;
};
/// Returns the exit code.
using AfterCheck = std::function<int(const Checked&)>;

/// `after` is not called where the input could not be read at all.
/// @param more_passes that verify() runs whatever the selected rules need.
int run_check(const CheckCommand&, Output&, unsigned more_passes, const AfterCheck& after);

}  // namespace zoneproof
