// Reads the folder, and names what is wrong with it line by line: a history that lacks a version
// says that caches hold less than they do.
#include "rules/history/file.hpp"
#include "rules/history/format.hpp"

#include <algorithm>
#include <tuple>

#include <sys/stat.h>

namespace zoneproof {
namespace {

using Kind = HistoryFault::Kind;

/// What the two files have of their own.
template <class Record>
struct Book {
    const char* file;
    const char* entry;
    Timestamp Record::*when;
    std::variant<ReadLine<Record>, LineFault> (*read)(std::string_view);
};
constexpr Book<Version> versions{manifest_file, "the version", &Version::published_at,
                                 read_version};
constexpr Book<DsVersion> ds_rrsets{ds_file, "the DS RRset", &DsVersion::observed_at, read_ds};

template <class Record>
class BookReader {
public:
    BookReader(const Book<Record>& book, History& history, std::vector<Record>& records)
        : book_(book), history_(history), records_(records), first_fault_(history.faults.size()) {}

    void read(std::string_view text) {
        while (!text.empty()) {
            const std::size_t newline = std::min(text.find('\n'), text.size());
            ++line_;
            if (newline != 0) read_line(text.substr(0, newline), newline != text.size());
            text.remove_prefix(std::min(newline + 1, text.size()));
        }
    }

private:
    void read_line(std::string_view line, bool whole);
    void check_number(std::uint64_t number);
    void keep(Record&&);

    void lost(Kind kind, const std::string& text) { fault(kind, text, true); }
    void fault(Kind kind, std::string text, bool lost = false) {
        std::optional<Timestamp> after;
        if (!records_.empty()) after = records_.back().*book_.when;
        history_.faults.push_back({kind, book_.file, line_, std::move(text), lost, after, {}});
    }

    const Book<Record>& book_;
    History& history_;
    std::vector<Record>& records_;
    std::size_t first_fault_;  // that nothing has been read behind
    std::uint64_t line_ = 0, expected_ = 1;
};

template <class Record>
void BookReader<Record>::read_line(std::string_view line, bool whole) {
    const Checksum sum = checksum(line);
    auto found = sum == Checksum::wrong ? LineFault{"its checksum is wrong"} : book_.read(line);
    if (const auto* const wrong = std::get_if<LineFault>(&found)) {
        ++expected_;
        const std::string loss = std::string("; ") + book_.entry + " recorded here is lost";
        if (!whole) return lost(Kind::torn_line, "the line was not written to its end" + loss);
        return lost(wrong->later ? Kind::unknown_format : Kind::damaged_line, wrong->text + loss);
    }
    auto& good = std::get<ReadLine<Record>>(found);
    if (!history_.zone) history_.zone = good.zone;
    if (!(history_.zone->view() == good.zone.view()))
        return fault(Kind::other_zone, "the line is about " + to_text(good.zone) + ", not " +
                                           to_text(*history_.zone) + "; it is not read");
    check_number(good.number);
    if (!whole) fault(Kind::torn_line, "the line lacks its newline, and nothing else");
    if (sum == Checksum::none) fault(Kind::no_checksum, "the line has no checksum: taken as it is");
    if (!good.unknown.empty())
        fault(Kind::unknown_field, "not known here and not read: " + good.unknown);
    keep(std::move(good.record));
}

/// Lines are numbered in the order written: one that is missing leaves a gap.
template <class Record>
void BookReader<Record>::check_number(std::uint64_t number) {
    if (number == 0) return;
    const std::string numbers = "the line is numbered " + std::to_string(number) + ", not " +
                                std::to_string(expected_) + "; ";
    if (number > expected_)
        lost(Kind::missing_lines,
             numbers + std::to_string(number - expected_) +
                 " lines in front of it are not there, and what they recorded is lost");
    else if (number < expected_)
        fault(Kind::missing_lines, numbers + "lines were copied or written twice");
    expected_ = number + 1;
}

template <class Record>
void BookReader<Record>::keep(Record&& record) {
    record.line = line_;
    for (; first_fault_ < history_.faults.size(); ++first_fault_)
        history_.faults[first_fault_].before = record.*book_.when;
    records_.push_back(std::move(record));
}

/// Sorts by time, and tells of lines that are older than the one in front of them.
template <class Record>
void order(const Book<Record>& book, History& history, std::vector<Record>& records) {
    for (std::size_t i = 1; i < records.size(); ++i) {
        const Timestamp before = records[i - 1].*book.when, at = records[i].*book.when;
        if (before <= at) continue;
        records[i].confidence = Confidence::low;
        history.faults.push_back({Kind::clock_backwards, book.file, records[i].line,
                                  to_iso8601(at) + " lies before the time of the line in front, " +
                                      to_iso8601(before) +
                                      ": what was cached between them is not certain",
                                  false, at, before});
    }
    std::ranges::stable_sort(records, {}, book.when);
}

bool same_content(const Version& a, const Version& b) {
    return a.soa == b.soa && a.counts == b.counts && a.keys == b.keys &&
           a.key_signatures == b.key_signatures && a.signer_sets == b.signer_sets &&
           a.digest == b.digest;
}

/// "serial not greater" as RFC 1982 3.2 has it.
void check_serials(History& history) {
    for (std::size_t i = 1; i < history.versions.size(); ++i) {
        const Version &before = history.versions[i - 1], &version = history.versions[i];
        if (serial_distance(before.serial(), version.serial()) > 0) continue;
        const bool equal = before.serial() == version.serial();
        if (equal && same_content(before, version)) continue;
        const std::string serial = "serial " + std::to_string(version.serial());
        const std::string fact = equal ? " was published before with another content"
                                       : " does not come after " + std::to_string(before.serial());
        history.faults.push_back({equal ? Kind::equal_serial : Kind::serial_backwards,
                                  manifest_file, version.line,
                                  serial + fact + "; secondaries may not have taken it", false,
                                  before.published_at, version.published_at});
    }
}

bool is_folder(const std::string& path) {
    struct stat state;
    return stat(path.c_str(), &state) == 0 && S_ISDIR(state.st_mode);
}

}  // namespace

Result<History> read_history(const std::string& folder) {
    if (!is_folder(folder))
        return Error{ErrorCode::unreadable, folder + ": there is no such folder"};
    const auto manifest = read_history_file(folder + '/' + manifest_file);
    if (!manifest) return manifest.error();
    const auto ds = read_history_file(folder + '/' + ds_file);
    if (!ds) return ds.error();

    History history;
    BookReader<Version>(versions, history, history.versions).read(*manifest);
    BookReader<DsVersion>(ds_rrsets, history, history.ds).read(*ds);
    order(versions, history, history.versions);
    order(ds_rrsets, history, history.ds);
    check_serials(history);
    std::ranges::stable_sort(history.faults, [](const HistoryFault& a, const HistoryFault& b) {
        return std::tie(b.file, a.line) < std::tie(a.file, b.line);  // the manifest first
    });
    return history;
}

}  // namespace zoneproof
