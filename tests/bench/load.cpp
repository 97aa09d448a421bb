#include "tests/bench/bench.hpp"

#include "parser/zone/load.hpp"

namespace zoneproof::bench {

void load_speed() {
    const std::string text = signed_zone(10'000, 13);
    Workers workers(1);
    std::size_t records = 0, octets = 0;
    const double seconds = best_of(5, [&] {
        Source source = Source::from_text(text);
        const std::size_t before = resident_octets();
        const auto loaded = load(source, {}, workers);
        octets = resident_octets() - before;
        records = loaded->zone->record_count();
    });
    print("load   {:7.0f} MB/s   {:5.0f} ns a record   {:5.0f} octets of memory a record ({} in "
          "text)\n",
          static_cast<double>(text.size()) / seconds / 1e6,
          seconds * 1e9 / static_cast<double>(records), double(octets) / double(records),
          text.size() / records);
}

}  // namespace zoneproof::bench
