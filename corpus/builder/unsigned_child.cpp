// RFC 1034 4.3.2 for a zone that has an address for every name.
#include "corpus/builder/unsigned_child.hpp"

#include "corpus/message/edns.hpp"

namespace zoneproof::corpus {
namespace {

constexpr std::uint32_t made_up_ttl = 3600;

MessageRecord soa(NameView cut) {
    Bytes rdata = bytes(cut.wire());
    append(rdata, cut.wire());
    for (const std::uint32_t value : {1u, 14400u, 3600u, 1209600u, 3600u}) append32(rdata, value);
    return {Name(cut), RrType::SOA, class_in, made_up_ttl, std::move(rdata)};
}

/// What the parent has of the child: NS at the cut, addresses below it.
bool is_shared(RrType type, bool at_cut) {
    return type == RrType::A || type == RrType::AAAA || (type == RrType::NS && at_cut);
}

}  // namespace

Message unsigned_answer(const SignedZone& parent, NameView cut, const Question& question) {
    Message message;
    message.flags = flag::qr | flag::aa;
    message.questions.push_back(question);
    const bool at_cut = question.name.view() == cut;
    bool has_addresses = false;
    for (const Record& record : parent.records) {
        if (!is_at(record, question.name) || !is_shared(record.type, at_cut)) continue;
        has_addresses |= record.type != RrType::NS;
        if (record.type == question.type)
            message.answer.push_back(
                {record.owner, record.type, class_in, record.ttl, record.rdata});
    }
    if (question.type == RrType::A && !has_addresses)
        message.answer.push_back(
            {question.name, RrType::A, class_in, made_up_ttl, {192, 0, 2, 99}});
    if (at_cut && question.type == RrType::SOA) message.answer.push_back(soa(cut));
    if (message.answer.empty()) message.authority.push_back(soa(cut));
    message.additional.push_back(opt_record({.dnssec_ok = true, .options = {}}));
    return message;
}

}  // namespace zoneproof::corpus
