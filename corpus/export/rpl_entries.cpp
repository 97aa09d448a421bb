// ENTRY blocks. Unbound reads lines of up to 10 KiB: longer records go as hexadecimal, which
// replaces the whole answer. Deckard's grammar has no semicolon in a record, not even in quotes;
// its RDATA is split at blanks and joined by one. What would suffer, and types that are too young
// or too old for either, are written in the form of RFC 3597 5: but none with names in it where
// that can be helped, since dnspython then compares relative names with absolute ones and fails.
#include "corpus/export/rpl.hpp"

#include "corpus/builder/fields.hpp"
#include "corpus/message/edns.hpp"
#include "parser/rdata/wire.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace zoneproof::corpus::rpl {
namespace {

constexpr std::size_t longest_line = 10'000;
constexpr unsigned servfail = 2;

struct Codes {
    unsigned first, last;
};

/// Types that Unbound 1.17 or dnspython 2.3 has no mnemonic for.
constexpr Codes unnamed[] = {{31, 32},   {34, 34},   {40, 40},     {57, 58},      {66, 98},
                             {100, 102}, {110, 255}, {259, 32767}, {32770, 65535}};
/// Those that it knows, but reads in the form of RFC 3597 alone.
constexpr Codes unread[] = {{3, 4},   {7, 10},  {14, 14},   {24, 25},
                            {30, 30}, {38, 38}, {103, 103}, {32768, 32768}};

bool is_among(RrType type, std::span<const Codes> table) {
    return std::ranges::any_of(table, [&](const Codes& codes) {
        return codes.first <= number(type) && number(type) <= codes.last;
    });
}

std::string type_text(RrType type) {
    return is_among(type, unnamed) ? "TYPE" + std::to_string(number(type)) : to_text(type);
}

/// Text with each word that is a mnemonic spelled as above: names end in a dot, a hash is too long,
/// and no mnemonic that changes is a salt.
std::string respelled(std::string_view text) {
    std::string spelled;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        const auto type = type_from_text(word);
        spelled += type ? type_text(*type) : std::string(word);
        const std::size_t next = std::min(end + 1, text.size());
        spelled += text.substr(end, next - end);
        text.remove_prefix(next);
    }
    return spelled;
}

std::string rdata_text(const MessageRecord& record, Dialect dialect) {
    if (is_among(record.type, unnamed) || is_among(record.type, unread))
        return print_generic(record.rdata);
    const std::string text = print_rdata(record.type, record.rdata);
    const Record plain{record.owner, record.type, record.ttl, record.rdata};
    // A hash that ends within a letter of base32.
    if (const auto hash = find_field(plain, "next-hash"); hash && hash->length % 5 != 1)
        return print_generic(record.rdata);
    const bool hostile = text.find(';') != text.npos || text.find("  ") != text.npos;
    if (dialect == Dialect::deckard && hostile) return print_generic(record.rdata);
    const bool names_types = find_field(plain, "type-covered") || find_field(plain, "types");
    return names_types ? respelled(text) : text;
}

std::string line_of(const MessageRecord& record, Dialect dialect) {
    return fmt::format("{}\t{}\tIN\t{}\t{}\n", to_text(record.owner.view()), record.ttl,
                       type_text(record.type), rdata_text(record, dialect));
}

std::string question_line(const Question& question) {
    return fmt::format("SECTION QUESTION\n{}\tIN\t{}\n", to_text(question.name.view()),
                       type_text(question.type));
}

std::string section(std::string_view name, const std::vector<MessageRecord>& records,
                    Dialect dialect) {
    std::string text = fmt::format("SECTION {}\n", name);
    for (const MessageRecord& record : records)
        if (record.type != RrType::OPT) text += line_of(record, dialect);
    return text;
}

std::string reply_line(const Message& message) {
    std::string text = "REPLY QR";
    if ((message.flags & flag::aa) != 0) text += " AA";
    if (const auto edns = edns_of(message); edns && edns->dnssec_ok) text += " DO";
    return text + " " + rcode_to_text(rcode_of(message)) + "\n";
}

