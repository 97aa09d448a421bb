// Messages to whoever runs the program, on standard error. Results are not among them (output.hpp),
// and writing a message never fails: nobody may be listening.
#pragma once

#include "tools/render/words.hpp"

#include <string>
#include <string_view>

#include <unistd.h>

namespace zoneproof {

/// Text as it is.
inline void tell(std::string_view text) {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

/// "zoneproof: what is wrong", on one line.
inline void complain(std::string_view what) {
    tell("zoneproof: " + printable(what) + "\n");
}

}  // namespace zoneproof
