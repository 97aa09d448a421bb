// Fields: where in the RDATA of a type a field stands, what it is called in case.json, and which
// names DNSSEC folds.
//
// One table of layouts, written from the RFCs and not shared with the parser's: the canonical form
// of the builder must not follow the one it is there to check (docs/adr/0007).
#pragma once

#include "corpus/builder/record.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace zoneproof::corpus {

enum class FieldKind : std::uint8_t {
    u8,
    u16,
    u32,
    time,         // 32 bits
    type,         // an RR type
    name,         // kept as it is in canonical form
    folded_name,  // in lower case there: RFC 4034 6.2 as RFC 6840 5.1 corrects it
    string,       // a length octet and that many
    octets,       // all that is left
    types,        // all that is left: a type bitmap, RFC 4034 4.1.2
};

struct FieldInfo {
    std::string_view name;  // "key-tag"
    FieldKind kind;
};

/// The fields of a type in their order; empty for a type that no mutation and no folding looks
/// into.
std::span<const FieldInfo> fields_of(RrType);

struct FieldPlace {
    FieldInfo info;
    std::size_t offset, length;
};
/// Nothing when the type has no such field, or the RDATA ends before it.
std::optional<FieldPlace> find_field(const Record&, std::string_view field);

/// The field in wire form: numbers in decimal, or with a sign to add to what stands there; names
/// relative to `origin`; octets in hexadecimal; types as a list of mnemonics, or with signs before
/// each ("+AAAA -TXT") to change the list that stands there.
Result<Bytes> field_from_text(FieldKind, Octets before, std::string_view text, NameView origin);
/// Puts `value` in the place of the field.
void replace(Record&, const FieldPlace&, Octets value);

/// RFC 4034 4.1.2
Bytes type_bitmap(const std::vector<RrType>&);
std::vector<RrType> types_in(Octets bitmap);

}  // namespace zoneproof::corpus
