// Whole files in and out.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace zoneproof::corpus {

/// Nothing when it cannot be read.
std::optional<std::string> read_file(const std::filesystem::path&);
/// "is missing", "differs", or empty when the file holds just that.
std::string difference(const std::filesystem::path&, const std::string& content);
/// Makes the folders above it. @returns what went wrong, empty when nothing did.
std::string write_file(const std::filesystem::path&, const std::string& content);

}  // namespace zoneproof::corpus
