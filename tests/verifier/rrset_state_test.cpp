#include "tests/verifier/judged.hpp"
#include "tests/verifier/signer.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const TestKey zsk, other(13, 256, 2);
const std::string front = soa + text(dnskeys({&zsk}));
const TestRrset www{"www.example.", RrType::A, {"c0000201"}};

TimeState time_state_of(std::uint32_t inception, std::uint32_t expiration, std::uint32_t now) {
    Signature signature{};
    signature.inception = inception;
    signature.expiration = expiration;
    return time_state(signature, now);
}

/// The state at a moment of an RRset with these RRSIG lines.
RrsetState state(const std::string& signatures, std::uint32_t now = 1'500'000,
                 const SignatureBounds& bounds = {}) {
    return Judged(front + text(www) + signatures, bounds).state("www.example.", RrType::A, now);
}

std::string from_to(std::uint32_t inception, std::uint32_t expiration) {
    return rrsig(www, zsk, {.inception = inception, .expiration = expiration});
}

std::string bad() {
    return rrsig({"www.example.", RrType::A, {"c0000202"}}, zsk);
}

}  // namespace

TEST_CASE("both boundary seconds are inside the validity period") {
    CHECK(time_state_of(100, 200, 99) == TimeState::not_yet);
    CHECK(time_state_of(100, 200, 100) == TimeState::inside);
    CHECK(time_state_of(100, 200, 200) == TimeState::inside);
    CHECK(time_state_of(100, 200, 201) == TimeState::expired);
    CHECK(time_state_of(100, 100, 100) == TimeState::inside);
}

TEST_CASE("validity periods wrap around 2^32 and know no year 2038 or 2106") {
    CHECK(time_state_of(0xFFFFFF00, 0x00000100, 0xFFFFFFFF) == TimeState::inside);
    CHECK(time_state_of(0xFFFFFF00, 0x00000100, 0) == TimeState::inside);
    CHECK(time_state_of(0xFFFFFF00, 0x00000100, 0x101) == TimeState::expired);
    CHECK(time_state_of(0x7FFFFFF0, 0x80000010, 0x80000000) == TimeState::inside);
}

TEST_CASE("a period of 2^31 seconds or more ends before it begins") {
    CHECK(time_state_of(100, 0x80000063, 100) == TimeState::inside);
    CHECK(time_state_of(100, 0x80000064, 100) == TimeState::reversed);
    CHECK(time_state_of(100, 99, 100) == TimeState::reversed);
}

TEST_CASE("a moment 2^31 seconds from a boundary is incomparable and outside") {
    CHECK(time_state_of(100, 200, 100 + 0x80000000) != TimeState::inside);
    CHECK(time_state_of(100, 200, 200 + 0x80000000) != TimeState::inside);
}

TEST_CASE("one good signature is enough, whatever stands beside it") {
    const std::string good = from_to(1'000'000, 2'000'000);
    CHECK(state(good) == RrsetState::valid);
    CHECK(state(good + bad() + rrsig(www, other) + from_to(1, 2) +
                rrsig(www, zsk, {.labels = 3})) == RrsetState::valid);
}

TEST_CASE("an RRset without signature is unsigned, and a covered RRSIG is none") {
    CHECK(state("") == RrsetState::unsigned_);
}

TEST_CASE("sound signatures out of their time are expired once one has ended, else not yet valid") {
    CHECK(state(from_to(1'000'000, 1'499'999)) == RrsetState::expired);
    CHECK(state(from_to(1'500'001, 1'600'000)) == RrsetState::not_yet_valid);
    CHECK(state(from_to(1'500'001, 1'600'000) + from_to(1'000'000, 1'499'999)) ==
          RrsetState::expired);
    CHECK(state(from_to(1'600'000, 1'500'000)) == RrsetState::reversed);
    CHECK(state(from_to(1'600'000, 1'500'000) + from_to(1'000'000, 1'499'999)) ==
          RrsetState::expired);
}

