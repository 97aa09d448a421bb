// The parents, from the case upwards: each holds the DS of the next, so the last is made first.
#include "corpus/builder/hierarchy.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

constexpr std::string_view apex = R"(
@ SOA a.root.example. hostmaster.example. 2026011500 14400 3600 1209600 3600
)";
// The hosts of `example.`: authoritative there, glue in the root.
constexpr std::string_view example_text = R"(
@ NS ns1.nic
ns1.nic A 192.0.2.2
a.root A 192.0.2.1
ns1.servers A 192.0.2.3
ns2.servers A 192.0.2.3
)";
constexpr std::string_view root_text = R"(
@ NS a.root.example.
a.root.example A 192.0.2.1
)";
// How a parent delegates to the zones below it.
constexpr std::string_view to_example = R"(
example NS ns1.nic.example.
ns1.nic.example A 192.0.2.2
)";
constexpr std::string_view to_case_glue = R"(
ns1.servers.example A 192.0.2.3
ns2.servers.example A 192.0.2.3
)";

std::string delegation(NameView child) {
    const std::string name = to_text(child);
    return name + " NS ns1.servers.example.\n" + name + " NS ns2.servers.example.\n";
}

/// A healthy zone with keys of its own: seeds "root/ksk", "example/zsk".
Result<SignedZone> parent(NameView origin, const std::string& text, const Records& ds,
                          const std::string& seed, std::int64_t time, KeyStore& store) {
    auto records = records_from_text(std::string(apex) + text, origin, 3600);
    if (!records) return records.error();
    const BaseZone none{};
    SignedZone zone{Name(origin), *std::move(records), {}, {}, healthy(none, origin, time).signing};
    zone.signing.denial = Denial::nsec;
    zone.records.insert(zone.records.end(), ds.begin(), ds.end());
    for (const Role role : {Role::ksk, Role::zsk}) {
        KeySpec spec;
        spec.name = role == Role::ksk ? "ksk" : "zsk";
        spec.role = role;
        spec.seed = seed + "/" + spec.name;
        auto key = store.make(spec);
        if (!key) return key.error();
        zone.keys.push_back(*std::move(key));
    }
    sign_zone(zone);
    return zone;
}

}  // namespace

Result<std::vector<Served>> hierarchy(const SignedZone& zone, std::int64_t time, KeyStore& store) {
    const NameView origin = zone.origin;
    if (origin.is_root()) return std::vector<Served>{{zone, "192.0.2.1"}};

    std::vector<Served> zones = {{zone, "192.0.2.3"}};
    const Name example = *name_from_text("example.");
    std::string below_root = delegation(origin) + std::string(to_case_glue);
    if (is_below(origin, example)) {
        auto made = parent(example, std::string(example_text) + delegation(origin), zone.ds,
                           "example", time, store);
        if (!made) return made.error();
        zones.insert(zones.begin(), {*std::move(made), "192.0.2.2"});
        below_root = to_example;
    }
    auto root = parent(NameView(), std::string(root_text) + below_root, zones.front().zone.ds,
                       "root", time, store);
    if (!root) return root.error();
    zones.insert(zones.begin(), {*std::move(root), "192.0.2.1"});
    return zones;
}

Result<Records> anchors(const SignedZone& zone, KeyStore& store) {
    if (zone.origin.view().is_root()) return zone.ds;
    auto root = parent(NameView(), std::string(root_text), {}, "root", reference_time, store);
    if (!root) return root.error();
    return root->ds;
}

}  // namespace zoneproof::corpus
