// Which questions a resolver asks whom: at each zone its keys and servers, at each cut the referral
// and the DS, at the last zone the query and, for those that minimise names (RFC 9156), the names
// above it; then what some ask for besides: addresses of name servers, aliases, keys of signers.
#include "corpus/builder/wire.hpp"

#include "corpus/builder/fields.hpp"
#include "corpus/builder/unsigned_child.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace zoneproof::corpus {
namespace {

std::optional<Name> name_in(Octets rdata) {
    const std::size_t length = wire_name_length(rdata);
    return length == 0 ? std::nullopt : std::optional(Name(NameView(rdata.first(length))));
}

class Collector {
public:
    explicit Collector(const std::vector<Served>& served) : served_(served) {}

    void zone_and_cut(std::size_t level) {
        const NameView origin = served_[level].zone.origin;
        ask(level, origin, RrType::DNSKEY, "dnskey");
        ask(level, origin, RrType::NS);
        ask(level, origin, RrType::SOA);
        if (origin.is_root()) ask(level, origin, RrType::DS, "ds");
        if (level + 1 == served_.size()) return;
        const NameView child = served_[level + 1].zone.origin;
        ask(level, child, RrType::NS);
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
        const auto cut = cut_above(zone, asked);
        if (cut) below_cut(level, *cut, asked.name, asked.type);
        for (NameView at = asked.name; is_below(at, zone.origin); at = at.parent()) {
            if (cut && is_below(at, *cut)) continue;
            ask(level, at, RrType::DS);
            if (cut && at == cut->view()) continue;
            for (const RrType type : {RrType::A, RrType::NS}) ask(level, at, type);
            // Below the root any name may be that of a zone.
            if (zone.origin.view().is_root() && at.parent().is_root())
                ask(level, at, RrType::DNSKEY);
        }
        if (cut)
            hosts(level, *cut);
        else
            ask(level, asked.name, asked.type);
        follow(level, asked);
    }

    /// Every type that the case asks for, at every name: not all ask for nothing but the query.
    void query_all(const std::vector<Question>& asked) {
        for (const Question& name : asked)
            for (const Question& type : asked) {
                const Question one{name.name, type.type};
                const std::size_t level = level_of(one);
                const SignedZone& zone = served_[level].zone;
                const auto cut = cut_above(zone, one);
                if (!is_at_or_below(one.name, zone.origin)) continue;
                if (cut)
                    below_cut(level, *cut, one.name, one.type);
                else
                    ask(level, one.name, one.type);
            }
    }

    /// Addresses of the servers, which some resolvers ask for beyond the glue.
    void servers() {
        const std::size_t last = served_.size() - 1;
        hosts(last, served_[last].zone.origin);
        if (last == 0) return;
        std::set<Name, NameOrder> names;
        for (const Served& one : served_)
            for (const Record& record : one.zone.records)
                if (const auto name = name_in(record.rdata); record.type == RrType::NS && name)
                    names.insert(*name);
        const std::size_t parent = last - 1;  // example.: where its servers' names are
        for (const Name& name : names)
            if (is_at_or_below(name, served_[parent].zone.origin) &&
                !is_at_or_below(name, served_.back().zone.origin))
                ask_with_ancestors(parent, name);
    }

