// What an entry's meaning depends on besides its own text, when the pieces of a zone are read at
// once: whether a guess held, and what stands behind a piece.
#include "parser/zone/records.hpp"

#include <algorithm>

namespace zoneproof {

bool same(const std::optional<Name>& a, const std::optional<Name>& b) {
    return a.has_value() == b.has_value() && (!a || equal(a->view().wire(), b->view().wire()));
}

bool agree(const EntryContext& guess, const EntryContext& actual, unsigned parts) {
    return guess.in_line == actual.in_line &&
           ((parts & used::origin) == 0 || same(guess.origin, actual.origin)) &&
           ((parts & used::owner) == 0 ||
            (same(guess.owner, actual.owner) && guess.after_owner == actual.after_owner)) &&
           ((parts & used::dollar_ttl) == 0 || guess.dollar_ttl == actual.dollar_ttl) &&
           ((parts & used::last_ttl) == 0 || guess.last_ttl == actual.last_ttl) &&
           ((parts & used::generated) == 0 || guess.generated == actual.generated);
}

EntryContext behind(const EntryContext& actual, const EntryContext& end, unsigned parts) {
    EntryContext context = actual;
    if ((parts & used::origin) != 0) {
        context.origin = end.origin;
        context.after_owner = std::max(context.after_owner, AfterOwner::origin);
    }
    if ((parts & used::owner) != 0) {
        context.owner = end.owner;
        context.after_owner = end.after_owner;
    }
    if ((parts & used::dollar_ttl) != 0) context.dollar_ttl = end.dollar_ttl;
    if ((parts & used::last_ttl) != 0) context.last_ttl = end.last_ttl;
    if ((parts & used::generated) != 0) context.generated = end.generated;
    context.in_line = end.in_line;
    return context;
}

}  // namespace zoneproof
