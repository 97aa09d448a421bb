// nsec3_cover: whether one NSEC3 record matches a name or covers it (RFC 5155 1.3 and 3.1.7).
//
// Spans are laid around the hash of the name in question: one step before it, at it, behind it.
#include "corpus/builder/sign.hpp"
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"

#include "parser/field/encode.hpp"

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Inside", bug::basic, "Between two owners in the middle of the chain."},
    {"Ends", bug::edge, "A span has neither of its ends."},
    {"Last", bug::edge,
     "The last record leads to the first hash, and covers what lies behind the one and before the "
     "other.",
     "RFC5155#3.1.7"},
    {"Single", bug::edge, "The only record of a chain covers every hash but its own.",
     "RFC5155#7.1"},
    {"Unsigned", bug::edge, "Hashes are compared as unsigned octets: 7f... before 80..."},
    {"Case", bug::edge, "The owner's label in upper case, the name in question in mixed case.",
     "RFC5155#3.3"},
    {"Parameters", bug::edge, "The name is hashed with the record's own salt and iterations."},
    {"OptOut", bug::edge, "The Opt-Out flag changes what a span says, not where it lies.",
     "RFC5155#6"},
    {"OutOfZone", bug::edge, "A record says nothing about names outside its zone."},
    {"UnknownHash", bug::malformed, "A hash algorithm that is not 1: the record is ignored.",
     "RFC5155#8.1"},
    {"UnknownFlags", bug::malformed, "Flags other than Opt-Out: the record is ignored.",
     "RFC5155#8.2"},
    {"BadOwner", bug::malformed,
     "An owner whose first label is no hash, or lies deeper than one label below the zone.",
     "RFC5155#3"},
    {"HashLength", bug::malformed, "A next hash that is not as long as SHA-1."},
};

constexpr MemberInfo test_members[] = {
    {"zone", MemberKind::name, "The apex."},
    {"owner", MemberKind::name, "Of the NSEC3."},
    {"ownerHash", MemberKind::hex, "What its first label says.", true},
    {"rdata", MemberKind::hex, "NSEC3 RDATA."},
    {"text", MemberKind::text, "The same, for the eye."},
    {"target", MemberKind::name, "The name in question."},
    {"targetHash", MemberKind::hex, "Its hash with the record's parameters."},
    {"relation", MemberKind::word,
     "matches: it is the hash of the name; covers: no name of the chain has its hash; none: the "
     "record says nothing. Valid: matches or covers.",
     false, "matches covers none"},
};
constexpr GroupKind group_kinds[] = {{"Nsec3Cover", {}, test_members}};

using Parameters = Nsec3Parameters;

/// The hash `steps` after this one, on the circle of 160 bits.
Bytes step(Bytes hash, int steps) {
    for (std::size_t i = hash.size(); i-- != 0 && steps != 0;) {
        steps += hash[i];
        hash[i] = static_cast<std::uint8_t>(steps);
        steps >>= 8;
    }
    return hash;
}

struct Record3 {
    std::string label;  // of the owner
    Bytes next;
    Parameters parameters;
    std::uint8_t flags = 0;

    Bytes rdata() const {
        Bytes data = {parameters.hash_algorithm, flags};
        append16(data, parameters.iterations);
        data.push_back(static_cast<std::uint8_t>(parameters.salt.size()));
        append(data, parameters.salt);
        data.push_back(static_cast<std::uint8_t>(next.size()));
        append(data, next);
        append(data, Bytes{0, 1, 0x40});  // A
        return data;
    }
};

/// Adds tests about one name of one zone.
class About {
public:
    About(Group& group, std::string_view target, Parameters parameters = {},
          std::string_view zone = "example.")
        : hash(nsec3_hash(plain_name(target), parameters)), group_(group), target_(target),
          zone_(zone), parameters_(std::move(parameters)) {}

    const Bytes hash;

    void add(std::string_view comment, std::string_view flag, const Bytes& owner, const Bytes& next,
             std::string_view relation, std::uint8_t flags = 0) {
        add(comment, flag, {to_base32hex(owner), next, parameters_, flags}, to_hex(owner),
            relation);
    }
    void add(std::string_view comment, std::string_view flag, const Record3& record,
             const std::string& owner_hash, std::string_view relation) {
        const std::string dot = zone_ == "." ? "" : ".";
        Json test = {{"zone", zone_}, {"owner", record.label + dot + zone_}};
        if (!owner_hash.empty()) test["ownerHash"] = owner_hash;
        test.update({{"rdata", to_hex(record.rdata())},
                     {"text", json_of(Record{{}, RrType::NSEC3, 0, record.rdata()})["text"]},
                     {"target", target_},
                     {"targetHash", to_hex(hash)},
                     {"relation", relation}});
        group_.add(comment, {flag}, valid_if(relation != "none"), test);
    }

private:
    Group& group_;
    std::string target_, zone_;
    Parameters parameters_;
};

const Bytes first(20, 0), last(20, 0xFF);

