// Octets at the end of a message, so that this library needs no other of the corpus.
#pragma once

#include "corpus/builder/record.hpp"

namespace zoneproof::corpus {

inline void put(Bytes& wire, Octets octets) {
    wire.insert(wire.end(), octets.begin(), octets.end());
}
inline void put16(Bytes& wire, unsigned value) {
    wire.insert(wire.end(),
                {static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)});
}
inline void put32(Bytes& wire, std::uint32_t value) {
    put16(wire, value >> 16);
    put16(wire, value & 0xffff);
}

}  // namespace zoneproof::corpus
