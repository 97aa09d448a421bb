// MANIFEST.json: the index of the corpus, with the SHA-256 of every file, so that a copy can be
// checked.
#pragma once

#include "corpus/builder/build.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace zoneproof::corpus {

class Manifest {
public:
    explicit Manifest(const std::string& generator);
    void add(const Case&, const std::vector<File>&);
    /// A file of no case.
    void add(const File&);
    std::string text() const;

private:
    nlohmann::ordered_json document_;
};

}  // namespace zoneproof::corpus
