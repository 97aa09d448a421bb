// Points of the curves in affine coordinates over Botan's integers, by the textbook: what the lanes
// are compared with.
#pragma once

#include "verifier/crypto/botan_shim.hpp"
#include "verifier/crypto/curve.hpp"

#include <span>
#include <vector>

namespace zoneproof::fuzz {

using Integer = Botan::BigInt;

inline Integer integer(std::span<const std::uint64_t> words) {
    Integer value = 0;
    for (std::size_t i = words.size(); i-- > 0;) value = (value << 64) + Integer(words[i]);
    return value;
}

inline std::vector<std::uint64_t> words_of(const Integer& value, std::size_t count) {
    std::vector<std::uint64_t> words(count);
    for (std::size_t i = 0; i < 8 * count; ++i)
        words[i / 8] |= std::uint64_t{value.byte_at(i)} << 8 * (i % 8);
    return words;
}

struct Point {
    Integer x, y;
    bool identity = false;
};

/// y^2 = x^3 - 3x + b; b plays no part in the addition. SEC 1 2.2.1.
template <class Curve>
struct Weierstrass {
    const Integer p = integer(Curve::p), n = integer(Curve::n);
    const Point base{integer(Curve::x), integer(Curve::y)};

    static Point identity() { return {0, 0, true}; }
    Point negate(const Point& a) const { return {a.x, a.identity ? a.y : p - a.y, a.identity}; }
    Point add(const Point& a, const Point& b) const {
        if (a.identity) return b;
        if (b.identity) return a;
        if (a.x == b.x && a.y != b.y) return identity();
        const Integer slope = a.x == b.x ? (a.x * a.x * 3 + p - 3) * inverse(a.y * 2) % p
                                         : (b.y + p - a.y) * inverse(b.x + p - a.x) % p;
        const Integer x = (slope * slope + p + p - a.x - b.x) % p;
        return {x, (slope * (a.x + p - x) + p - a.y) % p};
    }
    Integer inverse(const Integer& a) const { return Botan::inverse_mod(a % p, p); }
};

/// RFC 8032 5.1: -x^2 + y^2 = 1 + d x^2 y^2.
struct Edwards {
    const Integer p = integer(lanes::Edwards25519::p), n = integer(lanes::Edwards25519::n);
    const Integer d = (p - 121665) * Botan::inverse_mod(Integer(121666), p) % p;
    const Point base{integer(lanes::Edwards25519::x), integer(lanes::Edwards25519::y)};

    static Point identity() { return {0, 1}; }
    Point negate(const Point& a) const { return {(p - a.x) % p, a.y}; }
    Point add(const Point& a, const Point& b) const {
        const Integer ab = a.x * b.x % p * a.y % p * b.y % p * d % p;
        const Integer plus = (1 + ab) % p, minus = (p + 1 - ab) % p;
        const Integer inverse = Botan::inverse_mod(plus * minus % p, p);  // neither is ever 0
        return {(a.x * b.y + b.x * a.y) % p * minus % p * inverse % p,
                (a.y * b.y + a.x * b.x) % p * plus % p * inverse % p};
    }
};

/// The multiples of one point, four bits of the factor at a time.
template <class Group>
class Multiples {
public:
    Multiples(const Group& group, const Point& point) : group_(group) {
        Point power = point;
        for (std::size_t i = 0; i < group.p.bits(); i += 4) {
            auto& row = rows_.emplace_back(1, Group::identity());
            while (row.size() < 16) row.push_back(group.add(row.back(), power));
            power = group.add(row.back(), power);
        }
    }
    Point times(const Integer& factor) const {
        Point sum = Group::identity();
        for (std::size_t i = 0; i < rows_.size(); ++i)
            sum = group_.add(sum, rows_[i][factor.byte_at(i / 2) >> i % 2 * 4 & 15]);
        return sum;
    }

private:
    const Group& group_;
    std::vector<std::vector<Point>> rows_;
};

}  // namespace zoneproof::fuzz
