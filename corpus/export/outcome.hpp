// What a validating resolver says to a query of a case: the verdict of the case, and what the
// servers of the zone say, put together along aliases as a resolver does.
#pragma once

#include "corpus/export/export.hpp"

namespace zoneproof::corpus {

struct Outcome {
    AnswerVerdict verdict{};
    unsigned rcode = 0;
    bool ad = false;
    std::vector<MessageRecord> answer, authority;  // none for SERVFAIL
};

/// An Error says why nothing can be expected of the query.
Result<Outcome> outcome_of(const AnsweredCase&, const Query&, AnswerVerdict);

}  // namespace zoneproof::corpus
