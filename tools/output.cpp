#include "tools/output.hpp"

#include <cerrno>
#include <system_error>

#include <poll.h>
#include <unistd.h>

namespace zoneproof {
namespace {

void wait_for_room(int descriptor) {
    pollfd wanted{descriptor, POLLOUT, 0};
    poll(&wanted, 1, -1);
}

}  // namespace

void Output::write(std::string_view text) {
    if (failed()) return;
    buffer_ += text;
    if (buffer_.size() >= enough) drain();
}

std::string Output::flush() {
    drain();
    // A file system may refuse what it took before only when it is made to keep it (quota,
    // network): close() tells.
    if (!failed())
        if (const int copy = dup(descriptor_); copy >= 0 && close(copy) != 0) error_ = errno;
    return failed() ? std::generic_category().message(error_) : std::string();
}

void Output::drain() {
    std::string_view rest = buffer_;
    while (!rest.empty() && !failed()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written > 0)
            rest.remove_prefix(static_cast<std::size_t>(written));
        else if (written < 0 && errno == EAGAIN)  // a pipe that someone made non-blocking
            wait_for_room(descriptor_);
        else if (written == 0 || errno != EINTR)
            error_ = written == 0 ? EIO : errno;
    }
    buffer_.clear();
}

}  // namespace zoneproof
