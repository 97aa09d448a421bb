#include "parser/base/source.hpp"

#include "tests/catch.hpp"
#include "tests/parser/base/temporary.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <thread>

using namespace zoneproof;

namespace {

/// All text, or "error: " and the reason.
std::string read_all(Source& source, std::size_t block_size = 1000) {
    std::string text;
    for (;;) {
        Block block(block_size);
        const Result<std::size_t> got = source.read(block);
        if (!got) return "error: " + got.error().text;
        REQUIRE(*got == block.size());
        text += block.text();
        if (*got < block_size) return text;
    }
}

std::string read_all(const std::string& path, const Source::Options& options = {}) {
    Result<Source> source = Source::open(path, options);
    if (!source) return "error: " + source.error().text;
    return read_all(*source);
}

void let_the_clock_tick() {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

}  // namespace

TEST_CASE("a block is surrounded by newlines") {
    Block block(10);
    CHECK(std::string(block.data() - Block::padding, 2 * Block::padding) ==
          std::string(2 * Block::padding, '\n'));
    std::memcpy(block.data(), "0123456789", 10);
    block.resize(10);
    CHECK(block.text() == "0123456789");
    CHECK(std::string(block.data() + 10, Block::padding) == std::string(Block::padding, '\n'));
    block.resize(3);
    CHECK(std::string(block.data() + 3, Block::padding) == std::string(Block::padding, '\n'));
}

TEST_CASE("a plain file is read as it is, whatever the size of the blocks") {
    const std::string text = varied_text(5000);
    const TemporaryFile file(text);
    for (const std::size_t block : {1u, 3u, 64u, 4999u, 5000u, 5001u, 100000u}) {
        Result<Source> source = Source::open(file.path(), {});
        REQUIRE(source);
        CAPTURE(block);
        CHECK(read_all(*source, block) == text);
        CHECK(source->octets_read() == text.size());
        CHECK(source->octets_consumed() == text.size());
        CHECK(source->octets_expected() == text.size());
        CHECK(source->name() == file.path());
    }
}

TEST_CASE("reading appends to what a block holds already") {
    Source source = Source::from_text("defghi");
    Block block(6);
    std::memcpy(block.data(), "abc", 3);
    block.resize(3);
    CHECK(*source.read(block) == 3);
    CHECK(block.text() == "abcdef");
}

TEST_CASE("text from memory is read like a file") {
    Source source = Source::from_text("some text", "a test");
    CHECK(source.name() == "a test");
    CHECK(read_all(source, 4) == "some text");
    Block more(4);
    CHECK(*source.read(more) == 0);
    CHECK(source.octets_expected() == 9);
    CHECK(source.octets_consumed() == 9);
}

TEST_CASE("files shorter than a magic number are plain") {
    for (const char* text : {"", "\x1F", "a", "\x28\xB5\x2F"})
        CHECK(read_all(TemporaryFile(text).path()) == text);
}

TEST_CASE("what cannot be opened is an error with path and reason") {
    CHECK(read_all("/nonexistent/zone") == "error: /nonexistent/zone: No such file or directory");
    CHECK(read_all("/") == "error: /: Is a directory");
    const Result<Source> missing = Source::open("", {});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::unreadable);
}

TEST_CASE("a device without end stops at the limit") {
    CHECK(read_all("/dev/zero", {.max_octets = 100000}) ==
          "error: /dev/zero: it is larger than the limit of 100000 octets");
    CHECK(read_all("/dev/null") == "");
}

TEST_CASE("the limit itself may be reached") {
    const TemporaryFile file(varied_text(5000));
    CHECK(read_all(file.path(), {.max_octets = 5000}) == varied_text(5000));
    CHECK(read_all(file.path(), {.max_octets = 4999})
              .starts_with("error: " + file.path() + ": it is larger"));
}

TEST_CASE("a file that changes while it is read is refused") {
    const TemporaryFile file(varied_text(5000));
    Result<Source> source = Source::open(file.path(), {});
    REQUIRE(source);
    Block block(1000);
    REQUIRE(source->read(block));
    let_the_clock_tick();
    SECTION("appended to") {
        file.append("more");
    }
    SECTION("cut") {
        REQUIRE(truncate(file.path().c_str(), 2000) == 0);
    }
    SECTION("rewritten with the same size") {
        file.rewrite(varied_text(5000));
    }
    SECTION("replaced") {
        std::rename(TemporaryFile("new").keep().c_str(), file.path().c_str());
    }
    CHECK(read_all(*source) == "error: " + file.path() + ": it changed while it was read");
    CHECK(read_all(*source) == "error: " + file.path() + ": it changed while it was read");
}

