// rrset-case FOLDER ORIGIN AT: judges the signed RRsets in FOLDER/zone.db by the DNSKEYs beside
// them at a moment (seconds since 1970), and prints "valid", "invalid" or "unchecked". Such cases
// have no SOA: one is put in front, which is not judged. A DNSKEY RRset is judged when it is
// signed; a revoked key may show its own revocation (RFC 5011 2.1). Every algorithm of the keys
// must sign (V-ALG-1), and what lies outside the zone has no signature of its keys.
#include "parser/zone/load.hpp"
#include "verifier/signatures.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

using namespace zoneproof;

namespace {

std::optional<Zone> read(const std::string& text, const Name& origin) {
    Source source = Source::from_text(text);
    LoadOptions options;
    options.origin = origin;
    Workers workers(1);
    auto loaded = load(source, options, workers);
    if (!loaded || !loaded->zone) return std::nullopt;
    return std::move(*loaded->zone);
}

bool shows_revocation(const Zone& zone, const std::vector<SignatureFact>& facts, const Rrset& rrset,
                      std::uint32_t now) {
    for (const Signature& signature : zone.signatures(rrset))
        if (facts[index(zone.id(signature))].detail == VerdictDetail::revoked_but_verifies &&
            time_state(signature, now) == TimeState::inside)
            return true;
    return false;
}

/// Whether the RRset has a valid signature by each algorithm that the keys signal.
bool every_algorithm_signs(const Zone& zone, const KeyTable& keys,
                           const std::vector<SignatureFact>& facts, const Rrset& rrset,
                           std::uint32_t now) {
    return std::ranges::all_of(keys.algorithms(), [&](std::uint8_t algorithm) {
        return std::ranges::any_of(zone.signatures(rrset), [&](const Signature& signature) {
            return signature.algorithm == algorithm &&
                   time_state(signature, now) == TimeState::inside &&
                   facts[index(zone.id(signature))].verdict == Verdict::valid;
        });
    });
}

/// The verdict on every RRset that is under test: the worst counts.
std::string judge(const Zone& zone, bool soa_is_ours, std::uint32_t now) {
    Workers workers(1);
    const KeyTable keys(zone, Engine::automatic);
    const auto facts = verify_signatures(zone, keys, {}, workers);
    if (!zone.excluded().empty()) return "invalid";
    bool any = false, unchecked = false;
    for (const Rrset& rrset : zone.rrsets()) {
        const bool apex = rrset.owner == zone.apex();
        if (apex && rrset.type == RrType::SOA && soa_is_ours) continue;
        if (apex && rrset.type == RrType::DNSKEY && rrset.signatures == 0) continue;
        any = true;
        const RrsetState state = rrset_state(zone, facts, rrset, now);
        if (state == RrsetState::unsupported_only || state == RrsetState::not_tried)
            unchecked = true;
        else if (shows_revocation(zone, facts, rrset, now))
            continue;
        else if (state != RrsetState::valid ||
                 !every_algorithm_signs(zone, keys, facts, rrset, now))
            return "invalid";
    }
    return !any ? "nothing" : unchecked ? "unchecked" : "valid";
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view at = argc == 4 ? argv[3] : "";
    std::int64_t moment = 0;
    const NameView root;
    const bool is_number =
        std::from_chars(at.begin(), at.end(), moment).ptr == at.end() && !at.empty();
    const auto origin = argc == 4 ? name_from_text(argv[2], &root) : std::nullopt;
    if (!is_number || !origin) {
        std::cerr << "usage: rrset-case FOLDER ORIGIN AT\n";
        return 2;
    }
    std::ostringstream text;
    text << std::ifstream(std::string(argv[1]) + "/zone.db", std::ios::binary).rdbuf();
    const std::string soa = to_text(*origin) + " 3600 IN SOA . . 1 1 1 1 1\n";

    auto zone = read(text.str(), *origin);
    const bool soa_is_ours = !zone;
    if (!zone) zone = read(soa + text.str(), *origin);
    if (!zone) {
        std::cerr << "rrset-case: " << argv[1] << "/zone.db cannot be read\n";
        return 3;
    }
    std::cout << judge(*zone, soa_is_ours, serial_time(Timestamp{moment})) << '\n';
}
