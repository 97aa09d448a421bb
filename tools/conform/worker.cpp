// One case: its network, its name servers, the check that they say what they should, then every
// implementation in turn.
#include "tools/conform/ask.hpp"
#include "tools/conform/carrier.hpp"
#include "tools/conform/namespace.hpp"
#include "tools/conform/responder.hpp"
#include "tools/conform/run.hpp"
#include "tools/conform/serve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <stdexcept>

#include <unistd.h>

namespace zoneproof::conform {
namespace {

namespace fs = std::filesystem;

/// A folder that is empty at the start and gone at the end.
class ScratchFolder {
public:
    explicit ScratchFolder(fs::path path) : path_(std::move(path)) {
        remove();
        std::error_code error;
        fs::create_directories(path_, error);
    }
    ~ScratchFolder() { remove(); }
    const fs::path& path() const { return path_; }

private:
    void remove() {
        std::error_code error;
        fs::remove_all(path_, error);
    }
    fs::path path_;
};

Cell from_exchange(const Exchange& said, const std::string& subject) {
    Cell cell;
    cell.subject = subject;
    cell.got = said.end == Exchange::End::skip      ? Cell::Got::skip
               : said.end == Exchange::End::timeout ? Cell::Got::timeout
                                                    : Cell::Got::error;
    cell.reason = said.text;
    cell.milliseconds = said.milliseconds;
    return cell;
}

std::string existing(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error) ? path.string() : std::string();
}

bool needs_network(const Implementation& who) {
    return who.description.can("resolve") || who.description.can("start");
}

/// Whether it can be asked about this case at all; empty: it can.
std::string obstacle(const Implementation& who, const Expectation& about,
                     const RunOptions& options) {
    if (who.description.clock == "none") return "its clock cannot be set";
    if (who.description.clock == "shim" && options.shim.empty()) return "there is no clock shim";
    const auto& known = who.description.algorithms;
    for (const unsigned algorithm : about.algorithms)
        if (!known.empty() && std::find(known.begin(), known.end(), algorithm) == known.end())
            return fmt::format("algorithm {} is not supported", algorithm);
    return {};
}

Cell verify_zone(const Implementation& who, const Expectation& about, const RunOptions& options,
                 const fs::path& scratch, std::string& log) {
    VerifyRequest request;
    request.zone = (about.folder / "zone.db").string();
    request.origin = about.origin;
    request.anchors = existing(about.folder / "anchors.ds");
    request.ds = existing(about.folder / "parent.ds");
    request.time = about.time;
    request.shim = options.shim;
    request.dir = scratch.string();
    request.timeout = static_cast<unsigned>(options.timeout.count());
    const Exchange said = exchange(who, to_json(request), scratch.string(), options.timeout);
    log += said.log;
    Cell cell = from_exchange(said, "zone");
    if (said.end != Exchange::End::answer) return cell;
    auto reply = verify_reply_from_json(said.text);
    cell.reason = reply ? "" : reply.error().text;
    if (!reply) return cell;
    cell.got = Cell::Got::verdict;
    cell.verdict = reply->verdict;
    cell.findings = std::move(reply->findings);
    cell.exit = reply->exit;
    for (const std::string& line : reply->messages) cell.text += line + "\n";
    return cell;
}

/// The questions of a case that are asked of one process.
using Questions = std::vector<const WantedAnswer*>;

Cell from_answer(const Answer& answer) {
    Cell cell;
    cell.got = answer.skip.empty() ? Cell::Got::verdict : Cell::Got::skip;
    cell.reason = answer.skip;
    cell.verdict = answer.verdict;
    cell.rcode = answer.rcode;
    cell.has_ad = answer.has_ad;
    cell.ad = answer.ad;
    cell.ede = answer.ede;
    cell.milliseconds = answer.milliseconds;
    cell.text = answer.text;
    return cell;
}

std::vector<Cell> resolve(const Implementation& who, const ResolveRequest& request,
                          const Questions& questions, std::chrono::seconds timeout,
                          std::string& log) {
    const Exchange said = exchange(who, to_json(request, "resolve"), request.dir, timeout);
    log += said.log;
    auto reply = said.end == Exchange::End::answer
                     ? resolve_reply_from_json(said.text)
                     : Result<ResolveReply>(Error{ErrorCode::unreadable, said.text});
    std::vector<Cell> cells;
    for (const WantedAnswer* question : questions) {
        Cell cell = from_exchange(said, question->subject());
        cell.reason = reply ? "no answer to this question" : reply.error().text;
        if (reply)
            for (const Answer& answer : reply->answers)
                if (answer.query.name == question->name && answer.query.type == question->type)
                    cell = from_answer(answer);
        cell.subject = question->subject();
        cells.push_back(std::move(cell));
    }
    return cells;
}

class Worker {
public:
    Worker(const Expectation& about, const RunOptions& options)
        : about_(about), options_(options),
          scratch_(options.out / "scratch" / std::to_string(getpid())) {}

