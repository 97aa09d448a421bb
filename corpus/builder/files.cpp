// Files are small here: read and written as one string.
#include "corpus/builder/files.hpp"

#include <fstream>
#include <iterator>
#include <system_error>

namespace zoneproof::corpus {

std::optional<std::string> read_file(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored)) return {};
    std::ifstream file(path, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(file), {}};
    if (!file) return {};
    return content;
}

std::string difference(const std::filesystem::path& path, const std::string& content) {
    const auto known = read_file(path);
    if (!known) return "is missing";
    return *known == content ? "" : "differs";
}

std::string write_file(const std::filesystem::path& path, const std::string& content) {
    std::error_code error;
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
    if (error) return path.parent_path().string() + ": " + error.message();
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << content;
    file.close();
    return file ? "" : path.string() + ": cannot be written";
}

}  // namespace zoneproof::corpus
