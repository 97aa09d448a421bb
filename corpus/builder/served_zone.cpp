// Indices over the records of a zone.
#include "corpus/builder/served_zone.hpp"

#include <algorithm>
#include <iterator>

namespace zoneproof::corpus {
namespace {

std::string folded_label(NameView owner) {
    std::string label;
    for (const std::uint8_t octet : owner.first_label())
        label.push_back(static_cast<char>(fold(octet)));
    return label;
}

/// The first fields of NSEC3 and of NSEC3PARAM, RFC 5155 3.2 and 4.2.
std::optional<Nsec3Parameters> parameters_in(const Record& record) {
    const Bytes& rdata = record.rdata;
    if (rdata.size() < 5 || rdata.size() < std::size_t{5} + rdata[4]) return {};
    const auto salt = rdata.begin() + 5;
    return Nsec3Parameters{rdata[0], load16(rdata.data() + 2), Bytes(salt, salt + rdata[4]), false};
}

/// What a server hashes names by: the NSEC3PARAM at the apex, RFC 5155 7.
std::optional<Nsec3Parameters> listed_parameters(const SignedZone& zone) {
    for (const Record& record : zone.records)
        if (is_in_rrset(record, zone.origin, RrType::NSEC3PARAM))
            if (auto parameters = parameters_in(record)) return parameters;
    return {};
}

}  // namespace

ServedZone::ServedZone(const SignedZone& zone)
    : zone_(zone), parameters_(listed_parameters(zone).value_or(zone.signing.nsec3)) {
    const NameView origin = zone.origin;
    for (const Record& record : zone.records) {
        if (!is_at_or_below(record.owner, origin)) continue;
        if (covered_type(record) == RrType::NSEC3) {
            nsec3_signatures_[record.owner].push_back(&record);
            if (record.type != RrType::NSEC3) continue;
            nsec3_.emplace(folded_label(record.owner), &record);
            continue;
        }
        if (record.type == RrType::NSEC) nsec_.emplace(record.owner, &record);
        names_[record.owner].push_back(&record);
        for (NameView above = record.owner; is_below(above, origin); above = above.parent())
            names_.try_emplace(Name(above.parent()));
    }
    choose_chain();
}

/// NSEC3PARAM is there "to choose an appropriate set of NSEC3 RRs for negative responses": RFC
/// 5155 4. Where no record has its parameters, all are taken for the chain it means.
void ServedZone::choose_chain() {
    const auto is_other = [&](const auto& entry) {
        const auto parameters = parameters_in(*entry.second);
        return !parameters || parameters->hash_algorithm != parameters_.hash_algorithm ||
               parameters->iterations != parameters_.iterations ||
               parameters->salt != parameters_.salt;
    };
    if (!listed_parameters(zone_) && !nsec_.empty())
        nsec3_.clear();
    else if (!std::ranges::all_of(nsec3_, is_other))
        std::erase_if(nsec3_, is_other);
    opt_out_ = std::ranges::any_of(nsec3_, [](const auto& entry) {
        const Bytes& rdata = entry.second->rdata;
        return rdata.size() > 1 && (rdata[1] & 1) != 0;
    });
}

ServedZone::Rrset ServedZone::rrset(NameView owner, RrType type) const {
    Rrset found;
    const auto& from = type == RrType::NSEC3 ? nsec3_signatures_ : names_;
    if (const auto at = from.find(Name(owner)); at != from.end())
        for (const Record* record : at->second)
            if (record->type == type) found.push_back(record);
    return found;
}

ServedZone::Rrset ServedZone::signatures(NameView owner, RrType covered) const {
    Rrset found;
    const auto& from = covered == RrType::NSEC3 ? nsec3_signatures_ : names_;
    if (const auto at = from.find(Name(owner)); at != from.end())
        for (const Record* record : at->second)
            if (record->type == RrType::RRSIG && covered_type(*record) == covered)
                found.push_back(record);
    return found;
}

std::optional<Name> ServedZone::cut_above(NameView name, RrType asked) const {
    std::optional<Name> highest;
    for (NameView at = name; is_below(at, zone_.origin); at = at.parent())
        if (!rrset(at, RrType::NS).empty() && !(asked == RrType::DS && at == name))
            highest = Name(at);
    return highest;
}

Name ServedZone::closest_encloser(NameView name) const {
    while (!name.is_root() && !exists(name)) name = name.parent();
    return Name(name);
}

const Record* ServedZone::nsec_at(NameView name) const {
    const auto found = nsec_.find(Name(name));
    return found == nsec_.end() ? nullptr : found->second;
}

const Record* ServedZone::nsec_before(NameView name) const {
    if (nsec_.empty()) return nullptr;
    const auto behind = nsec_.upper_bound(Name(name));
    return (behind == nsec_.begin() ? nsec_.rbegin()->second : std::prev(behind)->second);
}

std::string ServedZone::hash(NameView name) const {
    return folded_label(nsec3_owner(name, zone_.origin, parameters_));
}

const Record* ServedZone::nsec3_at(NameView name) const {
    const auto found = nsec3_.find(hash(name));
    return found == nsec3_.end() ? nullptr : found->second;
}

const Record* ServedZone::nsec3_before(NameView name) const {
    if (nsec3_.empty()) return nullptr;
    const auto behind = nsec3_.upper_bound(hash(name));
    return behind == nsec3_.begin() ? nsec3_.rbegin()->second : std::prev(behind)->second;
}

}  // namespace zoneproof::corpus
