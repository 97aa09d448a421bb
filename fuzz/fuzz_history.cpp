// The two files of a history, a form feed between them: damage is named by its line and nothing
// else is lost, what is read is written and read again as the same, and the next record fits.
#include "fuzz/oracle.hpp"

#include "rules/history/folder.hpp"
#include "rules/history/format.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <utility>

#include <unistd.h>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

using Kind = HistoryFault::Kind;

/// A folder that goes away with the process; in memory where the system has that.
class Folder {
public:
    Folder() {
        std::error_code missing;
        const bool shared = std::filesystem::is_directory("/dev/shm", missing);
        std::string name = (shared ? "/dev/shm" : std::filesystem::temp_directory_path().string()) +
                           "/zoneproof-fuzz-XXXXXX";
        require(mkdtemp(name.data()) != nullptr, "there is room for a folder");
        path = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(std::string_view manifest, std::string_view ds) const {
        std::ofstream(path + '/' + manifest_file, std::ios::binary) << manifest;
        std::ofstream(path + '/' + ds_file, std::ios::binary) << ds;
    }
    History read() const {
        auto history = read_history(path);
        require(history.has_value(), "lines are never an Error of the folder",
                [&] { return history.error().text; });
        return std::move(*history);
    }

    std::string path;
};

std::string show(const std::vector<HistoryFault>& faults) {
    std::string text;
    for (const HistoryFault& fault : faults)
        text += fault.file + ':' + std::to_string(fault.line) + ": " +
                std::string(to_text(fault.kind)) + (fault.lost ? " lost: " : ": ") + fault.text +
                '\n';
    return text;
}

/// All that was read, as the lines that would record it.
std::string manifest_of(const History& history) {
    std::string text;
    std::uint64_t number = 0;
    for (const Version& version : history.versions)
        text += to_line(version, *history.zone, ++number) + '\n';
    return text;
}
std::string ds_of(const History& history) {
    std::string text;
    std::uint64_t number = 0;
    for (const DsVersion& ds : history.ds) text += to_line(ds, *history.zone, ++number) + '\n';
    return text;
}
std::string show(const History& history) {
    return (history.zone ? to_text(*history.zone) + '\n' + manifest_of(history) + ds_of(history)
                         : std::string()) +
           show(history.faults);
}

/// Every line that holds something is a record, or a fault says why not.
template <class Record>
void check_lines(std::string_view text, const char* file, const std::vector<Record>& records,
                 const std::vector<HistoryFault>& faults) {
    std::set<std::uint64_t> told;
    for (const Record& record : records)
        require(told.insert(record.line).second, "a line is one record");
    std::uint64_t lines = 0;
    for (const HistoryFault& fault : faults)
        if (fault.file == file) told.insert(fault.line);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        ++lines;
        require(end == 0 || told.contains(lines), "no line is passed over in silence",
                [&] { return std::string(file) + ':' + std::to_string(lines); });
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    require(told.empty() || (*told.begin() >= 1 && *told.rbegin() <= lines),
            "what is told of is a line of the file", [&] { return show(faults); });
}

void check_read(const History& history) {
    require(history.zone.has_value() || (history.versions.empty() && history.ds.empty()),
            "records are about a zone");
    require(std::ranges::is_sorted(history.versions, {}, &Version::published_at) &&
                std::ranges::is_sorted(history.ds, {}, &DsVersion::observed_at),
            "records ascend by time");
    for (const HistoryFault& fault : history.faults)
        require(!fault.text.empty() && (fault.file == manifest_file || fault.file == ds_file),
                "a fault says what it is and where");
    for (const Version& version : history.versions)
        for (const PublishedKey& key : version.keys)
            require(version.find(key.identity).has_value(), "each key is found");
}

/// Written anew the same history is without fault but for what its serials say.
void check_written(const Folder& folder, const History& history) {
    if (!history.zone) return;
    folder.write(manifest_of(history), ds_of(history));
    const History again = folder.read();
    const auto detail = [&] { return show(history) + "---\n" + show(again); };
    require(manifest_of(again) == manifest_of(history) && ds_of(again) == ds_of(history),
            "what is written is read as it was", detail);
    for (const HistoryFault& fault : again.faults)
        require(fault.kind == Kind::serial_backwards || fault.kind == Kind::equal_serial,
                "what is written has no fault of its lines", detail);
}

/// The next version of the zone, recorded behind whatever stands there.
void check_appended(const Folder& folder, const History& before, std::string_view manifest,
                    std::string_view ds) {
    Version version;
    version.published_at = Timestamp{4102444800};
    version.soa.serial = 4242;
    version.digest = "of the next version";
    DsVersion next;
    next.observed_at = version.published_at;
    next.records = {{0, 1, 13, 2, 0xFE}};
    const Name zone = before.zone ? *before.zone : *name_from_text("example.");

    folder.write(manifest, ds);
    const auto refused = append_history(folder.path, *name_from_text("no-such-zone."), version, {});
    require(refused.has_value() == !before.zone.has_value() ||
                before.zone == *name_from_text("no-such-zone."),
            "a history is of one zone");
    folder.write(manifest, ds);
    const auto recorded = append_history(folder.path, zone, version, next);
    require(recorded.has_value(), "the zone's next version can be recorded");
    const History after = folder.read();
    const auto detail = [&] { return show(before) + "---\n" + show(after); };
    require(after.zone.has_value() && *after.zone == zone, "the zone stays", detail);
    require(after.versions.size() == before.versions.size() + recorded->version &&
                after.ds.size() == before.ds.size() + recorded->ds,
            "a record more, and none less", detail);
    std::set<std::pair<std::string, std::uint64_t>> told;
    for (const HistoryFault& fault : before.faults) told.emplace(fault.file, fault.line);
    for (const HistoryFault& fault : after.faults)
        require(told.contains({fault.file, fault.line}) || fault.kind == Kind::serial_backwards ||
                    fault.kind == Kind::equal_serial || fault.kind == Kind::clock_backwards,
                "the line of the next record has no fault", detail);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Folder folder;
    const std::string_view input = text({data, size});
    const std::size_t between = std::min(input.find('\f'), input.size());
    const std::string_view manifest = input.substr(0, between);
    const std::string_view ds = input.substr(std::min(between + 1, input.size()));

    folder.write(manifest, ds);
    const History history = folder.read();
    check_lines(manifest, manifest_file, history.versions, history.faults);
    check_lines(ds, ds_file, history.ds, history.faults);
    check_read(history);
    require(show(folder.read()) == show(history), "the same octets are the same history");
    check_appended(folder, history, manifest, ds);
    check_written(folder, history);
    return 0;
}
