// Vectors: facts of DNSSEC as JSON, one small file a kind, that any implementation can be held
// against without a zone (corpus/vectors, in the form of Project Wycheproof).
//
// All values come from the tables of this folder and from the builder's own canonical form, digests
// and signatures, never from verifier/, which is tested with them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace zoneproof::corpus {

struct VectorOptions {
    std::filesystem::path keys;  // the RSA keys, corpus/keys
    std::filesystem::path out;   // NAME.json and schemas/NAME_v1.json
    bool check = false;          // compare instead of writing
};

struct VectorReport {
    std::size_t files = 0, tests = 0;
    std::vector<std::string> problems;     // keys or files that cannot be read or written
    std::vector<std::string> differences;  // with check: files that are missing, differ or are left
                                           // over
};

/// The same octets on every machine.
VectorReport build_vectors(const VectorOptions&);

}  // namespace zoneproof::corpus
