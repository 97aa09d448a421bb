// Domain names in wire form (RFC 1035 3.1) and their canonical order (RFC 4034 6.1).
//
// A NameView is uncompressed: length octets and labels, closed by the root's zero octet; at most
// 255 octets. All comparisons fold ASCII letters and nothing else (RFC 4343).
#pragma once

#include "parser/base/bytes.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zoneproof {

inline constexpr std::size_t max_name_octets = 255;
inline constexpr std::size_t max_label_octets = 63;

constexpr std::uint8_t fold(std::uint8_t octet) {
    return octet >= 'A' && octet <= 'Z' ? static_cast<std::uint8_t>(octet + 32) : octet;
}

class NameView {
public:
    NameView() : data_(&root_octet), size_(1) {}
    NameView(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}
    explicit NameView(Octets wire) : data_(wire.data()), size_(wire.size()) {}

    const std::uint8_t* data() const { return data_; }
    std::size_t size() const { return size_; }
    Octets wire() const { return {data_, size_}; }

    bool is_root() const { return *data_ == 0; }
    bool is_wildcard() const { return data_[0] == 1 && data_[1] == '*'; }
    Octets first_label() const { return {data_ + 1, *data_}; }
    /// The name without its first label; the name must not be the root.
    NameView parent() const { return {data_ + *data_ + 1, size_ - *data_ - 1}; }
    /// Labels without the root.
    unsigned label_count() const;

private:
    static constexpr std::uint8_t root_octet = 0;
    const std::uint8_t* data_;
    std::size_t size_;
};

/// Canonical order; 0 when equal but for case.
int compare_canonical(NameView, NameView);
inline bool operator==(NameView a, NameView b) {
    return a.size() == b.size() && compare_canonical(a, b) == 0;
}
inline bool operator<(NameView a, NameView b) {
    return compare_canonical(a, b) < 0;
}

/// Whether the ends of two names tell that neither lies below the other, as they mostly do. It may
/// miss that they differ, never that they agree: with the bit of a letter's case set everywhere,
/// names that are equal but for case have equal octets.
inline bool ends_differ(NameView a, NameView b) {
    constexpr std::uint32_t any_case = 0x20202020;
    std::uint32_t end_of_a, end_of_b;
    if (a.size() < sizeof end_of_a || b.size() < sizeof end_of_b) return false;
    std::memcpy(&end_of_a, a.data() + a.size() - sizeof end_of_a, sizeof end_of_a);
    std::memcpy(&end_of_b, b.data() + b.size() - sizeof end_of_b, sizeof end_of_b);
    return (end_of_a | any_case) != (end_of_b | any_case);
}

bool ends_with_labels_of(NameView name, NameView ancestor);
/// `name` is `ancestor` or lies below it.
inline bool is_at_or_below(NameView name, NameView ancestor) {
    return !ends_differ(name, ancestor) && ends_with_labels_of(name, ancestor);
}
inline bool is_below(NameView name, NameView ancestor) {
    return name.size() > ancestor.size() && is_at_or_below(name, ancestor);
}

/// A key whose memcmp order is the canonical order: labels from the root end, folded, 0x00 and 0x01
/// escaped, each label closed by 0x00. "Lower-case, then replace dots by zero" is wrong for labels
/// that hold a zero octet.
class CanonicalKey {
public:
    CanonicalKey() = default;
    explicit CanonicalKey(NameView name) { assign(name); }
    void assign(NameView);
    Octets octets() const { return {data_.data(), size_}; }
    /// The first eight octets as an integer that orders like them.
    std::uint64_t prefix() const;

private:
    std::array<std::uint8_t, 2 * max_name_octets + 8> data_{};
    std::size_t size_ = 0;
};

/// Presentation form, absolute, escaped as RFC 4343 2.1 says: "a\.b.example.", "\000.example.",
/// ".".
std::string to_text(NameView);

/// A name with its own octets.
class Name {
public:
    Name() : wire_{0}, size_(1) {}
    explicit Name(NameView view) : size_(static_cast<std::uint8_t>(view.size())) {
        std::memcpy(wire_.data(), view.data(), view.size());
    }
    operator NameView() const { return {wire_.data(), size_}; }
    NameView view() const { return *this; }

private:
    std::array<std::uint8_t, max_name_octets> wire_;
    std::uint8_t size_;
};

/// Reads presentation form; a name without final dot is made absolute with `origin`, or refused
/// without one. For options and tests: the zone parser has parser/field/name.hpp, which says what
/// is wrong and where.
std::optional<Name> name_from_text(std::string_view text, const NameView* origin = nullptr);

/// Length of the uncompressed name at the front of `data`, or 0 when there is none (too long,
/// compressed, cut off).
std::size_t wire_name_length(Octets data);

}  // namespace zoneproof
