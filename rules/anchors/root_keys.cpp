#include "rules/anchors/root_keys.hpp"

#include "parser/base/bytes.hpp"
#include "parser/base/source.hpp"
#include "parser/dns/rdata.hpp"
#include "parser/field/base64.hpp"
#include "verifier/crypto/digest.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

namespace zoneproof {
namespace {

using std::chrono::year_month_day;
using namespace std::chrono_literals;

constexpr Timestamp midnight(year_month_day date) {
    return Timestamp{std::chrono::sys_days(date).time_since_epoch().count() * 86400};
}
static_assert(midnight(2026y / 5 / 20) == root_record_ends);

constexpr year_month_day never{};

/// All are RSASHA256 with flags 257 and digest type 2.
struct Row {
    std::uint16_t tag;
    std::string_view digest;
    std::string_view public_key;
    year_month_day valid_from, valid_until;
    year_month_day published, signs_from, signs_until, revoked, removed;
};

constexpr Row rows[] = {
    {19036, "49AAC11D7B6F6446702E54A1607371607A1A41855200FD2CE1CDDE32F24E8FB5",
     "AwEAAagAIKlVZrpC6Ia7gEzahOR+9W29euxhJhVVLOyQbSEW0O8gcCjFFVQUTf6v58fLjwBd0YI0EzrAcQqBGCzh/RSt"
     "IoO8g0NfnfL2MTJRkxoXbfDaUeVPQuYEhg37NZWAJQ9VnMVDxP/VHL496M/QZxkjf5/Efucp2gaDX6RS6CXpoY68Lsv"
     "PVjR0ZSwzz1apAzvN9dlzEheX7ICJBBtuA6G3LQpzW5hOA2hzCTMjJPJ8LbqF6dsV6DoBQzgul0sGIcGOYl7OyQdXfZ"
     "57relSQageu+ipAdTTJ25AsRTAoub8ONGcLmqrAmRLKBP1dfwhYB4N7knNnulqQxA+Uk1ihz0=",
     2010y / 7 / 15, 2019y / 1 / 11, 2010y / 7 / 15, 2010y / 7 / 15, 2018y / 10 / 11,
     2019y / 1 / 11, 2019y / 3 / 22},
    {20326, "E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D",
     "AwEAAaz/tAm8yTn4Mfeh5eyI96WSVexTBAvkMgJzkKTOiW1vkIbzxeF3+/4RgWOq7HrxRixHlFlExOLAJr5emLvN7SWX"
     "gnLh4+B5xQlNVz8Og8kvArMtNROxVQuCaSnIDdD5LKyWbRd2n9WGe2R8PzgCmr3EgVLrjyBxWezF0jLHwVN8efS3rCj"
     "/EWgvIWgb9tarpVUDK/b58Da+sqqls3eNbuv7pr+eoZG+SrDK6nWeL3c6H5Apxz7LjVc1uTIdsIXxuOLYA4/ilBmSVI"
     "zuDWfdRUfhHdY6+cn8HFRm+2hM8AnXGXws9555KrUB5qihylGa8subX2Nn6UwNR1AkUTV74bU=",
     2017y / 2 / 2, never, 2017y / 7 / 11, 2018y / 10 / 11, 2026y / 10 / 11, 2027y / 1 / 11, never},
    {38696, "683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16",
     "AwEAAa96jeuknZlaeSrvyAJj6ZHv28hhOKkx3rLGXVaC6rXTsDc449/cidltpkyGwCJNnOAlFNKF2jBosZBU5eeHspaQ"
     "WOmOElZsjICMQMC3aeHbGiShvZsx4wMYSjH8e7Vrhbu6irwCzVBApESjbUdpWWmEnhathWu1jo+siFUiRAAxm9qyJNg"
     "/wOZqqzL/dL/q8PkcRU5oUKEpUge71M3ej2/7CPqpdVwuMoTvoB+ZOT4YeGyxMvHmbrxlFzGOHOijtzN+u1TQNatX2X"
     "BuzZNQ1K+s2CXkPIZo7s6JgZyvaBevYtxPvYLw4z9mR7K2vaF18UYH9Z9GNUUeayffKC73PYc=",
     2024y / 7 / 18, never, 2025y / 1 / 11, 2026y / 10 / 11, never, never, never},
};

constexpr std::uint16_t flags = 257, revoke_flag = 128;
constexpr std::uint8_t dnssec_protocol = 3, rsa_sha256 = 8, sha256 = 2;

std::optional<Timestamp> unless_never(year_month_day date) {
    if (date == never) return std::nullopt;
    return midnight(date);
}

std::vector<std::uint8_t> from_base64(std::string_view text) {
    const std::string padded = std::string(text) + std::string(Block::padding, '\0');
    const auto wire = std::make_unique<Wire>();
    put_base64_token(std::string_view(padded).substr(0, text.size()), *wire);
    return {wire->octets().begin(), wire->octets().end()};
}

/// DNSKEY or DS RDATA: 16 bits, two octets, the rest.
std::vector<std::uint8_t> rdata_of(std::uint16_t first, std::uint8_t second, std::uint8_t third,
                                   const std::vector<std::uint8_t>& rest) {
    constexpr std::size_t head = 4;
    std::vector<std::uint8_t> rdata(head + rest.size());
    store16(rdata.data(), first);
    rdata[2] = second;
    rdata[3] = third;
    std::ranges::copy(rest, rdata.begin() + head);
    return rdata;
}

RootKey made_of(const Row& row) {
    const std::vector<std::uint8_t> public_key = from_base64(row.public_key);
    const auto dnskey = rdata_of(flags, dnssec_protocol, rsa_sha256, public_key);
    const auto revoked = rdata_of(flags | revoke_flag, dnssec_protocol, rsa_sha256, public_key);
    const std::vector<std::uint8_t> digest = ds_digest(sha256, NameView(), dnskey);
    // What is said twice must agree: in a file of IANA's, and in this one.
    if (key_tag(dnskey) != row.tag || to_hex(digest, true) != row.digest)
        throw std::logic_error("the built-in trust anchor " + std::to_string(row.tag) +
                               " does not match its own public key");
    return {row.tag,
            key_tag(revoked),
            dnskey,
            rdata_of(row.tag, rsa_sha256, sha256, digest),
            midnight(row.valid_from),
            unless_never(row.valid_until),
            midnight(row.published),
            midnight(row.signs_from),
            unless_never(row.signs_until),
            unless_never(row.revoked),
            unless_never(row.removed)};
}

}  // namespace

std::span<const RootKey> root_keys() {
    static const std::vector<RootKey> keys = [] {
        std::vector<RootKey> made;
        for (const Row& row : rows) made.push_back(made_of(row));
        return made;
    }();
    return keys;
}

const RootKey* find_root_key(std::uint16_t tag) {
    const auto keys = root_keys();
    const auto found = std::ranges::find(keys, tag, &RootKey::tag);
    return found == keys.end() ? nullptr : &*found;
}

ParentDs built_in_root_anchors() {
    ParentDs parent;
    parent.given = true;
    for (const RootKey& key : root_keys())
        parent.records.push_back(
            {true, key.ds, {}, "built-in anchors", 0, key.valid_from, key.valid_until});
    return parent;
}

}  // namespace zoneproof
