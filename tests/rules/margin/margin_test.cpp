#include "rules/margin/margin.hpp"

#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

constexpr std::int64_t hour = 3600;

/// Figures of a zone, and what they were made of.
struct Asked {
    std::unique_ptr<Judged> judged;
    Margins margins;

    const MarginFigures& first() const { return margins.moments.front(); }
    std::string owner(const std::optional<EndOf>& end) const {
        const Zone& zone = *judged->loaded.zone;
        return end ? to_text(zone.name(zone.rrset(end->rrset).owner)) : "none";
    }
};

Asked ask(const SignedZone& zone, MarginRequest options = {}, const Options& how = options_at(),
          unsigned threads = 1) {
    Workers workers(threads);
    Asked asked{judge(zone.text(), how), {}};
    if (options.moments.empty()) options.moments = {at(noon)};
    const Context context(*asked.judged->loaded.zone, asked.judged->evidence, how.parent,
                          asked.judged->loaded.diagnostics, how.policy);
    asked.margins = margins(context, options, workers);
    return asked;
}

SignedZone all_from_to(std::int64_t begin, std::int64_t end) {
    SignedZone zone;
    zone.sign([=](const std::string&, RrType, std::vector<Signing>& signings) {
        signings[0].fields = SignedZone::valid_from_to(begin, end);
    });
    return zone;
}
SignedZone one_until(const std::string& owner, RrType type, std::int64_t end) {
    SignedZone zone;
    zone.sign(owner, type, [=](auto& signings) {
        signings[0].fields = SignedZone::valid_from_to(noon - day, end);
    });
    return zone;
}
SignedZone www_until(std::int64_t end) {
    return one_until("www.example.", RrType::A, end);
}

std::string text(Grade grade) {
    return std::string(to_text(grade));
}
std::string utc(Timestamp moment) {
    return to_iso8601(moment);
}

}  // namespace

TEST_CASE("a zone is graded by its worst RRset") {
    const std::pair<std::int64_t, const char*> grades[] = {
        {30 * day, "OK"},    {14 * day, "MARGINAL"}, {4 * day, "LATE"},
        {3 * day, "URGENT"}, {6 * hour, "CRITICAL"}, {0, "EXPIRED"},
    };
    for (const auto& [left, grade] : grades) {
        CAPTURE(left);
        const Asked asked = ask(www_until(noon + left));
        CHECK(text(asked.margins.grade) == grade);
        CHECK(asked.owner(asked.first().first_expiry) ==
              (left == 30 * day ? "example." : "www.example."));
    }
}

// rollover.md 1, row 19
TEST_CASE("a second decides between critical and expired") {
    CHECK(text(ask(www_until(noon - 1)).margins.grade) == "EXPIRED");
    CHECK(text(ask(www_until(noon + 1)).margins.grade) == "CRITICAL");
}

TEST_CASE("RRsets of the apex count one grade worse, and are told apart") {
    const Asked www = ask(www_until(noon + 4 * day));
    CHECK(text(www.margins.grade) == "LATE");
    CHECK(www.owner(www.first().first_apex_expiry) == "example.");
    CHECK(utc(www.first().first_apex_expiry->at) == utc(Timestamp{noon + 30 * day}));
    for (const RrType type : {RrType::SOA, RrType::NS, RrType::DNSKEY, RrType::NSEC}) {
        const Asked apex = ask(one_until("example.", type, noon + 4 * day));
        CHECK(text(apex.margins.grade) == "URGENT");
        CHECK(apex.first().by_grade[static_cast<std::size_t>(Grade::late)] == 1);
        CHECK(seconds(apex.first().first_apex_expiry->at) == noon + 4 * day);
    }
}

TEST_CASE("the NSEC3 record of the apex is found by its hash") {
    const std::string owner =
        to_base32hex(Nsec3Hasher(0, {})(*name_from_text("example."))) + ".example.";
    SignedZone zone = SignedZone::with_nsec3();
    zone.sign(owner, RrType::NSEC3, [](auto& signings) {
        signings[0].fields = SignedZone::valid_from_to(noon - day, noon + 4 * day);
    });
    const Asked asked = ask(zone);
    CHECK(text(asked.margins.grade) == "URGENT");
    CHECK(asked.owner(asked.first().first_apex_expiry) == owner);
}

TEST_CASE("the three deadlines are made of the first end, the TTL, propagation and reaction") {
    SignedZone zone = www_until(noon + 10 * day);
    zone.add("long 864000 TXT \"ten days\"");
    const Asked asked = ask(zone);
    const Deadlines& deadlines = *asked.first().deadlines;
    CHECK(seconds(deadlines.hard.at) == noon + 10 * day - 300);
    CHECK(asked.owner(deadlines.hard) == "www.example.");
    CHECK(seconds(deadlines.republish.at) == noon + 10 * day - hour - 300);
    CHECK(seconds(deadlines.reaction) == noon + 7 * day - 300);
    CHECK(seconds(*deadlines.working) == noon + 7 * day - 300);
}

