// The libraries whose version matters for what zoneproof says, and what each does here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

struct Library {
    std::string_view name;
    std::string version;  // of the code that runs, where it says so; else of the headers
    std::string_view use;
};

std::vector<Library> libraries();

}  // namespace zoneproof
