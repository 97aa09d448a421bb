#include "tools/progress.hpp"

#include "parser/base/time.hpp"
#include "tools/render/words.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstring>

#include <unistd.h>

namespace zoneproof {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto patience = 1s;
constexpr auto interval = 200ms;

double seconds_since(Clock::time_point then) {
    return std::chrono::duration<double>(Clock::now() - then).count();
}

/// Reading counts octets, every other pass counts things.
bool counts_octets(const char* pass) {
    return std::strcmp(pass, "read") == 0 || std::strcmp(pass, "load") == 0;
}

}  // namespace

std::string progress_line(const char* pass, std::uint64_t done, std::uint64_t total,
                          double seconds) {
    std::string text = pass;
    if (total != 0) text += fmt::format("  {} %", 100 * std::min(done, total) / total);
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    if (rate <= 0) return text;
    text += counts_octets(pass)
                ? fmt::format("  {:.0f} MB/s", rate / 1e6)
                : fmt::format("  {} a second", grouped(static_cast<std::uint64_t>(rate)));
    if (total > done)
        text += fmt::format(
            ", {} left",
            to_words(static_cast<std::int64_t>(static_cast<double>(total - done) / rate) + 1));
    return text;
}

ProgressLine::ProgressLine(const Progress& progress, bool shown) : progress_(progress) {
    if (shown) drawer_ = std::thread([this] { draw_until_ended(); });
}

ProgressLine::~ProgressLine() {
    end();
}

void ProgressLine::end() {
    if (!drawer_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    woken_.notify_one();
    drawer_.join();
}

void ProgressLine::draw_until_ended() {
    const auto put = [](const std::string& text) {
        [[maybe_unused]] const auto written = write(STDERR_FILENO, text.data(), text.size());
    };
    bool drawn = false;
    const char* pass = nullptr;
    auto pass_began = Clock::now();
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, patience, [this] { return over_; });
    while (!over_) {
        if (const char* const current = progress_.pass.load(); current != pass) {
            // The first pass seen began with the run.
            if (pass != nullptr)
                pass_began = Clock::now();
            else
                pass_began -= patience;
            pass = current;
        }
        if (pass != nullptr) {
            put("\r\x1b[K" + progress_line(pass, progress_.done.load(), progress_.total.load(),
                                           seconds_since(pass_began)));
            drawn = true;
        }
        woken_.wait_for(lock, interval, [this] { return over_; });
    }
    if (drawn) put("\r\x1b[K");
}

}  // namespace zoneproof
