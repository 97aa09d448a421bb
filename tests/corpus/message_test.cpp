#include "corpus/message/edns.hpp"
#include "corpus/message/message.hpp"

#include "tests/catch.hpp"

#include <string>

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

Bytes from_hex(std::string_view text) {
    Bytes data;
    std::string digits;
    for (const char c : text)
        if (c != ' ') digits += c;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        data.push_back(static_cast<std::uint8_t>(std::stoi(digits.substr(i, 2), nullptr, 16)));
    return data;
}

Message read(std::string_view hex) {
    const Bytes data = from_hex(hex);
    auto result = read_message(data);
    REQUIRE(std::holds_alternative<Message>(result));
    return std::get<Message>(result);
}

/// The fault and its offset: "forward_pointer at 12" as numbers.
std::pair<MessageFaultKind, std::size_t> fault_of(std::string_view hex) {
    const Bytes data = from_hex(hex);
    const auto result = read_message(data);
    REQUIRE(std::holds_alternative<MessageFault>(result));
    const auto& fault = std::get<MessageFault>(result);
    CHECK_FALSE(describe(fault.kind).empty());
    return {fault.kind, fault.offset};
}

using Fault = std::pair<MessageFaultKind, std::size_t>;

// One answer, nothing else.
const std::string header = "0001 8400 0000 0001 0000 0000 ";

MessageRecord record(const char* owner, RrType type, Bytes rdata) {
    MessageRecord made;
    made.owner = *name_from_text(owner);
    made.type = type;
    made.ttl = 60;
    made.rdata = std::move(rdata);
    return made;
}

Bytes wire(const char* name) {
    const Name read = *name_from_text(name);
    return Bytes(read.view().wire().begin(), read.view().wire().end());
}

}  // namespace

TEST_CASE("a query is header, question and OPT") {
    const Message message = read("1234 0110 0001 0000 0000 0001 076578616d706c6500 0006 0001"
                                 "00 0029 04d0 00008000 0000");
    CHECK(message.id == 0x1234);
    CHECK((message.flags & flag::rd) != 0);
    CHECK((message.flags & flag::cd) != 0);
    CHECK((message.flags & flag::qr) == 0);
    REQUIRE(message.questions.size() == 1);
    CHECK(to_text(message.questions[0].name) == "example.");
    CHECK(message.questions[0].type == RrType::SOA);
    const auto edns = edns_of(message);
    REQUIRE(edns);
    CHECK(edns->udp_octets == 1232);
    CHECK(edns->dnssec_ok);
}

TEST_CASE("compressed names are expanded, in owners and in RDATA") {
    // RFC 1035 4.1.4: a sequence of labels that ends in a pointer, and a pointer alone.
    const Message message = read("0001 8400 0001 0002 0000 0000 03 495349 04 41525041 00 0002 0001"
                                 "c00c 0002 0001 0000003c 0004 01 46 c00c"
                                 "c010 000f 0001 0000003c 0004 000a c026");
    REQUIRE(message.answer.size() == 2);
    CHECK(to_text(message.answer[0].owner) == "ISI.ARPA.");
    CHECK(message.answer[0].rdata == wire("F.ISI.ARPA."));
    CHECK(to_text(message.answer[1].owner) == "ARPA.");
    CHECK(to_hex(message.answer[1].rdata) == "000a" + to_hex(wire("F.ISI.ARPA.")));
}

TEST_CASE("RDATA of other types is octets, whatever looks like a pointer in it") {
    const Message message = read(header + "00 ff00 0001 00000000 0002 c00c");
    CHECK(to_hex(message.answer[0].rdata) == "c00c");
}

TEST_CASE("what is no message is refused, with the place") {
    CHECK(fault_of("0001 84") == Fault(MessageFaultKind::cut_off, 2));
    CHECK(fault_of(header) == Fault(MessageFaultKind::cut_off, 12));
    CHECK(fault_of(header + "00 0001 0001 00000000 0004 c00002") ==
          Fault(MessageFaultKind::cut_off, 23));
    CHECK(fault_of("0001 8400 0000 0000 0000 0000 00") == Fault(MessageFaultKind::trailing, 12));
    CHECK(fault_of(header + "40 00") == Fault(MessageFaultKind::bad_label, 13));
    CHECK(fault_of(header + "80 00") == Fault(MessageFaultKind::bad_label, 13));
}

TEST_CASE("pointers lead backwards only") {
    const std::string rest = " 0001 0001 00000000 0000";
    CHECK(fault_of(header + "c00c" + rest).first == MessageFaultKind::forward_pointer);
    CHECK(fault_of(header + "c00e" + rest).first == MessageFaultKind::forward_pointer);
    CHECK(fault_of(header + "0161 c00c" + rest).first == MessageFaultKind::forward_pointer);
    // Behind a label it has been through before: the second pointer does not go below the first.
    CHECK(fault_of("0001 8400 0001 0001 0000 0000 0161 0162 c00c 0001 0001" + rest).first ==
          MessageFaultKind::forward_pointer);
}

TEST_CASE("a name of 255 octets is read, one of 256 is not") {
    std::string labels;
    for (int i = 0; i < 126; ++i) labels += "0161";
    const std::string question = " 0001 0001";
    CHECK(read("0001 0000 0001 0000 0000 0000 " + labels + "0161 00" + question)
              .questions[0]
              .name.view()
              .size() == 255);
    CHECK(fault_of("0001 0000 0001 0000 0000 0000 " + labels + "026161 00" + question).first ==
          MessageFaultKind::name_too_long);
}

