// What is pending, and a pool of processes that work on it.
#include "tools/conform/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <exception>
#include <fstream>
#include <iterator>
#include <map>

#include <sys/wait.h>
#include <unistd.h>

namespace zoneproof::conform {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// All that an answer depends on, beside the case.
std::string words_for(const Implementation& who, const RunOptions& options) {
    std::string words = to_json(who.description);
    for (const std::string& word : who.argv) words += " " + word;
    // An adapter is a program in a file that may have been edited since.
    words += content_of(who.argv[0]);
    return words + (options.per_query ? " query " : " case ") + options.bind;
}

struct Task {
    const Expectation* about;
    std::vector<const Implementation*> pending;
    std::vector<std::string> keys;
};

std::optional<CaseResult> kept(const fs::path& path, const std::string& key) {
    auto result = case_result_from_json(content_of(path));
    if (!result || result->key != key) return {};
    return std::move(*result);
}

/// A bound on all the time that one case may take: its worker hangs beyond it.
std::chrono::seconds longest(const Task& task, const RunOptions& options) {
    const auto questions = static_cast<long>(task.about->queries.size()) + 1;
    const auto each = options.timeout * (2 * questions + 2);
    return each * static_cast<long>(task.pending.size()) + std::chrono::seconds(60);
}

/// Processes at work, each on one case.
class Pool {
public:
    explicit Pool(const RunOptions& options) : options_(options) {}

    void start(const Task& task) {
        while (at_work_.size() >= std::max(1u, options_.jobs)) wait();
        const pid_t child = fork();
        if (child == 0) {
            setpgid(0, 0);
            // A worker that hangs ends itself.
            alarm(static_cast<unsigned>(longest(task, options_).count()));
            try {
                work_on(*task.about, task.pending, task.keys, options_);
            } catch (const std::exception& error) {
                fmt::print(stderr, "zoneproof: {}: {}\n", task.about->id, error.what());
                _exit(1);
            }
            _exit(0);
        }
        if (child != -1) at_work_.push_back(child);
    }
    /// Until one has ended.
    void wait() {
        int status = 0;
        pid_t ended;
        do ended = waitpid(-1, &status, 0);
        while (ended == -1 && errno == EINTR);
        if (ended == -1) return at_work_.clear();
        if (std::erase(at_work_, ended) > 0 && options_.progress) options_.progress(++done_, all_);
    }
    void finish() {
        while (!at_work_.empty()) wait();
    }
    void expect(std::size_t all) { all_ = all; }

private:
    const RunOptions& options_;
    std::vector<pid_t> at_work_;
    std::size_t done_ = 0, all_ = 0;
};

}  // namespace

fs::path result_path(const RunOptions& options, const Expectation& about,
                     const Implementation& who) {
    return options.out / "results" / who.name / (about.id + ".json");
}

std::vector<CaseResult> run_cases(const std::vector<Expectation>& cases,
                                  const std::vector<Implementation>& all,
                                  const RunOptions& options) {
    std::map<std::string, std::string> words;
    for (const Implementation& who : all) words[who.name] = words_for(who, options);
    const auto key_of = [&](const Expectation& about, const Implementation& who) {
        return digest_of(about, words[who.name]);
    };

    std::vector<Task> tasks;
    for (const Expectation& about : cases) {
        Task task{&about, {}, {}};
        for (const Implementation& who : all) {
            if (!who.absent.empty()) continue;
            const std::string key = key_of(about, who);
            if (kept(result_path(options, about, who), key)) continue;
            task.pending.push_back(&who);
            task.keys.push_back(key);
        }
        if (!task.pending.empty()) tasks.push_back(std::move(task));
    }
    Pool pool(options);
    pool.expect(tasks.size());
    for (const Task& task : tasks) pool.start(task);
    pool.finish();

    std::vector<CaseResult> results;
    for (const Expectation& about : cases)
        for (const Implementation& who : all) {
            if (!who.absent.empty()) {
                const auto got = who.broken ? Cell::Got::error : Cell::Got::skip;
                results.push_back(same_for_all(about, who, got, who.absent));
                continue;
            }
            auto result = kept(result_path(options, about, who), key_of(about, who));
            results.push_back(result ? std::move(*result)
                                     : same_for_all(about, who, Cell::Got::error,
                                                    "the process that worked on it died"));
        }
    return results;
}

CaseResult same_for_all(const Expectation& about, const Implementation& who, Cell::Got got,
                        std::string reason) {
    CaseResult result{who.name, about.id, {}, {}, {}, {}};
    Cell cell;
    cell.got = got;
    cell.reason = std::move(reason);
    // Of one that cannot say what it is, nobody knows what it would be asked.
    const bool unknown = who.description.ops.empty();
    if (unknown || who.description.can("verify-zone")) {
        cell.subject = "zone";
        result.cells.push_back(cell);
    }
    if (!unknown && !who.description.can("verify-zone"))
        for (const WantedAnswer& query : about.queries) {
            cell.subject = query.subject();
            result.cells.push_back(cell);
        }
    return result;
}

bool write_result(const fs::path& path, const CaseResult& result) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    // A file that is there is whole.
    const fs::path unfinished = path.string() + ".part";
    std::ofstream file(unfinished, std::ios::binary);
    file << to_json(result) << std::flush;
    if (!file) return false;
    file.close();
    fs::rename(unfinished, path, error);
    return !error;
}

}  // namespace zoneproof::conform
