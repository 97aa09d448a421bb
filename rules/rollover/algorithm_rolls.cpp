// Algorithm rollovers (RFC 6781 4.1.4): conservative, signatures before keys and keys out before
// signatures; or liberal, both together (RFC 6840 5.11 lets validators be content with either).
//
//     old complete; new: RRSIGs without keys          conservative 1   add the new DNSKEYs
//     old, new complete; DS of old                    2                swap the DS
//     old, new complete; DS of new                    3                remove the old DNSKEYs
//     new complete; old: RRSIGs without keys          conservative 4   remove the old RRSIGs
#include "rules/rollover/rolls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace zoneproof {
namespace {

/// How much of the zone shows an algorithm now, and since when.
struct AlgorithmFacts {
    std::uint8_t algorithm = 0;
    bool published = false, signs_keys = false, in_ds = false, was_in_ds = false;
    std::uint64_t rrsets = 0;    // with a good RRSIG
    std::uint64_t presumed = 0;  // ... or one by a key that is not published
    std::size_t first = 0;       // version
    bool was_published = false;  // in an earlier version
    bool signed_before_published = false;

    bool complete(const Version& last) const {
        return published && signs_keys && rrsets == last.data_rrsets;
    }
};
using Facts = std::vector<AlgorithmFacts>;

bool uses(const Version& version, const SignerSet& set, std::uint8_t algorithm, bool published) {
    return published ? std::ranges::any_of(set.keys,
                                           [&](KeyPosition at) {
                                               return version.keys[at].algorithm() == algorithm;
                                           })
                     : std::ranges::any_of(set.unpublished, [&](const UnpublishedSigner& signer) {
                           return signer.algorithm == algorithm;
                       });
}

bool publishes(const Version& version, std::uint8_t algorithm) {
    return std::ranges::any_of(version.keys, [&](const PublishedKey& key) {
        return key.usable() && key.algorithm() == algorithm;
    });
}

std::map<std::uint8_t, AlgorithmFacts> collect(const Outlook& outlook) {
    std::map<std::uint8_t, AlgorithmFacts> all;
    const auto& versions = outlook.situation().versions();
    const auto at = [&](std::uint8_t algorithm, std::size_t version) -> AlgorithmFacts& {
        const auto [found, is_new] = all.try_emplace(algorithm);
        if (is_new) found->second.algorithm = algorithm, found->second.first = version;
        return found->second;
    };
    for (std::size_t i = 0; i < versions.size(); ++i) {
        for (const PublishedKey& key : versions[i].keys)
            if (key.usable()) at(key.algorithm(), i).was_published = true;
        for (const SignerSet& set : versions[i].signer_sets)
            for (const UnpublishedSigner& signer : set.unpublished) {
                AlgorithmFacts& facts = at(signer.algorithm, i);
                facts.signed_before_published |= !facts.was_published;
            }
    }
    return all;
}

Facts facts_of(const Outlook& outlook) {
    auto all = collect(outlook);
    const Version& last = outlook.last();
    for (const DsVersion& ds : outlook.situation().ds)
        for (const auto& record : ds.records) {
            AlgorithmFacts& of = all[DsView(record).algorithm()];
            of.algorithm = DsView(record).algorithm();
            of.was_in_ds = true;
            of.in_ds |= &ds == &outlook.situation().last_ds();
        }
    Facts facts;
    for (auto& one : all) {
        const std::uint8_t algorithm = one.first;
        AlgorithmFacts& of = one.second;
        of.published = publishes(last, algorithm);
        of.signs_keys = std::ranges::any_of(last.key_signatures, [&](const KeySignature& by) {
            return last.keys[by.key].usable() && last.keys[by.key].algorithm() == algorithm;
        });
        for (const SignerSet& set : last.signer_sets) {
            if (uses(last, set, algorithm, true)) of.rrsets += set.count;
            if (uses(last, set, algorithm, false)) of.presumed += set.count;
        }
        if (of.published || of.in_ds || of.presumed != 0) facts.push_back(of);
    }
    return facts;
}

StoryList keys_of(const Outlook& outlook, std::uint8_t algorithm, bool entries_only) {
    return published_keys(outlook, [&](const KeyStory& story) {
        return story.key.algorithm() == algorithm && (!entries_only || story.role != KeyRole::zsk);
    });
}

/// The end of the last copy of a version of which `is_meant` holds; none: there is no such copy, or
/// the last version is one, whose copies have no end.
template <class IsMeant, class Ttl>
std::optional<std::vector<TimeTerm>> last_copy(const Outlook& outlook, const char* moment,
                                               const char* ttl_name, const IsMeant& is_meant,
                                               const Ttl& ttl_of) {
    const auto& versions = outlook.situation().versions();
    std::optional<std::vector<TimeTerm>> last;
    std::int64_t latest = 0;
    for (std::size_t i = 0; i + 1 < versions.size(); ++i) {
        if (!is_meant(versions[i])) continue;
        const std::int64_t ttl = ttl_of(versions[i]);
        const std::int64_t end =
            seconds(versions[i + 1].published_at) + outlook.timing().zone_propagation + ttl;
        if (last && end <= latest) continue;
        latest = end;
        last = {{moment, versions[i + 1].published_at, 0},
                {"Dprp", {}, outlook.timing().zone_propagation},
                {ttl_name, {}, ttl}};
    }
    return last;
}

void give_last_copy(RollReport& roll, const Outlook& outlook,
                    std::optional<std::vector<TimeTerm>> terms, Margin margin, unsigned older) {
    StepTime time;
    time.confidence = outlook.confidence(older);
    if (terms) {
        terms->push_back({std::string(name_of(margin)), {}, outlook.safety(margin)});
        time = from_terms(std::move(*terms), outlook.confidence(older));
    }
    give_time(roll, outlook, outlook.after_what_is_unknown(std::move(time), margin, older));
}

class AlgorithmRoll {
public:
    AlgorithmRoll(const Outlook& outlook, AlgorithmFacts old, AlgorithmFacts recent)
        : outlook_(outlook), old_(old), new_(recent) {
        // What the data show; that the policy asks for more is a finding.
        roll_.kind = new_.signed_before_published ? RollKind::algorithm_conservative
                                                  : RollKind::algorithm_liberal;
        roll_.old_keys = rolled(keys_of(outlook, old_.algorithm, false));
        roll_.new_keys = rolled(keys_of(outlook, new_.algorithm, false));
        roll_.actors = {"zone", "parent"};
        roll_.since = outlook.situation().versions()[new_.first].published_at;
        if (outlook.last().data_rrsets != 0)
            roll_.progress = static_cast<double>(new_.rrsets + new_.presumed) /
                             static_cast<double>(outlook.last().data_rrsets);
    }