TEST_CASE("a chain of pointers is bounded") {
    const auto chain_of = [](unsigned pointers) {
        // In RDATA that is octets: each points to the one before it, the first to a root label.
        Bytes message = from_hex("0001 8400 0000 0002 0000 0000 00 ff00 0001 00000000 0000");
        store16(&message[21], static_cast<std::uint16_t>(2 * (pointers - 1)));
        std::size_t last = 12;
        for (unsigned i = 0; i < pointers; ++i) {
            const std::size_t at = message.size();
            message.resize(at + 2);
            store16(&message[at], static_cast<std::uint16_t>(0xC000 | last));
            last = at;
        }
        for (const std::uint8_t octet : from_hex("ff00 0001 00000000 0000"))
            message.push_back(octet);
        return read_message(message);
    };
    CHECK(std::holds_alternative<Message>(chain_of(127)));
    const auto refused = chain_of(128);
    REQUIRE(std::holds_alternative<MessageFault>(refused));
    CHECK(std::get<MessageFault>(refused).kind == MessageFaultKind::too_many_pointers);
}

TEST_CASE("names that stood before are written as pointers, and read back as they were") {
    Message message;
    message.id = 7;
    message.flags = flag::qr | flag::aa;
    message.questions.push_back({*name_from_text("www.example."), RrType::A, class_in});
    Bytes soa = wire("ns.example.");
    for (const std::uint8_t octet : wire("admin.example.")) soa.push_back(octet);
    soa.resize(soa.size() + 20);
    message.authority.push_back(record("example.", RrType::SOA, soa));
    message.authority.push_back(record("example.", RrType::SRV, wire("ns.example.")));
    const Bytes small = write_message(message), large = write_message(message, Compression::none);
    CHECK(large.size() == 12 + 17 + (9 + 10 + 12 + 15 + 20) + (9 + 10 + 12));
    CHECK(small.size() == 12 + 17 + (2 + 10 + 5 + 8 + 20) + (2 + 10 + 12));
    for (const Bytes& data : {small, large}) {
        auto again = read_message(data);
        // SRV of this RDATA is too short for its fixed part: octets as they are.
        REQUIRE(std::holds_alternative<MessageFault>(again));
    }
    message.authority.pop_back();
    for (const Compression how : {Compression::names, Compression::none}) {
        const Bytes data = write_message(message, how);
        const auto again = read_message(data);
        REQUIRE(std::holds_alternative<Message>(again));
        CHECK(std::get<Message>(again).authority.at(0).rdata == soa);
        CHECK(std::get<Message>(again).flags == message.flags);
    }
}

TEST_CASE("letters keep their case: a name in another case is not pointed to") {
    Message message;
    message.questions.push_back({*name_from_text("EXAMPLE."), RrType::NS, class_in});
    message.answer.push_back(record("example.", RrType::NS, wire("Example.")));
    const Bytes data = write_message(message);
    const auto again = std::get<Message>(read_message(data));
    CHECK(to_text(again.answer[0].owner) == "example.");
    CHECK(again.answer[0].rdata == wire("Example."));
}

TEST_CASE("records that do not fit are left out, the OPT stays, and TC says so") {
    Message message;
    message.flags = flag::qr;
    for (int i = 0; i < 40; ++i)
        message.answer.push_back(record("a.example.", RrType::TXT, Bytes(20, 1)));
    message.additional.push_back(opt_record({}));
    const Bytes data = write_message(message, Compression::names, 512);
    CHECK(data.size() <= 512);
    const auto again = std::get<Message>(read_message(data));
    CHECK((again.flags & flag::tc) != 0);
    CHECK(again.answer.size() == 15);  // 12 + 41 + 14 * 32 + 11 octets
    CHECK(edns_of(again));
    const Bytes whole = write_message(message);
    CHECK((std::get<Message>(read_message(whole)).flags & flag::tc) == 0);
}

TEST_CASE("EDNS is written as it is read; a second OPT or a cut option is none") {
    Edns edns;
    edns.udp_octets = 4096;
    edns.extended_rcode = 1;
    edns.dnssec_ok = true;
    edns.options = {
        {option_ede, {0, 7, 'x'}}, {10, {1, 2}}, {option_ede, {0, 9}}, {option_ede, {0}}};
    Message message;
    message.additional.push_back(opt_record(edns));
    const auto again = edns_of(message);
    REQUIRE(again);
    CHECK(again->udp_octets == 4096);
    CHECK(again->extended_rcode == 1);
    CHECK(again->dnssec_ok);
    CHECK(again->options.size() == 4);
    CHECK(extended_errors(*again) == std::vector<std::uint16_t>{7, 9});
    message.additional[0].rdata.pop_back();
    CHECK_FALSE(edns_of(message));
    message.additional.assign(2, opt_record({}));
    CHECK_FALSE(edns_of(message));
    message.additional.clear();
    CHECK_FALSE(edns_of(message));
}

TEST_CASE("the extended RCODE has its upper bits in the OPT record") {
    Message message;
    message.flags = flag::qr;
    message.additional.push_back(opt_record({.extended_rcode = 1, .options = {}}));
    CHECK(rcode_of(message) == 16);
    CHECK(rcode_to_text(16) == "RCODE16");
    CHECK(rcode_to_text(3) == "NXDOMAIN");
}
