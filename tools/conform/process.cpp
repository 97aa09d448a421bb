// fork, exec, poll, and an end for everything that was started.
#include "tools/conform/process.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace zoneproof::conform {
namespace {

using Clock = std::chrono::steady_clock;

/// Strings as exec wants them; made before fork, since nothing may be allocated after it.
class Strings {
public:
    explicit Strings(std::vector<std::string> values) : values_(std::move(values)) {
        for (std::string& value : values_) pointers_.push_back(value.data());
        pointers_.push_back(nullptr);
    }
    char** data() { return pointers_.data(); }

private:
    std::vector<std::string> values_;
    std::vector<char*> pointers_;
};

std::vector<std::string> environment_with(const std::map<std::string, std::string>& more) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        if (!more.contains(text.substr(0, text.find('=')))) all.push_back(text);
    }
    for (const auto& [name, value] : more) all.push_back(name + "=" + value);
    return all;
}

/// Both ends closed on exec, and when it ends.
struct Pipe {
    int ends[2] = {-1, -1};
    bool open() { return pipe2(ends, O_CLOEXEC) == 0; }
    void close(int end) {
        if (ends[end] != -1) ::close(ends[end]);
        ends[end] = -1;
    }
    ~Pipe() { close(0), close(1); }
};

/// @param files what the child has as descriptors 0, 1 and 2
/// @returns the child, or -1 with errno
pid_t spawn(const std::vector<std::string>& argv, const ProcessOptions& options,
            const int (&files)[3]) {
    Pipe failure;  // the child writes errno into it when exec fails
    if (argv.empty() || !failure.open()) return errno = EINVAL, -1;
    Strings arguments(argv), environment(environment_with(options.environment));
    const char* const directory = options.directory.empty() ? nullptr : options.directory.c_str();

    const pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        signal(SIGPIPE, SIG_DFL);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        bool ready = directory == nullptr || chdir(directory) == 0;
        for (int descriptor = 0; descriptor < 3; ++descriptor)
            ready = ready && dup2(files[descriptor], descriptor) != -1;
        if (ready) execvpe(arguments.data()[0], arguments.data(), environment.data());
        const int error = errno;
        [[maybe_unused]] const auto told = write(failure.ends[1], &error, sizeof error);
        _exit(127);
    }
    if (child == -1) return -1;
    setpgid(child, child);  // also here: the child may not have come to it yet
    failure.close(1);
    int error = 0;
    ssize_t got;
    do got = read(failure.ends[0], &error, sizeof error);
    while (got == -1 && errno == EINTR);
    if (got != static_cast<ssize_t>(sizeof error)) return child;
    waitpid(child, nullptr, 0);
    return errno = error, -1;
}

/// Moves what there is from a pipe to `text`. @returns false at the end of it.
bool drain(int from, std::string& text, std::size_t limit) {
    char buffer[16384];
    const ssize_t got = read(from, buffer, sizeof buffer);
    if (got == -1) return errno == EINTR || errno == EAGAIN;
    if (got == 0) return false;
    // One octet more than the limit tells a flood.
    const std::size_t room = limit + 1 - std::min(limit + 1, text.size());
    text.append(buffer, std::min(room, static_cast<std::size_t>(got)));
    return true;
}

/// A program that ends before it has read all is no reason for us to end: while this lives, writing
/// to it fails without the signal. A signal that was raised meanwhile is taken away.
class PipeSignalHeld {
public:
    PipeSignalHeld() {
        sigemptyset(&held_);
        sigaddset(&held_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &held_, &before_);
    }
    ~PipeSignalHeld() {
        const timespec now{0, 0};
        while (sigtimedwait(&held_, nullptr, &now) == -1 && errno == EINTR) {
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    PipeSignalHeld(const PipeSignalHeld&) = delete;
    PipeSignalHeld& operator=(const PipeSignalHeld&) = delete;

private:
    sigset_t held_, before_;
};

/// Feeds and empties the three pipes until the program closes them, or time or room is out.
Outcome::End converse(Pipe& in, Pipe& out, Pipe& error, const ProcessOptions& options,
                      Clock::time_point deadline, Outcome& outcome) {
    for (const int end : {in.ends[1], out.ends[0], error.ends[0]}) fcntl(end, F_SETFL, O_NONBLOCK);
    const PipeSignalHeld held;
    std::size_t written = 0;
    if (options.input.empty()) in.close(1);
    while (out.ends[0] != -1 || error.ends[0] != -1) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
        if (left.count() <= 0) return Outcome::End::timed_out;
        pollfd ends[] = {
            {in.ends[1], POLLOUT, 0}, {out.ends[0], POLLIN, 0}, {error.ends[0], POLLIN, 0}};
        if (poll(ends, 3, static_cast<int>(left.count())) == -1 && errno != EINTR)
            return Outcome::End::timed_out;
        if (ends[0].revents != 0) {
            const ssize_t put =
                write(in.ends[1], options.input.data() + written, options.input.size() - written);
            if (put > 0) written += static_cast<std::size_t>(put);
            const bool gone = put == -1 && errno != EAGAIN && errno != EINTR;
            if (gone || written == options.input.size()) in.close(1);
        }
        if (ends[1].revents != 0 && !drain(out.ends[0], outcome.out, options.output_limit))
            out.close(0);
        if (ends[2].revents != 0 && !drain(error.ends[0], outcome.error, options.output_limit))
            error.close(0);
        if (outcome.out.size() > options.output_limit) return Outcome::End::flooded;
    }
    return Outcome::End::exited;
}

/// Without taking its exit status away: its number, and that of its group, stay its own until then.
bool ends_before(pid_t child, Clock::time_point deadline) {
    for (;;) {
        siginfo_t info{};
        const int asked =
            waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT);
        if ((asked == 0 && info.si_pid == child) || (asked == -1 && errno != EINTR)) return true;
        if (Clock::now() >= deadline) return false;
        usleep(2000);
    }
}

