// A lane that lies, behind the real guard and in a real pass: what it said before it was caught is
// in no fact.
#include "tests/verifier/judged.hpp"
#include "tests/verifier/signer.hpp"
#include "verifier/crypto/guarded.hpp"
#include "verifier/crypto/lanes.hpp"

#include <algorithm>
#include <atomic>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const TestKey zsk;
constexpr unsigned names = 200;

/// A lane that accepts everything: all but the canary, and that too from a certain batch on.
struct Lies {
    unsigned from = 0, canary_from = 0;  // by batch
    std::atomic<unsigned> batches = 0, told = 0;
};
constexpr unsigned never = names;

class LyingLane final : public Lane {
public:
    LyingLane(std::unique_ptr<Lane> honest, Lies& lies) : honest_(std::move(honest)), lies_(lies) {}

    void check(std::span<const SignedOctets> batch, std::span<std::uint8_t> good,
               LaneSpace& space) const override {
        honest_->check(batch, good, space);
        const unsigned number = lies_.batches++;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const bool is_canary = batch[i].pieces.size() != 1;
            if (good[i] == 0 && number >= (is_canary ? lies_.canary_from : lies_.from))
                good[i] = 1, ++lies_.told;
        }
    }
    void expect(std::size_t signatures) override { honest_->expect(signatures); }
    std::size_t least() const override { return honest_->least(); }

private:
    std::unique_ptr<Lane> honest_;
    Lies& lies_;
};

/// The portable ECDSA lane turned into a liar.
std::unique_ptr<Lane> lying_lane(Octets public_key, Lies& lies) {
    auto honest = make_ecdsa_scalar_lane(13, public_key);
    return std::make_unique<LyingLane>(std::move(honest), lies);
}

std::string owner(unsigned number) {
    return "h" + std::to_string(number + 1000) + ".example.";
}

/// Signed names, one of them over other data.
std::string zone_text(unsigned bad) {
    std::string zone = soa + text(dnskeys({&zsk}));
    for (unsigned i = 0; i < names; ++i) {
        const TestRrset rrset{owner(i), RrType::A, {"c0000201"}};
        const TestRrset other{owner(i), RrType::A, {"c0000202"}};
        zone += text(rrset) + rrsig(i == bad ? other : rrset, zsk);
    }
    return zone;
}

struct Outcome {
    std::size_t valid = 0;
    Verdict of_the_bad_one{};
    std::vector<LaneFault> faults;
};

Outcome verify_with(Lies& lies, CrossCheck cross_check, unsigned threads) {
    const unsigned bad = 60;  // behind the first accepts, which are all asked of Botan
    const Zone zone = zone_of(zone_text(bad));
    LaneSwitch control("lying");
    const KeyTable keys(zone,
                        [&](std::uint8_t algorithm,
                            Octets key) -> std::variant<std::unique_ptr<KeyVerifier>, KeyRefusal> {
                            auto botan = make_verifier(algorithm, key, Engine::botan);
                            return std::make_unique<GuardedVerifier>(
                                std::move(std::get<std::unique_ptr<KeyVerifier>>(botan)),
                                lying_lane(key, lies), &control, std::vector<const LaneSwitch*>(),
                                cross_check);
                        });
    Workers workers(threads);
    const auto facts = verify_signatures(zone, keys, {}, workers);
    Outcome outcome;
    outcome.valid = static_cast<std::size_t>(
        std::ranges::count(facts, Verdict::valid, &SignatureFact::verdict));
    const auto name = zone.find(*name_from_text(owner(bad)));
    outcome.of_the_bad_one =
        facts[index(zone.id(zone.signatures(zone.rrsets(*name)[0])[0]))].verdict;
    outcome.faults = keys.lane_faults();
    return outcome;
}

}  // namespace

TEST_CASE("what a lane accepted wrongly is taken back when it is caught batches later") {
    for (const unsigned threads : {1u, 2u}) {
        Lies lies{.canary_from = 2};
        const Outcome outcome = verify_with(lies, CrossCheck::sampled, threads);
        CHECK(lies.told >= (threads == 1 ? 2 : 1));  // the bad signature, and a canary
        CHECK(outcome.of_the_bad_one == Verdict::bad_signature);
        CHECK(outcome.valid == names - 1);
        REQUIRE(outcome.faults.size() == 1);
        CHECK(outcome.faults[0].trouble == LaneTrouble::canary);
        CHECK(outcome.faults[0].lane == std::string("lying"));
    }
}

TEST_CASE("with --verify-twice the first lie is found, and nothing is asked of the lane again") {
    Lies lies{.canary_from = never};
    const Outcome outcome = verify_with(lies, CrossCheck::all, 1);
    CHECK(lies.told == 1);
    CHECK(outcome.of_the_bad_one == Verdict::bad_signature);
    CHECK(outcome.valid == names - 1);
    REQUIRE(outcome.faults.size() == 1);
    CHECK(outcome.faults[0].trouble == LaneTrouble::cross_check);
}

TEST_CASE("a lane that tells the truth is left alone") {
    Lies lies{.from = never, .canary_from = never};
    const Outcome outcome = verify_with(lies, CrossCheck::sampled, 1);
    CHECK(lies.batches >= 3);
    CHECK(outcome.of_the_bad_one == Verdict::bad_signature);
    CHECK(outcome.valid == names - 1);
    CHECK(outcome.faults.empty());
}
