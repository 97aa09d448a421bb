#include "rules/rollover/multi_signer.hpp"

#include "rules/rollover/cds_wish.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace zoneproof {
namespace {

using Keys = std::set<KeyIdentity>;

const Version& last_of(const SignerHistory& signer) {
    return signer.versions.back();
}

std::string name_of(const SignerHistory& signer) {
    return signer.name.empty() ? "this zone" : signer.name;
}

Keys key_signers(const Version& version) {
    Keys keys;
    for (const KeySignature& by : version.key_signatures)
        keys.insert(version.keys[by.key].identity);
    return keys;
}

std::set<KeyPosition> data_signers(const Version& version) {
    std::set<KeyPosition> keys;
    for (const SignerSet& set : version.signer_sets) keys.insert(set.keys.begin(), set.keys.end());
    return keys;
}

std::set<std::uint8_t> algorithms_of(const Version& version) {
    std::set<std::uint8_t> algorithms;
    for (const PublishedKey& key : version.keys)
        if (key.usable()) algorithms.insert(key.algorithm());
    return algorithms;
}

/// "each provider [...] imports the ZSKs of the other providers into their DNSKEY RRset", RFC 8901
/// 2.1
void look_for_foreign_zsks(const SignerHistory& one, const SignerHistory& other,
                           std::vector<RolloverIssue>& issues) {
    const Version& theirs = last_of(other);
    for (const KeyPosition at : data_signers(theirs)) {
        const PublishedKey& key = theirs.keys[at];
        if (last_of(one).find(key.identity)) continue;
        issues.push_back({IssueKind::provider_keys,
                          Severity::error,
                          fmt::format("the DNSKEY RRset of {} lacks key {}, with which {} signs: "
                                      "a cache that has the one and the other cannot validate",
                                      name_of(one), key.tag, name_of(other)),
                          key.tag,
                          key.algorithm(),
                          {},
                          {}});
    }
}

void compare(const Situation& situation, const SignerHistory& one, const SignerHistory& other,
             std::vector<RolloverIssue>& issues) {
    look_for_foreign_zsks(one, other, issues);
    look_for_foreign_zsks(other, one, issues);
    const auto ours = algorithms_of(last_of(one)), theirs = algorithms_of(last_of(other));
    std::vector<std::uint8_t> differ;
    std::ranges::set_symmetric_difference(ours, theirs, std::back_inserter(differ));
    for (const std::uint8_t algorithm : differ)
        issues.push_back({IssueKind::provider_keys,
                          Severity::error,
                          fmt::format("{} publishes keys of {} and {} does not: every signer has "
                                      "to use the same algorithms",
                                      name_of(ours.contains(algorithm) ? one : other),
                                      describe_algorithm(algorithm),
                                      name_of(ours.contains(algorithm) ? other : one)),
                          {},
                          algorithm,
                          {},
                          {}});
    const CdsWish wish = cds_wish(last_of(one), situation.zone),
                  wish2 = cds_wish(last_of(other), situation.zone);
    auto a = wish.ds, b = wish2.ds;
    std::ranges::sort(a), std::ranges::sort(b);
    if (a != b || wish.deletes != wish2.deletes)
        issues.push_back({IssueKind::key_request_early,
                          Severity::error,
                          fmt::format("CDS and CDNSKEY of {} and {} do not ask for the same DS "
                                      "RRset",
                                      name_of(one), name_of(other)),
                          {},
                          0,
                          {},
                          {}});
}

}  // namespace

int multi_signer_model(const Situation& situation) {
    if (situation.signers.size() < 2) return 0;
    const Keys own = key_signers(situation.last());
    return std::ranges::all_of(
               situation.signers,
               [&](const SignerHistory& signer) { return key_signers(last_of(signer)) == own; })
               ? 1
               : 2;
}

std::vector<RolloverIssue> multi_signer_issues(const Situation& situation) {
    std::vector<RolloverIssue> issues;
    const auto& signers = situation.signers;
    for (std::size_t i = 0; i < signers.size(); ++i)
        for (std::size_t j = i + 1; j < signers.size(); ++j)
            compare(situation, signers[i], signers[j], issues);
    return issues;
}

}  // namespace zoneproof
