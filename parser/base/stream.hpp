// Stream: octets one after the other; what Source is made of. Private to parser/base.
#pragma once

#include "parser/base/result.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace zoneproof {

class Stream {
public:
    virtual ~Stream() = default;

    /// Up to `room` octets, at least one; 0 at the end only. Errors say the reason, not the name.
    virtual Result<std::size_t> read(char* to, std::size_t room) = 0;
    virtual Result<bool> rewind() = 0;
};

inline Error unreadable(std::string reason) {
    return {ErrorCode::unreadable, std::move(reason)};
}

}  // namespace zoneproof
