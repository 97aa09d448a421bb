// What stands around a lane: nothing it says can make a bad signature good for long, or a good one
// bad at all.
#include "verifier/crypto/lane.hpp"

#include "tests/verifier/crypto/verifiers.hpp"
#include "tests/verifier/octets.hpp"
#include "verifier/crypto/guarded.hpp"
#include "verifier/crypto/known_answers.hpp"
#include "verifier/crypto/lanes.hpp"

using namespace zoneproof;

namespace {

const auto& rsa = known::answers[0];

/// Says what it is told to, of each signature.
struct ScriptedLane final : Lane {
    std::function<bool(std::size_t index, const SignedOctets&)> says;
    mutable std::size_t asked = 0;

    void check(std::span<const SignedOctets> batch, std::span<std::uint8_t> good,
               LaneSpace&) const override {
        for (std::size_t i = 0; i < batch.size(); ++i, ++asked) good[i] = says(i, batch[i]);
    }
    std::size_t least() const override { return 2; }
};

bool is_canary(const SignedOctets& what) {
    return what.pieces.size() != 1;
}
bool is_right(const SignedOctets& what) {
    return !is_canary(what) && equal(what.signature, rsa.signature);
}

struct Guarded {
    LaneSwitch control{"scripted"};
    ScriptedLane* lane = new ScriptedLane;
    GuardedVerifier verifier;
    Scratch scratch;
    std::vector<std::uint8_t> altered{rsa.signature.begin(), rsa.signature.end()};
    Octets message = rsa.message;

    explicit Guarded(std::function<bool(std::size_t, const SignedOctets&)> says,
                     CrossCheck cross_check = CrossCheck::sampled)
        : verifier(verifier_for(8, rsa.key, Engine::botan), std::unique_ptr<Lane>(lane), &control,
                   {}, cross_check) {
        lane->says = std::move(says);
        altered[100] ^= 1;
    }

    /// A batch of good (g), bad (b) and too short (s) signatures, and the answers as such letters.
    std::string check(std::string_view kinds) {
        std::vector<SignedOctets> batch;
        for (const char kind : kinds)
            batch.push_back({{&message, 1},
                             kind == 'g'   ? rsa.signature
                             : kind == 'b' ? Octets(altered)
                                           : rsa.signature.first(255)});
        std::vector<SignatureCheck> answers(batch.size());
        verifier.check(batch, answers, scratch);
        std::string text;
        for (const SignatureCheck answer : answers)
            text += answer == SignatureCheck::valid          ? 'g'
                    : answer == SignatureCheck::wrong_length ? 's'
                                                             : 'b';
        return text;
    }
};

const auto honest = [](std::size_t, const SignedOctets& what) { return is_right(what); };
const auto never = [](std::size_t, const SignedOctets&) { return false; };

}  // namespace

TEST_CASE("what a lane does not accept is decided by Botan") {
    Guarded guarded(never);
    CHECK(guarded.check("gbgsg") == "gbgsg");
    CHECK(guarded.control.on());
    CHECK(guarded.lane->asked == 5);  // the canary too, the short one not
}

TEST_CASE("a lane that accepts everything is caught by its canary, wherever it stands") {
    for (const char* kinds : {"gg", "bg", "bbbbbbb", "gbgbgbgbsgbgb"}) {
        CAPTURE(kinds);
        Guarded guarded([](std::size_t, const SignedOctets&) { return true; });
        CHECK(guarded.check(kinds) == kinds);
        REQUIRE(guarded.verifier.lane_faults().size() == 1);
        CHECK(guarded.verifier.lane_faults()[0].trouble == LaneTrouble::canary);
    }
}

TEST_CASE("a lane that accepts a bad signature among the first of a key is turned off") {
    Guarded guarded([](std::size_t, const SignedOctets& what) { return !is_canary(what); });
    CHECK(guarded.check("ggbg") == "ggbg");
    CHECK(guarded.verifier.lane_faults().at(0).trouble == LaneTrouble::cross_check);
    const std::size_t asked = guarded.lane->asked;
    CHECK(guarded.check("gbgb") == "gbgb");
    CHECK(guarded.lane->asked == asked);  // never again
}

TEST_CASE(
    "after the first sixteen a lane's accepts are sampled, with --verify-twice all are checked") {
    for (const CrossCheck cross_check : {CrossCheck::sampled, CrossCheck::all}) {
        bool lies = false;
        Guarded guarded(
            [&](std::size_t, const SignedOctets& what) {
                return lies ? !is_canary(what) : is_right(what);
            },
            cross_check);
        CHECK(guarded.check("gggggggggggggggg") == "gggggggggggggggg");
        CHECK(guarded.check("gbgg") == "gbgg");
        lies = true;
        CHECK(guarded.check("gbgg") == (cross_check == CrossCheck::all ? "gbgg" : "gggg"));
        CHECK(guarded.control.on() == (cross_check == CrossCheck::sampled));
    }
}

TEST_CASE("a lane turned off by one key is off for the other") {
    Guarded guarded(honest);
    CHECK(guarded.check("gb") == "gb");
    guarded.control.turn_off(LaneTrouble::cross_check);
    const std::size_t asked = guarded.lane->asked;
    CHECK(guarded.check("gb") == "gb");
    CHECK(guarded.lane->asked == asked);
    CHECK(guarded.verifier.lane_faults().size() == 1);
}

TEST_CASE("few signatures go to Botan one by one") {
    Guarded guarded(never);
    CHECK(guarded.check("g") == "g");
    CHECK(guarded.check("") == "");
    CHECK(guarded.check("ss") == "ss");
    CHECK(guarded.lane->asked == 0);
}

TEST_CASE("a lane whose self-test failed stays off and says so") {
    LaneSwitch control("scripted");
    int tests = 0;
    for (int i = 0; i < 2; ++i)
        control.test_once([&] {
            ++tests;
            return false;
        });
    CHECK(tests == 1);
    CHECK(!control.on());
    control.turn_off(LaneTrouble::canary);
    CHECK(control.fault().trouble == LaneTrouble::self_test);

    Scratch scratch;
    const GuardedVerifier verifier(verifier_for(8, rsa.key, Engine::botan), nullptr, nullptr,
                                   {&control}, CrossCheck::sampled);
    CHECK(check_one(verifier, rsa.message, rsa.signature, scratch) == SignatureCheck::valid);
    CHECK(std::string(verifier.lane_faults().at(0).lane) == "scripted");
}

TEST_CASE("every kind of lane this machine runs passes its known answers") {
    for (const LaneKind& kind : lane_kinds())
        if (kind.runs_here()) {
            CAPTURE(kind.control->fault().lane);
            CHECK(passes_known_answers(kind));
        }
}

TEST_CASE("the self-test tells a lane that says yes, no, or mixes places up") {
    static std::function<bool(std::size_t, const SignedOctets&)> says;
    static LaneSwitch control("scripted");
    static constexpr std::uint8_t algorithms[] = {8};
    const LaneKind kind{&control, algorithms, true, [] { return true; },
                        [](std::uint8_t, Octets) -> std::unique_ptr<Lane> {
                            auto lane = std::make_unique<ScriptedLane>();
                            lane->says = says;
                            return lane;
                        }};
    says = honest;
    CHECK(passes_known_answers(kind));
    says = never;
    CHECK(!passes_known_answers(kind));
    says = [](std::size_t, const SignedOctets&) { return true; };
    CHECK(!passes_known_answers(kind));
    says = [](std::size_t i, const SignedOctets& what) { return i != 8 && is_right(what); };
    CHECK(!passes_known_answers(kind));
}
