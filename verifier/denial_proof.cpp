// NSEC by names, NSEC3 by hashes; what a bitmap must show is the same for both.
#include "verifier/denial_proof.hpp"

#include "parser/dns/rdata.hpp"
#include "verifier/crypto/digest.hpp"
#include "verifier/nsec3.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace zoneproof {
namespace {

/// `left` < `target` < `right` on a circle: from the last back to the first.
SpanRelation in_span(int left_target, int target_right, int left_right) {
    if (left_target == 0) return SpanRelation::matches;
    const bool behind = left_target < 0, before = target_right < 0;
    const bool inside = left_right < 0 ? behind && before : behind || before;
    return inside ? SpanRelation::covers : SpanRelation::none;
}

NameView with_labels(NameView name, unsigned labels) {
    for (unsigned count = name.label_count(); count > labels; --count) name = name.parent();
    return name;
}

/// The rightmost labels that two names share.
unsigned common_labels(NameView a, NameView b) {
    unsigned labels = std::min(a.label_count(), b.label_count());
    while (!(with_labels(a, labels) == with_labels(b, labels))) --labels;
    return labels;
}

/// "*." and the name; nothing when that is too long to exist.
std::optional<Name> wildcard_below(NameView name) {
    if (name.size() + 2 > max_name_octets) return {};
    std::array<std::uint8_t, max_name_octets> wire = {1, '*'};
    std::ranges::copy(name.wire(), wire.begin() + 2);
    return Name(NameView(wire.data(), name.size() + 2));
}

/// RFC 6840 4.1 and 4.4: of the parent's side at a cut.
bool is_delegation(TypeBitmap types) {
    return types.contains(RrType::NS) && !types.contains(RrType::SOA);
}

/// "MUST NOT be used to assume nonexistence of any RRs below that zone cut", nor below a DNAME.
bool hides_what_is_below(TypeBitmap types) {
    return is_delegation(types) || types.contains(RrType::DNAME);
}

/// The record at the name, or at the wildcard it is answered from, says that the type is not there.
bool lacks(TypeBitmap types, RrType type, NameView name) {
    if (types.contains(type) || types.contains(RrType::CNAME)) return false;
    // At a cut only DS is the parent's; DS is never the child's, but for the root's own.
    if (type != RrType::DS) return !is_delegation(types);
    return !types.contains(RrType::SOA) || name.is_root();
}

bool is_insecure_cut(TypeBitmap types) {
    return is_delegation(types) && !types.contains(RrType::DS);
}

/// RFC 4035 5.4: an NSEC expanded from a wildcard is no record of the name it stands at.
bool is_expanded(const DenialRecord& record) {
    return record.labels < record.owner.label_count() - (record.owner.is_wildcard() ? 1 : 0);
}

class NsecProof {
public:
    NsecProof(const DenialQuestion& question, std::span<const DenialRecord> records)
        : question_(question) {
        for (const DenialRecord& record : records)
            if (record.type == RrType::NSEC && !is_expanded(record)) records_.push_back(record);
    }

    bool proves() const {
        switch (question_.claim) {
        case DenialClaim::no_name: return proves_no_name();
        case DenialClaim::no_data: return proves_no_data();
        case DenialClaim::wildcard_answer: {
            const DenialRecord* const cover = covering(question_.name);
            return cover != nullptr && encloser_labels(*cover) == question_.labels;
        }
        case DenialClaim::no_ds: break;
        }
        const DenialRecord* const match = matching(question_.name);
        return match != nullptr && is_insecure_cut(types(*match));
    }

private:
    static TypeBitmap types(const DenialRecord& record) { return NsecView(record.rdata).types(); }
    static NameView next(const DenialRecord& record) { return NsecView(record.rdata).next(); }

    const DenialRecord* matching(NameView name) const {
        for (const DenialRecord& record : records_)
            if (record.owner == name) return &record;
        return nullptr;
    }
    const DenialRecord* covering(NameView name) const {
        for (const DenialRecord& record : records_)
            if (nsec_relation(question_.zone, record.owner, record.rdata, name) ==
                    SpanRelation::covers &&
                !(is_below(name, record.owner) && hides_what_is_below(types(record))))
                return &record;
        return nullptr;
    }
    /// Of the closest encloser: both ends of the span exist, and what lies above them.
    unsigned encloser_labels(const DenialRecord& cover) const {
        return std::max(common_labels(question_.name, cover.owner),
                        common_labels(question_.name, next(cover)));
    }
    std::optional<Name> wildcard(const DenialRecord& cover) const {
        return wildcard_below(with_labels(question_.name, encloser_labels(cover)));
    }

    bool proves_no_name() const {
        const DenialRecord* const cover = covering(question_.name);
        // With the next name below it, it is an empty non-terminal.
        if (cover == nullptr || is_below(next(*cover), question_.name)) return false;
        const auto source = wildcard(*cover);
        if (!source) return true;
        const DenialRecord* const denial = covering(*source);
        return denial != nullptr && !is_below(next(*denial), *source);
    }

    bool proves_no_data() const {
        if (const DenialRecord* const match = matching(question_.name))
            return lacks(types(*match), question_.type, question_.name);
        const DenialRecord* const cover = covering(question_.name);
        if (cover == nullptr) return false;
        if (is_below(next(*cover), question_.name)) return true;
        const auto source = wildcard(*cover);
        const DenialRecord* const match = source ? matching(*source) : nullptr;
        return match != nullptr && lacks(types(*match), question_.type, *source);
    }

