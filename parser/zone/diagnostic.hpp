// Diagnostic: a fault in the text of a zone, or something in it worth a remark; reading goes on
// with the next entry.
//
// Small and without text: ten million faults must not cost more than their counts. The message is
// made from the table of codes when it is shown.
#pragma once

#include "parser/base/place.hpp"
#include "parser/dns/types.hpp"
#include "parser/field/wire.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>

namespace zoneproof {

enum class DiagnosticCode : std::uint8_t {
    // Errors: the entry did not become a record.
    field,    // a token is not what the grammar expects; Diagnostic::fault and ::expected say more
    no_type,  // an entry without a type
    unknown_type,      // a mnemonic that is no type
    unbalanced_close,  // ")" without "("
    nested_open,       // "(" inside parentheses
    unclosed_group,    // "(" still open after 1 MiB or at the end of the text
    unclosed_quote,    // a newline or the end of the text inside quotes
    entry_too_long,    // an entry of more than 1 MiB
    cut_entry,         // the text ends, without a newline, before the entry does
    unknown_directive,
    bad_directive,    // a directive with missing, wrong or extra arguments
    include_refused,  // outside the permitted folder, too deep, a loop, not a file
    include_missing,
    generate_limit,     // $GENERATE expands to more than is allowed
    bad_generate,       // a $GENERATE range or modifier that cannot be read
    no_previous_owner,  // a blank owner before any owner
    meta_type,          // OPT, TSIG, ANY ... as data
    class_mismatch,     // another class than the zone's
    ttl_range,          // a TTL above 2^31-1 (the record is kept)
    // Remarks: the record stands.
    generate_used,
    no_ttl,  // neither TTL nor $TTL nor a previous one: a default was used
    ttl_from_previous,
    ttl_units,
    origin_relative,
    blank_owner_after_origin,
    blank_owner_after_include,  // of a file that ends with another owner
    adjacent_strings,           // "a"b without a blank between
    odd_parenthesis,  // one that servers take as a part of a word: a(b, or a string without quotes
                      // in front of it
    generic_known_type,  // \# or TYPEnnn for a type with a format of its own
    obsolete_type,
    empty_text,  // TXT without a string
    non_ascii,
    byte_order_mark,
    no_final_newline,
    odd_return,        // a CR without LF in a string or comment, or in front of the line's end
    stray_return,      // a CR without LF anywhere else
    nul_octet,         // outside comments
    irregular_bitmap,  // a wire form bitmap that is not canonical
    irregular_svcb,
    cds_delete_lone_zero,
};
inline constexpr std::size_t diagnostic_codes =
    static_cast<std::size_t>(DiagnosticCode::cds_delete_lone_zero) + 1;

/// Whether some name server loads such text without complaint as other data than is read here
/// (docs/FORMAT.md): what is proven of one reading is then not proven of the zone (V-VER-12).
bool read_differently(DiagnosticCode);

struct Diagnostic {
    Place place;                     // of the token
    const char* expected = nullptr;  // the field's name, static
    std::uint32_t length = 0;        // of the token
    DiagnosticCode code;
    Fault fault = Fault::unexpected;
    RrType type{};  // of the record, where known
};
static_assert(sizeof(Diagnostic) <= 32);

/// Exact counts of all, and the first `keep` of each (DiagnosticCode, Fault), in the order of the
/// input; 0 keeps all.
class Diagnostics {
public:
    explicit Diagnostics(std::size_t keep = 10) : keep_(keep) {}

    void add(const Diagnostic&);
    /// Appends those of a later part of the input, made with the same `keep`.
    void append(const Diagnostics& later);
    /// Forgets everything: a part that is read again.
    void clear();

    std::uint64_t count(DiagnosticCode, Fault) const;
    std::uint64_t count(DiagnosticCode) const;
    const std::deque<Diagnostic>& kept() const { return kept_; }
    /// Whether an entry was lost, so that what it held is unchecked.
    bool lost_records() const;
    /// How many are of a code that is read_differently().
    std::uint64_t read_differently() const;

private:
    static constexpr std::size_t faults = static_cast<std::size_t>(Fault::loc_range) + 1;
    std::size_t keep_;
    std::array<std::array<std::uint64_t, faults>, diagnostic_codes> counts_{};
    std::deque<Diagnostic> kept_;  // of millions: nothing is moved and no room left over
};

}  // namespace zoneproof
