// The compact form of a verified zone: who signs what, as caches will see it (RFC 7583 3).
#include "rules/history/history.hpp"

#include "rules/history/signer_sets.hpp"

#include <algorithm>
#include <cassert>

namespace zoneproof {
namespace {

/// RRSIGs by keys that are not there, more often than by chance: how many signers are kept apart.
constexpr std::size_t kept_unpublished = 8;

bool is_good(const Evidence& evidence, const Zone& zone, const Signature& signature) {
    return evidence.signatures[index(zone.id(signature))].verdict == Verdict::valid;
}

/// Over the DNSKEY RRset those of revoked keys too (V-KEY-3).
std::optional<KeyPosition> maker(const SignatureFact& fact) {
    const bool shows_revocation =
        fact.verdict == Verdict::key_unusable && fact.detail == VerdictDetail::revoked_but_verifies;
    if (fact.verdict != Verdict::valid && !shows_revocation) return std::nullopt;
    return static_cast<KeyPosition>(index(fact.key));
}

void add_keys(const Zone& zone, const Evidence& evidence, Timestamp at, Version& version) {
    for (const Key& key : evidence.keys.keys())
        version.keys.push_back(published_key(key.rdata, key.fault == KeyFault::none ||
                                                            key.fault == KeyFault::revoked));
    version.dnskey_ttl = version.soa.negative_ttl();
    const Rrset* const rrset = zone.at_apex(RrType::DNSKEY);
    if (rrset == nullptr) return;

    version.dnskey_ttl = highest_ttl(zone, *rrset);
    std::uint32_t original = 0;
    for (const Signature& signature : zone.signatures(*rrset)) {
        const SignatureFact& fact = evidence.signatures[index(zone.id(signature))];
        if (const auto key = maker(fact)) {
            version.key_signatures.push_back(
                {*key, nearest(signature.inception, at), nearest(signature.expiration, at)});
            original = std::max(original, signature.original_ttl);
        } else if (fact.verdict == Verdict::no_such_key) {
            version.unpublished_key_signers.push_back({signature.algorithm, signature.key_tag});
        }
    }
    if (original != 0) version.dnskey_ttl = std::min(version.dnskey_ttl, original);
    std::ranges::sort(version.unpublished_key_signers);
}

KeyRequest request(const Zone& zone, const Evidence& evidence, RrType type, Timestamp at) {
    KeyRequest request;
    const Rrset* const rrset = zone.at_apex(type);
    if (rrset == nullptr) return request;
    for (const Octets rdata : zone.records(*rrset))
        request.rdata.emplace_back(rdata.begin(), rdata.end());
    for (const Signature& signature : zone.signatures(*rrset)) {
        const SignatureFact& fact = evidence.signatures[index(zone.id(signature))];
        if (fact.verdict == Verdict::valid &&
            time_state(signature, serial_time(at)) == TimeState::inside)
            request.signers.push_back(static_cast<KeyPosition>(index(fact.key)));
    }
    std::ranges::sort(request.signers);
    request.signers.erase(std::unique(request.signers.begin(), request.signers.end()),
                          request.signers.end());
    return request;
}

PublishedSoa soa_of(const Zone& zone) {
    // "SERIAL REFRESH RETRY EXPIRE MINIMUM", the last twenty octets: RFC 1035 3.3.13
    const Octets numbers = zone.records(zone.soa()).front().last(20);
    PublishedSoa soa;
    soa.ttl = zone.soa().ttl;
    std::uint32_t* const fields[] = {&soa.serial, &soa.refresh, &soa.retry, &soa.expire,
                                     &soa.minimum};
    for (std::size_t i = 0; i < 5; ++i) *fields[i] = load32(numbers.data() + 4 * i);
    return soa;
}

std::vector<PublishedChain> chains_of(const Nsec3Facts& facts) {
    std::vector<PublishedChain> chains;
    for (const Nsec3Chain& chain : facts.chains)
        if (chain.listed || chain.records != 0)
            chains.push_back({chain.parameters, chain.listed, chain.opt_out != 0});
    return chains;
}

VersionCounts count(const Zone& zone, const Evidence& evidence) {
    VersionCounts counts;
    counts.records = zone.record_count();
    counts.names = zone.names().size();
    for (const NameEntry& name : zone.names()) {
        counts.existing_names += name.has(name_flag::exists);
        counts.delegations += name.has(name_flag::cut);
        counts.secure_delegations += name.has(name_flag::cut) && name.has(name_flag::secure_cut);
    }
    counts.signatures = zone.signatures().size();
    for (const SignatureFact& fact : evidence.signatures)
        counts.good_signatures += fact.verdict == Verdict::valid;
    return counts;
}

std::uint64_t count_not_tried(const Evidence& evidence) {
    return static_cast<std::uint64_t>(
        std::ranges::count(evidence.signatures, Verdict::not_tried, &SignatureFact::verdict));
}

}  // namespace

Version summarize(const Zone& zone, const Evidence& evidence, Timestamp published_at,
                  Confidence confidence, Workers& workers) {
    assert((evidence.passes & (pass::keys | pass::signatures)) != 0);
    Version version;
    version.published_at = published_at;
    version.confidence = confidence;
    version.soa = soa_of(zone);
    add_keys(zone, evidence, published_at, version);

    SignerSets sets = signer_sets(zone, evidence, published_at, kept_unpublished, workers);
    version.signer_sets = std::move(sets.sets);
    version.data_rrsets = sets.rrsets;
    version.folded = sets.folded;
    version.not_tried = count_not_tried(evidence);
    // What an unsigned zone says is not there is kept too, and denied without proof.
    if (!version.is_signed() && !version.signer_sets.empty()) {
        std::uint32_t& ttl = version.signer_sets.front().max_ttl;
        ttl = std::max(ttl, version.soa.negative_ttl());
    }
    version.nsec = evidence.nsec.use.nsec_in_use;
    version.nsec3 = chains_of(evidence.nsec3);
    version.cds = request(zone, evidence, RrType::CDS, published_at);
    version.cdnskey = request(zone, evidence, RrType::CDNSKEY, published_at);
    version.counts = count(zone, evidence);
    version.counts.signed_rrsets = sets.signed_rrsets;
    return version;
}

std::optional<Timestamp> estimated_publication(const Zone& zone, const Evidence& evidence,
                                               Timestamp now, std::int64_t back_dating) {
    std::optional<Timestamp> latest;
    for (const Signature& signature : zone.signatures(zone.soa())) {
        if (!is_good(evidence, zone, signature)) continue;
        const Timestamp at{seconds(nearest(signature.inception, now)) + back_dating};
        if (!latest || *latest < at) latest = at;
    }
    return latest;
}

}  // namespace zoneproof
