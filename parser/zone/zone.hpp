// Zone: one signed zone in canonical wire form, sorted, read-only.
//
// Ids are positions: NameId in canonical order of names (RFC 4034 6.1), RrsetId by name and then
// type number, SignatureId by RRset and then RDATA, RecordId by RRset and then canonical RDATA
// order (6.3). Owners, and names in RDATA where V-CAN-2 says so, are in lower case. Duplicate RRs
// are collapsed (V-NAME-9). Out-of-zone records, other classes and pseudo types are no part of it
// (V-NAME-2, 3, 14) but are listed as excluded.
#pragma once

#include "parser/base/arena.hpp"
#include "parser/base/place.hpp"
#include "parser/dns/name.hpp"
#include "parser/dns/types.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace zoneproof {

enum class NameId : std::uint32_t {};
enum class RrsetId : std::uint32_t {};
enum class SignatureId : std::uint32_t {};
enum class RecordId : std::uint32_t {};

template <class Id>
requires std::is_enum_v<Id>
constexpr std::uint32_t index(Id id) {
    return static_cast<std::uint32_t>(id);
}

/// Bits of NameEntry::flags.
namespace name_flag {
inline constexpr std::uint16_t apex = 1;
inline constexpr std::uint16_t cut = 2;          // V-NAME-4
inline constexpr std::uint16_t below_cut = 4;    // V-NAME-5: occluded by a delegation
inline constexpr std::uint16_t below_dname = 8;  // V-NAME-5: occluded by a DNAME
inline constexpr std::uint16_t occluded = below_cut | below_dname;
inline constexpr std::uint16_t secure_cut = 16;  // a cut with a DS RRset
inline constexpr std::uint16_t wildcard = 32;    // leftmost label is "*"
/// Owns an authoritative RRset other than NSEC and NSEC3, or is a cut: exists for denial
/// (V-NSEC-2).
inline constexpr std::uint16_t exists = 64;
/// Owns an RRset that must be signed, other than NSEC and NSEC3 (V-NAME-15).
inline constexpr std::uint16_t signed_data = 128;
}  // namespace name_flag

struct NameEntry {
    Handle wire;
    RrsetId first_rrset;  // its RRsets end where those of the next name begin
    std::uint8_t length;
    std::uint8_t labels;  // without the root
    std::uint16_t flags;

    bool has(std::uint16_t any_of) const { return (flags & any_of) != 0; }
};
static_assert(sizeof(NameEntry) == 12);

/// Bits of Rrset::flags.
namespace rrset_flag {
inline constexpr std::uint16_t authoritative = 1;  // V-NAME-7
inline constexpr std::uint16_t ttls_differ = 2;    // V-NAME-10: see Zone::ttl
inline constexpr std::uint16_t folded = 4;         // down-casing changed its RDATA
inline constexpr std::uint16_t scattered = 8;      // internal: RDATA is reached through a list
inline constexpr std::uint16_t glue =
    16;  // A or AAAA at or below a cut that an NS of this zone names
}  // namespace rrset_flag

struct Rrset {
    NameId owner;
    RecordId first_record;
    Handle rdata;       // internal: use Zone::records
    std::uint32_t ttl;  // the lowest, where they differ
    SignatureId first_signature;
    RrType type;
    std::uint16_t count;       // distinct RRs; 0: only signatures are here (V-NAME-17)
    std::uint16_t signatures;  // distinct RRSIGs that cover this type here
    std::uint16_t flags;

    bool has(std::uint16_t any_of) const { return (flags & any_of) != 0; }
};
static_assert(sizeof(Rrset) == 28);

/// One RRSIG, its RDATA field by field (RFC 4034 3.1).
struct Signature {
    RrsetId covers;
    Handle value;   // internal: use Zone::signature_value
    Handle signer;  // internal: use Zone::signer
    std::uint32_t ttl;
    std::uint32_t original_ttl;
    std::uint32_t expiration;
    std::uint32_t inception;
    std::uint16_t key_tag;
    RrType type_covered;
    std::uint8_t algorithm;
    std::uint8_t labels;
    std::uint8_t signer_length;
    std::uint8_t signer_folded;  // the signer's name was not in lower case (V-SIG-2)
};
static_assert(sizeof(Signature) == 36);

/// An empty non-terminal (V-NAME-8): the name `labels` labels long above `below`, the first name
/// under it.
struct EmptyNonTerminal {
    NameId below;
    std::uint8_t labels;
};

struct TtlException {
    RecordId record;
    std::uint32_t ttl;
};

struct DuplicateRecord {
    RrsetId rrset;
    Place place;      // of the repetition
    bool as_written;  // equal before down-casing too
};

enum class ExclusionReason : std::uint8_t { out_of_zone, other_class, meta_type };
struct ExcludedRecord {
    Place place;
    Handle owner;
    std::uint8_t owner_length;
    ExclusionReason reason;
    RrType type;
};

/// The RDATA of one RRset, in canonical order.
class RdataRange {
public:
    class Iterator {
    public:
        using value_type = Octets;
        using difference_type = std::ptrdiff_t;
        Iterator() = default;
        Iterator(const Arena* arena, Handle at, const Handle* list, std::uint32_t left)
            : arena_(arena), at_(at), list_(list), left_(left) {}
        Octets operator*() const { return arena_->sized(list_ != nullptr ? *list_ : at_); }
        Iterator& operator++() {
            if (--left_ == 0) return *this;
            if (list_ != nullptr)
                ++list_;
            else
                at_ = Arena::next_sized(at_, arena_->sized(at_).size());
            return *this;
        }
        Iterator operator++(int) {
            auto was = *this;
            return ++*this, was;
        }
        bool operator==(const Iterator& other) const { return left_ == other.left_; }

