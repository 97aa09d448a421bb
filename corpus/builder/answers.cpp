// The algorithm of RFC 1034 4.3.2 with the proofs of RFC 4035 3.1.3 and RFC 5155 7.2.
#include "corpus/builder/answers.hpp"

#include "corpus/message/edns.hpp"

#include <algorithm>
#include <set>

namespace zoneproof::corpus {
namespace {

constexpr unsigned formerr = 1, nxdomain = 3, refused = 5, yxdomain = 6;
constexpr unsigned longest_chain = 16;  // aliases within the zone
constexpr std::uint16_t payload = 1232;

Name prefixed(NameView name, Octets label) {
    Bytes wire{static_cast<std::uint8_t>(label.size())};
    append(wire, label);
    append(wire, name.wire());
    return Name(NameView(Octets(wire)));
}

std::optional<Name> name_in(const Record& record) {
    const std::size_t length = wire_name_length(record.rdata);
    if (length == 0) return {};
    return Name(NameView(Octets(record.rdata).first(length)));
}

/// `name` with the labels that lie below `from` put below `to`; nothing when that is too long.
std::optional<Name> moved(NameView name, NameView from, NameView to) {
    Bytes wire = bytes(name.wire().first(name.size() - from.size()));
    append(wire, to.wire());
    if (wire.size() > max_name_octets) return {};
    return Name(NameView(Octets(wire)));
}

class Response {
public:
    Response(const ServedZone& served, const Question& question) : zone_(served) {
        message_.flags = flag::qr;
        message_.questions.push_back(question);
    }

    Message take() {
        message_.additional.push_back(
            opt_record({.udp_octets = payload, .dnssec_ok = true, .options = {}}));
        return std::move(message_);
    }

    void answer(NameView name, RrType type) {
        message_.flags |= flag::aa;
        for (unsigned links = 0; links < longest_chain; ++links) {
            const auto next = look_up(name, type);
            if (!next || !is_at_or_below(*next, zone_.zone().origin) || !seen_.insert(*next).second)
                return;
            target_ = *next;
            name = target_;
        }
    }
    void refuse() { message_.flags |= refused; }
    /// "a Format Error" for the type that stands in bitmaps only: RFC 9824 3.5.
    void reject() { message_.flags |= formerr; }

private:
    using Section = std::vector<MessageRecord>;
    using Rrset = ServedZone::Rrset;

    /// One name. @returns where an alias leads
    std::optional<Name> look_up(NameView name, RrType type) {
        if (const auto cut = zone_.cut_above(name, type)) return refer(*cut), std::nullopt;
        if (const auto owner = dname_above(name)) return redirect(*owner, name, type);
        if (zone_.exists(name)) return at_name(name, name, type);
        const Name encloser = zone_.closest_encloser(name);
        const Name wildcard = prefixed(encloser, octets("*"));
        if (zone_.exists(wildcard)) {
            const std::size_t before = message_.answer.size();
            auto next = at_name(wildcard, name, type);
            deny_name(name, encloser, message_.answer.size() > before);
            return next;
        }
        message_.flags |= nxdomain;
        add_soa();
        const Name denied = prefixed(deny_name(name, encloser, false), octets("*"));
        prove(zone_.has_nsec3() ? nsec3_for(denied) : zone_.nsec_before(denied));
        return {};
    }

    /// The records at `owner`, shown at `name`: the two differ for a wildcard.
    std::optional<Name> at_name(NameView owner, NameView name, RrType type) {
        const bool any = type == RrType::ANY;
        if (!any && type != RrType::CNAME && type != RrType::RRSIG && type != RrType::NSEC) {
            if (const auto alias = zone_.rrset(owner, RrType::CNAME); !alias.empty()) {
                add(message_.answer, owner, name, RrType::CNAME);
                return name_in(*alias.front());
            }
        }
        if (any) {
            for (const TypeInfo& info : known_types())
                if (info.type != RrType::RRSIG) add(message_.answer, owner, name, info.type);
            return {};
        }
        if (add(message_.answer, owner, name, type)) {
            if (type == RrType::NS) add_addresses(zone_.rrset(owner, type));
            return {};
        }
        add_soa();
        deny_type(owner, type);
        return {};
    }

    void refer(NameView cut) {
        message_.flags &= static_cast<std::uint16_t>(~flag::aa);
        const bool is_answer_so_far = !message_.answer.empty();
        if (is_answer_so_far) message_.flags |= flag::aa;
        add(message_.authority, cut, cut, RrType::NS);
        if (!add(message_.authority, cut, cut, RrType::DS)) deny_type(cut, RrType::DS);
        add_addresses(zone_.rrset(cut, RrType::NS));
    }

    std::optional<Name> dname_above(NameView name) const {
        const NameView origin = zone_.zone().origin;
        std::optional<Name> highest;
        for (NameView above = name; is_below(above, origin);) {
            above = above.parent();
            if (!zone_.rrset(above, RrType::DNAME).empty()) highest = Name(above);
        }
        return highest;
    }

