// ECDSA signatures in lanes: hashes, tables and batches around ecdsa_batch.hpp.
#include "verifier/crypto/ecdsa_arithmetic.hpp"
#include "verifier/crypto/lanes.hpp"
#include "verifier/crypto/scratch.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace zoneproof {
namespace {

using lanes::EcdsaArithmetic;

/// Wider windows mean fewer additions and larger tables: 2^(w-1) entries for each of bits/w
/// windows.
struct WindowRow {
    std::size_t signatures;  // from so many on
    unsigned window;
};
constexpr WindowRow windows[] = {{40'000, 13}, {5'000, 10}, {500, 8}, {32, 6}};
constexpr std::size_t group = 32;         // a batch is filled up to a multiple
constexpr std::size_t least_at_once = 4;  // what one costs Botan pays for a group, once
constexpr std::size_t most_at_once = 2048;

/// @param point x and y
AlignedWords make_table(const EcdsaArithmetic& arithmetic, const std::uint64_t* point,
                        unsigned window) {
    AlignedWords table(arithmetic.table_words(window));
    AlignedWords space(arithmetic.build_space(window));
    arithmetic.build_table(point, window, table.data(), space.data());
    return table;
}

/// The base point's table, which all keys of a lane and curve share; made once for each width.
const std::uint64_t* base_table(const EcdsaArithmetic& arithmetic, unsigned window) {
    static std::mutex mutex;
    static std::map<std::pair<const EcdsaArithmetic*, unsigned>, AlignedWords> tables;
    const std::lock_guard lock(mutex);
    const std::pair which(&arithmetic, window);
    if (const auto found = tables.find(which); found != tables.end()) return found->second.data();
    std::vector<std::uint64_t> point(arithmetic.base_x, arithmetic.base_x + arithmetic.words);
    point.insert(point.end(), arithmetic.base_y, arithmetic.base_y + arithmetic.words);
    return tables.emplace(which, make_table(arithmetic, point.data(), window)).first->second.data();
}

/// A big-endian number as words from the lowest up.
void to_words(Octets big_endian, std::uint64_t* words) {
    for (std::size_t end = big_endian.size(); end != 0; end -= 8) {
        std::uint64_t word;
        std::memcpy(&word, big_endian.data() + end - 8, 8);
        *words++ = __builtin_bswap64(word);
    }
}

class EcdsaLane final : public Lane {
public:
    EcdsaLane(const EcdsaArithmetic& arithmetic, HashAlgorithm hash, Octets public_key)
        : arithmetic_(arithmetic), hash_(hash), octets_(8 * arithmetic.words),
          point_(2 * arithmetic.words) {
        to_words(public_key.first(octets_), point_.data());
        to_words(public_key.subspan(octets_), point_.data() + arithmetic.words);
    }

    void expect(std::size_t signatures) override {
        const auto* const row = std::ranges::find_if(
            windows, [&](const WindowRow& window) { return signatures >= window.signatures; });
        if (row == std::end(windows) || row->window <= window_) return;
        window_ = row->window;
        base_ = base_table(arithmetic_, window_);
        table_ = make_table(arithmetic_, point_.data(), window_);
        key_ = table_->data();
    }
    std::size_t least() const override {
        return table_ ? least_at_once : std::numeric_limits<std::size_t>::max();
    }

    void check(std::span<const SignedOctets> batch, std::span<std::uint8_t> good,
               LaneSpace& space) const override {
        if (!table_) {
            std::ranges::fill(good, std::uint8_t{0});
            return;
        }
        for (std::size_t at = 0; at < batch.size(); at += most_at_once) {
            const std::size_t count = std::min(most_at_once, batch.size() - at);
            check_some(batch.subspan(at, count), good.subspan(at, count), space);
        }
    }

private:
    void check_some(std::span<const SignedOctets> batch, std::span<std::uint8_t> good,
                    LaneSpace& space) const {
        const std::size_t count = (batch.size() + group - 1) / group * group;
        const std::size_t words = arithmetic_.words, number = count * words;
        std::uint64_t* const numbers =
            space.words(3 * number + count / 8 + arithmetic_.check_space(window_, count) + 8);
        std::uint64_t *const e = numbers, *const r = e + number, *const s = r + number;
        Digest& digest = space.digest(hash_);
        std::array<std::uint8_t, 48> hash;
        for (std::size_t i = 0; i < count; ++i) {
            // Filled up with repetitions that nobody looks at.
            const SignedOctets& one = batch[std::min(i, batch.size() - 1)];
            if (i < batch.size()) {
                for (const Octets piece : one.pieces) digest.update(piece);
                digest.finish(std::span(hash).first(octets_));
            }
            to_words(Octets(hash).first(octets_), e + i * words);
            to_words(one.signature.first(octets_), r + i * words);
            to_words(one.signature.subspan(octets_), s + i * words);
        }
        auto* const answers = reinterpret_cast<std::uint8_t*>(s + number);
        std::uint64_t* const rest = s + number + (count / 8 + 7) / 8 * 8;  // keeps to the boundary
        arithmetic_.check({.base_table = base_,
                           .key_table = key_,
                           .window = window_,
                           .count = count,
                           .e = e,
                           .r = r,
                           .s = s,
                           .good = answers,
                           .space = rest});
        std::copy_n(answers, batch.size(), good.begin());
    }

    const EcdsaArithmetic& arithmetic_;
    HashAlgorithm hash_;
    std::size_t octets_;
    std::vector<std::uint64_t> point_;
    unsigned window_ = 0;
    const std::uint64_t *base_ = nullptr, *key_ = nullptr;
    std::optional<AlignedWords> table_;
};

std::unique_ptr<Lane> make(const EcdsaArithmetic& p256, const EcdsaArithmetic& p384,
                           std::uint8_t algorithm, Octets public_key) {
    if (algorithm == 13)
        return std::make_unique<EcdsaLane>(p256, HashAlgorithm::sha256, public_key);
    return std::make_unique<EcdsaLane>(p384, HashAlgorithm::sha384, public_key);
}

}  // namespace

std::unique_ptr<Lane> make_ecdsa_scalar_lane(std::uint8_t algorithm, Octets public_key) {
    return make(lanes::p256_scalar, lanes::p384_scalar, algorithm, public_key);
}

#if defined(__x86_64__)
std::unique_ptr<Lane> make_ecdsa_ifma_lane(std::uint8_t algorithm, Octets public_key) {
    return make(lanes::p256_ifma, lanes::p384_ifma, algorithm, public_key);
}
#endif

}  // namespace zoneproof
