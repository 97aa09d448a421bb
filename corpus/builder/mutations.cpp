// The table of ops, the selector, and signing again.
#include "corpus/builder/mutations.hpp"

#include "corpus/builder/op_functions.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

constexpr OpInfo table[] = {
    {"add", op::add, "rr", "", Resign::zone, "records given as text"},
    {"drop", op::drop, "", "", Resign::none, "takes records away"},
    {"dup", op::dup, "", "", Resign::none, "states records twice"},
    {"copy", op::copy, "to", "", Resign::none, "states records at another owner too"},
    {"shuffle", op::shuffle, "value", "", Resign::none, "another order of the file, by seed words"},
    {"set", op::set, "field value", "", Resign::none,
     "another value in a field, the TTL or the owner"},
    {"flip", op::flip, "field", "value", Resign::none, "one bit, by default the last of the field"},
    {"swap", op::swap, "field with", "", Resign::none, "exchanges a field of two records"},
    {"recase", op::recase, "field", "value", Resign::none, "a name in upper or mixed letters"},
    {"reencode", op::reencode, "value", "", Resign::none, "a signature in another form or range"},
    {"sign", op::sign, "key", "sign replace", Resign::none,
     "RRSIGs by a key, with fields of choice"},
    {"resign", op::resign, "", "sign", Resign::zone, "signs again, perhaps at other times"},
    {"chain", op::chain, "value", "nsec3", Resign::rrset, "a second chain of denial"},
    {"key-record", op::key_record, "key type", "value", Resign::zone,
     "DS, CDS, CDNSKEY or DNSKEY of a key"},
    {"zonemd", op::zonemd, "value", "", Resign::none,
     "a ZONEMD record with the digest of the zone"},
    {"text", nullptr, "put", "find file repeat every", Resign::none,
     "replaces text of zone.db or another file, or adds to its end"},
    {"move-lines", nullptr, "find file", "put", Resign::none,
     "the lines of zone.db that begin so go to another file"},
};

bool is_of_key(const Record& record, const Key& key) {
    const Bytes dnskey = key.dnskey();
    switch (record.type) {
    case RrType::DNSKEY:
    case RrType::CDNSKEY: return record.rdata == dnskey;
    case RrType::DS:
    case RrType::CDS:
        return record.rdata.size() > 3 && load16(record.rdata.data()) == key.tag() &&
               record.rdata[2] == key.algorithm();
    case RrType::RRSIG:
        return record.rdata.size() > 18 && load16(&record.rdata[16]) == key.tag() &&
               record.rdata[2] == key.algorithm();
    default: return false;
    }
}

bool fits(const SignedZone& zone, const Record& record, const Selector& where) {
    if (where.owner && !is_at(record, *where.owner)) return false;
    if (where.type && record.type != *where.type &&
        !(where.with_signatures && covered_type(record) == *where.type))
        return false;
    if (where.covers && (record.type != RrType::RRSIG || covered_type(record) != *where.covers))
        return false;
    if (where.key.empty()) return true;
    const Key* const key = zone.key(where.key);
    return key != nullptr && is_of_key(record, *key);
}

void sign_again(SignedZone& zone, const Mutation& mutation, Touched touched) {
    if (mutation.resign == Resign::zone) return sign_zone_again(zone, mutation.chain);
    if (mutation.resign == Resign::none) return;
    Touched done;
    for (const auto& [owner, type] : touched) {
        const auto same = [&](const auto& other) {
            return other.first.view() == owner.view() && other.second == type;
        };
        if (std::ranges::any_of(done, same)) continue;
        sign_rrset_again(zone, owner, type);
        done.emplace_back(owner, type);
    }
}

}  // namespace

std::span<const OpInfo> ops() {
    return table;
}

const OpInfo* find_op(std::string_view name) {
    const auto* const row = std::ranges::find(table, name, &OpInfo::name);
    return row == std::end(table) ? nullptr : row;
}

std::vector<std::size_t> select(const SignedZone& zone, Selector where) {
    // Once, not for every record: a hash may have thousands of iterations.
    if (where.hash_of) where.owner = nsec3_owner(*where.hash_of, zone.origin, zone.signing.nsec3);
    const Records& records = where.in_parent ? zone.ds : zone.records;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < records.size(); ++i)
        if (fits(zone, records[i], where)) places.push_back(i);
    if (!where.nth) return places;
    if (*where.nth >= places.size()) return {};
    return {places[*where.nth]};
}

std::string apply(SignedZone& zone, const Mutation& mutation) {
    if (mutation.op->apply == nullptr) return {};
    Touched touched;
    std::string problem = mutation.op->apply(zone, mutation, touched);
    if (problem.empty()) sign_again(zone, mutation, std::move(touched));
    return problem;
}

}  // namespace zoneproof::corpus
