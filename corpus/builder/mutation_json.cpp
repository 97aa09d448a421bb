// The members of a mutation; which of them an op needs and takes is in the table of ops.
#include "corpus/builder/recipe_json.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

constexpr std::int64_t longest_put = 4 << 20;  // octets
constexpr std::string_view selectors =
    "op in owner hash covering type sig key nth with-sigs resign chain";

Selector read_selector(Members& members, NameView origin) {
    Selector where;
    if (const auto in = members.choice("in", {"zone", "parent"})) where.in_parent = *in == 1;
    where.owner = members.name("owner", origin);
    where.hash_of = members.name("hash", origin);
    where.covered = members.name("covering", origin);
    where.type = members.type("type");
    where.covers = members.type("sig");
    where.key = members.text("key").value_or("");
    if (const auto nth = members.number("nth", 0, 1'000'000))
        where.nth = static_cast<unsigned>(*nth);
    where.with_signatures = members.truth("with-sigs").value_or(false);
    return where;
}

/// A name beside zone.db that is none of the other files of a case.
std::string read_file_name(Members& members) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
    const std::string name = members.text("file").value_or("");
    const std::size_t end = std::min(name.size(), name.find_first_not_of(letters));
    if (!name.empty() && (end == 0 || name.substr(end) != ".db"))
        members.problem("file", "'" + name + "' is no name in small letters that ends in .db");
    return name;
}

template <class T>
void take(std::optional<T>& to, const std::optional<std::int64_t>& value) {
    if (value) to = static_cast<T>(*value);
}

SignatureFields read_fields(Members& members, NameView origin, std::int64_t time) {
    SignatureFields fields;
    fields.type_covered = members.type("type-covered");
    take(fields.algorithm, members.number("algorithm", 0, 255));
    take(fields.labels, members.number("labels", 0, 255));
    take(fields.original_ttl, members.number("original-ttl", 0, 0xFFFFFFFF));
    fields.expiration = read_moment(members, "expiration", time);
    fields.inception = read_moment(members, "inception", time);
    take(fields.key_tag, members.number("key-tag", 0, 65535));
    fields.signer = members.name("signer", origin);
    fields.signed_owner = members.name("owner", origin);
    take(fields.ttl, members.number("ttl", 0, 0xFFFFFFFF));
    fields.unfolded = members.truth("unfolded").value_or(false);
    return fields;
}

/// Every member must be one that this op has a use for.
void check_members(Members& members, const OpInfo& op) {
    for (const char* const name : {"field", "value", "with", "to", "rr", "find", "put", "file",
                                   "repeat", "every", "sign", "nsec3", "replace", "key", "type"}) {
        const bool there = members.find(name) != nullptr;
        if (!there && has_word(op.needs, name))
            members.problem(name, "is what '" + std::string(op.name) + "' cannot do without");
        if (there && !has_word(op.needs, name) && !has_word(op.takes, name) &&
            !has_word(selectors, name))
            members.problem(name, "is nothing that '" + std::string(op.name) + "' takes");
    }
}

}  // namespace

bool has_word(std::string_view words, std::string_view word) {
    for (std::size_t at = words.find(word); at != words.npos; at = words.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' '))
            return true;
    }
    return false;
}

Mutation read_mutation(Members& members, NameView origin, std::int64_t time) {
    Mutation mutation;
    std::vector<std::string_view> names;
    for (const OpInfo& op : ops()) names.push_back(op.name);
    const auto op = members.choice("op", names);
    if (members.find("op") == nullptr) members.problem("op", "is missing");
    mutation.where = read_selector(members, origin);
    mutation.field = members.text("field").value_or("");
    mutation.value = members.text_or_number("value").value_or("");
    members.object("with", [&](Members& m) { mutation.with = read_selector(m, origin); });
    mutation.to = members.name("to", origin);
    mutation.lines = members.texts("rr");
    mutation.find = members.text("find").value_or("");
    mutation.put = members.text("put").value_or("");
    mutation.file = read_file_name(members);
    mutation.repeat = static_cast<unsigned>(members.number("repeat", 1, longest_put).value_or(1));
    if (static_cast<std::int64_t>(mutation.put.size()) * mutation.repeat > longest_put)
        members.problem("put", "makes too long a text"), mutation.repeat = 1;
    mutation.every = members.truth("every").value_or(false);
    members.object("sign", [&](Members& m) { mutation.fields = read_fields(m, origin, time); });
    mutation.nsec3 = read_nsec3(members, "nsec3", {});
    mutation.replace = members.truth("replace").value_or(false);
    mutation.chain = members.truth("chain").value_or(true);
    const auto resign = members.choice("resign", resign_words);
    if (!op) return {};
    mutation.op = &ops()[*op];
    mutation.resign = resign ? static_cast<Resign>(*resign) : mutation.op->resign;
    check_members(members, *mutation.op);
    return mutation;
}

}  // namespace zoneproof::corpus