    CaseResult ask(const Implementation& who, std::size_t place) {
        if (const auto why = obstacle(who, about_, options_); !why.empty())
            return same_for_all(about_, who, Cell::Got::skip, why);
        CaseResult result{who.name, about_.id, {}, {}, {}, {}};
        if (who.description.can("verify-zone")) {
            const ScratchFolder folder(scratch_.path() / who.name);
            result.cells.push_back(verify_zone(who, about_, options_, folder.path(), result.log));
        }
        if (!needs_network(who) || about_.queries.empty()) return result;
        if (!network_) network_.emplace(Network::open(about_, options_));
        if (const auto why = network_->obstacle(who); !why.empty()) {
            for (const WantedAnswer& query : about_.queries)
                result.cells.push_back(without_answer(query, Cell::Got::skip, why));
            return result;
        }
        for (const Questions& questions : batches(result)) {
            const ScratchFolder folder(scratch_.path() / who.name);
            const ResolveRequest request =
                network_->request(about_, options_, folder.path(), place, questions);
            const auto patience = options_.timeout * static_cast<long>(questions.size() + 1);
            auto cells = who.description.can("resolve")
                             ? resolve(who, request, questions, patience, result.log)
                             : serve_and_ask(who, request, questions, network_->carried(),
                                             options_.timeout, result.log);
            for (Cell& cell : cells) result.cells.push_back(std::move(cell));
        }
        return result;
    }

    std::vector<std::string> unanswered() {
        return network_ ? network_->unanswered() : std::vector<std::string>();
    }

private:
    static Cell without_answer(const WantedAnswer& query, Cell::Got got, std::string why) {
        Cell cell;
        cell.subject = query.subject();
        cell.got = got;
        cell.reason = std::move(why);
        return cell;
    }

    /// Those whose control failed get their cell at once: the case is broken there, not who is
    /// asked.
    std::vector<Questions> batches(CaseResult& result) {
        Questions sound;
        for (const WantedAnswer& query : about_.queries)
            if (const auto why = network_->broken(query); !why.empty())
                result.cells.push_back(
                    without_answer(query, Cell::Got::error, "broken case: " + why));
            else
                sound.push_back(&query);
        if (sound.empty()) return {};
        if (!options_.per_query) return {sound};
        std::vector<Questions> single;
        for (const WantedAnswer* query : sound) single.push_back({query});
        return single;
    }

    const Expectation& about_;
    const RunOptions& options_;
    ScratchFolder scratch_;
    std::optional<Network> network_;
};

/// The end of it: the beginning is of little use and may be megabytes.
std::string tail(const std::string& log) {
    constexpr std::size_t enough = 4000;
    return log.size() <= enough ? log : log.substr(log.size() - enough);
}

}  // namespace

void work_on(const Expectation& about, const std::vector<const Implementation*>& pending,
             const std::vector<std::string>& keys, const RunOptions& options) {
    Worker worker(about, options);
    for (std::size_t i = 0; i < pending.size(); ++i) {
        CaseResult result = worker.ask(*pending[i], i);
        result.key = keys[i];
        result.log = tail(result.log);
        result.unanswered = worker.unanswered();
        const fs::path path = result_path(options, about, *pending[i]);
        if (!write_result(path, result))
            throw std::runtime_error(path.string() + ": cannot be written");
    }
}

}  // namespace zoneproof::conform
