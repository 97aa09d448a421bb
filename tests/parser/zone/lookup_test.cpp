// Names are found wherever the search before ended.
#include "tests/parser/zone/text.hpp"

#include <random>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

std::string zone_of(unsigned names) {
    std::string text = "$ORIGIN lookup.test.\n$TTL 60\n@ SOA a b 1 2 3 4 5\n@ NS ns.elsewhere.\n";
    for (unsigned i = 0; i < names; ++i) {
        text += "n" + std::to_string(i * 7919 % 10007) + " A 192.0.2.1\n";
        if (i % 3 == 0) text += "a.n" + std::to_string(i) + " A 192.0.2.1\n";
    }
    return text;
}

/// The first name that does not stand before the wanted one, by looking at all.
std::size_t looked_up(const Zone& zone, NameView wanted) {
    std::size_t at = 0;
    while (at < zone.names().size() &&
           compare_canonical(zone.name(NameId{static_cast<std::uint32_t>(at)}), wanted) < 0)
        ++at;
    return at;
}

}  // namespace

TEST_CASE("names are found wherever the search before ended, in zones of any size") {
    std::mt19937 random(5);
    for (const unsigned names : {0u, 1u, 2u, 3u, 40u, 3000u}) {
        const LoadedZone loaded = load_text(zone_of(names));
        const Zone& zone = *loaded.zone;
        CAPTURE(names);
        for (unsigned i = 0; i < 600; ++i) {
            const auto any = static_cast<std::uint32_t>(random() % zone.names().size());
            // A name of the zone, or one below it that is not there.
            const NameView origin = zone.name(NameId{any});
            const Name wanted = i % 3 == 1 ? *name_from_text("below", &origin) : Name(origin);
            const std::size_t found = zone.lower_bound(wanted);
            REQUIRE(found == looked_up(zone, wanted));
            REQUIRE(zone.find(wanted).has_value() == (i % 3 != 1));
        }
    }
}
