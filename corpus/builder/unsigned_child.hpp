// The zone below a delegation without DS: it is not part of any case, so it is made up, unsigned,
// with the name servers that the delegation names.
#pragma once

#include "corpus/builder/sign.hpp"
#include "corpus/message/message.hpp"

namespace zoneproof::corpus {

/// What its name server says: the NS records and the glue of the delegation at `cut`, one address
/// for every other name, and nothing else.
/// @param parent holds the delegation
Message unsigned_answer(const SignedZone& parent, NameView cut, const Question&);

}  // namespace zoneproof::corpus
