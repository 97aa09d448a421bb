// Chains of trust for the tables of chain.cpp and chain_links.cpp. Private to these two.
#pragma once

#include "corpus/builder/fields.hpp"
#include "corpus/builder/sign.hpp"
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"

#include <string>
#include <utility>
#include <vector>

namespace zoneproof::corpus::chain {

inline constexpr std::uint32_t now = 1768435200, day = 86400;

struct Chain {
    Records anchors, records;
    std::vector<Name> zones, no_ds;
    std::int64_t time = now;
};

inline Signing signing() {
    return {now - 7 * day, now + 7 * day, Denial::none, {}};
}

inline Record ds_record(NameView owner, const Key& key, std::uint8_t digest_type = 2) {
    return {Name(owner), RrType::DS, 3600, ds_of(owner, key.dnskey(), digest_type)};
}

/// A field of a record is set, or changed by "+1".
inline void set(Record& record, std::string_view field, std::string_view text) {
    const auto place = find_field(record, field);
    const Bytes before = bytes(Octets(record.rdata).subspan(place->offset, place->length));
    replace(record, *place, field_from_text(place->info.kind, before, text, NameView()).value());
}

inline void flip(Record& record, std::size_t from_end = 1) {
    record.rdata[record.rdata.size() - from_end] ^= 1;
}

/// What a row says of one zone, and signs.
struct ChainZone {
    Name origin;
    std::vector<Key> published, signers;
    Signing when = signing();
    SignatureFields fields = {};
};

inline Records key_set(const ChainZone& zone) {
    Records set;
    for (const Key& key : zone.published)
        set.push_back({zone.origin, RrType::DNSKEY, 3600, key.dnskey()});
    Records records = set;
    for (const Key& key : zone.signers)
        records.push_back(make_rrsig(set, key, zone.when, zone.origin, zone.fields));
    return records;
}

inline void append(Records& records, const Records& more) {
    records.insert(records.end(), more.begin(), more.end());
}

inline Name example() {
    return plain_name("example.");
}

/// One zone below its DS records.
inline Chain one_zone(const ChainZone& zone, const Records& anchors) {
    return {anchors, key_set(zone), {zone.origin}, {}, now};
}

class ChainMaker {
public:
    ChainMaker(Group& group, KeyStore& keys) : group_(group), keys_(keys) {}

    Key key(std::string seed, std::uint8_t algorithm = 13, std::uint16_t flags = 257,
            std::uint8_t protocol = 3) {
        KeySpec spec;
        spec.seed = std::move(seed);
        spec.algorithm = algorithm;
        spec.flags = flags;
        spec.protocol = protocol;
        return keys_.make(std::move(spec)).value();
    }
    void add(std::string_view comment, std::string_view flag, std::string_view status,
             const Chain& chain) {
        add(comment, flag, status, valid_if(status != "bogus"), chain);
    }
    void add(std::string_view comment, std::string_view flag, std::string_view status,
             TestResult outcome, const Chain& chain) {
        const auto names = [](const std::vector<Name>& list) {
            Json texts = Json::array();
            for (const Name& name : list) texts.push_back(to_text(name.view()));
            return texts;
        };
        group_.add(comment, {flag}, outcome,
                   {{"anchors", json_of(chain.anchors)},
                    {"zones", names(chain.zones)},
                    {"records", json_of(chain.records)},
                    {"noDs", names(chain.no_ds)},
                    {"time", chain.time},
                    {"status", status}});
    }

private:
    Group& group_;
    KeyStore& keys_;
};

void add_signatures(ChainMaker&);
void add_levels(ChainMaker&);
void add_collisions(ChainMaker&);

}  // namespace zoneproof::corpus::chain
