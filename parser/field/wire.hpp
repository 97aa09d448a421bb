// Wire: the RDATA being written, and Fault: why a token is not the field it should be.
//
// A field decoder is `bool decode(std::string_view token, Wire&)` (or with one more argument): it
// appends the wire form of one token, or sets wire.fault and returns false; what it appended by
// then no longer matters. Tokens may be read up to 64 octets past their end (Block::padding), never
// written.
#pragma once

#include "parser/base/bytes.hpp"
#include "parser/dns/name.hpp"

#include <array>
#include <cstdint>

namespace zoneproof {

/// What is wrong with a token, as far as the decoder can tell more than "not a <field>". Each maps
/// to one rule.
enum class Fault : std::uint8_t {
    unexpected,           // not the field the grammar expects: zone-parse-error
    missing,              // the entry ended before this field
    trailing,             // tokens behind the last field
    label_too_long,       // syntax-label-too-long
    name_too_long,        // syntax-name-too-long
    empty_label,          // syntax-empty-label
    bad_escape,           // syntax-bad-escape
    string_too_long,      // syntax-txt-too-long
    unclosed_quote,       // a newline ended a quoted string
    no_origin,            // a relative name and no origin to complete it
    bad_timestamp,        // syntax-mixed-timestamp-format
    generic_rdata,        // syntax-generic-rdata-bad
    rdata_overflow,       // syntax-rdata-overflow
    unknown_type,         // syntax-unknown-rrtype: a mnemonic we do not know
    salt_too_long,        // nsec3-salt-too-long
    bad_svc_param,        // a SvcParam that RFC 9460 refuses
    svc_param_order,      // svcb-params-order: a key twice, or out of order in generic form
    svc_mandatory,        // svcb-mandatory
    svc_no_default_alpn,  // svcb-no-default-alpn
    caa_tag,              // caa-tag-syntax
    digest_length,        // ds-digest-length and its like: the digest type fixes another length
    loc_range,            // loc-range
};

class Wire {
public:
    static constexpr std::size_t capacity = 65535;

    /// What relative names in the RDATA are completed with; nullptr: they are refused
    /// (Fault::no_origin).
    const NameView* origin = nullptr;
    /// Whether names are down-cased while they are written (V-CAN-2); `folded` tells whether that
    /// changed one.
    bool fold_names = false;
    bool folded = false;
    /// A relative name was completed with `origin`.
    bool used_origin = false;
    /// Generic RDATA that is kept as given, though not in canonical form: see check_rdata().
    bool irregular = false;
    Fault fault = Fault::unexpected;

    void clear() { size_ = 0, folded = used_origin = irregular = false, fault = Fault::unexpected; }
    Octets octets() const { return {data_.data(), size_}; }
    std::size_t size() const { return size_; }

    /// Room for `octets` more octets, or nullptr with Fault::rdata_overflow; call wrote() with what
    /// was used.
    std::uint8_t* room(std::size_t octets) {
        if (octets > capacity - size_) return fault = Fault::rdata_overflow, nullptr;
        return data_.data() + size_;
    }
    void wrote(std::size_t octets) { size_ += octets; }

    bool put8(unsigned value) {
        std::uint8_t* const to = room(1);
        if (to == nullptr) return false;
        *to = static_cast<std::uint8_t>(value);
        return wrote(1), true;
    }
    bool put16(unsigned value) {
        std::uint8_t* const to = room(2);
        if (to == nullptr) return false;
        store16(to, static_cast<std::uint16_t>(value));
        return wrote(2), true;
    }
    bool put32(std::uint32_t value) {
        std::uint8_t* const to = room(4);
        if (to == nullptr) return false;
        store32(to, value);
        return wrote(4), true;
    }
    bool put(Octets data) {
        std::uint8_t* const to = room(data.size());
        if (to == nullptr) return false;
        if (!data.empty()) std::memcpy(to, data.data(), data.size());
        return wrote(data.size()), true;
    }
    /// For fields that patch an octet written before (a length in front of its string).
    std::uint8_t* data() { return data_.data(); }

    bool fail(Fault why) { return fault = why, false; }

private:
    std::size_t size_ = 0;
    // Vector stores may write up to 64 octets past what they announce.
    std::array<std::uint8_t, capacity + 64> data_;
};

}  // namespace zoneproof
