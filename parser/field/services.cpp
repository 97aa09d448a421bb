#include "parser/field/services.hpp"

#include "parser/field/number.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace zoneproof {
namespace {

struct Row {
    std::string_view name;
    std::uint16_t number;
};

// Names of RFC 1010, with the numbers IANA has today.
constexpr Row protocols[] = {{"icmp", 1}, {"tcp", 6}, {"udp", 17}};
constexpr Row ports[] = {
    {"echo", 7},    {"discard", 9},  {"systat", 11},   {"daytime", 13},    {"netstat", 15},
    {"qotd", 17},   {"chargen", 19}, {"ftp-data", 20}, {"ftp", 21},        {"ssh", 22},
    {"telnet", 23}, {"smtp", 25},    {"time", 37},     {"nameserver", 42}, {"whois", 43},
    {"domain", 53}, {"bootps", 67},  {"bootpc", 68},   {"tftp", 69},       {"gopher", 70},
    {"finger", 79}, {"http", 80},    {"kerberos", 88}, {"hostnames", 101}, {"pop2", 109},
    {"pop3", 110},  {"sunrpc", 111}, {"nntp", 119},    {"ntp", 123},       {"netbios-ns", 137},
    {"imap", 143},  {"imap2", 143},  {"snmp", 161},    {"ldap", 389},      {"https", 443},
    {"imaps", 993}, {"pop3s", 995},
};

bool read(std::string_view token, std::span<const Row> names, std::uint64_t most,
          std::uint64_t& value) {
    if (read_number(token, most, value)) return true;
    const auto same = [](char a, char b) {
        return fold(static_cast<std::uint8_t>(a)) == fold(static_cast<std::uint8_t>(b));
    };
    for (const Row& row : names)
        if (std::ranges::equal(row.name, token, same)) return value = row.number, true;
    return false;
}

}  // namespace

bool put_protocol(std::string_view token, Wire& wire) {
    std::uint64_t protocol;
    if (!read(token, protocols, 0xFF, protocol)) return wire.fail(Fault::unexpected);
    return wire.put8(static_cast<unsigned>(protocol));
}

bool put_services(const Tokens& rest, Wire& wire, std::size_t& at) {
    std::array<std::uint8_t, 65536 / 8> bits{};
    std::size_t size = 0;
    for (; at < rest.count; ++at) {
        std::uint64_t port;
        if (!read(rest[at], ports, 0xFFFF, port)) return wire.fail(Fault::unexpected);
        bits[port / 8] |= static_cast<std::uint8_t>(0x80 >> port % 8);
        size = std::max<std::size_t>(size, port / 8 + 1);
    }
    return wire.put({bits.data(), size});
}

}  // namespace zoneproof
