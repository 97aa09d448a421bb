#include "parser/base/inflate.hpp"

#include "parser/base/source.hpp"
#include "tests/catch.hpp"
#include "tests/parser/base/temporary.hpp"

using namespace zoneproof;

namespace {

/// The text of a file with this content, or the reason why there is none; read in blocks of `size`.
std::string inflate(const std::string& content, const Source::Options& options = {},
                    std::size_t size = 1000) {
    const TemporaryFile file(content);
    Result<Source> source = Source::open(file.path(), options);
    if (!source) return source.error().text.substr(file.path().size() + 2);
    std::string text;
    for (;;) {
        Block block(size);
        const Result<std::size_t> got = source->read(block);
        if (!got) return got.error().text.substr(file.path().size() + 2);
        text += block.text();
        if (*got < size) return text;
    }
}

/// How much text comes out before the Error; 0 when none follows.
std::uint64_t octets_until_error(const std::string& content, const Source::Options& options) {
    const TemporaryFile file(content);
    Result<Source> source = Source::open(file.path(), options);
    REQUIRE(source);
    Block block(std::size_t{1} << 20);
    for (;;) {
        block.resize(0);
        const Result<std::size_t> got = source->read(block);
        if (!got) return source->octets_read();
        if (*got < block.capacity()) return 0;
    }
}

std::string repeated(const std::string& part, int times) {
    std::string whole;
    for (int i = 0; i < times; ++i) whole += part;
    return whole;
}

/// RFC 8878 3.1.2: magic number and size, little endian, then octets without meaning.
const std::string skippable("\x53\x2A\x4D\x18\x03\x00\x00\x00xyz", 11);

}  // namespace

TEST_CASE("compressed text comes out as it went in, whatever the size of the blocks") {
    for (const std::size_t octets : {0u, 1u, 1000u, 300000u}) {
        const std::string text = varied_text(octets);
        for (const std::size_t block : {7u, 1000u, 1000000u}) {
            CAPTURE(octets, block);
            CHECK(inflate(gzipped(text), {}, block) == text);
            CHECK(inflate(zstandard(text), {}, block) == text);
        }
    }
}

TEST_CASE("members and frames one after the other are one text") {
    const std::string text = varied_text(20000);
    CHECK(inflate(gzipped("a") + gzipped("") + gzipped(text) + gzipped("b")) == "a" + text + "b");
    CHECK(inflate(zstandard("a") + zstandard("") + zstandard(text) + zstandard("b")) ==
          "a" + text + "b");
}

TEST_CASE("skippable frames of Zstandard are skipped, also the first") {
    CHECK(inflate(skippable + zstandard("a") + skippable + zstandard("b") + skippable) == "ab");
    CHECK(inflate(skippable.substr(0, 9)) == "its zstd data end early");
}

TEST_CASE("compressed data cut anywhere are refused") {
    const std::string text = varied_text(100);
    const std::string gzip = gzipped(text), zstd = zstandard(text);
    for (std::size_t size = 4; size < gzip.size(); ++size) {
        CAPTURE(size);
        CHECK(inflate(gzip.substr(0, size)) == "its gzip data end early");
        CHECK(inflate(gzip + gzip.substr(0, size)) == "its gzip data end early");
    }
    for (std::size_t size = 4; size < zstd.size(); ++size) {
        CAPTURE(size);
        CHECK(inflate(zstd.substr(0, size)) == "its zstd data end early");
        CHECK(inflate(zstd + zstd.substr(0, size)) == "its zstd data end early");
    }
}

TEST_CASE("an octet changed in compressed data is noticed or changes nothing") {
    const std::string text = varied_text(100);
    const auto damaged = [&](std::string content, std::size_t at, const std::string& start) {
        content[at] = static_cast<char>(content[at] ^ 0x10);
        const std::string result = inflate(content);
        CAPTURE(at, result);
        CHECK((result == text || result.starts_with(start)));
        return result != text;
    };
    const auto noticed = [&](const std::string& content, const std::string& start) {
        std::size_t count = 0;
        for (std::size_t at = 4; at < content.size(); ++at) count += damaged(content, at, start);
        return count;
    };
    const std::string gzip = gzipped(text), zstd = zstandard(text);
    // Not the time, extra flags, system and a filling bit; not an unused flag and the window size.
    CHECK(noticed(gzip, "its gzip data ") >= gzip.size() - 4 - 7);
    CHECK(noticed(zstd, "its zstd data ") >= zstd.size() - 4 - 2);
}

TEST_CASE("behind a gzip member only zeros or another member may stand") {
    const std::string other = "its gzip data are damaged: other data follow";
    CHECK(inflate(gzipped("a") + std::string(300000, '\0')) == "a");
    CHECK(inflate(gzipped("a") + "b") == other);
    CHECK(inflate(gzipped("a") + std::string(300000, '\0') + "b") == other);
    CHECK(inflate(gzipped("a") + std::string(2, '\0') + gzipped("b")) == other);
    CHECK(inflate(gzipped("a") + "\x1F") == "its gzip data end early");
    CHECK(inflate(gzipped("a") + "\x1Fx") == "its gzip data are damaged: incorrect header check");
}

TEST_CASE("behind a Zstandard frame only another frame may stand") {
    CHECK(inflate(zstandard("a") + "garbage").starts_with("its zstd data are damaged: "));
    CHECK(
        inflate(zstandard("a") + std::string(8, '\0')).starts_with("its zstd data are damaged: "));
}

TEST_CASE("a window above 128 MiB is refused") {
    CHECK(inflate(zstandard("a", 27)) == "a");
    CHECK(inflate(zstandard("a", 28)).starts_with("its zstd data are damaged: "));
}

TEST_CASE("a gigabyte of zeros stops at the limit") {
    const std::string zeros(std::size_t{16} << 20, '\0');
    for (const std::string& bomb : {repeated(gzipped(zeros), 64), repeated(zstandard(zeros), 64)}) {
        REQUIRE(bomb.size() < (std::size_t{4} << 20));
        const std::uint64_t came = octets_until_error(bomb, {.max_octets = 10'000'000});
        CHECK(came > 10'000'000);
        CHECK(came <= 10'000'000 + (std::uint64_t{1} << 20));
    }
}

TEST_CASE("text that grows beyond the ratio stops after 64 MiB") {
    constexpr std::uint64_t mebi = 1 << 20;
    const std::string bomb = zstandard(std::string(100 * mebi, '\0'));
    CHECK(octets_until_error(bomb, {.max_inflation = 1000}) > 64 * mebi);
    CHECK(octets_until_error(bomb, {.max_inflation = 1000}) <= 66 * mebi);
    CHECK(octets_until_error(bomb, {.max_inflation = 1'000'000}) == 0);
    CHECK(octets_until_error(bomb, {.max_inflation = 0}) > 64 * mebi);
    CHECK(octets_until_error(zstandard(std::string(60 * mebi, '\0')), {.max_inflation = 1}) == 0);
}

TEST_CASE("frames without text count against the limit too") {
    CHECK(inflate(repeated(skippable, 100000), {.max_octets = 1'000'000}) ==
          "it is larger than the limit of 1000000 octets");
    CHECK(inflate(repeated(gzipped(""), 100000), {.max_octets = 1'000'000}) ==
          "it is larger than the limit of 1000000 octets");
}
