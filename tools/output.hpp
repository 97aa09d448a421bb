// Output: results on their way to standard output. Every write is checked: results that did not
// arrive must not end in exit code 0 (docs/adr/0011).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zoneproof {

class Output {
public:
    explicit Output(int descriptor) : descriptor_(descriptor) {}
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    void write(std::string_view);
    /// Hands everything on. @returns what went wrong since the beginning, in words; empty when all
    /// was written.
    std::string flush();
    bool failed() const { return error_ != 0; }

private:
    void drain();

    static constexpr std::size_t enough = std::size_t{64} << 10;
    int descriptor_;
    int error_ = 0;
    std::string buffer_;
};

}  // namespace zoneproof
