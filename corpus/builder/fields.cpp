// The table of layouts, and fields from the words of a recipe.
#include "corpus/builder/fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace zoneproof::corpus {
namespace {

using enum FieldKind;

constexpr FieldInfo target[] = {{"target", folded_name}};
constexpr FieldInfo soa[] = {{"mname", folded_name}, {"rname", folded_name}, {"serial", u32},
                             {"refresh", u32},       {"retry", u32},         {"expire", u32},
                             {"minimum", u32}};
constexpr FieldInfo two_names[] = {{"first", folded_name}, {"second", folded_name}};
constexpr FieldInfo preferred[] = {{"preference", u16}, {"target", folded_name}};
constexpr FieldInfo px[] = {{"preference", u16}, {"map822", folded_name}, {"mapx400", folded_name}};
constexpr FieldInfo srv[] = {
    {"priority", u16}, {"weight", u16}, {"port", u16}, {"target", folded_name}};
constexpr FieldInfo naptr[] = {{"order", u16},       {"preference", u16}, {"flags", string},
                               {"services", string}, {"regexp", string},  {"target", folded_name}};
constexpr FieldInfo ds[] = {
    {"key-tag", u16}, {"algorithm", u8}, {"digest-type", u8}, {"digest", octets}};
constexpr FieldInfo rrsig[] = {
    {"type-covered", type}, {"algorithm", u8},       {"labels", u8},
    {"original-ttl", u32},  {"expiration", time},    {"inception", time},
    {"key-tag", u16},       {"signer", folded_name}, {"signature", octets}};
constexpr FieldInfo nxt[] = {{"next", folded_name}, {"types", octets}};  // RFC 2535 5.2
// "The Next Domain Name field of the NSEC ... is not converted to lower case": RFC 6840 5.1.
constexpr FieldInfo nsec[] = {{"next", name}, {"types", types}};
constexpr FieldInfo dnskey[] = {
    {"flags", u16}, {"protocol", u8}, {"algorithm", u8}, {"key", octets}};
constexpr FieldInfo nsec3[] = {{"hash-algorithm", u8}, {"flags", u8},         {"iterations", u16},
                               {"salt", string},       {"next-hash", string}, {"types", types}};
constexpr FieldInfo nsec3param[] = {
    {"hash-algorithm", u8}, {"flags", u8}, {"iterations", u16}, {"salt", string}};
constexpr FieldInfo zonemd[] = {
    {"serial", u32}, {"scheme", u8}, {"hash-algorithm", u8}, {"digest", octets}};
constexpr FieldInfo address[] = {{"address", octets}};
constexpr FieldInfo caa[] = {{"flags", u8}, {"tag", string}, {"value", octets}};
constexpr FieldInfo csync[] = {{"serial", u32}, {"flags", u16}, {"types", types}};
// Names that are not folded, since their type came after RFC 3597.
constexpr FieldInfo svcb[] = {{"priority", u16}, {"target", name}, {"params", octets}};
constexpr FieldInfo plain_preferred[] = {{"preference", u16}, {"target", name}};
constexpr FieldInfo plain_target[] = {{"target", name}};
constexpr FieldInfo dsync[] = {{"rrtype", type}, {"scheme", u8}, {"port", u16}, {"target", name}};

struct Layout {
    RrType type;
    std::span<const FieldInfo> fields;
};

// RFC 4034 6.2 lists what is folded; HINFO, which it names too, has no names in it (RFC 6840 5.1).
constexpr Layout layouts[] = {
    {RrType::A, address},     {RrType::NS, target},          {RrType::MD, target},
    {RrType::MF, target},     {RrType::CNAME, target},       {RrType::SOA, soa},
    {RrType::MB, target},     {RrType::MG, target},          {RrType::MR, target},
    {RrType::PTR, target},    {RrType::MINFO, two_names},    {RrType::MX, preferred},
    {RrType::RP, two_names},  {RrType::AFSDB, preferred},    {RrType::RT, preferred},
    {RrType::PX, px},         {RrType::AAAA, address},       {RrType::SRV, srv},
    {RrType::NAPTR, naptr},   {RrType::KX, preferred},       {RrType::DNAME, target},
    {RrType::DS, ds},         {RrType::RRSIG, rrsig},        {RrType::NSEC, nsec},
    {RrType::DNSKEY, dnskey}, {RrType::NSEC3, nsec3},        {RrType::NSEC3PARAM, nsec3param},
    {RrType::CDS, ds},        {RrType::CDNSKEY, dnskey},     {RrType::ZONEMD, zonemd},
    {RrType::CAA, caa},       {RrType::CSYNC, csync},        {RrType::SVCB, svcb},
    {RrType::HTTPS, svcb},    {RrType::LP, plain_preferred}, {RrType::NSAP_PTR, plain_target},
    {RrType::DSYNC, dsync},   {RrType::SIG, rrsig},          {RrType::NXT, nxt},
};

/// The octets a field takes at the front of `rest`; more than there are when it is cut off.
std::size_t length_of(FieldKind kind, Octets rest) {
    switch (kind) {
    case u8: return 1;
    case u16:
    case type: return 2;
    case u32:
    case time: return 4;
    case name:
    case folded_name: {
        const std::size_t length = wire_name_length(rest);
        return length == 0 ? rest.size() + 1 : length;
    }
    case string: return rest.empty() ? 1 : 1u + rest[0];
    case octets:
    case types: break;
    }
    return rest.size();
}

std::uint64_t number_in(Octets data) {
    std::uint64_t value = 0;
    for (const std::uint8_t octet : data) value = value << 8 | octet;
    return value;
}

Error wrong(std::string_view text, std::string_view what) {
    return {ErrorCode::usage, "'" + std::string(text) + "' " + std::string(what)};
}

/// "7", "+1" or "-1": the latter two from what stands there, modulo the width of the field.
Result<Bytes> integer(std::size_t width, Octets before, std::string_view text) {
    const bool relative = text.starts_with('+') || text.starts_with('-');
    std::uint64_t value = 0;
    const char* const from = text.data() + (relative ? 1 : 0);
    const auto [end, fault] = std::from_chars(from, text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() ||
        (!relative && value >> (8 * width) != 0))
        return wrong(text, "is no number for this field");
    if (relative) value = text[0] == '+' ? number_in(before) + value : number_in(before) - value;
    Bytes data(width);
    for (std::size_t i = 0; i < width; ++i)
        data[width - 1 - i] = static_cast<std::uint8_t>(value >> (8 * i));
    return data;
}

/// "A NS RRSIG", or "+AAAA -TXT" to change the list that stands there.
Result<Bytes> type_list(Octets before, std::string_view text) {
    std::vector<RrType> list;
    if (text.starts_with('+') || text.starts_with('-')) list = types_in(before);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        std::string_view word = text.substr(at, end - at);
        at = end + 1;
        const bool drop = word.starts_with('-');
        if (drop || word.starts_with('+')) word.remove_prefix(1);
        const auto type = type_from_text(word);
        if (!type) return wrong(word, "is no type");
        if (drop)
            std::erase(list, *type);
        else
            list.push_back(*type);
    }
    return type_bitmap(list);
}

}  // namespace

