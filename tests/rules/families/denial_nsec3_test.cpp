#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

using Lines = std::vector<Nsec3Line>;

SignedZone edited(std::function<void(Lines&)> edit, bool opt_out = false) {
    SignedZone zone = SignedZone::with_nsec3(opt_out);
    zone.edit_nsec3 = std::move(edit);
    return zone;
}

Nsec3Line& of(Lines& lines, const std::string& name) {
    const auto found = std::ranges::find(lines, name, &Nsec3Line::name);
    REQUIRE(found != lines.end());
    return *found;
}

/// The chain without the record of a name, linked around it.
SignedZone without(const std::string& name, bool opt_out = false) {
    return edited(
        [=](Lines& lines) {
            std::erase_if(lines, [&](const Nsec3Line& line) { return line.name == name; });
            SignedZone::link(lines);
        },
        opt_out);
}

std::string hash_of(const std::string& name) {
    return to_base32hex(Nsec3Hasher(0, {})(*name_from_text(name)));
}

/// The line whose span covers the hash of a name that has no line.
Nsec3Line& covering(Lines& lines, const std::string& name) {
    const std::string hash = hash_of(name);
    const auto after =
        std::ranges::find_if(lines, [&](const Nsec3Line& line) { return line.hash > hash; });
    return after == lines.begin() ? lines.back() : *std::prev(after);
}

}  // namespace

TEST_CASE("each name and each empty non-terminal has its NSEC3") {
    CHECK(raised(without("www.example.")) == Ids{"nsec3-missing"});
    CHECK(raised(without("sub.example.")) == Ids{"nsec3-missing"});
    CHECK(raised(without("b.c.example.")) == Ids{"nsec3-missing-ent"});
    const auto judged = judge(without("www.example.").text(), options_at());
    CHECK(judged->find("nsec3-missing")->examples[0].message ==
          "no NSEC3: H(www.example.) = " + hash_of("www.example."));
}

TEST_CASE("under opt-out, only unsigned delegations may lack theirs") {
    CHECK(raised(without("sec.example.", true)) ==
          Ids{"nsec3-missing", "nsec3-optout-hides-signed"});
    CHECK(raised(without("b.c.example.", true)) == Ids{"nsec3-optout-ent"});
}

TEST_CASE("an unsigned delegation without NSEC3 lies in a span with opt-out") {
    const auto none = edited(
        [](Lines& lines) {
            for (Nsec3Line& line : lines) line.flags = 0;
        },
        true);
    CHECK(raised(none) == Ids{"nsec3-missing"});
    const auto not_here =
        edited([](Lines& lines) { covering(lines, "sub.example.").flags = 0; }, true);
    CHECK(raised(not_here) == Ids{"nsec3-optout-span-missing-flag", "nsec3-optout-mixed"});
    const auto only_here = edited(
        [](Lines& lines) {
            for (Nsec3Line& line : lines) line.flags = 0;
            covering(lines, "sub.example.").flags = 1;
        },
        true);
    CHECK(raised(only_here) == Ids{"nsec3-optout-mixed"});
}

TEST_CASE("an NSEC3 stands for a name of the zone") {
    const auto ghost = [](const std::string& name) {
        return judge(edited([=](Lines& lines) {
                         lines.push_back({name, hash_of(name), "", "A RRSIG"});
                         SignedZone::link(lines);
                     }).text(),
                     options_at());
    };
    CHECK(raised(*ghost("ghost.example.")) == Ids{"nsec3-extra"});
    const auto occluded = ghost("ns.sub.example.");
    CHECK(raised(*occluded) == Ids{"nsec3-extra"});
    CHECK(occluded->find("nsec3-extra")->examples[0].message.find("delegation") !=
          std::string::npos);
}

TEST_CASE("an owner has one NSEC3 of a chain") {
    const auto twice = edited([](Lines& lines) {
        Nsec3Line other = of(lines, "www.example.");
        other.types = "TXT RRSIG";
        lines.push_back(other);
    });
    CHECK(raised(twice) == Ids{"nsec3-multiple"});
}

