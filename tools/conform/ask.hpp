// Asking a server one question, as a stub resolver does: over UDP, over TCP when the answer does
// not fit.
#pragma once

#include "corpus/message/message.hpp"
#include "parser/base/result.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace zoneproof::conform {

struct AskOptions {
    bool ad = true, cd = false;  // DO is always set
    std::chrono::milliseconds timeout{15'000};
};

/// Nothing when no reply came in time.
std::optional<corpus::Message> ask(const std::string& address, std::uint16_t port, NameView, RrType,
                                   const AskOptions& = {});

}  // namespace zoneproof::conform
