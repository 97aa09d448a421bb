#include "verifier/crypto/digest.hpp"

#include "verifier/crypto/botan_shim.hpp"

#include <algorithm>
#include <cassert>

namespace zoneproof {
namespace {

struct Hash {
    const char* name;
    std::size_t octets;
};
constexpr Hash hashes[] = {{"SHA-1", 20}, {"SHA-256", 32}, {"SHA-384", 48}, {"SHA-512", 64}};

const Hash& row(HashAlgorithm algorithm) {
    return hashes[static_cast<int>(algorithm)];
}

/// The name in lower case; returns the octets written.
std::size_t copy_folded(NameView name, std::uint8_t* to) {
    // A length octet is at most 63, so folding leaves it alone.
    std::transform(name.data(), name.data() + name.size(), to, fold);
    return name.size();
}

}  // namespace

struct Digest::State {
    std::unique_ptr<Botan::HashFunction> hash;
    std::size_t octets;
};

Digest::Digest(HashAlgorithm algorithm)
    : state_(new State{Botan::HashFunction::create_or_throw(row(algorithm).name),
                       row(algorithm).octets}) {}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::update(Octets data) {
    state_->hash->update(data.data(), data.size());
}

std::vector<std::uint8_t> Digest::finish() {
    std::vector<std::uint8_t> digest(state_->octets);
    finish(digest);
    return digest;
}

void Digest::finish(std::span<std::uint8_t> to) {
    assert(to.size() == state_->octets);
    state_->hash->final(to.data());
}

std::vector<std::uint8_t> ds_digest(std::uint8_t digest_type, NameView owner, Octets dnskey_rdata) {
    HashAlgorithm algorithm;
    switch (digest_type) {
    case 1: algorithm = HashAlgorithm::sha1; break;
    case 2: algorithm = HashAlgorithm::sha256; break;
    case 4: algorithm = HashAlgorithm::sha384; break;
    default: return {};
    }
    std::array<std::uint8_t, max_name_octets> name;
    Digest digest(algorithm);
    digest.update(Octets(name.data(), copy_folded(owner, name.data())));
    digest.update(dnskey_rdata);
    return digest.finish();
}

struct Nsec3Hasher::State {
    std::unique_ptr<Botan::HashFunction> sha1 = Botan::HashFunction::create_or_throw("SHA-1");
    std::uint16_t iterations;
    std::array<std::uint8_t, 255> salt;
    std::size_t salt_octets;
    std::array<std::uint8_t, max_name_octets + 255> input;
};

Nsec3Hasher::Nsec3Hasher(std::uint16_t iterations, Octets salt)
    : state_(std::make_unique<State>()) {
    assert(salt.size() <= state_->salt.size());
    state_->iterations = iterations;
    state_->salt_octets = salt.size();
    std::ranges::copy(salt, state_->salt.begin());
}
Nsec3Hasher::~Nsec3Hasher() = default;
Nsec3Hasher::Nsec3Hasher(Nsec3Hasher&&) noexcept = default;

Nsec3Hash Nsec3Hasher::operator()(NameView name) {
    State& state = *state_;
    const auto hash_with_salt = [&](std::size_t octets, Nsec3Hash& hash) {
        std::copy_n(state.salt.data(), state.salt_octets, state.input.data() + octets);
        state.sha1->update(state.input.data(), octets + state.salt_octets);
        state.sha1->final(hash.data());
    };
    Nsec3Hash hash;
    hash_with_salt(copy_folded(name, state.input.data()), hash);
    // The salt stays where it is from now on: behind the hash.
    for (unsigned i = 0; i < state.iterations; ++i) {
        std::ranges::copy(hash, state.input.begin());
        hash_with_salt(hash.size(), hash);
    }
    return hash;
}

}  // namespace zoneproof
