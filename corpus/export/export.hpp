// Export: the corpus in the forms that other projects' test tools and fuzzers read.
//
// Made from the recipes, not from files that were built before: the same octets on every machine.
// Each format is a class that is shown one case after the other and says which files that gives.
#pragma once

#include "corpus/builder/build.hpp"
#include "corpus/builder/wire.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::corpus {

/// A resolver that is known to say something else than the case.
struct KnownAnswer {
    std::string cases, query;              // shell patterns: "rrsig/*", "www.x.example. A"
    std::optional<AnswerVerdict> verdict;  // what it says; nothing: the step is left out
    std::string reason;
};

/// A case with all that a resolver is told.
struct AnsweredCase {
    const BuiltCase& built;
    std::vector<WireAnswer> answers;  // none for a case that asks nothing
    Records anchors;                  // DS of the root

    const std::string& id() const { return built.source.id; }
    /// "rrsig-removed", for file names
    std::string name() const;
};

class Exporter {
public:
    Exporter() = default;
    Exporter(const Exporter&) = delete;
    Exporter& operator=(const Exporter&) = delete;
    virtual ~Exporter() = default;

    /// Files of one case; paths below the output folder.
    virtual std::vector<File> add(const AnsweredCase&) = 0;
    /// Files about all that were shown.
    virtual std::vector<File> finish() { return {}; }
};

struct ExportOptions {
    std::filesystem::path corpus, out;
    std::vector<std::string> globs;
    std::vector<KnownAnswer> known;  // of Unbound, for testbound
    std::string generator;           // "zoneproof 0.1.0"
};

struct ExportFormat {
    std::string_view name;  // "testbound"
    std::string_view says;
    std::unique_ptr<Exporter> (*make)(const ExportOptions&);
};

std::span<const ExportFormat> export_formats();
const ExportFormat* find_export_format(std::string_view name);

struct ExportReport {
    std::size_t cases = 0, files = 0;
    std::vector<std::string>
        problems;  // of cases that cannot be built, files that cannot be written
};

/// A case that cannot be built is named, the others go on; the first file that cannot be written
/// ends it.
ExportReport export_corpus(const ExportFormat&, const ExportOptions&);

/// The first twelve digits of its SHA-256, as CZ.NIC's dns-fuzzing names its files.
std::string short_digest(Octets);

}  // namespace zoneproof::corpus