/// With whatever it started. @returns its status
int end(pid_t child) {
    kill(-child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) == -1 && errno == EINTR) {
    }
    return status;
}

}  // namespace

Outcome run_process(const std::vector<std::string>& argv, const ProcessOptions& options) {
    Outcome outcome;
    const auto began = Clock::now();
    const auto deadline = began + options.timeout;
    Pipe in, out, error;
    pid_t child = -1;
    if (in.open() && out.open() && error.open())
        child = spawn(argv, options, {in.ends[0], out.ends[1], error.ends[1]});
    if (child == -1) return outcome.code = errno, outcome;
    in.close(0), out.close(1), error.close(1);

    outcome.end = converse(in, out, error, options, deadline, outcome);
    // A program may close its output and live on.
    if (outcome.end == Outcome::End::exited && !ends_before(child, deadline))
        outcome.end = Outcome::End::timed_out;
    const int status = end(child);
    if (outcome.end == Outcome::End::exited) {
        outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
        if (!WIFEXITED(status)) outcome.end = Outcome::End::signalled;
    }
    if (outcome.error.size() > options.output_limit) outcome.error.resize(options.output_limit);
    outcome.milliseconds = static_cast<unsigned>(
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began).count());
    return outcome;
}

std::string describe(const Outcome& outcome) {
    switch (outcome.end) {
    case Outcome::End::exited: return fmt::format("exit code {}", outcome.code);
    case Outcome::End::signalled: return fmt::format("killed by signal {}", outcome.code);
    case Outcome::End::timed_out: return "no answer in time";
    case Outcome::End::flooded: return "too much output";
    case Outcome::End::not_started: break;
    }
    return fmt::format("cannot be started: {}", std::strerror(outcome.code));
}

int run_in_foreground(const std::vector<std::string>& argv) {
    Strings arguments(argv);
    const pid_t child = fork();
    if (child == 0) {
        execvp(arguments.data()[0], arguments.data());
        _exit(127);
    }
    int status = 0;
    while (child != -1 && waitpid(child, &status, 0) == -1 && errno == EINTR) {
    }
    return child != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}

Daemon::Daemon(Daemon&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}

Daemon& Daemon::operator=(Daemon&& other) noexcept {
    if (this != &other) stop(), pid_ = std::exchange(other.pid_, -1);
    return *this;
}

Result<Daemon> Daemon::start(const std::vector<std::string>& argv, const ProcessOptions& options,
                             const std::string& log) {
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    Daemon daemon;
    if (nothing != -1 && out != -1) daemon.pid_ = spawn(argv, options, {nothing, out, out});
    const int error = errno;
    if (nothing != -1) close(nothing);
    if (out != -1) close(out);
    if (daemon.pid_ == -1)
        return Error{ErrorCode::unreadable,
                     fmt::format("{}: {}", argv.empty() ? "" : argv[0], std::strerror(error))};
    return daemon;
}

bool Daemon::running() {
    if (pid_ != -1 && ends_before(pid_, Clock::now())) stop();
    return pid_ != -1;
}

void Daemon::stop() {
    if (pid_ == -1) return;
    kill(pid_, SIGTERM);
    ends_before(pid_, Clock::now() + std::chrono::milliseconds(500));
    end(pid_);
    pid_ = -1;
}

}  // namespace zoneproof::conform
