// Fields are judged first, RRset by RRset; what then needs cryptography is grouped by key and
// checked in batches. A fact with detail `deadline` and a key is one still to be checked: if the
// clock stops us, it already says so.
#include "verifier/signatures.hpp"

#include "verifier/canonical.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>

namespace zoneproof {
namespace {

constexpr std::size_t rrsets_a_task = 1000;
// A lane with tables shares one inversion among a batch; all workers should have several.
constexpr std::size_t least_a_batch = 64, batches_a_worker = 8;
constexpr std::size_t most_a_batch = 2047;                    // and a canary
constexpr std::size_t octets_a_batch = std::size_t{1} << 20;  // a batch of huge RRsets is cut here

/// What a signature's algorithm and tag can mean.
struct Trial {
    std::span<const KeyId> published;
    std::span<const KeyId> tried;  // the front of `published`, in this order
    bool any_unsupported = false;  // it may be by a key we cannot use: never "bad"

    KeyId only() const { return published.size() == 1 ? published[0] : no_key; }
};

struct Pass {
    const Zone& zone;
    const KeyTable& keys;
    const SignatureBounds& bounds;
    std::vector<SignatureFact> facts;

    SignatureFact& fact(const Signature& signature) { return facts[index(zone.id(signature))]; }
    void judge_fields(const Rrset&);
    SignatureFact judge_fields(const Rrset&, const Signature&) const;
    Trial trial(const Rrset&, const Signature&, Verdict) const;
    void settle(const Signature&, SignatureCheck, unsigned round);
};

bool is_pending(const SignatureFact& fact) {
    return fact.detail == VerdictDetail::deadline && fact.key != no_key;
}

void Pass::judge_fields(const Rrset& rrset) {
    unsigned pending = 0;
    for (const Signature& signature : zone.signatures(rrset)) {
        SignatureFact& now = fact(signature) = judge_fields(rrset, signature);
        if (!is_pending(now) || ++pending <= bounds.signatures_per_rrset) continue;
        now.key = trial(rrset, signature, now.verdict).only();
        now.detail = now.verdict == Verdict::wrong_labels ? VerdictDetail::labels_too_few
                                                          : VerdictDetail::too_many_signatures;
    }
}

/// The checks of section 2.1, in its order; the first failure names the cause.
SignatureFact Pass::judge_fields(const Rrset& rrset, const Signature& signature) const {
    if (signature.type_covered == RrType::RRSIG)
        return {Verdict::not_applicable, VerdictDetail::covers_rrsig};
    if (rrset.count == 0) return {Verdict::not_applicable, VerdictDetail::covers_nothing};
    if (!must_be_signed(rrset)) return {Verdict::not_applicable, VerdictDetail::not_to_be_signed};

    Verdict otherwise = Verdict::not_tried;  // what it is when no key verifies it
    VerdictDetail detail = VerdictDetail::none;
    const unsigned labels = signed_labels(zone.entry(rrset.owner));
    if (zone.signer(signature) != zone.origin()) {
        otherwise = Verdict::wrong_signer;
    } else if (signature.labels > labels) {
        return {Verdict::wrong_labels, VerdictDetail::labels_exceed_owner};
    } else if (signature.labels < signed_labels(zone.entry(zone.apex()))) {
        return {Verdict::wrong_labels, VerdictDetail::labels_below_signer};
    } else if (signature.labels < labels) {
        otherwise = Verdict::wrong_labels;
        detail = VerdictDetail::labels_too_few;
    }

    const Trial keys_of_tag = trial(rrset, signature, otherwise);
    if (!keys_of_tag.tried.empty())
        return {otherwise, VerdictDetail::deadline, keys_of_tag.tried[0]};
    if (otherwise != Verdict::not_tried) return {otherwise, detail, keys_of_tag.only()};
    if (keys_of_tag.published.empty()) return {Verdict::no_such_key, VerdictDetail::none};
    return {keys_of_tag.any_unsupported ? Verdict::unsupported : Verdict::key_unusable,
            VerdictDetail::none, keys_of_tag.only()};
}

Trial Pass::trial(const Rrset& rrset, const Signature& signature, Verdict otherwise) const {
    const auto published = keys.candidates(signature.algorithm, signature.key_tag);
    const auto first_from = [&](TrialRank rank) {
        return std::ranges::lower_bound(published, rank, {},
                                        [&](KeyId id) { return trial_rank(keys[id]); });
    };
    // "A revoked key ... verifies nothing except the DNSKEY RRset" V-KEY-3
    const bool shows_revocation = rrset.type == RrType::DNSKEY && rrset.owner == zone.apex() &&
                                  otherwise == Verdict::not_tried;
    const auto unsupported = first_from(TrialRank::unsupported);
    return {.published = published,
            .tried = {published.begin(),
                      shows_revocation ? unsupported : first_from(TrialRank::revoked)},
            .any_unsupported = unsupported != first_from(TrialRank::unusable)};
}

/// The answer of one key: the end of the matter, or the next key of the same tag (V-SIG-12 "MUST
/// try each").
void Pass::settle(const Signature& signature, SignatureCheck answer, unsigned round) {
    SignatureFact& now = fact(signature);
    const Trial keys_of_tag = trial(zone.rrset(signature.covers), signature, now.verdict);
    const bool verified = answer == SignatureCheck::valid;
    const std::size_t tried = round + 1;
    if (!verified && tried < keys_of_tag.tried.size() && tried < bounds.keys_per_tag) {
        now.key = keys_of_tag.tried[tried];
        return;
    }
    if (!verified) now.key = keys_of_tag.only();

    if (now.verdict == Verdict::wrong_signer) {
        now.detail = verified ? VerdictDetail::signer_elsewhere_but_verifies : VerdictDetail::none;
    } else if (now.verdict == Verdict::wrong_labels) {
        now.detail =
            verified ? VerdictDetail::labels_too_few_but_verifies : VerdictDetail::labels_too_few;
    } else if (verified) {
        now = keys[now.key].usable() ? SignatureFact{Verdict::valid, VerdictDetail::none, now.key}
                                     : SignatureFact{Verdict::key_unusable,
                                                     VerdictDetail::revoked_but_verifies, now.key};
    } else if (tried < keys_of_tag.tried.size()) {
        now = {Verdict::not_tried, VerdictDetail::too_many_candidates, no_key};
    } else if (keys_of_tag.any_unsupported) {
        now = {Verdict::unsupported, VerdictDetail::none, now.key};
    } else if (!keys[keys_of_tag.tried[0]].usable()) {
        now = {Verdict::key_unusable, VerdictDetail::none, now.key};
    } else if (now.key != no_key && answer == SignatureCheck::wrong_length) {
        now = {Verdict::malformed, VerdictDetail::signature_length, now.key};
    } else if (now.key != no_key && answer == SignatureCheck::degenerate) {
        now = {Verdict::malformed, VerdictDetail::degenerate, now.key};
    } else {
        now = {Verdict::bad_signature, VerdictDetail::none, now.key};
    }
}

struct Batch {
    KeyId key;
    std::uint32_t begin, end;
};

/// Where piece i of so many begins.
std::uint32_t part(std::uint32_t count, std::uint32_t i, std::uint32_t pieces) {
    return static_cast<std::uint32_t>(std::uint64_t{count} * i / pieces);
}

/// The pending signatures, grouped by the key to try next and in order of their ids within a group.
struct Queue {
    std::vector<SignatureId> signatures;
    std::vector<Batch> batches;
    std::vector<std::uint32_t> by_key;  // how many

