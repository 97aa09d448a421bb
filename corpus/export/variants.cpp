// The messages are put together octet by octet: a writer that could make them would be broken.
#include "corpus/export/variants.hpp"

#include "corpus/builder/record.hpp"
#include "corpus/message/edns.hpp"

#include <initializer_list>

namespace zoneproof::corpus {
namespace {

// Letters: a pointer to the identifier leads to no label there is.
constexpr std::uint16_t identifier = 0x5A50;
constexpr std::size_t header_octets = 12, rr_fixed = 10;
constexpr std::string_view question_name("\3www\7example\0", 13);
constexpr std::size_t question_octets = question_name.size() + 4;
constexpr std::size_t answer_at = header_octets + question_octets;
const Bytes pointer_to_question = {0xC0, header_octets};

struct Counts {
    unsigned question = 1, answer = 1, authority = 0, additional = 1;
};

Bytes header(const Counts& counts) {
    Bytes wire;
    append16(wire, identifier);
    append16(wire, flag::qr | flag::aa);
    for (const unsigned count :
         {counts.question, counts.answer, counts.authority, counts.additional})
        append16(wire, count);
    return wire;
}

Bytes question(RrType type) {
    Bytes wire = bytes(question_name);
    append16(wire, number(type));
    append16(wire, class_in);
    return wire;
}

Bytes record(const Bytes& owner, RrType type, const Bytes& rdata, std::size_t rdlength) {
    Bytes wire = owner;
    append16(wire, number(type));
    append16(wire, class_in);
    append32(wire, 300);
    append16(wire, static_cast<unsigned>(rdlength));
    append(wire, rdata);
    return wire;
}

Bytes opt(std::uint16_t payload, std::uint32_t ttl, const Bytes& rdata, std::size_t rdlength) {
    Bytes wire = {0};
    append16(wire, number(RrType::OPT));
    append16(wire, payload);
    append32(wire, ttl);
    append16(wire, static_cast<unsigned>(rdlength));
    append(wire, rdata);
    return wire;
}

Bytes plain_opt() {
    return opt(1232, 0x8000, {}, 0);
}

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes wire;
    for (const Bytes& part : parts) append(wire, part);
    return wire;
}

/// A response with one record, and an OPT behind it.
Bytes response(RrType type, const Bytes& owner, const Bytes& rdata, std::size_t rdlength,
               const Counts& counts = {}) {
    return joined(
        {header(counts), question(type), record(owner, type, rdata, rdlength), plain_opt()});
}

/// RDATA that was changed: what is wrong with it is for each parser to know. Of a type that nobody
/// has defined all is right.
Parses judge(RrType type) {
    return find_type(type) == nullptr ? Parses::yes : Parses::open;
}

Bytes resized(Bytes rdata, std::size_t length) {
    rdata.resize(length, 0);
    return rdata;
}

Message message_of(RrType type, const Bytes& rdata) {
    Message message;
    message.id = identifier;
    message.flags = flag::qr | flag::aa;
    const Name name(NameView(octets(question_name)));
    message.questions.push_back({name, type});
    message.answer.push_back({name, type, class_in, 300, rdata});
    message.additional.push_back(opt_record({.dnssec_ok = true, .options = {}}));
    return message;
}

Bytes name_of(std::initializer_list<std::size_t> labels) {
    Bytes wire;
    for (const std::size_t length : labels) {
        wire.push_back(static_cast<std::uint8_t>(length));
        wire.insert(wire.end(), length, 'a');
    }
    wire.push_back(0);
    return wire;
}

const Bytes address = {192, 0, 2, 1};

Bytes with_owner(const Bytes& owner) {
    return response(RrType::A, owner, address, address.size());
}
Bytes with_counts(const Counts& counts) {
    return response(RrType::A, pointer_to_question, address, address.size(), counts);
}
Bytes with_opt(const Bytes& more, unsigned additional = 1) {
    return joined({header({.additional = additional}), question(RrType::A),
                   record(pointer_to_question, RrType::A, address, address.size()), more});
}
Bytes pointer_to(std::size_t target) {
    Bytes wire;
    append16(wire, static_cast<unsigned>(0xC000 | target));
    return wire;
}
Bytes first(Bytes wire, std::size_t length) {
    wire.resize(length);
    return wire;
}
Bytes without_first(Bytes wire) {
    wire.erase(wire.begin());
    return wire;
}
Bytes option(unsigned code, const Bytes& data, std::size_t length) {
    Bytes wire;
    append16(wire, code);
    append16(wire, static_cast<unsigned>(length));
    append(wire, data);
    return wire;
}

/// Pointers one behind the other, each to the one before.
Bytes chain_of_pointers(unsigned count) {
    Bytes rdata = {0};
    const std::size_t start = answer_at + pointer_to_question.size() + rr_fixed;
    for (unsigned i = 0; i < count; ++i)
        append(rdata, pointer_to(start + (i == 0 ? 0 : 2 * i - 1)));
    return rdata;
}

}  // namespace

