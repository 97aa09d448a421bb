// One key, many signatures: the CPU time of each, tables and cross-checks included.
#include "tests/bench/bench.hpp"
#include "tests/bench/openssl.hpp"

#include "corpus/builder/keys.hpp"
#include "verifier/crypto/key_verifier.hpp"

#include <vector>

namespace zoneproof::bench {
namespace {

struct Subject {
    std::string_view name;
    std::uint8_t algorithm;
    std::size_t distinct;    // signatures that are made; they are checked again and again
    std::size_t one_by_one;  // of them for what takes long
};
constexpr Subject subjects[] = {{"P-256", 13, 4000, 1000},
                                {"P-384", 14, 1000, 200},
                                {"Ed25519", 15, 4000, 1000},
                                {"RSA-2048", 8, 500, 500}};
constexpr std::size_t octets_signed = 150, batch_size = 2047;

struct Signatures {
    std::vector<std::uint8_t> key;  // public key field
    std::vector<std::vector<std::uint8_t>> messages, signatures;
};

Signatures make(const Subject& subject) {
    corpus::KeyStore store(BENCH_KEYS);
    corpus::KeySpec spec;
    spec.name = "zsk";
    spec.algorithm = subject.algorithm;
    const corpus::Key key = *store.make(spec);
    const auto dnskey = key.dnskey();
    Signatures made{{dnskey.begin() + 4, dnskey.end()}, {}, {}};
    for (std::size_t i = 0; i < subject.distinct; ++i) {
        std::vector<std::uint8_t> message(octets_signed);
        for (std::size_t j = 0; j < message.size(); ++j)
            message[j] = static_cast<std::uint8_t>(i >> j % 3 * 8 ^ j);
        made.signatures.push_back(key.sign(message));
        made.messages.push_back(std::move(message));
    }
    return made;
}

/// Microseconds for each of `count` signatures by a verifier that is made for them.
double microseconds(const Subject& subject, const Signatures& made, Engine engine,
                    std::size_t count) {
    std::vector<Octets> messages(made.messages.begin(), made.messages.end());
    std::vector<SignedOctets> all;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t k = i % messages.size();
        all.push_back({{&messages[k], 1}, made.signatures[k]});
    }
    std::vector<SignatureCheck> answers(count);
    const double seconds = best_of(3, [&] {
        const auto verifier = std::move(std::get<std::unique_ptr<KeyVerifier>>(
            make_verifier(subject.algorithm, made.key, engine)));
        verifier->expect(count);
        Scratch scratch;
        for (std::size_t at = 0; at < count; at += batch_size) {
            const std::size_t size = std::min(batch_size, count - at);
            verifier->check(std::span(all).subspan(at, size), std::span(answers).subspan(at, size),
                            scratch);
        }
    });
    if (std::ranges::count(answers, SignatureCheck::valid) != static_cast<std::ptrdiff_t>(count))
        print("not all signatures are valid!\n");
    return seconds * 1e6 / static_cast<double>(count);
}

void measure(const Subject& subject) {
    const Signatures made = make(subject);
    double openssl = 0;
    const auto row = [&](std::string_view what, std::size_t count, double microseconds) {
        print("{:<9} {:<22} {:7} signatures {:8.2f} us", subject.name, what, count, microseconds);
        if (openssl > 0) print("   {:6.1f} x OpenSSL", openssl / microseconds);
        print("\n");
    };
    openssl = openssl_microseconds(subject.algorithm, made.key, made.messages, made.signatures,
                                   subject.one_by_one);
    if (openssl > 0) row("OpenSSL", subject.one_by_one, openssl);
    row("Botan", subject.one_by_one,
        microseconds(subject, made, Engine::botan, subject.one_by_one));
    for (const std::size_t count : {1'000u, 10'000u, 100'000u}) {
        row("portable lane", count, microseconds(subject, made, Engine::scalar, count));
        row("lane of this machine", count, microseconds(subject, made, Engine::automatic, count));
    }
}

}  // namespace

void verify_speed(std::string_view algorithm) {
    if (const std::string version = openssl_version(); !version.empty()) print("{}\n", version);
    for (const Subject& subject : subjects)
        if (algorithm.empty() || algorithm == subject.name) measure(subject);
}

}  // namespace zoneproof::bench
