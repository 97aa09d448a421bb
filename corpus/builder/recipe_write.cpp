// A recipe back to JSON, for what a fuzzer found: only what differs from the defaults of its
// reader.
#include "corpus/builder/recipe_json.hpp"

namespace zoneproof::corpus {
namespace {

template <class T>
void put(Json& to, const char* name, const std::optional<T>& value) {
    if (value) to[name] = *value;
}
void put(Json& to, const char* name, const std::optional<Name>& value) {
    if (value) to[name] = to_text(value->view());
}
void put(Json& to, const char* name, const std::optional<RrType>& value) {
    if (value) to[name] = to_text(*value);
}
void put(Json& to, const char* name, const std::string& value) {
    if (!value.empty()) to[name] = value;
}
void put_true(Json& to, const char* name, bool value) {
    if (value) to[name] = true;
}

Json write_key(const KeySpec& key) {
    Json json = {{"name", key.name},
                 {"role", role_words[static_cast<std::size_t>(key.role)]},
                 {"alg", key.algorithm}};
    put(json, "seed", key.seed);
    if (key.bits != 2048) json["bits"] = key.bits;
    put(json, "exponent", key.exponent);
    put_true(json, "long-exponent", key.long_exponent);
    put_true(json, "leading-zero", key.leading_zero);
    put(json, "flags", key.flags);
    if (key.protocol != 3) json["protocol"] = key.protocol;
    if (key.public_key) json["public-key"] = to_hex(*key.public_key);
    put(json, "same-tag-as", key.same_tag_as);
    if (key.signs) json["signs"] = signs_words[static_cast<std::size_t>(*key.signs)];
    if (!key.published) json["published"] = false;
    put(json, "in-ds", key.in_ds);
    return json;
}

void put_selector(Json& json, const Selector& where) {
    if (where.in_parent) json["in"] = "parent";
    put(json, "owner", where.owner);
    put(json, "hash", where.hash_of);
    put(json, "covering", where.covered);
    put(json, "type", where.type);
    put(json, "sig", where.covers);
    put(json, "key", where.key);
    put(json, "nth", where.nth);
    put_true(json, "with-sigs", where.with_signatures);
}

Json write_fields(const SignatureFields& fields) {
    Json json = Json::object();
    put(json, "type-covered", fields.type_covered);
    put(json, "algorithm", fields.algorithm);
    put(json, "labels", fields.labels);
    put(json, "original-ttl", fields.original_ttl);
    put(json, "expiration", fields.expiration);
    put(json, "inception", fields.inception);
    put(json, "key-tag", fields.key_tag);
    put(json, "signer", fields.signer);
    put(json, "owner", fields.signed_owner);
    put(json, "ttl", fields.ttl);
    put_true(json, "unfolded", fields.unfolded);
    return json;
}

Json write_nsec3(const Nsec3Parameters& parameters) {
    return {{"hash-algorithm", parameters.hash_algorithm},
            {"iterations", parameters.iterations},
            {"salt", to_hex(parameters.salt)},
            {"opt-out", parameters.opt_out}};
}

Json write_mutation(const Mutation& mutation) {
    Json json = {{"op", mutation.op->name}};
    put_selector(json, mutation.where);
    // "put": "" takes text away: what an op cannot do without stands there, empty or not.
    const auto put_text = [&](const char* name, const std::string& value) {
        if (!value.empty() || has_word(mutation.op->needs, name)) json[name] = value;
    };
    put_text("key", mutation.where.key);
    put_text("field", mutation.field);
    put_text("value", mutation.value);
    if (mutation.with) put_selector(json["with"] = Json::object(), *mutation.with);
    put(json, "to", mutation.to);
    if (!mutation.lines.empty() || has_word(mutation.op->needs, "rr")) json["rr"] = mutation.lines;
    put_text("find", mutation.find);
    put_text("put", mutation.put);
    put_text("file", mutation.file);
    if (mutation.repeat != 1) json["repeat"] = mutation.repeat;
    put_true(json, "every", mutation.every);
    if (Json fields = write_fields(mutation.fields); !fields.empty()) json["sign"] = fields;
    if (mutation.nsec3) json["nsec3"] = write_nsec3(*mutation.nsec3);
    put_true(json, "replace", mutation.replace);
    if (mutation.resign != mutation.op->resign)
        json["resign"] = resign_words[static_cast<std::size_t>(mutation.resign)];
    if (!mutation.chain) json["chain"] = false;
    return json;
}

}  // namespace

Json write_recipe(const Recipe& recipe) {
    Json json = {{"base", recipe.base->name}};
    json["keys"] = Json::array();
    for (const KeySpec& key : recipe.keys) json["keys"].push_back(write_key(key));
    json["denial"] = denial_words[static_cast<std::size_t>(recipe.signing.denial)];
    json["nsec3"] = write_nsec3(recipe.signing.nsec3);
    json["inception"] = recipe.signing.inception;
    json["expiration"] = recipe.signing.expiration;
    json["mutations"] = Json::array();
    for (const Mutation& mutation : recipe.mutations)
        json["mutations"].push_back(write_mutation(mutation));
    return json;
}

}  // namespace zoneproof::corpus
