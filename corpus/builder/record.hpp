// Record: one resource record of a zone that is being made, and what is wrong with the text it came
// from.
//
// The builder keeps a zone as a plain list of records, RRSIG and NSEC among them, in the order of
// the zone file: the mutations work on that list. RDATA is wire form as it will stand in the file:
// letters keep their case.
#pragma once

#include "corpus/bytes.hpp"
#include "parser/base/bytes.hpp"
#include "parser/base/result.hpp"
#include "parser/dns/name.hpp"
#include "parser/dns/types.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::corpus {

/// "absence of an octet sorts before a zero octet": RFC 4034 6.3.
struct BytesLess {
    bool operator()(const Bytes& a, const Bytes& b) const {
        return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
    }
};

struct Record {
    Name owner;
    RrType type{};
    std::uint32_t ttl = 0;
    Bytes rdata;
};
using Records = std::vector<Record>;

/// Equal octet for octet but for the owner's letters: `a` and `A` are one name.
bool is_at(const Record&, NameView owner);
bool is_in_rrset(const Record&, NameView owner, RrType);
/// The type an RRSIG covers; the type itself of any other record.
RrType covered_type(const Record&);

/// "www 300 A 192.0.2.1": owner, TTL (or `default_ttl`), perhaps IN, type, RDATA in presentation
/// form. Relative names end in `origin`. An Error says what cannot be read.
Result<Record> record_from_text(std::string_view line, NameView origin, std::uint32_t default_ttl);
/// Lines of it; empty lines and those that begin with a semicolon are skipped.
Result<Records> records_from_text(std::string_view lines, NameView origin,
                                  std::uint32_t default_ttl);

/// One line without its newline; owner and RDATA names absolute.
std::string to_text(const Record&);

void append(Bytes&, Octets);
void append16(Bytes&, unsigned);
void append32(Bytes&, std::uint32_t);
Bytes bytes(Octets);
inline Bytes bytes(std::string_view text) {
    return bytes(octets(text));
}
/// Nothing for an odd number of digits or another letter.
Result<Bytes> bytes_from_hex(std::string_view);

}  // namespace zoneproof::corpus