    /// RFC 6672 3.2: the DNAME, and a CNAME made from it, which nobody signs.
    std::optional<Name> redirect(NameView owner, NameView name, RrType type) {
        add(message_.answer, owner, owner, RrType::DNAME);
        const Record& dname = *zone_.rrset(owner, RrType::DNAME).front();
        const auto to = name_in(dname);
        const auto target = to ? moved(name, owner, *to) : std::nullopt;
        if (!target) return message_.flags |= yxdomain, std::nullopt;
        message_.answer.push_back(
            {Name(name), RrType::CNAME, class_in, dname.ttl, bytes(target->view().wire())});
        if (type == RrType::CNAME) return {};
        return target;
    }

    /// An RRset and its signatures, once in a section. @returns whether there are records
    bool add(Section& section, NameView owner, NameView shown, RrType type) {
        const Rrset records = zone_.rrset(owner, type);
        for (const Record* record : records) put(section, *record, shown);
        for (const Record* record : zone_.signatures(owner, type)) put(section, *record, shown);
        return !records.empty();
    }

    static void put(Section& section, const Record& record, NameView shown) {
        MessageRecord one{Name(shown), record.type, class_in, record.ttl, record.rdata};
        const auto same = [&](const MessageRecord& other) {
            return other.type == one.type && other.owner.view() == shown &&
                   other.rdata == one.rdata;
        };
        if (std::none_of(section.begin(), section.end(), same)) section.push_back(std::move(one));
    }

    /// "the minimum of the MINIMUM field of the SOA record and the TTL of the SOA itself": RFC 2308
    /// 3.
    void add_soa() {
        const std::size_t before = message_.authority.size();
        const NameView apex = zone_.zone().origin;
        add(message_.authority, apex, apex, RrType::SOA);
        const Rrset soa = zone_.rrset(apex, RrType::SOA);
        if (soa.empty() || soa.front()->rdata.size() < 20) return;
        const Bytes& rdata = soa.front()->rdata;
        const std::uint32_t least =
            std::min(soa.front()->ttl, load32(rdata.data() + rdata.size() - 4));
        for (std::size_t i = before; i < message_.authority.size(); ++i)
            message_.authority[i].ttl = std::min(message_.authority[i].ttl, least);
    }

    /// Addresses in the zone of those that NS records name: without signatures, as glue.
    void add_addresses(const Rrset& servers) {
        for (const Record* server : servers) {
            const auto name = name_in(*server);
            if (!name) continue;
            for (const RrType type : {RrType::A, RrType::AAAA})
                for (const Record* address : zone_.rrset(*name, type))
                    put(message_.additional, *address, *name);
        }
    }

    void prove(const Record* record) {
        if (record != nullptr) add(message_.authority, record->owner, record->owner, record->type);
    }

    const Record* nsec3_for(NameView name) const {
        const Record* const exact = zone_.nsec3_at(name);
        return exact != nullptr ? exact : zone_.nsec3_before(name);
    }

    /// That a name exists, but not with this type: RFC 4035 3.1.3.1, RFC 5155 7.2.3 and 7.2.4.
    void deny_type(NameView owner, RrType type) {
        if (!zone_.has_nsec3()) {
            const Record* const at = zone_.nsec_at(owner);
            return prove(at != nullptr ? at : zone_.nsec_before(owner));
        }
        const Record* const at = zone_.nsec3_at(owner);
        if (at != nullptr || (type != RrType::DS && !zone_.is_opt_out())) return prove(at);
        // "the closest provable encloser proof"
        NameView next_closer = owner;
        NameView encloser = owner;
        while (is_below(encloser, zone_.zone().origin) && zone_.nsec3_at(encloser) == nullptr) {
            next_closer = encloser;
            encloser = encloser.parent();
        }
        prove(zone_.nsec3_at(encloser));
        prove(zone_.nsec3_before(next_closer));
    }

    /// That a name does not exist: RFC 4035 3.1.3.2, RFC 5155 7.2.1. In the answer of a wildcard
    /// the Labels of its signature tell the closest encloser: 7.2.6.
    /// @returns the closest encloser that is proven, whose wildcard is the one to deny
    NameView deny_name(NameView name, NameView encloser, bool encloser_is_told) {
        if (!zone_.has_nsec3()) return prove(zone_.nsec_before(name)), encloser;
        NameView next_closer = name;
        while (next_closer.size() > encloser.size() && !(next_closer.parent() == encloser))
            next_closer = next_closer.parent();
        // An empty non-terminal above opted-out delegations has no record: the next above it.
        while (zone_.is_opt_out() && zone_.nsec3_at(encloser) == nullptr &&
               is_below(encloser, zone_.zone().origin)) {
            next_closer = encloser;
            encloser = encloser.parent();
        }
        if (!encloser_is_told) prove(zone_.nsec3_at(encloser));
        prove(zone_.nsec3_before(next_closer));
        return encloser;
    }

    const ServedZone& zone_;
    Message message_;
    std::set<Name, NameLess> seen_;
    Name target_;
};

}  // namespace

Message answer(const ServedZone& served, const Question& question) {
    Response response(served, question);
    if (!is_at_or_below(question.name, served.zone().origin))
        response.refuse();
    else if (question.type == RrType::NXNAME)
        response.reject();
    else
        response.answer(question.name, question.type);
    return response.take();
}

Message answer(const SignedZone& zone, const Question& question) {
    return answer(ServedZone(zone), question);
}

}  // namespace zoneproof::corpus