std::string hexadecimal(const Message& message) {
    std::string text = "HEX_ANSWER_BEGIN\n";
    const std::string digits = to_hex(write_message(message));
    for (std::size_t at = 0; at < digits.size(); at += 64) text += digits.substr(at, 64) + "\n";
    return text + "HEX_ANSWER_END\n";
}

bool has_long_line(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (end - at > longest_line) return true;
        at = end + 1;
    }
    return false;
}

enum class Matches { question, below };

std::string entry(const Message& message, Matches matches, Dialect dialect) {
    const Question& question = message.questions[0];
    std::string text = "ENTRY_BEGIN\n";
    text += matches == Matches::question ? "MATCH opcode qtype qname\nADJUST copy_id\n"
                                         : "MATCH opcode subdomain\nADJUST copy_id copy_query\n";
    text += reply_line(message) + question_line(question);
    std::string sections = section("ANSWER", message.answer, dialect) +
                           section("AUTHORITY", message.authority, dialect) +
                           section("ADDITIONAL", message.additional, dialect);
    if (dialect == Dialect::testbound && has_long_line(sections)) sections = hexadecimal(message);
    return text + sections + "ENTRY_END\n\n";
}

/// What no answer is stored for, from whatever server: an error, so that a resolver goes on. It
/// stands first since testbound looks at ranges from the last on. Deckard answers so by itself.
constexpr std::string_view all_else = R"(RANGE_BEGIN 0 10000
ENTRY_BEGIN
MATCH opcode
ADJUST copy_id copy_query
REPLY QR SERVFAIL
SECTION QUESTION
. IN A
ENTRY_END
RANGE_END

)";

std::string range(const std::string& address, const std::vector<const WireAnswer*>& answers,
                  Dialect dialect) {
    std::string text = fmt::format("RANGE_BEGIN 0 10000\n\tADDRESS {}\n", address);
    std::vector<const WireAnswer*> referrals;
    for (const WireAnswer* one : answers) {
        text += entry(one->message, Matches::question, dialect);
        if (one->role == "referral") referrals.push_back(one);
    }
    // The deepest cut is the one that counts.
    const auto labels = [](const WireAnswer* one) {
        return one->message.questions[0].name.view().label_count();
    };
    std::ranges::stable_sort(referrals, std::greater<>(), labels);
    std::optional<Name> before;
    for (const WireAnswer* one : referrals) {
        const Name& cut = one->message.questions[0].name;
        if (before && before->view() == cut.view()) continue;
        text += entry(one->message, Matches::below, dialect);
        before = cut;
    }
    return text + "RANGE_END\n\n";
}

}  // namespace

std::string ranges(const std::vector<WireAnswer>& answers, Dialect dialect) {
    std::map<std::string, std::vector<const WireAnswer*>> by_server;
    for (const WireAnswer& one : answers) by_server[one.server].push_back(&one);
    std::string text(dialect == Dialect::testbound ? all_else : "");
    for (const auto& [server, stored] : by_server) text += range(server, stored, dialect);
    return text;
}

std::string steps(unsigned number, const Question& asked, const Outcome& outcome, Dialect dialect) {
    const std::string question = question_line(asked);
    const bool testbound = dialect == Dialect::testbound;
    // The whole answer is compared there: by TCP, so that none is truncated.
    std::string text = fmt::format("STEP {} QUERY\nENTRY_BEGIN\n{}REPLY RD DO\n{}ENTRY_END\n\n"
                                   "STEP {} CHECK_ANSWER\nENTRY_BEGIN\n",
                                   number, testbound ? "MATCH TCP\n" : "", question, number + 1);
    // AD is compared by `all` alone in one dialect, by `flags` in the other.
    text += testbound ? "MATCH all_noedns\n" : "MATCH flags rcode question\n";
    text += fmt::format("REPLY QR RD RA{} DO {}\n{}", outcome.ad ? " AD" : "",
                        rcode_to_text(outcome.rcode), question);
    if (testbound && outcome.rcode != servfail)
        text += section("ANSWER", outcome.answer, dialect) +
                section("AUTHORITY", outcome.authority, dialect);
    return text + "ENTRY_END\n\n";
}

}  // namespace zoneproof::corpus::rpl
