// Ed25519's arithmetic: S and the hash are the input's, R what follows from them. For every key,
// one with a part of low order too, the lane's answer is the definition's.
#pragma once

#include "fuzz/lanes/input.hpp"

#include "verifier/crypto/ed25519_arithmetic.hpp"

namespace zoneproof::fuzz {

class Ed25519Target {
public:
    explicit Ed25519Target(std::vector<const lanes::Ed25519Arithmetic*> arithmetics)
        : arithmetics_(std::move(arithmetics)) {
        const Point any = base_.times(group_.p % group_.n / 3);
        for (const Point& key :
             {any, group_.base, group_.negate(group_.base), group_.add(any, order_8), order_8}) {
            points_.push_back(group_.negate(key));
            negated_.emplace_back(group_, points_.back());
        }
    }

    void run(Input& input) {
        const std::size_t key = input.take8() % points_.size();
        const unsigned window = 4 + input.take8() % 4;
        std::vector<Item> items(1 + input.take8() % 4);
        for (Item& item : items) item = make(input, negated_[key]);
        const auto order = deal(input, items.size());
        for (const auto* arithmetic : arithmetics_)
            check(*arithmetic, points_[key], window, items, order);
    }

private:
    struct Item {
        Integer r, s, hash;  // R as it is encoded
        bool holds;
    };

    Item make(Input& input, const Multiples<Edwards>& negated) {
        bool ordinary;
        Item item;
        item.s = input.number(group_.n, ordinary);
        item.hash = input.number(Integer::power_of_2(512), ordinary);
        item.r = sum(item, negated);
        switch (input.take8() % 8) {
        case 0: item.s = (item.s + 1) % group_.n; break;
        case 1: item.hash = (item.hash + group_.n) % Integer::power_of_2(512); break;
        case 2: item.hash = (item.hash + 1) % Integer::power_of_2(512); break;
        case 3: item.r.set_bit(input.take8()); break;
        case 4: item.r = Integer::power_of_2(256) - 1 - item.r; break;
        case 5:  // the same point in an encoding that is not canonical, where there is one
            if (item.r < 19) item.r += group_.p;
            break;
        default: break;
        }
        item.holds = sum(item, negated) == item.r;
        return item;
    }

    /// RFC 8032 5.1.2: S B - h A, encoded.
    Integer sum(const Item& item, const Multiples<Edwards>& negated) const {
        const Point point = group_.add(base_.times(item.s), negated.times(item.hash % group_.n));
        return point.x.is_odd() ? point.y + Integer::power_of_2(255) : point.y;
    }

    void check(const lanes::Ed25519Arithmetic& arithmetic, const Point& negated_key,
               unsigned window, const std::vector<Item>& items,
               const std::vector<std::size_t>& order) {
        std::vector<std::uint64_t> r, s, hash;
        for (const std::size_t item : order) {
            for (const std::uint64_t word : words_of(items[item].r, 4)) r.push_back(word);
            for (const std::uint64_t word : words_of(items[item].s, 4)) s.push_back(word);
            for (const std::uint64_t word : words_of(items[item].hash, 8)) hash.push_back(word);
        }
        AlignedWords space(arithmetic.check_space(window, places));
        std::vector<std::uint8_t> good(places, 2);
        arithmetic.check({.base_table = tables_.of(arithmetic, group_.base, 4, window),
                          .negated_table = tables_.of(arithmetic, negated_key, 4, window),
                          .window = window,
                          .count = places,
                          .r = r.data(),
                          .s = s.data(),
                          .hash = hash.data(),
                          .good = good.data(),
                          .space = space.data()});
        for (std::size_t i = 0; i < places; ++i)
            require(good[i] == items[order[i]].holds, "an Ed25519 lane accepts what holds");
    }

    std::vector<const lanes::Ed25519Arithmetic*> arithmetics_;
    const Edwards group_;
    const Multiples<Edwards> base_{group_, group_.base};
    // A point of order 8.
    static constexpr std::uint64_t x_8[] = {0x215eb9b93aba2ea3, 0xa3e6c38fec1a1dc7,
                                            0x16cc66cdc721b544, 0x602a465ff9c6b5d7};
    static constexpr std::uint64_t y_8[] = {0xb027b2c28f95e826, 0xf098eff289f4c345,
                                            0x3933c6d305acdfd5, 0x05fc536d880238b1};
    const Point order_8{integer(x_8), integer(y_8)};
    std::vector<Point> points_;
    std::vector<Multiples<Edwards>> negated_;
    Tables<lanes::Ed25519Arithmetic> tables_;
};

}  // namespace zoneproof::fuzz