    Queue(const std::vector<SignatureFact>& facts, std::size_t keys, unsigned workers) {
        std::vector<std::uint32_t> first(keys + 1);
        const auto each_pending = [&](const auto& visit) {
            for (std::size_t i = 0; i < facts.size(); ++i)
                if (is_pending(facts[i]))
                    visit(static_cast<std::uint16_t>(facts[i].key), SignatureId(i));
        };
        each_pending([&](std::uint16_t key, SignatureId) { ++first[key + 1u]; });
        by_key.assign(first.begin() + 1, first.end());
        const std::size_t all = std::accumulate(by_key.begin(), by_key.end(), std::size_t{0});
        const auto a_batch = static_cast<std::uint32_t>(
            std::clamp(all / workers / batches_a_worker, least_a_batch, most_a_batch));
        for (std::size_t key = 0; key < keys; ++key) {
            const std::uint32_t begin = first[key], end = first[key + 1] += begin;
            // Pieces of one size: a short last one would cost a lane as much as a long one.
            const std::uint32_t count = end - begin, pieces = (count + a_batch - 1) / a_batch;
            for (std::uint32_t i = 0; i < pieces; ++i)
                batches.push_back({KeyId(key), begin + part(count, i, pieces),
                                   begin + part(count, i + 1, pieces)});
        }
        signatures.resize(first[keys]);
        each_pending([&](std::uint16_t key, SignatureId id) { signatures[first[key]++] = id; });
    }
};

/// One worker's buffers, reused from batch to batch.
class Checker {
public:
    /// Calls settle(signature, answer) for each.
    template <class Settle>
    void check(const Zone& zone, const KeyVerifier& key, std::span<const SignatureId> ids,
               NameReading reading, const Settle& settle) {
        while (!ids.empty()) {
            octets_.clear(), ends_.clear();
            while (ends_.size() < ids.size() && octets_.size() < octets_a_batch) {
                const Signature& signature = zone.signature(ids[ends_.size()]);
                append_signed_octets(zone, zone.rrset(signature.covers), signature, octets_,
                                     reading);
                ends_.push_back(octets_.size());
            }
            check_collected(zone, key, ids.first(ends_.size()), settle);
            ids = ids.subspan(ends_.size());
        }
    }

private:
    template <class Settle>
    void check_collected(const Zone& zone, const KeyVerifier& key, std::span<const SignatureId> ids,
                         const Settle& settle) {
        messages_.clear(), batch_.clear(), answers_.assign(ids.size(), SignatureCheck::bad);
        for (std::size_t i = 0, begin = 0; i < ids.size(); begin = ends_[i++])
            messages_.push_back(Octets(octets_).subspan(begin, ends_[i] - begin));
        for (std::size_t i = 0; i < ids.size(); ++i)
            batch_.push_back({{&messages_[i], 1}, zone.signature_value(zone.signature(ids[i]))});
        key.check(batch_, answers_, scratch_);
        for (std::size_t i = 0; i < ids.size(); ++i) settle(zone.signature(ids[i]), answers_[i]);
    }

