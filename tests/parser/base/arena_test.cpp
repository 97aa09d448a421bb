#include "parser/base/arena.hpp"

#include "tests/catch.hpp"

#include <string>
#include <thread>
#include <vector>

using namespace zoneproof;

namespace {

std::string text(Octets data) {
    return {data.begin(), data.end()};
}

}  // namespace

TEST_CASE("what was stored is found by its handle") {
    Arena arena;
    Arena::Writer writer(arena);
    const Handle plain = writer.store(octets("plain")), sized = writer.store_sized(octets("sized"));
    const Handle empty = writer.store_sized({});
    CHECK(text({arena.at(plain), 5}) == "plain");
    CHECK(text(arena.sized(sized)) == "sized");
    CHECK(arena.sized(empty).empty());
}

TEST_CASE("sized items of one writer are neighbours until a block ends") {
    Arena arena;
    Arena::Writer writer(arena);
    std::size_t neighbours = 0, stored = 0;
    Handle last = writer.store_sized(octets("first"));
    std::size_t length = 5;
    while (arena.size() < 3 * Arena::block_size) {
        const std::string item((stored * 7) % 300, static_cast<char>('a' + stored % 26));
        const Handle next = writer.store_sized(octets(item));
        REQUIRE(text(arena.sized(next)) == item);
        neighbours += next == Arena::next_sized(last, length);
        last = next;
        length = item.size();
        ++stored;
    }
    CHECK(neighbours == stored - 2);  // but where the second and the third block began
}

TEST_CASE("the largest items fit, and each length in between") {
    Arena arena;
    Arena::Writer writer(arena);
    for (const std::size_t length :
         {0u, 1u, 2u, 3u, 4u, 5u, 255u, 65534u, 65535u, 65535u, 65535u, 65535u}) {
        const std::string item(length, 'x');
        CHECK(text(arena.sized(writer.store_sized(octets(item)))) == item);
    }
}

TEST_CASE("handles reach beyond a segment") {
    Arena arena;
    Arena::Writer writer(arena);
    std::vector<Handle> handles;
    std::string item(65535, 'x');
    while (arena.size() <= Arena::segment_size + Arena::block_size) {
        const std::size_t number = handles.size();
        std::memcpy(item.data(), &number, sizeof number);
        handles.push_back(writer.store(octets(item)));
    }
    CHECK(static_cast<std::uint32_t>(handles.back()) >= Arena::segment_size / Arena::unit);
    for (std::size_t i = 0; i < handles.size(); ++i) {
        std::size_t number;
        std::memcpy(&number, arena.at(handles[i]), sizeof number);
        REQUIRE(number == i);
        REQUIRE(arena.at(handles[i])[65534] == 'x');
    }
}

TEST_CASE("the limit is kept to the block") {
    Arena arena(3 * Arena::block_size + Arena::block_size / 2);
    Arena::Writer writer(arena);
    const std::string item(65535, 'x');
    std::size_t stored = 0;
    std::size_t limit = 0;
    try {
        for (;; ++stored) writer.store(octets(item));
    } catch (const ArenaFull& full) {
        limit = full.limit;
    }
    CHECK(stored == 3 * 4);  // 65,536 octets each
    CHECK(limit == 3 * Arena::block_size + Arena::block_size / 2);
    CHECK_THROWS_AS(writer.store(octets(item)), ArenaFull);
}

TEST_CASE("a limit beyond the reach of handles is the reach") {
    CHECK(Arena::reach == std::size_t{16} << 30);
    CHECK(Arena::reach / Arena::unit == std::size_t{1} << 32);
    CHECK(Arena::segment_size % Arena::block_size == 0);
}

TEST_CASE("many threads write one arena, each its own items") {
    Arena arena;
    constexpr unsigned threads = 8, items = 20000;
    std::vector<std::vector<Handle>> handles(threads);
    std::vector<std::thread> running;
    const auto item = [](unsigned thread, unsigned i) {
        std::string text = std::to_string(thread);
        return text.append(1, ':').append(i % 50, 'x').append(std::to_string(i));
    };
    for (unsigned thread = 0; thread < threads; ++thread)
        running.emplace_back([&, thread] {
            Arena::Writer writer(arena);
            for (unsigned i = 0; i < items; ++i)
                handles[thread].push_back(writer.store_sized(octets(item(thread, i))));
        });
    for (std::thread& thread : running) thread.join();
    for (unsigned thread = 0; thread < threads; ++thread)
        for (unsigned i = 0; i < items; ++i)
            REQUIRE(text(arena.sized(handles[thread][i])) == item(thread, i));
}
