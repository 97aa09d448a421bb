// Files, pipes and compressed data for the tests of Source; all gone when the test ends.
#pragma once

#include "tests/catch.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <thread>

namespace zoneproof {

inline std::string varied_text(std::size_t size) {
    std::mt19937 random(7);
    std::string text;
    while (text.size() < size)
        text += "name" + std::to_string(random()) + ".example. IN A 192.0.2.1\n";
    text.resize(size);
    return text;
}

inline std::string gzipped(const std::string& text) {
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string packed(deflateBound(&stream, text.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// With a checksum; in a stream of unknown length, so that the header states the window.
inline std::string zstandard(const std::string& text, int window_log = 20) {
    ZSTD_CCtx* const context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
    std::string packed(ZSTD_compressBound(text.size()) + 64, '\0');
    ZSTD_inBuffer in{text.data(), text.size(), 0};
    ZSTD_outBuffer out{packed.data(), packed.size(), 0};
    ZSTD_compressStream2(context, &out, &in, ZSTD_e_flush);
    REQUIRE(ZSTD_compressStream2(context, &out, &in, ZSTD_e_end) == 0);
    ZSTD_freeCCtx(context);
    packed.resize(out.pos);
    return packed;
}

inline void write_file(const std::string& path, const std::string& content) {
    std::ofstream(path, std::ios::binary) << content;
}

class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& content) {
        const int file = mkstemp(path_.data());
        REQUIRE(file >= 0);
        close(file);
        write_file(path_, content);
    }
    ~TemporaryFile() {
        if (!kept_) unlink(path_.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::string& path() const { return path_; }
    void append(const std::string& more) const { std::ofstream(path_, std::ios::app) << more; }
    void rewrite(const std::string& content) const {
        std::fstream(path_, std::ios::in | std::ios::out | std::ios::binary) << content;
    }
    /// Leaves the file to the caller.
    std::string keep() { return kept_ = true, path_; }

private:
    std::string path_ = "/tmp/zoneproof-test-XXXXXX";
    bool kept_ = false;
};

class Fifo {
public:
    Fifo() {
        REQUIRE(mkdtemp(folder_.data()) != nullptr);
        REQUIRE(mkfifo(path().c_str(), 0600) == 0);
    }
    ~Fifo() {
        unlink(path().c_str());
        rmdir(folder_.c_str());
    }
    Fifo(const Fifo&) = delete;
    Fifo& operator=(const Fifo&) = delete;

    std::string path() const { return folder_ + "/fifo"; }

private:
    std::string folder_ = "/tmp/zoneproof-test-XXXXXX";
};

/// Standard input, replaced while this lives.
class StandardInput {
public:
    enum Kind { pipe, file };

    StandardInput(const std::string& content, Kind kind, off_t at = 0)
        : file_(content), before_(dup(0)) {
        if (kind == file) {
            replace(open(file_.path().c_str(), O_RDONLY));
            REQUIRE(lseek(0, at, SEEK_SET) == at);
            return;
        }
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        replace(ends[0]);
        REQUIRE(write(ends[1], content.data(), content.size()) ==
                static_cast<ssize_t>(content.size()));
        close(ends[1]);
    }
    ~StandardInput() { replace(before_); }
    StandardInput(const StandardInput&) = delete;
    StandardInput& operator=(const StandardInput&) = delete;

private:
    static void replace(int with) {
        dup2(with, 0);
        close(with);
    }

    TemporaryFile file_;
    int before_;
};

/// An environment variable, set while this lives.
class Environment {
public:
    Environment(const char* name, const char* value) : name_(name) {
        if (const char* const old = getenv(name)) before_ = old;
        setenv(name, value, 1);
    }
    ~Environment() {
        if (before_.empty())
            unsetenv(name_);
        else
            setenv(name_, before_.c_str(), 1);
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    const char* name_;
    std::string before_;
};

}  // namespace zoneproof
