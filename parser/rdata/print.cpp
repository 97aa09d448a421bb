// RDATA as text, one field after the other, in the form BIND writes. What has no text that reads as
// the same octets is written as `\# length hex` (RFC 3597 5).
#include "parser/rdata/wire.hpp"

#include "parser/base/time.hpp"
#include "parser/dns/rdata.hpp"
#include "parser/field/encode.hpp"
#include "parser/field/svc_params.hpp"
#include "parser/rdata/layout.hpp"
#include "parser/rdata/print_special.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

using detail::Field;

bool print_field(Field, Octets rdata, Octets field, std::string& text);

bool print_fields(RrType type, Octets rdata, std::string& text) {
    const std::span<const Field> fields = detail::layout(type);
    std::size_t at = 0;
    for (const Field field : fields) {
        std::size_t length;
        Fault fault;
        bool irregular = false;
        if (!detail::measure(field, rdata, at, length, fault, &irregular) || irregular)
            return false;
        if (!print_field(field, rdata, rdata.subspan(at, length), text)) return false;
        at += length;
    }
    return !text.empty() && at == rdata.size();
}

std::string number_text(Octets field) {
    std::uint64_t value = 0;
    for (const std::uint8_t octet : field) value = value << 8 | octet;
    return std::to_string(value);
}

/// Hexadecimal digits in groups of so many octets.
std::string grouped_hex(Octets field, std::size_t group, char separator) {
    std::string text;
    for (std::size_t i = 0; i < field.size(); i += group) {
        if (i != 0) text += separator;
        text += to_hex(field.subspan(i, group));
    }
    return text;
}

/// Each <character-string> or name of a list, length by length.
template <class Length, class Print>
bool print_list(Octets field, std::string& text, const Length& length, const Print& print) {
    while (!field.empty()) {
        const std::size_t octets = length(field);
        text += ' ' + print(field.first(octets));
        field = field.subspan(octets);
    }
    return true;
}

bool print_strings(Octets field, std::string& text) {
    return print_list(
        field, text, [](Octets rest) { return 1u + rest[0]; },
        [](Octets string) { return to_quoted(string.subspan(1)); });
}

bool print_names(Octets field, std::string& text) {
    return print_list(field, text, wire_name_length,
                      [](Octets name) { return to_text(NameView(name)); });
}

bool print_gateway(unsigned type, Octets field, std::string& text) {
    switch (type) {
    case 0: return text += " .", true;
    case 1: return text += ' ' + to_ipv4(field.data()), true;
    case 2: return text += ' ' + to_ipv6(field.data()), true;
    case 3: return print_names(field, text);
    default: return false;
    }
}

bool print_bitmap(Octets field, std::string& text) {
    TypeBitmap(field).each([&](RrType type) { text += ' ' + to_text(type); });
    return true;
}

bool append(std::string& text, const std::string& field) {
    return text += ' ' + field, true;
}

bool print_field(Field kind, Octets rdata, Octets field, std::string& text) {
    using enum Field;
    switch (kind) {
    case none: return false;
    case u8:
    case u16:
    case u32:
    case u64: return append(text, number_text(field));
    case type: return append(text, to_text(static_cast<RrType>(load16(field.data()))));
    case time: return append(text, to_digits(Timestamp{load32(field.data())}));
    case scheme: return append(text, field[0] == 1 ? "NOTIFY" : number_text(field));
    case name:
    case names:
    case a6_name: return print_names(field, text);
    case string:
    case digits:
    case strings:
    case optional_string: return print_strings(field, text);
    case any_strings: return !field.empty() && print_strings(field, text);
    case ipv4: return append(text, to_ipv4(field.data()));
    case ipv6: return append(text, to_ipv6(field.data()));
    case locator: return append(text, grouped_hex(field, 2, ':'));
    case eui48:
    case eui64: return append(text, grouped_hex(field, 1, '-'));
    case salt: return append(text, field[0] == 0 ? "-" : to_hex(field.subspan(1), true));
    case hash: return append(text, to_base32hex(field.subspan(1), true));
    case tag: return append(text, std::string(field.begin() + 1, field.end()));
    case relay_type:
        return append(text, field[0] >> 7 != 0 ? "1" : "0") &&
               append(text, std::to_string(field[0] & 0x7F));
    case gateway: return print_gateway(rdata[1], field, text);
    case relay: return print_gateway(rdata[1] & 0x7Fu, field, text);
    case bitmap: return print_bitmap(field, text);
    case svc_params: return print_svc_params(field, text);
    case prefixed_hex: return append(text, "0x" + to_hex(field));
    case hex: return append(text, to_hex(field, true));
    case base64: return append(text, to_base64(field));
    case key_or_none:
    case ipsec_key:
    case optional_base64: return field.empty() || append(text, to_base64(field));
    case base64_or_dash: return append(text, field.empty() ? "-" : to_base64(field));
    case Field::quoted:
    case nonempty_quoted: return append(text, to_quoted(field));
    case a6_suffix: return detail::print_a6_suffix(field, text);
    case host_identity: return detail::print_host_identity(field, text);
    case old_bitmap: return detail::print_old_bitmap(field, text);
    case ports: return detail::print_ports(field, text);
    case prefixes: return detail::print_prefixes(field, text);
    case location: return detail::print_location(field, text);
    case atm_address: return detail::print_atm_address(field, text);
    }
    return false;
}

}  // namespace

std::string print_rdata(RrType type, Octets rdata) {
    std::string text;
    if (!print_fields(type, rdata, text)) return print_generic(rdata);
    return text.substr(1);
}

std::string print_generic(Octets rdata) {
    std::string text = "\\# " + std::to_string(rdata.size());
    if (!rdata.empty()) text += ' ' + to_hex(rdata, true);
    return text;
}

}  // namespace zoneproof