    private:
        const Arena* arena_ = nullptr;
        Handle at_{};
        const Handle* list_ = nullptr;
        std::uint32_t left_ = 0;
    };

    RdataRange(const Arena& arena, Handle at, const Handle* list, std::uint32_t count)
        : arena_(&arena), at_(at), list_(list), count_(count) {}
    Iterator begin() const { return {arena_, at_, list_, count_}; }
    Iterator end() const { return {}; }
    std::uint32_t size() const { return count_; }
    bool empty() const { return count_ == 0; }
    Octets front() const { return *begin(); }

private:
    const Arena* arena_;
    Handle at_;
    const Handle* list_;
    std::uint32_t count_;
};

class Zone {
public:
    Zone(Zone&&) noexcept;
    Zone& operator=(Zone&&) noexcept;
    ~Zone();

    NameView origin() const { return origin_; }
    NameId apex() const;
    /// The apex SOA RRset; a Zone always has one.
    const Rrset& soa() const;
    std::uint32_t serial() const;

    std::span<const NameEntry> names() const { return names_; }
    std::span<const Rrset> rrsets() const { return rrsets_; }
    std::span<const Signature> signatures() const { return signatures_; }
    /// In canonical order of the names they stand for; none for hashed owner names.
    std::span<const EmptyNonTerminal> empty_non_terminals() const;

    const NameEntry& entry(NameId id) const { return names_[index(id)]; }
    NameView name(NameId id) const { return {arena_->at(entry(id).wire), entry(id).length}; }
    NameView name(const EmptyNonTerminal&) const;
    std::optional<NameId> find(NameView) const;
    /// The first name that does not sort before the given one; names().size() when there is none.
    std::size_t lower_bound(NameView) const;

    std::span<const Rrset> rrsets(NameId) const;  // by ascending type
    const Rrset& rrset(RrsetId id) const { return rrsets_[index(id)]; }
    RrsetId id(const Rrset& rrset) const {
        return RrsetId{static_cast<std::uint32_t>(&rrset - rrsets_.data())};
    }
    /// nullptr when the name has no records of the type (signatures alone do not count).
    const Rrset* find(NameId, RrType) const;
    const Rrset* at_apex(RrType type) const { return find(apex(), type); }

    RdataRange records(const Rrset& rrset) const {
        const bool scattered = rrset.has(rrset_flag::scattered);
        return {*arena_, rrset.rdata,
                scattered ? lists_ + static_cast<std::uint32_t>(rrset.rdata) : nullptr,
                rrset.count};
    }
    std::span<const Signature> signatures(const Rrset& rrset) const {
        return signatures_.subspan(index(rrset.first_signature), rrset.signatures);
    }
    const Signature& signature(SignatureId id) const { return signatures_[index(id)]; }
    SignatureId id(const Signature& signature) const {
        return SignatureId{static_cast<std::uint32_t>(&signature - signatures_.data())};
    }
    Octets signature_value(const Signature& signature) const {
        return arena_->sized(signature.value);
    }
    NameView signer(const Signature& signature) const {  // lower case
        return {arena_->at(signature.signer), signature.signer_length};
    }

    Place place(RecordId) const;
    Place place(SignatureId) const;
    /// Of the first record, or of the first signature when there is no record.
    Place place(const Rrset&) const;
    std::uint32_t ttl(const Rrset&, RecordId) const;

    /// By RRset; duplicates of RRSIGs name the RRset they cover.
    std::span<const DuplicateRecord> duplicates() const;
    /// In the order of the input.
    std::span<const ExcludedRecord> excluded() const;
    NameView owner(const ExcludedRecord&) const;

    std::uint64_t
    record_count() const;  // as read, RRSIGs and duplicates included, excluded ones not
    /// Whether the zone claims to be signed (V-NAME-15).
    bool claims_signed() const;

    struct Data;  // parser/zone/build.cpp fills it
    explicit Zone(std::unique_ptr<Data>);

private:
    std::unique_ptr<Data> data_;
    // What every walk reads of it, in the reach of the compiler.
    NameView origin_;
    const Arena* arena_;
    const Handle* lists_;
    std::span<const NameEntry> names_;
    std::span<const Rrset> rrsets_;
    std::span<const Signature> signatures_;
};

/// It has records, and their zone signs them: NS at a cut belong to the child's apex, glue and
/// occluded data to nobody here (V-NAME-6, V-NAME-15).
inline bool must_be_signed(const Rrset& rrset) {
    return rrset.count != 0 && rrset.has(rrset_flag::authoritative);
}

inline std::span<const Rrset> Zone::rrsets(NameId name) const {
    const std::size_t at = index(name), begin = index(names_[at].first_rrset);
    const std::size_t end =
        at + 1 < names_.size() ? index(names_[at + 1].first_rrset) : rrsets_.size();
    return rrsets_.subspan(begin, end - begin);
}

inline const Rrset* Zone::find(NameId name, RrType type) const {
    for (const Rrset& rrset : rrsets(name))
        if (rrset.type == type) return rrset.count != 0 ? &rrset : nullptr;
    return nullptr;
}

}  // namespace zoneproof