TEST_CASE("what caches keep for long must be signed anew before what ends first") {
    SignedZone zone = www_until(noon + 29 * day);
    zone.add("long 864000 TXT \"ten days\"");
    const Asked asked = ask(zone);
    CHECK(asked.owner(asked.first().deadlines->hard) == "www.example.");
    CHECK(asked.owner(asked.first().deadlines->republish) == "long.example.");
    CHECK(seconds(asked.first().deadlines->republish.at) == noon + 20 * day - 300);
}

// rollover.md 5.3: .kg, signatures until 2018-12-31T23:59:59Z, nobody there over New Year
TEST_CASE("the last moment at which somebody could still save .kg was in December") {
    const auto when = [](const char* moment) { return seconds(*from_iso8601(moment)); };
    const SignedZone zone = all_from_to(when("2018-12-01"), when("2018-12-31T23:59:59Z"));
    MarginRequest options;
    options.moments = {at(when("2018-12-20T00:00:00Z"))};
    Calendar& calendar = options.calendar;
    calendar.given = true;
    calendar.zone = TimeZone("Asia/Bishkek", 6 * 3600);
    for (const char* const holiday : {"2018-12-31", "2019-01-01"})
        calendar.holidays.push_back({when(holiday) / day, when(holiday) / day});
    const Asked asked = ask(zone, options);
    const Deadlines& deadlines = *asked.first().deadlines;
    CHECK(utc(deadlines.hard.at) == "2018-12-31T23:54:59Z");
    CHECK(utc(deadlines.reaction) == "2018-12-28T23:54:59Z");
    CHECK(utc(*deadlines.working) == "2018-12-28T11:00:00Z");
    // ... and with no time to react at all: 29 and 30 December were a weekend.
    Options hasty = options_at();
    hasty.policy.timing.reaction = 0;
    CHECK(utc(*ask(zone, options, hasty).first().deadlines->working) == "2018-12-28T11:00:00Z");
}

TEST_CASE("the survival curve counts RRsets and names that are still valid") {
    SignedZone zone;
    zone.sign([](const std::string& owner, RrType type, std::vector<Signing>& signings) {
        const std::int64_t end = owner == "www.example." && type == RrType::A ? noon + hour
                                 : owner == "a.b.c.example."                  ? noon + hour + 1
                                                                              : noon + 200 * day;
        signings[0].fields = SignedZone::valid_from_to(noon - day, end);
    });
    const MarginFigures figures = ask(zone).first();
    const std::uint64_t rrsets = figures.rrsets, names = figures.names;
    CHECK(figures.rrsets_left(0) == rrsets);
    CHECK(figures.rrsets_left(1) == rrsets - 1);
    CHECK(figures.names_left(1) == names - 1);
    CHECK(figures.rrsets_left(2) == rrsets - 3);  // A of www; TXT and NSEC of a.b.c
    CHECK(figures.names_left(2) == names - 2);
    CHECK(figures.rrsets_left(14) == rrsets - 3);
    CHECK(figures.histogram[1].rrsets == 1);
    CHECK(figures.histogram[1].example);
    CHECK(figures.histogram[15].rrsets == rrsets - 3);
    CHECK(figures.too_long == rrsets - 3);
}

TEST_CASE("the moments at which one in a hundred and half of all are bogus") {
    SignedZone zone;
    int made = 0;
    zone.sign([&](const std::string&, RrType type, std::vector<Signing>& signings) {
        if (type != RrType::DNSKEY)
            signings[0].fields = SignedZone::valid_from_to(noon - day, noon + ++made * day);
    });
    const MarginFigures figures = ask(zone).first();
    CHECK(utc(*figures.one_percent_bogus) == utc(Timestamp{noon + day}));
    const auto half = static_cast<std::int64_t>((figures.rrsets + 1) / 2);
    CHECK(utc(*figures.half_bogus) == utc(Timestamp{noon + half * day}));
    CHECK(ask(all_from_to(noon - 9 * day, noon - day)).first().half_bogus == Timestamp{noon});
}

TEST_CASE("signatures that have not begun are expired, and said to be early") {
    const Asked asked = ask(all_from_to(noon + 1, noon + 30 * day));
    CHECK(text(asked.margins.grade) == "EXPIRED");
    CHECK(asked.first().not_begun == asked.first().rrsets);
    CHECK(asked.first().rrsets_left(0) == 0);
}

TEST_CASE("what does not verify is bogus whatever the clock says, and has no end") {
    SignedZone zone;
    zone.sign("www.example.", RrType::A, [](auto& signings) { signings[0].flipped = true; });
    const Asked asked = ask(zone);
    CHECK(text(asked.margins.grade) == "BOGUS");
    CHECK(asked.first().by_grade[static_cast<std::size_t>(Grade::bogus)] == 1);
    CHECK(asked.first().rrsets_left(0) == asked.first().rrsets - 1);
    CHECK(seconds(asked.first().first_expiry->at) == noon + 30 * day);
}

