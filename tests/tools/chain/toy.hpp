// A toy root, `example.` and a leaf from the corpus' builder, to break and to walk.
#pragma once

#include "corpus/builder/hierarchy.hpp"
#include "corpus/builder/recipe.hpp"
#include "corpus/builder/write.hpp"
#include "rules/chain/chain.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace zoneproof::testing {

inline constexpr Timestamp toy_time{corpus::reference_time};
inline constexpr std::size_t root = 0, middle = 1, leaf = 2;

inline Name name(const char* text) {
    const auto read = name_from_text(text);
    REQUIRE(read);
    return *read;
}

class Toy {
public:
    /// @param change of the leaf before its parents are made, so that they hold its DS
    explicit Toy(const char* base = "leaf-nsec", const char* origin = "leaf.example.",
                 const std::function<void(corpus::Recipe&)>& change = {}) {
        corpus::Recipe recipe = corpus::healthy(*corpus::find_base_zone(base), name(origin));
        if (change) change(recipe);
        auto zone = corpus::make_zone(recipe, store_);
        REQUIRE(zone);
        auto served = corpus::hierarchy(*zone, corpus::reference_time, store_);
        REQUIRE(served);
        for (corpus::Served& one : *served) zones.push_back(std::move(one.zone));
        options.anchors = [anchors = zones.front().ds](NameView zone, Timestamp) {
            ParentDs parent;
            parent.given = true;
            if (zone.is_root())
                for (const corpus::Record& ds : anchors)
                    parent.records.push_back({true, ds.rdata, {}, "anchors", 1, {}, {}});
            return parent;
        };
    }

    corpus::SignedZone& operator[](std::size_t at) { return zones[at]; }

    /// The RDATA of the first record of an RRset.
    corpus::Bytes& rdata(std::size_t at, const char* owner, RrType type) {
        const auto found =
            std::ranges::find_if(zones[at].records, [&](const corpus::Record& record) {
                return corpus::is_in_rrset(record, name(owner), type);
            });
        REQUIRE(found != zones[at].records.end());
        return found->rdata;
    }
    /// One bit of the signature over an RRset.
    void break_signature(std::size_t at, NameView owner, RrType type) {
        bool any = false;
        for (corpus::Record& record : zones[at].records)
            if (record.type == RrType::RRSIG && corpus::is_at(record, owner) &&
                corpus::covered_type(record) == type)
                record.rdata.back() ^= 1, any = true;
        REQUIRE(any);
    }
    void erase(std::size_t at, NameView owner, RrType type) {
        std::erase_if(zones[at].records, [&](const corpus::Record& record) {
            return corpus::is_at(record, owner) && corpus::covered_type(record) == type;
        });
    }

    /// Walks it; `without` is left out.
    ChainReport walk(std::optional<std::size_t> without = {}, Timestamp at = toy_time) {
        loaded_.clear();
        evidence_.clear();
        std::vector<ChainZone> given;
        Workers workers(1);
        for (std::size_t i = zones.size(); i-- > 0;) {  // the order of the arguments means nothing
            if (i == without) continue;
            Source source = Source::from_text(corpus::zone_text(zones[i]));
            auto loaded = load(source, {}, workers);
            REQUIRE(loaded);
            REQUIRE(loaded->zone);
            loaded_.push_back(std::move(*loaded));
            VerifyOptions verify_options;
            verify_options.passes = pass::signatures | pass::nsec | pass::nsec3;
            evidence_.push_back(verify(*loaded_.back().zone, {}, verify_options, workers));
            given.push_back({"zone " + std::to_string(i), &loaded_.back(), &evidence_.back()});
        }
        auto report = walk_chain(given, options, at, workers);
        REQUIRE(report);
        return *std::move(report);
    }

    std::vector<corpus::SignedZone> zones;
    ChainOptions options;

private:
    corpus::KeyStore store_;
    std::deque<LoadedZone> loaded_;
    std::deque<Evidence> evidence_;
};

}  // namespace zoneproof::testing
