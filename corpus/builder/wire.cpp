// Which questions a resolver asks whom: at each zone its keys and servers, at each cut the referral
// and the DS, at the last zone the query and, for those that minimise names (RFC 9156), the names
// above it.
#include "corpus/builder/wire.hpp"
#include "corpus/message/edns.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace zoneproof::corpus {
namespace {

constexpr std::uint32_t made_up_ttl = 3600;

class Collector {
public:
    explicit Collector(const std::vector<Served>& served) : served_(served) {}

    void zone_and_cut(std::size_t level) {
        const NameView origin = served_[level].zone.origin;
        ask(level, origin, RrType::DNSKEY, "dnskey");
        ask(level, origin, RrType::NS, "answer");
        ask(level, origin, RrType::SOA, "answer");
        if (level + 1 == served_.size()) return;
        const NameView child = served_[level + 1].zone.origin;
        ask(level, child, RrType::NS, "referral");
        ask(level, child, RrType::DS, "ds");
    }

    void query(const Question& asked) {
        constexpr std::size_t most = 64;  // a chain of aliases may be made to go on for ever
        if (asked_.size() >= most ||
            !asked_.emplace(to_text(asked.name.view()), number(asked.type)).second)
            return;
        const std::size_t level = level_of(asked);
        const SignedZone& zone = served_[level].zone;
        if (!is_at_or_below(asked.name, zone.origin)) return;
        const auto cut = insecure_cut(level, asked);
        if (cut) below_insecure_cut(level, *cut, asked);
        for (NameView at = asked.name; is_below(at, zone.origin); at = at.parent()) {
            if (cut && is_below(at, *cut)) continue;
            ask(level, at, RrType::DS);
            if (cut && at == cut->view()) continue;
            for (const RrType type : {RrType::A, RrType::NS}) ask(level, at, type);
        }
        if (!cut) ask(level, asked.name, asked.type);
        follow(level, asked);
    }

    /// Addresses of the servers, which some resolvers ask for beyond the glue.
    void servers() {
        std::set<Name, NameOrder> names;
        for (const Served& one : served_)
            for (const Record& record : one.zone.records)
                if (record.type == RrType::NS && wire_name_length(record.rdata) != 0)
                    names.insert(Name(NameView(Octets(record.rdata))));
        if (served_.size() < 2) return;
        const std::size_t parent = served_.size() - 2;  // example.: where its servers' names are
        for (const Name& name : names)
            if (is_at_or_below(name, served_[parent].zone.origin) &&
                !is_at_or_below(name, served_.back().zone.origin))
                ask_with_ancestors(parent, name);
    }

    std::vector<WireAnswer> take() { return std::move(answers_); }

private:
    void ask_with_ancestors(std::size_t level, NameView name) {
        for (const RrType type : {RrType::A, RrType::AAAA}) ask(level, name, type);
        const NameView origin = served_[level].zone.origin;
        for (NameView above = name.parent(); is_below(above, origin); above = above.parent())
            for (const RrType type : {RrType::A, RrType::NS, RrType::DS}) ask(level, above, type);
    }

    struct NameOrder {
        bool operator()(NameView a, NameView b) const { return compare_canonical(a, b) < 0; }
    };

    /// The zone whose server is asked last: the deepest above the name, for a DS the one above it.
    std::size_t level_of(const Question& asked) const {
        for (std::size_t level = served_.size(); level-- > 1;) {
            const NameView origin = served_[level].zone.origin;
            const bool above = asked.type == RrType::DS && asked.name.view() == origin;
            if (!above && is_at_or_below(asked.name, origin)) return level;
        }
        return 0;
    }

    void ask(std::size_t level, NameView name, RrType type, const char* role = "answer") {
        keep(served_[level].address, answer(served_[level].zone, {Name(name), type}), role);
    }

    void keep(const std::string& server, Message message, const char* role) {
        const Question& question = message.questions[0];
        if (known_.emplace(server, to_text(question.name.view()), number(question.type)).second)
            answers_.push_back(
                {server, is_referral(message) ? "referral" : role, std::move(message)});
    }

    static bool is_referral(const Message& message) {
        return (message.flags & (flag::aa | flag::rcode)) == 0 && !message.authority.empty() &&
               message.authority[0].type == RrType::NS &&
               message.authority[0].owner.view() == message.questions[0].name.view();
    }

    /// The end of an alias is another question, also where the answer tells it at once: not every
    /// resolver believes what comes beside an answer.
    void follow(std::size_t level, const Question& asked) {
        for (const MessageRecord& record : answer(served_[level].zone, asked).answer)
            if (record.type == RrType::CNAME &&
                wire_name_length(record.rdata) == record.rdata.size())
                query({Name(NameView(Octets(record.rdata))), asked.type});
    }

