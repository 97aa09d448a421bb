#include "parser/base/workers.hpp"

#include "tests/catch.hpp"

#include <numeric>
#include <random>
#include <stdexcept>
#include <vector>

using namespace zoneproof;

TEST_CASE("a loop covers every item once, for any number of workers and any grain") {
    for (const unsigned count : {0u, 1u, 2u, 4u})
        for (const std::size_t size : {0u, 1u, 7u, 1000u})
            for (const std::size_t grain : {1u, 3u, 7u, 5000u}) {
                Workers workers(count);
                std::vector<std::atomic<int>> visits(size);
                const bool complete =
                    workers.parallel_for(size, grain, [&](auto begin, auto end, unsigned) {
                        for (std::size_t i = begin; i < end; ++i) ++visits[i];
                    });
                CAPTURE(count, size, grain);
                CHECK(complete);
                CHECK(std::all_of(visits.begin(), visits.end(),
                                  [](const auto& n) { return n == 1; }));
            }
}

TEST_CASE("ranges start at multiples of the grain and are no longer") {
    Workers workers(3);
    std::atomic<bool> good = true;
    workers.parallel_for(1000, 64, [&](std::size_t begin, std::size_t end, unsigned) {
        if (begin % 64 != 0 || end <= begin || end - begin > 64) good = false;
    });
    CHECK(good);
}

TEST_CASE("a worker has a number below count and does one thing at a time") {
    Workers workers(4);
    std::vector<std::atomic<int>> busy(workers.count());
    std::atomic<bool> good = true;
    workers.parallel_for(2000, 1, [&](std::size_t, std::size_t, unsigned worker) {
        if (worker >= busy.size() || busy[worker]++ != 0)
            good = false;
        else
            --busy[worker];
    });
    CHECK(good);
}

TEST_CASE("there is always at least one worker") {
    CHECK(Workers(0).count() == 1);
}

TEST_CASE("an exception of a body reaches the caller") {
    for (const unsigned count : {1u, 4u}) {
        Workers workers(count);
        const auto fail_at_500 = [](std::size_t begin, std::size_t, unsigned) {
            if (begin == 500) throw std::runtime_error("at 500");
        };
        CHECK_THROWS_AS(workers.parallel_for(1000, 1, fail_at_500), std::runtime_error);
        CHECK(workers.parallel_for(10, 1, [](std::size_t, std::size_t, unsigned) {}));
    }
}

TEST_CASE("after stop nothing more is begun and the loop says so") {
    for (const unsigned count : {1u, 4u}) {
        std::atomic<bool> stop = false;
        Workers workers(count, &stop);
        std::atomic<unsigned> visited = 0;
        const bool complete =
            workers.parallel_for(100000, 1, [&](std::size_t begin, std::size_t, unsigned) {
                ++visited;
                if (begin == 10) stop = true;
            });
        CHECK_FALSE(complete);
        CHECK(workers.stopped());
        CHECK(visited < 100000);
        CHECK_FALSE(
            workers.parallel_for(5, 1, [&](std::size_t, std::size_t, unsigned) { FAIL(); }));
    }
}

TEST_CASE("sorting gives the same order for any number of workers") {
    std::mt19937 random(3);
    std::vector<unsigned> expected(100000);
    std::iota(expected.begin(), expected.end(), 0u);
    for (const unsigned count : {1u, 4u}) {
        std::vector<unsigned> values = expected;
        std::shuffle(values.begin(), values.end(), random);
        Workers(count).sort(values.begin(), values.end(), std::less<>());
        CHECK(values == expected);
    }
}