TEST_CASE("an RRset without a good signature has the state of its most telling one") {
    const std::string malformed = "www.example. 3600 IN RRSIG A 13 2 3600 2000000 1000000 " +
                                  std::to_string(zsk.tag()) + " example. AAAA\n";
    const std::string unknown = rrsig(www, other), labels = rrsig(www, zsk, {.labels = 3});
    const std::string signer = rrsig(www, zsk, {.signer = "a.example."});
    CHECK(state(unknown) == RrsetState::unknown_key);
    CHECK(state(unknown + signer) == RrsetState::wrong_signer);
    CHECK(state(unknown + signer + labels) == RrsetState::wrong_labels);
    CHECK(state(unknown + signer + labels + malformed) == RrsetState::malformed);
    CHECK(state(unknown + signer + labels + malformed + bad()) == RrsetState::bad_signature);
    CHECK(state(unknown + signer + labels + malformed + bad() + from_to(1, 2)) ==
          RrsetState::expired);
}

TEST_CASE(
    "unsupported algorithms alone leave an RRset unjudged, beside a failing signature it fails") {
    const std::string gost = "example. 3600 IN DNSKEY 256 3 12 AAEAAg==\n";
    const unsigned tag = Judged(soa + gost).keys.keys()[0].tag;
    const auto by_gost = [&](const char* expiration) {
        return gost + "www.example. 3600 IN RRSIG A 12 2 3600 " + expiration + " 1000000 " +
               std::to_string(tag) + " example. AAAA\n";
    };
    CHECK(state(by_gost("2000000")) == RrsetState::unsupported_only);
    CHECK(state(by_gost("2000000") + rrsig(www, other)) == RrsetState::unsupported_only);
    CHECK(state(by_gost("2000000") + bad()) == RrsetState::bad_signature);
    CHECK(state(by_gost("1400000")) == RrsetState::expired);
}

TEST_CASE("an untried signature keeps an RRset unjudged only while it could be valid") {
    const SignatureBounds none{.signatures_per_rrset = 0};
    CHECK(state(from_to(1'000'000, 2'000'000), 1'500'000, none) == RrsetState::not_tried);
    CHECK(state(from_to(1'000'000, 2'000'000), 2'000'001, none) == RrsetState::expired);
}

namespace {

StateAt over(const std::string& signatures, std::int64_t from, std::int64_t to) {
    const Judged judged(front + text(www) + signatures);
    return rrset_state(judged.zone, judged.facts, judged.rrset("www.example.", RrType::A),
                       Timestamp{from}, Timestamp{to});
}

}  // namespace

TEST_CASE("a relay of signatures without a gap is valid throughout; a gap of one second is found") {
    const std::string first = from_to(1000, 2000);
    const auto whole = over(first + from_to(2001, 3000), 1000, 3000);
    CHECK(whole.state == RrsetState::valid);
    CHECK(whole.when == Timestamp{3000});
    const auto gap = over(first + from_to(2002, 3000), 1000, 3000);
    CHECK(gap.state == RrsetState::expired);
    CHECK(gap.when == Timestamp{2001});
}

TEST_CASE("a range is invalid from its first second on, or from the last signature's end") {
    const auto early = over(from_to(1000, 2000), 999, 1500);
    CHECK(early.state == RrsetState::not_yet_valid);
    CHECK(early.when == Timestamp{999});
    const auto late = over(from_to(1000, 2000) + from_to(1200, 1700), 1100, 2001);
    CHECK(late.state == RrsetState::expired);
    CHECK(late.when == Timestamp{2001});
    CHECK(over(from_to(1000, 2000), 1000, 2000).state == RrsetState::valid);
    CHECK(over(from_to(1000, 2000), 2000, 2000).state == RrsetState::valid);
}

TEST_CASE("a range across 2106 follows the seconds, not the 32 bits") {
    const std::int64_t wrap = std::int64_t{1} << 32;
    const auto state = over(from_to(0xFFFFFF00, 0x100), wrap - 10, wrap + 0x101);
    CHECK(state.state == RrsetState::expired);
    CHECK(state.when == Timestamp{wrap + 0x101});
    CHECK(over(from_to(0xFFFFFF00, 0x100), wrap - 0x100, wrap + 0x100).state == RrsetState::valid);
}
