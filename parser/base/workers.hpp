// Workers: data-parallel loops on N threads, a thin face over oneTBB.
//
// A pass is a loop over a range; results land at their index, so no output depends on the number of
// threads. The first exception of a body is rethrown on the caller. `stop` is the one way to end
// early: whoever watches the clock sets it, loops then skip what they have not begun, and the
// caller reports the rest as not tried.
#pragma once

#include "parser/base/handover.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <optional>

namespace zoneproof {

class Workers {
public:
    /// @param count threads, the calling one included; at least 1.
    explicit Workers(unsigned count, const std::atomic<bool>* stop = nullptr)
        : count_(count < 1 ? 1 : count), arena_(static_cast<int>(count_)), stop_(stop) {
        // Otherwise TBB has no more threads than the machine has processors, and says so on
        // standard error.
        using Control = oneapi::tbb::global_control;
        if (count_ > 1) threads_.emplace(Control::max_allowed_parallelism, count_);
    }

    unsigned count() const { return count_; }
    bool stopped() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }

    /// Calls body(begin, end, worker) for disjoint ranges that cover [0, size), each of about
    /// `grain` items; worker < count(), and no two calls with the same worker run at once.
    /// @returns false when `stop` was set and ranges were left out.
    template <class Body>
    bool parallel_for(std::size_t size, std::size_t grain, const Body& body) {
        if (size == 0) return true;
        std::atomic<bool> complete = true;
        const auto run = [&](std::size_t begin, std::size_t end, unsigned worker) {
            if (stopped()) return complete.store(false, std::memory_order_relaxed);
            take_over(&size);
            body(begin, end, worker);
            hand_over(&complete);
        };
        if (count_ == 1) {
            for (std::size_t begin = 0; begin < size; begin += grain)
                run(begin, std::min(size, begin + grain), 0);
            return complete;
        }
        hand_over(&size);
        arena_.execute([&] {
            using Range = oneapi::tbb::blocked_range<std::size_t>;
            oneapi::tbb::parallel_for(
                Range(0, (size + grain - 1) / grain, 1),
                [&](const Range& blocks) {
                    for (std::size_t block = blocks.begin(); block != blocks.end(); ++block)
                        run(block * grain, std::min(size, (block + 1) * grain), current_worker());
                },
                oneapi::tbb::simple_partitioner());
        });
        take_over(&complete);
        return complete;
    }

    /// Sorts with `before` as strict order; ties must be broken by the order itself, the sort is
    /// not stable.
    template <class Iterator, class Before>
    void sort(Iterator begin, Iterator end, const Before& before) {
        if (count_ == 1 || thread_sanitizer)
            std::sort(begin, end, before);
        else
            arena_.execute([&] { oneapi::tbb::parallel_sort(begin, end, before); });
    }

    oneapi::tbb::task_arena& arena() { return arena_; }

private:
    static unsigned current_worker() {
        return static_cast<unsigned>(oneapi::tbb::this_task_arena::current_thread_index());
    }

    unsigned count_;
    std::optional<oneapi::tbb::global_control> threads_;
    oneapi::tbb::task_arena arena_;
    const std::atomic<bool>* stop_;
};

}  // namespace zoneproof
