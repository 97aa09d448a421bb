// Histories in miniature for tests of readiness: versions and DS RRsets with keys as letters. TTLs
// and delays are those of the design's brute force, without safety margins.
#pragma once

#include "rules/rollover/readiness.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace zoneproof::testing {

/// Where the stories of the tests begin to be interesting: second 0 of their times.
inline constexpr std::int64_t epoch = 1'800'000'000;
inline constexpr std::int64_t days = 86400;

/// Capitals have algorithm 13, small letters 8. A to M have the SEP flag, N to Z have not.
inline PublishedKey test_key(char letter, std::uint16_t more_flags = 0) {
    const bool small = letter >= 'a';
    const char capital = small ? static_cast<char>(letter - 32) : letter;
    const auto flags = static_cast<std::uint16_t>((capital <= 'M' ? 257 : 256) | more_flags);
    std::vector<std::uint8_t> rdata{static_cast<std::uint8_t>(flags >> 8),
                                    static_cast<std::uint8_t>(flags), 3,
                                    static_cast<std::uint8_t>(small ? 8 : 13)};
    if (small) rdata.insert(rdata.end(), {3, 1, 0, 1});  // exponent 65537
    rdata.insert(rdata.end(), small ? 256 : 64, static_cast<std::uint8_t>(letter));
    return published_key(rdata);
}

/// "*" behind a letter: revoked.
inline std::vector<PublishedKey> test_keys(const std::string& letters) {
    std::vector<PublishedKey> keys;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (letters[i] == '*') continue;
        const bool revoked = i + 1 < letters.size() && letters[i + 1] == '*';
        keys.push_back(test_key(letters[i], revoked ? 0x0080 : 0));
    }
    return keys;
}

/// RRsets by who signs them: "Z", or "Z/y" where y is not published.
using Sets = std::vector<std::pair<std::string, std::uint64_t>>;

class Log {
public:
    Log() { timing.publish_safety = timing.retire_safety = 0; }

    /// A version, published at a second; keys, those that sign the DNSKEY RRset, and the data.
    Log& zone(std::int64_t at, const std::string& keys, const std::string& signing,
              const Sets& sets) {
        history.versions.push_back(version(at, keys, signing, sets));
        return *this;
    }
    Log& ds(std::int64_t at, const std::string& named) {
        history.ds.push_back(ds_of(at, named));
        return *this;
    }
    /// Not published yet.
    Log& candidate(const std::string& keys, const std::string& signing, const Sets& sets) {
        next = version(0, keys, signing, sets);
        return *this;
    }

    Situation at(std::int64_t second) const {
        SituationInput input;
        input.zone = *name_from_text(zone_name);
        input.history = history;
        input.timing = timing;
        input.at = Timestamp{epoch + second};
        input.peers = peers;
        input.zone_now = next;
        if (next) input.zone_now->published_at = input.at;
        auto situation = make_situation(std::move(input));
        REQUIRE(situation);
        return *situation;
    }

    Version version(std::int64_t at, const std::string& keys, const std::string& signing,
                    const Sets& sets) {
        Version version;
        version.published_at = Timestamp{epoch + at};
        version.soa = {86400, ++serial, 7200, 900, 1209600, 86400};
        version.keys = test_keys(keys);
        version.dnskey_ttl = key_ttl;
        const auto find = [&](char letter) { return version.find(test_key(letter).identity); };
        for (const char letter : signing)
            version.key_signatures.push_back(
                {*find(letter), Timestamp{epoch + at - 3600}, ending(at)});
        for (const auto& [signers, count] : sets) {
            SignerSet set;
            bool published = true;
            for (const char letter : signers)
                if (letter == '/')
                    published = false;
                else if (published)
                    set.keys.push_back(*find(letter));
                else
                    set.unpublished.push_back({test_key(letter).algorithm(), test_key(letter).tag});
            std::ranges::sort(set.keys);
            set.count = count;
            set.max_ttl = data_ttl;
            set.first_expiry = set.last_expiry = ending(at);
            set.example = "www.example. A";
            version.data_rrsets += count;
            version.counts.good_signatures += count * set.keys.size();
            if (!set.keys.empty()) version.counts.signed_rrsets += count;
            version.signer_sets.push_back(std::move(set));
        }
        version.counts.names = version.counts.existing_names = version.data_rrsets;
        version.counts.records = 2 * version.data_rrsets;
        version.nsec = !version.keys.empty();
        return version;
    }
    DsVersion ds_of(std::int64_t at, const std::string& named) const {
        DsVersion ds;
        ds.observed_at = Timestamp{epoch + at};
        ds.confidence = Confidence::high;
        ds.ttl = 86400;
        for (const PublishedKey& key : test_keys(named))
            ds.records.push_back(ds_record(*name_from_text(zone_name), key.rdata, 2));
        std::ranges::sort(ds.records);
        return ds;
    }

