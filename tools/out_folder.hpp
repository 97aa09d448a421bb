// The folder that --out names: made when it is not there. That something else stands in its place
// is a mistake of the command line, told before any work is done.
#pragma once

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>

#include <unistd.h>

namespace zoneproof {

/// @returns why nothing can be kept there; empty: it can.
inline std::string cannot_keep_in(const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::exists(folder, error) && !std::filesystem::is_directory(folder, error))
        return fmt::format("--out: '{}' is no folder", folder.string());
    std::filesystem::create_directories(folder, error);
    if (!error && access(folder.c_str(), W_OK | X_OK) != 0)
        error.assign(errno, std::generic_category());
    return error ? fmt::format("--out: '{}': {}", folder.string(), error.message()) : "";
}

}  // namespace zoneproof
