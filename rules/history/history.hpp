// History: what was published when, and what the parent said meanwhile; the facts from which
// readiness of a rollover is computed (names as in RFC 7583).
//
// A Version is the compact form of one published zone: its keys, who signs the DNSKEY RRset, and
// the classes of all other RRsets by who signs them. It has a few kB, whatever the size of the
// zone. Everything in it was verified when it was recorded.
#pragma once

#include "parser/base/time.hpp"
#include "parser/base/workers.hpp"
#include "parser/dns/name.hpp"
#include "parser/dns/rdata.hpp"
#include "parser/zone/parent.hpp"
#include "parser/zone/zone.hpp"
#include "verifier/verify.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace zoneproof {

/// Which key, by what cannot be copied: SHA-256 of algorithm and public key. Never the tag, which
/// others may have too and which the REVOKE bit changes.
struct KeyIdentity {
    std::array<std::uint8_t, 32> octets{};
    friend auto operator<=>(const KeyIdentity&, const KeyIdentity&) = default;
};
/// Of DNSKEY or CDNSKEY RDATA, with at least the four octets in front of the key.
KeyIdentity key_identity(Octets dnskey_rdata);
/// 64 hexadecimal digits.
std::string to_text(const KeyIdentity&);

/// How far a moment can be relied upon: given by who published (high), seen from outside (medium),
/// or estimated from the zone (low).
enum class Confidence : std::uint8_t { low, medium, high };
std::string_view to_text(Confidence);

struct PublishedKey {
    std::vector<std::uint8_t> rdata;
    KeyIdentity identity;
    std::uint16_t tag = 0;
    std::uint16_t bits = 0;  // RSA: of the modulus; else of the public key field's curve
    /// Validators could use it (zone key, protocol 3, sound, supported) but for the REVOKE bit.
    bool sound = true;

    DnskeyView view() const { return DnskeyView(rdata); }
    std::uint8_t algorithm() const { return view().algorithm(); }
    std::uint16_t flags() const { return view().flags(); }
    bool sep() const { return view().sep(); }
    bool revoked() const { return view().revoked(); }
    bool usable() const { return sound && !revoked(); }
    friend bool operator==(const PublishedKey&, const PublishedKey&) = default;
};
/// A key from its RDATA.
PublishedKey published_key(Octets dnskey_rdata, bool sound = true);

/// Position in Version::keys.
using KeyPosition = std::uint16_t;

/// A good RRSIG over the DNSKEY RRset; that of a revoked key shows its revocation (RFC 5011 2.1).
struct KeySignature {
    KeyPosition key = 0;
    Timestamp inception{}, expiration{};
    friend bool operator==(const KeySignature&, const KeySignature&) = default;
};

/// RRSIGs by a key that is not in the DNSKEY RRset: nobody could verify them. In an algorithm
/// rollover they come before their key (RFC 6781 4.1.4).
struct UnpublishedSigner {
    std::uint8_t algorithm = 0;
    std::uint16_t tag = 0;
    friend auto operator<=>(const UnpublishedSigner&, const UnpublishedSigner&) = default;
};

/// RRsets that are signed by the same keys. Without keys: RRsets that no validator would accept, or
/// those of an unsigned zone.
struct SignerSet {
    std::vector<KeyPosition> keys;               // usable, with a good RRSIG in its time; ascending
    std::vector<UnpublishedSigner> unpublished;  // ascending
    std::uint64_t count = 0;                     // RRsets
    std::uint32_t max_ttl = 0;                   // min(TTL, original TTL), the highest of them
    /// When the last of an RRset's good signatures ends: the earliest of them all, and the latest.
    /// Both 0 without keys.
    Timestamp first_expiry{}, last_expiry{};
    std::string example;  // "www.example. A"

    friend bool operator==(const SignerSet&, const SignerSet&) = default;
};

struct PublishedSoa {
    std::uint32_t ttl = 0, serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0;
    /// How long "there is no such thing" is kept (RFC 2308 5).
    std::uint32_t negative_ttl() const { return ttl < minimum ? ttl : minimum; }
    friend bool operator==(const PublishedSoa&, const PublishedSoa&) = default;
};

struct PublishedChain {
    Nsec3Parameters parameters;
    bool listed = false;   // by an NSEC3PARAM
    bool opt_out = false;  // some of its records
    friend bool operator==(const PublishedChain&, const PublishedChain&) = default;
};

/// CDS or CDNSKEY at the apex.
struct KeyRequest {
    std::vector<std::vector<std::uint8_t>> rdata;  // canonical order
    std::vector<KeyPosition> signers;
    friend bool operator==(const KeyRequest&, const KeyRequest&) = default;
};

struct VersionCounts {
    std::uint64_t names = 0, records = 0;
    std::uint64_t delegations = 0, secure_delegations = 0;
    std::uint64_t signatures = 0, good_signatures = 0;
    // What an orderly rollover or change of denial leaves as it is; 0 in lines that were written
    // before it was counted.
    std::uint64_t existing_names = 0;  // not those of NSEC3, which go when it does
    std::uint64_t signed_rrsets = 0;   // with a good RRSIG in its time, but NSEC and NSEC3