TEST_CASE("rewinding starts again at the front of the same file only") {
    const TemporaryFile file(varied_text(5000));
    Result<Source> source = Source::open(file.path(), {});
    REQUIRE(source);
    CHECK(read_all(*source) == varied_text(5000));
    REQUIRE(source->rewind());
    CHECK(source->octets_read() == 0);
    CHECK(read_all(*source) == varied_text(5000));
    let_the_clock_tick();
    file.append("more");
    const Result<bool> rewound = source->rewind();
    REQUIRE_FALSE(rewound);
    CHECK(rewound.error().text == file.path() + ": it changed while it was read");
}

TEST_CASE("text from memory can be rewound") {
    Source source = Source::from_text("abc");
    CHECK(read_all(source) == "abc");
    REQUIRE(source.rewind());
    CHECK(read_all(source) == "abc");
}

TEST_CASE("the digest is that of the text, also after rewinding in the middle") {
    // FIPS 180-2, B.1: SHA-256("abc")
    const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const TemporaryFile plain("abc"), gzip(gzipped("abc")), zstd(zstandard("abc"));
    for (const TemporaryFile* file : {&plain, &gzip, &zstd}) {
        Result<Source> source = Source::open(file->path(), {.digest = true});
        REQUIRE(source);
        Block block(2);
        REQUIRE(source->read(block));
        CHECK(source->sha256().empty());
        REQUIRE(source->rewind());
        CHECK(read_all(*source) == "abc");
        CHECK(source->sha256() == abc);
        REQUIRE(source->rewind());
        CHECK(source->sha256() == abc);
    }
    Result<Source> unasked = Source::open(plain.path(), {});
    CHECK(read_all(*unasked) == "abc");
    CHECK(unasked->sha256().empty());
}

TEST_CASE("a pipe is read once and can be rewound") {
    const std::string text = varied_text(300000);
    for (const std::string& content : {text, gzipped(text), zstandard(text)}) {
        const Fifo fifo;
        std::thread writer([&] { write_file(fifo.path(), content); });
        Result<Source> source = Source::open(fifo.path(), {});
        REQUIRE(source);
        Block part(70000);
        REQUIRE(source->read(part));
        REQUIRE(source->rewind());
        CHECK(read_all(*source) == text);
        writer.join();
        REQUIRE(source->rewind());
        CHECK(read_all(*source) == text);
        CHECK(source->octets_expected() == 0);
    }
}

TEST_CASE("without room for a copy a pipe is read all the same, once") {
    const std::string text = varied_text(300000);
    const Fifo fifo;
    const Environment elsewhere("TMPDIR", "/nonexistent");
    std::thread writer([&] { write_file(fifo.path(), text); });
    Result<Source> source = Source::open(fifo.path(), {});
    REQUIRE(source);
    CHECK(read_all(*source) == text);
    writer.join();
    const Result<bool> rewound = source->rewind();
    REQUIRE_FALSE(rewound);
    CHECK(rewound.error().text == fifo.path() + ": it cannot be read twice: no copy could be kept "
                                                "(/nonexistent: No such file or directory)");
}

TEST_CASE("- is standard input, from where it stands") {
    const std::string text = varied_text(20000);
    SECTION("a pipe") {
        const StandardInput input(text, StandardInput::pipe);
        CHECK(read_all("-") == text);
    }
    SECTION("a compressed pipe") {
        const StandardInput input(gzipped(text), StandardInput::pipe);
        CHECK(read_all("-") == text);
    }
    SECTION("a file, its first line already read") {
        const StandardInput input("first\n" + text, StandardInput::file, 6);
        Result<Source> source = Source::open("-", {});
        CHECK(source->octets_expected() == text.size());
        CHECK(read_all(*source) == text);
        REQUIRE(source->rewind());
        CHECK(read_all(*source) == text);
    }
    SECTION("damaged") {
        const StandardInput input(gzipped(text).substr(0, 100), StandardInput::pipe);
        CHECK(read_all("-") == "error: standard input: its gzip data end early");
    }
}
