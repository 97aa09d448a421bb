// Chains of denial: the corpus builder's NSEC or NSEC3 chain over any set of owners is accepted
// without a remark; with one record away, one type too many or too few, or one link bent, the fault
// is found at that name and nowhere else. Nothing is signed: signatures are octets that nobody
// looks at.
#include "fuzz/oracle.hpp"

#include "corpus/builder/shape.hpp"
#include "corpus/builder/sign.hpp"
#include "parser/dns/rdata.hpp"
#include "parser/zone/load.hpp"
#include "verifier/nsec.hpp"
#include "verifier/nsec3.hpp"

#include <set>

using namespace zoneproof;
using namespace zoneproof::fuzz;
using corpus::Record;
using corpus::Records;

namespace {

const Name& origin() {
    static const Name name = *name_from_text("example.");
    return name;
}

Record record(const Name& owner, RrType type, Bytes rdata) {
    return {owner, type, 300, std::move(rdata)};
}

/// A name below the origin of up to three labels out of few, so that names meet.
Name take_owner(Feed& input) {
    static const std::array<std::string_view, 8> labels = {
        "a", "b", "c", "*", "A", "aa", "\1", std::string_view("\0", 1)};
    unsigned choice = input.take16();
    std::string wire;
    for (unsigned count = choice % 4; count != 0; --count) {
        choice /= 4;
        const std::string_view label = labels[choice % labels.size()];
        wire += static_cast<char>(label.size());
        wire += label;
        choice /= 2;
    }
    wire += text(origin().view().wire());
    return Name(NameView(octets(wire)));
}

/// What an owner may have: each row one or more records.
void add_records(Feed& input, Records& records) {
    const Name owner = take_owner(input);
    const bool apex = owner.view() == origin().view();
    const Bytes name = {1, 'x', 0};
    const auto add = [&](RrType type, Bytes rdata) {
        records.push_back(record(owner, type, std::move(rdata)));
    };
    switch (input.take8() % 8) {
    case 0: add(RrType::TXT, {1, 'x'}); break;
    case 1: add(RrType::NS, name); break;
    case 2:
        if (!apex) add(RrType::NS, name), add(RrType::DS, Bytes(36, 2));
        break;
    case 3: add(RrType::DNAME, name); break;
    case 4: add(static_cast<RrType>(65024 + input.take8()), {1}); break;
    case 5: add(RrType::CAA, {0, 5, 'i', 's', 's', 'u', 'e'}); break;
    default: add(RrType::A, {192, 0, 2, 1}); break;
    }
}

/// The chain, an RRSIG for all that must have one, and the zone as text.
std::string zone_text(const Records& records, const corpus::Shape& shape) {
    std::string text;
    std::set<std::string> signatures;
    for (const Record& one : records) {
        text += to_text(one) + "\n";
        if (must_sign(shape, one.owner, one.type))
            signatures.insert(to_text(one.owner.view()) + " 300 RRSIG " + to_text(one.type) +
                              " 13 1 300 20260201000000 20260101000000 1 example. AA==\n");
    }
    for (const std::string& signature : signatures) text += signature;
    return text;
}

LoadedZone load_zone(const std::string& text) {
    static Workers workers(1);
    Source source = Source::from_text(text);
    LoadOptions options;
    options.chunk_octets = 1 << 17;
    auto loaded = load(source, options, workers);
    require(loaded && loaded->zone && !loaded->diagnostics.lost_records(),
            "a zone of the builder can be read", [&] { return text; });
    return std::move(*loaded);
}

std::string lower_text(NameView name) {
    std::string text = to_text(name);
    for (char& c : text) c = static_cast<char>(fold(static_cast<std::uint8_t>(c)));
    return text;
}

/// Names with their facts, for both kinds of chain: what is wrong at a name, one word each.
using Faults = std::set<std::string>;

Faults nsec_faults(const Zone& zone) {
    static Workers workers(1);
    const NsecFacts facts = check_nsec(zone, workers);
    Faults faults;
    for (std::size_t i = 0; i < facts.names.size(); ++i) {
        if (facts.names[i] == 0) continue;
        const std::string name = to_text(zone.name(static_cast<NameId>(i))) + " ";
        using namespace nsec_fact;
        const std::uint16_t all = facts.names[i];
        if (all & missing) faults.insert(name + "missing");
        if (all & (next_wrong | not_closed | next_out_of_zone)) faults.insert(name + "next");
        if (all & (bitmap_missing | bitmap_extra | bitmap_delegation | bitmap_own | bitmap_meta))
            faults.insert(name + "bitmap");
        // Names keep their letters in the builder's chain: next_case is right to speak.
        if (all & (extra | multiple | minimal)) faults.insert(name + "other");
    }
    return faults;
}

Faults nsec3_faults(const Zone& zone) {
    static Workers workers(1);
    const Nsec3Facts facts = check_nsec3(zone, workers);
    Faults faults;
    require(facts.chains.size() == 1 && facts.chains[0].listed && facts.chains[0].complete &&
                facts.chains[0].judged_whole,
            "the chain is seen and judged whole");
    for (const Nsec3Record& one : facts.records) {
        using namespace nsec3_fact;
        const std::string name = to_text(zone.name(one.owner)) + " ";
        const unsigned all = one.flags & ~unsigned{opt_out};
        if (all & (next_wrong | not_closed)) faults.insert(name + "next");
        if (all & (bitmap_missing | bitmap_extra | bitmap_meta)) faults.insert(name + "bitmap");
        if (all & ~unsigned{next_wrong | not_closed | bitmap_missing | bitmap_extra | bitmap_meta})
            faults.insert(name + "other " + std::to_string(all));
    }
    const Nsec3Chain& chain = facts.chains[0];
    const auto judge = [&](std::uint8_t all, NameView subject) {
        if (all == 0) return;
        corpus::Nsec3Parameters parameters;
        parameters.iterations = chain.parameters.iterations;
        parameters.salt = chain.parameters.salt;
        const std::string owner =
            to_text(corpus::nsec3_owner(subject, origin(), parameters).view()) + " ";
        faults.insert(owner + ((all & nsec3_name::any_missing) != 0 ? "missing" : "other"));
    };
    for (std::size_t i = 0; i < chain.names.size(); ++i)
        judge(chain.names[i], zone.name(static_cast<NameId>(i)));
    for (std::size_t i = 0; i < chain.ents.size(); ++i)
        judge(chain.ents[i], zone.name(zone.empty_non_terminals()[i]));
    return faults;
}

std::string list(const Faults& faults) {
    std::string text;
    for (const std::string& fault : faults) text += fault + "\n";
    return text;
}

/// The next name or hash of a record, and the bitmap behind it, by their places in the RDATA.
std::size_t bitmap_at(const Record& one) {
    if (one.type == RrType::NSEC) return wire_name_length(one.rdata);
    return 6u + one.rdata[4] + one.rdata[5u + one.rdata[4]];
}

/// Breaks one record of the chain, and says what should be found.
Faults break_chain(Feed& input, Records& chain) {
    const unsigned how = input.take8() % 4;
    const std::size_t at = input.take8() % chain.size();
    const std::string owner = lower_text(chain[at].owner) + " ";
    const std::size_t count = chain.size();
    switch (how) {
    case 0: return {};
    case 1: {  // taken away; the one before it leads to it, or past it
        if (count == 1) return {};
        if (input.take8() % 2 != 0) {
            Record& before = chain[(at + count - 1) % count];
            const Record& gone = chain[at];
            Bytes rdata = copy(Octets(gone.rdata).first(bitmap_at(gone)));
            if (gone.type == RrType::NSEC3) rdata[1] = before.rdata[1];
            const Octets types = Octets(before.rdata).subspan(bitmap_at(before));
            rdata.insert(rdata.end(), types.begin(), types.end());
            before.rdata = rdata;
        }
        chain.erase(chain.begin() + static_cast<std::ptrdiff_t>(at));
        return {owner + "missing"};
    }
    case 2: {  // an RR type that no owner here has
        const Bytes more = {255, 1, 0x80};
        chain[at].rdata.insert(chain[at].rdata.end(), more.begin(), more.end());
        return {owner + "bitmap"};
    }
    default: {  // leads to where another one does
        const std::size_t other = input.take8() % count;
        if (other == at) return {};
        const Record& wrong = chain[other];
        Bytes rdata = copy(Octets(wrong.rdata).first(bitmap_at(wrong)));
        const Octets types = Octets(chain[at].rdata).subspan(bitmap_at(chain[at]));
        rdata.insert(rdata.end(), types.begin(), types.end());
        chain[at].rdata = rdata;
        return {owner + "next"};
    }
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Feed input(data, size);
    const unsigned mode = input.take8();
    const bool nsec3 = mode % 2 != 0;
    corpus::Nsec3Parameters parameters;
    parameters.opt_out = mode / 2 % 2 != 0;
    parameters.iterations = static_cast<std::uint16_t>(mode / 4 % 4);
    parameters.salt.assign(mode / 16 % 4, 0xAB);
    const Bytes choices = copy(input.take(4));
    Records records = {record(origin(), RrType::SOA, Bytes(22)),
                       record(origin(), RrType::NS, {1, 'x', 0})};
    for (unsigned i = 0; i < 24 && !input.empty(); ++i) add_records(input, records);
    if (nsec3) {
        Bytes rdata = {1, 0, 0, static_cast<std::uint8_t>(parameters.iterations),
                       static_cast<std::uint8_t>(parameters.salt.size())};
        rdata.insert(rdata.end(), parameters.salt.begin(), parameters.salt.end());
        records.push_back(record(origin(), RrType::NSEC3PARAM, rdata));
    }

    Records chain =
        nsec3 ? make_nsec3(records, origin(), parameters) : make_nsec(records, origin());
    Feed breaking(choices.data(), choices.size());
    const Faults expected = break_chain(breaking, chain);
    const corpus::Shape shape = corpus::shape_of(records, origin());
    records.insert(records.end(), chain.begin(), chain.end());
    const std::string zone = zone_text(records, shape);
    const LoadedZone loaded = load_zone(zone);
    const Faults found = nsec3 ? nsec3_faults(*loaded.zone) : nsec_faults(*loaded.zone);
    require(found == expected, "the verifier finds what was broken, and nothing else",
            [&] { return zone + "expected:\n" + list(expected) + "found:\n" + list(found); });
    return 0;
}
