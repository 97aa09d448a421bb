// main: reads the clock and the environment, and sees to it that every way out has the right exit
// code.
#include "tools/commands/commands.hpp"
#include "tools/message.hpp"
#include "tools/options/options.hpp"
#include "tools/output.hpp"
#include "tools/version.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <new>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace zoneproof {
namespace {

constexpr int exit_not_proven = 4, exit_internal = 70;

int internal_error(const char* what) {
    complain(std::string("internal error: ") + what);
    tell(fmt::format("This is a mistake in zoneproof {}; the zone is not proven. Please report it "
                     "as SECURITY.md says,\n"
                     "with the command line and, where you may, the zone.\n",
                     program_version));
    return exit_internal;
}

/// A descriptor 0, 1 or 2 that is closed would be given to the next file opened: results would go
/// into that file.
void occupy_standard_descriptors() {
    for (int descriptor = 0; descriptor < 3; ++descriptor)
        if (fcntl(descriptor, F_GETFD) == -1) {
            // Opened for reading, so that writing results to it fails, and is reported.
            const int opened = open("/dev/null", O_RDONLY);
            if (opened != -1 && opened != descriptor) dup2(opened, descriptor), close(opened);
        }
}

/// Results that nobody received must not pass for a proof.
int finish(Output& output, int exit) {
    const std::string error = output.flush();
    if (error.empty()) return exit;
    complain("the results could not be written: " + error);
    return exit == 0 ? exit_not_proven : exit;
}

int run_program(int argc, const char* const* argv) {
    const auto parsed = parse_command_line(argc, argv, Timestamp{std::time(nullptr)});
    Output output(STDOUT_FILENO);
    if (const auto* leave = std::get_if<Leave>(&parsed)) {
        if (leave->exit != 0) return tell(leave->text), leave->exit;
        output.write(leave->text);
        return finish(output, 0);
    }
    const int exit = std::visit([&](const auto& command) { return run(command, output); },
                                std::get<Command>(parsed));
    return finish(output, exit);
}

}  // namespace
}  // namespace zoneproof

int main(int argc, char** argv) {
    using namespace zoneproof;
    // Botan 2 takes small integers from a locked pool behind one mutex: without the pool, threads
    // do not wait.
    setenv("BOTAN_MLOCK_POOL_SIZE", "0", 1);
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a write that fails: checked
    occupy_standard_descriptors();
    std::set_terminate([] { std::_Exit(internal_error("terminated")); });
    try {
        return run_program(argc, argv);
    } catch (const std::bad_alloc&) {
        tell("zoneproof: out of memory: the zone is not proven\n");
        return exit_not_proven;
    } catch (const std::exception& error) {
        return internal_error(error.what());
    } catch (...) {
        return internal_error("unknown");
    }
}
