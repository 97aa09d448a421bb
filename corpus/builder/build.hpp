// Building the corpus: every case.json to the files beside it, the same octets on every machine,
// and the index of all.
#pragma once

#include "corpus/builder/case.hpp"

#include <filesystem>
#include <functional>
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
    Texts text;
};

/// An Error begins with its JSON pointer.
Result<BuiltCase> build(Case, KeyStore&);

/// Files of one kind for a case; build_corpus() calls all of `writers`.
using Writer = Result<std::vector<File>> (*)(const BuiltCase&, KeyStore&);
/// zone.db and what it includes, zone.canon, parent.ds and anchors.ds.
Result<std::vector<File>> zone_files(const BuiltCase&, KeyStore&);
/// expected.json: what must be found, with absolute names and a line a finding, for programs.
Result<std::vector<File>> expected_file(const BuiltCase&, KeyStore&);
/// What all writers make; they are listed in build.cpp.
Result<std::vector<File>> files_of(const BuiltCase&, KeyStore&);

/// One folder below corpus/cases.
struct CaseFolder {
    std::string id;  // "rrsig/removed"
    std::filesystem::path path;
};
/// In the order of their ids; none when there is no such folder.
std::vector<CaseFolder> find_cases(const std::filesystem::path& corpus);
/// Shell patterns over ids, "rrsig/*"; an empty list takes all.
bool fits(const std::string& id, const std::vector<std::string>& globs);

/// The case.json at `file`; problems begin with the path.
ReadCase read_case(const std::filesystem::path& file, const std::string& id);

struct BuildOptions {
    std::filesystem::path corpus;  // holds cases/ and keys/
    /// Where cases/ and MANIFEST.json are written; as a rule the same, but for cases not stored.
    std::filesystem::path out;
    std::vector<std::string> globs;
    bool check = false;     // compare instead of writing
    std::string generator;  // "zoneproof 0.1.0", for the index
};

struct BuildReport {
    std::size_t cases = 0, files = 0;
    std::vector<std::string> problems;  // of case.json, recipes, files that cannot be written
    std::vector<std::string>
        differences;  // with check: files that are missing, differ or are left over
};

/// A case that cannot be built is named, the others go on. MANIFEST.json is of all cases: with
/// globs it stays as it is.
BuildReport build_corpus(const BuildOptions&);

}  // namespace zoneproof::corpus
