// The last lines of the formats for people: the verdict, and what it rests on.
#pragma once

#include "rules/check.hpp"
#include "tools/render/renderer.hpp"

#include <string>

namespace zoneproof {

/// "example. serial 2026112201   REJECTED  1 error (1,934 places)   0.9 s, 2 threads   exit 1"
std::string verdict_line(const Summary&, const RunFigures&, const Presentation&);
/// With --digest: the SHA-256 of each file as read, decompressed; else nothing.
std::string digest_lines(const Presentation&);
/// The verdict line, then what was proven and what was not checked, line by line.
std::string verdict_block(const Summary&, const RunFigures&, const Presentation&);

}  // namespace zoneproof
