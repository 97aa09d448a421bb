// The members of a recipe: base, keys, chain and times.
#include "corpus/builder/recipe_json.hpp"

#include "parser/base/time.hpp"
#include "parser/field/ttl.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

/// "zsk", and "zsk2" when there is a ZSK already.
std::string default_name(const std::vector<KeySpec>& keys, Role role) {
    const std::string word(role_words[static_cast<std::size_t>(role)]);
    const auto count = std::ranges::count(keys, role, &KeySpec::role);
    return count == 0 ? word : word + std::to_string(count + 1);
}

KeySpec read_key(Members& members, const std::vector<KeySpec>& before, std::uint8_t algorithm) {
    KeySpec key;
    key.role = static_cast<Role>(members.choice("role", role_words).value_or(2));
    key.name = members.text("name").value_or(default_name(before, key.role));
    if (std::ranges::find(before, key.name, &KeySpec::name) != before.end())
        members.problem("name", "'" + key.name + "' is the name of another key");
    key.algorithm = static_cast<std::uint8_t>(members.number("alg", 0, 255).value_or(algorithm));
    key.seed = members.text("seed").value_or("");
    // A file name is made of it.
    if (key.seed.find_first_of("/.") != key.seed.npos)
        members.problem("seed", "holds a slash or a dot");
    key.bits = static_cast<unsigned>(members.number("bits", 1, 65536).value_or(2048));
    key.exponent = members.text_or_number("exponent").value_or("");
    if (key.exponent.size() > 40 ||
        key.exponent.find_first_not_of("0123456789") != key.exponent.npos)
        members.problem("exponent", "is no number of at most 40 digits"), key.exponent.clear();
    key.long_exponent = members.truth("long-exponent").value_or(false);
    key.leading_zero = members.truth("leading-zero").value_or(false);
    if (const auto flags = members.number("flags", 0, 65535))
        key.flags = static_cast<std::uint16_t>(*flags);
    key.protocol = static_cast<std::uint8_t>(members.number("protocol", 0, 255).value_or(3));
    key.public_key = members.hex("public-key");
    key.same_tag_as = members.text("same-tag-as").value_or("");
    if (const auto signs = members.choice("signs", signs_words))
        key.signs = static_cast<Signs>(*signs);
    key.published = members.truth("published").value_or(true);
    key.in_ds = members.truth("in-ds");
    return key;
}

const BaseZone* read_base(Members& members) {
    const std::string word = members.text("base").value_or("leaf-nsec3");
    if (const BaseZone* const base = find_base_zone(word)) return base;
    std::string known;
    for (const BaseZone& base : base_zones())
        known += (known.empty() ? "" : ", ") + std::string(base.name);
    members.problem("base", "'" + word + "' is not among " + known);
    return &base_zones().front();
}

}  // namespace

std::optional<std::uint32_t> read_moment(Members& members, const char* name, std::int64_t time) {
    const auto text = members.text_or_number(name);
    if (!text) return {};
    std::uint32_t seconds = 0;
    if (text->starts_with('+') || text->starts_with('-')) {
        if (read_ttl(text->substr(1), seconds))
            return static_cast<std::uint32_t>((*text)[0] == '+' ? time + seconds : time - seconds);
    } else if (const auto moment = from_digits(*text)) {
        return serial_time(*moment);
    } else if (read_ttl(*text, seconds)) {
        return seconds;
    }
    return members.problem(name, "'" + *text + "' is no moment"), std::nullopt;
}

std::optional<Nsec3Parameters> read_nsec3(Members& members, const char* name,
                                          Nsec3Parameters parameters) {
    bool there = false;
    members.object(name, [&](Members& m) {
        there = true;
        parameters.hash_algorithm = static_cast<std::uint8_t>(
            m.number("hash-algorithm", 0, 255).value_or(parameters.hash_algorithm));
        parameters.iterations = static_cast<std::uint16_t>(
            m.number("iterations", 0, 65535).value_or(parameters.iterations));
        parameters.salt = m.hex("salt").value_or(parameters.salt);
        if (parameters.salt.size() > 255)
            m.problem("salt", "has more than 255 octets"), parameters.salt.clear();
        parameters.opt_out = m.truth("opt-out").value_or(parameters.opt_out);
    });
    return there ? std::optional(parameters) : std::nullopt;
}

Recipe read_recipe(Members& members, NameView origin, std::int64_t time) {
    const BaseZone* const base = read_base(members);
    const auto algorithm = static_cast<std::uint8_t>(members.number("alg", 0, 255).value_or(13));
    Recipe recipe = healthy(*base, origin, time, algorithm);
    read_into(recipe, members, algorithm, time);
    return recipe;
}

void read_into(Recipe& recipe, Members& members, std::uint8_t algorithm, std::int64_t time) {
    if (members.find("keys") != nullptr) recipe.keys.clear();
    members.each("keys",
                 [&](Members& m) { recipe.keys.push_back(read_key(m, recipe.keys, algorithm)); });
    Signing& signing = recipe.signing;
    if (const auto denial = members.choice("denial", denial_words))
        signing.denial = static_cast<Denial>(*denial);
    signing.nsec3 = read_nsec3(members, "nsec3", signing.nsec3).value_or(signing.nsec3);
    signing.inception = read_moment(members, "inception", time).value_or(signing.inception);
    signing.expiration = read_moment(members, "expiration", time).value_or(signing.expiration);
    members.each("mutations", [&](Members& m) {
        if (Mutation mutation = read_mutation(m, recipe.origin, time); mutation.op != nullptr)
            recipe.mutations.push_back(std::move(mutation));
    });
}

}  // namespace zoneproof::corpus
