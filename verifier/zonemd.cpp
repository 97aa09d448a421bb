// ZONEMD: does a digest at the apex match the zone around it (RFC 8976 4; V-ZMD-3 to V-ZMD-5,
// V-ZMD-7)?
//
// The zone is written out in rounds: while the hashes take in the blocks of one round, other
// workers write those of the next. No more than two rounds are ever held.
#include "verifier/zonemd.hpp"

#include "parser/dns/rdata.hpp"
#include "verifier/crypto/digest.hpp"
#include "verifier/zone_octets.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace zoneproof {
namespace {

constexpr std::uint8_t scheme_simple = 1;
constexpr std::size_t least_digest_octets = 12;  // RFC 8976 2.2.4
constexpr std::size_t names_per_block = 512;

struct HashRow {
    std::uint8_t number;
    HashAlgorithm algorithm;
    std::size_t octets;
};
constexpr HashRow hashes[] = {{1, HashAlgorithm::sha384, 48},
                              {2, HashAlgorithm::sha512, 64}};  // RFC 8976 5.3

const HashRow* find_hash(const ZonemdFact& fact) {
    if (fact.scheme != scheme_simple) return nullptr;
    const auto row = std::ranges::find(hashes, fact.hash_algorithm, &HashRow::number);
    return row == std::end(hashes) ? nullptr : row;
}

/// What can be said without a digest of the zone; nothing when only that decides.
std::optional<ZonemdState> judge_form(const Zone& zone, const ZonemdFact& fact,
                                      std::size_t digest_octets) {
    // With two SOA RRs the zone has no serial (V-NAME-1).
    const bool serial_known = zone.soa().count == 1;
    if (serial_known && fact.serial != zone.serial()) return ZonemdState::serial_mismatch;
    if (digest_octets < least_digest_octets) return ZonemdState::digest_length;
    const HashRow* const hash = find_hash(fact);
    if (hash == nullptr) return ZonemdState::unsupported;
    if (digest_octets != hash->octets) return ZonemdState::digest_length;
    if (!serial_known) return ZonemdState::not_computed;
    return std::nullopt;
}

/// The hashes of the zone, or nothing when the stop flag ended it.
std::optional<std::vector<std::vector<std::uint8_t>>>
digest_zone(const Zone& zone, std::vector<Digest> running, Workers& workers) {
    const std::size_t names = zone.names().size();
    const std::size_t blocks = (names + names_per_block - 1) / names_per_block;
    const std::size_t per_round = workers.count() == 1 ? 1 : 2 * workers.count();
    std::array<std::vector<std::vector<std::uint8_t>>, 2> rounds;
    for (auto& round : rounds) round.resize(per_round);

    const auto write_block = [&](std::size_t block, std::vector<std::uint8_t>& out) {
        out.clear();
        const std::size_t end = std::min(names, (block + 1) * names_per_block);
        for (std::size_t i = block * names_per_block; i < end; ++i)
            append_digested_octets(zone, static_cast<NameId>(i), out);
    };
    const std::size_t tasks = running.size() + per_round;
    for (std::size_t first = 0; first < blocks + per_round; first += per_round) {
        auto& written = rounds[first / per_round % 2];
        auto& hashed = rounds[(first / per_round + 1) % 2];
        const bool complete =
            workers.parallel_for(tasks, 1, [&](std::size_t task, std::size_t, unsigned) {
                if (task < running.size()) {
                    for (const auto& block : hashed) running[task].update(block);
                } else {
                    const std::size_t k = task - running.size();
                    if (first + k < blocks)
                        write_block(first + k, written[k]);
                    else
                        written[k].clear();
                }
            });
        if (!complete) return std::nullopt;
    }
    std::vector<std::vector<std::uint8_t>> digests;
    for (Digest& digest : running) digests.push_back(digest.finish());
    return digests;
}

/// A record that only a digest of the zone decides; no two of them name the same hash.
struct Pending {
    std::size_t fact;
    const HashRow* hash;
    Octets digest;
};

void judge_digests(const Zone& zone, bool records_lost, const std::vector<Pending>& pending,
                   std::vector<ZonemdFact>& facts, Workers& workers) {
    std::vector<Digest> running;
    for (const Pending& record : pending) running.emplace_back(record.hash->algorithm);
    std::optional<std::vector<std::vector<std::uint8_t>>> computed;
    if (!pending.empty() && !records_lost)
        computed = digest_zone(zone, std::move(running), workers);
    for (std::size_t i = 0; i < pending.size(); ++i) {
        ZonemdFact& fact = facts[pending[i].fact];
        const Octets published = pending[i].digest;
        if (computed) fact.computed = std::move((*computed)[i]);
        if (std::ranges::all_of(published, [](std::uint8_t octet) { return octet == 0; }))
            fact.state = ZonemdState::placeholder;
        else if (computed)
            fact.state =
                equal(published, fact.computed) ? ZonemdState::match : ZonemdState::mismatch;
        if (fact.state == ZonemdState::match) fact.computed.clear();
    }
}

}  // namespace

ZonemdFacts check_zonemd(const Zone& zone, bool records_lost, Workers& workers) {
    ZonemdFacts facts;
    const Rrset* const rrset = zone.at_apex(RrType::ZONEMD);
    if (rrset == nullptr) return facts;

    std::map<std::pair<std::uint8_t, std::uint8_t>, unsigned> uses;  // of scheme and hash
    for (const Octets rdata : zone.records(*rrset))
        ++uses[{ZonemdView(rdata).scheme(), ZonemdView(rdata).hash_algorithm()}];
    std::vector<Pending> pending;
    std::uint32_t id = index(rrset->first_record);
    for (const Octets rdata : zone.records(*rrset)) {
        const ZonemdView view(rdata);
        ZonemdFact fact{RecordId{id++},
                        view.serial(),
                        view.scheme(),
                        view.hash_algorithm(),
                        ZonemdState::not_computed,
                        {}};
        // V-ZMD-4: of several records with one scheme and hash none counts.
        if (uses[{fact.scheme, fact.hash_algorithm}] > 1)
            fact.state = ZonemdState::duplicate;
        else if (const auto state = judge_form(zone, fact, view.digest().size()))
            fact.state = *state;
        else
            pending.push_back({facts.records.size(), find_hash(fact), view.digest()});
        facts.records.push_back(std::move(fact));
    }
    judge_digests(zone, records_lost, pending, facts.records, workers);
    return facts;
}

bool ZonemdFacts::verified() const {
    return std::ranges::any_of(
        records, [](const ZonemdFact& fact) { return fact.state == ZonemdState::match; });
}

}  // namespace zoneproof
