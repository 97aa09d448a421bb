#include "tests/rules/judge.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

struct Made {
    LoadedZone loaded;
    Evidence evidence;
    ParentDs parent;
    Policy policy;
    Context context() const {
        return Context(*loaded.zone, evidence, parent, loaded.diagnostics, policy);
    }
};

Made make(const std::string& text) {
    return {load_zone(text), {}, {}, {}};
}

}  // namespace

TEST_CASE("an unsigned zone has no root causes") {
    const Made made = make(base);
    const RootCauses roots = made.context().roots;
    CHECK_FALSE(
        (roots.no_dnskey || roots.nothing_signed || roots.no_denial || roots.no_usable_key));
    CHECK_FALSE(made.context().claims_signed);
}

TEST_CASE("signatures without keys, and keys without signatures, are root causes") {
    const Made keyless =
        make(base + "@ RRSIG SOA 13 1 3600 20300101000000 20200101000000 1 example. AAAA\n");
    CHECK(keyless.context().roots.no_dnskey);
    CHECK_FALSE(keyless.context().roots.nothing_signed);
    const Made unsigned_ = make(base + "@ DNSKEY 257 3 13 AAAA\n");
    CHECK_FALSE(unsigned_.context().roots.no_dnskey);
    CHECK(unsigned_.context().roots.nothing_signed);
}

TEST_CASE("the instants of a range are its ends and what begins or ends between them") {
    Made made =
        make(base + "@ DNSKEY 257 3 13 AAAA\n"
                    "@ RRSIG DNSKEY 13 1 3600 19700101000500 19700101000200 1 example. AAAA\n");
    made.evidence.signatures = {{Verdict::valid, VerdictDetail::none, no_key}};
    TrustInput& input = made.parent.records.emplace_back();
    input.valid_from = Timestamp{250};
    input.valid_until = Timestamp{9000};
    const auto instants = trust_instants(made.context(), {Timestamp{100}, Timestamp{1000}});
    const std::vector<Timestamp> expected = {Timestamp{100}, Timestamp{120}, Timestamp{250},
                                             Timestamp{301}, Timestamp{1000}};
    CHECK(instants == expected);
    CHECK(trust_instants(made.context(), at(150)) == std::vector<Timestamp>{Timestamp{150}});
    made.evidence.signatures[0].verdict =
        Verdict::bad_signature;  // makes nothing valid at any time
    CHECK(trust_instants(made.context(), {Timestamp{100}, Timestamp{1000}}).size() == 3);
}
