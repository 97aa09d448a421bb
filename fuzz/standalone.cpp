// The engine for every compiler: runs a target over the files and folders it is given.
//
// It also understands "-runs=0" and the like as libFuzzer's options that mean nothing here.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

/// Files below the path, or the file itself, in the order of their names.
std::vector<fs::path> files_at(const fs::path& path) {
    std::vector<fs::path> files;
    if (!fs::is_directory(path)) return {path};
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

bool run(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::vector<char> content((std::istreambuf_iterator<char>(file)), {});
    if (!file.is_open() || file.bad()) {
        std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
        return false;
    }
    std::fprintf(stderr, "%s\n", path.c_str());  // the last one is the one that failed
    // Exactly as large as the input, so that a sanitizer sees a read behind it.
    const auto exact = std::make_unique<std::uint8_t[]>(content.size());
    std::copy(content.begin(), content.end(), exact.get());
    LLVMFuzzerTestOneInput(exact.get(), content.size());
    return true;
}

}  // namespace

int main(int count, char** arguments) {
    std::size_t inputs = 0;
    for (int i = 1; i < count; ++i) {
        if (std::string_view(arguments[i]).starts_with('-')) continue;
        std::error_code missing;
        if (!fs::exists(arguments[i], missing)) {
            std::fprintf(stderr, "%s: no such file or folder\n", arguments[i]);
            return 2;
        }
        for (const fs::path& path : files_at(arguments[i])) {
            if (!run(path)) return 2;
            ++inputs;
        }
    }
    std::printf("%zu inputs replayed\n", inputs);
    return inputs != 0 ? 0 : 2;
}
