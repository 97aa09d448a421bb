// unshare(2), /proc/self/uid_map, and addresses on `lo` by ioctl (netdevice(7)).
#include "tools/conform/namespace.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace zoneproof::conform {
namespace {

std::string failed(const char* what) {
    return fmt::format("{}: {}", what, std::strerror(errno));
}

bool write_file(const char* path, const std::string& text) {
    std::ofstream file(path);
    file << text << std::flush;
    return file.good();
}

/// Root inside is the caller outside: user_namespaces(7).
std::string become_root(uid_t user, gid_t group) {
    // "Writing "deny" to the /proc/[pid]/setgroups file before writing to /proc/[pid]/gid_map":
    // asked of whoever has no privilege outside.
    if (!write_file("/proc/self/setgroups", "deny") ||
        !write_file("/proc/self/uid_map", fmt::format("0 {} 1\n", user)) ||
        !write_file("/proc/self/gid_map", fmt::format("0 {} 1\n", group)))
        return "the user namespace cannot be given its users";
    return {};
}

/// `lo`, then `lo:1`, `lo:2`, ...: an address each.
std::string add_address(int socket, const std::string& label, const std::string& text) {
    ifreq request{};
    if (label.size() >= sizeof request.ifr_name) return "too many addresses";
    std::memcpy(request.ifr_name, label.c_str(), label.size() + 1);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    if (inet_pton(AF_INET, text.c_str(), &address.sin_addr) != 1) return text + ": no IPv4 address";
    std::memcpy(&request.ifr_addr, &address, sizeof address);
    if (ioctl(socket, SIOCSIFADDR, &request) == -1) return failed("an address for loopback");
    address.sin_addr.s_addr = 0xffffffff;
    std::memcpy(&request.ifr_netmask, &address, sizeof address);
    if (ioctl(socket, SIOCSIFNETMASK, &request) == -1) return failed("a mask for loopback");
    return {};
}

std::string bring_up_loopback(int socket) {
    ifreq request{};
    std::memcpy(request.ifr_name, "lo", 3);
    if (ioctl(socket, SIOCGIFFLAGS, &request) == -1) return failed("loopback's flags");
    request.ifr_flags |= IFF_UP | IFF_RUNNING;
    if (ioctl(socket, SIOCSIFFLAGS, &request) == -1) return failed("loopback cannot be brought up");
    return {};
}

}  // namespace

std::string enter_private_network(const std::vector<std::string>& addresses) {
    const uid_t user = geteuid();
    const gid_t group = getegid();
    // Root may have been denied either kind of namespace: a container's often has no CAP_SYS_ADMIN.
    if (user != 0 || unshare(CLONE_NEWNET) == -1) {
        if (unshare(CLONE_NEWUSER | CLONE_NEWNET) == -1) return failed("no network namespace");
        if (auto problem = become_root(user, group); !problem.empty()) return problem;
    }
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket == -1) return failed("no socket");
    std::string problem = bring_up_loopback(socket);
    for (std::size_t i = 0; i < addresses.size() && problem.empty(); ++i)
        problem = add_address(socket, fmt::format("lo:{}", i + 1), addresses[i]);
    close(socket);
    return problem;
}

}  // namespace zoneproof::conform
