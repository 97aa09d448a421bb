#include "tools/render/causes.hpp"

#include <algorithm>
#include <iterator>

namespace zoneproof {
namespace {

struct Cause {
    std::string_view slug, sentence;
};

constexpr Cause causes[] = {
    // signatures
    {"same-tag-other-key", "other signatures with this tag verify: a second private key behind the "
                           "same tag is signing, as at .de on "
                           "2026-05-05"},
    {"key-verifies-nothing",
     "no signature with this tag verifies: the published key is not the one that signs"},
    {"nothing-signed",
     "the zone holds DNSSEC records and not one signature: the signer did not run"},
    {"unknown-key", "no DNSKEY with this tag and algorithm is published"},
    {"key-unusable", "the only key with this tag may not be used"},
    {"out-of-time", "the signature is sound; it is the time that lies outside its validity period"},
    {"expanded-wildcard", "an answer made from a wildcard was stored as data of the zone"},
    {"sep-keys-fail",
     "keys with the SEP flag are there, but the DNSKEY RRset is not validly signed by one"},
    // denial
    {"no-denial", "no NSEC and no NSEC3 is in the zone: the signer did not make the chain"},
    {"minimal",
     "the record covers one name only, as on-line signers answer; it was stored in a file"},
    // the parent's DS
    {"keytag-wrong", "the digest is that of a published key, the key tag is not"},
    {"algorithm-mismatch", "the digest is that of a published key, the algorithm is not"},
    {"digest-mismatch", "tag and algorithm are those of a published key, the digest is not"},
    {"key-absent", "no published key has this tag and algorithm"},
    {"algorithm-absent", "no published key has this algorithm"},
    // text
    {"cut-entry", "no newline ends the text: the file was cut off while it was written or copied"},
    {"no-origin", "neither --origin nor $ORIGIN says what relative names are relative to"},
};

}  // namespace

std::string_view describe_cause(std::string_view slug) {
    const auto* const known = std::find_if(std::begin(causes), std::end(causes),
                                           [&](const Cause& cause) { return cause.slug == slug; });
    return known == std::end(causes) ? std::string_view() : known->sentence;
}

}  // namespace zoneproof
