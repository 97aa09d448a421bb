#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

Ids with_ds(std::initializer_list<TrustInput> records) {
    return raised(SignedZone{}, with_parent(records));
}

/// The DS of the key signing key with one octet of its RDATA changed.
TrustInput changed(std::size_t octet, std::uint8_t value, std::uint8_t digest_type = 2) {
    TrustInput ds = ds_of(ksk(), digest_type);
    ds.rdata[octet] = value;
    return ds;
}
TrustInput wrong_digest(std::uint8_t digest_type = 2) {
    return changed(10, ds_of(ksk(), digest_type).rdata[10] ^ 1, digest_type);
}
TrustInput wrong_tag() {
    return changed(1, ds_of(ksk()).rdata[1] ^ 1);
}

}  // namespace

TEST_CASE("row 21: a DS with another digest leads nowhere, unless another one does") {
    CHECK(with_ds({wrong_digest()}) == Ids{"ds-digest-mismatch", "ds-no-dnskey-match"});
    const auto beside = judge(SignedZone{}.text(), with_parent({wrong_digest(4), ds_of(ksk())}));
    CHECK(raised(*beside) == Ids{"ds-digest-mismatch"});
    CHECK(beside->find("ds-digest-mismatch")->severity == Severity::warning);
    CHECK(word(*beside) == "proven");
}

TEST_CASE("a DS that matches nothing names its cause") {
    const auto cause = [](const TrustInput& ds) {
        return std::string(
            judge(SignedZone{}.text(), with_parent({ds}))->find("ds-no-dnskey-match")->group.cause);
    };
    CHECK(cause(wrong_digest()) == "digest-mismatch");
    CHECK(cause(wrong_tag()) == "keytag-wrong");
    CHECK(cause(changed(2, 8)) == "algorithm-mismatch");
    CHECK(cause(ds_of(hidden())) == "key-absent");
    CHECK(cause(ds_of(other_ksk())) == "algorithm-absent");
}

TEST_CASE("rows 15 and 20: a DS with a wrong tag or algorithm has a rule of its own") {
    CHECK(with_ds({wrong_tag()}) == Ids{"ds-keytag-wrong", "ds-no-dnskey-match"});
    CHECK(with_ds({changed(2, 8)}) == Ids{"ds-algorithm-mismatch", "ds-no-dnskey-match"});
}

TEST_CASE("a DS of no published key dangles beside one that leads to a key") {
    CHECK(with_ds({ds_of(ksk()), ds_of(hidden())}) == Ids{"ds-dangling"});
    CHECK(with_ds({ds_of(hidden())}) == Ids{"ds-no-dnskey-match"});
    CHECK(with_ds({ds_of(ksk())}) == Ids{});
}

TEST_CASE("a DS of an algorithm without key is a broken promise") {
    CHECK(with_ds({ds_of(ksk()), ds_of(other_ksk())}) == Ids{"dnskey-ds-alg-absent"});
}

TEST_CASE("the key that the DS names signs the DNSKEY RRset") {
    CHECK(with_ds({ds_of(zsk())}) == Ids{"rrsig-dnskey-by-ds-key"});
    CHECK(raised(SignedZone{}, [] {
              Options options = with_parent({ds_of(ksk())});
              options.check.moments = {at(noon + 40 * day)};
              return options;
          }()) == Ids{"rrsig-expired", "rrsig-dnskey-by-ds-key"});
}

TEST_CASE("row 16: a DS does not refer to a key that may not sign") {
    const TestKey no_zone_flag(13, 1, 8), revoked(13, 385, 9), before(13, 257, 9);
    SignedZone zone;
    zone.keys = {&ksk(), &zsk(), &no_zone_flag, &revoked};
    zone.sign("example.", RrType::DNSKEY, [&](auto& signings) {
        signings.push_back({&revoked, SignedZone::valid_now()});
    });
    const auto with = [&](const TestKey& key) {
        return raised(zone, with_parent({ds_of(ksk()), ds_of(key)}));
    };
    CHECK(with(ksk()) == Ids{"dnskey-zone-flag-unset"});  // a warning: nothing refers to it
    CHECK(with(no_zone_flag) == Ids{"dnskey-zone-flag-unset", "ds-matches-non-zone-key"});
    CHECK(with(revoked) == Ids{"dnskey-zone-flag-unset", "ds-matches-revoked-key"});
    CHECK(with(before) == Ids{"dnskey-zone-flag-unset", "ds-matches-revoked-key"});
}

