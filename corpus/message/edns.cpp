// OPT: CLASS is the UDP size, TTL is extended RCODE, version and the DO bit (RFC 6891 6.1.3).
#include "corpus/message/edns.hpp"

namespace zoneproof::corpus {

std::optional<Edns> edns_of(const Message& message) {
    const MessageRecord* opt = nullptr;
    for (const MessageRecord& record : message.additional) {
        if (record.type != RrType::OPT) continue;
        // "If a query message with more than one OPT RR is received, a FORMERR MUST be returned",
        // RFC 6891 6.1.1.
        if (opt != nullptr) return {};
        opt = &record;
    }
    if (opt == nullptr || !opt->owner.view().is_root()) return {};

    Edns edns;
    edns.udp_octets = opt->rr_class;
    edns.extended_rcode = static_cast<std::uint8_t>(opt->ttl >> 24);
    edns.version = static_cast<std::uint8_t>(opt->ttl >> 16);
    edns.dnssec_ok = (opt->ttl & 0x8000) != 0;
    for (Octets rest(opt->rdata); !rest.empty();) {
        if (rest.size() < 4) return {};
        const std::size_t length = load16(rest.data() + 2);
        if (length > rest.size() - 4) return {};
        const Octets data = rest.subspan(4, length);
        edns.options.push_back({load16(rest.data()), Bytes(data.begin(), data.end())});
        rest = rest.subspan(4 + length);
    }
    return edns;
}

MessageRecord opt_record(const Edns& edns) {
    MessageRecord opt;
    opt.type = RrType::OPT;
    opt.rr_class = edns.udp_octets;
    opt.ttl = std::uint32_t{edns.extended_rcode} << 24 | std::uint32_t{edns.version} << 16 |
              (edns.dnssec_ok ? 0x8000u : 0u);
    for (const EdnsOption& option : edns.options) {
        const std::size_t at = opt.rdata.size();
        opt.rdata.resize(at + 4);
        store16(&opt.rdata[at], option.code);
        store16(&opt.rdata[at + 2], static_cast<std::uint16_t>(option.data.size()));
        opt.rdata.insert(opt.rdata.end(), option.data.begin(), option.data.end());
    }
    return opt;
}

std::vector<std::uint16_t> extended_errors(const Edns& edns) {
    std::vector<std::uint16_t> codes;
    for (const EdnsOption& option : edns.options)
        if (option.code == option_ede && option.data.size() >= 2)
            codes.push_back(load16(option.data.data()));
    return codes;
}

unsigned rcode_of(const Message& message) {
    const auto edns = edns_of(message);
    return (message.flags & flag::rcode) | (edns ? unsigned{edns->extended_rcode} << 4 : 0);
}

std::string rcode_to_text(unsigned rcode) {
    constexpr const char* names[] = {"NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN",
                                     "NOTIMP",  "REFUSED", "YXDOMAIN", "YXRRSET",
                                     "NXRRSET", "NOTAUTH", "NOTZONE"};
    return rcode < std::size(names) ? names[rcode] : "RCODE" + std::to_string(rcode);
}

}  // namespace zoneproof::corpus
