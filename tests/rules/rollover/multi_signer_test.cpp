// Several signers of one zone (RFC 8901; section 4.7): caches mix their answers.
#include "tests/rules/rollover/log.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

/// A and B: their keys, who signs the DNSKEY RRset, and their ZSK.
Log two_signers(const std::string& a_keys, const char* a_ksk, const char* a_zsk,
                const std::string& b_keys, const char* b_ksk, const char* b_zsk,
                const std::string& named) {
    Log log = settled(a_keys, a_ksk, {{a_zsk, 100}}, named);
    log.peers = {{"B", {log.version(-100 * days, b_keys, b_ksk, {{b_zsk, 100}})}}};
    return log;
}

bool has_note(const Assessed& assessed, const std::string& begin) {
    return std::ranges::any_of(assessed.readiness.notes,
                               [&](const std::string& note) { return note.starts_with(begin); });
}

}  // namespace

TEST_CASE("multi-signer model 2 passes clean when each publishes the keys of both") {
    const Assessed good(two_signers("KLYZ", "K", "Z", "KLYZ", "L", "Y", "KL").at(0));
    CHECK(good.readiness.grade == ReadinessGrade::stable);
    CHECK(good.readiness.unsafe.empty());
    CHECK(good.readiness.incomplete.empty());
    CHECK(good.issue(IssueKind::provider_keys) == nullptr);
    CHECK(has_note(good, "multi-signer model 2"));
    // The other's KSK need not be published by both.
    const Assessed own(two_signers("KYZ", "K", "Z", "LYZ", "L", "Y", "KL").at(0));
    CHECK(own.readiness.unsafe.empty());
}

TEST_CASE("multi-signer model 1 has one set of KSKs") {
    const Assessed good(two_signers("KYZ", "K", "Z", "KYZ", "K", "Y", "K").at(0));
    CHECK(good.readiness.unsafe.empty());
    CHECK(has_note(good, "multi-signer model 1"));
}

TEST_CASE("a signer that does not publish the other's ZSK breaks caches that mix them") {
    const Assessed alone(two_signers("KZ", "K", "Z", "LYZ", "L", "Y", "KL").at(0));
    CHECK(alone.readiness.grade == ReadinessGrade::bogus);
    REQUIRE(alone.issue(IssueKind::provider_keys) != nullptr);
    CHECK(alone.issue(IssueKind::provider_keys)->severity == Severity::error);
}

TEST_CASE("a DS without one signer's KSK breaks what that signer serves") {
    const Assessed one(two_signers("KYZ", "K", "Z", "LYZ", "L", "Y", "K").at(0));
    CHECK(one.readiness.grade == ReadinessGrade::bogus);
}

TEST_CASE("all signers use the same algorithms") {
    const Assessed mixed(two_signers("KYZ", "K", "Z", "lYZy", "l", "y", "Kl").at(0));
    REQUIRE(mixed.issue(IssueKind::provider_keys) != nullptr);
}

TEST_CASE("a new ZSK signs when all providers have published it for long enough") {
    Log log = two_signers("KLYZ", "K", "Z", "KLYZ", "L", "Y", "KL");
    log.zone(0, "KLXYZ", "K", {{"Z", 100}});
    // B lacks it.
    CHECK(Assessed(log.at(5000)).only().grade == ReadinessGrade::blocked);
    log.peers[0].versions.push_back(log.version(7000, "KLXYZ", "L", {{"Y", 100}}));
    CHECK(told(log, 7000) == "zsk-prepub published WAIT sign-with-new 10900");
    CHECK(told(log, 10900) == "zsk-prepub published READY sign-with-new 10900");
}

TEST_CASE("CDS has to be the same at all signers") {
    Log log = two_signers("KLYZ", "K", "Z", "KLYZ", "L", "Y", "KL");
    log.history.versions.back().cds.rdata = log.ds_of(0, "K").records;
    CHECK(Assessed(log.at(0)).issue(IssueKind::key_request_early) != nullptr);
}
