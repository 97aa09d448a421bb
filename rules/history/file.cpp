#include "rules/history/file.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zoneproof {
namespace {

Error failure(const std::string& path, const char* what) {
    return {ErrorCode::unreadable, path + ": " + what + ": " + std::strerror(errno)};
}

Result<std::string> read_all(int file, const std::string& path) {
    struct stat state;
    if (fstat(file, &state) != 0) return failure(path, "cannot be read");
    if (!S_ISREG(state.st_mode))
        return Error{ErrorCode::unreadable, path + ": this is no ordinary file"};
    if (static_cast<std::uint64_t>(state.st_size) > largest_history_file)
        return Error{ErrorCode::unreadable, path + ": this is larger than any history"};
    std::string text(static_cast<std::size_t>(state.st_size), '\0');
    std::size_t size = 0;
    while (size < text.size()) {
        const ssize_t got =
            pread(file, text.data() + size, text.size() - size, static_cast<off_t>(size));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failure(path, "cannot be read");
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    text.resize(size);
    return text;
}

/// A new file is there after a crash only when its folder knows it.
bool sync_folder(const std::string& folder) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) return false;
    const bool synced = fsync(opened) == 0;
    close(opened);
    return synced;
}

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t wrote = write(file, text.data(), text.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return true;
}

}  // namespace

Result<std::string> read_history_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0 && errno == ENOENT) return std::string();
    if (file < 0) return failure(path, "cannot be opened");
    auto text = read_all(file, path);
    close(file);
    return text;
}

Result<AppendFile> AppendFile::open(const std::string& folder, const char* name) {
    if (mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST)
        return failure(folder, "cannot be made");
    const std::string path = folder + '/' + name;
    const int opened =
        ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
    if (opened < 0) return failure(path, "cannot be opened");
    AppendFile file(opened, path, folder);
    while (flock(opened, LOCK_EX) != 0)
        if (errno != EINTR) return failure(path, "cannot be locked");
    return file;
}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)), path_(std::move(other.path_)),
      folder_(std::move(other.folder_)) {}

AppendFile::~AppendFile() {
    if (file_ >= 0) close(file_);
}

Result<std::string> AppendFile::read() const {
    return read_all(file_, path_);
}

Result<bool> AppendFile::append(std::string_view text) {
    struct stat before;
    if (fstat(file_, &before) != 0) return failure(path_, "cannot be written");
    if (write_all(file_, text) && fsync(file_) == 0 && sync_folder(folder_)) return true;
    const Error error = failure(path_, "cannot be written");
    if (ftruncate(file_, before.st_size) != 0 || fsync(file_) != 0)
        return Error{error.code, error.text + "; its last line may be incomplete"};
    return error;
}

}  // namespace zoneproof
