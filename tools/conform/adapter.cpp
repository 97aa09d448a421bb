// Finding adapters and talking to one.
#include "tools/conform/adapter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include <unistd.h>

namespace zoneproof::conform {
namespace {

namespace fs = std::filesystem;

bool is_program(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error) && access(path.c_str(), X_OK) == 0;
}

std::vector<std::string> words_of(const std::string& command) {
    std::istringstream stream(command);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

/// A name stands in file names and reports.
bool is_name(const std::string& name) {
    return !name.empty() && name[0] != '.' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "-_.") == std::string::npos;
}

std::string last_line(const std::string& text) {
    const auto end = text.find_last_not_of("\n\r ");
    if (end == std::string::npos) return {};
    const auto begin = text.rfind('\n', end);
    return text.substr(begin == std::string::npos ? 0 : begin + 1, end - begin);
}

}  // namespace

Result<std::vector<Implementation>> find_adapters(const std::vector<std::string>& wanted,
                                                  const fs::path& folder) {
    std::vector<Implementation> found;
    const auto wrong = [](std::string what) { return Error{ErrorCode::usage, std::move(what)}; };
    for (const std::string& one : wanted) {
        const auto equals = one.find('=');
        const std::string name = one.substr(0, equals);
        if (!is_name(name)) return wrong("--adapter " + one + ": no name of an adapter");
        auto argv = equals == std::string::npos
                        ? std::vector<std::string>{fs::absolute(folder / name).string()}
                        : words_of(one.substr(equals + 1));
        if (argv.empty()) return wrong("--adapter " + one + ": no command");
        if (equals == std::string::npos && !is_program(argv[0]))
            return wrong("--adapter " + one + ": there is no " + argv[0]);
        if (argv[0].find('/') != std::string::npos) argv[0] = fs::absolute(argv[0]).string();
        found.push_back({name, std::move(argv), {}, {}});
    }
    if (!wanted.empty()) return found;

    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (const auto name = entry.path().filename().string();
            is_name(name) && name.find('.') == std::string::npos && is_program(entry.path()))
            found.push_back({name, {fs::absolute(entry.path()).string()}, {}, {}});
    if (found.empty()) return wrong("no adapter in " + folder.string());
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return found;
}

void describe_all(std::vector<Implementation>& all) {
    for (Implementation& one : all) {
        const Exchange said = exchange(one, describe_request(), {}, std::chrono::seconds(30));
        one.description.name = one.name;
        one.absent = said.text;
        if (said.end == Exchange::End::skip) continue;
        one.broken = true;
        if (said.end != Exchange::End::answer) continue;
        auto description = description_from_json(said.text);
        one.absent = description ? "" : "describe: " + description.error().text;
        if (!description) continue;
        one.broken = false;
        one.description = std::move(*description);
        // What it was called on the command line is what reports and the list of divergences say.
        one.description.name = one.name;
    }
}

Exchange exchange(const Implementation& who, const std::string& request,
                  const std::string& directory, std::chrono::seconds timeout) {
    ProcessOptions options;
    options.input = request + "\n";
    options.directory = directory;
    options.timeout = timeout;
    options.environment = {{"LC_ALL", "C.UTF-8"}, {"TZ", "UTC"}, {"PYTHONDONTWRITEBYTECODE", "1"}};
    // The adapter of our own verifier runs the program that asks.
    std::error_code error;
    if (const auto self = fs::read_symlink("/proc/self/exe", error); !error)
        options.environment["ZONEPROOF"] = self.string();
    Outcome outcome = run_process(who.argv, options);
    Exchange said{Exchange::End::error, describe(outcome), std::move(outcome.error),
                  outcome.milliseconds};
    if (outcome.end == Outcome::End::timed_out) said.end = Exchange::End::timeout;
    if (outcome.end != Outcome::End::exited) return said;
    if (outcome.code == skip_exit) {
        said.end = Exchange::End::skip;
        said.text = skip_reason(outcome.out);
    } else if (outcome.code == 0) {
        said.end = Exchange::End::answer;
        said.text = std::move(outcome.out);
    } else if (const auto line = last_line(said.log); !line.empty()) {
        said.text += ": " + line;
    }
    return said;
}

}  // namespace zoneproof::conform
