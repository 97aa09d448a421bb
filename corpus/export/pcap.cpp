// Packet captures: the classic libpcap file with link type RAW (101), IPv4 and UDP (RFC 791, 768),
// and the moment of the case for all packets, apart by their number in microseconds.
#include "corpus/export/formats.hpp"
#include "corpus/message/edns.hpp"

#include <array>

namespace zoneproof::corpus {
namespace {

constexpr std::uint32_t link_type_raw = 101;
constexpr std::size_t ip_header = 20, udp_header = 8;
constexpr std::size_t largest_payload = 65535 - ip_header - udp_header;
constexpr std::uint16_t dns_port = 53, client_port = 40000;
using Address = std::array<std::uint8_t, 4>;
constexpr Address client = {192, 0, 2, 50};

/// The file's own numbers: the magic says in which order their octets stand, here the least first.
void append_little(Bytes& to, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8)
        to.push_back(static_cast<std::uint8_t>(value >> shift));
}

Bytes file_header() {
    Bytes header;
    append_little(header, 0xA1B2C3D4);
    append_little(header, 4u << 16 | 2u);  // version 2.4
    append_little(header, 0);
    append_little(header, 0);
    append_little(header, 65535);
    append_little(header, link_type_raw);
    return header;
}

Address address_from(const std::string& text) {
    Address address{};
    std::size_t at = 0;
    unsigned value = 0;
    for (const char c : text + ".")
        if (c != '.')
            value = value * 10 + static_cast<unsigned>(c - '0');
        else if (at < address.size())
            address[at++] = static_cast<std::uint8_t>(value), value = 0;
    return address;
}

/// RFC 1071
std::uint16_t checksum(Octets data, std::uint32_t sum) {
    for (std::size_t i = 0; i < data.size(); ++i)
        sum += i % 2 == 0 ? static_cast<std::uint32_t>(data[i]) << 8 : data[i];
    while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
    return static_cast<std::uint16_t>(~sum);
}

Bytes packet(const Address& from, std::uint16_t from_port, const Address& to, std::uint16_t to_port,
             Octets payload) {
    const std::size_t udp_length = udp_header + payload.size();
    Bytes ip = {0x45, 0};
    append16(ip, static_cast<unsigned>(ip_header + udp_length));
    append32(ip, 0);  // identification, no fragment
    append(ip, Bytes{64, 17, 0, 0});
    append(ip, from);
    append(ip, to);
    store16(&ip[10], checksum(ip, 0));

    Bytes udp;
    append16(udp, from_port);
    append16(udp, to_port);
    append16(udp, static_cast<unsigned>(udp_length));
    append16(udp, 0);
    append(udp, payload);
    Bytes pseudo = bytes(Octets(ip).subspan(12, 8));
    append16(pseudo, 17);
    append16(pseudo, static_cast<unsigned>(udp_length));
    append(pseudo, udp);
    const std::uint16_t sum = checksum(pseudo, 0);
    store16(&udp[6], sum == 0 ? 0xFFFF : sum);  // "an all zero transmitted checksum value means
                                                // that the transmitter generated no checksum"
    append(ip, udp);
    return ip;
}

class PcapExporter : public Exporter {
public:
    std::vector<File> add(const AnsweredCase& shown) override {
        if (shown.answers.empty()) return {};
        Bytes file = file_header();
        std::uint32_t number = 0;
        const auto put = [&](const Bytes& data) {
            // Seconds in 32 bits: what lies after 2106 wraps, as RRSIG times do.
            append_little(file, static_cast<std::uint32_t>(shown.built.source.time));
            append_little(file, number++);
            append_little(file, static_cast<std::uint32_t>(data.size()));
            append_little(file, static_cast<std::uint32_t>(data.size()));
            append(file, data);
        };
        for (const WireAnswer& one : shown.answers) {
            const auto id = static_cast<std::uint16_t>(number / 2 + 1);
            const Address server = address_from(one.server);
            Message question;
            question.id = id;
            question.questions = one.message.questions;
            question.additional.push_back(opt_record({.dnssec_ok = true, .options = {}}));
            Message answer = one.message;
            answer.id = id;
            put(packet(client, client_port, server, dns_port, write_message(question)));
            put(packet(server, dns_port, client, client_port,
                       write_message(answer, Compression::names, largest_payload)));
        }
        return {{shown.name() + ".pcap", std::string(file.begin(), file.end())}};
    }
};

}  // namespace

std::unique_ptr<Exporter> pcap_exporter(const ExportOptions&) {
    return std::make_unique<PcapExporter>();
}

}  // namespace zoneproof::corpus