TEST_CASE("a zone whose keys nobody trusts is bogus, one without input is unknown") {
    CHECK(text(ask({}, {}, with_parent({ds_of(ksk())})).margins.grade) == "OK");
    const Asked other = ask({}, {}, with_parent({ds_of(hidden())}));
    CHECK(text(other.margins.grade) == "BOGUS");
    CHECK(other.first().trust == TrustState::no_match);
    const Asked none = ask({}, {}, with_parent({}));
    CHECK(text(none.margins.grade) == "UNKNOWN");
    CHECK(none.first().trust == TrustState::no_input);
}

TEST_CASE("keys whose signature has expired are expired, not untrusted") {
    const Asked asked =
        ask(one_until("example.", RrType::DNSKEY, noon - 1), {}, with_parent({ds_of(ksk())}));
    CHECK(text(asked.margins.grade) == "EXPIRED");
    CHECK(asked.first().trust == TrustState::not_signed_by_match);
}

TEST_CASE("an unsigned zone has no margins") {
    const auto judged = judge(base);
    const Policy policy;
    const ParentDs parent;
    Workers workers(1);
    const Context context(*judged->loaded.zone, judged->evidence, parent,
                          judged->loaded.diagnostics, policy);
    const Margins none =
        margins(context, {.moments = {at(noon)}, .calendar = {}, .signing_stops = {}}, workers);
    CHECK_FALSE(none.is_signed);
    CHECK(text(none.grade) == "UNKNOWN");
}

TEST_CASE("records that were lost leave the margins unknown") {
    SignedZone zone;
    zone.then("broken.example. A 192.0.2.256");
    CHECK(text(ask(zone).margins.grade) == "UNKNOWN");
}

TEST_CASE("several moments are graded each, and the worst decides") {
    MarginRequest options;
    options.moments = {at(noon), at(noon + 27 * day), at(noon + 20 * day)};
    const Margins found = ask({}, options).margins;
    REQUIRE(found.moments.size() == 3);
    CHECK(text(found.moments[0].grade) == "OK");
    CHECK(text(found.moments[1].grade) == "CRITICAL");  // URGENT, at the apex
    CHECK(text(found.moments[2].grade) == "LATE");      // MARGINAL, at the apex
    CHECK(text(found.grade) == "CRITICAL");
}

TEST_CASE("if the signer stops, the deadlines are those of what it will have signed by then") {
    MarginRequest options;
    options.signing_stops = Timestamp{noon + 60 * day};
    const Asked asked = ask({}, options);
    REQUIRE(asked.margins.if_signing_stops);
    const MarginFigures& then = *asked.margins.if_signing_stops;
    // Signed for 31 days less an hour back-dated, renewed 5 days before the end: at day 25, 50 d 23
    // h.
    CHECK(seconds(then.first_expiry->at) == noon + 25 * day + 2 * (31 * day - hour) - 5 * day);
    CHECK(text(asked.margins.grade) == "OK");
    options.signing_stops = Timestamp{noon};
    CHECK(seconds(ask({}, options).margins.if_signing_stops->first_expiry->at) == noon + 30 * day);
}

TEST_CASE("a refresh margin shorter than SOA EXPIRE is said once") {
    Options how = options_at();
    CHECK(ask({}, {}, how).margins.dips_by_design);
    how.policy.timing.sig_refresh = 14 * day;
    CHECK_FALSE(ask({}, {}, how).margins.dips_by_design);
}

TEST_CASE("figures do not depend on the number of threads") {
    SignedZone zone;
    int made = 0;
    for (int i = 0; i < 300; ++i) zone.add("n" + std::to_string(i) + " TXT x");
    zone.sign([&](const std::string&, RrType, std::vector<Signing>& signings) {
        made = (made + 7) % 40;
        signings[0].fields = SignedZone::valid_from_to(noon - day, noon + (made - 2) * day);
    });
    const MarginFigures one = ask(zone).first();
    made = 0;
    const MarginFigures many = ask(zone, {}, options_at(), 4).first();
    CHECK(one.grade == many.grade);
    CHECK(one.by_grade == many.by_grade);
    CHECK(one.worst->rrset == many.worst->rrset);
    CHECK(one.first_expiry->rrset == many.first_expiry->rrset);
    CHECK(one.half_bogus == many.half_bogus);
    for (std::size_t i = 0; i < one.histogram.size(); ++i) {
        CHECK(one.histogram[i].rrsets == many.histogram[i].rrsets);
        CHECK(one.histogram[i].names == many.histogram[i].names);
        CHECK(one.histogram[i].example == many.histogram[i].example);
    }
}
