// Canonical order compares labels from the root end, as octets after folding A-Z (RFC 4034 6.1).
#include "parser/dns/name.hpp"

#include <cstdio>

namespace zoneproof {
namespace {

/// Offsets of the labels, first label first; at most 127.
struct Labels {
    std::array<std::uint8_t, 128> at;
    unsigned count = 0;

    explicit Labels(NameView name) {
        const std::uint8_t* const data = name.data();
        for (unsigned offset = 0; data[offset] != 0; offset += data[offset] + 1u)
            at[count++] = static_cast<std::uint8_t>(offset);
    }
};

int compare_labels(const std::uint8_t* a, const std::uint8_t* b) {
    const unsigned common = *a < *b ? *a : *b;
    for (unsigned i = 1; i <= common; ++i)
        if (const int order = fold(a[i]) - fold(b[i]); order != 0) return order;
    return *a - *b;
}

}  // namespace

unsigned NameView::label_count() const {
    unsigned count = 0;
    for (const std::uint8_t* at = data_; *at != 0; at += *at + 1) ++count;
    return count;
}

int compare_canonical(NameView a, NameView b) {
    const Labels of_a(a), of_b(b);
    unsigned i = of_a.count, j = of_b.count;
    while (i != 0 && j != 0)
        if (const int order = compare_labels(a.data() + of_a.at[--i], b.data() + of_b.at[--j]);
            order != 0)
            return order;
    return static_cast<int>(of_a.count) - static_cast<int>(of_b.count);
}

bool ends_with_labels_of(NameView name, NameView ancestor) {
    if (name.size() < ancestor.size()) return false;
    // The octets first, which tell most names apart; then whether they begin where a label does.
    const std::size_t skip = name.size() - ancestor.size();
    if (!equal(name.wire().subspan(skip), ancestor.wire()))
        for (std::size_t i = ancestor.size(); i-- > 0;)
            if (fold(name.data()[skip + i]) != fold(ancestor.data()[i])) return false;
    std::size_t offset = 0;
    while (offset < skip) offset += name.data()[offset] + 1u;
    return offset == skip;
}

void CanonicalKey::assign(NameView name) {
    const Labels labels(name);
    std::uint8_t* to = data_.data();
    for (unsigned i = labels.count; i-- != 0;) {
        const std::uint8_t* const label = name.data() + labels.at[i];
        for (unsigned k = 1; k <= *label; ++k) {
            if (label[k] <= 1) [[unlikely]] {
                *to++ = 1;
                *to++ = static_cast<std::uint8_t>(label[k] + 1);
            } else {
                *to++ = fold(label[k]);
            }
        }
        *to++ = 0;
    }
    size_ = static_cast<std::size_t>(to - data_.data());
}

std::uint64_t CanonicalKey::prefix() const {
    // Past the end counts as zero, as a closing label does: a parent sorts before its children.
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value = value << 8 | (i < size_ ? data_[i] : 0u);
    return value;
}

std::string to_text(NameView name) {
    if (name.is_root()) return ".";
    std::string text;
    for (NameView rest = name; !rest.is_root(); rest = rest.parent()) {
        for (const std::uint8_t octet : rest.first_label()) {
            if (octet <= 0x20 || octet >= 0x7F) {
                char escape[5];
                std::snprintf(escape, sizeof escape, "\\%03u", static_cast<unsigned>(octet));
                text += escape;
            } else {
                if (std::string_view("\".();@$\\").find(static_cast<char>(octet)) !=
                    std::string_view::npos)
                    text += '\\';
                text += static_cast<char>(octet);
            }
        }
        text += '.';
    }
    return text;
}

std::optional<Name> name_from_text(std::string_view text, const NameView* origin) {
    if (text == ".") return Name();
    if (text == "@" && origin != nullptr) return Name(*origin);
    std::array<std::uint8_t, 512> wire;
    std::size_t size = 1, label = 0;
    if (text.empty() || text.size() > 1100) return std::nullopt;
    const auto close = [&] {
        const std::size_t length = size - label - 1;
        if (length == 0 || length > max_label_octets) return false;
        wire[label] = static_cast<std::uint8_t>(length);
        label = size++;
        return size <= max_name_octets + 1;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (size > max_name_octets) return std::nullopt;
        if (text[i] == '.') {
            if (!close()) return std::nullopt;
            continue;
        }
        if (text[i] != '\\') {
            wire[size++] = static_cast<std::uint8_t>(text[i]);
            continue;
        }
        const std::string_view rest = text.substr(i + 1);
        const auto digit = [&](std::size_t k) {
            return k < rest.size() && rest[k] >= '0' && rest[k] <= '9';
        };
        if (rest.empty()) return std::nullopt;
        if (!digit(0)) {
            wire[size++] = static_cast<std::uint8_t>(rest[0]);
            i += 1;
            continue;
        }
        if (!digit(1) || !digit(2)) return std::nullopt;
        const int value = (rest[0] - '0') * 100 + (rest[1] - '0') * 10 + (rest[2] - '0');
        if (value > 255) return std::nullopt;
        wire[size++] = static_cast<std::uint8_t>(value);
        i += 3;
    }
    if (size == label + 1) {  // ended with a dot: the open label is the root
        wire[label] = 0;
        if (size > max_name_octets) return std::nullopt;
        return Name(NameView(wire.data(), size));
    }
    if (origin == nullptr || !close() || size - 1 + origin->size() > max_name_octets)
        return std::nullopt;
    std::memcpy(wire.data() + size - 1, origin->data(), origin->size());
    return Name(NameView(wire.data(), size - 1 + origin->size()));
}

std::size_t wire_name_length(Octets data) {
    std::size_t size = 0;
    while (size < data.size() && size < max_name_octets) {
        const std::uint8_t length = data[size];
        if (length == 0) return size + 1;
        if (length > max_label_octets) return 0;
        size += length + 1u;
    }
    return 0;
}

}  // namespace zoneproof
