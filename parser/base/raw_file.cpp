#include "parser/base/raw_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace zoneproof {
namespace {

std::string reason(int error = errno) {
    return std::system_category().message(error);
}

template <class Call>
auto restarted(const Call& call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

/// Whoever made our standard input may have set it to answer "nothing yet".
ssize_t read_waiting(int file, char* to, std::size_t room) {
    for (;;) {
        const ssize_t size = ::read(file, to, room);
        if (size >= 0 || errno != EAGAIN) return size;
        pollfd waiting{file, POLLIN, 0};
        if (poll(&waiting, 1, -1) < 0) return -1;
    }
}

bool same_moment(const timespec& a, const timespec& b) {
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

}  // namespace

Result<std::unique_ptr<RawFile>> RawFile::open(const std::string& path, std::uint64_t limit) {
    const bool owned = path != "-";
    int file = STDIN_FILENO;
    if (owned)
        file = restarted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY); });
    if (file < 0) return unreadable(reason());
    struct stat opened;
    if (fstat(file, &opened) != 0) {
        const Error failed = unreadable(reason());
        if (owned) close(file);
        return failed;
    }
    std::unique_ptr<RawFile> raw(new RawFile(file, owned, opened, limit));
    if (S_ISDIR(opened.st_mode)) return unreadable(reason(EISDIR));

    std::array<char, 4> first;
    std::size_t size = 0;
    while (size < first.size()) {
        const Result<std::size_t> got = raw->read(first.data() + size, first.size() - size);
        if (!got) return got.error();
        if (*got == 0) break;
        size += *got;
    }
    raw->head_.assign(first.data(), size);
    raw->position_ = 0;
    return raw;
}

RawFile::RawFile(int file, bool owned, const struct stat& opened, std::uint64_t limit)
    : file_(file), owned_(owned), opened_(opened), limit_(limit),
      seekable_(S_ISREG(opened.st_mode) || S_ISBLK(opened.st_mode)) {
    if (seekable_) {
        posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
        if (const off_t at = lseek(file, 0, SEEK_CUR); at > 0)
            base_ = static_cast<std::uint64_t>(at);
    } else if (S_ISCHR(opened.st_mode) && isatty(file) == 0) {
        no_copy_ = "it is a device";  // perhaps an endless one
    } else {
        start_copy();
    }
}

RawFile::~RawFile() {
    if (owned_) close(file_);
    if (copy_ >= 0) close(copy_);
}

Result<std::size_t> RawFile::read(char* to, std::size_t room) {
    const ssize_t received = receive(to, room);
    if (received < 0) return unreadable(reason());
    const auto size = static_cast<std::size_t>(received);
    position_ += size;
    if (position_ > limit_)
        return unreadable("it is larger than the limit of " + std::to_string(limit_) + " octets");
    if (size == 0)
        if (const Result<bool> same = unchanged(); !same) return same.error();
    return size;
}

ssize_t RawFile::receive(char* to, std::size_t room) {
    if (position_ < head_.size()) {
        const std::size_t size = std::min(room, head_.size() - position_);
        std::memcpy(to, head_.data() + position_, size);
        return static_cast<ssize_t>(size);
    }
    const auto at = [](std::uint64_t offset) { return static_cast<off_t>(offset); };
    if (seekable_) return restarted([&] { return pread(file_, to, room, at(base_ + position_)); });
    if (position_ < arrived_) {
        const std::size_t size = std::min<std::uint64_t>(room, arrived_ - position_);
        return restarted([&] { return pread(copy_, to, size, at(position_)); });
    }
    const ssize_t size = restarted([&] { return read_waiting(file_, to, room); });
    if (size > 0) append_to_copy(to, static_cast<std::size_t>(size));
    return size;
}

/// Only what has a size and times of its own can show that it changed.
Result<bool> RawFile::unchanged() const {
    if (!S_ISREG(opened_.st_mode)) return true;
    struct stat now;
    if (fstat(file_, &now) != 0) return unreadable(reason());
    const bool same = now.st_dev == opened_.st_dev && now.st_ino == opened_.st_ino &&
                      now.st_size == opened_.st_size && same_moment(now.st_mtim, opened_.st_mtim) &&
                      same_moment(now.st_ctim, opened_.st_ctim);
    if (!same) return unreadable("it changed while it was read");
    return true;
}

Result<bool> RawFile::rewind() {
    if (const Result<bool> same = unchanged(); !same) return same.error();
    if (!seekable_ && copy_ < 0 && arrived_ > head_.size())
        return unreadable("it cannot be read twice: " + no_copy_);
    position_ = 0;
    return true;
}

std::uint64_t RawFile::size() const {
    if (!S_ISREG(opened_.st_mode)) return 0;
    const auto size = static_cast<std::uint64_t>(opened_.st_size);
    return size > base_ ? size - base_ : 0;
}

void RawFile::start_copy() {
    const char* const chosen = std::getenv("TMPDIR");
    const std::string folder = chosen != nullptr && *chosen != 0 ? chosen : "/tmp";
    std::string path = folder + "/zoneproof-XXXXXX";
    copy_ = mkostemp(path.data(), O_CLOEXEC);
    if (copy_ < 0) return give_up_copy(folder + ": " + reason());
    unlink(path.c_str());
}

void RawFile::append_to_copy(const char* data, std::size_t size) {
    arrived_ += size;
    while (copy_ >= 0 && size != 0) {
        const ssize_t written = restarted([&] { return write(copy_, data, size); });
        if (written < 0) return give_up_copy(reason());
        data += written;
        size -= static_cast<std::size_t>(written);
    }
}

/// Excerpts are lost then, the proof is not.
void RawFile::give_up_copy(const std::string& why) {
    no_copy_ = "no copy could be kept (" + why + ")";
    if (copy_ >= 0) close(copy_);
    copy_ = -1;
}

}  // namespace zoneproof
