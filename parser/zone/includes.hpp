// What an $INCLUDE may open: files inside one folder, not too deep, not in a circle (private to
// parser/zone).
#pragma once

#include "parser/zone/load.hpp"

#include <string>
#include <variant>
#include <vector>

namespace zoneproof {

/// The file to open for `name` as written in `including`, or why it may not be.
/// @param root the folder nothing outside of is read; relative names are looked up there, then
/// beside `including`.
/// @param open_files canonical paths of the files that include each other down to `including`.
std::variant<std::string, Unreadable> resolve_include(const std::string& name,
                                                      const std::string& root,
                                                      const std::string& including,
                                                      const std::vector<std::string>& open_files);

/// The folder of a file; "." for standard input.
std::string folder_of(const std::string& path);

}  // namespace zoneproof