std::vector<MessageVariant> variants_of(RrType type, const Bytes& rdata) {
    const auto answer = [&](const Bytes& data, std::size_t rdlength) {
        return response(type, pointer_to_question, data, rdlength);
    };
    std::vector<MessageVariant> all = {
        {"plain", "without compression", Parses::yes,
         write_message(message_of(type, rdata), Compression::none)},
        {"compressed", "names are pointers where they may be", Parses::yes,
         write_message(message_of(type, rdata))},
        {"rdlength-above", "RDLENGTH counts an octet too many", Parses::no,
         answer(rdata, rdata.size() + 1)},
        {"rdlength-65535", "RDLENGTH is 65535", Parses::no, answer(rdata, 65535)},
    };
    const auto inside = [&](const char* name, const char* says, const Bytes& data) {
        all.push_back({name, says, judge(type), answer(data, data.size())});
    };
    inside("rdata-empty", "no RDATA", {});
    inside("rdata-and-one", "an octet more of RDATA", resized(rdata, rdata.size() + 1));
    inside("rdata-all-ones", "RDATA of as many octets, all ff", Bytes(rdata.size(), 0xFF));
    if (rdata.empty()) return all;
    inside("rdata-less-one", "the last octet of RDATA is missing",
           resized(rdata, rdata.size() - 1));
    inside("rdata-half", "half of the RDATA", resized(rdata, rdata.size() / 2));
    all.push_back({"rdata-cut", "the message ends within the RDATA", Parses::no,
                   first(answer(rdata, rdata.size()),
                         answer_at + pointer_to_question.size() + rr_fixed + rdata.size() / 2)});
    all.push_back({"rdlength-below", "RDLENGTH counts an octet too few", Parses::no,
                   answer(rdata, rdata.size() - 1)});
    return all;
}

