// Ed25519 signatures in lanes: hashes, tables and batches around ed25519_batch.hpp.
#include "verifier/crypto/curve.hpp"
#include "verifier/crypto/ed25519_arithmetic.hpp"
#include "verifier/crypto/lanes.hpp"
#include "verifier/crypto/scratch.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace zoneproof {
namespace {

using lanes::Ed25519Arithmetic;

struct WindowRow {
    std::size_t signatures;  // from so many on
    unsigned window;
};
constexpr WindowRow windows[] = {{60'000, 12}, {5'000, 10}, {500, 8}, {32, 6}};
constexpr std::size_t group = 32;         // a batch is filled up to a multiple
constexpr std::size_t least_at_once = 4;  // what one costs Botan pays for a group, once
constexpr std::size_t most_at_once = 2048;

AlignedWords make_table(const Ed25519Arithmetic& arithmetic, const std::uint64_t* point,
                        unsigned window) {
    AlignedWords table(arithmetic.table_words(window));
    AlignedWords space(arithmetic.build_space(window));
    arithmetic.build_table(point, window, table.data(), space.data());
    return table;
}

/// The base point's table, which all keys of a lane share; made once for each width.
const std::uint64_t* base_table(const Ed25519Arithmetic& arithmetic, unsigned window) {
    using Curve = lanes::Edwards25519;
    static std::mutex mutex;
    static std::map<std::pair<const Ed25519Arithmetic*, unsigned>, AlignedWords> tables;
    const std::lock_guard lock(mutex);
    const std::pair which(&arithmetic, window);
    if (const auto found = tables.find(which); found != tables.end()) return found->second.data();
    std::array<std::uint64_t, 8> base;
    std::copy_n(Curve::y, 4, std::copy_n(Curve::x, 4, base.begin()));
    return tables.emplace(which, make_table(arithmetic, base.data(), window)).first->second.data();
}

void copy_words(Octets little_endian, std::uint64_t* words) {
    std::memcpy(words, little_endian.data(), little_endian.size());
}

/// -A as x and y, from its encoding (RFC 8032 5.1.3), which has been found to be of a point.
std::array<std::uint64_t, 8> decode_negated(Octets key) {
    const Botan::BigInt p = Botan::BigInt::power_of_2(255) - 19;
    const auto inverse = [&](const Botan::BigInt& a) { return Botan::power_mod(a, p - 2, p); };
    std::array<std::uint8_t, 32> big_endian;
    std::ranges::reverse_copy(key, big_endian.begin());
    const bool odd = (big_endian[0] & 0x80) != 0;
    big_endian[0] &= 0x7f;
    const Botan::BigInt y = to_integer(big_endian);

    // x^2 = (y^2 - 1) / (d y^2 + 1), d = -121665/121666; a root is its power (p + 3)/8, or that
    // times a root of -1, 2^((p - 1)/4).
    const Botan::BigInt d = (p - 121665) * inverse(121666) % p;
    const Botan::BigInt yy = y * y % p;
    const Botan::BigInt xx = (yy + p - 1) * inverse((d * yy + 1) % p) % p;
    Botan::BigInt x = Botan::power_mod(xx, (p + 3) / 8, p);
    if (x * x % p != xx) x = x * Botan::power_mod(2, (p - 1) / 4, p) % p;
    if (x.is_odd() == odd) x = p - x;

    std::array<std::uint64_t, 8> point{};
    for (std::size_t i = 0; i < 32; ++i) {
        point[i / 8] |= std::uint64_t{x.byte_at(i)} << 8 * (i % 8);
        point[4 + i / 8] |= std::uint64_t{y.byte_at(i)} << 8 * (i % 8);
    }
    return point;
}

class Ed25519Lane final : public Lane {
public:
    Ed25519Lane(const Ed25519Arithmetic& arithmetic, Octets public_key)
        : arithmetic_(arithmetic), negated_(decode_negated(public_key)) {
        std::ranges::copy(public_key, key_.begin());
    }

    void expect(std::size_t signatures) override {
        const auto* const row = std::ranges::find_if(
            windows, [&](const WindowRow& window) { return signatures >= window.signatures; });
        if (row == std::end(windows) || row->window <= window_) return;
        window_ = row->window;
        base_ = base_table(arithmetic_, window_);
        table_ = make_table(arithmetic_, negated_.data(), window_);
        negated_table_ = table_->data();
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
        const std::size_t answer_words = (count / 8 + 7) / 8 * 8;  // keeps to the boundary
        std::uint64_t* const numbers =
            space.words(16 * count + answer_words + arithmetic_.check_space(window_, count));
        std::uint64_t *const r = numbers, *const s = r + 4 * count, *const hash = s + 4 * count;
        Digest& digest = space.digest(HashAlgorithm::sha512);
        std::array<std::uint8_t, 64> h{};
        for (std::size_t i = 0; i < count; ++i) {
            // Filled up with repetitions that nobody looks at.
            const SignedOctets& one = batch[std::min(i, batch.size() - 1)];
            if (i < batch.size()) {
                digest.update(one.signature.first(32));
                digest.update(key_);
                for (const Octets piece : one.pieces) digest.update(piece);
                digest.finish(h);
            }
            copy_words(one.signature.first(32), r + 4 * i);
            copy_words(one.signature.subspan(32, 32), s + 4 * i);
            copy_words(h, hash + 8 * i);
        }
        auto* const answers = reinterpret_cast<std::uint8_t*>(hash + 8 * count);
        arithmetic_.check({.base_table = base_,
                           .negated_table = negated_table_,
                           .window = window_,
                           .count = count,
                           .r = r,
                           .s = s,
                           .hash = hash,
                           .good = answers,
                           .space = hash + 8 * count + answer_words});
        std::copy_n(answers, batch.size(), good.begin());
    }

    const Ed25519Arithmetic& arithmetic_;
    std::array<std::uint8_t, 32> key_;
    std::array<std::uint64_t, 8> negated_;
    unsigned window_ = 0;
    std::optional<AlignedWords> table_;
    const std::uint64_t *base_ = nullptr, *negated_table_ = nullptr;
};

}  // namespace

std::unique_ptr<Lane> make_ed25519_scalar_lane(std::uint8_t, Octets public_key) {
    return std::make_unique<Ed25519Lane>(lanes::ed25519_scalar, public_key);
}

#if defined(__x86_64__)
std::unique_ptr<Lane> make_ed25519_ifma_lane(std::uint8_t, Octets public_key) {
    return std::make_unique<Ed25519Lane>(lanes::ed25519_ifma, public_key);
}
#endif

}  // namespace zoneproof
