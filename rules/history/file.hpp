// One file of a history on the disk: read whole, appended to under a lock. Private to
// rules/history.
#pragma once

#include "parser/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace zoneproof {

/// Far beyond ten thousand versions: what is larger is none of ours.
inline constexpr std::uint64_t largest_history_file = std::uint64_t{1} << 30;

/// The whole text; empty when there is no such file.
Result<std::string> read_history_file(const std::string& path);

/// Holds the lock while it lives.
class AppendFile {
public:
    /// Opens, creates if needed, and waits for the lock.
    static Result<AppendFile> open(const std::string& folder, const char* name);
    AppendFile(AppendFile&&) noexcept;
    AppendFile& operator=(AppendFile&&) = delete;
    ~AppendFile();

    Result<std::string> read() const;
    /// Adds text and waits until it is on the disk; on failure the file is cut back to what it was.
    Result<bool> append(std::string_view text);

private:
    AppendFile(int file, std::string path, std::string folder)
        : file_(file), path_(std::move(path)), folder_(std::move(folder)) {}

    int file_;
    std::string path_, folder_;
};

}  // namespace zoneproof
