// Ops on the text of master files, after all others: what no list of records can say. The first
// file is zone.db; others come to be when something is put there.
#include "corpus/builder/mutations.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

std::string put_of(const Mutation& mutation) {
    std::string text;
    for (unsigned i = 0; i < mutation.repeat; ++i) text += mutation.put;
    return text;
}

std::string edit(std::string& text, const Mutation& mutation) {
    const std::string put = put_of(mutation);
    if (mutation.find.empty()) return text += put, "";
    std::size_t at = text.find(mutation.find);
    if (at == text.npos) return "the text has no '" + mutation.find + "'";
    do {
        text.replace(at, mutation.find.size(), put);
        at = text.find(mutation.find, at + put.size());
    } while (mutation.every && at != text.npos);
    return {};
}

/// `put` stands in for the first of the lines. The other file may be the same: its end, then.
std::string move_lines(std::string& from, std::string& to, const Mutation& mutation) {
    std::string kept, moved;
    for (std::string_view rest = from; !rest.empty();) {
        const std::string_view line =
            rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
        rest.remove_prefix(line.size());
        if (line.starts_with(mutation.find)) {
            if (moved.empty()) kept += put_of(mutation);
            moved += line;
        } else {
            kept += line;
        }
    }
    if (moved.empty()) return "no line of zone.db begins with '" + mutation.find + "'";
    from = kept;
    to += moved;
    return {};
}

}  // namespace

std::string apply_to_text(Texts& files, const Mutation& mutation) {
    if (mutation.op->apply != nullptr) return {};
    std::string& file = files[mutation.file.empty() ? "zone.db" : mutation.file];
    if (mutation.op->name == "text") return edit(file, mutation);
    return move_lines(files["zone.db"], file, mutation);
}

}  // namespace zoneproof::corpus
