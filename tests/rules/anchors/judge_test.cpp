#include "tests/rules/anchors/anchor_texts.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

using Causes = std::set<std::string>;
const Timestamp now = on("2026-11-22");

std::string static_key(std::uint16_t tag) {
    return fmt::format("trust-anchors {{ . static-key 257 3 8 \"{}\"; }};\n", public_key(tag));
}
std::string initial_ds(std::uint16_t tag) {
    return fmt::format("trust-anchors {{ . initial-ds {} 8 2 \"{}\"; }};\n", tag, digest(tag));
}
Timestamp after(Timestamp time, std::int64_t days) {
    return Timestamp{seconds(time) + days * day};
}

}  // namespace

TEST_CASE("row 6: a pending key is waited for, and overdue when its time has passed") {
    const Timestamp change = on("2025-01-12");
    const auto text = [&](std::int64_t days) {
        return autotrust(autotrust_line(20326, 2, on("2017-08-11")) +
                             autotrust_line(38696, 1, change),
                         after(change, days));
    };
    const AnchorFile file = file_of(text(29));
    const JudgedPoint waiting = verdict(file, after(change, 29));
    CHECK(waiting.word == AnchorWord::wait);
    CHECK(waiting.when == after(change, 30));
    CHECK(causes(text(29), after(change, 29)) == Causes{"anchor-pending"});
    CHECK(causes(text(31), after(change, 31)) == Causes{"anchor-not-promoted"});
}

TEST_CASE("row 7: a static key breaks when it stops signing, before and after") {
    CHECK(causes(static_key(20326), on("2026-08-01")) == Causes{"anchor-breaks"});
    CHECK(causes(static_key(20326), now) == Causes{"anchor-stale"});
    const AnchorFile file = file_of(static_key(20326));
    const JudgedPoint early = verdict(file, on("2026-08-01"));
    CHECK(early.word == AnchorWord::fails);
    CHECK(early.when == on("2026-10-11"));
    CHECK(causes(initial_ds(38696), now).empty());
    CHECK(causes(static_key(38696), now).empty());
}

TEST_CASE("row 7: an initial key breaks resolvers that start with it too late, and no others") {
    CHECK(causes(initial_ds(20326), on("2026-08-01")) == Causes{"anchor-breaks-new"});
    CHECK(causes(initial_ds(20326), now) == Causes{"anchor-stale"});
}

TEST_CASE("row 8: a positive file with the old anchor alone is stale after the roll") {
    CHECK(causes(ds_line(20326), on("2026-10-12")) == Causes{"anchor-stale"});
    CHECK(causes(ds_line(20326) + ds_line(38696), on("2026-10-12")).empty());
    CHECK(causes(ds_line(20326) + ds_line(38696), on("2026-08-01")).empty());
}

TEST_CASE("the next key alone is too early before the roll") {
    CHECK(causes(ds_line(38696), on("2026-10-10")) == Causes{"anchor-premature"});
    CHECK(causes(ds_line(38696), on("2026-10-11")).empty());
}

TEST_CASE("a state file that has not seen the published key is told while there is time, and fails "
          "when there is none") {
    const auto text = [](const char* last) {
        return autotrust(autotrust_line(20326, 2, on("2017-08-11")), on(last));
    };
    CHECK(causes(text("2025-01-10"), on("2025-01-10")).empty());
    CHECK(causes(text("2026-06-01"), on("2026-06-01")) == Causes{"anchor-not-seen"});
    CHECK(causes(text("2026-09-30"), on("2026-09-30")) == Causes{"anchor-breaks"});
    CHECK(causes(text("2026-11-22"), now) == Causes{"anchor-stale"});
}

TEST_CASE("a hold-down that ends behind the roll is too late") {
    const auto text = [](const char* change) {
        return autotrust(autotrust_line(20326, 2, on("2017-08-11")) +
                             autotrust_line(38696, 1, on(change)),
                         on("2026-09-20"));
    };
    CHECK(causes(text("2026-09-10"), on("2026-09-20")) == Causes{"anchor-pending"});
    CHECK(causes(text("2026-09-15"), on("2026-09-20")) ==
          Causes{"anchor-pending", "anchor-breaks"});
}

