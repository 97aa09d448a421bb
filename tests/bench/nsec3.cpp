#include "tests/bench/bench.hpp"

#include "verifier/crypto/digest.hpp"

namespace zoneproof::bench {

void nsec3_speed() {
    std::vector<Name> names;
    for (unsigned i = 0; i < 4096; ++i)
        names.push_back(*name_from_text(fmt::format("host{}.example{}.tld.test.", i, i * 7919)));
    for (const std::uint16_t iterations : {0, 10, 100}) {
        Nsec3Hasher hash(iterations, {});
        unsigned sum = 0;
        const std::size_t rounds = iterations < 100 ? 20 : 2;
        const double seconds = best_of(5, [&] {
            for (std::size_t i = 0; i < rounds; ++i)
                for (const Name& name : names) sum += hash(name.view())[0];
        });
        print("nsec3  {:9.0f} names/s with {:3} more iterations{}\n",
              double(rounds * names.size()) / seconds, iterations, sum == 1 ? "." : "");
    }
}

}  // namespace zoneproof::bench
