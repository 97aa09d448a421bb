// What the builder's name server says of healthy zones, proved by the verifier: two readings of
// RFC 4035 3.1.3 and 5.4, RFC 5155 7.2 and 8, that share nothing but the names of types.
#include "corpus/builder/answers.hpp"
#include "corpus/builder/recipe.hpp"
#include "tests/catch.hpp"
#include "verifier/denial_proof.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

constexpr unsigned nxdomain = 3;
using Section = std::vector<MessageRecord>;

bool is_rrsig_of(const MessageRecord& record, NameView owner, RrType type) {
    return record.type == RrType::RRSIG && record.owner.view() == owner &&
           load16(record.rdata.data()) == number(type);
}

unsigned labels_of(const Section& section, NameView owner, RrType type) {
    for (const MessageRecord& record : section)
        if (is_rrsig_of(record, owner, type)) return record.rdata[3];
    return 0;
}

bool has(const Section& section, RrType type) {
    return std::ranges::find(section, type, &MessageRecord::type) != section.end();
}

std::vector<DenialRecord> denial_of(const Message& message) {
    std::vector<DenialRecord> records;
    for (const MessageRecord& record : message.authority)
        if (record.type == RrType::NSEC || record.type == RrType::NSEC3)
            records.push_back({record.owner, record.type, record.rdata,
                               labels_of(message.authority, record.owner, record.type)});
    return records;
}

/// What the response has to prove; nothing for data at a name of its own, and behind an alias.
std::optional<DenialQuestion> to_prove(const Message& message, const Question& asked,
                                       NameView zone) {
    if (!message.answer.empty()) {
        const MessageRecord& first = message.answer[0];
        const unsigned labels = labels_of(message.answer, asked.name, first.type);
        const bool expanded =
            labels < asked.name.view().label_count() - (asked.name.view().is_wildcard() ? 1 : 0);
        if (!(first.owner.view() == asked.name) || !expanded || has(message.answer, RrType::CNAME))
            return {};
        return DenialQuestion{zone, asked.name, asked.type, DenialClaim::wildcard_answer, labels};
    }
    const bool no_name = (message.flags & flag::rcode) == nxdomain;
    if (has(message.authority, RrType::SOA))
        return DenialQuestion{zone, asked.name, asked.type,
                              no_name ? DenialClaim::no_name : DenialClaim::no_data};
    if (!has(message.authority, RrType::NS) || has(message.authority, RrType::DS)) return {};
    return DenialQuestion{zone, message.authority[0].owner, RrType::DS, DenialClaim::no_ds};
}

/// Every owner and what lies above it, each with a name below that is not there.
std::set<Name, NameLess> names_to_ask(const SignedZone& zone) {
    std::set<Name, NameLess> names;
    for (const Record& record : zone.records) {
        if (record.type == RrType::NSEC3 || covered_type(record) == RrType::NSEC3) continue;
        for (NameView name = record.owner; is_at_or_below(name, zone.origin);
             name = name.parent()) {
            names.insert(Name(name));
            for (const char* const label : {"nothing", "\\000", "zz.nothing"})
                if (const auto below = name_from_text(label, &name)) names.insert(*below);
        }
    }
    return names;
}

}  // namespace

TEST_CASE("a healthy zone's answers prove what they say") {
    KeyStore keys(TEST_DATA "/../../corpus/keys");
    const Name origin = *name_from_text("example.");
    for (const BaseZone& base : base_zones()) {
        if (base.denial == Denial::none) continue;
        INFO(base.name);
        const auto zone = make_zone(healthy(base, origin), keys);
        REQUIRE(zone);
        const ServedZone served(*zone);
        std::size_t proofs = 0;
        for (const Name& name : names_to_ask(*zone))
            for (const RrType type : {RrType::A, RrType::DS, RrType::HINFO}) {
                // The zone's own DS is for its parent to deny.
                if (type == RrType::DS && name.view() == origin) continue;
                const Question asked{name, type};
                const Message message = answer(served, asked);
                const auto question = to_prove(message, asked, origin);
                if (!question) continue;
                const auto records = denial_of(message);
                INFO(to_text(name.view()) << " " << to_text(type));
                const DenialVerdict verdict = judge_denial(*question, records);
                CHECK(verdict != DenialVerdict::not_proved);
                CHECK((verdict == DenialVerdict::proved || base.opt_out));
                ++proofs;
                // Servers send the closest encloser of an expansion too, and Opt-Out lets a
                // wildcard be missing: RFC 5155 7.2.6, erratum 3441.
                if (question->claim == DenialClaim::wildcard_answer || base.opt_out) continue;
                for (std::size_t left_out = 0; left_out < records.size(); ++left_out) {
                    auto fewer = records;
                    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
                    CHECK(judge_denial(*question, fewer) == DenialVerdict::not_proved);
                }
            }
        CHECK(proofs > 10);
    }
}
