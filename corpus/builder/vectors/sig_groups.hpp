// The groups of sig_verify by family of algorithms. Private to this folder.
#pragma once

#include "corpus/builder/vectors/kind.hpp"

namespace zoneproof::corpus {

Result<Groups> rsa_groups(KeyStore&);
Result<Groups> ecdsa_groups(KeyStore&);
Result<Groups> eddsa_groups(KeyStore&);

/// A group of one key; a fresh DNSKEY of these fields with flags 256 and protocol 3.
Group signature_group(std::string_view comment, std::uint8_t algorithm, const Bytes& public_key);
void add_signature(Group&, std::string_view comment, Flags, TestResult, const Bytes& message,
                   const Bytes& signature);
/// Invalid whatever the algorithm: other messages, other lengths, bits that are flipped.
void add_common_faults(Group&, const Bytes& message, const Bytes& signature);

Result<Key> make_key(KeyStore&, std::uint8_t algorithm, std::string seed, unsigned bits = 2048,
                     std::string exponent = {}, bool long_exponent = false);

}  // namespace zoneproof::corpus
