// chain: the RRSIG over the DNSKEY set, zones below zones, and keys of one tag.
#include "corpus/builder/vectors/chain_maker.hpp"

#include <cassert>
#include <functional>

namespace zoneproof::corpus::chain {

void add_signatures(ChainMaker& make) {
    const Key ksk = make.key("ksk"), zsk = make.key("zsk", 13, 256);
    const Records ds = {ds_record(example(), ksk)};
    const ChainZone good{example(), {ksk, zsk}, {ksk}};
    const auto in = [&](std::uint32_t inception, std::uint32_t expiration, std::int64_t time) {
        ChainZone zone = good;
        zone.when.inception = inception, zone.when.expiration = expiration;
        Chain chain = one_zone(zone, ds);
        chain.time = time;
        return chain;
    };
    make.add("the first second", "Time", "secure", in(now, now + day, now));
    make.add("the last second", "Time", "secure", in(now - day, now, now));
    make.add("a second too early", "Time", "bogus", in(now + 1, now + day, now));
    make.add("a second too late", "Time", "bogus", in(now - day, now - 1, now));
    make.add("expiration before inception", "Time", "bogus", in(now + day, now - day, now));
    make.add("behind 2^32 seconds", "Time", "secure",
             in(100, 100 + day, (std::int64_t{1} << 32) + 200));
    make.add("across 2^32 seconds", "Time", "secure",
             in(0xFFFFFF00, 100, (std::int64_t{1} << 32) + 50));

    const auto with = [&](const std::function<void(SignatureFields&)>& change) {
        ChainZone zone = good;
        change(zone.fields);
        return one_zone(zone, ds);
    };
    make.add("the signature", "BadSignature", "bogus", [&] {
        Chain chain = one_zone(good, ds);
        flip(chain.records.back(), 9);
        return chain;
    }());
    make.add("a key of the set is another", "BadSignature", "bogus", [&] {
        Chain chain = one_zone(good, ds);
        flip(chain.records[1], 40);
        return chain;
    }());
    make.add("one key more than was signed", "BadSignature", "bogus", [&] {
        Chain chain = one_zone(good, ds);
        chain.records.push_back(
            {example(), RrType::DNSKEY, 3600, make.key("zsk2", 13, 256).dnskey()});
        return chain;
    }());
    make.add("another signer, signed so", "BadSignature", "bogus",
             with([](SignatureFields& fields) { fields.signer = plain_name("test."); }));
    make.add("the root as signer, signed so", "BadSignature", "bogus",
             with([](SignatureFields& fields) { fields.signer = Name(); }));
    make.add("too many labels, signed so", "BadSignature", "bogus",
             with([](SignatureFields& fields) {
                 fields.labels = 2;
                 fields.signed_owner = example();
             }));
    make.add("another key tag, signed so", "BadSignature", "bogus",
             with([&](SignatureFields& fields) { fields.key_tag = zsk.tag(); }));
    make.add("another algorithm, signed so", "BadSignature", "bogus",
             with([](SignatureFields& fields) { fields.algorithm = 14; }));
    make.add("another Original TTL, signed so", "Plain", "secure",
             with([](SignatureFields& fields) { fields.original_ttl = 7200; }));
    make.add("a bad RRSIG before the good one", "Several", "secure", [&] {
        Chain chain = one_zone(good, ds);
        Record bad = chain.records.back();
        flip(bad, 5);
        chain.records.insert(chain.records.end() - 1, bad);
        return chain;
    }());
}

void add_levels(ChainMaker& make) {
    const Key parent = make.key("ksk"), child = make.key("zsk2"), other = make.key("ksk2");
    const Name sub = plain_name("sub.example.");
    const ChainZone above{example(), {parent}, {parent}}, below{sub, {child}, {child}};
    const Records anchors = {ds_record(example(), parent)};
    const auto link = [&](const Record& ds, const Key& signer, const SignatureFields& fields = {}) {
        return Records{ds, make_rrsig({&ds, 1}, signer, signing(), example(), fields)};
    };
    const auto chain = [&](const Records& ds_set, const ChainZone& parent_zone,
                           const ChainZone& child_zone) {
        Chain all = one_zone(parent_zone, anchors);
        append(all.records, ds_set);
        append(all.records, key_set(child_zone));
        all.zones.push_back(sub);
        return all;
    };
    const Record ds = ds_record(sub, child);
    const auto with = [&](const Records& ds_set) { return chain(ds_set, above, below); };
    make.add("two zones", "Levels", "secure", with(link(ds, parent)));
    make.add("the DS set is not signed", "BadLink", "bogus", with({ds}));
    make.add("the DS set is signed by another key", "BadLink", "bogus", with(link(ds, other)));
    make.add("the DS set is signed by the child", "BadLink", "bogus", [&] {
        return with({ds, make_rrsig({&ds, 1}, child, signing(), sub)});
    }());
    make.add("the signature over the DS set", "BadLink", "bogus", [&] {
        Records records = link(ds, parent);
        flip(records[1], 3);
        return with(records);
    }());
    make.add("the DS was changed after it was signed", "BadLink", "bogus", [&] {
        Records records = link(ds, parent);
        records[0] = ds_record(sub, other);
        return with(records);
    }());
    make.add("the DS set has expired", "BadLink", "bogus", [&] {
        SignatureFields fields;
        fields.expiration = now - 1;
        return with(link(ds, parent, fields));
    }());
    make.add("the DS of another key", "BadDs", "bogus", with(link(ds_record(sub, other), parent)));
    make.add("no DS, which is proven", "Insecure", "insecure", [&] {
        Chain all = with({});
        all.no_ds = {sub};
        return all;
    }());
    make.add("no DS and no proof", "NoProof", "bogus", with({}));
    make.add("a DS of an unknown algorithm", "Unsupported", "insecure", [&] {
        Record unknown = ds;
        set(unknown, "algorithm", "200");
        return with(link(unknown, parent));
    }());
    make.add("the parent's keys are bogus", "BadSignature", "bogus",
             chain(link(ds, parent), {example(), {parent}, {other}}, below));
    make.add("the parent is insecure, the child's signature is bad", "Insecure", "insecure", [&] {
        Chain all = with(link(ds, parent));
        set(all.anchors[0], "algorithm", "200");
        flip(all.records.back(), 9);
        return all;
    }());
    make.add("the child's keys are signed by another key", "BadSignature", "bogus",
             chain(link(ds, parent), above, {sub, {child, other}, {other}}));
}

/// Two P-256 keys of one tag: seeds that a search has found.
void add_collisions(ChainMaker& make) {
    const Key first = make.key("ksk"), second = make.key("ksk2#11451");
    assert(first.tag() == second.tag());
    const auto zone = [&](const Key& signer, const Key& named) {
        return one_zone({example(), {first, second}, {signer}}, {ds_record(example(), named)});
    };
    make.add("signed by the first, which the DS names", "KeyTag", "secure", zone(first, first));
    make.add("signed by the second, which the DS names", "KeyTag", "secure", zone(second, second));
    make.add("signed by the first, the DS names the second", "BadSignature", "bogus",
             zone(first, second));
}

}  // namespace zoneproof::corpus::chain
