// SvcParams from text. A value is decoded twice: first as a character string (RFC 9460 2.1), then,
// for lists, at its commas (A.1); so a comma inside an item is written `\\,` and a backslash
// `\\\\`.
#include "parser/field/svc_params.hpp"

#include "parser/field/base64.hpp"
#include "parser/field/escape.hpp"
#include "parser/field/ipv4.hpp"
#include "parser/field/ipv6.hpp"
#include "parser/field/number.hpp"
#include "parser/field/svc_keys.hpp"

#include <algorithm>
#include <vector>

namespace zoneproof {
namespace {

using detail::SvcForm;

/// A parameter already on the wire, and the token it came from.
struct Written {
    std::uint16_t key;
    std::size_t begin, end;
    std::size_t token;
};

bool put_param(const Tokens& rest, std::size_t& i, std::uint16_t& key, Wire&);
bool sort_params(std::vector<Written>&, Wire&, std::size_t* bad_token);

}  // namespace

bool put_svc_params(const Tokens& rest, Wire& wire, std::size_t* bad_token) {
    const std::size_t start = wire.size();
    std::vector<Written> params;
    for (std::size_t i = 0; i < rest.count; ++i) {
        *bad_token = i;
        Written param{0, wire.size(), 0, i};
        if (!put_param(rest, i, param.key, wire)) return false;
        param.end = wire.size();
        params.push_back(param);
    }
    if (!sort_params(params, wire, bad_token)) return false;

    bool irregular = false;
    const auto fault = check_svc_params(wire.octets().subspan(start), &irregular);
    if (!fault) return true;
    for (const Written& param : params)
        if (param.begin == start + fault->offset) *bad_token = param.token;
    return wire.fail(fault->fault);
}

namespace {

/// A key and the form its value is written in: that of a generic "keyNNNNN" is always opaque, known
/// key or not.
struct TextKey {
    std::uint16_t number;
    SvcForm form;
};

std::optional<TextKey> read_key(std::string_view text) {
    const auto same = [](char a, char b) {
        return fold(static_cast<std::uint8_t>(a)) == fold(static_cast<std::uint8_t>(b));
    };
    for (const detail::SvcKey& key : detail::svc_keys)
        if (std::ranges::equal(key.name, text, same)) return TextKey{key.number, key.form};
    if (text.size() < 4 || text.size() > 8 ||
        !std::ranges::equal(text.substr(0, 3), std::string_view("key"), same))
        return std::nullopt;
    const std::string_view digits = text.substr(3);
    std::uint64_t number;
    if (digits.size() > 1 && digits[0] == '0')
        return std::nullopt;  // "without leading zeros" RFC 9460 2.1
    if (!read_number(digits, 0xFFFF, number)) return std::nullopt;
    return TextKey{static_cast<std::uint16_t>(number), SvcForm::opaque};
}

/// Calls put(item) for what stands between the commas.
template <class Put>
bool each_item(std::string_view list, const Put& put) {
    for (std::size_t from = 0;;) {
        const std::size_t comma = list.find(',', from);
        if (!put(list.substr(from, comma - from))) return false;
        if (comma == list.npos) return true;
        from = comma + 1;
    }
}

// RFC 9460 8: names of keys in any order; "in the wire format ... in strictly increasing numeric
// order".
bool put_keys(std::string_view list, Wire& wire) {
    std::vector<std::uint16_t> numbers;
    const bool readable = each_item(list, [&](std::string_view item) {
        const auto key = read_key(item);
        if (key) numbers.push_back(key->number);
        return key.has_value();
    });
    if (!readable) return wire.fail(Fault::bad_svc_param);
    std::ranges::sort(numbers);
    if (std::ranges::adjacent_find(numbers) != numbers.end())
        return wire.fail(Fault::svc_mandatory);
    return std::ranges::all_of(numbers, [&](std::uint16_t number) { return wire.put16(number); });
}

// RFC 9460 A.1: items are not empty, "\," and "\\" are the only escapes; each becomes a counted
// string.
bool put_strings(std::string_view list, Wire& wire) {
    std::size_t length_at = wire.size();
    if (!wire.put8(0)) return false;
    const auto close = [&] {
        const std::size_t octets = wire.size() - length_at - 1;
        wire.data()[length_at] = static_cast<std::uint8_t>(octets);
        return octets >= 1 && octets <= 255;
    };
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i] == ',') {
            if (!close()) return wire.fail(Fault::bad_svc_param);
            length_at = wire.size();
            if (!wire.put8(0)) return false;
            continue;
        }
        if (list[i] == '\\' && (++i == list.size() || (list[i] != ',' && list[i] != '\\')))
            return wire.fail(Fault::bad_svc_param);
        if (!wire.put8(static_cast<std::uint8_t>(list[i]))) return false;
    }
    return close() || wire.fail(Fault::bad_svc_param);
}

