// Base zone -> keys -> signatures -> mutations.
#include "corpus/builder/recipe.hpp"

#include "corpus/builder/write.hpp"

namespace zoneproof::corpus {
namespace {

constexpr std::int64_t day = 86400;

Role role_of(std::string_view name) {
    return name.starts_with("ksk") ? Role::ksk : name.starts_with("zsk") ? Role::zsk : Role::csk;
}

std::string at(std::string_view list, std::size_t index, const std::string& what) {
    return "/" + std::string(list) + "/" + std::to_string(index) + ": " + what;
}

std::optional<Error> make_keys(const Recipe& recipe, KeyStore& store, SignedZone& zone) {
    for (std::size_t i = 0; i < recipe.keys.size(); ++i) {
        const KeySpec& spec = recipe.keys[i];
        std::optional<std::uint16_t> tag;
        if (!spec.same_tag_as.empty()) {
            const Key* const other = zone.key(spec.same_tag_as);
            if (other == nullptr)
                return Error{ErrorCode::usage,
                             at("keys", i, "no key '" + spec.same_tag_as + "' before this one")};
            tag = other->tag();
        }
        auto key = store.make(spec, tag);
        if (!key) return Error{key.error().code, at("keys", i, key.error().text)};
        zone.keys.push_back(*std::move(key));
    }
    return {};
}

}  // namespace

std::vector<KeySpec> default_keys(const BaseZone& base, std::uint8_t algorithm) {
    std::vector<KeySpec> keys;
    for (std::string_view words = base.keys; !words.empty();) {
        const std::size_t end = std::min(words.find(' '), words.size());
        std::string_view word = words.substr(0, end);
        words.remove_prefix(std::min(end + 1, words.size()));
        KeySpec key;
        if (word.starts_with('-')) key.signs = Signs::nothing, word.remove_prefix(1);
        key.name = word;
        key.role = role_of(word);
        key.algorithm = algorithm;
        keys.push_back(std::move(key));
    }
    return keys;
}

Recipe healthy(const BaseZone& base, NameView origin, std::int64_t time, std::uint8_t algorithm) {
    Recipe recipe{&base, Name(origin), default_keys(base, algorithm), {}, {}};
    recipe.signing.inception = static_cast<std::uint32_t>(time - 10 * day);
    recipe.signing.expiration = static_cast<std::uint32_t>(time + 30 * day);
    recipe.signing.denial = base.denial;
    recipe.signing.nsec3.opt_out = base.opt_out;
    return recipe;
}

Result<SignedZone> make_zone(Records records, const Recipe& recipe, KeyStore& store) {
    SignedZone zone{recipe.origin, std::move(records), {}, {}, recipe.signing};
    if (const auto error = make_keys(recipe, store, zone)) return *error;
    sign_zone(zone);
    if (const auto error = mutate(zone, recipe)) return *error;
    return zone;
}

std::optional<Error> mutate(SignedZone& zone, const Recipe& recipe) {
    for (std::size_t i = 0; i < recipe.mutations.size(); ++i)
        if (const std::string problem = apply(zone, recipe.mutations[i]); !problem.empty())
            return Error{ErrorCode::usage, at("mutations", i, problem)};
    return {};
}

Result<Texts> texts_of(const SignedZone& zone, const Recipe& recipe) {
    Texts texts{{"zone.db", zone_text(zone)}};
    for (std::size_t i = 0; i < recipe.mutations.size(); ++i)
        if (const std::string problem = apply_to_text(texts, recipe.mutations[i]); !problem.empty())
            return Error{ErrorCode::usage, at("mutations", i, problem)};
    return texts;
}

Result<SignedZone> make_zone(const Recipe& recipe, KeyStore& store) {
    auto records = records_of(*recipe.base, recipe.origin);
    if (!records) return Error{ErrorCode::usage, "/base: " + records.error().text};
    return make_zone(*std::move(records), recipe, store);
}

Result<BuiltZone> build(const Recipe& recipe, KeyStore& store) {
    auto zone = make_zone(recipe, store);
    if (!zone) return zone.error();
    auto texts = texts_of(*zone, recipe);
    if (!texts) return texts.error();
    return BuiltZone{*std::move(zone), *std::move(texts)};
}

}  // namespace zoneproof::corpus
