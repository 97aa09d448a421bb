#include "rules/history/folder.hpp"

#include "rules/history/file.hpp"
#include "rules/history/format.hpp"

#include <algorithm>
#include <tuple>

namespace zoneproof {
namespace {

/// The end of a file: what a new line comes behind.
template <class Record>
struct Tail {
    std::optional<Record> last;     // of the last line that can be read
    std::uint64_t behind = 0;       // lines after it that cannot
    std::uint64_t next_number = 1;  // that reading expects there
    bool torn = false;              // the text does not end with a newline
};

/// What a line says; nothing where it cannot be read.
template <class Record, class Read>
std::optional<ReadLine<Record>> readable(std::string_view line, const Read& read) {
    if (checksum(line) == Checksum::wrong) return std::nullopt;
    auto found = read(line);
    auto* const good = std::get_if<ReadLine<Record>>(&found);
    return good == nullptr ? std::nullopt : std::optional(std::move(*good));
}

/// Backwards to the last line with a number. As reading counts: a damaged line had one, a line
/// without `n` and one of another zone have none.
template <class Record, class Read>
Tail<Record> read_tail(std::string_view text, NameView zone, const Read& read) {
    Tail<Record> tail;
    tail.torn = !text.empty() && text.back() != '\n';
    std::uint64_t damaged = 0, number = 0;
    while (number == 0 && !text.empty()) {
        if (text.back() == '\n') text.remove_suffix(1);
        const std::size_t newline = text.rfind('\n');
        const std::size_t begin = newline == text.npos ? 0 : newline + 1;
        const std::string_view line = text.substr(begin);
        text = text.substr(0, begin);
        if (line.empty()) continue;
        auto found = readable<Record>(line, read);
        if (!found) {
            ++damaged;
            if (!tail.last) ++tail.behind;
        } else if (found->zone.view() == zone) {
            number = found->number;
            if (!tail.last) tail.last = std::move(found->record);
        }
    }
    tail.next_number = number + damaged + 1;
    return tail;
}

/// Whose history it is, as reading has it: the first line that can be read says so.
template <class Record, class Read>
std::optional<Name> zone_in(std::string_view text, const Read& read) {
    while (!text.empty()) {
        const std::size_t newline = std::min(text.find('\n'), text.size());
        if (const auto found = readable<Record>(text.substr(0, newline), read)) return found->zone;
        text.remove_prefix(std::min(newline + 1, text.size()));
    }
    return std::nullopt;
}

bool same(const Version& a, const Version& b) {
    const auto content = [](const Version& v) {
        return std::tie(v.soa, v.keys, v.dnskey_ttl, v.key_signatures, v.unpublished_key_signers,
                        v.signer_sets, v.data_rrsets, v.nsec, v.nsec3, v.cds, v.cdnskey, v.counts,
                        v.digest);
    };
    return content(a) == content(b);
}

Error of_another_zone(const std::string& folder, NameView its, NameView zone) {
    return {ErrorCode::usage,
            folder + ": this is the history of " + to_text(its) + ", not of " + to_text(zone)};
}

template <class Record>
Result<bool> append_line(AppendFile& file, const Tail<Record>& tail, NameView zone,
                         const Record& record) {
    std::string text = tail.torn ? "\n" : "";
    text += to_line(record, zone, tail.next_number);
    return file.append(text + '\n');
}

template <class Record>
void remark_on(const Tail<Record>& tail, const char* file, Recorded& recorded) {
    if (tail.torn && tail.behind != 0)
        recorded.remarks.push_back(std::string("the last line of ") + file +
                                   " was not written to its end: what it recorded is lost");
    else if (tail.behind != 0)
        recorded.remarks.push_back(std::string("the last line of ") + file + " cannot be read");
}

Result<bool> add_version(const std::string& folder, NameView zone, const Version& version,
                         Recorded& recorded) {
    auto file = AppendFile::open(folder, manifest_file);
    if (!file) return file.error();
    const auto text = file->read();
    if (!text) return text.error();
    auto its = zone_in<Version>(*text, read_version);
    if (!its) {
        const auto ds = read_history_file(folder + '/' + ds_file);
        if (!ds) return ds.error();
        its = zone_in<DsVersion>(*ds, read_ds);
    }
    if (its && !(its->view() == zone)) return of_another_zone(folder, *its, zone);
    const auto tail = read_tail<Version>(*text, zone, read_version);
    remark_on(tail, manifest_file, recorded);
    if (tail.last) {
        const Version& last = *tail.last;
        if (tail.behind == 0 && same(last, version)) return true;
        if (version.published_at < last.published_at)
            recorded.remarks.push_back("published before the version that was recorded last (" +
                                       to_iso8601(last.published_at) + ")");
    }
    recorded.version = true;
    return append_line(*file, tail, zone, version);
}

Result<bool> add_ds(const std::string& folder, NameView zone, const DsVersion& ds,
                    Recorded& recorded) {
    auto file = AppendFile::open(folder, ds_file);
    if (!file) return file.error();
    const auto text = file->read();
    if (!text) return text.error();
    const auto tail = read_tail<DsVersion>(*text, zone, read_ds);
    remark_on(tail, ds_file, recorded);
    if (tail.last) {
        const DsVersion& last = *tail.last;
        if (tail.behind == 0 && same_records(last, ds) && last.ttl == ds.ttl) return true;
    }
    recorded.ds = true;
    return append_line(*file, tail, zone, ds);
}

}  // namespace

Result<Recorded> append_history(const std::string& folder, NameView zone, const Version& version,
                                const std::optional<DsVersion>& ds) {
    Recorded recorded;
    if (const auto added = add_version(folder, zone, version, recorded); !added)
        return added.error();
    if (ds)
        if (const auto added = add_ds(folder, zone, *ds, recorded); !added) return added.error();
    return recorded;
}

}  // namespace zoneproof