TEST_CASE("one digit of a digest, or one octet of a key, and it is not IANA's") {
    std::string line = ds_line(38696);
    line.back() = '\n', line[line.size() - 2] = line[line.size() - 2] == '0' ? '1' : '0';
    CHECK(causes(ds_line(38696) + line, now) == Causes{"anchor-differs"});
    CHECK(causes(line, now) == Causes{"anchor-differs", "anchor-none-trusted"});
}

TEST_CASE("a key that IANA does not know leaves the verdict open") {
    const std::string private_root = ". IN DS 12345 8 2 " + digest(20326) + "\n";
    const AnchorFile file = file_of(private_root);
    CHECK(verdict(file, now).word == AnchorWord::unknown);
    CHECK(causes(private_root, now) == Causes{"anchor-unknown"});
}

TEST_CASE("the revoked form of a root key is still that key") {
    const std::string text = autotrust(
        fmt::format(". IN DNSKEY 385 3 8 {} ;;state=4 [ REVOKED ] ;;lastchange=1547164800\n",
                    public_key(19036)) +
            autotrust_line(20326, 2, on("2017-08-11")),
        on("2019-02-01"));
    const AnchorFile file = file_of(text);
    const JudgedPoint point = verdict(file, on("2019-02-01"));
    CHECK(point.anchors[0].proof == AnchorProof::iana);
    CHECK(point.anchors[0].state == AnchorState::revoked);
    CHECK_FALSE(point.anchors[0].trusted);
    CHECK(causes(text, on("2019-02-01")).empty());
}

TEST_CASE("an anchor that nobody can use is said to be so") {
    CHECK(causes("example. DS 1 8 99 00\n", now) ==
          Causes{"anchor-unusable", "anchor-none-trusted"});
    CHECK(causes("example. DS 1 200 2 " + digest(20326) + "\n", now) ==
          Causes{"anchor-unusable", "anchor-none-trusted"});
    CHECK(causes(". DNSKEY 385 3 8 " + public_key(38696) + "\n", now) ==
          Causes{"anchor-unusable", "anchor-none-trusted"});
    CHECK(causes(ds_line(20326) + ". DNSKEY 385 3 8 " + public_key(38696) + "\n", now) ==
          Causes{"anchor-unusable", "anchor-stale"});
    CHECK(causes("example. DNSKEY 1 3 8 " + public_key(20326) + "\n", now) ==
          Causes{"anchor-unusable", "anchor-none-trusted"});
}

TEST_CASE("row 11: a state file that nobody may write, or that nobody has written, is told") {
    AnchorFile file =
        file_of(autotrust(autotrust_line(38696, 2, on("2025-02-11")), on("2026-11-01")));
    const auto has = [&](const char* cause) {
        for (const AnchorFinding& finding : judge(file, now).findings)
            if (finding.cause == cause) return true;
        return false;
    };
    CHECK(has("anchor-probe-overdue"));
    CHECK_FALSE(has("anchor-read-only"));
    file.read_only = true;
    file.last_success = on("2026-11-21");
    CHECK_FALSE(has("anchor-probe-overdue"));
    CHECK(has("anchor-read-only"));
}

TEST_CASE("damage is an error beside what could be read") {
    CHECK(causes(ds_line(38696) + "nonsense\n", now) == Causes{"anchor-damaged"});
}

TEST_CASE("dates of an XML file decide with the moment") {
    const std::string text = fmt::format(
        "<TrustAnchor><Zone>.</Zone><KeyDigest validFrom=\"2010-07-15T00:00:00+00:00\" "
        "validUntil=\"2019-01-11T00:00:00+00:00\"><KeyTag>19036</KeyTag><Algorithm>8</Algorithm>"
        "<DigestType>2</DigestType><Digest>{}</Digest></KeyDigest></TrustAnchor>",
        digest(19036));
    CHECK(causes(text, on("2017-01-01")) == Causes{"anchor-breaks"});
    CHECK(causes(text, on("2018-12-01")) == Causes{"anchor-stale"});
    CHECK(causes(text, on("2020-01-01")) == Causes{"anchor-none-trusted"});
}
