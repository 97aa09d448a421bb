// Deadline: sets a flag when its time has come. Workers watch the flag, and what they left out is
// reported.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>

namespace zoneproof {

class Deadline {
public:
    explicit Deadline(std::optional<std::int64_t> seconds) {
        // None left is no race with a thread: nothing is begun.
        if (seconds && *seconds <= 0)
            passed_ = true;
        else if (seconds)
            watch_ = std::thread([this, span = std::chrono::seconds(*seconds)] { wait(span); });
    }
    ~Deadline() {
        {
            const std::lock_guard lock(mutex_);
            over_ = true;
        }
        woken_.notify_one();
        if (watch_.joinable()) watch_.join();
    }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

    const std::atomic<bool>* flag() const { return &passed_; }
    bool passed() const { return passed_.load(std::memory_order_relaxed); }

private:
    void wait(std::chrono::seconds span) {
        std::unique_lock lock(mutex_);
        if (!woken_.wait_for(lock, span, [this] { return over_; }))
            passed_.store(true, std::memory_order_relaxed);
    }

    std::atomic<bool> passed_ = false;
    bool over_ = false;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::thread watch_;
};

}  // namespace zoneproof
