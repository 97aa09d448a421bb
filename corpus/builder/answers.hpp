// What the name server of a zone says: RFC 1034 4.3.2, RFC 4035 3.1, RFC 5155 7.2.
//
// From the records as they stand: a proof that needs a record which is missing gets the one before
// its place, as servers do, or none.
#pragma once

#include "corpus/builder/served_zone.hpp"
#include "corpus/message/message.hpp"

namespace zoneproof::corpus {

/// The response to a question with DO, of a server of this zone alone. The caller sets no more than
/// the identifier.
Message answer(const ServedZone&, const Question&);
Message answer(const SignedZone&, const Question&);

}  // namespace zoneproof::corpus
