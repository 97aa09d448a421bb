// Variants of DNS messages: one record of a type answered in many forms, most of them broken in
// one way (RFC 1035 4.1, RFC 3597, RFC 6891).
#pragma once

#include "corpus/message/message.hpp"

#include <string>
#include <vector>

namespace zoneproof::corpus {

/// What a parser must do with a message.
enum class Parses : std::uint8_t {
    yes,   // well formed in all its parts
    no,    // header, names or lengths are wrong
    open,  // the RDATA or the OPT is not what its type says: who looks into it refuses
};

struct MessageVariant {
    std::string name;  // "rdata-cut"
    std::string says;
    Parses parses{};
    Bytes wire;
};

/// One record of `type` in the forms that depend on its RDATA.
std::vector<MessageVariant> variants_of(RrType type, const Bytes& rdata);
/// Header, names, compression, counts and EDNS, which are the same for all types.
std::vector<MessageVariant> general_variants();

}  // namespace zoneproof::corpus
