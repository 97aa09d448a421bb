// SvcParamKeys and the form of their values: one table for reading, checking and printing.
#pragma once

#include "parser/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zoneproof::detail {

enum class SvcForm : std::uint8_t {
    opaque,
    nothing,   // the value must be empty
    keys,      // the numbers of other keys, ascending
    strings,   // one or more counted strings, none empty
    segments,  // any number of counted strings
    number,
    numbers,
    ipv4s,
    ipv6s,
    base64,
};

struct SvcKey {
    std::uint16_t number;
    std::string_view name;
    SvcForm form;
};

namespace svc {
inline constexpr std::uint16_t mandatory = 0, alpn = 1, no_default_alpn = 2;
}

inline constexpr SvcKey svc_keys[] = {
    {svc::mandatory, "mandatory", SvcForm::keys},  // RFC 9460 8
    {svc::alpn, "alpn", SvcForm::strings},         // RFC 9460 7.1
    {svc::no_default_alpn, "no-default-alpn", SvcForm::nothing},
    {3, "port", SvcForm::number},                   // RFC 9460 7.2
    {4, "ipv4hint", SvcForm::ipv4s},                // RFC 9460 7.3
    {5, "ech", SvcForm::base64},                    // RFC 9848
    {6, "ipv6hint", SvcForm::ipv6s},                // RFC 9460 7.3
    {7, "dohpath", SvcForm::opaque},                // RFC 9461 5
    {8, "ohttp", SvcForm::nothing},                 // RFC 9540 4
    {9, "tls-supported-groups", SvcForm::numbers},  // draft-ietf-tls-key-share-prediction
    {10, "docpath", SvcForm::segments},             // RFC 9953 3.2
};

inline const SvcKey* find_svc_key(std::uint16_t number) {
    return number < std::size(svc_keys) ? &svc_keys[number] : nullptr;  // numbered without a gap
}

inline std::string svc_key_text(std::uint16_t number) {
    const SvcKey* const key = find_svc_key(number);
    return key != nullptr ? std::string(key->name) : "key" + std::to_string(number);
}

/// One parameter of the wire form.
struct SvcParam {
    std::size_t offset;  // of its key, in all of them
    std::uint16_t key;
    Octets value;
    std::size_t end() const { return offset + 4 + value.size(); }
};

/// The parameter at `offset`, or nothing when it is cut off.
inline std::optional<SvcParam> svc_param_at(Octets params, std::size_t offset) {
    const Octets rest = params.subspan(offset);
    if (rest.size() < 4 || rest.size() - 4 < load16(rest.data() + 2)) return std::nullopt;
    return SvcParam{offset, load16(rest.data()), rest.subspan(4, load16(rest.data() + 2))};
}

}  // namespace zoneproof::detail
