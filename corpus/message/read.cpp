// Reading a message: every octet accounted for, pointers backwards only, bounded work.
#include "corpus/message/message.hpp"
#include "corpus/message/names.hpp"

#include <array>
#include <utility>

namespace zoneproof::corpus {
namespace {

// A name has at most 127 labels, so no more pointers than that can be of use.
constexpr unsigned max_pointers = 127;

class Reader {
public:
    explicit Reader(Octets message) : message_(message) {}

    Message message();

private:
    Name name(std::size_t end);
    std::vector<MessageRecord> section(unsigned count);
    MessageRecord record();
    Bytes rdata(RrType, std::size_t end);

    void need(std::size_t octets, std::size_t end) const {
        if (octets > end - at_) fail(MessageFaultKind::cut_off);
    }
    std::uint8_t take8(std::size_t end) { return need(1, end), message_[at_++]; }
    std::uint16_t take16() {
        need(2, message_.size());
        return at_ += 2, load16(message_.data() + at_ - 2);
    }
    std::uint32_t take32() {
        need(4, message_.size());
        return at_ += 4, load32(message_.data() + at_ - 4);
    }
    void copy(std::size_t octets, std::size_t end, Bytes& to) {
        need(octets, end);
        to.insert(to.end(), message_.begin() + static_cast<std::ptrdiff_t>(at_),
                  message_.begin() + static_cast<std::ptrdiff_t>(at_ + octets));
        at_ += octets;
    }
    [[noreturn]] void fail(MessageFaultKind kind) const { throw MessageFault{kind, at_}; }

    Octets message_;
    std::size_t at_ = 0;
};

Message Reader::message() {
    Message message;
    message.id = take16();
    message.flags = take16();
    std::array<std::uint16_t, 4> counts;
    for (std::uint16_t& count : counts) count = take16();
    for (unsigned i = 0; i < counts[0]; ++i) {
        Question question;
        question.name = name(message_.size());
        question.type = static_cast<RrType>(take16());
        question.rr_class = take16();
        message.questions.push_back(question);
    }
    message.answer = section(counts[1]);
    message.authority = section(counts[2]);
    message.additional = section(counts[3]);
    if (at_ != message_.size()) fail(MessageFaultKind::trailing);
    return message;
}

std::vector<MessageRecord> Reader::section(unsigned count) {
    std::vector<MessageRecord> records;
    for (unsigned i = 0; i < count; ++i) records.push_back(record());
    return records;
}

MessageRecord Reader::record() {
    MessageRecord record;
    record.owner = name(message_.size());
    record.type = static_cast<RrType>(take16());
    record.rr_class = take16();
    record.ttl = take32();
    const std::size_t length = take16();
    need(length, message_.size());
    record.rdata = rdata(record.type, at_ + length);
    return record;
}

Bytes Reader::rdata(RrType type, std::size_t end) {
    Bytes rdata;
    // RDATA is empty in updates (RFC 2136 2.4) whatever the type.
    const NamesInRdata* const form = at_ == end ? nullptr : names_in_rdata(type);
    if (form != nullptr) {
        copy(form->octets_before, end, rdata);
        for (unsigned i = 0; i < form->strings_before; ++i) {
            need(1, end);
            copy(message_[at_] + std::size_t{1}, end, rdata);
        }
        for (unsigned i = 0; i < form->names; ++i) {
            const Name expanded = name(end);
            const Octets wire = expanded.view().wire();
            rdata.insert(rdata.end(), wire.begin(), wire.end());
        }
    }
    copy(end - at_, end, rdata);
    if (rdata.size() > 65535) fail(MessageFaultKind::rdata_length);
    return rdata;
}

/// The name at the cursor, which moves behind it. @param end what its own octets may not pass.
Name Reader::name(std::size_t end) {
    std::array<std::uint8_t, max_name_octets> wire;
    std::size_t size = 0;
    const std::size_t start = at_;
    std::size_t behind = 0;      // of the first pointer; 0: none yet
    std::size_t lowest = start;  // "a prior occurance of the same name", RFC 1035 4.1.4
    for (unsigned pointers = 0;;) {
        const unsigned length = take8(end);
        if (length >= 0xC0) {
            const std::size_t target = (length & 0x3F) << 8 | take8(end);
            if (behind == 0) behind = at_;
            if (target >= lowest) fail(MessageFaultKind::forward_pointer);
            if (++pointers > max_pointers) fail(MessageFaultKind::too_many_pointers);
            at_ = lowest = target;
            end = message_.size();
            continue;
        }
        if (length > max_label_octets) fail(MessageFaultKind::bad_label);
        need(length, end);
        if (size + length + 1 + (length != 0) > max_name_octets)
            fail(MessageFaultKind::name_too_long);
        wire[size++] = static_cast<std::uint8_t>(length);
        for (unsigned i = 0; i < length; ++i) wire[size++] = message_[at_++];
        if (length == 0) break;
    }
    if (behind != 0) at_ = behind;
    return Name(NameView(wire.data(), size));
}

}  // namespace

std::variant<Message, MessageFault> read_message(Octets message) {
    try {
        return Reader(message).message();
    } catch (const MessageFault& fault) {
        return fault;
    }
}

std::string_view describe(MessageFaultKind kind) {
    switch (kind) {
    case MessageFaultKind::cut_off: return "the message ends too early";
    case MessageFaultKind::bad_label: return "a label of an unknown kind";
    case MessageFaultKind::forward_pointer: return "a compression pointer that does not lead back";
    case MessageFaultKind::too_many_pointers: return "a name of too many compression pointers";
    case MessageFaultKind::name_too_long: return "a name of more than 255 octets";
    case MessageFaultKind::rdata_length: return "RDATA of more than 65535 octets";
    case MessageFaultKind::trailing: return "octets behind the last record";
    }
    return "";
}

std::optional<Message> message_from_wire(Octets wire) {
    auto read = read_message(wire);
    if (auto* const message = std::get_if<Message>(&read)) return std::move(*message);
    return {};
}

}  // namespace zoneproof::corpus
