// Reading wire/ and looking answers up.
#include "tools/conform/wire_answers.hpp"

#include "tools/conform/members.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace zoneproof::conform {
namespace {

constexpr std::size_t largest_file = std::size_t{16} << 20;

std::optional<std::string> content_of(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > largest_file) return {};
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) return {};
    return text;
}

/// A file beside the index; a name that leads elsewhere is refused.
bool is_plain(const std::string& name) {
    return !name.empty() && name.find('/') == std::string::npos && name[0] != '.';
}

struct Entry {
    std::string server, file;
    Name name;
    RrType type{};
    bool referral = false;
};

Entry entry_from(const Json& json, const std::string& where, std::string& problem) {
    Members members(json, where, problem);
    Entry entry{members.text("server", true), members.text("file", true), {}, {}, false};
    entry.referral = members.text("role") == "referral";
    const std::string question = members.text("q", true);
    const auto blank = question.rfind(' ');
    const auto name = name_from_text(question.substr(0, blank));
    const auto type =
        blank == std::string::npos ? std::nullopt : type_from_text(question.substr(blank + 1));
    if (!name || !type)
        members.complain("q", "not a name, a blank and a type");
    else
        entry.name = *name, entry.type = *type;
    if (!is_plain(entry.file)) members.complain("file", "no file beside the index");
    return entry;
}

std::string folded(NameView name) {
    std::string text;
    for (const std::uint8_t octet : name.wire()) text.push_back(static_cast<char>(fold(octet)));
    return text;
}

}  // namespace

Result<WireAnswers> WireAnswers::read(const std::filesystem::path& folder) {
    const auto wrong = [&](const std::string& what) {
        return Error{ErrorCode::unreadable, (folder / "index.json").string() + ": " + what};
    };
    const auto text = content_of(folder / "index.json");
    if (!text) return wrong("cannot be read");
    const Json index = Json::parse(*text, nullptr, false);
    if (!index.is_array()) return wrong("no JSON list");

    WireAnswers answers;
    std::string problem;
    for (std::size_t i = 0; i < index.size() && problem.empty(); ++i) {
        const Entry entry = entry_from(index[i], "/" + std::to_string(i), problem);
        if (!problem.empty()) break;
        const auto message = content_of(folder / entry.file);
        if (!message || message->size() > 0xffff) {
            problem = entry.file + " cannot be read";
            break;
        }
        answers.add(entry.server, entry.name, entry.type, Bytes(message->begin(), message->end()),
                    entry.referral);
    }
    if (!problem.empty()) return wrong(problem);
    return answers;
}

WireAnswers::Key WireAnswers::key(const std::string& server, NameView name, RrType type) {
    return {server, folded(name), number(type)};
}

void WireAnswers::add(const std::string& server, NameView name, RrType type, Bytes message,
                      bool referral) {
    stored_.insert_or_assign(key(server, name, type), Stored{std::move(message), referral});
}

std::vector<std::string> WireAnswers::servers() const {
    std::set<std::string> all;
    for (const auto& [key, stored] : stored_) all.insert(std::get<0>(key));
    return {all.begin(), all.end()};
}

WireAnswers::Found WireAnswers::find(const std::string& server, NameView name, RrType type) const {
    if (const auto exact = stored_.find(key(server, name, type)); exact != stored_.end())
        return {&exact->second.message, false};
    // "the DS RR appears only on the upper (parental) side of a delegation": RFC 4035 3.1.4.1.
    bool at_cut = type != RrType::DS;
    for (NameView above = name;; above = above.parent()) {
        const auto found = stored_.lower_bound(key(server, above, RrType{0}));
        for (auto at = found; at != stored_.end() && at_cut; ++at) {
            if (std::get<0>(at->first) != server || std::get<1>(at->first) != folded(above)) break;
            if (at->second.referral) return {&at->second.message, true};
        }
        at_cut = true;
        if (above.is_root()) return {};
    }
}

}  // namespace zoneproof::conform