    /// @param certain which of them is old.
    RollReport report(bool certain) {
        if (!certain && outlook_.situation().ds_known())
            unknown("HISTORY", fmt::format("AMBIGUOUS: {} and {} were there when the history "
                                           "began; which is to go it does not tell",
                                           name(old_), name(new_)));
        else if (!new_.published)
            signed_ahead();
        else if (!old_.published)
            signed_behind();
        else if (!new_.complete(outlook_.last()) || !old_.complete(outlook_.last()))
            incomplete(new_.complete(outlook_.last()) ? old_ : new_);
        else if (!outlook_.situation().ds_known())
            unknown("DS", "which algorithm the parent names is not known (--ds)");
        else if (!new_.in_ds || old_.in_ds)
            swap_ds();
        else
            remove_keys();
        return std::move(roll_);
    }

private:
    void step(std::string_view phase, std::string_view slug, std::string text) {
        roll_.phase = phase;
        roll_.step = slug;
        roll_.step_text = std::move(text);
    }
    void unknown(const char* code, std::string text) {
        step("ambiguous", "none", "find out which of the algorithms is to go");
        give_reason(roll_, ReadinessGrade::unknown, code, std::move(text));
    }
    void signed_ahead();
    void signed_behind();
    void incomplete(const AlgorithmFacts&);
    void swap_ds();
    void remove_keys();
    std::string name(const AlgorithmFacts& facts) const {
        return describe_algorithm(facts.algorithm);
    }
    LaterStep key_removal() const {
        return {"remove-old-dnskeys", fmt::format("remove the keys of {}", name(old_)),
                spans({{"DprpP", outlook_.timing().parent_propagation},
                       {"TTLds", outlook_.ds_ttl()},
                       {"retire_safety", outlook_.timing().retire_safety}})};
    }

