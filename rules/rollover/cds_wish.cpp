#include "rules/rollover/cds_wish.hpp"

#include "rules/rollover/key_story.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

using Rdata = std::vector<std::uint8_t>;
constexpr std::uint8_t sha256 = 2;

/// "CDS 0 0 0 0": "the field for the DS algorithm is set to zero", RFC 8078 4; of CDNSKEY too.
bool is_delete(const Rdata& rdata, bool is_cds) {
    return (is_cds ? rdata[2] : rdata[3]) == 0;
}

/// A CDNSKEY asks for what CDS with any digest asks for.
bool names_one_of(const Rdata& cds, const std::vector<Rdata>& cdnskeys, NameView zone) {
    return std::ranges::any_of(cdnskeys, [&](const Rdata& key) {
        return cds == ds_record(zone, key, DsView(cds).digest_type());
    });
}
bool is_named_by(const Rdata& cdnskey, const std::vector<Rdata>& cds, NameView zone) {
    return std::ranges::any_of(
        cds, [&](const Rdata& record) { return names_one_of(record, {cdnskey}, zone); });
}

bool contradict(const Version& version, NameView zone) {
    const auto &cds = version.cds.rdata, &cdnskey = version.cdnskey.rdata;
    if (cds.empty() || cdnskey.empty()) return false;
    const bool all_cds = std::ranges::all_of(cds, [&](const Rdata& record) {
        return is_delete(record, true) || names_one_of(record, cdnskey, zone);
    });
    const bool all_keys = std::ranges::all_of(cdnskey, [&](const Rdata& key) {
        return is_delete(key, false) || is_named_by(key, cds, zone);
    });
    return !all_cds || !all_keys;
}

}  // namespace

CdsWish cds_wish(const Version& version, NameView zone) {
    CdsWish wish;
    wish.present = !version.cds.rdata.empty() || !version.cdnskey.rdata.empty();
    for (const Rdata& record : version.cds.rdata) {
        if (is_delete(record, true))
            wish.deletes = true;
        else
            wish.ds.push_back(record);
    }
    for (const Rdata& key : version.cdnskey.rdata) {
        if (is_delete(key, false))
            wish.deletes = true;
        else if (version.cds.rdata.empty())
            wish.ds.push_back(ds_record(zone, key, sha256));
    }
    wish.contradictory = contradict(version, zone) || (wish.deletes && !wish.ds.empty());
    return wish;
}

bool asks_for(const CdsWish& wish, NameView zone, const PublishedKey& key) {
    return std::ranges::any_of(wish.ds, [&](const Rdata& record) {
        return record == ds_record(zone, key.rdata, DsView(record).digest_type());
    });
}

}  // namespace zoneproof
