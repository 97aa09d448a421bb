// Mutations: named changes to the list of records of a signed zone, applied in order.
//
// Few operations with arguments instead of one per fault: a selector says which records, a field
// where, a value what. Each says whether what it touched is signed again: not at all, the RRset, or
// the zone with or without its chain.
#pragma once

#include "corpus/builder/sign.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zoneproof::corpus {

/// Which records: those that all given words fit.
struct Selector {
    bool in_parent = false;        // "in": "parent": the DS set
    std::optional<Name> owner;     // "owner"
    std::optional<Name> hash_of;   // "hash": the NSEC3 owner of this name, instead of "owner"
    std::optional<RrType> type;    // "type"
    std::optional<RrType> covers;  // "sig": RRSIGs over this type
    std::string key;               // "key": a DNSKEY, its RRSIGs, its DS
    std::optional<unsigned> nth;   // "nth": of those that fit, from 0
    bool with_signatures = false;  // "with-sigs": the RRSIGs over what fits, too
};

enum class Resign : std::uint8_t { none, rrset, zone };

struct OpInfo;

struct Mutation {
    const OpInfo* op = nullptr;
    Selector where;
    std::string field;                     // "field"
    std::string value;                     // "value": numbers as text
    std::optional<Selector> with;          // "with": the other side of a swap
    std::optional<Name> to;                // "to"
    std::vector<std::string> lines;        // "rr"
    std::string find, put;                 // "find", "put": text of a file
    std::string file;                      // "file": zone.db, or one it includes
    unsigned repeat = 1;                   // "repeat": times that put stands there
    bool every = false;                    // "every": at each place, not only the first
    SignatureFields fields;                // "sign"
    std::optional<Nsec3Parameters> nsec3;  // "nsec3"
    bool replace = false;                  // "replace"
    Resign resign = Resign::none;          // "resign"
    bool chain = true;                     // "chain": with resign zone, made anew
};

/// The RRsets an op changed.
using Touched = std::vector<std::pair<Name, RrType>>;
/// @returns what could not be done; empty when all went well.
using Apply = std::string (*)(SignedZone&, const Mutation&, Touched&);

struct OpInfo {
    std::string_view name;
    Apply apply;             // nullptr: works on the text, after all others; text_ops.cpp
    std::string_view needs;  // members it cannot do without: "field value"
    std::string_view
        takes;      // members it may have besides; selectors, "resign" and "chain" may always stand
    Resign resign;  // unless the recipe says otherwise
    std::string_view says;
};

std::span<const OpInfo> ops();
const OpInfo* find_op(std::string_view name);

/// Applies one, and signs again what it asks for. @returns what could not be done; empty when all
/// went well.
std::string apply(SignedZone&, const Mutation&);
/// The master files of a case by name: zone.db and what it includes.
using Texts = std::map<std::string, std::string>;
/// The ops that edit text.
std::string apply_to_text(Texts&, const Mutation&);

/// Places of the records that fit, in their order; in zone.ds with in_parent.
std::vector<std::size_t> select(const SignedZone&, Selector);

}  // namespace zoneproof::corpus