TEST_CASE("an NSEC3 leads to the next owner, the last to the first") {
    const auto wrong = edited([](Lines& lines) { lines[2].next = lines[4].hash; });
    CHECK(raised(wrong) == Ids{"nsec3-next-wrong"});
    const auto open = edited([](Lines& lines) { lines.back().next = lines[1].hash; });
    CHECK(raised(open) == Ids{"nsec3-chain-not-closed"});
}

TEST_CASE("a record of other parameters does not count in a chain") {
    const auto mixed = edited([](Lines& lines) { of(lines, "www.example.").iterations = 5; });
    CHECK(raised(mixed) == Ids{"nsec3-params-mixed", "nsec3-iterations-nonzero"});
}

TEST_CASE("an NSEC3 has the form of a hash") {
    const auto short_next =
        edited([](Lines& lines) { of(lines, "www.example.").next = "2vptu5timamqttgl"; });
    CHECK(raised(short_next).count("nsec3-next-length") == 1);
    SignedZone zone = SignedZone::with_nsec3();
    zone.add("www NSEC3 1 0 0 - 2vptu5timamqttgl4luu9kg21e0aor3s A");
    CHECK(raised(zone).count("nsec3-owner-invalid") == 1);
    const auto flagged = edited([](Lines& lines) { of(lines, "www.example.").flags = 2; });
    CHECK(raised(flagged) == Ids{"nsec3-unknown-flags"});
    for (const char* rule : {"nsec3-next-length", "nsec3-owner-invalid", "nsec3-unknown-flags"})
        CHECK_FALSE(judge(SignedZone::with_nsec3(true).text(), options_at())->raises(rule));
}

TEST_CASE("an NSEC3 shows the types of its name") {
    const auto with_types = [](const std::string& name, const std::string& types) {
        return judge(edited([=](Lines& lines) { of(lines, name).types = types; }).text(),
                     options_at());
    };
    const auto missing = with_types("www.example.", "RRSIG");
    CHECK(raised(*missing) == Ids{"nsec3-bitmap-missing-type"});
    CHECK(missing->find("nsec3-bitmap-missing-type")->examples[0].message ==
          "www.example.: does not show A, which the name has");
    CHECK(raised(*with_types("www.example.", "A TXT RRSIG")) == Ids{"nsec3-bitmap-extra-type"});
    CHECK(raised(*with_types("sub.example.", "NS RRSIG")) == Ids{"nsec3-bitmap-extra-type"});
    CHECK(raised(*with_types("www.example.", "A RRSIG NSEC3")) == Ids{"nsec3-bitmap-extra-type"});
    CHECK(raised(*with_types("www.example.", "A RRSIG TYPE128")) == Ids{"nsec-bitmap-meta-type"});
}

TEST_CASE("NSEC3 records that no NSEC3PARAM lists are told once") {
    SignedZone zone;
    zone.nsec3 = true, zone.with_param = false;
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{"nsec3-foreign-chain"});
    CHECK(judged->count("nsec3-foreign-chain") == 1);
}

TEST_CASE("NSEC3 is listed by NSEC3PARAM") {
    SignedZone zone = SignedZone::with_nsec3();
    zone.with_param = false;
    CHECK(raised(zone) == Ids{"nsec3-param-missing"});
}

TEST_CASE("NSEC beside NSEC3 in use is a step that should not last") {
    SignedZone zone = SignedZone::with_nsec3();
    zone.nsec = true;
    CHECK(raised(zone) == Ids{"nsec-and-nsec3-both"});
}