void add_spans(Group& group) {
    About www(group, "www.example.");
    const Bytes& hash = www.hash;
    www.add("far apart", "Inside", step(hash, -100000), step(hash, 100000), "covers");
    www.add("just around it", "Inside", step(hash, -1), step(hash, 1), "covers");
    www.add("the owner", "Inside", hash, step(hash, 1), "matches");
    www.add("before it", "Inside", step(hash, -9), step(hash, -2), "none");
    www.add("behind it", "Inside", step(hash, 2), step(hash, 9), "none");
    www.add("the next hash", "Ends", step(hash, -1), hash, "none");
    www.add("the next hash is the one before", "Ends", step(hash, -2), step(hash, -1), "none");
    www.add("the owner is the one behind", "Ends", step(hash, 1), step(hash, 2), "none");
    www.add("the whole range but its ends", "Ends", first, last, "covers");

    www.add("the last record, the hash behind it", "Last", step(hash, -1), first, "covers");
    www.add("the last record, the hash before the first", "Last", last, step(hash, 1), "covers");
    www.add("the last record, the hash between first and last", "Last", step(hash, 1),
            step(hash, -1), "none");
    www.add("the last record is the owner", "Last", hash, first, "matches");
    www.add("the last record leads to it", "Last", last, hash, "none");
    www.add("the last record leads to the one before", "Last", last, step(hash, -1), "none");

    www.add("one record, another name", "Single", step(hash, 1), step(hash, 1), "covers");
    www.add("one record, another name before", "Single", step(hash, -1), step(hash, -1), "covers");
    www.add("one record, its own name", "Single", hash, hash, "matches");

    www.add("a span with Opt-Out", "OptOut", step(hash, -1), step(hash, 1), "covers", 1);
    www.add("a match with Opt-Out", "OptOut", hash, step(hash, 1), "matches", 1);
    www.add("the next hash, with Opt-Out", "OptOut", step(hash, -1), hash, "none", 1);

    Bytes low(20, 0xFF), high(20, 0);
    low[0] = 0x7F, high[0] = 0x80;
    www.add("from 0 to 7f...", "Unsigned", first, low, hash[0] < 0x80 ? "covers" : "none");
    www.add("from 80... to ff...", "Unsigned", high, last, hash[0] < 0x80 ? "none" : "covers");
    www.add("from 7f... to 80..., where nothing is", "Unsigned", low, high, "none");
    www.add("from 80... around to 7f...", "Unsigned", high, low, "covers");
}

void add_parameters(Group& group) {
    for (const Parameters& parameters :
         {Parameters{1, 0, {0xAB}, false}, Parameters{1, 12, {0xAA, 0xBB, 0xCC, 0xDD}, false},
          Parameters{1, 50, {}, false}}) {
        About www(group, "www.example.", parameters);
        www.add("just around it", "Parameters", step(www.hash, -1), step(www.hash, 1), "covers");
        www.add("the owner", "Parameters", www.hash, first, "matches");
    }
    About wildcard(group, "*.example.");
    wildcard.add("a wildcard", "Inside", step(wildcard.hash, -1), step(wildcard.hash, 1), "covers");
    About root(group, "example.", {}, ".");
    root.add("a name of the root zone", "Inside", step(root.hash, -1), step(root.hash, 1),
             "covers");
    About mixed(group, "WWW.Example.");
    Record3 upper{to_base32hex(mixed.hash, true), first, {}};
    mixed.add("the owner in upper case", "Case", upper, to_hex(mixed.hash), "matches");
    mixed.add("letters of both cases in the question", "Case", step(mixed.hash, -1),
              step(mixed.hash, 1), "covers");
}

void add_unusable(Group& group) {
    About www(group, "www.example.");
    const Bytes before = step(www.hash, -1), behind = step(www.hash, 1);
    const std::string label = to_base32hex(before), own = to_base32hex(www.hash);
    for (const std::uint8_t algorithm : {0, 2, 255})
        www.add("", "UnknownHash", {label, behind, {algorithm, 0, {}, false}}, to_hex(before),
                "none");
    for (const std::uint8_t flags : {2, 3, 0x80, 0xFF})
        www.add("", "UnknownFlags", before, behind, "none", flags);
    www.add("a match", "UnknownFlags", www.hash, behind, "none", 2);
    www.add("31 digits", "BadOwner", {own.substr(1), behind, {}}, "", "none");
    www.add("33 digits", "BadOwner", {own + "0", behind, {}}, "", "none");
    www.add("a letter that is no digit", "BadOwner", {"w" + own.substr(1), behind, {}}, "", "none");
    www.add("the apex", "BadOwner", {"example", behind, {}}, "", "none");
    www.add("a label further down", "BadOwner", {own + ".sub", behind, {}}, "", "none");
    www.add("19 octets", "HashLength", {label, Bytes(19, 0xFF), {}}, to_hex(before), "none");
    www.add("32 octets", "HashLength", {label, Bytes(32, 0xFF), {}}, to_hex(before), "none");

    About parent(group, "example.", {}, "sub.example.");
    parent.add("a name above the zone", "OutOfZone", step(parent.hash, -1), step(parent.hash, 1),
               "none");
    About sibling(group, "www.tub.example.", {}, "sub.example.");
    sibling.add("a name beside the zone", "OutOfZone", step(sibling.hash, -1),
                step(sibling.hash, 1), "none");
    sibling.add("a hash that is the owner's", "OutOfZone", sibling.hash, step(sibling.hash, 1),
                "none");
}

Result<Groups> make(KeyStore&) {
    Group group("Nsec3Cover");
    add_spans(group);
    add_parameters(group);
    add_unusable(group);
    return Groups{group};
}

}  // namespace

const VectorKind nsec3_cover_kind = {
    "nsec3_cover", "One NSEC3 record and a name.", "RFC5155#3 RFC5155#8", group_kinds, notes, make};

}  // namespace zoneproof::corpus
