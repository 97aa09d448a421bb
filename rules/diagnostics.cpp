// What each diagnostic says in words. The text itself is not at hand here: whoever shows the
// finding adds the excerpt.
#include "rules/engine.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

std::string describe_fault(const Diagnostic& diagnostic) {
    const std::string field = diagnostic.expected != nullptr ? diagnostic.expected : "field";
    switch (diagnostic.fault) {
    case Fault::unexpected: return "expected " + field;
    case Fault::missing: return "the entry ends before its " + field;
    case Fault::trailing: return "data behind the last field";
    case Fault::label_too_long:
        return fmt::format("label of more than {} octets in {}", max_label_octets, field);
    case Fault::name_too_long:
        return fmt::format("name of more than {} octets in {}", max_name_octets, field);
    case Fault::empty_label: return "empty label in " + field;
    case Fault::bad_escape: return "escape that means no octet in " + field;
    case Fault::string_too_long: return "character string of more than 255 octets";
    case Fault::unclosed_quote: return "quoted string that ends with the line";
    case Fault::no_origin: return "relative name in " + field + ", and no origin to complete it";
    case Fault::bad_timestamp:
        return "expected YYYYMMDDHHmmSS of a real date, or up to 10 digits of seconds";
    case Fault::generic_rdata: return "generic RDATA that does not fit its length or its type";
    case Fault::rdata_overflow: return "RDATA of more than 65535 octets";
    case Fault::unknown_type: return "unknown type mnemonic; TYPEnnn names any type";
    case Fault::salt_too_long: return "salt of more than 255 octets";
    case Fault::bad_svc_param: return "SvcParam that its key does not allow";
    case Fault::svc_param_order: return "SvcParamKey twice or out of order";
    case Fault::svc_mandatory: return "list of mandatory keys that does not fit the record";
    case Fault::svc_no_default_alpn: return "no-default-alpn without alpn";
    case Fault::caa_tag: return "tag with other octets than ASCII letters and digits";
    case Fault::digest_length: return "digest whose length is not that of its type";
    case Fault::loc_range: return field + " outside its range";
    }
    return "expected " + field;
}

}  // namespace

std::string describe(const Diagnostic& diagnostic) {
    switch (diagnostic.code) {
    case DiagnosticCode::field: return describe_fault(diagnostic);
    case DiagnosticCode::no_type: return "entry without a type";
    case DiagnosticCode::unknown_type: return "unknown type mnemonic; TYPEnnn names any type";
    case DiagnosticCode::unbalanced_close: return "\")\" without \"(\"";
    case DiagnosticCode::nested_open: return "\"(\" inside parentheses";
    case DiagnosticCode::unclosed_group:
        return "\"(\" that is not closed within 1 MiB or before the end of the text";
    case DiagnosticCode::unclosed_quote: return "quoted string that ends with the line or the text";
    case DiagnosticCode::entry_too_long: return "entry of more than 1 MiB";
    case DiagnosticCode::cut_entry: return "the text ends in the middle of this entry";
    case DiagnosticCode::unknown_directive:
        return "unknown directive; $ORIGIN, $INCLUDE, $TTL and $GENERATE are known";
    case DiagnosticCode::bad_directive:
        return diagnostic.expected != nullptr ? "directive: " + describe_fault(diagnostic)
                                              : "directive with missing, wrong or extra arguments";
    case DiagnosticCode::include_refused:
        return "$INCLUDE outside the permitted folder, too deep, a circle, or no file";
    case DiagnosticCode::include_missing: return "the file to include cannot be read";
    case DiagnosticCode::generate_limit: return "$GENERATE makes more records than are allowed";
    case DiagnosticCode::bad_generate:
        return "$GENERATE with a range or modifier that cannot be read";
    case DiagnosticCode::no_previous_owner: return "blank owner, and no owner before it";
    case DiagnosticCode::meta_type: return "type that exists only in queries or messages";
    case DiagnosticCode::class_mismatch: return "class other than that of the zone";
    case DiagnosticCode::ttl_range: return "TTL above 2147483647";
    case DiagnosticCode::generate_used: return "$GENERATE";
    case DiagnosticCode::no_ttl: return "no TTL, no $TTL and no earlier TTL: a default is used";
    case DiagnosticCode::ttl_from_previous: return "TTL taken from the record before";
    case DiagnosticCode::ttl_units: return "time written with units";
    case DiagnosticCode::origin_relative: return "$ORIGIN without final dot";
    case DiagnosticCode::blank_owner_after_origin: return "blank owner behind $ORIGIN or $INCLUDE";
    case DiagnosticCode::blank_owner_after_include:
        return "blank owner behind $INCLUDE: read as the owner before it, by some servers as the "
               "last one included";
    case DiagnosticCode::adjacent_strings:
        return "no blank between two strings: read as two, by some servers as one";
    case DiagnosticCode::odd_parenthesis:
        return "parenthesis that some name servers take as a part of a word, or drop without a "
               "blank";
    case DiagnosticCode::generic_known_type:
        return "generic form of a type that has a format of its own";
    case DiagnosticCode::obsolete_type: return "obsolete type";
    case DiagnosticCode::empty_text: return "no string, at least one is demanded";
    case DiagnosticCode::non_ascii: return "octet beyond ASCII, \\DDD writes it portably";
    case DiagnosticCode::byte_order_mark: return "byte order mark";
    case DiagnosticCode::no_final_newline: return "no final newline";
    case DiagnosticCode::odd_return: return "carriage return without line feed";
    case DiagnosticCode::stray_return:
        return "carriage return without line feed: read as a blank, by some servers as the end of "
               "the line";
    case DiagnosticCode::nul_octet:
        return "zero octet: read as it is, by some servers as the end of the string";
    case DiagnosticCode::irregular_bitmap: return "type bitmap that is not in canonical form";
    case DiagnosticCode::irregular_svcb:
        return "SvcParams that are not in ascending order, kept as given";
    case DiagnosticCode::cds_delete_lone_zero:
        return "delete request written as a lone 0, the field is one octet 00";
    }
    return "fault in the text";
}

}  // namespace zoneproof
