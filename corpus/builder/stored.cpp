// Lines of JSON: one answer can be read, compared and replaced without the others.
#include "corpus/builder/stored.hpp"

#include "corpus/builder/files.hpp"
#include "parser/field/base64.hpp"
#include "parser/field/encode.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace zoneproof::corpus {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view parents_path = "../../../parents.jsonl";

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// Server and question, as they stand in a line of answers_text().
std::string_view key_of(std::string_view line) {
    return line.substr(0, line.find(R"(,"role":)"));
}

std::string text_member(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Question> question_from(const std::string& text) {
    const std::size_t blank = text.rfind(' ');
    if (blank == text.npos) return {};
    const auto name = name_from_text(text.substr(0, blank));
    const auto type = type_from_text(text.substr(blank + 1));
    if (!name || !type) return {};
    return Question{*name, *type};
}

/// One file; those that are there already have another question or are replaced.
class Reader {
public:
    std::optional<Error> read(const fs::path& file, bool has_parents) {
        const auto text = read_file(file);
        if (!text) return wrong(file, 0, "cannot be read");
        const auto lines = lines_of(*text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Json json = Json::parse(lines[i], nullptr, false);
            if (!json.is_object()) return wrong(file, i + 1, "is no JSON object");
            if (i == 0 && has_parents && json.contains("parents")) {
                if (text_member(json, "parents") != parents_path)
                    return wrong(file, 1, fmt::format("'parents' is not {}", parents_path));
                if (auto error = read(file.parent_path() / parents_path, false)) return error;
                continue;
            }
            if (!take_answer(json))
                return wrong(file, i + 1, "has no server, question and message");
        }
        return {};
    }
    std::vector<StoredAnswer> take() { return std::move(answers_); }

private:
    static Error wrong(const fs::path& file, std::size_t line, std::string_view what) {
        const std::string where = line == 0 ? "" : fmt::format(":{}", line);
        return {ErrorCode::unreadable, fmt::format("{}{}: {}", file.string(), where, what)};
    }

    bool take_answer(const Json& json) {
        const std::string server = text_member(json, "server"), asked = text_member(json, "q");
        const auto question = question_from(asked);
        message_.clear();
        if (!question || server.empty() ||
            !put_base64_token(text_member(json, "message"), message_) || message_.size() == 0)
            return false;
        keep({server, *question, text_member(json, "role"), bytes(message_.octets())},
             server + " " + asked);
        return true;
    }

    void keep(StoredAnswer answer, std::string key) {
        const auto [place, is_new] = places_.emplace(std::move(key), answers_.size());
        if (is_new)
            answers_.push_back(std::move(answer));
        else
            answers_[place->second] = std::move(answer);
    }

    std::vector<StoredAnswer> answers_;
    std::map<std::string, std::size_t> places_;  // by server and question
    Wire message_;
};

}  // namespace

std::string answers_text(const std::vector<WireAnswer>& answers) {
    std::string text;
    for (const WireAnswer& one : answers) {
        const Question& question = one.message.questions[0];
        const Json line = {{"server", one.server},
                           {"q", to_text(question.name.view()) + " " + to_text(question.type)},
                           {"role", one.role},
                           {"message", to_base64(write_message(one.message))}};
        text += line.dump() + "\n";
    }
    return text;
}

Result<std::vector<File>> answers_file(const BuiltCase& built, KeyStore& keys) {
    const auto answers = answers_of(built, keys);
    if (!answers) return answers.error();
    if (answers.value().empty()) return std::vector<File>();
    return std::vector<File>{{"answers.jsonl", answers_text(answers.value())}};
}

Result<std::string> parents_text(KeyStore& keys) {
    const Name child = *name_from_text("a.example.");
    auto zone = make_zone(healthy(*find_base_zone("one-name"), child), keys);
    if (!zone) return zone.error();
    const auto served = hierarchy(*zone, reference_time, keys);
    if (!served) return served.error();
    std::vector<WireAnswer> answers = wire_answers(served.value(), {});
    std::erase_if(answers, [&](const WireAnswer& one) {
        return is_at_or_below(one.message.questions[0].name, child);
    });
    return answers_text(answers);
}

std::string apart_from(std::string_view parents, const std::string& answers) {
    std::set<std::string_view> shared, known;
    for (const std::string_view line : lines_of(parents)) shared.insert(line);
    std::string own = fmt::format("{{\"parents\":\"{}\"}}\n", parents_path);
    for (const std::string_view line : lines_of(answers)) {
        known.insert(key_of(line));
        if (!shared.contains(line)) own += std::string(line) + "\n";
    }
    const bool all_known = std::ranges::all_of(
        shared, [&](std::string_view line) { return known.contains(key_of(line)); });
    return all_known ? own : answers;
}

Result<std::vector<StoredAnswer>> read_answers(const fs::path& folder) {
    Reader reader;
    if (const auto error = reader.read(folder / "answers.jsonl", true)) return *error;
    return reader.take();
}

}  // namespace zoneproof::corpus
