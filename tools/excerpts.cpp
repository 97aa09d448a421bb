#include "tools/excerpts.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace zoneproof {
namespace {

constexpr std::size_t before = 4096;  // of a line, in front of a place
constexpr std::size_t behind = 4096;
constexpr std::size_t block_octets = std::size_t{1} << 20;

/// Calls `take(part)` for the text of a file, part by part, until it returns false.
template <class Take>
Result<bool> read_again(Source& source, const Take& take) {
    if (auto ready = source.rewind(); !ready) return ready;
    Block block(block_octets);
    while (true) {
        block.resize(0);
        const auto octets = source.read(block);
        if (!octets) return octets.error();
        if (*octets == 0 || !take(block.text())) return true;
    }
}

/// File 0 is open; included files are opened anew.
template <class Take>
Result<bool> read_file(std::size_t file, const std::vector<InputFile>& files, Source& zone,
                       const Take& take) {
    if (file == 0) return read_again(zone, take);
    auto included = Source::open(files[file].path, {});
    if (!included) return included.error();
    return read_again(*included, take);
}

/// Cuts the excerpts of ascending offsets out of a text that passes by.
class Cutter {
public:
    Cutter(std::span<const Place> places, std::map<Place, Excerpt>& found)
        : places_(places), found_(found) {}

    /// @returns whether there is more to look for.
    bool take(std::string_view part) {
        window_ += part;
        while (!places_.empty() &&
               places_.front().offset + behind <= window_start_ + window_.size())
            cut();
        drop();
        return !places_.empty();
    }
    /// The text has ended: what is left stands near its end.
    void finish() {
        while (!places_.empty() && places_.front().offset <= window_start_ + window_.size()) cut();
    }

private:
    void cut() {
        const Place place = places_.front();
        places_ = places_.subspan(1);
        count_lines(place.offset);
        const std::uint64_t from =
            std::max(line_start_, place.offset > before ? place.offset - before : std::uint64_t{0});
        Excerpt excerpt;
        excerpt.line = line_;
        excerpt.at = place.offset - from;
        excerpt.text = entry_text(from - window_start_, excerpt.at);
        excerpt.from_line_start = from == line_start_;
        found_.emplace(place, std::move(excerpt));
    }

    /// The line with the place, all that may belong to its record when a group is open in it.
    std::string entry_text(std::size_t from, std::size_t at) const {
        const std::string_view text = std::string_view(window_).substr(from, at + behind);
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        return std::string(
            text.substr(0, text.substr(0, end).find('(') == text.npos ? end : text.npos));
    }

    void count_lines(std::uint64_t until) {
        const char* const base = window_.data();
        while (counted_ < until) {
            const void* const newline =
                std::memchr(base + (counted_ - window_start_), '\n', until - counted_);
            if (newline == nullptr) break;
            counted_ = window_start_ +
                       static_cast<std::size_t>(static_cast<const char*>(newline) + 1 - base);
            line_start_ = counted_;
            ++line_;
        }
        counted_ = std::max(counted_, until);
    }

    /// Forgets what no place to come can show.
    void drop() {
        const std::uint64_t end = window_start_ + window_.size();
        std::uint64_t keep_from = end > before ? end - before : 0;
        if (!places_.empty() && places_.front().offset < end)
            keep_from = std::min<std::uint64_t>(
                keep_from, places_.front().offset > before ? places_.front().offset - before : 0);
        if (keep_from <= window_start_) return;
        count_lines(keep_from);
        window_.erase(0, keep_from - window_start_);
        window_start_ = keep_from;
    }

    std::span<const Place> places_;
    std::map<Place, Excerpt>& found_;
    std::string window_;
    std::uint64_t window_start_ = 0;  // offset of window_[0]
    std::uint64_t counted_ = 0;       // newlines before this offset are in line_
    std::uint64_t line_ = 1, line_start_ = 0;
};

}  // namespace

Result<Excerpts> Excerpts::read(std::vector<Place> places, const std::vector<InputFile>& files,
                                Source& zone) {
    Excerpts excerpts;
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    for (auto first = places.begin(); first != places.end();) {
        const std::size_t file = first->file;
        const auto last =
            std::find_if(first, places.end(), [&](Place p) { return p.file != file; });
        if (file < files.size()) {
            Cutter cutter({first, last}, excerpts.found_);
            const auto done = read_file(file, files, zone,
                                        [&](std::string_view part) { return cutter.take(part); });
            if (!done) return done.error();
            cutter.finish();
        }
        first = last;
    }
    return excerpts;
}

Result<Excerpts> Excerpts::index_lines(const std::vector<InputFile>& files, Source& zone) {
    Excerpts excerpts;
    excerpts.lines_.resize(files.size());
    for (std::size_t file = 0; file < files.size(); ++file) {
        const auto done = read_file(file, files, zone, [&](std::string_view part) {
            excerpts.lines_[file].append(part);
            return true;
        });
        if (!done) return done.error();
    }
    return excerpts;
}

const Excerpt* Excerpts::find(Place place) const {
    const auto at = found_.find(place);
    return at == found_.end() ? nullptr : &at->second;
}

std::uint64_t Excerpts::line(Place place) const {
    if (const Excerpt* const excerpt = find(place)) return excerpt->line;
    return place.file < lines_.size() ? lines_[place.file].line(place.offset) : 0;
}

}  // namespace zoneproof
