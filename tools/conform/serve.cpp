// Starting a validating resolver, waiting until it answers, and reading verdicts from its replies
// (RFC 4035 3.2.3, RFC 8914).
#include "tools/conform/serve.hpp"

#include "corpus/message/edns.hpp"
#include "tools/conform/ask.hpp"

#include <fstream>
#include <iterator>
#include <thread>

namespace zoneproof::conform {
namespace {

using Clock = std::chrono::steady_clock;
using Questions = std::vector<const WantedAnswer*>;

std::vector<Cell> none(const Questions& questions, Cell::Got got, const std::string& reason) {
    std::vector<Cell> cells;
    for (const WantedAnswer* question : questions) {
        Cell cell;
        cell.subject = question->subject();
        cell.got = got;
        cell.reason = reason;
        cells.push_back(std::move(cell));
    }
    return cells;
}

/// Any reply will do: a server that answers SERVFAIL is up.
bool becomes_ready(Daemon& daemon, const StartReply& server, Clock::time_point deadline) {
    AskOptions options;
    options.timeout = std::chrono::milliseconds(200);
    while (Clock::now() < deadline && daemon.running()) {
        if (ask(server.address, server.port, *name_from_text("ready.invalid."), RrType::A, options))
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

std::vector<ExtendedError> extended_errors(const corpus::Message& reply) {
    constexpr std::uint16_t ede = 15;  // RFC 8914 2
    std::vector<ExtendedError> errors;
    if (const auto edns = corpus::edns_of(reply))
        for (const corpus::EdnsOption& option : edns->options)
            if (option.code == ede && option.data.size() >= 2)
                errors.emplace_back(load16(option.data.data()),
                                    std::string(option.data.begin() + 2, option.data.end()));
    return errors;
}

/// "bogus = SERVFAIL" while one that does not validate is told something: CD=1 is no safe test,
/// since some fail then as well.
std::string verdict_of(const std::string& rcode, bool ad, const std::string& carried) {
    if (rcode == "SERVFAIL") return carried == "SERVFAIL" ? "indeterminate" : "bogus";
    if (rcode != "NOERROR" && rcode != "NXDOMAIN" && rcode != "YXDOMAIN") return "indeterminate";
    return ad ? "secure" : "insecure";
}

Cell ask_one(const StartReply& server, const WantedAnswer& question, const Carried& carried,
             std::chrono::seconds timeout) {
    Cell cell;
    cell.subject = question.subject();
    const auto name = name_from_text(question.name);
    const auto type = type_from_text(question.type);
    if (!name || !type) return cell.reason = "no question", cell;
    AskOptions options;
    options.timeout = timeout;
    const auto began = Clock::now();
    const auto reply = ask(server.address, server.port, *name, *type, options);
    cell.milliseconds = static_cast<unsigned>(
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began).count());
    cell.got = reply ? Cell::Got::verdict : Cell::Got::timeout;
    if (!reply) return cell.reason = "no answer in time", cell;
    cell.rcode = corpus::rcode_to_text(corpus::rcode_of(*reply));
    cell.has_ad = true;
    cell.ad = (reply->flags & corpus::flag::ad) != 0;
    cell.ede = extended_errors(*reply);
    const auto told = carried.find(cell.subject);
    cell.verdict = verdict_of(cell.rcode, cell.ad, told == carried.end() ? "" : told->second);
    return cell;
}

}  // namespace

std::vector<Cell> serve_and_ask(const Implementation& who, const ResolveRequest& request,
                                const Questions& questions, const Carried& carried,
                                std::chrono::seconds timeout, std::string& log) {
    const Exchange said = exchange(who, to_json(request, "start"), request.dir, timeout);
    log += said.log;
    if (said.end == Exchange::End::skip) return none(questions, Cell::Got::skip, said.text);
    if (said.end == Exchange::End::timeout) return none(questions, Cell::Got::timeout, said.text);
    if (said.end == Exchange::End::error) return none(questions, Cell::Got::error, said.text);
    const auto server = start_reply_from_json(said.text);
    if (!server) return none(questions, Cell::Got::error, server.error().text);

    ProcessOptions options;
    options.environment = server->environment;
    options.directory = request.dir;
    const std::string log_file = request.dir + "/server.log";
    auto daemon = Daemon::start(server->argv, options, log_file);
    if (!daemon) return none(questions, Cell::Got::error, daemon.error().text);
    std::vector<Cell> cells;
    if (!becomes_ready(*daemon, *server, Clock::now() + timeout))
        cells = none(questions, Cell::Got::error,
                     daemon->running() ? "the server does not become ready" : "the server ended");
    else
        for (const WantedAnswer* question : questions)
            cells.push_back(ask_one(*server, *question, carried, timeout));
    daemon->stop();
    std::ifstream file(log_file);
    log.append(std::istreambuf_iterator<char>(file), {});
    return cells;
}

}  // namespace zoneproof::conform
