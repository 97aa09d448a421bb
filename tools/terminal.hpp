// Whether colours and progress are wanted: options first, then the environment, then whether
// someone is looking.
#pragma once

#include "tools/options/options.hpp"

#include <cstdlib>

#include <unistd.h>

namespace zoneproof {

/// NO_COLOR (no-color.org) before CLICOLOR_FORCE before the terminal.
inline bool wants_color(Color color, int descriptor) {
    if (color != Color::automatic) return color == Color::always;
    const auto is_set = [](const char* name) {
        const char* const value = std::getenv(name);
        return value != nullptr && *value != '\0';
    };
    if (is_set("NO_COLOR")) return false;
    if (is_set("CLICOLOR_FORCE")) return true;
    return isatty(descriptor) == 1;
}

}  // namespace zoneproof
