// One UDP exchange, repeated once for a lost datagram; then one over TCP if need be.
#include "tools/conform/ask.hpp"
#include "corpus/message/edns.hpp"

#include <algorithm>
#include <cerrno>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace zoneproof::conform {
namespace {

using namespace corpus;
using Clock = std::chrono::steady_clock;

struct Socket {
    int number;
    ~Socket() {
        if (number != -1) close(number);
    }
};

bool wait_until(int socket, short events, Clock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd one{socket, events, 0};
    return left.count() > 0 && poll(&one, 1, static_cast<int>(left.count())) == 1;
}

/// Connected, so that nobody else's reply is taken.
int connect_to(const std::string& address, std::uint16_t port, int kind) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    const int opened = socket(AF_INET, kind | SOCK_CLOEXEC, 0);
    if (opened == -1) return -1;
    if (inet_pton(AF_INET, address.c_str(), &to.sin_addr) == 1 &&
        connect(opened, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0)
        return opened;
    close(opened);
    return -1;
}

std::optional<Message> matching(Octets wire, const Message& query) {
    auto message = message_from_wire(wire);
    if (!message || message->id != query.id || (message->flags & flag::qr) == 0) return {};
    return std::move(*message);
}

std::optional<Message> over_udp(const Socket& socket, const Message& query,
                                Clock::time_point deadline) {
    const Bytes wire = write_message(query);
    const auto half = Clock::now() + (deadline - Clock::now()) / 2;
    for (const auto end : {half, deadline}) {
        if (send(socket.number, wire.data(), wire.size(), MSG_NOSIGNAL) == -1) return {};
        std::uint8_t buffer[65536];
        while (wait_until(socket.number, POLLIN, end)) {
            const ssize_t got = recv(socket.number, buffer, sizeof buffer, 0);
            if (got == -1) return {};  // nobody listens
            if (auto message = matching(Octets(buffer, static_cast<std::size_t>(got)), query))
                return message;
        }
    }
    return {};
}

bool read_all(const Socket& socket, std::uint8_t* to, std::size_t octets,
              Clock::time_point deadline) {
    while (octets > 0) {
        if (!wait_until(socket.number, POLLIN, deadline)) return false;
        const ssize_t got = recv(socket.number, to, octets, 0);
        if (got <= 0) return false;
        to += got;
        octets -= static_cast<std::size_t>(got);
    }
    return true;
}

std::optional<Message> over_tcp(const Socket& socket, const Message& query,
                                Clock::time_point deadline) {
    Bytes wire = write_message(query);
    wire.insert(wire.begin(), {static_cast<std::uint8_t>(wire.size() >> 8),
                               static_cast<std::uint8_t>(wire.size())});
    if (send(socket.number, wire.data(), wire.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(wire.size()))
        return {};
    std::uint8_t length[2];
    if (!read_all(socket, length, 2, deadline)) return {};
    Bytes reply(load16(length));
    if (!read_all(socket, reply.data(), reply.size(), deadline)) return {};
    return matching(reply, query);
}

}  // namespace

std::optional<Message> ask(const std::string& address, std::uint16_t port, NameView name,
                           RrType type, const AskOptions& options) {
    const auto deadline = Clock::now() + options.timeout;
    Message query;
    query.id = static_cast<std::uint16_t>(Clock::now().time_since_epoch().count() >> 8);
    query.flags = static_cast<std::uint16_t>(flag::rd | (options.ad ? flag::ad : 0) |
                                             (options.cd ? flag::cd : 0));
    query.questions.push_back({Name(name), type});
    query.additional.push_back(opt_record({.dnssec_ok = true, .options = {}}));

    const Socket udp{connect_to(address, port, SOCK_DGRAM)};
    auto reply = udp.number != -1 ? over_udp(udp, query, deadline) : std::nullopt;
    if (!reply || (reply->flags & flag::tc) == 0) return reply;
    const Socket tcp{connect_to(address, port, SOCK_STREAM)};
    return tcp.number != -1 ? over_tcp(tcp, query, deadline) : std::nullopt;
}

}  // namespace zoneproof::conform
