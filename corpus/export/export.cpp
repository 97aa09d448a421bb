// The table of formats and the loop over the cases.
#include "corpus/export/export.hpp"

#include "corpus/builder/files.hpp"
#include "corpus/export/formats.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

namespace fs = std::filesystem;

constexpr ExportFormat table[] = {
    {"testbound", "a .rpl a case, for Unbound's testbound", testbound_exporter},
    {"deckard", "a .rpl a case, for CZ.NIC's Deckard", deckard_exporter},
    {"messages", "DNS messages: the answers of the cases, one a type, and broken ones",
     message_exporter},
    {"zone-seeds", "zone files, in the folders of BIND's, Knot's and PowerDNS's fuzzers",
     zone_seed_exporter},
    {"rdata-seeds", "RDATA and names in the forms of the same fuzzers", rdata_seed_exporter},
    {"pcap", "questions and answers of a case as a packet capture", pcap_exporter},
    {"dict", "dictionaries for libFuzzer and AFL", dictionary_exporter},
};

Result<AnsweredCase> answered(const BuiltCase& built, KeyStore& keys) {
    auto trust = anchors(built.zone, keys);
    if (!trust) return trust.error();
    AnsweredCase result{built, {}, *std::move(trust)};
    if (built.source.queries.empty()) return result;
    const auto served = hierarchy(built.zone, built.source.time, keys);
    if (!served) return served.error();
    std::vector<Question> asked;
    for (const Query& query : built.source.queries) asked.push_back({query.name, query.type});
    result.answers = wire_answers(served.value(), asked);
    return result;
}

/// One run: a failed write ends it, since the next would fail too.
class Run {
public:
    Run(const ExportFormat& format, const ExportOptions& options)
        : options_(options), exporter_(format.make(options)),
          keys_((options.corpus / "keys").string()) {}

    bool add(const CaseFolder& folder) {
        const fs::path source = folder.path / "case.json";
        ReadCase read = read_case(source, folder.id);
        report_.problems.insert(report_.problems.end(), read.problems.begin(), read.problems.end());
        if (!read.value) return true;
        const auto built = build(*std::move(read.value), keys_);
        if (!built) return problem(source, built.error().text);
        const auto shown = answered(built.value(), keys_);
        if (!shown) return problem(source, shown.error().text);
        ++report_.cases;
        return write(exporter_->add(shown.value()));
    }

    ExportReport finish() {
        if (report_.cases > 0) write(exporter_->finish());
        return std::move(report_);
    }

private:
    bool problem(const fs::path& file, const std::string& what) {
        report_.problems.push_back(file.string() + ": " + what);
        return true;
    }

    bool write(const std::vector<File>& files) {
        for (const File& file : files) {
            if (const std::string error = write_file(options_.out / file.path, file.content);
                !error.empty()) {
                report_.problems.push_back(error);
                return false;
            }
            ++report_.files;
        }
        return true;
    }

    const ExportOptions& options_;
    std::unique_ptr<Exporter> exporter_;
    KeyStore keys_;
    ExportReport report_;
};

}  // namespace

std::string AnsweredCase::name() const {
    std::string text = id();
    std::ranges::replace(text, '/', '-');
    return text;
}

std::span<const ExportFormat> export_formats() {
    return table;
}

const ExportFormat* find_export_format(std::string_view name) {
    const auto* const row = std::ranges::find(table, name, &ExportFormat::name);
    return row == std::end(table) ? nullptr : row;
}

ExportReport export_corpus(const ExportFormat& format, const ExportOptions& options) {
    Run run(format, options);
    for (const CaseFolder& folder : find_cases(options.corpus))
        if (fits(folder.id, options.globs) && !run.add(folder)) break;
    return run.finish();
}

std::string short_digest(Octets data) {
    return to_hex(digest("SHA-256", data)).substr(0, 12);
}

}  // namespace zoneproof::corpus