    /// Zones that stay as they are for long are signed anew all the while.
    Timestamp ending(std::int64_t at) const {
        return Timestamp{epoch + std::max(at + 14 * days, renewed_until)};
    }

    Timing timing;
    History history;
    std::int64_t renewed_until = 10 * days;  // signatures end no earlier
    std::optional<Version> next;
    std::vector<SignerHistory> peers;
    std::string zone_name = "example.";
    std::uint32_t key_ttl = 3600, data_ttl = 86400, serial = 2027010100;
};

/// A zone with a KSK and a ZSK that has been so for long.
inline Log settled(const std::string& keys = "KZ", const std::string& signing = "K",
                   const Sets& sets = {{"Z", 100}}, const std::string& named = "K") {
    Log log;
    log.zone(-100 * days, keys, signing, sets).ds(-100 * days, named);
    return log;
}

/// An assessment with what it was made from.
struct Assessed {
    explicit Assessed(Situation given)
        : situation(std::move(given)), outlook(situation), readiness(assess(outlook)) {}
    Assessed(const Assessed&) = delete;

    Situation situation;
    Outlook outlook;
    Readiness readiness;

    const RollReport& only() const {
        REQUIRE(readiness.rolls.size() == 1);
        return readiness.rolls.front();
    }
    const RolloverIssue* issue(IssueKind kind) const {
        const auto found = std::ranges::find(readiness.issues, kind, &RolloverIssue::kind);
        return found == readiness.issues.end() ? nullptr : &*found;
    }
};

/// "zsk-prepub published WAIT sign-with-new 3900", seconds from the epoch; "-" without a moment.
inline std::string told(const RollReport& roll) {
    return std::string(to_text(roll.kind)) + " " + std::string(roll.phase) + " " +
           std::string(to_text(roll.grade)) + " " + std::string(roll.step) + " " +
           (roll.time.at ? std::to_string(seconds(*roll.time.at) - epoch) : "-");
}
inline std::string told(const Log& log, std::int64_t at) {
    const Assessed assessed(log.at(at));
    std::string text;
    for (const RollReport& roll : assessed.readiness.rolls)
        text += (text.empty() ? "" : "; ") + told(roll);
    return text.empty() ? std::string(to_text(assessed.readiness.grade)) : text;
}

/// "10800..90000"
inline std::string windows_of(const std::vector<UnsafeWindow>& windows) {
    std::string text;
    for (const UnsafeWindow& window : windows) {
        text +=
            (text.empty() ? "" : " ") + std::to_string(seconds(window.outage.from) - epoch) + "..";
        if (window.outage.to) text += std::to_string(seconds(*window.outage.to) - epoch);
    }
    return text;
}
inline std::string tags_of(const std::vector<RolledKey>& keys, const std::string& letters) {
    std::string text;
    for (const RolledKey& key : keys)
        for (const char letter : letters)
            if (test_key(letter).identity == key.identity) text += letter;
    return text;
}
inline std::string code_of(const RollReport& roll) {
    return roll.reasons.empty() ? "" : roll.reasons.front().code;
}

}  // namespace zoneproof::testing
