// Incidents as histories: what was published and what the parent said, version by version, in the
// model of the design (DNSKEY TTL 1 h, all others 1 d; five minutes to the secondaries, an hour to
// the servers of the parent). The incident is at the moment `noon`.
#pragma once

#include "rules/history/history.hpp"
#include "rules/rollover/cache_model.hpp"
#include "verifier/crypto/digest.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace zoneproof::testing {

inline constexpr std::int64_t incident_noon = 1795348800;  // 2026-11-22T12:00:00Z

/// Keys are letters: K L M sign keys, others data; capitals of algorithm 8, small ones of 13. The
/// public key is nothing but the letter, many times.
inline PublishedKey letter_key(char letter) {
    std::vector<std::uint8_t> rdata(4 + 64, static_cast<std::uint8_t>(letter));
    const bool signs_keys = std::string("KLMklm").find(letter) != std::string::npos;
    store16(rdata.data(), signs_keys ? 257 : 256);
    rdata[2] = 3;
    rdata[3] = letter >= 'a' ? 13 : 8;
    return published_key(rdata);
}

struct Signed {
    std::string by;  // letters of published keys
    std::uint64_t rrsets = 1000;
    std::string unpublished = {};  // letters whose keys are not there
};

inline Version version_at(std::int64_t at, std::uint32_t serial, const std::string& keys,
                          const std::string& signing, const std::vector<Signed>& data) {
    Version version;
    version.published_at = Timestamp{incident_noon + at};
    version.soa = {3600, serial, 7200, 900, 1209600, 900};
    version.dnskey_ttl = keys.empty() ? 900 : 3600;
    for (const char letter : keys) version.keys.push_back(letter_key(letter));
    const auto position = [&](char letter) { return static_cast<KeyPosition>(keys.find(letter)); };
    const Timestamp begin{incident_noon + at - 3600}, end{incident_noon + at + 14 * 86400};
    for (const char letter : signing)
        version.key_signatures.push_back({position(letter), begin, end});
    for (const Signed& part : data) {
        SignerSet set;
        for (const char letter : part.by) set.keys.push_back(position(letter));
        std::ranges::sort(set.keys);
        for (const char letter : part.unpublished) {
            const PublishedKey key = letter_key(letter);
            set.unpublished.push_back({key.algorithm(), key.tag});
        }
        set.count = part.rrsets;
        set.max_ttl = 86400;
        if (!part.by.empty()) set.first_expiry = set.last_expiry = end;
        set.example = "example. SOA";
        version.signer_sets.push_back(set);
        version.data_rrsets += part.rrsets;
    }
    return version;
}

inline DsVersion ds_at(std::int64_t at, const std::string& letters) {
    DsVersion ds;
    ds.observed_at = Timestamp{incident_noon + at};
    ds.ttl = 86400;
    const Name zone = *name_from_text("example.");
    for (const char letter : letters) {
        const PublishedKey key = letter_key(letter);
        std::vector<std::uint8_t> rdata(4);
        store16(rdata.data(), key.tag);
        rdata[2] = key.algorithm();
        rdata[3] = 2;
        const auto digest = ds_digest(2, zone, key.rdata);
        rdata.insert(rdata.end(), digest.begin(), digest.end());
        ds.records.push_back(rdata);
    }
    std::ranges::sort(ds.records);
    return ds;
}

struct Incident {
    const char* name;
    std::vector<std::vector<Version>> providers;
    std::vector<DsVersion> ds;
    const char* unsafe;      // windows in seconds from `incident_noon`
    const char* incomplete;  // the same, for strict validators alone
};

inline std::vector<Incident> incidents() {
    constexpr std::int64_t long_ago = -30 * 86400, hour = 3600;
    const Version before = version_at(long_ago, 1, "KZ", "K", {{"Z"}});
    std::vector<Incident> all;

    all.push_back({"nz2023",
                   {{before, version_at(-20 * 86400, 2, "KLZ", "KL", {{"Z"}}),
                     version_at(3 * hour, 3, "LZ", "L", {{"Z"}})}},
                   {ds_at(long_ago, "K"), ds_at(0, "L")},
                   "10800..90000",
                   ""});
    all.push_back({"apnic2012",
                   {{before, version_at(0, 2, "KY", "K", {{"Y"}})}},
                   {ds_at(long_ago, "K")},
                   "0..86700",
                   ""});
    all.push_back({"gov2013",
                   {{before, version_at(0, 2, "KZkz", "k", {{"z"}})}},
                   {ds_at(long_ago, "K")},
                   "0..",
                   ""});
    all.push_back({"de2026",
                   {{before, version_at(-3 * 86400, 2, "KYZ", "K", {{"Z", 9000}}),
                     version_at(0, 3, "KYZ", "K", {{"Z", 6000}, {"", 2000}, {"Y", 1000}}),
                     version_at(3 * hour, 4, "KYZ", "K", {{"Z", 9000}})}},
                   {ds_at(long_ago, "K")},
                   "0..97500",
                   ""});
    all.push_back({"slack2021",
                   {{before, version_at(hour, 2, "", "", {{""}})}},
                   {ds_at(long_ago, "K"), ds_at(0, "")},
                   "3600..90000",
                   ""});
    all.push_back({"conservative algorithm rollover",
                   {{before, version_at(0, 2, "KZ", "K", {{"Z", 1000, "z"}}),
                     version_at(90000, 3, "KZkz", "Kk", {{"Zz"}}),
                     version_at(280000, 4, "kz", "k", {{"z", 1000, "Z"}}),
                     version_at(284000, 5, "kz", "k", {{"z"}})}},
                   {ds_at(long_ago, "K"), ds_at(180000, "k")},
                   "",
                   ""});
    all.push_back({"liberal algorithm rollover, as quick as validators allow that do not insist",
                   {{before, version_at(0, 2, "KZkz", "Kk", {{"Zz"}}),
                     version_at(93900, 3, "kz", "k", {{"z"}})}},
                   {ds_at(long_ago, "K"), ds_at(3900, "k")},
                   "",
                   "3900..86700"});
    all.push_back({"multi-signer model 2",
                   {{version_at(-86400, 1, "KLYZ", "K", {{"Z"}})},
                    {version_at(-86400, 1, "KLYZ", "L", {{"Y"}})}},
                   {ds_at(long_ago, "KL")},
                   "",
                   ""});
    all.push_back(
        {"multi-signer, each with its own keys only",
         {{version_at(-86400, 1, "KZ", "K", {{"Z"}})}, {version_at(-86400, 1, "LY", "L", {{"Y"}})}},
         {ds_at(long_ago, "KL")},
         "-86400..",
         ""});
    return all;
}

inline CacheModel model_of(const Incident& incident, std::int64_t now = 0) {
    const std::vector<ProviderVersions> providers(incident.providers.begin(),
                                                  incident.providers.end());
    return cache_model(*name_from_text("example."), providers, incident.ds, Timing{},
                       Timestamp{incident_noon + now});
}

}  // namespace zoneproof::testing
