// ECDSA's arithmetic: signatures made from the sum backwards, so that the input chooses u1 and u2.
#pragma once

#include "fuzz/lanes/input.hpp"

#include "verifier/crypto/ecdsa_arithmetic.hpp"

namespace zoneproof::fuzz {

struct EcdsaItem {
    Integer e, r, s;
    bool holds = false, ordinary = true;
};

template <class Curve>
class EcdsaTarget {
public:
    explicit EcdsaTarget(std::vector<const lanes::EcdsaArithmetic*> arithmetics)
        : arithmetics_(std::move(arithmetics)) {
        // Q = -G and 2G, where sums collide soon, and one that has nothing to do with G.
        for (const Integer& d : {group_.n - 1, Integer(2), group_.p % group_.n / 3})
            add_key(base_.times(d));
        // One for which 1 Q + G has an x that is not below n.
        Point large{group_.n, 0};
        const Integer b = (group_.base.y * group_.base.y + group_.base.x * 3 +
                           (group_.p - group_.base.x * group_.base.x % group_.p) * group_.base.x) %
                          group_.p;
        for (;; large.x += 1) {
            const Integer yy =
                (large.x * large.x % group_.p * large.x + b + (group_.p - large.x) * 3) % group_.p;
            large.y = Botan::power_mod(yy, (group_.p + 1) / 4, group_.p);
            if (large.y * large.y % group_.p == yy) break;
        }
        add_key(group_.add(large, group_.negate(group_.base)));
    }

    void run(Input& input) {
        const std::size_t key = input.take8() % keys_.size();
        const unsigned window = 2 + input.take8() % 6;
        std::vector<EcdsaItem> items(1 + input.take8() % 3);
        for (EcdsaItem& item : items) {
            item.ordinary = key == 2;
            item = make(input, keys_[key], item.ordinary);
        }
        if (key == 3) items.push_back(with_large_x(keys_[key]));
        const auto order = deal(input, items.size());
        for (const auto* arithmetic : arithmetics_) check(*arithmetic, key, window, items, order);
    }

private:
    void add_key(const Point& q) { keys_.emplace_back(group_, q), points_.push_back(q); }

    EcdsaItem make(Input& input, const Multiples<Weierstrass<Curve>>& q, bool ordinary) {
        const Integer& n = group_.n;
        const Integer u1 = input.number(n, ordinary), u2 = input.number(n, ordinary);
        const Point sum = group_.add(base_.times(u1), q.times(u2));
        EcdsaItem item{0, sum.x % n, 1, false, ordinary};
        if (u2 != 0) item.s = item.r * Botan::inverse_mod(u2, n) % n;
        if (item.r == 0) item.r = item.s = 1;
        item.e = u1 * item.s % n;
        switch (input.take8() % 8) {
        case 0: item.e = (item.e + 1) % n; break;
        case 1: item.r = item.r % (n - 1) + 1; break;
        case 2: item.s = item.s % (n - 1) + 1; break;
        case 3: item.s = n - item.s; break;
        case 4: item.e += n; break;  // hashes need not be below n
        default: break;
        }
        if (item.e.bits() > Curve::bits) item.e -= n;
        judge(item, q);
        return item;
    }
    EcdsaItem with_large_x(const Multiples<Weierstrass<Curve>>& q) {
        const Point sum = group_.add(group_.base, q.times(1));
        require(sum.x >= group_.n, "the sum is the one that was meant");
        EcdsaItem item{0, sum.x - group_.n, 0, false, true};
        if (item.r == 0) item.r = 1;
        item.e = item.s = item.r;
        judge(item, q);
        return item;
    }
    /// FIPS 186-5 6.4.2
    void judge(EcdsaItem& item, const Multiples<Weierstrass<Curve>>& q) {
        const Integer w = Botan::inverse_mod(item.s, group_.n);
        const Point sum =
            group_.add(base_.times(item.e * w % group_.n), q.times(item.r * w % group_.n));
        item.holds = !sum.identity && sum.x % group_.n == item.r;
    }

    void check(const lanes::EcdsaArithmetic& arithmetic, std::size_t key, unsigned window,
               const std::vector<EcdsaItem>& items, const std::vector<std::size_t>& order) {
        std::vector<std::uint64_t> e, r, s;
        for (const std::size_t item : order)
            for (const auto& [to, number] :
                 {std::pair(&e, &items[item].e), std::pair(&r, &items[item].r),
                  std::pair(&s, &items[item].s)})
                for (const std::uint64_t word : words_of(*number, Curve::words))
                    to->push_back(word);
        AlignedWords space(arithmetic.check_space(window, places));
        std::vector<std::uint8_t> good(places, 2);
        arithmetic.check({.base_table = tables_.of(arithmetic, group_.base, Curve::words, window),
                          .key_table = tables_.of(arithmetic, points_[key], Curve::words, window),
                          .window = window,
                          .count = places,
                          .e = e.data(),
                          .r = r.data(),
                          .s = s.data(),
                          .good = good.data(),
                          .space = space.data()});
        for (std::size_t i = 0; i < places; ++i) {
            const EcdsaItem& item = items[order[i]];
            require(good[i] <= item.holds, "an ECDSA lane accepts only what holds");
            require(good[i] == 1 || !item.holds || !item.ordinary,
                    "an ECDSA lane accepts all that holds and is not crafted");
        }
    }

    std::vector<const lanes::EcdsaArithmetic*> arithmetics_;
    const Weierstrass<Curve> group_;
    const Multiples<Weierstrass<Curve>> base_{group_, group_.base};
    std::vector<Multiples<Weierstrass<Curve>>> keys_;
    std::vector<Point> points_;
    Tables<lanes::EcdsaArithmetic> tables_;
};

}  // namespace zoneproof::fuzz
