// The files of one case, and the loop over all.
#include "corpus/builder/build.hpp"

#include "corpus/builder/canonical.hpp"
#include "corpus/builder/files.hpp"
#include "corpus/builder/hierarchy.hpp"
#include "corpus/builder/manifest.hpp"
#include "corpus/builder/stored.hpp"
#include "corpus/builder/write.hpp"

#include <algorithm>
#include <system_error>

#include <fnmatch.h>

namespace zoneproof::corpus {
namespace {

namespace fs = std::filesystem;

/// Everything that is made for a case beside its case.json; each takes the finished zone.
constexpr Writer writers[] = {zone_files, expected_file, answers_file};

/// zone.db has the records as they are: nothing edits its text, and the canonical form only sorts.
bool is_plain(const BuiltCase& built) {
    const auto edits = [](const Mutation& mutation) { return mutation.op->apply == nullptr; };
    if (std::ranges::any_of(built.source.recipe.mutations, edits)) return false;
    const auto lines = [](const Records& records) {
        std::vector<std::string> texts;
        for (const Record& record : records) texts.push_back(to_text(record));
        std::ranges::sort(texts);
        return texts;
    };
    return lines(built.zone.records) == lines(canonical_zone(built.zone.records));
}

std::vector<fs::path> sorted_folders(const fs::path& path) {
    std::vector<fs::path> folders;
    std::error_code error;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error))
        if (at->is_directory(error)) folders.push_back(at->path());
    std::ranges::sort(folders);
    return folders;
}

/// One case: its files written or compared, and its entry of the index.
class Builder {
public:
    Builder(const BuildOptions& options, BuildReport& report)
        : options_(options), report_(report), keys_((options.corpus / "keys").string()),
          manifest_(options.generator) {
        if (auto text = parents_text(keys_))
            parents_ = *std::move(text);
        else
            report_.problems.push_back("parents.jsonl: " + text.error().text);
    }

    void add(const CaseFolder& folder) {
        const fs::path source = folder.path / "case.json";
        ReadCase read = read_case(source, folder.id);
        report_.problems.insert(report_.problems.end(), read.problems.begin(), read.problems.end());
        if (!read.value) return;
        auto built = build(*std::move(read.value), keys_);
        if (!built) return problem(source, built.error().text);
        auto files = files_of(*built, keys_);
        if (!files) return problem(source, files.error().text);
        ++report_.cases;
        for (File& file : *files) {
            if (file.path == "answers.jsonl") file.content = apart_from(parents_, file.content);
            if (is_written(*built, file))
                put(fs::path("cases") / folder.id / file.path, file.content);
        }
        if (options_.check) find_left_over(folder, *built, *files);
        files->insert(files->begin(), {"case.json", read_file(source).value_or("")});
        manifest_.add(built->source, *files);
    }

    void finish() {
        put("parents.jsonl", parents_);
        manifest_.add({"parents.jsonl", parents_});
        if (options_.globs.empty()) put("MANIFEST.json", manifest_.text());
    }

private:
    void problem(const fs::path& file, const std::string& what) {
        report_.problems.push_back(file.string() + ": " + what);
    }

    /// In the corpus itself, of a case that is too large to store, only what must be found, and no
    /// zone.canon that says what zone.db says. The index has the digests of the rest.
    bool is_written(const BuiltCase& built, const File& file) const {
        if (options_.out != options_.corpus) return true;
        if (!built.source.stored) return file.path == "expected.json";
        return file.path != "zone.canon" || !is_plain(built);
    }

    void put(const fs::path& path, const std::string& content) {
        ++report_.files;
        const fs::path target = options_.out / path;
        const std::string fault = difference(target, content);
        if (fault.empty()) return;
        if (options_.check)
            report_.differences.push_back(target.string() + " " + fault);
        else if (const std::string error = write_file(target, content); !error.empty())
            report_.problems.push_back(error);
    }

    void find_left_over(const CaseFolder& folder, const BuiltCase& built,
                        const std::vector<File>& files) {
        const fs::path base = options_.out / "cases" / folder.id;
        std::error_code error;
        for (fs::recursive_directory_iterator at(base, error), end; !error && at != end;
             at.increment(error)) {
            const std::string path = at->path().lexically_relative(base).generic_string();
            const auto file = std::ranges::find(files, path, &File::path);
            const bool known =
                path == "case.json" || (file != files.end() && is_written(built, *file));
            if (!known && !at->is_directory(error))
                report_.differences.push_back(at->path().string() + " is nothing that is built");
        }
    }

    const BuildOptions& options_;
    BuildReport& report_;
    KeyStore keys_;
    Manifest manifest_;
    std::string parents_;
};

}  // namespace

Result<BuiltCase> build(Case source, KeyStore& keys) {
    auto built = build(source.recipe, keys);
    if (!built) return Error{built.error().code, "/recipe" + built.error().text};
    return BuiltCase{std::move(source), std::move(built->zone), std::move(built->text)};
}

Result<std::vector<File>> zone_files(const BuiltCase& built, KeyStore& keys) {
    const auto trust = anchors(built.zone, keys);
    if (!trust) return trust.error();
    std::vector<File> files;
    for (const auto& [name, text] : built.text) files.push_back({name, text});
    files.push_back({"parent.ds", ds_text(built.zone.ds)});
    files.push_back({"anchors.ds", ds_text(trust.value())});
    if (built.source.canonical) files.push_back({"zone.canon", canonical_text(built.zone)});
    return files;
}

Result<std::vector<File>> files_of(const BuiltCase& built, KeyStore& keys) {
    std::vector<File> all;
    for (const Writer writer : writers) {
        const auto files = writer(built, keys);
        if (!files) return files.error();
        all.insert(all.end(), files.value().begin(), files.value().end());
    }
    return all;
}

std::vector<CaseFolder> find_cases(const fs::path& corpus) {
    std::vector<CaseFolder> cases;
    for (const fs::path& group : sorted_folders(corpus / "cases"))
        for (const fs::path& folder : sorted_folders(group))
            cases.push_back({group.filename().string() + "/" + folder.filename().string(), folder});
    return cases;
}

bool fits(const std::string& id, const std::vector<std::string>& globs) {
    return globs.empty() || std::ranges::any_of(globs, [&](const std::string& glob) {
               return fnmatch(glob.c_str(), id.c_str(), 0) == 0;
           });
}

ReadCase read_case(const fs::path& file, const std::string& id) {
    const auto text = read_file(file);
    if (!text) return {std::nullopt, {file.string() + ": cannot be read"}};
    ReadCase result = case_from_json(*text, id);
    for (std::string& problem : result.problems) problem = file.string() + problem.insert(0, ": ");
    return result;
}

BuildReport build_corpus(const BuildOptions& options) {
    BuildReport report;
    Builder builder(options, report);
    for (const CaseFolder& folder : find_cases(options.corpus))
        if (fits(folder.id, options.globs)) builder.add(folder);
    builder.finish();
    return report;
}

}  // namespace zoneproof::corpus