TEST_CASE("an NSEC3PARAM lists a chain that is there, without flags, at the apex") {
    const auto with = [](SignedZone zone, const std::string& line) {
        return raised(zone.add(line));
    };
    CHECK(with(SignedZone::with_nsec3(), "@ NSEC3PARAM 1 0 0 AABB") == Ids{"nsec3param-no-chain"});
    CHECK(with(SignedZone{}, "@ NSEC3PARAM 1 0 0 -") == Ids{"nsec3param-no-chain"});
    CHECK(with(SignedZone{}, "@ NSEC3PARAM 1 1 0 -") == Ids{"nsec3param-flags"});
    CHECK(with(SignedZone{}, "www NSEC3PARAM 1 0 0 -") == Ids{"nsec3param-not-apex"});
    SignedZone unknown = SignedZone::with_nsec3();
    unknown.add("@ NSEC3PARAM 2 0 0 -");
    CHECK(raised(unknown) == Ids{"nsec3param-hash-unknown"});
    CHECK_FALSE(judge(unknown.text(), options_at())->summary().complete);
}

TEST_CASE("two complete chains are allowed, and noted") {
    SignedZone first = SignedZone::with_nsec3();
    first.add("@ NSEC3PARAM 1 0 0 AABB");
    first.edit_nsec3 = [](Lines& lines) {
        Lines other = lines;
        const auto salt = hex("AABB");
        Nsec3Hasher hasher(0, salt);
        for (Nsec3Line& line : other)
            line.salt = "AABB", line.hash = to_base32hex(hasher(*name_from_text(line.name)));
        SignedZone::link(other);
        lines.insert(lines.end(), other.begin(), other.end());
    };
    const auto judged = judge(first.text(), options_at());
    CHECK(raised(*judged) == Ids{});
    CHECK(judged->count("nsec3param-multiple") == 1);
    CHECK(word(*judged) == "proven");
}

TEST_CASE("iterations and salt are advised against, many iterations refused") {
    const auto with = [](unsigned iterations, const std::string& salt, const char* date = nullptr) {
        SignedZone zone = SignedZone::with_nsec3();
        zone.iterations = iterations, zone.salt = salt;
        Options options = options_at();
        if (date != nullptr) options.check.rules_as_of = from_digits(date);
        return judge(zone.text(), options);
    };
    CHECK(raised(*with(150, "-")) == Ids{"nsec3-iterations-nonzero"});
    CHECK(raised(*with(151, "-")) == Ids{"nsec3-iterations-too-high"});
    CHECK(raised(*with(151, "-", "20200101000000")) == Ids{});
    CHECK(with(0, "AABB")->raises("nsec3-salt-nonempty"));
    CHECK_FALSE(with(0, "-")->raises("nsec3-salt-nonempty"));
}

TEST_CASE("keys of algorithms for NSEC do not stand in a zone with NSEC3") {
    const std::string key = "@ DNSKEY 256 3 5 AQP" + std::string(341, '/') + "\n";
    SignedZone zone = SignedZone::with_nsec3(), with_nsec;
    zone.more_keys = with_nsec.more_keys = key;
    CHECK(raised(zone).count("nsec3-algorithm-incompatible") == 1);
    CHECK(raised(with_nsec).count("nsec3-algorithm-incompatible") == 0);
}

TEST_CASE("the TTL of NSEC3 is the lesser of SOA TTL and SOA MINIMUM") {
    SignedZone zone = SignedZone::with_nsec3();
    zone.body.replace(zone.body.find("1209600 3600"), 12, "1209600 3599");
    CHECK(raised(zone) == Ids{"nsec3-ttl"});
}

TEST_CASE("a zone name of more than 222 octets leaves no room for hashes") {
    const auto with_octets = [](std::size_t octets) {
        std::string origin;
        for (std::size_t left = octets - 1; left != 0;) {
            const std::size_t label = std::min<std::size_t>(left, 60);
            origin += std::string(label - 1, 'a') + ".";
            left -= label;
        }
        return judge("$ORIGIN " + origin +
                         "\n@ 300 SOA ns h 1 2 3 4 300\n@ 300 NSEC3PARAM 1 0 0 -\n",
                     options_at());
    };
    CHECK_FALSE(with_octets(222)->raises("zone-apex-name-too-long-nsec3"));
    CHECK(with_octets(223)->raises("zone-apex-name-too-long-nsec3"));
}
