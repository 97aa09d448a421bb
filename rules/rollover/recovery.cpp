// The way out when a private key is lost (draft-fobser-dnsop-dnssec-keyrestore): its public part
// and all its signatures stay, and nothing it has signed is touched, until a new key can be
// verified by every cache. Without the ZSK only pre-publication works, without the KSK only double
// DS.
#include "rules/rollover/rollover_plan.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

using Keys = std::vector<KeyRef>;

Keys without(const Keys& keys, const Keys& gone) {
    Keys left;
    for (const KeyRef key : keys)
        if (std::ranges::find(gone, key) == gone.end()) left.push_back(key);
    return left;
}

Keys with(Keys keys, KeyRef added) {
    keys.push_back(added);
    return keys;
}

/// Keys that sign data, or the DNSKEY RRset, or both.
Keys lost_keys(const PlannedState& now, Inoperable what) {
    Keys lost;
    for (const KeyRef key : *now.dnskey) {
        const bool data = std::ranges::find(*now.signs_data, key) != now.signs_data->end();
        const bool entry = std::ranges::find(*now.signs_dnskey, key) != now.signs_dnskey->end();
        const bool meant = what == Inoperable::zsk   ? data && !entry
                           : what == Inoperable::ksk ? entry && !data
                                                     : entry && data;
        if (meant) lost.push_back(key);
    }
    return lost;
}

PlannedStep step(std::string name, PlannedState change) {
    PlannedStep planned;
    planned.name = std::move(name);
    planned.change = std::move(change);
    return planned;
}

/// The KSK works: the new ZSK is published, and signs when every cache knows it.
std::vector<PlannedStep> after_zsk(const PlannedState& now, const Keys& lost, KeyRef key) {
    const Keys both = with(*now.dnskey, key);
    return {step("publish the new ZSK; leave all signatures, and the SOA, as they are",
                 {both, {}, {}, {}}),
            step("sign everything with the new ZSK", {{}, {}, Keys{key}, {}}),
            step("remove the lost ZSK", {without(both, lost), {}, {}, {}})};
}

/// Nobody can sign the DNSKEY RRset anew: the parent has to name the new KSK before it is
/// published.
std::vector<PlannedStep> after_ksk(const PlannedState& now, const Keys& lost, KeyRef key) {
    const Keys keys = with(without(*now.dnskey, lost), key);
    return {step("have the parent add the DS of the new KSK; leave the DNSKEY RRset as it is",
                 {{}, {}, {}, with(*now.ds, key)}),
            step("publish the new KSK in place of the lost one, signing with it",
                 {keys, Keys{key}, {}, {}}),
            step("have the parent remove the DS of the lost KSK", {{}, {}, {}, Keys{key}})};
}

/// Both: the lost key stays published for what it has signed.
std::vector<PlannedStep> after_csk(const PlannedState& now, const Keys& lost, KeyRef key) {
    const Keys both = with(*now.dnskey, key);
    return {step("have the parent add the DS of the new CSK; leave the zone as it is",
                 {{}, {}, {}, with(*now.ds, key)}),
            step("publish the new CSK beside the lost one, signing the DNSKEY RRset with it alone",
                 {both, Keys{key}, {}, {}}),
            step("sign everything with the new CSK", {{}, {}, Keys{key}, {}}),
            step("have the parent remove the DS of the lost CSK", {{}, {}, {}, Keys{key}}),
            step("remove the lost CSK", {without(both, lost), {}, {}, {}})};
}

}  // namespace

std::optional<RolloverPlan> recovery(const RolloverPlan& plan, Inoperable what) {
    RolloverPlan out = plan;
    out.lost = lost_keys(plan.now, what);
    if (out.lost.empty()) return std::nullopt;
    const auto key = static_cast<KeyRef>(out.keys.size());
    out.keys.push_back({"new", out.keys[out.lost.front()].algorithm});
    out.steps = what == Inoperable::zsk   ? after_zsk(plan.now, out.lost, key)
                : what == Inoperable::ksk ? after_ksk(plan.now, out.lost, key)
                                          : after_csk(plan.now, out.lost, key);
    return out;
}

}  // namespace zoneproof
