// Replies from stored answers: the header, question and OPT record follow the query, the rest is as
// it is stored (RFC 1035 4.1.1, RFC 6891 6.1, RFC 4035 3.1.6).
#include "corpus/message/edns.hpp"
#include "tools/conform/wire_answers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof::conform {
namespace {

using namespace corpus;

constexpr unsigned formerr = 1, servfail = 2, notimp = 4, refused = 5;
constexpr unsigned longest_walk = 24;  // referrals and CNAMEs, together

Message reply_to(const Message& query, unsigned rcode) {
    Message message;
    message.id = query.id;
    message.flags = static_cast<std::uint16_t>(
        flag::qr | (query.flags & (flag::opcode | flag::rd | flag::cd)) | rcode);
    message.questions = query.questions;
    if (edns_of(query))
        message.additional.push_back(opt_record({.dnssec_ok = true, .options = {}}));
    return message;
}

/// "truncated ... to fit": RFC 1035 4.1.1; nothing but the question is left.
Bytes cut_to(Bytes message, const Message& query, Transport transport) {
    const auto edns = edns_of(query);
    const std::size_t room = edns ? std::max<std::size_t>(512, edns->udp_octets) : 512;
    if (transport == Transport::tcp || message.size() <= room) return message;
    Message short_one = reply_to(query, 0);
    short_one.flags |= flag::tc | (load16(message.data() + 2) & (flag::aa | flag::ra));
    return write_message(short_one);
}

/// Octet for octet as stored but for the identifier, the flags that follow the query, and the
/// spelling of the question.
Bytes stored_for(const Message& query, Bytes stored) {
    if (stored.size() < 12) return stored;
    store16(stored.data(), query.id);
    const unsigned kept = load16(stored.data() + 2) & ~unsigned{flag::rd | flag::cd};
    const unsigned flags = kept | (query.flags & (flag::rd | flag::cd));
    store16(stored.data() + 2, static_cast<std::uint16_t>(flags));
    const Octets name = query.questions[0].name.view().wire();
    if (wire_name_length(Octets(stored).subspan(12)) == name.size())
        std::copy(name.begin(), name.end(), stored.begin() + 12);
    if (edns_of(query)) return stored;
    // "a response MUST NOT include an OPT record" where the request has none: RFC 6891 7.
    if (auto message = message_from_wire(stored)) {
        std::erase_if(message->additional, [](const auto& one) { return one.type == RrType::OPT; });
        return write_message(*message);
    }
    return stored;
}

Bytes referral_for(const Message& query, const Bytes& stored) {
    auto message = message_from_wire(stored);
    if (!message) return stored_for(query, stored);
    message->questions = query.questions;
    return stored_for(query, write_message(*message));
}

/// What cannot be answered from stored messages at all: the reply; nothing for a plain question.
std::optional<Bytes> refusal(const std::optional<Message>& query) {
    if (!query || (query->flags & flag::qr) != 0) return Bytes{};
    if ((query->flags & flag::opcode) != 0) return write_message(reply_to(*query, notimp));
    if (query->questions.size() != 1 || query->questions[0].rr_class != class_in)
        return write_message(reply_to(*query, formerr));
    return {};
}

/// Names below "invalid." (RFC 6761 6.4) are asked to see whether a server is up.
std::string words(const std::string& server, const Question& question) {
    if (is_at_or_below(question.name, *name_from_text("invalid."))) return {};
    std::string name = to_text(question.name.view());
    for (char& c : name) c = static_cast<char>(fold(static_cast<std::uint8_t>(c)));
    return fmt::format("{} {} {}", server, name, to_text(question.type));
}

/// The address of a server that a referral names, of those that answers are stored of.
std::string next_server(const Message& referral) {
    for (const MessageRecord& record : referral.additional)
        if (record.type == RrType::A && record.rdata.size() == 4)
            return fmt::format("{}.{}.{}.{}", record.rdata[0], record.rdata[1], record.rdata[2],
                               record.rdata[3]);
    return {};
}

bool is_referral(const Message& message) {
    const auto is_ns = [](const MessageRecord& record) { return record.type == RrType::NS; };
    return message.answer.empty() && (message.flags & (flag::aa | flag::rcode)) == 0 &&
           std::any_of(message.authority.begin(), message.authority.end(), is_ns);
}

bool has_soa(const std::vector<MessageRecord>& section) {
    const auto is_soa = [](const MessageRecord& record) { return record.type == RrType::SOA; };
    return std::any_of(section.begin(), section.end(), is_soa);
}

/// The end of the chain of CNAMEs in an answer; nothing when it holds what was asked for, or none.
std::optional<Name> alias_target(const Message& message, const Question& question) {
    Name name = question.name;
    bool moved = false;
    for (std::size_t turn = 0; turn <= message.answer.size(); ++turn) {
        std::optional<Name> next;
        for (const MessageRecord& record : message.answer) {
            if (!(record.owner.view() == name.view())) continue;
            if (record.type == question.type) return {};
            if (record.type == RrType::CNAME && wire_name_length(record.rdata) != 0)
                next = Name(NameView(Octets(record.rdata)));
        }
        if (!next) break;
        name = *next;
        moved = true;
    }
    return moved ? std::optional(name) : std::nullopt;
}

}  // namespace

Reply reply(const WireAnswers& answers, const std::string& server, Octets wire,
            Transport transport) {
    const auto query = message_from_wire(wire);
    if (auto refused_one = refusal(query)) return {*refused_one, {}};
    const Question& question = query->questions[0];
    const auto [stored, below] = answers.find(server, question.name, question.type);
    if (stored == nullptr)
        return {write_message(reply_to(*query, refused)), words(server, question)};
    return {cut_to(below ? referral_for(*query, *stored) : stored_for(*query, *stored), *query,
                   transport),
            {}};
}

Reply carry(const WireAnswers& answers, const std::string& root, Octets wire, Transport transport) {
    const auto query = message_from_wire(wire);
    if (auto refused_one = refusal(query)) return {*refused_one, {}};
    Message found = reply_to(*query, 0);
    found.flags |= flag::ra;
    Question question = query->questions[0];
    std::string server = root;
    for (unsigned step = 0; step < longest_walk; ++step) {
        const auto stored = answers.find(server, question.name, question.type);
        const auto message =
            stored.message != nullptr ? message_from_wire(*stored.message) : std::nullopt;
        if (!message) {
            found.flags |= servfail;
            return {write_message(found), words(server, question)};
        }
        if (is_referral(*message)) {
            server = next_server(*message);
            continue;
        }
        found.answer.insert(found.answer.end(), message->answer.begin(), message->answer.end());
        found.authority.insert(found.authority.end(), message->authority.begin(),
                               message->authority.end());
        found.flags |= message->flags & flag::rcode;
        const auto target = alias_target(*message, question);
        // What a server says of the end of a chain within its own zone is the last word.
        if (!target || (message->flags & flag::rcode) != 0 || has_soa(message->authority) ||
            question.type == RrType::CNAME || question.type == RrType::ANY)
            return {cut_to(write_message(found), *query, transport), {}};
        question.name = *target;
        server = root;
    }
    found.flags |= servfail;
    return {write_message(found), {}};
}

}  // namespace zoneproof::conform
