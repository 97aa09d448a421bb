// SvcParams as text: character data in quotes, numbers and addresses without (RFC 9460 2.1,
// appendix A).
#include "parser/field/svc_params.hpp"

#include "parser/field/encode.hpp"
#include "parser/field/svc_keys.hpp"

#include <vector>

namespace zoneproof {
namespace {

using detail::SvcForm;

bool print_value(SvcForm form, Octets value, std::string& text);

}  // namespace

bool print_svc_params(Octets params, std::string& text) {
    bool irregular = false;
    if (check_svc_params(params, &irregular) || irregular) return false;
    for (std::size_t at = 0; at < params.size();) {
        const detail::SvcParam param = *detail::svc_param_at(params, at);
        const detail::SvcKey* const key = detail::find_svc_key(param.key);
        text += ' ' + detail::svc_key_text(param.key);
        if (!param.value.empty()) {
            text += '=';
            if (!print_value(key != nullptr ? key->form : SvcForm::opaque, param.value, text))
                return false;
        }
        at = param.end();
    }
    return true;
}

namespace {

/// Items of so many octets with commas between them.
template <class Print>
bool print_items(Octets value, std::size_t octets, std::string& text, const Print& print) {
    for (std::size_t i = 0; i < value.size(); i += octets) {
        if (i != 0) text += ',';
        text += print(value.data() + i);
    }
    return true;
}

// RFC 9460 A.1: a comma or a backslash inside an item is escaped by a backslash; that backslash is
// escaped again by the quotes around all items. There is no notation for an empty item.
bool print_strings(Octets value, std::string& text) {
    std::vector<std::uint8_t> list;
    while (!value.empty()) {
        if (value[0] == 0) return false;
        if (!list.empty()) list.push_back(',');
        for (const std::uint8_t octet : value.subspan(1, value[0])) {
            if (octet == ',' || octet == '\\') list.push_back('\\');
            list.push_back(octet);
        }
        value = value.subspan(1u + value[0]);
    }
    text += to_quoted(list);
    return true;
}

bool print_value(SvcForm form, Octets value, std::string& text) {
    switch (form) {
    case SvcForm::nothing: return false;
    case SvcForm::opaque: return text += to_quoted(value), true;
    case SvcForm::strings:
    case SvcForm::segments: return print_strings(value, text);
    case SvcForm::base64: return text += to_base64(value), true;
    case SvcForm::ipv4s: return print_items(value, 4, text, to_ipv4);
    case SvcForm::ipv6s: return print_items(value, 16, text, to_ipv6);
    case SvcForm::keys:
        return print_items(value, 2, text,
                           [](const std::uint8_t* at) { return detail::svc_key_text(load16(at)); });
    case SvcForm::number:
    case SvcForm::numbers:
        return print_items(value, 2, text,
                           [](const std::uint8_t* at) { return std::to_string(load16(at)); });
    }
    return false;
}

}  // namespace
}  // namespace zoneproof
