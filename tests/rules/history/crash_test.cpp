// What is left when a writer dies, or the disk is full, at any octet of a line. A limit on the size
// of files stops the writer within its write: the kernel takes what fits.
#include "tests/rules/history/history_folder.hpp"

#include <csignal>

#include <sys/resource.h>
#include <sys/wait.h>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

constexpr std::int64_t start = 1763769600;

/// Runs `write` in a process of its own in which no file grows beyond `most` octets; a signal ends
/// it there, or the write fails where `ignored`. The exit status, as waitpid() tells it.
template <class Write>
int with_limit(std::size_t most, bool ignored, const Write& write) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const rlimit no_core{0, 0}, limit{most, most};
        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGXFSZ, ignored ? SIG_IGN : SIG_DFL);
        setrlimit(RLIMIT_FSIZE, &limit);
        _exit(write() ? 0 : 1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return status;
}

bool append(const TestFolder& folder, std::uint32_t serial) {
    return append_history(folder.path, example(), some_version(serial, start + serial), {})
        .has_value();
}

const std::string first_line = lines({some_version(1, start + 1)});
const std::size_t second_size =
    to_line(some_version(2, start + 2), example(), 2).size() + 1;  // with its newline

}  // namespace

TEST_CASE("a writer that dies within a line tears that line and no other") {
    for (std::size_t written = 1; written < second_size - 1; written += 101) {
        const TestFolder folder;
        folder.write(first_line);
        const int status =
            with_limit(first_line.size() + written, false, [&] { return append(folder, 2); });
        CAPTURE(written);
        REQUIRE((WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ));
        REQUIRE(folder.read().size() == first_line.size() + written);
        CHECK(folder.read().starts_with(first_line));
        CHECK(faults(folder.history()) == "2 torn-line lost");
        // Whoever was waiting for the lock has it, and loses nothing.
        CHECK((append(folder, 2) && append(folder, 3)));
        CHECK(faults(folder.history()) == "2 damaged-line lost");
        CHECK(folder.history().versions.size() == 3);
    }
}

TEST_CASE("where the disk is full the file is cut back to what it was") {
    for (const std::size_t room : {std::size_t{0}, std::size_t{1}, second_size - 1}) {
        const TestFolder folder;
        folder.write(first_line);
        const int status =
            with_limit(first_line.size() + room, true, [&] { return append(folder, 2); });
        CAPTURE(room);
        CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 1));
        CHECK(folder.read() == first_line);
    }
    const TestFolder folder;
    folder.write(first_line);
    CHECK(with_limit(first_line.size() + second_size, true, [&] { return append(folder, 2); }) ==
          0);
    CHECK((folder.history().versions.size() == 2 && folder.history().faults.empty()));
}

TEST_CASE("a crash between the two files is healed by recording again") {
    const TestFolder folder;
    DsVersion ds;
    ds.observed_at = Timestamp{start};
    ds.records = {{0, 1, 13, 2, 7}};
    const std::string ds_line = to_line(ds, example(), 1) + '\n';
    for (const std::size_t kept : {std::size_t{0}, ds_line.size() / 2}) {
        folder.write(first_line);
        folder.write(ds_line.substr(0, kept), ds_file);
        const auto again = append_history(folder.path, example(), some_version(1, start + 1), ds);
        REQUIRE(again);
        CHECK((!again->version && again->ds));
        CHECK((folder.history().versions.size() == 1 && folder.history().ds.size() == 1));
    }
}
