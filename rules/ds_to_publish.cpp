// A DS makes a link only to a key that signs the DNSKEY RRset (RFC 4035 5.2); the SEP flag says
// which of them is meant for it (RFC 4034 2.1.1).
#include "rules/ds_to_publish.hpp"

#include "parser/dns/rdata.hpp"
#include "verifier/crypto/digest.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr std::uint8_t sha256 = 2;
constexpr int most = 4;

}  // namespace

std::string ds_to_publish(const Zone& zone, const Evidence& evidence, Timestamp at) {
    std::string text;
    int listed = 0;
    const auto keys = evidence.keys.keys();
    for (std::size_t i = 0; i < keys.size() && listed < most; ++i) {
        const Key& key = keys[i];
        if (!key.usable() || !key.sep() ||
            !signs_dnskey(zone, evidence.signatures, KeyId(i), serial_time(at)))
            continue;
        text += fmt::format("{}{} {} {} {}", listed++ == 0 ? "" : " or ", key.tag, key.algorithm,
                            sha256, to_hex(ds_digest(sha256, zone.origin(), key.rdata), true));
    }
    return text;
}

}  // namespace zoneproof
