// Rules about the text of one field: names, strings, generic RDATA, and the fields of single types
// that the parser reads. They belong to the families of what they speak about; each is a table of
// diagnostics, as in syntax.cpp.
#include "rules/families/families.hpp"

namespace zoneproof {
namespace {

using Code = DiagnosticCode;

constexpr DiagnosticKind label_too_long[] = {{Code::field, Fault::label_too_long}};
constexpr DiagnosticKind name_too_long[] = {{Code::field, Fault::name_too_long}};
constexpr DiagnosticKind empty_label[] = {{Code::field, Fault::empty_label}};
constexpr DiagnosticKind bad_escape[] = {{Code::field, Fault::bad_escape}};
constexpr DiagnosticKind string_too_long[] = {{Code::field, Fault::string_too_long}};
constexpr DiagnosticKind empty_text[] = {{Code::empty_text}};
constexpr DiagnosticKind adjacent_strings[] = {{Code::adjacent_strings},
                                               {Code::odd_parenthesis, {}, "parenthesis"}};
constexpr DiagnosticKind generic_rdata[] = {{Code::field, Fault::generic_rdata}};
constexpr DiagnosticKind generic_known_type[] = {{Code::generic_known_type}};
constexpr DiagnosticKind rdata_overflow[] = {{Code::field, Fault::rdata_overflow}};
constexpr DiagnosticKind bad_timestamp[] = {{Code::field, Fault::bad_timestamp}};
constexpr DiagnosticKind irregular_bitmap[] = {{Code::irregular_bitmap}};
constexpr DiagnosticKind caa_tag[] = {{Code::field, Fault::caa_tag}};
constexpr DiagnosticKind loc_range[] = {{Code::field, Fault::loc_range}};
constexpr DiagnosticKind svc_param_order[] = {{Code::field, Fault::svc_param_order, "refused"},
                                              {Code::irregular_svcb, {}, "kept-as-given"}};
constexpr DiagnosticKind svc_mandatory[] = {{Code::field, Fault::svc_mandatory}};
constexpr DiagnosticKind svc_no_default_alpn[] = {{Code::field, Fault::svc_no_default_alpn}};
constexpr DiagnosticKind salt_too_long[] = {{Code::field, Fault::salt_too_long}};

constexpr Rule rules[] = {
    {.id = "syntax-label-too-long",
     .family = Family::syntax,
     .severity = Severity::error,
     .cites = "RFC 1035 2.3.4; RFC 2181 11",
     .since = {1987, 11},
     .says = "A label is longer than 63 octets.",
     .why = "The name cannot be written in a message; the record is missing from the zone.",
     .fix = "Shorten the label.",
     .good = "a A 192.0.2.1",
     .bad = "(a label of 64 octets) A 192.0.2.1",
     .check = each_diagnostic(label_too_long)},
    {.id = "syntax-name-too-long",
     .family = Family::syntax,
     .severity = Severity::error,
     .cites = "RFC 1035 2.3.4",
     .since = {1987, 11},
     .says = "A name is longer than 255 octets once its origin is appended.",
     .why = "The name cannot be written in a message; the record is missing from the zone.",
     .fix = "Shorten the name, or end it with a dot where it was meant to be absolute.",
     .good = "a A 192.0.2.1",
     .bad = "(labels of 256 octets together) A 192.0.2.1",
     .check = each_diagnostic(name_too_long)},
    {.id = "syntax-empty-label",
     .family = Family::syntax,
     .severity = Severity::error,
     .cites = "RFC 1035 3.1",
     .since = {1987, 11},
     .says = "A name has an empty label inside.",
     .why = "Only the root has an empty label; the record is missing from the zone.",
     .fix = "Take out the superfluous dot.",
     .good = "a.b A 192.0.2.1",
     .bad = "a..b A 192.0.2.1",
     .check = each_diagnostic(empty_label)},
    {.id = "syntax-bad-escape",
     .family = Family::syntax,
     .severity = Severity::error,
     .cites = "RFC 1035 5.1; RFC 4343 2.1",
     .since = {1987, 11},
     .says = "A backslash is followed by a number above 255, by fewer than three digits, or by "
             "nothing.",
     .why = "The octet meant is unknown; the record is missing from the zone.",
     .fix = "Write \\DDD with three decimal digits up to 255, or the character itself.",
     .good = "a\\046b A 192.0.2.1",
     .bad = "a\\256b A 192.0.2.1",
     .check = each_diagnostic(bad_escape)},
    {.id = "syntax-txt-too-long",
     .family = Family::syntax,
     .severity = Severity::error,
     .cites = "RFC 1035 3.3",
     .since = {1987, 11},
     .says = "A character string is longer than 255 octets.",
     .why = "Its length does not fit the one octet in front of it; the record is missing from the "
            "zone.",
     .fix = "Split the text into several strings of at most 255 octets.",
     .good = "@ TXT \"first part\" \"second part\"",
     .bad = "@ TXT \"(256 octets)\"",
     .check = each_diagnostic(string_too_long)},
    {.id = "syntax-txt-empty",
     .family = Family::syntax,
     .severity = Severity::error,
     .cites = "RFC 1035 3.3.14",
     .since = {1987, 11},
     .says = "A TXT record holds no string at all.",
     .why = "\"One or more\" strings are demanded: BIND and Knot DNS do not load the zone, and no "
            "server does where there is no RDATA at all.",
     .fix = "Write \"\" for an empty text.",
     .good = "@ TXT \"\"",
     .bad = "@ TXT \\# 0",
     .check = each_diagnostic(empty_text)},
    {.id = "syntax-quoted-adjacent-ambiguous",
     .family = Family::syntax,
     .severity = Severity::warning,
     .cites = "RFC 1035 5.1",
     .since = {1987, 11},
     .says = "A quoted string touches the text beside it, or a parenthesis stands where some name "
             "servers take it as a part of a word.",
     .why = "Readers make one string or two of it, or keep the parenthesis, which are different "
            "records; nothing is proven of a file that name servers read differently.",
     .fix = "Put a blank between the strings, and on both sides of the parenthesis; write a "
            "directive without parentheses.",
     .good = "@ TXT \"a\" \"b\"",
     .bad = "@ TXT \"a\"b",
     .check = each_diagnostic(adjacent_strings)},
    {.id = "syntax-generic-rdata-bad",
     .family = Family::syntax,
     .severity = Severity::error,
     .cites = "RFC 3597 5",
     .since = {2003, 9},
     .says = "Generic RDATA has another length than it says, odd digits, or octets that its type "
             "does not allow.",
     .why = "The record is missing from the zone.",
     .fix = "Correct the length or the octets behind \\#.",
     .good = "www TYPE65280 \\# 2 0102",
     .bad = "www TYPE65280 \\# 3 0102",
     .check = each_diagnostic(generic_rdata)},
    {.id = "syntax-generic-for-known-type",
     .family = Family::syntax,
     .severity = Severity::info,
     .cites = "RFC 3597 5",
     .since = {2003, 9},
     .says = "A record of a known type is written in the generic form.",
     .why = "The form is legal; readers that do not know the type skip their checks of it.",
     .fix = "Write the type's own format.",
     .good = "www A 192.0.2.1",
     .bad = "www A \\# 4 C0000201",
     .check = each_diagnostic(generic_known_type)},
    {.id = "syntax-rdata-overflow",
     .family = Family::syntax,
     .severity = Severity::error,
     .cites = "RFC 1035 3.2.1",
     .since = {1987, 11},
     .says = "The RDATA of a record is longer than 65535 octets.",
     .why =
         "Its length does not fit the field in front of it; the record is missing from the zone.",
     .fix = "Shorten the data or spread it over several records.",
     .good = "@ TXT \"short\"",
     .bad = "@ TXT (300 strings of 255 octets)",
     .check = each_diagnostic(rdata_overflow)},
    {.id = "syntax-mixed-timestamp-format",
     .family = Family::syntax,
     .severity = Severity::error,
     .cites = "RFC 4034 3.2",
     .since = {2005, 3},
     .says = "A time of an RRSIG is neither 14 digits of a real date nor seconds since 1970.",
     .why = "The signature is missing from the zone.",
     .fix = "Sign again with a signer that writes YYYYMMDDHHmmSS.",
     .good = "20261222013556",
     .bad = "20261322013556",
     .check = each_diagnostic(bad_timestamp)},
    // An error although some validators read it: BIND takes a record with such a bitmap for
    // damaged, and where deployed validators differ the stricter decides (V-VER-12).
    {.id = "syntax-nsec-bitmap-order",
     .family = Family::syntax,
     .severity = Severity::error,
     .cites = "RFC 4034 4.1.2",
     .since = {2005, 3},
     .says = "A type bitmap given in generic form is not in its canonical form.",
     .why = "Its octets are signed as they stand; readers that bring it in order make the "
            "signature fail, and others take the record for damaged.",
     .fix = "Write the types by name, windows ascending, without trailing zero octets.",
     .good = "NSEC b.example. A RRSIG NSEC",
     .bad = "NSEC \\# 5 00 00 02 4000",
     .check = each_diagnostic(irregular_bitmap)},
    {.id = "caa-tag-syntax",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 8659 4.1",
     .since = {2019, 11},
     .says =
         "The tag of a CAA record is empty or holds other octets than ASCII letters and digits.",
     .why = "Certification authorities cannot read the record.",
     .fix = "Use a tag such as issue, issuewild or iodef.",
     .good = "@ CAA 0 issue \"ca.example.net\"",
     .bad = "@ CAA 0 is-sue \"ca.example.net\"",
     .check = each_diagnostic(caa_tag)},
    {.id = "loc-range",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1876 2; RFC 1876 3",
     .since = {1996, 1},
     .says = "A field of a LOC record is outside its range.",
     .why = "The place meant is none on Earth; the record is missing from the zone.",
     .fix = "Correct degrees, minutes, seconds, altitude, size or precision.",
     .good = "@ LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m",
     .bad = "@ LOC 91 0 0 N 4 53 32 E 0m",
     .check = each_diagnostic(loc_range)},
    {.id = "svcb-params-order",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 9460 2.2",
     .since = {2023, 11},
     .says = "A SvcParamKey stands twice, or keys in wire form are not in ascending order.",
     .why = "Clients must take the record as malformed and ignore the whole RRset.",
     .fix = "Give every key once; in generic form, in ascending order.",
     .good = "@ HTTPS 1 . alpn=h2 port=443",
     .bad = "@ HTTPS 1 . port=443 port=8443",
     .check = each_diagnostic(svc_param_order)},
    {.id = "svcb-mandatory",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 9460 8",
     .since = {2023, 11},
     .says =
         "The list of mandatory keys names itself, a key twice, or a key that the record lacks.",
     .why = "Clients must take the record as malformed.",
     .fix = "List each key that is there and has to be understood once, without mandatory itself.",
     .good = "@ HTTPS 1 . mandatory=port port=8443",
     .bad = "@ HTTPS 1 . mandatory=port alpn=h2",
     .check = each_diagnostic(svc_mandatory)},
    {.id = "svcb-no-default-alpn",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 9460 7.1.1",
     .since = {2023, 11},
     .says = "no-default-alpn stands in a record without alpn.",
     .why =
         "The record offers no protocol at all; it is not self-consistent and clients ignore it.",
     .fix = "Add alpn or take no-default-alpn out.",
     .good = "@ HTTPS 1 . alpn=h2 no-default-alpn",
     .bad = "@ HTTPS 1 . no-default-alpn",
     .check = each_diagnostic(svc_no_default_alpn)},
    {.id = "nsec3-salt-too-long",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 3.1.4",
     .since = {2008, 3},
     .says = "The salt of an NSEC3 or NSEC3PARAM record is longer than 255 octets.",
     .why = "Its length does not fit the one octet in front of it; the record is missing from the "
            "zone.",
     .fix = "Sign with a shorter salt, best with none (RFC 9276 3.1).",
     .good = "@ NSEC3PARAM 1 0 0 -",
     .bad = "@ NSEC3PARAM 1 0 0 (512 hexadecimal digits)",
     .check = each_diagnostic(salt_too_long)},
};

}  // namespace

std::span<const Rule> syntax_field_rules() {
    return rules;
}

}  // namespace zoneproof
