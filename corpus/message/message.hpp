// A DNS message as values: header, question and three sections (RFC 1035 4.1), with the OPT record
// of RFC 6891 among the additional records.
//
// Reading expands compressed names in owners and in the RDATA of the types that RFC 3597 4 names,
// and refuses whatever is not exactly a message. Writing compresses owners.
#pragma once

#include "corpus/builder/record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof::corpus {

/// The second word of the header: RFC 1035 4.1.1, RFC 4035 3.1.6 and 3.2.2.
namespace flag {
inline constexpr std::uint16_t qr = 0x8000, aa = 0x0400, tc = 0x0200, rd = 0x0100, ra = 0x0080,
                               ad = 0x0020, cd = 0x0010, opcode = 0x7800, rcode = 0x000f;
}

struct Question {
    Name name;
    RrType type{};
    std::uint16_t rr_class = class_in;
};

struct MessageRecord {
    Name owner;
    RrType type{};
    std::uint16_t rr_class = class_in;
    std::uint32_t ttl = 0;
    Bytes rdata;  // names in it without compression
};

struct Message {
    std::uint16_t id = 0;
    std::uint16_t flags = 0;
    std::vector<Question> questions;
    std::vector<MessageRecord> answer, authority, additional;
};

/// An Error says what is wrong, and at which octet.
Result<Message> message_from_wire(Octets);
Bytes to_wire(const Message&);

/// The name at `at` of a message, which moves behind it. "Pointers only backwards": each must lead
/// to an octet before the labels it ends, so reading ends.
std::optional<Name> read_name(Octets message, std::size_t& at);

struct EdnsOption {
    std::uint16_t code = 0;
    Bytes data;
};
struct Edns {
    std::uint16_t payload = 1232;
    std::uint8_t extended_rcode = 0, version = 0;
    bool dnssec_ok = false;
    std::vector<EdnsOption> options;
};

/// Nothing without an OPT record, or when its options are cut off.
std::optional<Edns> edns_of(const Message&);
MessageRecord opt_record(const Edns&);

/// All twelve bits of it: RFC 6891 6.1.3.
unsigned rcode_of(const Message&);
/// "NXDOMAIN", "RCODE12"
std::string rcode_to_text(unsigned);

}  // namespace zoneproof::corpus
