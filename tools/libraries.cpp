#include "tools/libraries.hpp"

#include <boost/version.hpp>
#include <botan/version.h>
#include <fmt/format.h>
#ifdef ZONEPROOF_NETTLE
#include <nettle/version.h>
#endif
#include <zlib.h>
#include <zstd.h>

namespace zoneproof {

std::vector<Library> libraries() {
    std::vector<Library> list = {
        {"Botan", Botan::short_version_string(), "verifies signatures, computes digests"}};
#ifdef ZONEPROOF_NETTLE
    list.push_back({"nettle", fmt::format("{}.{}", nettle_version_major(), nettle_version_minor()),
                    "verifies Ed448 signatures (algorithm 16)"});
#endif
    list.push_back({"Boost",
                    fmt::format("{}.{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000,
                                BOOST_VERSION % 100),
                    "reads fields of records (Spirit X3)"});
    list.push_back({"zlib", zlibVersion(), "reads zone files in gzip"});
    list.push_back({"zstd", ZSTD_versionString(), "reads zone files in zstd"});
    return list;
}

}  // namespace zoneproof
