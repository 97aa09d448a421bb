#include "parser/base/inflate.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <new>
#include <vector>

namespace zoneproof {
namespace {

struct Step {
    std::size_t taken = 0, given = 0;
    const char* fault = nullptr;
};

/// Feeds a decoder, which knows whether the data may end where they stand.
template <class Decoder>
class Inflated final : public Stream {
public:
    explicit Inflated(std::unique_ptr<Stream> file)
        : file_(std::move(file)), buffer_(std::size_t{256} << 10) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        for (;;) {
            // First without new input: the decoder may hold back text for which there was no room.
            const Step step = decoder_.step(waiting_, to, room);
            waiting_.remove_prefix(step.taken);
            if (step.fault != nullptr)
                return unreadable(std::string("its ") + Decoder::name +
                                  " data are damaged: " + step.fault);
            if (step.given != 0) return step.given;
            if (step.taken != 0) continue;

            const Result<std::size_t> got = file_->read(buffer_.data(), buffer_.size());
            if (!got) return got.error();
            if (*got == 0 && decoder_.complete()) return std::size_t{0};
            if (*got == 0)
                return unreadable(std::string("its ") + Decoder::name + " data end early");
            waiting_ = {buffer_.data(), *got};
        }
    }

    Result<bool> rewind() override {
        decoder_.restart();
        waiting_ = {};
        return file_->rewind();
    }

private:
    std::unique_ptr<Stream> file_;
    std::vector<char> buffer_;
    std::string_view waiting_;
    Decoder decoder_;
};

class Gzip {
public:
    static constexpr const char* name = "gzip";
    static constexpr std::string_view magic = "\x1F\x8B";

    Gzip() {
        constexpr int largest_window = 15, with_gzip_header = 16;
        if (inflateInit2(&stream_, largest_window + with_gzip_header) != Z_OK)
            throw std::bad_alloc();
    }
    ~Gzip() { inflateEnd(&stream_); }
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;

    bool complete() const { return complete_; }

    void restart() {
        inflateReset(&stream_);
        complete_ = padding_ = false;
    }

    Step step(std::string_view input, char* to, std::size_t room) {
        if (complete_) {
            if (input.empty()) return {};
            // Files from tapes and block devices are filled up with zeros behind the last member.
            padding_ = padding_ || input.front() == '\0';
            const std::size_t zeros =
                padding_ ? std::min(input.find_first_not_of('\0'), input.size()) : 0;
            if (zeros != 0) return {.taken = zeros};
            if (padding_ || input.front() != magic.front()) return {.fault = "other data follow"};
            restart();
        }
        constexpr std::size_t most = std::numeric_limits<uInt>::max();
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
        stream_.avail_in = static_cast<uInt>(input.size());
        stream_.next_out = reinterpret_cast<Bytef*>(to);
        const auto offered = static_cast<uInt>(std::min(room, most));
        stream_.avail_out = offered;
        const int status = inflate(&stream_, Z_NO_FLUSH);
        complete_ = status == Z_STREAM_END;
        Step step{.taken = input.size() - stream_.avail_in, .given = offered - stream_.avail_out};
        if (!complete_ && status != Z_OK && status != Z_BUF_ERROR)
            step.fault = stream_.msg != nullptr ? stream_.msg : zError(status);
        return step;
    }

private:
    z_stream stream_{};
    bool complete_ = false;  // at the end of a member
    bool padding_ = false;
};

class Zstandard {
public:
    static constexpr const char* name = "zstd";
    static constexpr std::string_view magic = "\x28\xB5\x2F\xFD";

    Zstandard() : context_(ZSTD_createDCtx()) {
        if (context_ == nullptr) throw std::bad_alloc();
        // The largest window "zstd -d" accepts unasked: 128 MiB.
        ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, 27);
    }
    ~Zstandard() { ZSTD_freeDCtx(context_); }
    Zstandard(const Zstandard&) = delete;
    Zstandard& operator=(const Zstandard&) = delete;

    bool complete() const { return complete_; }

    void restart() {
        ZSTD_DCtx_reset(context_, ZSTD_reset_session_only);
        complete_ = false;
    }

    Step step(std::string_view input, char* to, std::size_t room) {
        if (complete_ && input.empty()) return {};  // to go on would begin a frame
        ZSTD_inBuffer in{input.data(), input.size(), 0};
        ZSTD_outBuffer out{to, room, 0};
        const std::size_t left = ZSTD_decompressStream(context_, &out, &in);
        complete_ = left == 0;
        return {.taken = in.pos,
                .given = out.pos,
                .fault = ZSTD_isError(left) != 0 ? ZSTD_getErrorName(left) : nullptr};
    }

private:
    ZSTD_DCtx* context_;
    bool complete_ = false;  // at the end of a frame
};

/// "Skippable frames ... Magic_Number 0x184D2A5?": a file may begin with one (RFC 8878 3.1.2).
bool is_skippable_frame(std::string_view head) {
    return head.size() == 4 && (head[0] & 0xF0) == 0x50 && head.substr(1) == "\x2A\x4D\x18";
}

}  // namespace

std::unique_ptr<Stream> inflated(std::unique_ptr<Stream> file, std::string_view head) {
    if (head.starts_with(Gzip::magic)) return std::make_unique<Inflated<Gzip>>(std::move(file));
    if (head.starts_with(Zstandard::magic) || is_skippable_frame(head))
        return std::make_unique<Inflated<Zstandard>>(std::move(file));
    return file;
}

}  // namespace zoneproof
