#include "tools/conform/process.hpp"

#include "tests/catch.hpp"

#include <filesystem>

using namespace zoneproof::conform;
using End = Outcome::End;

namespace {

Outcome shell(const std::string& script, ProcessOptions options = {}) {
    return run_process({"/bin/sh", "-c", script}, options);
}

}  // namespace

TEST_CASE("a program gets its input and its output and errors are kept apart") {
    ProcessOptions options;
    options.input = "question";
    options.environment["WORD"] = "word";
    const Outcome outcome = shell("cat; echo $WORD >&2; exit 3", options);
    CHECK(outcome.end == End::exited);
    CHECK(outcome.code == 3);
    CHECK(outcome.out == "question");
    CHECK(outcome.error == "word\n");
    CHECK(describe(outcome) == "exit code 3");
}

TEST_CASE("a program that does not end is killed with all it started") {
    ProcessOptions options;
    options.timeout = std::chrono::milliseconds(200);
    const Outcome outcome = shell("sleep 60 & sleep 60", options);
    CHECK(outcome.end == End::timed_out);
    CHECK(outcome.milliseconds < 10'000);
}

TEST_CASE("a program that closes its output and lives on is out of time too") {
    ProcessOptions options;
    options.timeout = std::chrono::milliseconds(200);
    CHECK(shell("exec >&- 2>&-; sleep 60", options).end == End::timed_out);
}

TEST_CASE("output beyond the limit is a flood, errors beyond it are cut") {
    ProcessOptions options;
    options.output_limit = 1000;
    CHECK(shell("yes", options).end == End::flooded);
    const Outcome outcome = shell("yes | head -c 5000 >&2", options);
    CHECK(outcome.end == End::exited);
    CHECK(outcome.error.size() == 1000);
}

TEST_CASE("a program that a signal ends, or that is not there, says so") {
    const Outcome outcome = shell("kill -SEGV $$");
    CHECK(outcome.end == End::signalled);
    CHECK(describe(outcome) == "killed by signal 11");
    CHECK(describe(run_process({"/nowhere/program"}, {})) ==
          "cannot be started: No such file or directory");
}

TEST_CASE("a program that does not read its input does no harm") {
    ProcessOptions options;
    options.input = std::string(1 << 20, 'x');
    CHECK(shell("exit 0", options).end == End::exited);
}

TEST_CASE("a daemon runs until it is stopped") {
    auto daemon = Daemon::start({"/bin/sh", "-c", "sleep 60"}, {}, "/dev/null");
    REQUIRE(daemon);
    CHECK(daemon->running());
    daemon->stop();
    CHECK_FALSE(daemon->running());
}
