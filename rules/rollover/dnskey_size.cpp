#include "rules/rollover/dnskey_size.hpp"

#include "parser/dns/types.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

// RFC 1035 4.1.1 to 4.1.4: header, type and class of the question, and of each RR behind a pointer
// to the question's name; RFC 6891 6.1.2: an OPT record without options.
constexpr std::size_t header = 12, question = 4, rr = 2 + 10, opt = 11;
constexpr std::size_t rrsig_fields = 18;  // in front of the signer's name, RFC 4034 3.1

/// The largest of the keys that do something.
template <class Is>
const PublishedKey* largest(const Version& version, const Is& is) {
    const PublishedKey* found = nullptr;
    for (std::size_t i = 0; i < version.keys.size(); ++i)
        if (is(static_cast<KeyPosition>(i)) &&
            (found == nullptr || version.keys[i].rdata.size() > found->rdata.size()))
            found = &version.keys[i];
    return found;
}

}  // namespace

std::size_t key_octets(const PublishedKey& key) {
    return rr + key.rdata.size();
}

std::size_t signature_octets(const PublishedKey& key, NameView zone) {
    const AlgorithmInfo* const algorithm = find_algorithm(key.algorithm());
    const std::size_t fixed = algorithm == nullptr ? 0 : algorithm->signature_octets;
    const std::size_t value = fixed != 0 ? fixed : (key.bits + 7u) / 8;
    return rr + rrsig_fields + zone.size() + value;
}

std::size_t dnskey_answer(const Version& version, NameView zone) {
    std::size_t octets = header + zone.size() + question + opt;
    for (const PublishedKey& key : version.keys) octets += key_octets(key);
    for (const KeySignature& by : version.key_signatures)
        octets += signature_octets(version.keys[by.key], zone);
    return octets;
}

std::vector<PhaseSize> phase_sizes(const Version& version, NameView zone) {
    const std::size_t now = dnskey_answer(version, zone);
    const auto signs_data = [&](KeyPosition at) { return data_use(version, at).rrsets != 0; };
    const PublishedKey* const ksk =
        largest(version, [&](KeyPosition at) { return signs_keys(version, at); });
    const PublishedKey* const zsk = largest(
        version, [&](KeyPosition at) { return signs_data(at) && !signs_keys(version, at); });
    std::vector<PhaseSize> sizes{{"now", now}};
    if (zsk != nullptr) {
        sizes.push_back({"zsk-pre-publication", now + key_octets(*zsk)});
        sizes.push_back({"zsk-double-signature", now + key_octets(*zsk)});
    }
    if (ksk == nullptr) return sizes;
    const std::size_t second = key_octets(*ksk) + signature_octets(*ksk, zone);
    sizes.push_back({zsk != nullptr ? "ksk-double-ksk" : "csk", now + second});
    if (zsk != nullptr) sizes.push_back({"ksk-double-ds", now});
    sizes.push_back({"algorithm", now + second + (zsk != nullptr ? key_octets(*zsk) : 0)});
    return sizes;
}

}  // namespace zoneproof
