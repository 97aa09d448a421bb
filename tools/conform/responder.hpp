// Responder: name servers that reply from stored answers, over UDP and TCP, in a thread of their
// own.
#pragma once

#include "tools/conform/wire_answers.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace zoneproof::conform {

struct Listen {
    std::string address;
    std::uint16_t port = 53;
    std::string server;  // whose answers it gives; empty: it carries, from `root` down
};

class Responder {
public:
    /// @param answers live as long as this object
    static Result<Responder> start(const WireAnswers& answers, const std::string& root,
                                   const std::vector<Listen>&);
    Responder(Responder&&) noexcept;
    Responder& operator=(Responder&&) noexcept;
    ~Responder();

    /// The questions so far that nothing was stored for, each once, sorted.
    std::vector<std::string> unanswered() const;
    /// The port of the first: of use when 0 was asked for.
    std::uint16_t port() const;

private:
    class Loop;
    explicit Responder(std::unique_ptr<Loop>);
    std::unique_ptr<Loop> loop_;
};

}  // namespace zoneproof::conform
