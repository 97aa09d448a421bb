// Every message a resolver needs to answer the queries of a case, from the root down.
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

/// Those of a case; none for a case that asks nothing.
Result<std::vector<WireAnswer>> answers_of(const BuiltCase&, KeyStore&);

}  // namespace zoneproof::corpus
