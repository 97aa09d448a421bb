// Octets for the tables of vectors: a notation that can be read, and pseudo-random ones. Private to
// this folder.
#pragma once

#include "corpus/builder/record.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace zoneproof::corpus {

/// "000a <mail.example> 'abc'": hexadecimal digits, names of plain labels in wire form, ASCII text.
Bytes octets_of(std::string_view notation);

/// A name of labels given as they are, without escapes; the root's octet is added. Longer than a
/// name may be when the labels are.
Bytes wire_name(std::initializer_list<std::string_view> labels);
Bytes wire_name(const std::vector<Bytes>& labels);

/// Presentation form with the escapes of RFC 1035 5.1: \DDD outside printable ASCII, a backslash
/// before what is special in a zone file.
std::string escaped_name(Octets wire);

/// A name from plain text: letters, digits, hyphen, underscore, asterisk; absolute.
Name plain_name(std::string_view text);

/// The same stream for the same seed: HKDF-SHA256 blocks.
class Random {
public:
    explicit Random(std::string seed) : seed_(std::move(seed)) {}

    std::uint8_t octet();
    /// From 0 to bound - 1; bound is at most 65536.
    unsigned below(unsigned bound);
    Bytes octets(std::size_t count);

private:
    std::string seed_;
    Bytes block_;
    std::size_t used_ = 0;
    unsigned blocks_ = 0;
};

}  // namespace zoneproof::corpus