std::vector<MessageVariant> general_variants() {
    const Bytes whole = with_owner(pointer_to_question);
    const std::size_t rdata_at = answer_at + pointer_to_question.size() + rr_fixed;
    const Bytes cookie = option(10, {1, 2, 3, 4, 5, 6, 7, 8}, 8);
    const Bytes error = option(option_ede, {0, 6, 'b', 'a', 'd'}, 5);
    const Bytes pointers = chain_of_pointers(200);
    using enum Parses;
    return {
        {"header-cut", "11 octets", no, first(whole, header_octets - 1)},
        {"header-only", "counts of what is not there", no, first(whole, header_octets)},
        {"question-cut", "the message ends within the question", no, first(whole, answer_at - 3)},
        {"record-cut", "the message ends before RDLENGTH", no, first(whole, rdata_at - 2)},
        {"empty", "no octet at all", no, {}},
        {"trailing", "an octet behind the last record", no, joined({whole, {0}})},

        {"pointer-to-itself", "the owner points to itself", no, with_owner(pointer_to(answer_at))},
        {"pointer-forward", "the owner points to the RDATA behind it", no,
         with_owner(pointer_to(rdata_at))},
        {"pointer-outside", "the owner points beyond the message", no,
         with_owner(pointer_to(0x3FFF))},
        {"pointer-into-header", "the owner points to the identifier, a label of 90 octets", no,
         with_owner(pointer_to(0))},
        {"pointer-cut", "the message ends within a pointer", no, first(whole, answer_at + 1)},
        {"pointer-loop", "a label, then a pointer to this label", no,
         with_owner(joined({{1, 'a'}, pointer_to(answer_at)}))},
        {"pointers-many", "200 pointers, each to the one before", no,
         joined({header({.answer = 2, .additional = 0}), question(RrType::A),
                 record(pointer_to_question, RrType::TXT, pointers, pointers.size()),
                 record(pointer_to(rdata_at + pointers.size() - 2), RrType::A, address,
                        address.size())})},

        {"label-63", "a label of 63 octets", yes, with_owner(name_of({63}))},
        {"label-64", "a length octet of 64: an extended label, which there are none of", no,
         with_owner(name_of({64}))},
        {"label-128", "a length octet of 128: a label of no known kind", no,
         with_owner(name_of({128}))},
        {"label-cut", "a label runs past the end", no, first(with_owner(name_of({63})), 40)},
        {"name-255", "an owner of 255 octets", yes, with_owner(name_of({63, 63, 63, 61}))},
        {"name-256", "an owner of 256 octets", no, with_owner(name_of({63, 63, 63, 62}))},
        {"name-319", "an owner of five labels of 63 octets", no,
         with_owner(name_of({63, 63, 63, 63, 62}))},
        {"name-256-compressed", "256 octets with what the pointer adds", no,
         with_owner(joined({first(name_of({63, 63, 63, 50}), 243), pointer_to_question}))},

        {"count-answer-above", "ANCOUNT is 2, one record is there", no, with_counts({.answer = 2})},
        {"count-answer-zero", "ANCOUNT is 0, a record is there", no, with_counts({.answer = 0})},
        {"count-question-zero", "QDCOUNT is 0, a question is there", no,
         with_counts({.question = 0})},
        {"count-question-above", "QDCOUNT is 2, one question is there", no,
         with_counts({.question = 2})},
        {"count-all-65535", "every count is 65535", no, with_counts({65535, 65535, 65535, 65535})},

        {"opt-none", "no OPT", yes, with_opt({}, 0)},
        {"opt-options", "COOKIE, EDE with text, and an option of a local number", yes,
         with_opt(opt(1232, 0x8000, joined({cookie, error, option(65001, {}, 0)}),
                      cookie.size() + error.size() + 4))},
        {"opt-nsid-subnet", "empty NSID, client subnet 192.0.2.0/24, padding", yes,
         with_opt(opt(1232, 0x8000,
                      joined({option(3, {}, 0), option(8, {0, 1, 24, 0, 192, 0, 2}, 7),
                              option(12, Bytes(16), 16)}),
                      35))},
        {"opt-payload-0", "a payload size of 0", yes, with_opt(opt(0, 0x8000, {}, 0))},
        {"opt-version-1", "EDNS version 1, extended RCODE BADVERS", yes,
         with_opt(opt(1232, 0x01010000, {}, 0))},
        {"opt-twice", "two OPT records", open, with_opt(joined({plain_opt(), plain_opt()}), 2)},
        {"opt-at-name", "the OPT has an owner other than the root", open,
         with_opt(joined({pointer_to_question, without_first(plain_opt())}))},
        {"opt-option-cut", "an option is longer than the OPT", open,
         with_opt(opt(1232, 0x8000, option(10, {1, 2}, 8), 6))},
        {"opt-option-head-cut", "three octets of an option", open,
         with_opt(opt(1232, 0x8000, {0, 10, 0}, 3))},
        {"opt-rdlength-above", "the OPT's RDLENGTH reaches beyond the message", no,
         with_opt(opt(1232, 0x8000, cookie, cookie.size() + 1))},
    };
}

}  // namespace zoneproof::corpus
