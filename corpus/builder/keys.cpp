// Keys out of their specifications, key tags and DS digests; the pairs themselves are in
// key_pairs.cpp.
#include "corpus/builder/keys.hpp"

#include "corpus/builder/canonical.hpp"
#include "corpus/builder/key_pairs.hpp"

#include <botan/hash.h>

#include <utility>

namespace zoneproof::corpus {
namespace {

constexpr unsigned most_tries = 1u
                                << 20;  // a tag has 16 bits: sixteen times what is to be expected

Bytes dnskey_of(std::uint16_t flags, std::uint8_t protocol, std::uint8_t algorithm, Octets key) {
    Bytes rdata;
    append16(rdata, flags);
    rdata.push_back(protocol);
    rdata.push_back(algorithm);
    append(rdata, key);
    return rdata;
}

Result<NewPair> new_pair(const std::string& folder, const KeySpec& spec) {
    if (!is_rsa(spec.algorithm)) return seeded_pair(spec.seed, spec.algorithm);
    if (folder.empty())
        return Error{ErrorCode::usage, "RSA keys are in files, and no folder of keys is given"};
    const std::string file =
        folder + "/rsa-" + std::to_string(spec.bits) + "-" + spec.seed + ".pem";
    return rsa_pair(file, spec);
}

Error no_key(const KeySpec& spec, std::uint16_t tag) {
    return {ErrorCode::usage,
            "no key of seed '" + spec.seed + "' has the tag " + std::to_string(tag)};
}

}  // namespace

Key::Key(KeySpec spec, std::shared_ptr<const Pair> pair, Bytes public_key)
    : spec_(std::move(spec)), pair_(std::move(pair)), public_key_(std::move(public_key)) {
    if (spec_.public_key) public_key_ = *spec_.public_key;
}

std::uint16_t Key::flags() const {
    return spec_.flags.value_or(spec_.role == Role::zsk ? 256 : 257);
}

Signs Key::signs() const {
    if (spec_.signs) return *spec_.signs;
    switch (spec_.role) {
    case Role::ksk: return Signs::keys;
    case Role::zsk: return Signs::data;
    case Role::csk: break;
    }
    return Signs::all;
}

bool Key::in_ds() const {
    return spec_.in_ds.value_or(spec_.role != Role::zsk);
}

Bytes Key::dnskey() const {
    return dnskey(flags());
}

Bytes Key::dnskey(std::uint16_t flags) const {
    return dnskey_of(flags, spec_.protocol, spec_.algorithm, public_key_);
}

std::uint16_t Key::tag() const {
    return tag_of(dnskey());
}

Bytes Key::sign(Octets message) const {
    return pair_->sign(message);
}

Bytes Key::sign_block(const Bytes& encoded) const {
    return pair_->sign_block(encoded);
}

std::uint16_t tag_of(Octets rdata) {
    // "Algorithm 1 ... the most significant 16 of the least significant 24 bits of the modulus",
    // B.1
    if (rdata.size() >= 7 && rdata[3] == 1) return load16(&rdata[rdata.size() - 3]);
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < rdata.size(); ++i)
        sum += (i & 1) != 0 ? rdata[i] : static_cast<std::uint32_t>(rdata[i]) << 8;
    sum += sum >> 16 & 0xFFFF;
    return static_cast<std::uint16_t>(sum);
}

Bytes digest(std::string_view name, Octets data) {
    const auto hash = Botan::HashFunction::create_or_throw(std::string(name));
    hash->update(data.data(), data.size());
    const auto result = hash->final();
    return {result.begin(), result.end()};
}

Bytes ds_of(NameView owner, Octets dnskey, std::uint8_t digest_type) {
    Bytes input = canonical_name(owner);
    append(input, dnskey);
    Bytes rdata;
    append16(rdata, tag_of(dnskey));
    rdata.push_back(dnskey[3]);
    rdata.push_back(digest_type);
    append(rdata, digest(digest_type == 1   ? "SHA-1"
                         : digest_type == 4 ? "SHA-384"
                                            : "SHA-256",
                         input));
    return rdata;
}

Result<KeyStore::Made> KeyStore::pair(const KeySpec& spec) {
    std::string id = std::to_string(spec.algorithm) + "/" + spec.seed;
    if (is_rsa(spec.algorithm))
        id += "/" + std::to_string(spec.bits) + "/" + spec.exponent +
              (spec.long_exponent ? "/long" : "") + (spec.leading_zero ? "/zero" : "");
    if (const auto known = made_.find(id); known != made_.end()) return known->second;
    auto made = new_pair(folder_, spec);
    if (!made) return made.error();
    return made_[id] = Made{made->pair, made->public_key};
}

Result<Key> KeyStore::make(KeySpec spec, std::optional<std::uint16_t> tag) {
    if (spec.seed.empty()) spec.seed = spec.name;
    if (tag) return is_rsa(spec.algorithm) ? search_exponent(spec, *tag) : search_seed(spec, *tag);
    auto made = pair(spec);
    if (!made) return made.error();
    return Key(std::move(spec), made->pair, made->public_key);
}

/// The seed itself, then seed#1, seed#2 ...: whoever has searched once writes the seed that was
/// found into the recipe.
Result<Key> KeyStore::search_seed(KeySpec spec, std::uint16_t tag) {
    const std::string seed = spec.seed;
    for (unsigned i = 0; i < most_tries; ++i) {
        if (i > 0) spec.seed = seed + "#" + std::to_string(i);
        auto made = new_pair(folder_, spec);
        if (!made) return made.error();
        Key key(spec, made->pair, made->public_key);
        if (key.tag() == tag) return key;
    }
    return no_key(spec, tag);
}

/// 65537, 65539 ...: another exponent of the same modulus is another key with another tag.
Result<Key> KeyStore::search_exponent(KeySpec spec, std::uint16_t tag) {
    auto made = pair(spec);
    if (!made) return made.error();
    Bytes rdata = Key(spec, made->pair, made->public_key).dnskey();
    if (rdata[4] != 3) return no_key(spec, tag);
    for (std::uint32_t exponent = 65537; exponent >> 24 == 0; exponent += 2) {
        rdata[5] = static_cast<std::uint8_t>(exponent >> 16);
        store16(&rdata[6], static_cast<std::uint16_t>(exponent));
        if (tag_of(rdata) != tag) continue;
        spec.exponent = std::to_string(exponent);
        const auto found = new_pair(folder_, spec);
        if (found && found->sound) return Key(spec, found->pair, found->public_key);
    }
    return no_key(spec, tag);
}

}  // namespace zoneproof::corpus
