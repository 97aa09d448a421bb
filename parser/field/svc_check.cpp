// SvcParams in wire form: are they well formed, and do they mean something together? RFC 9460 2.2,
// 7 and 8.
#include "parser/field/svc_params.hpp"

#include "parser/field/svc_keys.hpp"

#include <bitset>
#include <memory>

namespace zoneproof {
namespace {

using detail::SvcForm;
using detail::SvcParam;

bool well_formed(SvcForm form, Octets value);
bool mandatory_keys_ascend(Octets keys);
std::optional<SvcParam> lacks_mandatory_key(Octets params);

}  // namespace

std::optional<SvcParamFault> check_svc_params(Octets params, bool* irregular) {
    std::optional<SvcParam> mandatory, no_default_alpn;
    bool alpn = false;
    int previous = -1;
    for (std::size_t at = 0; at < params.size();) {
        const auto param = detail::svc_param_at(params, at);
        if (!param) return SvcParamFault{Fault::bad_svc_param, at};
        const detail::SvcKey* const key = detail::find_svc_key(param->key);
        if (key != nullptr && !well_formed(key->form, param->value))
            return SvcParamFault{Fault::bad_svc_param, at};
        if (param->key <= previous && irregular != nullptr) *irregular = true;
        if (param->key == detail::svc::mandatory) {
            if (!mandatory_keys_ascend(param->value))
                return SvcParamFault{Fault::svc_mandatory, at};
            mandatory = param;
        }
        if (param->key == detail::svc::alpn) alpn = true;
        if (param->key == detail::svc::no_default_alpn) no_default_alpn = param;
        previous = param->key;
        at = param->end();
    }
    if (mandatory)
        if (const auto param = lacks_mandatory_key(params))
            return SvcParamFault{Fault::svc_mandatory, param->offset};
    // "When no-default-alpn is specified in an RR, alpn must also be specified in order for the RR
    // to be self-consistent" RFC 9460 7.1.1
    if (no_default_alpn && !alpn)
        return SvcParamFault{Fault::svc_no_default_alpn, no_default_alpn->offset};
    return std::nullopt;
}

namespace {

/// Length octets and what they count, to the end.
bool counted_strings(Octets value, bool empty_ones) {
    while (!value.empty()) {
        if ((value[0] == 0 && !empty_ones) || value.size() < 1u + value[0]) return false;
        value = value.subspan(1u + value[0]);
    }
    return true;
}

bool well_formed(SvcForm form, Octets value) {
    const auto items_of = [&](std::size_t octets) {
        return !value.empty() && value.size() % octets == 0;
    };
    switch (form) {
    case SvcForm::opaque: return true;
    case SvcForm::nothing: return value.empty();
    case SvcForm::keys:
    case SvcForm::numbers: return items_of(2);
    case SvcForm::strings: return !value.empty() && counted_strings(value, false);
    case SvcForm::segments: return counted_strings(value, true);
    case SvcForm::number: return value.size() == 2;
    case SvcForm::ipv4s: return items_of(4);
    case SvcForm::ipv6s: return items_of(16);
    case SvcForm::base64: return !value.empty();
    }
    return false;
}

// "in strictly increasing numeric order ... MUST NOT appear in its own value-list" RFC 9460 8. The
// list's own key is the number 0, so it could only come first.
bool mandatory_keys_ascend(Octets keys) {
    unsigned previous = detail::svc::mandatory;
    for (std::size_t i = 0; i < keys.size(); i += 2) {
        const unsigned key = load16(keys.data() + i);
        if (key <= previous) return false;
        previous = key;
    }
    return true;
}

/// The mandatory list that names a key which is not there, if any. `params` are well formed.
std::optional<SvcParam> lacks_mandatory_key(Octets params) {
    // A list may name thousands of keys, in no order when the text was generic: no search for each.
    const auto present = std::make_unique<std::bitset<65536>>();
    const auto each = [&](const auto& visit) {
        for (std::size_t at = 0; at < params.size();) {
            const SvcParam param = *detail::svc_param_at(params, at);
            visit(param);
            at = param.end();
        }
    };
    each([&](const SvcParam& param) { present->set(param.key); });
    std::optional<SvcParam> lacking;
    each([&](const SvcParam& param) {
        if (param.key != detail::svc::mandatory || lacking) return;
        for (std::size_t i = 0; i < param.value.size(); i += 2)
            if (!present->test(load16(param.value.data() + i))) lacking = param;
    });
    return lacking;
}

}  // namespace
}  // namespace zoneproof
