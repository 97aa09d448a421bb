#include "corpus/message/edns.hpp"
#include "tests/catch.hpp"
#include "tools/conform/ask.hpp"
#include "tools/conform/responder.hpp"

using namespace zoneproof;
using namespace zoneproof::conform;
using namespace zoneproof::corpus;

namespace {

Name name(std::string_view text) {
    return *name_from_text(text);
}

MessageRecord record(std::string_view owner, RrType type, Bytes rdata) {
    return {name(owner), type, class_in, 60, std::move(rdata)};
}
Bytes wire_of(std::string_view text) {
    const Name parsed = name(text);
    return {parsed.view().data(), parsed.view().data() + parsed.view().size()};
}

Message stored(std::string_view owner, RrType type, bool authoritative = true) {
    Message message;
    message.flags = static_cast<std::uint16_t>(flag::qr | (authoritative ? flag::aa : 0));
    message.questions.push_back({name(owner), type});
    message.additional.push_back(opt_record({.dnssec_ok = true, .options = {}}));
    return message;
}

/// A root that refers `example.` to 192.0.2.2, which knows www, an alias, and a large TXT.
WireAnswers answers() {
    WireAnswers all;
    Message referral = stored("example.", RrType::NS, false);
    referral.authority.push_back(record("example.", RrType::NS, wire_of("ns.example.")));
    referral.additional.insert(referral.additional.begin(),
                               record("ns.example.", RrType::A, {192, 0, 2, 2}));
    all.add("192.0.2.1", name("example."), RrType::NS, write_message(referral), true);
    Message ds = stored("example.", RrType::DS);
    ds.answer.push_back(record("example.", RrType::DS, {0, 1, 13, 2}));
    all.add("192.0.2.1", name("example."), RrType::DS, write_message(ds), false);
    Message www = stored("www.example.", RrType::A);
    www.answer.push_back(record("www.example.", RrType::A, {192, 0, 2, 80}));
    all.add("192.0.2.2", name("www.example."), RrType::A, write_message(www), false);
    Message alias = stored("alias.example.", RrType::A);
    alias.answer.push_back(record("alias.example.", RrType::CNAME, wire_of("www.example.")));
    all.add("192.0.2.2", name("alias.example."), RrType::A, write_message(alias), false);
    Message large = stored("large.example.", RrType::TXT);
    for (std::uint8_t i = 0; i < 10; ++i) {
        Bytes text(201, i);
        text[0] = 200;
        large.answer.push_back(record("large.example.", RrType::TXT, text));
    }
    all.add("192.0.2.2", name("large.example."), RrType::TXT, write_message(large), false);
    return all;
}

Message question(std::string_view owner, RrType type, bool edns = true) {
    Message query;
    query.id = 77;
    query.flags = flag::rd;
    query.questions.push_back({name(owner), type});
    if (edns) query.additional.push_back(opt_record({.dnssec_ok = true, .options = {}}));
    return query;
}

Message say(const char* server, const Message& query, Transport transport = Transport::udp) {
    const Reply said = reply(answers(), server, write_message(query), transport);
    REQUIRE_FALSE(said.message.empty());
    return *message_from_wire(said.message);
}

}  // namespace

TEST_CASE("a stored answer gets the query's identifier, RD and spelling") {
    const Message said = say("192.0.2.2", question("wWw.Example.", RrType::A));
    CHECK(said.id == 77);
    CHECK(said.flags == (flag::qr | flag::aa | flag::rd));
    CHECK(to_text(said.questions[0].name.view()) == "wWw.Example.");
    CHECK(said.answer.size() == 1);
    CHECK(edns_of(said));
}

TEST_CASE("who sends no OPT record gets none") {
    CHECK_FALSE(edns_of(say("192.0.2.2", question("www.example.", RrType::A, false))));
}

TEST_CASE("what lies below a cut is referred, the DS at the cut is answered") {
    const Message said = say("192.0.2.1", question("a.b.example.", RrType::A));
    CHECK(to_text(said.questions[0].name.view()) == "a.b.example.");
    CHECK(said.authority.size() == 1);
    CHECK(say("192.0.2.1", question("example.", RrType::DS)).answer.size() == 1);
}

TEST_CASE("an answer that does not fit is cut over UDP and whole over TCP") {
    const Message query = question("large.example.", RrType::TXT);
    const Message cut = say("192.0.2.2", query);
    CHECK((cut.flags & flag::tc) != 0);
    CHECK(cut.answer.empty());
    CHECK(say("192.0.2.2", query, Transport::tcp).answer.size() == 10);
}

TEST_CASE("a question that nothing is stored for is refused and told") {
    const auto query = write_message(question("other.example.", RrType::A));
    const Reply said = reply(answers(), "192.0.2.2", query, Transport::udp);
    CHECK(rcode_of(*message_from_wire(said.message)) == 5);
    CHECK(said.unanswered == "192.0.2.2 other.example. A");
}

TEST_CASE("what is no question gets no reply, or its RCODE") {
    Message query = question("www.example.", RrType::A);
    query.questions.clear();
    CHECK(rcode_of(say("192.0.2.2", query)) == 1);
    query = question("www.example.", RrType::A);
    query.flags = 0x2800;
    CHECK(rcode_of(say("192.0.2.2", query)) == 4);
    query.flags = flag::qr;
    CHECK(reply(answers(), "192.0.2.2", write_message(query), Transport::udp).message.empty());
    CHECK(reply(answers(), "192.0.2.2", octets("rubbish"), Transport::udp).message.empty());
}

TEST_CASE("the carrier follows referrals and aliases from the root") {
    const auto query = write_message(question("alias.example.", RrType::A));
    const auto said =
        message_from_wire(carry(answers(), "192.0.2.1", query, Transport::udp).message);
    REQUIRE(said);
    CHECK(said->answer.size() == 2);
    CHECK((said->flags & flag::ra) != 0);
    CHECK((said->flags & flag::aa) == 0);
    const auto lost = write_message(question("other.example.", RrType::A));
    CHECK(rcode_of(*message_from_wire(
              carry(answers(), "192.0.2.1", lost, Transport::udp).message)) == 2);
}

TEST_CASE("the responder answers over UDP and TCP on loopback") {
    const WireAnswers all = answers();
    const auto responder = Responder::start(all, "192.0.2.1", {{"127.0.0.1", 0, "192.0.2.2"}});
    REQUIRE(responder);
    const std::uint16_t port = responder.value().port();
    const auto www = ask("127.0.0.1", port, name("www.example."), RrType::A);
    REQUIRE(www);
    CHECK(www->answer.size() == 1);
    const auto large = ask("127.0.0.1", port, name("large.example."), RrType::TXT);
    REQUIRE(large);
    CHECK(large->answer.size() == 10);
    ask("127.0.0.1", port, name("Other.example."), RrType::A);
    CHECK(responder.value().unanswered() == std::vector<std::string>{"192.0.2.2 other.example. A"});
}
