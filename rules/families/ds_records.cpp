#include "rules/families/ds_records.hpp"

#include "rules/families/key_requests.hpp"

#include "parser/dns/rdata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace zoneproof {

Where at_ds(const Context& context, std::size_t index) {
    return at_trust_input(context.zone.origin(), context.parent.records[index]);
}

Group by_ds(const DsFact& ds) {
    return {.key_tag = ds.key_tag, .algorithm = ds.algorithm};
}

std::string describe(const DsFact& ds) {
    return ds.digest_type == 0
               ? fmt::format("trust anchor {}/{}", ds.key_tag, ds.algorithm)
               : fmt::format("DS {}/{}/{}", ds.key_tag, ds.algorithm, ds.digest_type);
}

KeyId matches_before_revocation(const Context& context, std::size_t index) {
    const TrustInput& input = context.parent.records[index];
    const auto keys = context.evidence.keys.keys();
    for (std::size_t at = 0; at < keys.size(); ++at) {
        if (!keys[at].revoked()) continue;
        std::vector<std::uint8_t> before(keys[at].rdata.begin(), keys[at].rdata.end());
        store16(before.data(), static_cast<std::uint16_t>(keys[at].flags & ~0x0080));
        const std::string expected =
            input.is_ds ? ds_rdata(context.zone.origin(), before, DsView(input.rdata).digest_type())
                        : octet_string(before);
        if (expected == octet_string(input.rdata)) return static_cast<KeyId>(at);
    }
    return no_key;
}

bool is_explained(const Context& context, std::size_t index) {
    const DsFact& ds = context.evidence.ds[index];
    return !ds.length_ok || ds.right_digest_wrong_tag != no_key ||
           ds.right_digest_wrong_algorithm != no_key || ds.right_digest_unusable_key != no_key ||
           matches_before_revocation(context, index) != no_key;
}

bool any_match(const Context& context) {
    const auto& facts = context.evidence.ds;
    return std::any_of(facts.begin(), facts.end(),
                       [](const DsFact& ds) { return ds.usable() && ds.match != no_key; });
}

}  // namespace zoneproof
