// Result<T>: a value or an Error, with the method names of C++23's std::expected so that an alias
// can replace it.
//
// Errors are for files, options and limits. Bad input inside a zone is a Diagnostic
// (parser/zone/diagnostic.hpp), a failed signature a Verdict (verifier/), our own mistake an
// assert.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace zoneproof {

enum class ErrorCode {
    usage,         // a wrong option or option value
    unreadable,    // missing file, damaged compression, a file that changed while it was read
    memory_limit,  // --max-memory, or the reach of the 32-bit handles
    deadline,      // --deadline passed
};

struct Error {
    ErrorCode code;
    std::string text;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return content_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() & { return assert(has_value()), *std::get_if<0>(&content_); }
    const T& value() const& { return assert(has_value()), *std::get_if<0>(&content_); }
    T&& value() && { return assert(has_value()), std::move(*std::get_if<0>(&content_)); }
    const Error& error() const { return assert(!has_value()), *std::get_if<1>(&content_); }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

private:
    std::variant<T, Error> content_;
};

}  // namespace zoneproof
