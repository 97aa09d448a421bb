// The two accessors of rdata.hpp that are more than a look at an octet.
#include "parser/dns/rdata.hpp"

namespace zoneproof {

bool TypeBitmap::contains(RrType type) const {
    const unsigned wanted = number(type) >> 8, index = (number(type) & 0xFF) >> 3;
    const unsigned bit = 0x80u >> (number(type) & 7);
    for (std::size_t at = 0; at + 2 <= windows_.size(); at += 2u + windows_[at + 1]) {
        const bool held = windows_[at] == wanted && index < windows_[at + 1];
        if (held && at + 2 + index < windows_.size() && (windows_[at + 2 + index] & bit) != 0)
            return true;
    }
    return false;
}

std::uint16_t key_tag(Octets dnskey) {
    if (dnskey.size() < 4) return 0;
    constexpr std::uint8_t rsamd5 = 1;
    // "the most significant 16 bits of the least significant 24 bits of the public key modulus" RFC
    // 4034, B.1; the modulus ends where the RDATA does.
    if (dnskey[3] == rsamd5)
        return dnskey.size() < 7 ? std::uint16_t{0} : load16(dnskey.data() + dnskey.size() - 3);
    std::uint32_t sum = 0;  // of at most 65,535 octets: no overflow
    for (std::size_t i = 0; i < dnskey.size(); ++i)
        sum += (i & 1) != 0 ? dnskey[i] : static_cast<std::uint32_t>(dnskey[i]) << 8;
    sum += sum >> 16;
    return static_cast<std::uint16_t>(sum);
}

}  // namespace zoneproof
