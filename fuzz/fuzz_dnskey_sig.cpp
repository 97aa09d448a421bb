// Public keys and signatures (RFC 3110, 6605, 8080). An even first octet: the key of a DNSKEY RDATA
// and a signature as given, each behind a 16-bit length, then the signed octets. An odd one: a
// signature made by a key of the corpus, whole or with a bit changed.
#include "fuzz/oracle.hpp"

#include "corpus/builder/keys.hpp"
#include "verifier/crypto/key_verifier.hpp"

#include <array>
#include <memory>
#include <optional>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

struct Answer {
    std::optional<KeyRefusal> refusal;
    SignatureCheck check = SignatureCheck::bad;

    bool valid() const { return !refusal && check == SignatureCheck::valid; }
    friend bool operator==(const Answer&, const Answer&) = default;
};

struct Case {
    std::uint8_t algorithm;
    Octets key, signature, message;
};

std::string show(const Case& given) {
    return "algorithm " + std::to_string(given.algorithm) + "\nkey " + to_hex(given.key) +
           "\nsignature " + to_hex(given.signature) + "\nmessage " + to_hex(given.message);
}

/// Twice whole and once in two pieces, in one batch: three times the same answer.
Answer ask(const Case& given, Engine engine) {
    auto made = make_verifier(given.algorithm, given.key, engine);
    if (const auto* const refusal = std::get_if<KeyRefusal>(&made)) return {*refusal};
    const auto& verifier = std::get<std::unique_ptr<KeyVerifier>>(made);
    static Scratch scratch;
    const std::size_t half = given.message.size() / 2;
    const std::array whole = {given.message};
    const std::array pieces = {given.message.first(half), given.message.subspan(half)};
    const std::array<SignedOctets, 3> batch = {
        {{whole, given.signature}, {pieces, given.signature}, {whole, given.signature}}};
    std::array<SignatureCheck, 3> checks{};
    verifier->check(batch, checks, scratch);
    require(checks[0] == checks[1] && checks[0] == checks[2], "pieces and company change no answer",
            [&] { return show(given); });
    return {std::nullopt, checks[0]};
}

Answer ask(const Case& given) {
    const Answer answer = ask(given, Engine::botan);
    for (const Engine engine : {Engine::automatic, Engine::scalar})
        require(ask(given, engine) == answer, "all engines agree", [&] { return show(given); });
    require(supports_algorithm(given.algorithm) ==
                (answer.refusal != KeyRefusal::unsupported_algorithm),
            "an unsupported algorithm is refused as such", [&] { return show(given); });
    return answer;
}

bool is_rsa(std::uint8_t algorithm) {
    return algorithm == 5 || algorithm == 7 || algorithm == 8 || algorithm == 10;
}

/// What makes a check dear is refused before a library sees it: CVE-2023-50868's kin.
void check_rsa_limits(const Case& given, const Answer& answer) {
    const RsaParts parts = rsa_parts(given.key);
    if (parts.modulus.empty()) {
        require(answer.refusal == KeyRefusal::malformed, "a key without modulus is malformed");
        return;
    }
    std::size_t exponent = parts.exponent.size();
    while (exponent != 0 && parts.exponent[parts.exponent.size() - exponent] == 0) --exponent;
    if (parts.modulus_bits > 8192 || exponent > 8)
        require(answer.refusal.has_value(), "no check takes longer than 8192 bits do",
                [&] { return show(given); });
}

/// The same key with its exponent's length in three octets (RFC 3110 2) and a leading zero.
void check_rsa_encoding(const Case& given, const Answer& answer) {
    const RsaParts parts = rsa_parts(given.key);
    if (parts.modulus.empty() || parts.exponent.size() > 250) return;
    Bytes key = {0, 0, static_cast<std::uint8_t>(parts.exponent.size() + 1), 0};
    key.insert(key.end(), parts.exponent.begin(), parts.exponent.end());
    key.insert(key.end(), parts.modulus.begin(), parts.modulus.end());
    require(ask({given.algorithm, key, given.signature, given.message}, Engine::botan) == answer,
            "the same key in another form gives the same answer", [&] { return show(given); });
}

void check_tampered(const Case& given) {
    Bytes message = copy(given.message);
    message.push_back(0);
    require(!ask({given.algorithm, given.key, given.signature, message}, Engine::automatic).valid(),
            "a signature holds for one message", [&] { return show(given); });
    Bytes signature = copy(given.signature);
    signature.push_back(0);
    require(ask({given.algorithm, given.key, signature, given.message}, Engine::automatic).check ==
                SignatureCheck::wrong_length,
            "a signature has one length", [&] { return show(given); });
}

void check_given(Feed& input) {
    const Octets dnskey = input.take_sized(), signature = input.take_sized();
    if (dnskey.size() < 4) return;
    const Case given{dnskey[3], dnskey.subspan(4), signature, input.rest()};
    const Answer answer = ask(given);
    if (is_rsa(given.algorithm)) {
        check_rsa_limits(given, answer);
        check_rsa_encoding(given, answer);
    }
    if (answer.valid()) check_tampered(given);
}

corpus::KeySpec fuzz_key(std::uint8_t algorithm) {
    corpus::KeySpec spec;
    spec.name = "fuzz";
    spec.algorithm = algorithm;
    return spec;
}

/// One key of each algorithm that needs no file.
const corpus::Key& key_of(std::uint8_t algorithm) {
    // Never destroyed: Botan's memory pool is gone before static objects are.
    static corpus::KeyStore& store = *new corpus::KeyStore;
    static const auto& keys = *new std::array{*store.make(fuzz_key(13)), *store.make(fuzz_key(14)),
                                              *store.make(fuzz_key(15)), *store.make(fuzz_key(16))};
    return keys[algorithm - 13u];
}

void check_made(Feed& input) {
    constexpr std::array<std::uint8_t, 8> algorithms = {13, 15, 13, 15, 13, 15, 14, 16};
    const std::uint8_t algorithm = algorithms[input.take8() % algorithms.size()];
    const std::uint16_t bit = input.take16();
    const Octets message = input.rest();
    const corpus::Key& key = key_of(algorithm);
    const Bytes dnskey = key.dnskey();
    Bytes signature = key.sign(message);
    Case made{algorithm, Octets(dnskey).subspan(4), signature, message};
    if (bit < 0x8000) {
        require(ask(made).valid() || !supports_algorithm(algorithm), "what was signed is valid",
                [&] { return show(made); });
        return;
    }
    signature[bit / 8 % signature.size()] ^= static_cast<std::uint8_t>(1u << bit % 8);
    require(!ask(made).valid(), "one wrong bit makes a signature bad", [&] { return show(made); });
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Feed input(data, size);
    if (input.take8() % 2 == 0)
        check_given(input);
    else
        check_made(input);
    return 0;
}