    /// By what all lines have.
    friend bool operator==(const VersionCounts& a, const VersionCounts& b) {
        return a.names == b.names && a.records == b.records && a.delegations == b.delegations &&
               a.secure_delegations == b.secure_delegations && a.signatures == b.signatures &&
               a.good_signatures == b.good_signatures;
    }
};

struct Version {
    Timestamp published_at{};
    Confidence confidence = Confidence::high;
    PublishedSoa soa;

    std::vector<PublishedKey> keys;  // the DNSKEY RRset, canonical order; empty: there is none
    /// min(TTL, original TTL); without keys how long their absence is kept.
    std::uint32_t dnskey_ttl = 0;
    std::vector<KeySignature> key_signatures;
    std::vector<UnpublishedSigner> unpublished_key_signers;  // RRSIG(DNSKEY) by none of its keys

    /// All RRsets that must be signed but DNSKEY, CDS and CDNSKEY at the apex. Most RRsets first.
    std::vector<SignerSet> signer_sets;
    std::uint64_t data_rrsets = 0;
    /// Where signers mixed more sets than a version keeps: so many RRsets stand in the last set
    /// with fewer keys than signed them.
    std::uint64_t folded = 0;
    std::uint64_t not_tried = 0;  // RRSIGs a bound or the deadline left out: not known to be good

    bool nsec = false;  // in use
    std::vector<PublishedChain> nsec3;
    KeyRequest cds, cdnskey;
    VersionCounts counts;
    std::string verdict;     // of the check that went with the record, as "proven"; empty: unknown
    std::string digest;      // SHA-256 of the text, hexadecimal; empty: not computed
    std::uint64_t line = 0;  // in the manifest; 0: not from one

    std::uint32_t serial() const { return soa.serial; }
    bool is_signed() const { return !keys.empty(); }
    std::optional<KeyPosition> find(const KeyIdentity&) const;
};

/// What one key signs besides the DNSKEY RRset; from the signer sets.
struct DataUse {
    std::uint64_t rrsets = 0;   // with a good RRSIG by it
    std::uint64_t alone = 0;    // ... and by no other published key
    std::uint32_t max_ttl = 0;  // of the former
    Timestamp last_expiry{};
    bool full = false;  // all there are
};
DataUse data_use(const Version&, KeyPosition);
/// Whether the key has a good RRSIG over the DNSKEY RRset.
bool signs_keys(const Version&, KeyPosition);

/// The compact form of a verified zone. Evidence must hold pass::signatures, nsec and nsec3.
/// @param published_at when the primary began to serve it; signatures are judged at that moment.
Version summarize(const Zone&, const Evidence&, Timestamp published_at, Confidence, Workers&);

/// By so much do signers date signatures back: BIND's hour; who does it by more published later.
inline constexpr std::int64_t usual_back_dating = 3600;
/// When the zone was probably published: so long after the signature of its SOA begins. Nothing for
/// an unsigned zone.
std::optional<Timestamp> estimated_publication(const Zone&, const Evidence&, Timestamp now,
                                               std::int64_t back_dating = usual_back_dating);

/// The DS RRset at the parent from a moment on. Trust anchors given as DNSKEY stand as DS.
struct DsVersion {
    Timestamp observed_at{};
    Confidence confidence = Confidence::medium;
    std::optional<std::uint32_t> ttl;                // as the parent publishes it
    std::vector<std::vector<std::uint8_t>> records;  // RDATA, canonical order; empty: no DS
    std::uint64_t line = 0;                          // in ds.jsonl; 0: not from there

    friend bool same_records(const DsVersion& a, const DsVersion& b) {
        return a.records == b.records;
    }
};
/// What of --ds is in force at the moment.
DsVersion ds_version(const ParentDs&, NameView zone, Timestamp observed_at);

/// A fault of the folder, line by line.
struct HistoryFault {
    enum class Kind : std::uint8_t {
        torn_line,         // the last line was not written to its end
        damaged_line,      // its checksum, its JSON or a field is wrong
        missing_lines,     // lines that were written are not there
        other_zone,        // a line of another zone
        unknown_field,     // written by a later version: ignored
        unknown_format,    // a later format: not read
        no_checksum,       // written by something else: taken as it is
        clock_backwards,   // published before the line in front of it
        serial_backwards,  // not greater than the one before (RFC 1982 3.2)
        equal_serial,      // another zone under the serial of the one before
    };
    Kind kind;
    std::string file;  // "manifest.jsonl"
    std::uint64_t line = 0;
    std::string text;   // one sentence, with what is lost
    bool lost = false;  // a version or DS RRset that was there is not known
    /// Of the records around it that could be read, in the order of the file; none: there is none.
    std::optional<Timestamp> after, before;
};
std::string_view to_text(HistoryFault::Kind);

struct History {
    std::optional<Name> zone;          // none: nothing recorded yet
    std::vector<Version> versions;     // ascending by published_at
    std::vector<DsVersion> ds;         // ascending by observed_at
    std::vector<HistoryFault> faults;  // by file and line
};

/// Reads DIR/manifest.jsonl and DIR/ds.jsonl (docs/FORMAT.md, "History"). Faults of lines are in
/// the History; an Error is for a folder or file that cannot be read.
Result<History> read_history(const std::string& folder);

}  // namespace zoneproof
