// Whole lanes: genuine signatures and changed ones, in batches of any size, against Botan.
#pragma once

#include "fuzz/lanes/input.hpp"

#include "corpus/builder/keys.hpp"
#include "verifier/crypto/known_answers.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace zoneproof::fuzz {

class MessagesTarget {
public:
    MessagesTarget() {
        corpus::KeyStore store;
        for (const std::uint8_t algorithm : {13, 14, 15}) {
            corpus::KeySpec spec;
            spec.name = "fuzz";
            spec.algorithm = algorithm;
            const corpus::Key key = *store.make(spec);
            const Bytes dnskey = key.dnskey();
            add(algorithm, Octets(dnskey).subspan(4));
            for (const char* text : {"", "a", "zone"})
                signed_.back().push_back({copy(octets(text)), key.sign(octets(text))});
        }
        for (const known::Answer& answer : known::answers) {
            if (answer.algorithm > 10) continue;
            add(answer.algorithm, answer.key);
            signed_.back().push_back({copy(answer.message), copy(answer.signature)});
        }
    }

    void run(Input& input) {
        const std::size_t key = input.take8() % keys_.size();
        std::vector<std::size_t> order(1 + input.take8() % 80);
        std::vector<Signed> different;
        for (int i = 0; i < 4; ++i) {
            different.push_back(signed_[key][input.take8() % signed_[key].size()]);
            change(input, different.back());
        }
        for (std::size_t& item : order) item = input.any() % different.size();
        for (const auto& lane : keys_[key].lanes) check(*lane, keys_[key], different, order);
    }

private:
    struct Signed {
        Bytes message, signature;
    };
    struct Key {
        std::unique_ptr<KeyVerifier> botan;
        std::vector<std::unique_ptr<Lane>> lanes;
    };

    void add(std::uint8_t algorithm, Octets public_key) {
        auto made = make_verifier(algorithm, public_key, Engine::botan);
        Key& key = keys_.emplace_back();
        key.botan = std::move(std::get<std::unique_ptr<KeyVerifier>>(made));
        for (const LaneKind& kind : lane_kinds()) {
            if (std::ranges::count(kind.algorithms, algorithm) == 0 || !kind.runs_here()) continue;
            key.lanes.push_back(kind.make(algorithm, public_key));
            key.lanes.back()->expect(32);
        }
        signed_.emplace_back();
    }

    static void change(Input& input, Signed& what) {
        const std::uint8_t how = input.take8();
        const std::uint16_t at = input.take16();
        Bytes& changed = how % 4 == 1 ? what.message : what.signature;
        if (how % 4 == 0 || changed.empty()) return;
        if (how % 4 == 3)
            std::ranges::copy(input.take(changed.size()), changed.begin());
        else
            changed[at / 8 % changed.size()] ^= static_cast<std::uint8_t>(1u << at % 8);
    }

    static void check(const Lane& lane, const Key& key, const std::vector<Signed>& different,
                      const std::vector<std::size_t>& order) {
        std::vector<SignatureCheck> truth;
        std::vector<std::array<Octets, 2>> pieces;
        for (const Signed& item : different) {
            const Octets message = item.message;
            pieces.push_back(
                {message.first(message.size() / 2), message.subspan(message.size() / 2)});
        }
        static Scratch& scratch = *new Scratch;
        for (std::size_t i = 0; i < different.size(); ++i) {
            const SignedOctets what{pieces[i], different[i].signature};
            key.botan->check({&what, 1}, {&truth.emplace_back(), 1}, scratch);
        }
        std::vector<SignedOctets> batch;
        std::vector<std::uint8_t> expected;
        for (const std::size_t item : order) {
            if (key.botan->objection(different[item].signature)) continue;  // never given to a lane
            batch.push_back({pieces[item], different[item].signature});
            expected.push_back(truth[item] == SignatureCheck::valid);
        }
        std::vector<std::uint8_t> good(batch.size(), 2);
        static LaneSpace space;
        lane.check(batch, good, space);
        require(good == expected, "a lane answers as Botan does");
    }

    std::vector<Key> keys_;
    std::vector<std::vector<Signed>> signed_;
};

}  // namespace zoneproof::fuzz
