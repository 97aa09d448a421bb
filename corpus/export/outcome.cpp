// RFC 4035 3.2.3: AD is set when all of the answer is secure; RFC 4035 5.5: what is bogus is
// SERVFAIL.
#include "corpus/export/outcome.hpp"

#include "corpus/message/edns.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

constexpr unsigned servfail = 2;
constexpr unsigned longest_chain = 12;

bool is_referral(const WireAnswer& answer) {
    return answer.role == "referral";
}

const Message* find_answer(const AnsweredCase& shown, NameView name, RrType type) {
    for (const WireAnswer& one : shown.answers) {
        const Question& question = one.message.questions[0];
        if (question.type == type && question.name.view() == name && !is_referral(one))
            return &one.message;
    }
    return nullptr;
}

/// Where the aliases of an answer lead that does not hold the type itself.
std::optional<Name> open_alias(const Message& message, NameView name, RrType type) {
    Name at(name);
    for (unsigned links = 0; links < longest_chain; ++links) {
        const auto is_here = [&](const MessageRecord& record, RrType wanted) {
            return record.type == wanted && record.owner.view() == at.view();
        };
        for (const MessageRecord& record : message.answer)
            if (is_here(record, type)) return {};
        const auto alias = std::ranges::find_if(message.answer, [&](const MessageRecord& record) {
            return is_here(record, RrType::CNAME);
        });
        if (alias == message.answer.end()) break;
        at = Name(NameView(Octets(alias->rdata)));
    }
    return at.view() == name ? std::nullopt : std::optional(at);
}

bool holds(const std::vector<MessageRecord>& records, RrType type) {
    return std::ranges::find(records, type, &MessageRecord::type) != records.end();
}

/// Without the name servers of a referral, which a resolver keeps for itself.
std::vector<MessageRecord> proofs(std::vector<MessageRecord> authority) {
    std::erase_if(authority, [](const MessageRecord& record) {
        return record.type == RrType::NS || record.type == RrType::DS;
    });
    return authority;
}

void add_records(std::vector<MessageRecord>& to, const std::vector<MessageRecord>& more) {
    for (const MessageRecord& record : more) {
        const auto same = [&](const MessageRecord& other) {
            return other.type == record.type && other.owner.view() == record.owner.view() &&
                   other.rdata == record.rdata;
        };
        if (std::none_of(to.begin(), to.end(), same)) to.push_back(record);
    }
}

bool is_rcode(const std::string& text, unsigned rcode) {
    return text.empty() || rcode_to_text(rcode) == text;
}

}  // namespace

Result<Outcome> outcome_of(const AnsweredCase& shown, const Query& query, AnswerVerdict verdict) {
    if (verdict == AnswerVerdict::indeterminate)
        return Error{ErrorCode::usage, "the case leaves open what is answered"};
    Outcome outcome{verdict, servfail, false, {}, {}};
    if (verdict == AnswerVerdict::bogus) return outcome;

    outcome.ad = query.ad.value_or(verdict == AnswerVerdict::secure);
    Name name = query.name;
    for (unsigned links = 0; links < longest_chain; ++links) {
        const Message* const message = find_answer(shown, name, query.type);
        if (message == nullptr) return Error{ErrorCode::usage, "no answer is stored"};
        outcome.rcode = rcode_of(*message);
        add_records(outcome.answer, message->answer);
        add_records(outcome.authority, proofs(message->authority));
        const auto next =
            query.type == RrType::CNAME ? std::nullopt : open_alias(*message, name, query.type);
        const bool ends_here =
            !next || holds(message->authority, RrType::SOA) || outcome.rcode != 0;
        if (ends_here) break;
        name = *next;
    }
    if (!is_rcode(query.rcode, outcome.rcode))
        return Error{ErrorCode::usage, "the case expects " + query.rcode + " where servers say " +
                                           rcode_to_text(outcome.rcode)};
    return outcome;
}

}  // namespace zoneproof::corpus
