#include "parser/zone/includes.hpp"

#include <algorithm>
#include <filesystem>

namespace zoneproof {
namespace fs = std::filesystem;

std::string folder_of(const std::string& path) {
    if (path == "-") return ".";
    const fs::path parent = fs::path(path).parent_path();
    return parent.empty() ? "." : parent.string();
}

std::variant<std::string, Unreadable> resolve_include(const std::string& name,
                                                      const std::string& root,
                                                      const std::string& including,
                                                      const std::vector<std::string>& open_files) {
    std::error_code error;
    const fs::path folder = fs::canonical(root, error);
    if (error || name.empty()) return Unreadable::include_refused;
    fs::path found = fs::canonical(folder / name, error);
    if (error) found = fs::canonical(fs::path(folder_of(including)) / name, error);
    if (error) return Unreadable::include_missing;
    // Compared after all links are followed: a link inside the folder may not lead out of it.
    const auto [in_folder, in_found] =
        std::mismatch(folder.begin(), folder.end(), found.begin(), found.end());
    if (in_folder != folder.end()) return Unreadable::include_refused;
    if (!fs::is_regular_file(found, error) || error) return Unreadable::include_refused;
    if (std::find(open_files.begin(), open_files.end(), found.string()) != open_files.end())
        return Unreadable::include_refused;
    return found.string();
}

}  // namespace zoneproof