    const Outlook& outlook_;
    AlgorithmFacts old_, new_;
    RollReport roll_;
};

/// "the DNSKEY RRset [...] must not be published before all RRsets are signed", and cached so
/// (RFC 6781 4.1.4).
void AlgorithmRoll::signed_ahead() {
    roll_.kind = RollKind::algorithm_conservative;
    const Version& last = outlook_.last();
    if (new_.presumed == 0) {
        step("named", "remove-ds", fmt::format("have the parent remove the DS of {}", name(new_)));
        return give_reason(roll_, ReadinessGrade::blocked, "ALG_INCOMPLETE",
                           fmt::format("the DS names {}, by which nothing is signed", name(new_)));
    }
    if (!outlook_.knows_past())
        return unknown("HISTORY", fmt::format("AMBIGUOUS: RRSIGs of {} without its keys; whether "
                                              "these are to come or have gone, only earlier "
                                              "versions tell (--history)",
                                              name(new_)));
    if (new_.presumed < last.data_rrsets) {
        step("pre-signing", "finish-signing",
             fmt::format("let the signer go on until {} signs everything", name(new_)));
        roll_.time = from_terms(
            {{"asked", outlook_.at(), 0}, {"Dsgn", {}, outlook_.timing().signing_delay()}},
            Confidence::low);
        roll_.grade = ReadinessGrade::wait;
        return;
    }
    step("pre-signed", "add-dnskeys", fmt::format("publish the keys of {}", name(new_)));
    const auto lacks = [&](const Version& version) {
        return std::ranges::any_of(version.signer_sets, [&](const SignerSet& set) {
            return !uses(version, set, new_.algorithm, true) &&
                   !uses(version, set, new_.algorithm, false);
        });
    };
    const auto ttl = [&](const Version& version) {
        std::int64_t longest = outlook_.timing().max_zone_ttl.value_or(0);
        for (const SignerSet& set : version.signer_sets)
            longest = std::max<std::int64_t>(longest, set.max_ttl);
        return longest;
    };
    give_last_copy(roll_, outlook_,
                   last_copy(outlook_, "last_unsigned_rrset", "max_ttl", lacks, ttl),
                   Margin::publish, copies::data);
    roll_.then = {{"swap-ds", fmt::format("have the parent name {} instead", name(new_)),
                   spans({{"Dprp", outlook_.timing().zone_propagation},
                          {"TTLkey", outlook_.dnskey_ttl()},
                          {"publish_safety", outlook_.timing().publish_safety}})},
                  key_removal()};
}

/// RRSIGs stay until no cache has a DNSKEY RRset that shows their algorithm (RFC 4035 2.2).
void AlgorithmRoll::signed_behind() {
    roll_.kind = RollKind::algorithm_conservative;
    if (old_.presumed == 0) {
        step("named", "remove-old-ds",
             fmt::format("have the parent remove the DS of {}", name(old_)));
        return give_reason(roll_, ReadinessGrade::blocked, "ALG_INCOMPLETE",
                           fmt::format("the DS names {}, by which nothing is signed", name(old_)));
    }
    step("signatures-left", "remove-old-signatures",
         fmt::format("remove the signatures of {}", name(old_)));
    roll_.actors = {"zone"};
    const auto shows = [&](const Version& version) { return publishes(version, old_.algorithm); };
    const auto ttl = [&](const Version& version) {
        return std::max<std::int64_t>(version.dnskey_ttl, outlook_.timing().dnskey_ttl.value_or(0));
    };
    give_last_copy(roll_, outlook_, last_copy(outlook_, "old_dnskey", "TTLkey", shows, ttl),
                   Margin::retire, copies::keys);
}

void AlgorithmRoll::incomplete(const AlgorithmFacts& facts) {
    step("incomplete", "sign-all", fmt::format("sign everything with {}", name(facts)));
    const std::uint64_t lacking = outlook_.last().data_rrsets - facts.rrsets;
    give_reason(roll_, ReadinessGrade::blocked, "ALG_INCOMPLETE",
                !facts.signs_keys ? fmt::format("the DNSKEY RRset shows {} and has no signature of "
                                                "it",
                                                name(facts))
                                  : fmt::format("{} RRsets have no signature of {}, which the "
                                                "DNSKEY RRset shows",
                                                lacking, name(facts)));
}

void AlgorithmRoll::swap_ds() {
    const ParentRequest request = parent_request(
        outlook_, keys_of(outlook_, new_.algorithm, true), keys_of(outlook_, old_.algorithm, true),
        fmt::format("algorithm rollover: {} follows {}", name(new_), name(old_)));
    step(new_.in_ds ? "named" : "published", new_.in_ds ? "remove-old-ds" : "swap-ds",
         new_.in_ds ? fmt::format("have the parent remove the DS of {}", name(old_))
                    : fmt::format("have the parent replace the DS of {} by that of {}", name(old_),
                                  name(new_)));
    give_time(roll_, outlook_,
              outlook_.publish(applied(outlook_, request), Margin::publish, Strictness::strict,
                               copies::keys | copies::data));
    ask_parent(roll_, outlook_, request);
    roll_.then = {key_removal()};
}

void AlgorithmRoll::remove_keys() {
    const StoryList old = keys_of(outlook_, old_.algorithm, false);
    const bool conservative = roll_.kind == RollKind::algorithm_conservative ||
                              outlook_.timing().algorithm == AlgorithmMethod::conservative;
    step("retiring", "remove-old-dnskeys",
         fmt::format("remove the keys of {}{}", name(old_),
                     conservative ? ", and leave their signatures" : " and their signatures"));
    const bool seen =
        std::ranges::any_of(old, [](const KeyStory* key) { return !key->in_ds.empty(); });
    give_time(roll_, outlook_,
              outlook_.publish(without_keys(outlook_.last(), identities(old)), Margin::retire,
                               Strictness::strict,
                               copies::keys | copies::data | (seen ? 0u : copies::ds)));
    if (conservative)
        roll_.then = {{"remove-old-signatures",
                       fmt::format("remove the signatures of {}", name(old_)),
                       spans({{"Dprp", outlook_.timing().zone_propagation},
                              {"TTLkey", outlook_.dnskey_ttl()},
                              {"retire_safety", outlook_.timing().retire_safety}})}};
}

/// Both complete since the history began, and treated alike by the parent: a way to sign.
bool is_settled(const Outlook& outlook, const AlgorithmFacts& a, const AlgorithmFacts& b) {
    const bool alike = a.complete(outlook.last()) && b.complete(outlook.last()) &&
                       (a.in_ds == b.in_ds || !outlook.situation().ds_known());
    return alike && a.first == b.first;
}

struct OldAndNew {
    AlgorithmFacts old, recent;
    bool certain = true;
};

/// By who came later. Where both were there from the start, one that the parent has named before
/// and no longer names is old.
std::optional<OldAndNew> rolling(const Outlook& outlook) {
    Facts facts = facts_of(outlook);
    if (facts.size() < 2) return std::nullopt;
    std::ranges::stable_sort(facts, {}, [](const AlgorithmFacts& of) {
        return std::tuple(of.first, !of.published && !of.was_published, of.in_ds, !of.was_in_ds);
    });
    const AlgorithmFacts &old = facts.front(), &recent = facts.back();
    if (is_settled(outlook, old, recent)) return std::nullopt;
    const bool from_the_start = old.first == recent.first && old.published && recent.published;
    return OldAndNew{old, recent, !from_the_start || (old.was_in_ds && !old.in_ds)};
}

}  // namespace

bool in_algorithm_roll(const Outlook& outlook) {
    return rolling(outlook).has_value();
}

void find_algorithm_rolls(const Outlook& outlook, Rolls& rolls) {
    if (const auto both = rolling(outlook))
        rolls.push_back(AlgorithmRoll(outlook, both->old, both->recent).report(both->certain));
}

}  // namespace zoneproof