TEST_CASE("a DS has the length of its digest type") {
    TrustInput cut = ds_of(ksk());
    cut.rdata.pop_back();
    CHECK(with_ds({ds_of(ksk()), cut}) == Ids{"ds-digest-length"});
    const auto alone = judge(SignedZone{}.text(), with_parent({cut}));
    CHECK(raised(*alone) == Ids{"ds-digest-length", "ds-no-dnskey-match"});
    CHECK(word(*alone) == "rejected");
    CHECK(alone->summary().outcome == "bogus");  // it is broken, not of an unknown kind
}

TEST_CASE("row 20: DS records that validators ignore make the zone insecure, not bogus") {
    const auto unknown_digest = judge(SignedZone{}.text(), with_parent({changed(3, 200)}));
    CHECK(raised(*unknown_digest) == Ids{"ds-digest-unknown"});
    CHECK(word(*unknown_digest) == "not-proven");
    CHECK(unknown_digest->summary().outcome == "insecure");
    const auto unknown_algorithm = judge(SignedZone{}.text(), with_parent({changed(2, 23)}));
    CHECK(raised(*unknown_algorithm).count("ds-algorithm-unsupported") == 1);
    CHECK(raised(*unknown_algorithm).count("ds-no-dnskey-match") == 0);
}

TEST_CASE("a zone that is broken in itself is rejected under DS records that are ignored") {
    SignedZone zone;
    zone.sign("example.", RrType::DNSKEY, [](auto& signings) { signings[0].flipped = true; });
    CHECK(raised(zone, with_parent({changed(3, 200)})) ==
          Ids{"rrsig-invalid", "dnskey-no-secure-entry", "ds-digest-unknown"});
}

TEST_CASE("SHA-1 beside SHA-2 is no fallback") {
    CHECK(with_ds({ds_of(ksk(), 1), ds_of(ksk())}) == Ids{"ds-sha1-shadowed", "ds-digest-sha1"});
    CHECK(with_ds({ds_of(ksk(), 1), wrong_digest()}) ==
          Ids{"ds-sha2-broken-sha1-good", "ds-digest-mismatch", "ds-no-dnskey-match",
              "ds-digest-sha1"});
    CHECK(with_ds({ds_of(ksk(), 1)}) == Ids{"ds-digest-sha1"});
}

TEST_CASE("SHA-1 in the DS of children is told where it stands") {
    SignedZone zone;
    zone.add("sec DS 12346 13 1 0123456789ABCDEF0123456789ABCDEF01234567");
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{"ds-digest-sha1"});
    CHECK(judged->find("ds-digest-sha1")->examples[0].owner == "sec.example.");
}

TEST_CASE("a DS given twice counts once") {
    const auto judged = judge(SignedZone{}.text(), with_parent({ds_of(ksk()), ds_of(ksk())}));
    CHECK(raised(*judged) == Ids{});
    CHECK(judged->count("ds-duplicate") == 1);
}

TEST_CASE("nothing is proven under more DS records than PowerDNS looks at") {
    const auto causes_under = [](unsigned stale) {
        Options options = with_parent({ds_of(ksk()), ds_of(ksk())});
        for (unsigned i = 0; i < stale; ++i) {
            options.parent.records.push_back(wrong_digest());
            options.parent.records.back().rdata.back() ^= static_cast<std::uint8_t>(i);
        }
        const auto judged = judge(SignedZone{}.text(), options);
        std::vector<std::string> causes;
        for (const Unchecked& unchecked : judged->summary().unchecked)
            causes.push_back(unchecked.cause);
        return causes;
    };
    CHECK(causes_under(7) == std::vector<std::string>{});
    CHECK(causes_under(8) == std::vector<std::string>{"more-ds-than-tried"});
}

TEST_CASE("an unsigned zone below a DS is broken") {
    const auto judged = judge(SignedZone{}.body, with_parent({ds_of(ksk())}));
    CHECK(raised(*judged) == Ids{"ds-parent-but-zone-unsigned"});
    CHECK(raised(*judge(SignedZone{}.body, options_at())) == Ids{});
}

TEST_CASE("a DNSKEY given as trust anchor matches by all of its octets") {
    TrustInput anchor;
    anchor.is_ds = false;
    anchor.rdata = ksk().dnskey();
    CHECK(with_ds({anchor}) == Ids{});
    anchor.rdata.back() ^= 1;
    CHECK(with_ds({anchor}) == Ids{"ds-no-dnskey-match"});
}

TEST_CASE("DS input without a record of this zone leaves the trust open") {
    const auto judged = judge(SignedZone{}.text(), with_parent({}));
    CHECK(raised(*judged) == Ids{});
    CHECK(word(*judged) == "not-proven");
}