    const DenialQuestion& question_;
    std::vector<DenialRecord> records_;
};

bool same_parameters(Octets a, Octets b) {
    const Nsec3View left(a), right(b);
    return left.hash_algorithm() == right.hash_algorithm() &&
           left.iterations() == right.iterations() && equal(left.salt(), right.salt());
}

class Nsec3Proof {
public:
    Nsec3Proof(const DenialQuestion& question, std::span<const DenialRecord> records)
        : question_(question) {
        for (const DenialRecord& record : records)
            // "A validator MAY treat a response as bogus if [they] differ", RFC 5155 8.2: only the
            // first set counts.
            if (record.type == RrType::NSEC3 && !is_expanded(record) &&
                (records_.empty() || same_parameters(records_[0].rdata, record.rdata)))
                records_.push_back(record);
    }

    DenialVerdict judge() const {
        if (question_.claim == DenialClaim::wildcard_answer) {
            const NameView name = question_.name;
            if (question_.labels >= name.label_count()) return DenialVerdict::not_proved;
            return by(find(SpanRelation::covers, with_labels(name, question_.labels + 1)));
        }
        const bool no_ds = question_.claim == DenialClaim::no_ds;
        if (const DenialRecord* const match = find(SpanRelation::matches, question_.name)) {
            const bool good = no_ds ? is_insecure_cut(types(*match))
                                    : question_.claim == DenialClaim::no_data &&
                                          lacks(types(*match), question_.type, question_.name);
            return good ? DenialVerdict::proved : DenialVerdict::not_proved;
        }
        const auto encloser = closest_encloser();
        if (!encloser) return DenialVerdict::not_proved;
        const bool opt_out = Nsec3View(encloser->cover->rdata).opt_out();
        const bool by_wildcard = !no_ds && denied_by_wildcard(encloser->name);
        if (by_wildcard) return by(encloser->cover);
        // An unsigned delegation, or an empty non-terminal above such: RFC 5155 8.6, erratum 3441.
        const bool unsigned_below = question_.claim != DenialClaim::no_name && opt_out;
        return unsigned_below ? DenialVerdict::proved_insecure : DenialVerdict::not_proved;
    }

private:
    struct Encloser {
        NameView name;
        const DenialRecord* cover;  // of the next closer name
    };

    static TypeBitmap types(const DenialRecord& record) { return Nsec3View(record.rdata).types(); }
    static DenialVerdict by(const DenialRecord* cover) {
        if (cover == nullptr) return DenialVerdict::not_proved;
        return Nsec3View(cover->rdata).opt_out() ? DenialVerdict::proved_insecure
                                                 : DenialVerdict::proved;
    }

    const DenialRecord* find(SpanRelation relation, NameView name) const {
        for (const DenialRecord& record : records_)
            if (nsec3_relation(question_.zone, record.owner, record.rdata, name) == relation)
                return &record;
        return nullptr;
    }

    /// RFC 5155 8.3.
    std::optional<Encloser> closest_encloser() const {
        NameView next_closer = question_.name;
        while (is_below(next_closer, question_.zone)) {
            const NameView name = next_closer.parent();
            if (const DenialRecord* const match = find(SpanRelation::matches, name)) {
                const DenialRecord* const cover = find(SpanRelation::covers, next_closer);
                if (cover == nullptr || hides_what_is_below(types(*match))) return {};
                return Encloser{name, cover};
            }
            next_closer = name;
        }
        return {};
    }

    /// No wildcard either, or one without the type.
    bool denied_by_wildcard(NameView encloser) const {
        const auto source = wildcard_below(encloser);
        if (question_.claim == DenialClaim::no_name)
            return !source || find(SpanRelation::covers, *source) != nullptr;
        const DenialRecord* const match = source ? find(SpanRelation::matches, *source) : nullptr;
        return match != nullptr && lacks(types(*match), question_.type, *source);
    }

    const DenialQuestion& question_;
    std::vector<DenialRecord> records_;
};

}  // namespace

SpanRelation nsec_relation(NameView zone, NameView owner, Octets rdata, NameView target) {
    if (!is_at_or_below(target, zone) || !is_at_or_below(owner, zone)) return SpanRelation::none;
    const NameView next = NsecView(rdata).next();
    return in_span(compare_canonical(owner, target), compare_canonical(target, next),
                   compare_canonical(owner, next));
}

SpanRelation nsec3_relation(NameView zone, NameView owner, Octets rdata, NameView target) {
    const Nsec3View record(rdata);
    if (owner.is_root() || !(owner.parent() == zone) || !is_at_or_below(target, zone))
        return SpanRelation::none;
    const auto from = hash_from_label(owner.first_label());
    if (!from || record.hash_algorithm() != 1 || record.flags() > 1 ||
        record.next_hash().size() != from->size())
        return SpanRelation::none;
    const Nsec3Hash hash = Nsec3Hasher(record.iterations(), record.salt())(target);
    return in_span(compare(*from, hash), compare(hash, record.next_hash()),
                   compare(*from, record.next_hash()));
}

DenialVerdict judge_denial(const DenialQuestion& question, std::span<const DenialRecord> records) {
    if (!is_at_or_below(question.name, question.zone)) return DenialVerdict::not_proved;
    if (NsecProof(question, records).proves()) return DenialVerdict::proved;
    return Nsec3Proof(question, records).judge();
}

}  // namespace zoneproof