    Scratch scratch_;
    std::vector<std::uint8_t> octets_;
    std::vector<std::size_t> ends_;
    std::vector<Octets> messages_;
    std::vector<SignedOctets> batch_;
    std::vector<SignatureCheck> answers_;
};

/// V-CAN-3: a bad signature that is good in the other reading stays bad, but says so.
void try_other_reading(Pass& pass, std::vector<Checker>& checkers, Workers& workers) {
    workers.parallel_for(
        pass.facts.size(), rrsets_a_task, [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t i = begin; i < end; ++i) {
                SignatureFact& fact = pass.facts[i];
                const SignatureId id{static_cast<std::uint32_t>(i)};
                if (fact.verdict != Verdict::bad_signature || fact.key == no_key) continue;
                if (!has_two_readings(pass.zone, pass.zone.rrset(pass.zone.signature(id).covers)))
                    continue;
                checkers[worker].check(pass.zone, *pass.keys[fact.key].verifier, {&id, 1},
                                       NameReading::folded,
                                       [&](const Signature&, SignatureCheck answer) {
                                           if (answer == SignatureCheck::valid)
                                               fact.detail = VerdictDetail::verifies_folded;
                                       });
            }
        });
}

/// What the deadline left: a wrong label count is known without its cryptography.
void name_unchecked_labels(std::vector<SignatureFact>& facts) {
    for (SignatureFact& fact : facts)
        if (fact.verdict == Verdict::wrong_labels && fact.detail == VerdictDetail::deadline)
            fact.detail = VerdictDetail::labels_too_few;
}

/// Tables for keys of many signatures.
void announce(const Queue& queue, const KeyTable& keys, Workers& workers) {
    workers.parallel_for(queue.by_key.size(), 1, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t key = begin; key < end; ++key)
            if (queue.by_key[key] != 0) keys.keys()[key].verifier->expect(queue.by_key[key]);
    });
}

std::vector<SignatureFact> verify_once(const Zone& zone, const KeyTable& keys,
                                       const SignatureBounds& bounds, Workers& workers,
                                       Progress* progress) {
    const SignatureFact not_begun{Verdict::not_tried, VerdictDetail::deadline, no_key};
    Pass pass{zone, keys, bounds, std::vector(zone.signatures().size(), not_begun)};
    const auto rrsets = zone.rrsets();
    bool complete = workers.parallel_for(
        rrsets.size(), rrsets_a_task, [&](std::size_t begin, std::size_t end, unsigned) {
            for (const Rrset& rrset : rrsets.subspan(begin, end - begin)) pass.judge_fields(rrset);
        });

    std::vector<Checker> checkers(workers.count());
    for (unsigned round = 0; complete; ++round) {
        const Queue queue(pass.facts, keys.keys().size(), workers.count());
        if (queue.batches.empty()) break;
        announce(queue, keys, workers);
        if (progress != nullptr)
            progress->total.fetch_add(queue.signatures.size(), std::memory_order_relaxed);
        complete = workers.parallel_for(
            queue.batches.size(), 1, [&](std::size_t begin, std::size_t end, unsigned worker) {
                for (const Batch& batch : std::span(queue.batches).subspan(begin, end - begin)) {
                    const auto ids =
                        std::span(queue.signatures).subspan(batch.begin, batch.end - batch.begin);
                    checkers[worker].check(zone, *keys[batch.key].verifier, ids,
                                           NameReading::canonical,
                                           [&](const Signature& signature, SignatureCheck answer) {
                                               pass.settle(signature, answer, round);
                                           });
                    if (progress != nullptr)
                        progress->done.fetch_add(ids.size(), std::memory_order_relaxed);
                }
            });
    }
    if (complete)
        try_other_reading(pass, checkers, workers);
    else
        name_unchecked_labels(pass.facts);
    return std::move(pass.facts);
}

}  // namespace

std::vector<SignatureFact> verify_signatures(const Zone& zone, const KeyTable& keys,
                                             const SignatureBounds& bounds, Workers& workers,
                                             Progress* progress) {
    for (;;) {
        const std::size_t faults = keys.lane_faults().size();
        auto facts = verify_once(zone, keys, bounds, workers, progress);
        // A lane that was caught has given answers before: none of them counts. It is off now, and
        // there are few lanes.
        if (keys.lane_faults().size() == faults) return facts;
    }
}

}  // namespace zoneproof
