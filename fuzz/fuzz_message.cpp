// A DNS message: read, written with and without compression, and read again; its RDATA and EDNS.
#include "fuzz/rdata_oracle.hpp"

#include "corpus/message/edns.hpp"
#include "corpus/message/message.hpp"

using namespace zoneproof;
using namespace zoneproof::fuzz;
using namespace zoneproof::corpus;

namespace {

std::string show(const MessageRecord& record) {
    return to_text(record.owner) + " " + std::to_string(record.rr_class) + " " +
           std::to_string(record.ttl) + " " + to_text(record.type) + " " +
           print_generic(record.rdata) + "\n";
}

std::string show(const Message& message) {
    std::string text = std::to_string(message.id) + " " + std::to_string(message.flags) + "\n";
    for (const Question& question : message.questions)
        text += to_text(question.name) + " " + std::to_string(question.rr_class) + " " +
                to_text(question.type) + "\n";
    for (const auto* section : {&message.answer, &message.authority, &message.additional}) {
        for (const MessageRecord& record : *section) text += show(record);
        text += "--\n";
    }
    return text;
}

Message read_again(const Bytes& written) {
    auto again = read_message(written);
    require(std::holds_alternative<Message>(again), "a written message can be read",
            [&] { return to_hex(written); });
    return std::get<Message>(std::move(again));
}

void check_record(const MessageRecord& record) {
    static const auto wire = std::make_unique<Wire>();
    require(wire_name_length(record.owner.view().wire()) == record.owner.view().size(),
            "an owner is one whole name");
    wire->clear();
    if (!is_meta(record.type) && !check_rdata(record.type, record.rdata, *wire))
        check_canonical_rdata(record.type, wire->octets());
}

void check_edns(const Message& message) {
    const auto edns = edns_of(message);
    if (!edns) return;
    Message again;
    again.additional.push_back(opt_record(*edns));
    const auto same = edns_of(again);
    require(same.has_value(), "a written OPT can be read");
    require(equal(opt_record(*same).rdata, opt_record(*edns).rdata) &&
                opt_record(*same).ttl == opt_record(*edns).ttl &&
                same->udp_octets == edns->udp_octets,
            "EDNS is written as it was read");
    require(extended_errors(*same) == extended_errors(*edns), "extended errors stay");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto result = read_message({data, size});
    if (const auto* const fault = std::get_if<MessageFault>(&result)) {
        require(fault->offset <= size, "a fault lies in the message");
        return 0;
    }
    const Message& message = std::get<Message>(result);
    const std::string said = show(message);
    const Bytes small = write_message(message), large = write_message(message, Compression::none);
    require(small.size() <= large.size(), "compression makes no message longer");
    for (const Bytes& written : {small, large}) {
        if (written.size() > 65535) continue;  // what was compressed may not fit without
        require(show(read_again(written)) == said, "a message is written as it was read",
                [&] { return said + "\n" + show(read_again(written)); });
    }
    require(size < 12 || equal(write_message(read_again(small)), small) || small.size() > 65535,
            "writing is a fixed point");

    const std::size_t limit = 12 + checksum({data, size}) % 1500;
    const Message cut = read_again(write_message(message, Compression::names, limit));
    require(cut.questions.size() == message.questions.size(), "questions are never left out");
    require(cut.answer.size() == message.answer.size() || (cut.flags & flag::tc) != 0,
            "a message that was cut says so");

    for (const auto* section : {&message.answer, &message.authority, &message.additional})
        for (const MessageRecord& record : *section) check_record(record);
    check_edns(message);
    return 0;
}
