// DNSKEY RDATA to text: RFC 4034 2.2.
#include "tools/conform/anchors.hpp"

#include <fmt/format.h>

namespace zoneproof::conform {

std::string base64(Octets data) {
    constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (; data.size() >= 3; data = data.subspan(3)) {
        const unsigned bits = unsigned{data[0]} << 16 | unsigned{data[1]} << 8 | data[2];
        for (const int shift : {18, 12, 6, 0}) text.push_back(letters[bits >> shift & 63]);
    }
    if (data.empty()) return text;
    const unsigned bits = unsigned{data[0]} << 16 | (data.size() == 2 ? unsigned{data[1]} << 8 : 0);
    text.push_back(letters[bits >> 18]);
    text.push_back(letters[bits >> 12 & 63]);
    text.push_back(data.size() == 2 ? letters[bits >> 6 & 63] : '=');
    return text + "=";
}

std::string anchor_keys(const WireAnswers& answers, const std::string& root) {
    constexpr unsigned sep = 1;
    const auto stored = answers.find(root, NameView(), RrType::DNSKEY);
    const auto message =
        stored.message != nullptr ? corpus::message_from_wire(*stored.message) : std::nullopt;
    std::string text;
    if (!message) return text;
    for (const auto& record : message->answer) {
        if (record.type != RrType::DNSKEY || record.rdata.size() < 4) continue;
        const unsigned flags = load16(record.rdata.data());
        if ((flags & sep) == 0) continue;
        text +=
            fmt::format("{} 3600 IN DNSKEY {} {} {} {}\n", to_text(record.owner.view()), flags,
                        record.rdata[2], record.rdata[3], base64(Octets(record.rdata).subspan(4)));
    }
    return text;
}

}  // namespace zoneproof::conform
