// Building the corpus: every case.json to the files beside it, the same octets on every machine,
// and the index of all.
#pragma once

#include "corpus/builder/case.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace zoneproof::corpus {

struct File {
    std::string path;  // below the folder of the case
    std::string content;
};

struct BuiltCase {
    Case source;
    SignedZone zone;
    std::string zone_db;
};

Result<BuiltCase> build(const Case&, KeyStore&);
/// zone.db, zone.canon, parent.ds, anchors.ds, and what other writers add.
Result<std::vector<File>> files_of(const BuiltCase&, KeyStore&);

/// One folder below corpus/cases.
struct CaseFolder {
    std::string id;
    std::filesystem::path path;
};
/// In the order of their ids; none when there is no such folder.
std::vector<CaseFolder> find_cases(const std::filesystem::path& corpus);
/// "rrsig/*": shell patterns over ids; an empty list takes all.
bool fits(const std::string& id, const std::vector<std::string>& globs);

/// The case.json of a folder, with the problems prefixed by the file's name.
ReadCase read_case(const CaseFolder&);

struct BuildOptions {
    std::filesystem::path corpus;  // holds cases/ and keys/
    std::filesystem::path out;     // where cases/ and MANIFEST.json are written; as a rule the same
    std::vector<std::string> globs;
    bool check = false;     // compare instead of writing
    std::string generator;  // "zoneproof 0.1.0", for the index
};

struct BuildReport {
    std::size_t cases = 0, files = 0;
    std::vector<std::string> problems;  // of case.json, recipes, files that cannot be written
    std::vector<std::string>
        differences;  // with check: files that are missing, differ, or should not be there
};

BuildReport build_corpus(const BuildOptions&);

}  // namespace zoneproof::corpus
