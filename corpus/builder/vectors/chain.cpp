// chain: from trust anchors over DS and DNSKEY sets to a zone, at a moment: RFC 4035 5.2, RFC 4509
// 3, RFC 5011 2.1, RFC 6840 5.
#include "corpus/builder/vectors/chain_maker.hpp"

namespace zoneproof::corpus {
namespace {

using namespace chain;

constexpr Note notes[] = {
    {"Plain", bug::basic, "DS, DNSKEY set and signature agree."},
    {"Algorithms", bug::basic, "Each algorithm and digest."},
    {"Several", bug::edge, "Of several DS records one that chains is enough.", "RFC4035#5.2"},
    {"Anchor", bug::edge, "A DNSKEY as trust anchor."},
    {"Time", bug::edge, "The validity period of the RRSIG over the DNSKEY set.", "RFC4035#5.3.1"},
    {"Levels", bug::basic, "More than one zone."},
    {"Insecure", bug::basic, "A delegation that is proven to have no DS.", "RFC4035#5.2"},
    {"Unsupported", bug::edge, "Only DS records of unknown algorithms or digests: insecure.",
     "RFC4035#5.2 RFC6840#5.2"},
    {"SepClear", bug::edge, "The SEP flag is no part of validation.", "RFC4034#2.1.1"},
    {"KeyTag", bug::edge, "Two keys of one tag and algorithm: both are tried.", "RFC4035#5.3.1"},
    {"BadDs", bug::wrong, "No DS names a key of the set: digest, tag and algorithm must agree.",
     "RFC4035#5.2"},
    {"BadSignature", bug::wrong, "No good RRSIG over the DNSKEY set by a key that a DS names.",
     "RFC4035#5.2"},
    {"BadKey", bug::wrong,
     "The key that the DS names may sign nothing: no ZONE flag, another protocol, or REVOKE.",
     "RFC4034#2.1 RFC5011#2.1"},
    {"BadLink", bug::wrong, "The DS set of the child is not validly signed by the parent.",
     "RFC4035#5.2"},
    {"NoProof", bug::wrong, "No DS, and no proof that there is none.", "RFC4035#5.2"},
    {"Shadowed", bug::open,
     "SHA-1 beside SHA-256: validators should ignore the former, and some do not.", "RFC4509#3"},
    {"Strongest", bug::open,
     "A wrong SHA-384 beside a right SHA-256: validators that are hardened use only the "
     "strongest."},
    {"Deprecated", bug::weak,
     "SHA-1 in the DS or in the signature: validators may take it for unsupported.", "RFC9905#2"},
};

constexpr MemberInfo test_members[] = {
    {"anchors", MemberKind::records, "DS or DNSKEY records of the first zone."},
    {"zones", MemberKind::names, "From the first to the one in question."},
    {"records", MemberKind::records, "DNSKEY sets, DS sets, and the RRSIGs over both."},
    {"noDs", MemberKind::names, "Zones of which it is proven that their parent has no DS."},
    {"time", MemberKind::integer, "Of validation, in seconds since 1970."},
    {"status", MemberKind::word, "Of the last zone; valid: secure or insecure.", false,
     "secure insecure bogus"},
};
constexpr GroupKind group_kinds[] = {{"Chain", {}, test_members}};

void add_digests(ChainMaker& make) {
    const Key ksk = make.key("ksk"), zsk = make.key("zsk", 13, 256), other = make.key("ksk2");
    const ChainZone zone{example(), {ksk, zsk}, {ksk}};
    const auto ds = [&](std::uint8_t digest_type) {
        return ds_record(example(), ksk, digest_type);
    };
    const auto with = [&](const Records& anchors) { return one_zone(zone, anchors); };
    const auto changed = [](Record record, std::string_view field, std::string_view value) {
        return set(record, field, value), record;
    };
    const auto wrong = [](Record record) { return flip(record), record; };
    const Record stale = ds_record(example(), other);

    make.add("a KSK and a ZSK", "Plain", "secure", with({ds(2)}));
    make.add("one key", "Plain", "secure", one_zone({example(), {ksk}, {ksk}}, {ds(2)}));
    make.add("both keys sign", "Plain", "secure",
             one_zone({example(), {ksk, zsk}, {ksk, zsk}}, {ds(2)}));
    make.add("SHA-384", "Algorithms", "secure", with({ds(4)}));
    make.add("SHA-256 and SHA-384", "Several", "secure", with({ds(2), ds(4)}));
    make.add("SHA-1", "Deprecated", "secure", TestResult::acceptable, with({ds(1)}));
    make.add("one of another key", "Several", "secure", with({stale, ds(2)}));
    make.add("one of another key, behind", "Several", "secure", with({ds(2), stale}));
    make.add("one with a wrong digest", "Several", "secure", with({wrong(ds(2)), ds(2)}));
    make.add("one of an unknown algorithm", "Several", "secure",
             with({changed(ds(2), "algorithm", "200"), ds(2)}));
    make.add("one of an unknown digest", "Several", "secure",
             with({changed(ds(2), "digest-type", "200"), ds(2)}));

    make.add("the digest", "BadDs", "bogus", with({wrong(ds(2))}));
    make.add("the key tag", "BadDs", "bogus", with({changed(ds(2), "key-tag", "+1")}));
    make.add("the algorithm", "BadDs", "bogus", with({changed(ds(2), "algorithm", "14")}));
    make.add("SHA-384 under the number of SHA-256", "BadDs", "bogus",
             with({changed(ds(4), "digest-type", "2")}));
    make.add("a digest cut short", "BadDs", "bogus", with({changed(ds(2), "digest", "00")}));
    make.add("another key", "BadDs", "bogus", with({stale}));
    make.add("two of another key", "BadDs", "bogus", with({stale, ds_record(example(), other, 4)}));
    make.add("the key of another zone", "BadDs", "bogus", with({[&] {
                 Record record = ds_record(plain_name("test."), ksk);
                 record.owner = example();
                 return record;
             }()}));
    make.add("an unknown digest beside a wrong one", "BadDs", "bogus",
             with({changed(ds(2), "digest-type", "200"), wrong(ds(2))}));

    make.add("an unknown digest", "Unsupported", "insecure",
             with({changed(ds(2), "digest-type", "200")}));
    make.add("an unknown algorithm", "Unsupported", "insecure",
             with({changed(ds(2), "algorithm", "200")}));
    make.add("both", "Unsupported", "insecure",
             with({changed(ds(2), "algorithm", "253"), changed(ds(2), "digest-type", "3")}));
    make.add("SHA-1 wrong, SHA-256 right", "Several", "secure", with({wrong(ds(1)), ds(2)}));
    make.add("SHA-1 right, SHA-256 wrong", "Shadowed", "bogus", TestResult::acceptable,
             with({ds(1), wrong(ds(2))}));
    make.add("SHA-384 wrong, SHA-256 right", "Strongest", "secure", TestResult::acceptable,
             with({wrong(ds(4)), ds(2)}));
}

void add_keys(ChainMaker& make) {
    const Key ksk = make.key("ksk"), zsk = make.key("zsk", 13, 256), other = make.key("ksk2");
    const Records ds = {ds_record(example(), ksk)};
    const auto signed_by = [&](std::vector<Key> signers) {
        return one_zone({example(), {ksk, zsk}, std::move(signers)}, ds);
    };
    make.add("no RRSIG", "BadSignature", "bogus", signed_by({}));
    make.add("the ZSK only", "BadSignature", "bogus", signed_by({zsk}));
    make.add("a key that is not in the set", "BadSignature", "bogus", signed_by({other}));
    make.add("no DNSKEY at all", "BadSignature", "bogus", Chain{ds, {}, {example()}, {}, now});
    make.add("two DS, the set is signed by the second key", "Several", "secure",
             one_zone({example(), {ksk, other}, {other}}, {ds[0], ds_record(example(), other)}));

    for (const std::uint8_t algorithm : {8, 10, 14, 15, 16}) {
        const Key key = make.key("ksk", algorithm);
        make.add(describe_algorithm(algorithm), "Algorithms", "secure",
                 one_zone({example(), {key}, {key}}, {ds_record(example(), key)}));
    }
    for (const std::uint8_t algorithm : {5, 7}) {
        const Key key = make.key("ksk", algorithm);
        make.add(describe_algorithm(algorithm), "Deprecated", "secure", TestResult::acceptable,
                 one_zone({example(), {key}, {key}}, {ds_record(example(), key)}));
    }
    const auto alone = [&](const Key& key) {
        return one_zone({example(), {key}, {key}}, {ds_record(example(), key)});
    };
    make.add("flags 256", "SepClear", "secure", alone(make.key("ksk", 13, 256)));
    make.add("other flags beside ZONE", "Plain", "secure", alone(make.key("ksk", 13, 0xFF7F)));
    make.add("flags 0", "BadKey", "bogus", alone(make.key("ksk", 13, 0)));
    make.add("flags 1", "BadKey", "bogus", alone(make.key("ksk", 13, 1)));
    make.add("REVOKE", "BadKey", "bogus", alone(make.key("ksk", 13, 385)));
    make.add("protocol 2", "BadKey", "bogus", alone(make.key("ksk", 13, 257, 2)));
    make.add("protocol 255", "BadKey", "bogus", alone(make.key("ksk", 13, 257, 255)));

    const auto anchor = [](const Key& key) {
        return Records{{example(), RrType::DNSKEY, 3600, key.dnskey()}};
    };
    const ChainZone zone{example(), {ksk, zsk}, {ksk}};
    make.add("the KSK", "Anchor", "secure", one_zone(zone, anchor(ksk)));
    make.add("the ZSK, which signs nothing here", "BadSignature", "bogus",
             one_zone(zone, anchor(zsk)));
    make.add("another key", "BadDs", "bogus", one_zone(zone, anchor(other)));
    make.add("the KSK with other flags", "BadDs", "bogus",
             one_zone(zone, anchor(make.key("ksk", 13, 256))));
    make.add("a DNSKEY of another key and a DS", "Several", "secure",
             one_zone(zone, {anchor(other)[0], ds[0]}));
}

Result<Groups> make_chains(KeyStore& keys) {
    Group group("Chain");
    ChainMaker make(group, keys);
    add_digests(make);
    add_keys(make);
    add_signatures(make);
    add_levels(make);
    add_collisions(make);
    return Groups{group};
}

}  // namespace

const VectorKind chain_kind = {"chain",
                               "Trust anchors, DS and DNSKEY sets, and what they come to.",
                               "RFC4035#5 RFC4509#3 RFC5011#2.1 RFC6840#5",
                               group_kinds,
                               notes,
                               make_chains};

}  // namespace zoneproof::corpus
