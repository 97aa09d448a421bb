// Writing a message; a name that stood before is a pointer to it (RFC 1035 4.1.4).
#include "corpus/message/message.hpp"
#include "corpus/message/names.hpp"

#include <map>

namespace zoneproof::corpus {
namespace {

class Writer {
public:
    explicit Writer(Compression compression) : compress_(compression == Compression::names) {}

    void put16(unsigned value) {
        out_.push_back(static_cast<std::uint8_t>(value >> 8));
        out_.push_back(static_cast<std::uint8_t>(value));
    }
    void put32(std::uint32_t value) { put16(value >> 16), put16(value & 0xFFFF); }
    void put(Octets data) { out_.insert(out_.end(), data.begin(), data.end()); }
    void put(NameView, bool compressible);
    void put(const Question&);
    void put(const MessageRecord&);

    std::size_t size() const { return out_.size(); }
    /// Forgets what was written from `size` on.
    void cut(std::size_t size) {
        out_.resize(size);
        std::erase_if(places_, [&](const auto& place) { return place.second >= size; });
    }
    void patch16(std::size_t at, unsigned value) {
        store16(&out_[at], static_cast<std::uint16_t>(value));
    }
    Bytes take() { return std::move(out_); }

private:
    void put_rdata(const MessageRecord&);

    bool compress_;
    Bytes out_;
    // Octet for octet: letters of another case are another name here, so that none is changed.
    std::map<Bytes, std::size_t> places_;
};

void Writer::put(NameView name, bool compressible) {
    constexpr std::size_t reach = 0x3FFF;
    for (; !name.is_root(); name = name.parent()) {
        if (compress_) {
            const Bytes rest(name.wire().begin(), name.wire().end());
            const auto known = places_.find(rest);
            if (known != places_.end() && compressible)
                return put16(0xC000 | static_cast<unsigned>(known->second));
            if (known == places_.end() && out_.size() <= reach) places_.emplace(rest, out_.size());
        }
        put(Octets(name.data(), name.first_label().size() + 1));
    }
    out_.push_back(0);
}

void Writer::put(const Question& question) {
    put(question.name, true);
    put16(number(question.type));
    put16(question.rr_class);
}

void Writer::put(const MessageRecord& record) {
    put(record.owner, true);
    put16(number(record.type));
    put16(record.rr_class);
    put32(record.ttl);
    put16(0);
    const std::size_t begin = out_.size();
    put_rdata(record);
    patch16(begin - 2, static_cast<unsigned>(out_.size() - begin));
}

/// Names are compressed when the RDATA is what its type says; else it is octets, right or wrong.
void Writer::put_rdata(const MessageRecord& record) {
    const NamesInRdata* const form = names_in_rdata(record.type);
    if (form == nullptr || !form->written_compressed || form->octets_before > record.rdata.size())
        return put(record.rdata);
    const std::size_t begin = out_.size();
    Octets rest(record.rdata);
    put(rest.first(form->octets_before));
    rest = rest.subspan(form->octets_before);
    for (unsigned i = 0; i < form->names; ++i) {
        const std::size_t length = wire_name_length(rest);
        if (length == 0) {
            cut(begin);
            return put(record.rdata);
        }
        put(NameView(rest.first(length)), true);
        rest = rest.subspan(length);
    }
    put(rest);
}

}  // namespace

Bytes write_message(const Message& message, Compression compression, std::size_t limit) {
    Writer writer(compression);
    const std::vector<MessageRecord>* const sections[] = {&message.answer, &message.authority,
                                                          &message.additional};
    writer.put16(message.id);
    writer.put16(message.flags);
    writer.put16(static_cast<unsigned>(message.questions.size()));
    for (const auto* section : sections) writer.put16(static_cast<unsigned>(section->size()));
    for (const Question& question : message.questions) writer.put(question);

    // The OPT has its room before the others: it tells the client how much more it could have had.
    const MessageRecord* opt = nullptr;
    if (!message.additional.empty() && message.additional.back().type == RrType::OPT)
        opt = &message.additional.back();
    const std::size_t reserved = opt == nullptr ? 0 : 11 + opt->rdata.size();

    bool full = false;
    for (std::size_t i = 0; i < 3; ++i) {
        unsigned written = 0;
        for (const MessageRecord& record : *sections[i]) {
            if (full && &record != opt) continue;
            const std::size_t before = writer.size();
            writer.put(record);
            if (&record != opt && writer.size() + reserved > limit) {
                writer.cut(before);
                full = true;
            } else {
                ++written;
            }
        }
        writer.patch16(6 + 2 * i, written);
    }
    if (full) writer.patch16(2, message.flags | flag::tc);
    return writer.take();
}

}  // namespace zoneproof::corpus