bool put_value(SvcForm form, std::string_view value, Wire& wire) {
    switch (form) {
    case SvcForm::opaque: return wire.put(octets(value));
    case SvcForm::nothing: return value.empty() || wire.fail(Fault::bad_svc_param);
    case SvcForm::keys: return put_keys(value, wire);
    case SvcForm::strings: return put_strings(value, wire);
    case SvcForm::segments: return value.empty() || put_strings(value, wire);
    case SvcForm::number: return put_u16(value, wire);
    case SvcForm::numbers:
        return each_item(value, [&](std::string_view item) { return put_u16(item, wire); });
    case SvcForm::ipv4s:
        return each_item(value, [&](std::string_view item) { return put_ipv4(item, wire); });
    case SvcForm::ipv6s:
        return each_item(value, [&](std::string_view item) { return put_ipv6(item, wire); });
    case SvcForm::base64: return put_base64_token(value, wire);
    }
    return false;
}

/// Decodes the escapes of `value` into `decoded`, with the padding that field decoders may read.
bool unescape(std::string_view value, std::vector<char>& decoded, std::string_view& result) {
    constexpr std::size_t padding = 64;
    decoded.clear();
    decoded.reserve(value.size() + padding);
    for (std::size_t i = 0; i < value.size(); ++i) {
        int octet = static_cast<unsigned char>(value[i]);
        if (octet == '\\' && (octet = read_escape(value, i)) < 0) return false;
        decoded.push_back(static_cast<char>(octet));
    }
    const std::size_t size = decoded.size();
    decoded.resize(size + padding, '\0');
    result = {decoded.data(), size};
    return true;
}

/// key, key=value, or key= and directly behind it a quoted string, which is a token of its own.
/// Nothing else may touch.
bool put_param(const Tokens& rest, std::size_t& i, std::uint16_t& number, Wire& wire) {
    const auto touches_next = [&] {
        return i + 1 < rest.count && rest.end[i] == rest.begin[i + 1];
    };
    const std::string_view token = rest[i];
    const std::size_t equals = std::min(token.find('='), token.size());
    const auto key = read_key(token.substr(0, equals));
    if (!key) return wire.fail(Fault::bad_svc_param);
    number = key->number;
    std::string_view value = token.substr(std::min(equals + 1, token.size()));
    if (touches_next()) {
        const bool open = equals + 1 == token.size() && rest[i + 1].front() == '"';
        if (!open) return wire.fail(Fault::bad_svc_param);
        value = rest[++i];
        if (!unquote(value, wire)) return false;
        if (touches_next()) return wire.fail(Fault::bad_svc_param);
    }
    std::vector<char> decoded;
    if (value.find('\\') != value.npos && !unescape(value, decoded, value))
        return wire.fail(Fault::bad_escape);

    const std::size_t begin = wire.size();
    if (!wire.put16(number) || !wire.put16(0)) return false;
    if (!put_value(key->form, value, wire)) {
        // That a port is no number says less than that the parameter is refused.
        if (wire.fault == Fault::unexpected) wire.fault = Fault::bad_svc_param;
        return false;
    }
    store16(wire.data() + begin + 2, static_cast<std::uint16_t>(wire.size() - begin - 4));
    return true;
}

/// "SvcParamKeys SHALL appear in increasing numeric order" and "keys MUST NOT be repeated": RFC
/// 9460 2.2, 2.1.
bool sort_params(std::vector<Written>& params, Wire& wire, std::size_t* bad_token) {
    const auto by_key = [](const Written& a, const Written& b) { return a.key < b.key; };
    const bool sorted = std::ranges::is_sorted(params, by_key);
    if (!sorted) std::ranges::stable_sort(params, by_key);
    const auto same = std::ranges::adjacent_find(params, {}, &Written::key);
    if (same != params.end()) {
        *bad_token = std::next(same)->token;
        return wire.fail(Fault::svc_param_order);
    }
    if (sorted) return true;

    const std::size_t start = std::ranges::min_element(params, {}, &Written::begin)->begin;
    const std::vector<std::uint8_t> unsorted(wire.data() + start, wire.data() + wire.size());
    std::size_t at = start;
    for (Written& param : params) {
        const std::size_t octets = param.end - param.begin;
        std::copy_n(unsorted.data() + (param.begin - start), octets, wire.data() + at);
        param.begin = at;
        at += octets;
    }
    return true;
}

}  // namespace
}  // namespace zoneproof
