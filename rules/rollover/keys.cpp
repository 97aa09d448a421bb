#include "rules/rollover/keys.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// Among the good ones of two keys: all of one were made before the first of the other.
bool stopped_before(const SignatureTally& older, const SignatureTally& younger) {
    return older.good != 0 && younger.good != 0 && older.newest < younger.oldest;
}

KeyRow row_of(const KeyStory& story, const Outlook& outlook) {
    KeyRow row;
    row.identity = story.key.identity;
    row.tag = story.key.tag;
    row.flags = story.key.flags();
    row.bits = story.key.bits;
    row.algorithm = story.key.algorithm();
    row.role = story.role;
    row.role_by_flag = story.role_by_flag;
    row.published = story.is_published();
    if (outlook.situation().ds_known()) row.in_ds = story.in_ds_now();
    row.state = key_state(story, outlook);
    row.removal = removal_of(story, outlook);
    row.events = key_events(story, outlook.situation());
    return row;
}

/// What the RRSIGs themselves show, with or without a history.
void judge_signatures(KeyRow& row, const std::vector<KeyRow>& rows, const Outlook& outlook) {
    if (!row.published) return;
    if (row.signatures.bad != 0) {
        row.state = KeyState::broken;
        return;
    }
    const bool replaced = std::ranges::any_of(rows, [&](const KeyRow& other) {
        return other.algorithm == row.algorithm && other.published &&
               other.signatures.good_data != 0 && row.signatures.good_data != 0 &&
               stopped_before(row.signatures, other.signatures);
    });
    if (row.role != KeyRole::zsk || row.state != KeyState::active || !replaced) return;
    row.state = KeyState::retiring;
    // As long as it signs alone no moment can be given but that of its last signature's end.
    if (row.removal.answer != Removal::Answer::in_use) return;
    row.removal.answer = Removal::Answer::later;
    row.removal.why = "last signature";
    row.removal.time = from_terms({{"last_signature", row.signatures.last_expiry, 0},
                                   {"retire_safety", {}, outlook.timing().retire_safety}},
                                  Confidence::medium);
}

}  // namespace

std::string_view to_text(KeyState state) {
    constexpr std::string_view words[] = {"published", "stand-by", "active", "retiring",  "retired",
                                          "revoked",   "removed",  "peer's", "AMBIGUOUS", "BROKEN"};
    return words[static_cast<std::size_t>(state)];
}

std::string_view to_text(Removal::Answer answer) {
    constexpr std::string_view words[] = {"now", "later", "in-use", "unknown", "gone"};
    return words[static_cast<std::size_t>(answer)];
}

std::vector<SignatureTally> tally_signatures(const Zone& zone, const Evidence& evidence,
                                             Timestamp at) {
    std::vector<SignatureTally> tallies(evidence.keys.keys().size());
    for (std::size_t i = 0; i < evidence.signatures.size(); ++i) {
        const Signature& signature = zone.signatures()[i];
        const SignatureFact& fact = evidence.signatures[i];
        const bool shows_revocation = fact.detail == VerdictDetail::revoked_but_verifies;
        if (fact.verdict == Verdict::bad_signature)
            for (const KeyId key : evidence.keys.candidates(signature.algorithm, signature.key_tag))
                ++tallies[index(key)].bad;
        if ((fact.verdict != Verdict::valid && !shows_revocation) || fact.key == no_key) continue;
        SignatureTally& by = tallies[index(fact.key)];
        const Timestamp made = nearest(signature.inception, at);
        by.oldest = by.good == 0 ? made : std::min(by.oldest, made);
        by.newest = by.good == 0 ? made : std::max(by.newest, made);
        by.last_expiry = std::max(by.last_expiry, nearest(signature.expiration, at));
        ++by.good;
        signature.type_covered == RrType::DNSKEY ? by.dnskey = true : ++by.good_data;
    }
    return tallies;
}

std::vector<KeyRow> key_table(const Outlook& outlook,
                              const std::vector<SignatureTally>& signatures) {
    std::vector<KeyRow> rows;
    for (const KeyStory& story : outlook.stories().keys) {
        rows.push_back(row_of(story, outlook));
        if (story.position && *story.position < signatures.size())
            rows.back().signatures = signatures[*story.position];
    }
    const std::vector<KeyRow> all = rows;
    for (KeyRow& row : rows) judge_signatures(row, all, outlook);
    const auto rank = [](const KeyRow& row) {
        return std::pair(!row.published, row.role == KeyRole::zsk);
    };
    std::ranges::stable_sort(rows, {}, rank);
    return rows;
}

}  // namespace zoneproof