    /// A signature that names another signer sends resolvers there for the key.
    void signers() {
        const SignedZone& zone = served_.back().zone;
        for (const Record& record : zone.records) {
            if (record.type != RrType::RRSIG) continue;
            const auto field = find_field(record, "signer");
            const auto signer =
                field ? name_in(Octets(record.rdata).subspan(field->offset)) : std::nullopt;
            if (signer && is_below(*signer, zone.origin))
                for (const RrType type : {RrType::DNSKEY, RrType::DS, RrType::SOA, RrType::NS})
                    ask(served_.size() - 1, *signer, type);
        }
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

    const ServedZone& zone_at(std::size_t level) {
        return zones_.try_emplace(level, served_[level].zone).first->second;
    }

    void ask(std::size_t level, NameView name, RrType type, const char* role = "answer") {
        if (!is_known(served_[level].address, {Name(name), type}))
            keep(served_[level].address, answer(zone_at(level), {Name(name), type}), role);
    }

    bool is_known(const std::string& server, const Question& question) const {
        return known_.contains({server, to_text(question.name.view()), number(question.type)});
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
    /// resolver believes what comes beside an answer. Some ask for the alias itself.
    void follow(std::size_t level, const Question& asked) {
        for (const MessageRecord& record : answer(zone_at(level), asked).answer)
            if (record.type == RrType::CNAME) {
                if (record.owner.view() == asked.name.view()) ask(level, asked.name, RrType::CNAME);
                if (wire_name_length(record.rdata) == record.rdata.size())
                    query({Name(NameView(Octets(record.rdata))), asked.type});
            }
    }

    /// The highest delegation above what is asked for; a DS at a cut is asked for above it.
    static std::optional<Name> cut_above(const SignedZone& zone, const Question& asked) {
        std::optional<Name> cut;
        for (NameView at = asked.name; is_below(at, zone.origin); at = at.parent()) {
            const auto has = [&](RrType type) {
                return std::any_of(zone.records.begin(), zone.records.end(),
                                   [&](const Record& one) { return is_in_rrset(one, at, type); });
            };
            if (has(RrType::NS) && !(asked.type == RrType::DS && at == asked.name.view()))
                cut = Name(at);
        }
        return cut;
    }

    /// The addresses of name servers that lie in the zone of the case, or below its cuts.
    void hosts(std::size_t level, NameView owner) {
        const SignedZone& zone = served_[level].zone;
        for (const Record& record : zone.records) {
            const auto host = name_in(record.rdata);
            if (!is_in_rrset(record, owner, RrType::NS) || !host ||
                !is_at_or_below(*host, zone.origin))
                continue;
            for (const RrType type : {RrType::A, RrType::AAAA})
                if (const auto cut = cut_above(zone, {*host, type}))
                    below_cut(level, *cut, *host, type);
                else
                    ask(level, *host, type);
        }
    }

    /// The unsigned zone below, on the server of the zone and on those that its glue names; with a
    /// DS it is bogus.
    void below_cut(std::size_t level, NameView cut, NameView name, RrType type) {
        const SignedZone& zone = served_[level].zone;
        std::set<std::string> addresses{served_[level].address};
        for (const MessageRecord& record :
             answer(zone_at(level), {Name(cut), RrType::NS}).additional)
            if (record.type == RrType::A && record.rdata.size() == 4)
                addresses.insert(fmt::format("{}.{}.{}.{}", record.rdata[0], record.rdata[1],
                                             record.rdata[2], record.rdata[3]));
        for (const std::string& address : addresses) {
            const auto say = [&](NameView at, RrType asked) {
                keep(address, unsigned_answer(zone, cut, {Name(at), asked}), "answer");
            };
            for (const RrType asked : {RrType::NS, RrType::SOA, RrType::DNSKEY}) say(cut, asked);
            for (NameView at = name; is_at_or_below(at, cut); at = at.parent()) {
                for (const RrType asked : {RrType::A, RrType::NS, type}) say(at, asked);
                if (!(at == cut)) say(at, RrType::DS);
            }
        }
    }

    const std::vector<Served>& served_;
    std::map<std::size_t, ServedZone> zones_;
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
    collector.query_all(asked);
    collector.servers();
    collector.signers();
    return collector.take();
}

Result<std::vector<WireAnswer>> answers_of(const BuiltCase& built, KeyStore& keys) {
    if (built.source.queries.empty()) return std::vector<WireAnswer>();
    const auto served = hierarchy(built.zone, built.source.time, keys);
    if (!served) return served.error();
    std::vector<Question> asked;
    for (const Query& query : built.source.queries) asked.push_back({query.name, query.type});
    return wire_answers(served.value(), asked);
}

}  // namespace zoneproof::corpus
