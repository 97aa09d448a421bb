// One poll loop over UDP sockets, TCP listeners and TCP connections (RFC 7766 8: two octets of
// length before each message).
#include "tools/conform/responder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <list>
#include <mutex>
#include <set>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace zoneproof::conform {
namespace {

constexpr std::size_t most_connections = 64;

class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ != -1) close(number_);
    }
    operator int() const { return number_; }

private:
    int number_;
};

struct Socket {
    Descriptor descriptor;
    const Listen* listen;
    Transport transport;
};

struct Connection {
    Descriptor descriptor;
    const Listen* listen;
    Bytes in, out;
    bool ending = false;
};

Descriptor open_socket(const Listen& listen, int kind) {
    Descriptor opened(socket(AF_INET, kind | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(listen.port);
    const int on = 1;
    if (opened == -1 || inet_pton(AF_INET, listen.address.c_str(), &address.sin_addr) != 1 ||
        setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1 ||
        bind(opened, reinterpret_cast<const sockaddr*>(&address), sizeof address) == -1 ||
        (kind == SOCK_STREAM && ::listen(opened, 64) == -1))
        return Descriptor();
    return opened;
}

std::uint16_t port_of(int socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

}  // namespace

class Responder::Loop {
public:
    Loop(const WireAnswers& answers, std::string root, const std::vector<Listen>& all)
        : answers_(answers), root_(std::move(root)), listens_(all) {}
    ~Loop() { stop(); }

    std::string open() {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) == -1) return std::strerror(errno);
        stop_read_ = ends[0], stop_write_ = ends[1];
        for (Listen& listen : listens_) {
            for (const int kind : {SOCK_DGRAM, SOCK_STREAM}) {
                auto opened = open_socket(listen, kind);
                if (opened == -1)
                    return fmt::format("{} port {}: {}", listen.address, listen.port,
                                       std::strerror(errno));
                // TCP on the port that UDP was given.
                listen.port = port_of(opened);
                sockets_.push_back({std::move(opened), &listen,
                                    kind == SOCK_DGRAM ? Transport::udp : Transport::tcp});
            }
        }
        thread_ = std::thread([this] { run(); });
        return {};
    }

    std::vector<std::string> unanswered() const {
        const std::lock_guard lock(mutex_);
        return {unanswered_.begin(), unanswered_.end()};
    }

    void stop() {
        if (thread_.joinable()) {
            [[maybe_unused]] const auto told = write(stop_write_, "", 1);
            thread_.join();
        }
        for (int* end : {&stop_read_, &stop_write_})
            if (*end != -1) close(std::exchange(*end, -1));
        sockets_.clear();
        connections_.clear();
    }

    std::uint16_t port() const { return listens_.empty() ? 0 : listens_[0].port; }

private:
    void run() {
        for (;;) {
            std::vector<pollfd> waits{{stop_read_, POLLIN, 0}};
            for (const Socket& socket : sockets_) waits.push_back({socket.descriptor, POLLIN, 0});
            for (const Connection& one : connections_)
                waits.push_back(
                    {one.descriptor, static_cast<short>(one.out.empty() ? POLLIN : POLLOUT), 0});
            if (poll(waits.data(), waits.size(), -1) == -1 && errno != EINTR) return;
            if (waits[0].revents != 0) return;
            std::size_t at = 1 + sockets_.size();
            for (Connection& one : connections_)
                if (waits[at++].revents != 0) converse(one);
            std::erase_if(connections_, [](const Connection& one) { return one.ending; });
            for (std::size_t i = 0; i < sockets_.size(); ++i)
                if (waits[1 + i].revents != 0) serve(sockets_[i]);
        }
    }

    Bytes answer(const Listen& listen, Octets query, Transport transport) {
        Reply said = listen.server.empty() ? carry(answers_, root_, query, transport)
                                           : reply(answers_, listen.server, query, transport);
        if (!said.unanswered.empty()) {
            const std::lock_guard lock(mutex_);
            unanswered_.insert(said.unanswered);
        }
        return std::move(said.message);
    }

    void serve(const Socket& socket) {
        if (socket.transport == Transport::tcp) {
            Descriptor accepted(
                accept4(socket.descriptor, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
            if (accepted != -1 && connections_.size() < most_connections)
                connections_.push_back({std::move(accepted), socket.listen, {}, {}, false});
            return;
        }
        std::uint8_t buffer[65536];
        sockaddr_storage from{};
        socklen_t size = sizeof from;
        const ssize_t got = recvfrom(socket.descriptor, buffer, sizeof buffer, 0,
                                     reinterpret_cast<sockaddr*>(&from), &size);
        if (got < 0) return;
        const Bytes out =
            answer(*socket.listen, Octets(buffer, static_cast<std::size_t>(got)), Transport::udp);
        if (!out.empty())
            sendto(socket.descriptor, out.data(), out.size(), 0,
                   reinterpret_cast<const sockaddr*>(&from), size);
    }

    /// Reads until a message is whole, replies, and goes on with the next.
    void converse(Connection& one) {
        if (!one.out.empty()) {
            const ssize_t put = send(one.descriptor, one.out.data(), one.out.size(), MSG_NOSIGNAL);
            if (put <= 0) {
                one.ending = put == 0 || (errno != EAGAIN && errno != EINTR);
                return;
            }
            one.out.erase(one.out.begin(), one.out.begin() + put);
            return;
        }
        std::uint8_t buffer[4096];
        const ssize_t got = recv(one.descriptor, buffer, sizeof buffer, 0);
        if (got <= 0) {
            one.ending = got == 0 || (errno != EAGAIN && errno != EINTR);
            return;
        }
        one.in.insert(one.in.end(), buffer, buffer + got);
        while (one.in.size() >= 2) {
            const std::size_t length = load16(one.in.data());
            if (one.in.size() < 2 + length) break;
            const Bytes out =
                answer(*one.listen, Octets(one.in).subspan(2, length), Transport::tcp);
            if (!out.empty()) {
                one.out.push_back(static_cast<std::uint8_t>(out.size() >> 8));
                one.out.push_back(static_cast<std::uint8_t>(out.size()));
                one.out.insert(one.out.end(), out.begin(), out.end());
            }
            one.in.erase(one.in.begin(), one.in.begin() + 2 + static_cast<std::ptrdiff_t>(length));
        }
    }

    const WireAnswers& answers_;
    std::string root_;
    std::vector<Listen> listens_;
    std::vector<Socket> sockets_;
    std::list<Connection> connections_;
    mutable std::mutex mutex_;
    std::set<std::string> unanswered_;
    int stop_read_ = -1, stop_write_ = -1;
    std::thread thread_;
};

Result<Responder> Responder::start(const WireAnswers& answers, const std::string& root,
                                   const std::vector<Listen>& all) {
    auto loop = std::make_unique<Loop>(answers, root, all);
    if (auto problem = loop->open(); !problem.empty())
        return Error{ErrorCode::unreadable, std::move(problem)};
    return Responder(std::move(loop));
}

Responder::Responder(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}
Responder::Responder(Responder&&) noexcept = default;
Responder& Responder::operator=(Responder&&) noexcept = default;
Responder::~Responder() = default;

std::vector<std::string> Responder::unanswered() const {
    return loop_->unanswered();
}

std::uint16_t Responder::port() const {
    return loop_->port();
}

}  // namespace zoneproof::conform