std::span<const FieldInfo> fields_of(RrType type) {
    const auto row = std::ranges::find(layouts, type, &Layout::type);
    return row == std::end(layouts) ? std::span<const FieldInfo>() : row->fields;
}

std::optional<FieldPlace> find_field(const Record& record, std::string_view field) {
    if (field == "rdata") return FieldPlace{{"rdata", octets}, 0, record.rdata.size()};
    std::size_t at = 0;
    for (const FieldInfo& info : fields_of(record.type)) {
        const std::size_t length = length_of(info.kind, Octets(record.rdata).subspan(at));
        if (at + length > record.rdata.size()) return std::nullopt;
        if (info.name == field) return FieldPlace{info, at, length};
        at += length;
    }
    return std::nullopt;
}

Result<Bytes> field_from_text(FieldKind kind, Octets before, std::string_view text,
                              NameView origin) {
    switch (kind) {
    case u8: return integer(1, before, text);
    case u16: return integer(2, before, text);
    case u32:
    case time: return integer(4, before, text);
    case type: {
        const auto type = type_from_text(text);
        if (!type) return wrong(text, "is no type");
        Bytes data;
        append16(data, number(*type));
        return data;
    }
    case name:
    case folded_name: {
        const auto name = name_from_text(text, &origin);
        if (!name) return wrong(text, "is no domain name");
        return bytes(name->view().wire());
    }
    case string: {
        auto data = bytes_from_hex(text);
        if (!data) return data.error();
        if (data->size() > 255) return wrong(text, "is longer than 255 octets");
        data->insert(data->begin(), static_cast<std::uint8_t>(data->size()));
        return data;
    }
    case types:
        // Octets as they are, for bitmaps that no list of types gives.
        return text.starts_with("0x") ? bytes_from_hex(text.substr(2)) : type_list(before, text);
    case octets: break;
    }
    return bytes_from_hex(text);
}

void replace(Record& record, const FieldPlace& place, Octets value) {
    const auto begin = record.rdata.begin() + static_cast<std::ptrdiff_t>(place.offset);
    const Bytes kept(value.begin(), value.end());
    const auto at = record.rdata.erase(begin, begin + static_cast<std::ptrdiff_t>(place.length));
    record.rdata.insert(at, kept.begin(), kept.end());
}

Bytes type_bitmap(const std::vector<RrType>& list) {
    std::map<std::uint8_t, Bytes> windows;
    for (const RrType type : list) {
        const unsigned low = number(type) & 0xFF;
        Bytes& window = windows[static_cast<std::uint8_t>(number(type) >> 8)];
        if (window.size() <= low / 8) window.resize(low / 8 + 1);
        window[low / 8] |= static_cast<std::uint8_t>(0x80 >> low % 8);
    }
    Bytes map;
    for (const auto& [window, bits] : windows) {
        map.push_back(window);
        map.push_back(static_cast<std::uint8_t>(bits.size()));
        append(map, bits);
    }
    return map;
}

std::vector<RrType> types_in(Octets map) {
    std::vector<RrType> list;
    for (std::size_t at = 0; at + 2 <= map.size(); at += 2u + map[at + 1])
        for (std::size_t bit = 0; bit < 8u * map[at + 1] && at + 2 + bit / 8 < map.size(); ++bit)
            if ((map[at + 2 + bit / 8] & 0x80 >> bit % 8) != 0)
                list.push_back(static_cast<RrType>(map[at] << 8 | bit));
    return list;
}

}  // namespace zoneproof::corpus
