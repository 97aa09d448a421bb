#include "tests/rules/judge.hpp"

#include <map>
#include <regex>

using namespace zoneproof;
using namespace zoneproof::testing;

TEST_CASE("every rule has an id of its own, formed as a slug") {
    const std::regex slug("[a-z][a-z0-9]*(-[a-z0-9]+)+");
    std::set<std::string> ids;
    for (const Rule* const rule : catalogue()) {
        CAPTURE(std::string(rule->id));
        CHECK(std::regex_match(std::string(rule->id), slug));
        CHECK(ids.emplace(rule->id).second);
        CHECK(find_rule(rule->id) == rule);
    }
    CHECK(find_rule("no-such-rule") == nullptr);
}

TEST_CASE("every rule says what, why, how to mend it, and shows both sides") {
    for (const Rule* const rule : catalogue()) {
        CAPTURE(std::string(rule->id));
        for (const std::string_view sentence : {rule->says, rule->why, rule->fix}) {
            CHECK(sentence.size() > 5);
            CHECK(sentence.ends_with('.'));
        }
        CHECK_FALSE(rule->good.empty());
        CHECK_FALSE(rule->bad.empty());
        CHECK(rule->good != rule->bad);
    }
}

TEST_CASE("every citation is an RFC with its section, or another document by name") {
    const std::regex rfc("RFC [1-9][0-9]*( ([0-9]+|[A-Z])(\\.[0-9]+)*)?");
    const std::regex other("(BIND|CVE-|FIPS|ICANN|IANA|NIST|draft-|CA/Browser|Unbound|PowerDNS).*");
    for (const Rule* const rule : catalogue()) {
        CAPTURE(std::string(rule->id), std::string(rule->cites));
        std::string rest(rule->cites);
        CHECK_FALSE(rest.empty());
        while (!rest.empty()) {
            const std::size_t end = rest.find("; ");
            const std::string one = rest.substr(0, end);
            rest = end == std::string::npos ? "" : rest.substr(end + 2);
            CHECK((std::regex_match(one, rfc) || std::regex_match(one, other)));
        }
    }
}

TEST_CASE("a date since when a rule holds is a month of the calendar") {
    for (const Rule* const rule : catalogue()) {
        CAPTURE(std::string(rule->id));
        if (rule->since.year == 0)
            CHECK(rule->since.month == 0);
        else
            CHECK((rule->since.year >= 1983 && rule->since.month >= 1 && rule->since.month <= 12));
    }
}

TEST_CASE("masks name rules about the same kind of subject, and never go in a circle") {
    std::map<std::string_view, std::vector<std::string_view>> silenced;
    for (const Mask& mask : masks()) {
        CAPTURE(std::string(mask.winner), std::string(mask.silent));
        const Rule* const winner = find_rule(mask.winner);
        const Rule* const silent = find_rule(mask.silent);
        REQUIRE((winner != nullptr && silent != nullptr));
        CHECK(winner->subject() == silent->subject());
        CHECK((!winner->timed || silent->timed));
        silenced[mask.winner].push_back(mask.silent);
    }
    const auto reaches = [&](const auto& self, std::string_view from, std::string_view to,
                             std::size_t depth) -> bool {
        if (depth > masks().size()) return true;
        for (const std::string_view next : silenced[from])
            if (next == to || self(self, next, to, depth + 1)) return true;
        return false;
    };
    for (const Mask& mask : masks()) CHECK_FALSE(reaches(reaches, mask.winner, mask.winner, 0));
}

TEST_CASE("every diagnostic that loses an entry is a finding of exactly one rule, an error") {
    for (std::size_t code = 0; code <= static_cast<std::size_t>(DiagnosticCode::ttl_range); ++code)
        for (std::size_t fault = 0; fault <= static_cast<std::size_t>(Fault::loc_range); ++fault) {
            CAPTURE(code, fault);
            int rules = 0;
            for (const Rule* const rule : catalogue()) {
                const auto* const check = std::get_if<DiagnosticCheck>(&rule->check);
                if (check == nullptr) continue;
                for (const DiagnosticKind& kind : check->kinds)
                    if (kind.code == DiagnosticCode(code) &&
                        (!kind.fault || *kind.fault == Fault(fault))) {
                        ++rules;
                        CHECK(rule->severity == Severity::error);
                    }
            }
            CHECK(rules == 1);
        }
}
