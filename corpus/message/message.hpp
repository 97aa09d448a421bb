// DNS messages (RFC 1035 4): header, questions and records, read strictly and written with or
// without compression.
//
// RDATA is held uncompressed: names in the RDATA of the types of RFC 3597 4 are expanded when they
// are read, and written as pointers only where RFC 1035 defined the type. All other RDATA is
// octets.
#pragma once

#include "corpus/bytes.hpp"
#include "parser/base/bytes.hpp"
#include "parser/dns/name.hpp"
#include "parser/dns/types.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace zoneproof::corpus {

/// Bits of Message::flags, RFC 1035 4.1.1 and RFC 4035 3; the masks of opcode and RCODE.
namespace flag {
inline constexpr std::uint16_t qr = 0x8000, aa = 0x0400, tc = 0x0200, rd = 0x0100, ra = 0x0080,
                               ad = 0x0020, cd = 0x0010, opcode = 0x7800, rcode = 0x000f;
}  // namespace flag

struct Question {
    Name name;
    RrType type{};
    std::uint16_t rr_class = class_in;
};

/// An RR as a message carries it; of an OPT pseudo-RR class and TTL are EDNS's own (RFC
/// 6891 6.1.3).
struct MessageRecord {
    Name owner;
    RrType type{};
    std::uint16_t rr_class = class_in;
    std::uint32_t ttl = 0;
    Bytes rdata;
};

struct Message {
    std::uint16_t id = 0;
    std::uint16_t flags = 0;  // the second word of the header, with opcode and RCODE
    std::vector<Question> questions;
    std::vector<MessageRecord> answer, authority, additional;
};

enum class MessageFaultKind : std::uint8_t {
    cut_off,          // the message ends inside a header, a name, a record or its RDATA
    bad_label,        // a label of a kind that is not 00 or 11
    forward_pointer,  // a pointer that does not lead backwards
    too_many_pointers,
    name_too_long,
    rdata_length,  // RDLENGTH is not what the names in the RDATA need
    trailing,      // octets behind the last record
};

struct MessageFault {
    MessageFaultKind kind;
    std::size_t offset;  // into the message
};
std::string_view describe(MessageFaultKind);

std::variant<Message, MessageFault> read_message(Octets);
/// The same for who does not ask what is wrong.
std::optional<Message> message_from_wire(Octets);

enum class Compression : bool { none, names };

/// Wire form. @param limit octets there is room for: records that do not fit are left out from the
/// first that does not, with the TC bit set, but an OPT at the end is kept (RFC 6891 7). A limit
/// below header and questions is exceeded by these.
Bytes write_message(const Message&, Compression = Compression::names, std::size_t limit = 65535);

}  // namespace zoneproof::corpus
