#include "rules/families/key_requests.hpp"

#include "parser/dns/rdata.hpp"
#include "verifier/crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace zoneproof {
namespace {

constexpr std::array<std::uint8_t, 3> digest_types = {1, 2, 4};
constexpr std::array<std::uint8_t, 5> delete_cds = {0, 0, 0, 0, 0};
constexpr std::array<std::uint8_t, 5> delete_cdnskey = {0, 0, 3, 0, 0};

}  // namespace

bool is_key_request(const Context& context, const Rrset& rrset) {
    return (rrset.type == RrType::CDS || rrset.type == RrType::CDNSKEY) && rrset.count != 0 &&
           rrset.owner == context.zone.apex();
}

bool is_delete(RrType type, Octets rdata) {
    return equal(rdata, type == RrType::CDS ? Octets(delete_cds) : Octets(delete_cdnskey));
}

std::uint8_t requested_algorithm(RrType type, Octets rdata) {
    return type == RrType::CDS ? DsView(rdata).algorithm() : DnskeyView(rdata).algorithm();
}

std::uint16_t requested_tag(RrType type, Octets rdata) {
    return type == RrType::CDS ? DsView(rdata).key_tag() : key_tag(rdata);
}

std::string octet_string(Octets octets) {
    return std::string(as_text(octets));
}

std::string ds_rdata(NameView owner, Octets dnskey_rdata, std::uint8_t digest_type) {
    const std::vector<std::uint8_t> digest = ds_digest(digest_type, owner, dnskey_rdata);
    if (digest.empty()) return {};
    std::array<std::uint8_t, 4> fields;
    store16(fields.data(), key_tag(dnskey_rdata));
    fields[2] = DnskeyView(dnskey_rdata).algorithm();
    fields[3] = digest_type;
    return octet_string(fields) + octet_string(digest);
}

RequestedKeys::RequestedKeys(const Context& context, RrType type) : type_(type) {
    const auto add = [&](Octets dnskey, Found found) {
        if (type == RrType::CDNSKEY) {
            by_rdata_.try_emplace(octet_string(dnskey), found);
            return;
        }
        for (const std::uint8_t digest_type : digest_types)
            by_rdata_.try_emplace(ds_rdata(context.zone.origin(), dnskey, digest_type), found);
    };
    const auto keys = context.evidence.keys.keys();
    for (std::size_t at = 0; at < keys.size(); ++at) {
        const Key& key = keys[at];
        const auto id = static_cast<KeyId>(at);
        add(key.rdata, {.key = id});
        by_tag_.try_emplace({key.algorithm, key.tag}, id);
        if (!key.revoked()) continue;
        std::vector<std::uint8_t> before(key.rdata.begin(), key.rdata.end());
        store16(before.data(), static_cast<std::uint16_t>(key.flags & ~0x0080));
        add(before, {.key = id, .before_revocation = true});
    }
}

RequestedKeys::Found RequestedKeys::find(Octets rdata) const {
    if (const auto exact = by_rdata_.find(octet_string(rdata)); exact != by_rdata_.end())
        return exact->second;
    if (type_ == RrType::CDNSKEY) return {};
    const DsView cds(rdata);
    if (std::find(digest_types.begin(), digest_types.end(), cds.digest_type()) !=
        digest_types.end())
        return {};
    const auto tagged = by_tag_.find({cds.algorithm(), cds.key_tag()});
    return tagged == by_tag_.end() ? Found{}
                                   : Found{.key = tagged->second, .digest_compared = false};
}

}  // namespace zoneproof
