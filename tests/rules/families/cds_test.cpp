#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

std::string cds(const TestKey& key, std::uint8_t digest_type = 2) {
    const TrustInput ds = ds_of(key, digest_type);
    return fmt::format("@ CDS {} {} {} {}", key.tag(), key.algorithm(), digest_type,
                       to_hex(Octets(ds.rdata).subspan(4)));
}
std::string cdnskey(const TestKey& key) {
    const OctetVector octets = key.public_key();
    return fmt::format("@ CDNSKEY {} 3 {} {}", key.flags(), key.algorithm(),
                       Botan::base64_encode(octets.data(), octets.size()));
}
std::string both(const TestKey& key) {
    return cds(key) + "\n" + cdnskey(key);
}

Ids with(const std::string& lines, SignedZone zone = {}, const Options& options = options_at()) {
    return raised(zone.add(lines), options);
}

const std::string removal = "@ CDS 0 0 0 00\n@ CDNSKEY 0 3 0 AA==";

}  // namespace

TEST_CASE("CDS and CDNSKEY for the key in use are fine") {
    CHECK(with(both(ksk())) == Ids{});
    CHECK(with(both(ksk()), {}, with_parent({ds_of(ksk())})) == Ids{});
}

TEST_CASE("CDS and CDNSKEY stand at the apex, or at a bootstrapping name of another zone") {
    CHECK(with("www CDS 1 13 2 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF") ==
          Ids{"cds-not-apex"});
    CHECK(with("_dsboot.a._signal CDS 1 13 2 "
               "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF") == Ids{});
}

TEST_CASE("CDS is signed, which is told once") {
    SignedZone zone;
    zone.sign("example.", RrType::CDS, [](auto& signings) { signings.clear(); });
    CHECK(with(both(ksk()), zone) == Ids{"cds-unsigned-or-bogus"});
    zone.sign("example.", RrType::CDS, [](auto& signings) { signings[0].flipped = true; });
    CHECK(with(both(ksk()), zone) == Ids{"cds-unsigned-or-bogus"});
}

TEST_CASE("CDS is signed by a key that the DS names") {
    SignedZone zone;
    zone.sign([](auto&, RrType type, auto& signings) {
        if (type == RrType::CDS || type == RrType::CDNSKEY) signings[0].key = &zsk();
    });
    CHECK(with(both(ksk()), zone) == Ids{});
    const auto judged = judge(zone.add(both(ksk())).text(), with_parent({ds_of(ksk())}));
    CHECK(raised(*judged) == Ids{"cds-not-signed-by-ds-key"});
    CHECK(judged->count("cds-not-signed-by-ds-key") == 2);
}

TEST_CASE("CDS asks for keys that are published and may sign") {
    CHECK(with(both(hidden())) == Ids{"cds-no-dnskey"});
    SignedZone zone;
    const TestKey no_zone_flag(13, 1, 8), revoked(13, 385, 9), before(13, 257, 9);
    zone.keys = {&ksk(), &zsk(), &no_zone_flag, &revoked};
    zone.sign("example.", RrType::DNSKEY, [&](auto& signings) {
        signings.push_back({&revoked, SignedZone::valid_now()});
    });
    const std::string good = both(ksk()) + "\n";
    CHECK(with(good + both(no_zone_flag), zone) ==
          Ids{"cds-non-zone-key", "dnskey-zone-flag-unset"});
    CHECK(with(good + both(revoked), zone) == Ids{"cds-revoked-key", "dnskey-zone-flag-unset"});
    CHECK(with(good + both(before), zone) == Ids{"cds-revoked-key", "dnskey-zone-flag-unset"});
}

TEST_CASE("a digest type that cannot be computed is compared by tag and algorithm") {
    const std::string unknown = fmt::format("@ CDS {} 13 5 0123", ksk().tag());
    const auto judged = judge(SignedZone{}.add(both(ksk()) + "\n" + unknown).text(), options_at());
    CHECK(raised(*judged) == Ids{"cds-no-dnskey"});
    CHECK(judged->find("cds-no-dnskey")->severity == Severity::warning);
}

TEST_CASE("CDS and CDNSKEY ask for the same keys, and are both there") {
    SignedZone zone;
    zone.keys.push_back(&hidden());
    CHECK(with(cds(ksk()) + "\n" + cdnskey(ksk()) + "\n" + cdnskey(hidden()), zone) ==
          Ids{"cds-cdnskey-mismatch"});
    CHECK(with(cds(ksk()) + "\n" + cds(hidden()) + "\n" + cdnskey(ksk()), zone) ==
          Ids{"cds-cdnskey-mismatch"});
    CHECK(with(cds(ksk()) + "\n" + cds(ksk(), 4) + "\n" + cdnskey(ksk()), zone) == Ids{});
    CHECK(with(cds(ksk())) == Ids{"cds-without-cdnskey"});
    CHECK(with(cdnskey(ksk())) == Ids{"cdnskey-without-cds"});
}

TEST_CASE("a DS made of CDS leads to a key that signs the DNSKEY RRset") {
    CHECK(with(both(zsk())) == Ids{"cds-breaks-chain"});
    CHECK(with(cdnskey(zsk())) == Ids{"cds-breaks-chain", "cdnskey-without-cds"});
    CHECK(with(both(zsk()) + "\n" + both(ksk())) == Ids{});
}

TEST_CASE("CDS does not ask for an algorithm that does not sign the zone") {
    SignedZone zone;
    zone.keys.push_back(&other_ksk());
    CHECK(with(both(ksk()) + "\n" + both(other_ksk()), zone) ==
          Ids{"dnskey-standby-other-algorithm", "cds-drops-algorithm"});
}

TEST_CASE("a request to remove the DS is told, in both types, alone and in its form") {
    CHECK(with(removal) == Ids{"cds-delete-present"});
    CHECK(with(both(ksk()) + "\n" + removal) == Ids{"cds-delete-present", "cds-delete-mixed"});
    CHECK(with("@ CDS 0 0 0 00\n" + cdnskey(ksk())) ==
          Ids{"cds-delete-present", "cds-delete-only-one"});
    CHECK(with("@ CDS 0 0 1 00\n@ CDNSKEY 0 3 0 AA==").count("cds-delete-malformed") == 1);
    CHECK(with(removal).count("cds-delete-malformed") == 0);
}

TEST_CASE("a removal written with a lone zero is read as what it means, with a warning for each") {
    const auto judged =
        judge(SignedZone{}.add("@ CDS 0 0 0 0\n@ CDNSKEY 0 3 0 0").text(), options_at());
    CHECK(raised(*judged) == Ids{"cds-delete-present", "cds-delete-malformed"});
    CHECK(judged->find("cds-delete-malformed")->severity == Severity::warning);
    CHECK(judged->count("cds-delete-malformed") == 2);
}

TEST_CASE("CSYNC is one record, signed, with what parents know") {
    CHECK(with("@ CSYNC 1 3 A NS AAAA") == Ids{});
    CHECK(with("@ CSYNC 1 3 NS\n@ CSYNC 1 3 A AAAA") == Ids{"csync-multiple"});
    CHECK(with("@ CSYNC 1 4 NS") == Ids{"csync-unknown-flags"});
    CHECK(with("@ CSYNC 1 3 NS DS") == Ids{"csync-bitmap-unsupported"});
    SignedZone zone;
    zone.sign("example.", RrType::CSYNC, [](auto& signings) { signings.clear(); });
    CHECK(with("@ CSYNC 1 3 NS", zone) == Ids{"csync-unsigned"});
}
