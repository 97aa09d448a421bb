// The key of a result: all that is asked and all that is read.
#include "tools/conform/run.hpp"

#include "parser/base/bytes.hpp"
#include "verifier/crypto/digest.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace zoneproof::conform {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error))
        if (at->is_regular_file(error)) files.push_back(at->path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::string digest_of(const Expectation& about, const std::string& words) {
    std::string text = words;
    const auto add = [&](const std::string& part) {
        text += '\n' + std::to_string(part.size()) + '\n' + part;
    };
    for (const fs::path& path : files_below(about.folder)) {
        // What is expected is compared again each time; only what is asked makes another question.
        if (path.filename() == "case.json" || path.filename() == "expected.json") continue;
        add(path.lexically_relative(about.folder).generic_string());
        add(content_of(path));
    }
    add(content_of(about.folder / "../../../parents.jsonl"));
    add(about.origin);
    add(std::to_string(about.time));
    for (const WantedAnswer& query : about.queries) add(query.subject() + query.carried_rcode);
    Digest digest(HashAlgorithm::sha256);
    digest.update(octets(text));
    return to_hex(digest.finish());
}

}  // namespace zoneproof::conform
