#include "rules/margin/apex.hpp"

#include "parser/dns/rdata.hpp"
#include "parser/field/encode.hpp"
#include "verifier/crypto/digest.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// The bound of pass "nsec3" on the chains of one zone.
constexpr std::size_t most_chains = 16;
constexpr std::uint8_t sha1 = 1;

}  // namespace

ApexSet::ApexSet(const Zone& zone) : apex_(zone.apex()) {
    const Rrset* const parameters = zone.at_apex(RrType::NSEC3PARAM);
    if (parameters == nullptr) return;
    const NameView origin = zone.origin();
    std::size_t chains = 0;
    for (const Octets rdata : zone.records(*parameters)) {
        const Nsec3View view(rdata);
        if (view.flags() != 0 || view.hash_algorithm() != sha1 || ++chains > most_chains) continue;
        const Nsec3Hash hash = Nsec3Hasher(view.iterations(), view.salt())(origin);
        const auto owner = name_from_text(to_base32hex(hash), &origin);
        const auto name = owner ? zone.find(*owner) : std::nullopt;
        const Rrset* const nsec3 = name ? zone.find(*name, RrType::NSEC3) : nullptr;
        if (nsec3 != nullptr) nsec3_.push_back(zone.id(*nsec3));
    }
}

bool ApexSet::contains(const Rrset& rrset, RrsetId id) const {
    if (rrset.owner == apex_)
        return rrset.type == RrType::SOA || rrset.type == RrType::NS ||
               rrset.type == RrType::DNSKEY || rrset.type == RrType::NSEC;
    return std::find(nsec3_.begin(), nsec3_.end(), id) != nsec3_.end();
}

}  // namespace zoneproof
