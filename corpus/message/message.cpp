// Reading and writing DNS messages (RFC 1035 4.1).
#include "corpus/message/message.hpp"

#include "corpus/message/put.hpp"

#include <fmt/format.h>

#include <map>

namespace zoneproof::corpus {
namespace {

/// Types whose RDATA may hold compressed names: RFC 1035's, and those of RFC 3597 4. Octets before
/// the names, and how many names.
struct NamesInRdata {
    RrType type;
    std::uint8_t before, names;
};
constexpr NamesInRdata names_in_rdata[] = {
    {RrType::NS, 0, 1},    {RrType::MD, 0, 1},    {RrType::MF, 0, 1},  {RrType::CNAME, 0, 1},
    {RrType::SOA, 0, 2},   {RrType::MB, 0, 1},    {RrType::MG, 0, 1},  {RrType::MR, 0, 1},
    {RrType::PTR, 0, 1},   {RrType::MINFO, 0, 2}, {RrType::MX, 2, 1},  {RrType::RP, 0, 2},
    {RrType::AFSDB, 2, 1}, {RrType::RT, 2, 1},    {RrType::SRV, 6, 1}, {RrType::PX, 2, 2},
};

class Reader {
public:
    explicit Reader(Octets data) : data_(data) {}

    Result<Message> message() {
        Message message;
        if (data_.size() < 12) return wrong("the header is cut off");
        message.id = load16(data_.data());
        message.flags = load16(data_.data() + 2);
        at_ = 12;
        for (unsigned left = count(0); left > 0; --left)
            if (!question(message.questions)) return wrong("no question");
        std::vector<MessageRecord>* const sections[] = {&message.answer, &message.authority,
                                                        &message.additional};
        for (unsigned section = 0; section < 3; ++section)
            for (unsigned left = count(section + 1); left > 0; --left)
                if (!record(*sections[section])) return wrong("no record");
        if (at_ != data_.size()) return wrong("octets behind the last record");
        return message;
    }

private:
    unsigned count(unsigned section) const { return load16(data_.data() + 4 + 2 * section); }
    bool has(std::size_t octets) const { return data_.size() - at_ >= octets; }
    Error wrong(const char* what) const {
        return {ErrorCode::unreadable, fmt::format("octet {}: {}", at_, what)};
    }

    bool question(std::vector<Question>& questions) {
        const auto name = read_name(data_, at_);
        if (!name || !has(4)) return false;
        const auto* const fields = data_.data() + at_;
        at_ += 4;
        questions.push_back({*name, RrType{load16(fields)}, load16(fields + 2)});
        return true;
    }

    bool record(std::vector<MessageRecord>& section) {
        const auto owner = read_name(data_, at_);
        if (!owner || !has(10)) return false;
        const auto* const fields = data_.data() + at_;
        const std::size_t length = load16(fields + 8);
        at_ += 10;
        if (!has(length)) return false;
        MessageRecord record{
            *owner, RrType{load16(fields)}, load16(fields + 2), load32(fields + 4), {}};
        if (!rdata(record, length)) return false;
        section.push_back(std::move(record));
        return true;
    }

    bool rdata(MessageRecord& record, std::size_t length) {
        const std::size_t end = at_ + length;
        const auto copy = [&](std::size_t octets) {
            put(record.rdata, data_.subspan(at_, octets));
            at_ += octets;
        };
        for (const NamesInRdata& row : names_in_rdata) {
            if (row.type != record.type || length == 0) continue;
            if (length < row.before) return false;
            copy(row.before);
            for (unsigned names = row.names; names > 0; --names) {
                const auto name = read_name(data_.first(end), at_);
                if (!name) return false;
                put(record.rdata, name->view().wire());
            }
        }
        copy(end - at_);
        return true;
    }

    Octets data_;
    std::size_t at_ = 0;
};

class Writer {
public:
    Bytes message(const Message& message) {
        for (const std::size_t word :
             {std::size_t{message.id}, std::size_t{message.flags}, message.questions.size(),
              message.answer.size(), message.authority.size(), message.additional.size()})
            put16(wire_, static_cast<unsigned>(word));
        for (const Question& question : message.questions) {
            name(question.name);
            put16(wire_, number(question.type));
            put16(wire_, question.rr_class);
        }
        for (const auto* const section : {&message.answer, &message.authority, &message.additional})
            for (const MessageRecord& one : *section) record(one);
        return std::move(wire_);
    }

private:
    void record(const MessageRecord& record) {
        name(record.owner);
        put16(wire_, number(record.type));
        put16(wire_, record.rr_class);
        put32(wire_, record.ttl);
        put16(wire_, static_cast<unsigned>(record.rdata.size()));
        put(wire_, record.rdata);
    }

    /// RFC 1035 4.1.4. Spelling is kept: only the same octets are pointed to.
    void name(NameView left) {
        for (; !left.is_root(); left = left.parent()) {
            const auto [suffix, is_new] = places_.try_emplace(
                std::string(left.data(), left.data() + left.size()), wire_.size());
            if (!is_new) return put16(wire_, 0xc000u | static_cast<unsigned>(suffix->second));
            if (wire_.size() > 0x3fff) places_.erase(suffix);
            put(wire_, left.wire().first(left.first_label().size() + 1));
        }
        wire_.push_back(0);
    }

    Bytes wire_;
    std::map<std::string, std::size_t> places_;
};

}  // namespace

Result<Message> message_from_wire(Octets wire) {
    return Reader(wire).message();
}

Bytes to_wire(const Message& message) {
    return Writer().message(message);
}

std::optional<Name> read_name(Octets message, std::size_t& at) {
    std::uint8_t wire[max_name_octets];
    std::size_t size = 0;
    std::size_t place = at, end = 0;  // end: behind the first pointer
    std::size_t limit = at;           // pointers lead before this
    for (;;) {
        if (place >= message.size()) return {};
        const std::uint8_t length = message[place];
        if (length >= 0xc0) {
            if (message.size() - place < 2) return {};
            const std::size_t target = load16(message.data() + place) & 0x3fff;
            if (target >= limit) return {};
            if (end == 0) end = place + 2;
            place = limit = target;
            continue;
        }
        if (length > max_label_octets || message.size() - place <= length ||
            size + length + 1 > max_name_octets)
            return {};
        std::memcpy(wire + size, message.data() + place, length + std::size_t{1});
        size += length + std::size_t{1};
        place += length + std::size_t{1};
        if (length == 0) break;
    }
    at = end == 0 ? place : end;
    return Name(NameView(wire, size));
}

unsigned rcode_of(const Message& message) {
    const auto edns = edns_of(message);
    return (message.flags & flag::rcode) | (edns ? unsigned{edns->extended_rcode} << 4 : 0);
}

std::string rcode_to_text(unsigned rcode) {
    constexpr const char* names[] = {"NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN",
                                     "NOTIMP",  "REFUSED", "YXDOMAIN", "YXRRSET",
                                     "NXRRSET", "NOTAUTH", "NOTZONE"};
    return rcode < std::size(names) ? names[rcode] : fmt::format("RCODE{}", rcode);
}

}  // namespace zoneproof::corpus
