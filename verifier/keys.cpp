#include "verifier/keys.hpp"

#include "parser/dns/rdata.hpp"

#include <algorithm>
#include <tuple>

namespace zoneproof {
namespace {

KeyFault fault_of(KeyRefusal refusal) {
    switch (refusal) {
    case KeyRefusal::unsupported_algorithm: return KeyFault::unsupported_algorithm;
    case KeyRefusal::malformed: return KeyFault::malformed;
    case KeyRefusal::not_on_curve: return KeyFault::not_on_curve;
    case KeyRefusal::declined: break;
    }
    return KeyFault::declined;
}

Key read_key(Octets rdata, RecordId record, const KeyTable::VerifierMaker& make) {
    const DnskeyView view(rdata);
    Key key{.rdata = rdata,
            .record = record,
            .flags = view.flags(),
            .protocol = view.protocol(),
            .algorithm = view.algorithm(),
            .tag = key_tag(rdata),
            .fault = KeyFault::none,
            .verifier = nullptr};
    auto made = make(key.algorithm, view.public_key());
    if (auto* const verifier = std::get_if<std::unique_ptr<KeyVerifier>>(&made))
        key.verifier = std::move(*verifier);
    else
        key.fault = fault_of(std::get<KeyRefusal>(made));

    // "DNSKEY ... that does not have the Zone Key flag set ... MUST NOT be used to verify RRSIGs
    // that cover RRsets", RFC 4034 2.1.1; "The Protocol Field MUST have value 3", 2.1.2.
    if (!key.zone_key())
        key.fault = KeyFault::no_zone_flag;
    else if (key.protocol != 3)
        key.fault = KeyFault::wrong_protocol;
    else if (key.revoked())
        key.fault = KeyFault::revoked;
    return key;
}

/// Whether the key obliges its zone to sign everything with its algorithm (V-ALG-1, V-ALG-2).
bool signals_algorithm(const Key& key) {
    if (key.usable() || key.fault == KeyFault::declined) return true;
    const AlgorithmInfo* const info = find_algorithm(key.algorithm);
    return key.fault == KeyFault::unsupported_algorithm && info != nullptr && info->signs_zones &&
           (info->key_octets == 0 || key.rdata.size() == info->key_octets + 4u);
}

}  // namespace

KeyTable::KeyTable(const Zone& zone, Engine engine, CrossCheck cross_check)
    : KeyTable(zone, [&](std::uint8_t algorithm, Octets public_key) {
          return make_verifier(algorithm, public_key, engine, cross_check);
      }) {}

KeyTable::KeyTable(const Zone& zone, const VerifierMaker& make) {
    const Rrset* const rrset = zone.at_apex(RrType::DNSKEY);
    if (rrset == nullptr) return;
    std::uint32_t record = index(rrset->first_record);
    for (const Octets rdata : zone.records(*rrset))
        keys_.push_back(read_key(rdata, RecordId{record++}, make));

    for (std::size_t i = 0; i < keys_.size(); ++i) by_tag_.push_back(static_cast<KeyId>(i));
    std::ranges::sort(by_tag_, {}, [&](KeyId id) {
        const Key& key = (*this)[id];
        return std::tuple(key.algorithm, key.tag, trial_rank(key), id);
    });

    for (const Key& key : keys_)
        if (signals_algorithm(key)) algorithms_.push_back(key.algorithm);
    std::ranges::sort(algorithms_);
    algorithms_.erase(std::unique(algorithms_.begin(), algorithms_.end()), algorithms_.end());
}

TrialRank trial_rank(const Key& key) {
    switch (key.fault) {
    case KeyFault::none: return TrialRank::usable;
    case KeyFault::revoked:
        return key.verifier != nullptr ? TrialRank::revoked : TrialRank::unusable;
    case KeyFault::unsupported_algorithm:
    case KeyFault::declined: return TrialRank::unsupported;
    default: return TrialRank::unusable;
    }
}

std::span<const KeyId> KeyTable::candidates(std::uint8_t algorithm, std::uint16_t tag) const {
    const std::pair wanted(algorithm, tag);
    const auto of_key = [&](KeyId id) { return std::pair((*this)[id].algorithm, (*this)[id].tag); };
    return {std::ranges::lower_bound(by_tag_, wanted, {}, of_key),
            std::ranges::upper_bound(by_tag_, wanted, {}, of_key)};
}

std::vector<LaneFault> KeyTable::lane_faults() const {
    std::vector<LaneFault> all;
    for (const Key& key : keys_) {
        if (key.verifier == nullptr) continue;
        for (const LaneFault& fault : key.verifier->lane_faults())
            if (std::ranges::count(all, fault.lane, &LaneFault::lane) == 0) all.push_back(fault);
    }
    return all;
}

bool KeyTable::any_usable() const {
    return std::ranges::any_of(keys_, &Key::usable);
}

}  // namespace zoneproof
