// Dictionaries: the words that make a fuzzer find its way, as libFuzzer and AFL read them.
#pragma once

#include "corpus/builder/build.hpp"

#include <vector>

namespace zoneproof::corpus {

/// zone.dict for zone files, wire.dict for messages and RDATA, json.dict for case.json.
std::vector<File> dictionaries();

}  // namespace zoneproof::corpus
