// The second look at denial must see alone what the passes see.
#include "rules/proof_denial.hpp"
#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

std::string missing(const SignedZone& zone) {
    const auto judged = judge(zone.text(), options_at());
    return std::string(missing_from_denial(*judged->loaded.zone, judged->evidence));
}

std::string with_nsec(const std::function<void(std::vector<NsecLine>&)>& edit) {
    SignedZone zone;
    zone.edit_nsec = edit;
    return missing(zone);
}

std::string with_nsec3(const std::function<void(std::vector<Nsec3Line>&)>& edit,
                       bool opt_out = false) {
    SignedZone zone = SignedZone::with_nsec3(opt_out);
    zone.edit_nsec3 = edit;
    return missing(zone);
}

template <class Line>
Line& at(std::vector<Line>& lines, std::string Line::*field, const std::string& value) {
    for (Line& line : lines)
        if (line.*field == value) return line;
    FAIL("no " << value);
    return lines.front();
}

/// Takes a record out, and leads around it.
template <class Line>
void leave_out(std::vector<Line>& lines, std::string Line::*field, const std::string& value,
               std::string Line::*leads_to) {
    const Line gone = at(lines, field, value);
    for (Line& line : lines)
        if (line.next == gone.*leads_to) line.next = gone.next;
    std::erase_if(lines, [&](const Line& line) { return line.*field == value; });
}

}  // namespace

TEST_CASE("the second look finds nothing in zones that are right") {
    CHECK(missing({}) == "");
    CHECK(missing(SignedZone::with_nsec3()) == "");
    CHECK(missing(SignedZone::with_nsec3(true)) == "");
    SignedZone both;
    both.nsec3 = true;
    CHECK(missing(both) == "");
    CHECK(missing(SignedZone().add("d DNAME other.example.\nx.d TXT \"occluded\"")) == "");
    CHECK(missing(SignedZone::with_nsec3().add("@ DNAME other.\n")) == "");
}

TEST_CASE("the second look walks the NSEC chain by itself") {
    const std::string next = "an NSEC does not lead to the next name";
    const std::string types = "an NSEC does not show the types of its name";
    const auto at_www = [](std::vector<NsecLine>& lines) -> NsecLine& {
        return at(lines, &NsecLine::owner, "www.example.");
    };
    CHECK(with_nsec([&](auto& lines) {
              at(lines, &NsecLine::owner, "ns1.example.").next = "sec.example.";
          }) == next);
    CHECK(with_nsec([&](auto& lines) { at_www(lines).next = "ns1.example."; }) ==
          "the last NSEC does not lead to the apex");
    CHECK(with_nsec([&](auto& lines) { at_www(lines).types = "RRSIG NSEC"; }) == types);
    CHECK(with_nsec([&](auto& lines) { at_www(lines).types += " TXT"; }) == types);
    CHECK(with_nsec([&](auto& lines) { at_www(lines).types = "A NSEC"; }) == types);
    CHECK(with_nsec([&](auto& lines) {
              leave_out(lines, &NsecLine::owner, "ns2.example.", &NsecLine::owner);
          }) == "a name has not exactly one NSEC");
    CHECK(with_nsec([&](auto& lines) {
              lines.push_back({"b.c.example.", "ns1.example.", "RRSIG NSEC"});
          }) == "an NSEC stands at a name that owns nothing else");
    CHECK(with_nsec([&](auto& lines) { lines.clear(); }) == "no chain denies anything");
}

TEST_CASE("the second look walks the NSEC3 chain by itself") {
    const std::string types = "an NSEC3 does not show the types of its name";
    const auto line_of = [](std::vector<Nsec3Line>& lines, const std::string& name) -> Nsec3Line& {
        return at(lines, &Nsec3Line::name, name);
    };
    const auto drop = [&](const std::string& name) {
        return [=](std::vector<Nsec3Line>& lines) {
            leave_out(lines, &Nsec3Line::name, name, &Nsec3Line::hash);
        };
    };
    CHECK(with_nsec3(drop("www.example.")) == "a name has no NSEC3");
    CHECK(with_nsec3(drop("sub.example.")) == "a name has no NSEC3");
    CHECK(with_nsec3(drop("c.example.")) == "an empty non-terminal has no NSEC3");
    CHECK(with_nsec3([&](auto& lines) { line_of(lines, "www.example.").types = "RRSIG"; }) ==
          types);
    CHECK(with_nsec3([&](auto& lines) { line_of(lines, "sub.example.").types = "NS RRSIG"; }) ==
          types);
    CHECK(with_nsec3([&](auto& lines) { line_of(lines, "www.example.").types = "A RRSIG NSEC"; }) ==
          types);
    CHECK(with_nsec3([&](auto& lines) { line_of(lines, "c.example.").types = "A"; }) ==
          "the NSEC3 of an empty non-terminal shows a type");
    CHECK(with_nsec3([&](auto& lines) { std::swap(lines[0].next, lines[1].next); }) ==
          "an NSEC3 does not lead to the next hash");
}

TEST_CASE("the second look wants opt-out on the span that hides a delegation, and on no other") {
    for (std::size_t clear = 0; clear < 32; ++clear) {
        SignedZone zone = SignedZone::with_nsec3(true);
        bool there = false;
        zone.edit_nsec3 = [&](std::vector<Nsec3Line>& lines) {
            there = clear < lines.size();
            if (there) lines[clear].flags = 0;
        };
        const auto judged = judge(zone.text(), options_at());
        if (!there) break;
        const bool proven = word(*judged) == "proven";
        CAPTURE(clear);
        CHECK((missing_from_denial(*judged->loaded.zone, judged->evidence).empty()) == proven);
    }
}
