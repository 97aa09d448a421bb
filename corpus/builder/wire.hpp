// wire/: every message a resolver needs to answer the queries of a case, from the root down.
#pragma once

#include "corpus/builder/answers.hpp"
#include "corpus/builder/build.hpp"
#include "corpus/builder/hierarchy.hpp"

#include <string>
#include <vector>

namespace zoneproof::corpus {

struct WireAnswer {
    std::string server;  // address
    std::string role;    // "referral", "ds", "dnskey", "answer"
    Message message;
};

/// @param served the zones from the root down
std::vector<WireAnswer> wire_answers(const std::vector<Served>& served,
                                     const std::vector<Question>& asked);

/// A writer of build.hpp: NNN.pkt and index.json; nothing for a case that asks nothing.
Result<std::vector<File>> wire_files(const BuiltCase&, KeyStore&);

}  // namespace zoneproof::corpus
