// Excerpts: lines, columns and text of the places that are shown, from one later pass over the
// input in file order.
//
// A Place is eight octets and says nothing of lines. Text is not kept while a zone is loaded;
// whoever shows a finding reads the file once more (standard input kept a copy).
#pragma once

#include "parser/base/place.hpp"
#include "parser/base/result.hpp"
#include "parser/base/source.hpp"
#include "parser/zone/load.hpp"
#include "tools/line_index.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace zoneproof {

struct Excerpt {
    std::uint64_t line = 0;  // from 1
    /// From the start of the line, or a little before the place, to the end of the line, or some
    /// way behind it when the record goes on there.
    std::string text;
    std::size_t at = 0;  // the place, as an offset into `text`
    bool from_line_start = true;
};

class Excerpts {
public:
    Excerpts() = default;
    /// Reads `zone`, which is file 0, and the included files as far as the last of the places.
    static Result<Excerpts> read(std::vector<Place> places, const std::vector<InputFile>& files,
                                 Source& zone);
    /// No text, but the line of every place: for outputs that show millions of places in another
    /// order.
    static Result<Excerpts> index_lines(const std::vector<InputFile>& files, Source& zone);

    const Excerpt* find(Place) const;
    /// 0 when the place is not known here.
    std::uint64_t line(Place) const;

private:
    std::map<Place, Excerpt> found_;
    std::vector<LineIndex> lines_;  // by file
};

}  // namespace zoneproof
