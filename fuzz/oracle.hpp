// What every target shares: a property that must hold, and the octets of an input taken piece by
// piece.
//
// A property that does not hold is a finding like a crash: it says what was violated and aborts, so
// that every engine keeps the input.
#pragma once

#include "parser/base/bytes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace zoneproof::fuzz {

using Bytes = std::vector<std::uint8_t>;

[[noreturn]] inline void violated(std::string_view property, const std::string& detail = {}) {
    std::fprintf(stderr, "property violated: %.*s\n%s%s", static_cast<int>(property.size()),
                 property.data(), detail.c_str(), detail.empty() ? "" : "\n");
    std::abort();
}

/// `detail` is called for its text only when the property is violated.
template <class Detail>
void require(bool holds, std::string_view property, const Detail& detail) {
    if (!holds) violated(property, detail());
}
inline void require(bool holds, std::string_view property) {
    if (!holds) violated(property);
}

/// Takes values from the front; zeros when the input is used up.
class Feed {
public:
    Feed(const std::uint8_t* data, std::size_t size) : rest_(data, size) {}

    bool empty() const { return rest_.empty(); }
    std::uint8_t take8() {
        if (rest_.empty()) return 0;
        const std::uint8_t value = rest_[0];
        rest_ = rest_.subspan(1);
        return value;
    }
    std::uint16_t take16() {
        const unsigned high = take8();
        return static_cast<std::uint16_t>(high << 8 | take8());
    }
    std::uint32_t take32() {
        const std::uint32_t high = take16();
        return high << 16 | take16();
    }
    std::uint64_t take64() {
        const std::uint64_t high = take32();
        return high << 32 | take32();
    }
    Octets take(std::size_t octets) {
        const Octets front = rest_.first(std::min(octets, rest_.size()));
        rest_ = rest_.subspan(front.size());
        return front;
    }
    /// A length in two octets, and that many.
    Octets take_sized() { return take(take16()); }
    Octets rest() { return take(rest_.size()); }

private:
    Octets rest_;
};

inline std::string_view text(Octets data) {
    return {reinterpret_cast<const char*>(data.data()), data.size()};
}
inline Bytes copy(Octets data) {
    return Bytes(data.begin(), data.end());
}

/// FNV-1a: choices that depend on the whole input and on nothing else.
inline std::uint32_t checksum(Octets data) {
    std::uint32_t sum = 2166136261;
    for (const std::uint8_t octet : data) sum = (sum ^ octet) * 16777619;
    return sum;
}

}  // namespace zoneproof::fuzz
