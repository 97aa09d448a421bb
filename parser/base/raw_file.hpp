// RawFile: the octets of a file as they lie on the disk or come through a pipe, and proof that it
// stayed the same while they were read. Private to parser/base.
#pragma once

#include "parser/base/stream.hpp"

#include <sys/stat.h>

#include <cstdint>
#include <string_view>

namespace zoneproof {

class RawFile final : public Stream {
public:
    /// Standard input for "-". Reading ends with an Error after `limit` octets.
    static Result<std::unique_ptr<RawFile>> open(const std::string& path, std::uint64_t limit);
    ~RawFile() override;
    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;

    /// The first octets, up to four, without reading them.
    std::string_view head() const { return head_; }

    /// At the end an Error when the file is not the one that was opened.
    Result<std::size_t> read(char* to, std::size_t room) override;
    Result<bool> rewind() override;

    std::uint64_t position() const { return position_; }
    std::uint64_t size() const;  // 0 when unknown

private:
    RawFile(int file, bool owned, const struct stat& opened, std::uint64_t limit);

    Result<bool> unchanged() const;
    ssize_t receive(char* to, std::size_t room);
    void start_copy();
    void append_to_copy(const char* data, std::size_t size);
    void give_up_copy(const std::string& why);

    int file_;
    bool owned_;
    struct stat opened_;
    std::uint64_t limit_;
    bool seekable_;
    std::uint64_t base_ = 0;      // where standard input stood when we came
    std::uint64_t position_ = 0;  // of the next octet
    std::string head_;

    // What can be read once only is kept in an unlinked temporary file.
    int copy_ = -1;
    std::uint64_t arrived_ = 0;  // octets that came so far
    std::string no_copy_;        // why there is none
};

}  // namespace zoneproof