    std::optional<Name> insecure_cut(std::size_t level, const Question& asked) const {
        const SignedZone& zone = served_[level].zone;
        std::optional<Name> cut;
        for (NameView at = asked.name; is_below(at, zone.origin); at = at.parent()) {
            const auto has = [&](RrType type) {
                return std::any_of(zone.records.begin(), zone.records.end(),
                                   [&](const Record& one) { return is_in_rrset(one, at, type); });
            };
            if (!has(RrType::NS) || (asked.type == RrType::DS && at == asked.name.view())) continue;
            cut = has(RrType::DS) ? std::nullopt : std::optional(Name(at));
        }
        return cut;
    }

    /// The unsigned zone below, on the server of the zone and on those that its glue names: it
    /// knows one address for every name.
    void below_insecure_cut(std::size_t level, NameView cut, const Question& asked) {
        const SignedZone& zone = served_[level].zone;
        std::set<std::string> addresses{served_[level].address};
        for (const MessageRecord& record : answer(zone, {Name(cut), RrType::NS}).additional)
            if (record.type == RrType::A && record.rdata.size() == 4)
                addresses.insert(fmt::format("{}.{}.{}.{}", record.rdata[0], record.rdata[1],
                                             record.rdata[2], record.rdata[3]));
        for (const std::string& address : addresses) {
            keep(address, unsigned_answer(zone, cut, {Name(cut), RrType::NS}), "answer");
            keep(address, unsigned_answer(zone, cut, {Name(cut), RrType::SOA}), "answer");
            keep(address, unsigned_answer(zone, cut, {Name(cut), RrType::DNSKEY}), "answer");
            for (NameView at = asked.name; is_at_or_below(at, cut); at = at.parent())
                for (const RrType type : {RrType::A, RrType::NS, asked.type})
                    keep(address, unsigned_answer(zone, cut, {Name(at), type}), "answer");
        }
    }

    static Message unsigned_answer(const SignedZone& zone, NameView cut, const Question& question) {
        Message message;
        message.flags = flag::qr | flag::aa;
        message.questions.push_back(question);
        const bool at_cut = question.name.view() == cut;
        for (const Record& record : zone.records)
            if (at_cut && question.type == RrType::NS && is_in_rrset(record, cut, RrType::NS))
                message.answer.push_back(
                    {record.owner, record.type, class_in, record.ttl, record.rdata});
        if (question.type == RrType::A)
            message.answer.push_back(
                {question.name, RrType::A, class_in, made_up_ttl, {192, 0, 2, 99}});
        const MessageRecord soa{Name(cut), RrType::SOA, class_in, made_up_ttl, soa_of(cut)};
        if (message.answer.empty())
            (at_cut && question.type == RrType::SOA ? message.answer : message.authority)
                .push_back(soa);
        message.additional.push_back(opt_record({.dnssec_ok = true, .options = {}}));
        return message;
    }

    static Bytes soa_of(NameView cut) {
        Bytes rdata = bytes(cut.wire());
        append(rdata, cut.wire());
        for (const std::uint32_t value : {1u, 14400u, 3600u, 1209600u, 3600u})
            append32(rdata, value);
        return rdata;
    }

    const std::vector<Served>& served_;
    std::set<std::tuple<std::string, std::string, unsigned>> known_;
    std::vector<WireAnswer> answers_;
    std::set<std::pair<std::string, unsigned>> asked_;
};

}  // namespace

std::vector<WireAnswer> wire_answers(const std::vector<Served>& served,
                                     const std::vector<Question>& asked) {
    Collector collector(served);
    for (std::size_t level = 0; level < served.size(); ++level) collector.zone_and_cut(level);
    for (const Question& question : asked) collector.query(question);
    collector.servers();
    return collector.take();
}

Result<std::vector<File>> wire_files(const BuiltCase& built, KeyStore& keys) {
    std::vector<File> files;
    if (built.source.queries.empty()) return files;
    const auto served = hierarchy(built.zone, built.source.time, keys);
    if (!served) return served.error();
    std::vector<Question> asked;
    for (const Query& query : built.source.queries) asked.push_back({query.name, query.type});

    auto index = nlohmann::ordered_json::array();
    for (const WireAnswer& one : wire_answers(served.value(), asked)) {
        const std::string name = fmt::format("{:03}.pkt", files.size());
        const Question& question = one.message.questions[0];
        index.push_back({{"server", one.server},
                         {"q", to_text(question.name.view()) + " " + to_text(question.type)},
                         {"do", true},
                         {"file", name},
                         {"role", one.role}});
        const Bytes wire = write_message(one.message);
        files.push_back({"wire/" + name, std::string(wire.begin(), wire.end())});
    }
    std::string text = "[\n";
    for (std::size_t i = 0; i < index.size(); ++i)
        text += " " + index[i].dump() + (i + 1 < index.size() ? ",\n" : "\n");
    files.push_back({"wire/index.json", text + "]\n"});
    return files;
}

}  // namespace zoneproof::corpus
