// The OPT record: RFC 6891 6.1.
#include "corpus/message/message.hpp"

#include "corpus/message/put.hpp"

namespace zoneproof::corpus {
namespace {

constexpr std::uint32_t dnssec_ok_bit = 0x8000;  // RFC 3225 3

std::optional<std::vector<EdnsOption>> options_in(Octets rdata) {
    std::vector<EdnsOption> options;
    while (!rdata.empty()) {
        if (rdata.size() < 4) return {};
        const std::size_t length = load16(rdata.data() + 2);
        if (rdata.size() - 4 < length) return {};
        options.push_back(
            {load16(rdata.data()),
             Bytes(rdata.begin() + 4, rdata.begin() + 4 + static_cast<std::ptrdiff_t>(length))});
        rdata = rdata.subspan(4 + length);
    }
    return options;
}

}  // namespace

std::optional<Edns> edns_of(const Message& message) {
    for (const MessageRecord& record : message.additional) {
        if (record.type != RrType::OPT) continue;
        auto options = options_in(record.rdata);
        if (!options) return {};
        return Edns{record.rr_class, static_cast<std::uint8_t>(record.ttl >> 24),
                    static_cast<std::uint8_t>(record.ttl >> 16), (record.ttl & dnssec_ok_bit) != 0,
                    std::move(*options)};
    }
    return {};
}

MessageRecord opt_record(const Edns& edns) {
    MessageRecord record;  // "MUST be 0 (root domain)"
    record.type = RrType::OPT;
    record.rr_class = edns.payload;
    record.ttl = std::uint32_t{edns.extended_rcode} << 24 | std::uint32_t{edns.version} << 16 |
                 (edns.dnssec_ok ? dnssec_ok_bit : 0);
    for (const EdnsOption& option : edns.options) {
        put16(record.rdata, option.code);
        put16(record.rdata, static_cast<unsigned>(option.data.size()));
        put(record.rdata, option.data);
    }
    return record;
}

}  // namespace zoneproof::corpus
