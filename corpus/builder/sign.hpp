// Signing a zone: which RRsets get an RRSIG, the octets an RRSIG is made over, and the chain of
// denial (RFC 4034 3.1.8.1 and 4, RFC 4035 2, RFC 5155 7.1).
#pragma once

#include "corpus/builder/keys.hpp"
#include "corpus/builder/record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof::corpus {

enum class Denial : std::uint8_t { none, nsec, nsec3 };

struct Nsec3Parameters {
    std::uint8_t hash_algorithm = 1;
    std::uint16_t iterations = 0;
    Bytes salt;
    bool opt_out = false;
};

struct Signing {
    std::uint32_t inception = 0, expiration = 0;
    Denial denial = Denial::nsec;
    Nsec3Parameters nsec3;
};

/// A zone in the making: what mutations change, and all they need to sign again.
struct SignedZone {
    Name origin;
    Records records;  // in the order of the zone file
    Records ds;       // at the parent
    std::vector<Key> keys;
    Signing signing;

    const Key* key(std::string_view name) const;
};

/// Fields of an RRSIG that are not what the RRset and the key say.
struct SignatureFields {
    std::optional<RrType> type_covered;
    std::optional<std::uint8_t> algorithm, labels;
    std::optional<std::uint32_t> original_ttl, expiration, inception;
    std::optional<std::uint16_t> key_tag;
    std::optional<Name> signer;
    std::optional<Name>
        signed_owner;  // what the signature is made over, where it is not the RRset's owner
    std::optional<std::uint32_t> ttl;  // of the RRSIG itself
    bool unfolded = false;             // RDATA as it stands, by a signer that folds no names
};

/// DNSKEY RRset, chain and RRSIGs for a list of unsigned records, and the DS set: in canonical
/// order, SOA first.
void sign_zone(SignedZone&);
/// Takes every RRSIG away, with `chain` the denial records and NSEC3PARAM too, and makes them anew.
void sign_zone_again(SignedZone&, bool chain);
/// Replaces the RRSIGs over one RRset by those sign_zone() would make, beside the records they
/// cover.
void sign_rrset_again(SignedZone&, NameView owner, RrType);

/// One RRSIG over the records of one RRset.
Record make_rrsig(std::span<const Record> rrset, const Key&, const Signing&, NameView origin,
                  const SignatureFields& = {});
/// RRSIG RDATA without the signature, then the RRs of canonical_rrset(): what is signed.
Bytes octets_to_sign(Octets rrsig_rdata, std::span<const Bytes> rrset, NameView owner, RrType);

/// NSEC or NSEC3 records of the zone's cuts, data and empty non-terminals; NSEC3PARAM is the
/// caller's.
Records make_nsec(const Records&, NameView origin);
Records make_nsec3(const Records&, NameView origin, const Nsec3Parameters&);
/// Leads each record to the next that is there, every set of NSEC3 parameters apart.
/// @returns the places of those that led elsewhere.
std::vector<std::size_t> relink(Records&);
/// Whether an NSEC, or an NSEC3 by its own parameters, has the name in its span.
bool covers(const Record&, NameView name);
/// RFC 5155 5: the hash, and the owner name it gives.
Bytes nsec3_hash(NameView, const Nsec3Parameters&);
Name nsec3_owner(NameView, NameView origin, const Nsec3Parameters&);

}  // namespace zoneproof::corpus
