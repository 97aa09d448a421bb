// RSASSA-PKCS1-v1_5: RFC 3110 and RFC 5702 with RFC 8017.
#include "corpus/builder/integers.hpp"
#include "corpus/builder/vectors/octets.hpp"
#include "corpus/builder/vectors/sig_groups.hpp"

namespace zoneproof::corpus {
namespace {

using Botan::BigInt;

const Bytes message = bytes("one RRset in canonical form");

// DigestInfo up to the digest, RFC 8017 9.2.
const Bytes sha256_info = octets_of("3031 300d 0609 608648016503040201 0500 0420");

/// Exponent and modulus as RFC 3110 2 writes them.
struct PublicKey {
    Bytes exponent, modulus;

    explicit PublicKey(const Key& key) {
        const Bytes rdata = key.dnskey();
        const Octets field = Octets(rdata).subspan(4);
        exponent = bytes(field.subspan(1, field[0]));
        modulus = bytes(field.subspan(1u + field[0]));
    }
    PublicKey(Bytes exponent, Bytes modulus)
        : exponent(std::move(exponent)), modulus(std::move(modulus)) {}

    Bytes field() const {
        Bytes data = {static_cast<std::uint8_t>(exponent.size())};
        append(data, exponent);
        append(data, modulus);
        return data;
    }
};

/// 00 01 FF.. 00 and what follows, as long as the modulus.
Bytes block(std::size_t length, const Bytes& content) {
    Bytes data = {0, 1};
    data.resize(length - content.size() - 1, 0xFF);
    data.push_back(0);
    append(data, content);
    return data;
}

Bytes with_digest(Bytes info, std::string_view hash = "SHA-256") {
    append(info, digest(hash, message));
    return info;
}

void add_digest_infos(Group& group, const Key& key, std::size_t length) {
    const struct {
        const char *comment, *flag;
        Bytes content;
    } rows[] = {
        {"SHA-1 in full", "DigestInfo",
         with_digest(octets_of("3021 3009 0605 2b0e03021a 0500 0414"), "SHA-1")},
        {"SHA-512 in full", "DigestInfo",
         with_digest(octets_of("3051 300d 0609 608648016503040203 0500 0440"), "SHA-512")},
        {"the name of SHA-384", "DigestInfo",
         with_digest(octets_of("3031 300d 0609 608648016503040202 0500 0420"))},
        {"the digest alone", "DigestInfo", with_digest({})},
        {"the digest as a string, no DigestInfo around it", "DigestInfo",
         with_digest(octets_of("0420"))},
        {"the message instead of its digest", "DigestInfo",
         [] {
             Bytes content = sha256_info;
             append(content, message);
             content.resize(sha256_info.size() + 32);
             return content;
         }()},
        {"31 octets of the digest", "DigestInfo",
         [] {
             Bytes content = with_digest(octets_of("3030 300d 0609 608648016503040201 0500 041f"));
             content.pop_back();
             return content;
         }()},
        {"no DigestInfo and no digest", "DigestInfo", {}},
        {"the length of the sequence in two octets", "Ber",
         with_digest(octets_of("308131 300d 0609 608648016503040201 0500 0420"))},
        {"the length of the sequence in five octets", "Ber",
         with_digest(octets_of("308400000031 300d 0609 608648016503040201 0500 0420"))},
        {"the length of the digest in two octets", "Ber",
         with_digest(octets_of("3032 300d 0609 608648016503040201 0500 048120"))},
        {"an indefinite length", "Ber",
         [] {
             Bytes content = with_digest(octets_of("3080 300d 0609 608648016503040201 0500 0420"));
             append(content, Bytes{0, 0});
             return content;
         }()},
        {"NULL with an octet in it", "Ber",
         with_digest(octets_of("3032 300e 0609 608648016503040201 050100 0420"))},
        {"an octet behind the parameters", "Ber",
         with_digest(octets_of("3033 300f 0609 608648016503040201 0500 0500 0420"))},
        {"a zero octet behind the digest, counted", "Ber",
         [] {
             Bytes content = with_digest(octets_of("3033 300d 0609 608648016503040201 0500 0420"));
             append(content, Bytes{5, 0});
             return content;
         }()},
    };
    for (const auto& row : rows)
        add_signature(group, row.comment, {row.flag}, TestResult::invalid, message,
                      key.sign_block(block(length, row.content)));
    add_signature(group, "no parameters", {"MissingNull"}, TestResult::acceptable, message,
                  key.sign_block(block(
                      length, with_digest(octets_of("302f 300b 0609 608648016503040201 0420")))));
}

void add_paddings(Group& group, const Key& key, std::size_t length) {
    const Bytes good = block(length, with_digest(sha256_info));
    const std::size_t padding_end = length - sha256_info.size() - 32 - 1;
    const auto add = [&](const char* comment, Bytes encoded) {
        encoded.resize(length);
        add_signature(group, comment, {"Padding"}, TestResult::invalid, message,
                      key.sign_block(encoded));
    };
    const auto changed = [&](std::size_t at, std::uint8_t octet) {
        Bytes encoded = good;
        encoded[at] = octet;
        return encoded;
    };
    add("block type 0", changed(1, 0));
    add("block type 2", changed(1, 2));
    add("a first octet of 1", changed(0, 1));
    add("no zero octet at the end of the padding", changed(padding_end, 0xFF));
    add("a zero octet in the padding", changed(20, 0));
    add("fe in the padding", changed(20, 0xFE));
    add("fe as the first of the padding", changed(2, 0xFE));
    add("fe as the last of the padding", changed(padding_end - 1, 0xFE));

    // The digest far in front and octets behind it: what Bleichenbacher forged in 2006.
    for (const std::size_t ones : {std::size_t{0}, std::size_t{1}, std::size_t{8}}) {
        Bytes early = {0, 1};
        early.resize(2 + ones, 0xFF);
        early.push_back(0);
        append(early, with_digest(sha256_info));
        Bytes garbage = early;
        garbage.resize(length, 0xA5);
        const std::string text = std::to_string(ones) + " octets of padding, ";
        add((text + "zeros behind the digest").c_str(), early);
        add((text + "octets behind the digest").c_str(), garbage);
    }
    Bytes shifted = bytes(Octets(good).subspan(1));
    shifted.push_back(0);
    add("no zero octet in front", shifted);
    add("zeros", Bytes(length));
}

void add_ranges(Group& group, const Bytes& modulus, const Bytes& signature) {
    const BigInt n = to_integer(modulus), s = to_integer(signature);
    const std::size_t length = modulus.size();
    const auto invalid = TestResult::invalid;
    add_signature(group, "s + n", {"Range"}, invalid, message, to_octets(s + n, length));
    add_signature(group, "n", {"Range"}, invalid, message, modulus);
    add_signature(group, "n + 1", {"Range"}, invalid, message, to_octets(n + 1, length));
    add_signature(group, "n - s", {"Flipped"}, invalid, message, to_octets(n - s, length));
    add_signature(group, "n - 1", {"Flipped"}, invalid, message, to_octets(n - 1, length));
    add_signature(group, "1", {"Flipped"}, invalid, message, to_octets(BigInt(1), length));
}

/// A message whose signature begins with a zero octet, or n octets longer message.
Result<Bytes> message_with_leading_zero(const Key& key) {
    for (unsigned i = 0; i < 65536; ++i) {
        const Bytes candidate = bytes("RRset number " + std::to_string(i));
        if (key.sign(candidate)[0] == 0) return candidate;
    }
    return Error{ErrorCode::usage, "no signature begins with a zero octet"};
}

Result<bool> add_leading_zero(Groups& groups, KeyStore& keys) {
    const auto key = make_key(keys, 8, "zsk", 1024);
    if (!key) return key.error();
    const auto found = message_with_leading_zero(key.value());
    if (!found) return found.error();
    Group group = signature_group("RSA/SHA-256, 1024 bits", 8, PublicKey(*key).field());
    const Bytes signature = key->sign(found.value());
    add_signature(group, "kept", {"LeadingZero", "SmallKey"}, TestResult::acceptable, found.value(),
                  signature);
    add_signature(group, "left out", {"Length"}, TestResult::invalid, found.value(),
                  bytes(Octets(signature).subspan(1)));
    groups.push_back(std::move(group));
    return true;
}

/// One good signature of each algorithm and size, and what is wrong with any.
Result<bool> add_sizes(Groups& groups, KeyStore& keys) {
    const struct {
        std::uint8_t algorithm;
        unsigned bits;
        const char* seed;
        const char* flag;
    } rows[] = {{5, 1024, "zsk", "Sha1"},      {5, 2048, "zsk", "Sha1"},
                {7, 2048, "zsk", "Sha1"},      {8, 512, "zsk", "SmallKey"},
                {8, 1024, "ksk", "SmallKey"},  {8, 2048, "zsk", "Plain"},
                {8, 4096, "zsk", "Plain"},     {8, 4104, "zsk", "LargeKey"},
                {10, 1024, "zsk", "SmallKey"}, {10, 2048, "zsk", "Plain"}};
    for (const auto& row : rows) {
        const auto key = make_key(keys, row.algorithm, row.seed, row.bits);
        if (!key) return key.error();
        const std::string comment =
            describe_algorithm(row.algorithm) + ", " + std::to_string(row.bits) + " bits";
        Group group = signature_group(comment, row.algorithm, PublicKey(*key).field());
        const TestResult good =
            row.flag == std::string_view("Plain") ? TestResult::valid : TestResult::acceptable;
        const Bytes signature = key->sign(message);
        add_signature(group, "", {row.flag}, good, message, signature);
        add_signature(group, "no octet", {row.flag}, good, {}, key->sign({}));
        Bytes flipped = signature;
        flipped.back() ^= 0x10;
        add_signature(group, "the last octet", {"Flipped"}, TestResult::invalid, message, flipped);
        groups.push_back(std::move(group));
    }
    return true;
}

Result<bool> add_exponents(Groups& groups, KeyStore& keys) {
    const struct {
        const char *exponent, *comment, *flag;
        bool long_form;
    } rows[] = {{"3", "an exponent of 3", "WeakExponent", false},
                {"4294967297", "an exponent of 2^32+1", "LargeExponent", false},
                {"18446744073709551629", "an exponent of 65 bits", "LargeExponent", false},
                {"65537", "the exponent's length in three octets", "LongForm", true}};
    for (const auto& row : rows) {
        const auto key = make_key(keys, 8, "zsk2", 2048, row.exponent, row.long_form);
        if (!key) return key.error();
        const Bytes rdata = key->dnskey();
        Group group = signature_group(row.comment, 8, bytes(Octets(rdata).subspan(4)));
        const Bytes signature = key->sign(message);
        add_signature(group, "", {row.flag}, TestResult::acceptable, message, signature);
        Bytes flipped = signature;
        flipped[0] ^= 1;
        add_signature(group, "the first octet", {"Flipped"}, TestResult::invalid, message, flipped);
        groups.push_back(std::move(group));
    }
    return true;
}

/// Keys that the form allows and nobody should have, or that the form does not allow.
void add_odd_keys(Groups& groups, const Key& key) {
    const PublicKey good(key);
    const std::size_t length = good.modulus.size();
    const Bytes signature = key.sign(message), encoded = block(length, with_digest(sha256_info));
    const auto add = [&](const char* comment, std::string_view flag, TestResult outcome,
                         const Bytes& field, const Bytes& sig) {
        groups.push_back(signature_group(comment, 8, field));
        add_signature(groups.back(), "", {flag}, outcome, message, sig);
    };
    const auto with_zero = [](Bytes number) { return number.insert(number.begin(), 0), number; };
    Bytes even = good.modulus;
    even.back() &= 0xFE;
    add("an exponent of 1: the signature is the padded digest", "WeakExponent",
        TestResult::acceptable, PublicKey({1}, good.modulus).field(), encoded);
    add("an exponent of 1 and another signature", "Flipped", TestResult::invalid,
        PublicKey({1}, good.modulus).field(), signature);
    add("a zero octet in front of the exponent", "KeyLeadingZero", TestResult::acceptable,
        PublicKey(with_zero(good.exponent), good.modulus).field(), signature);
    add("a zero octet in front of the modulus", "KeyLeadingZero", TestResult::acceptable,
        PublicKey(good.exponent, with_zero(good.modulus)).field(), signature);
    add("an even exponent", "BadKey", TestResult::invalid, PublicKey({2}, good.modulus).field(),
        signature);
    add("an exponent of 0", "BadKey", TestResult::invalid, PublicKey({0}, good.modulus).field(),
        to_octets(BigInt(1), length));
    add("an even modulus", "BadKey", TestResult::invalid, PublicKey(good.exponent, even).field(),
        signature);
    add("a modulus of 0", "BadKey", TestResult::invalid,
        PublicKey(good.exponent, Bytes(length)).field(), signature);
    add("no modulus", "BadKey", TestResult::invalid, PublicKey(good.exponent, {}).field(),
        signature);
    add("no exponent", "BadKey", TestResult::invalid, octets_of("00 0000 c0ffee01"), signature);
    add("an exponent cut off", "BadKey", TestResult::invalid, octets_of("04 010001"), signature);
    add("a length cut off", "BadKey", TestResult::invalid, octets_of("00 01"), signature);
    add("one octet", "BadKey", TestResult::invalid, {3}, signature);
    add("the modulus without its last octet", "BadKey", TestResult::invalid,
        PublicKey(good.exponent, bytes(Octets(good.modulus).first(length - 1))).field(),
        bytes(Octets(signature).first(length - 1)));
}

}  // namespace

Result<Groups> rsa_groups(KeyStore& keys) {
    // Its modulus is small for its bits, so that s + n still fits.
    const auto key = make_key(keys, 8, "ksk2");
    if (!key) return key.error();
    const PublicKey field(*key);
    const std::size_t length = field.modulus.size();
    const Bytes signature = key->sign(message);
    Groups groups = {signature_group("RSA/SHA-256, 2048 bits", 8, field.field())};
    add_signature(groups[0], "", {"Plain"}, TestResult::valid, message, signature);
    const auto other = make_key(keys, 8, "zsk2");
    if (!other) return other.error();
    add_signature(groups[0], "", {"OtherKey"}, TestResult::invalid, message, other->sign(message));
    add_common_faults(groups[0], message, signature);
    add_digest_infos(groups[0], *key, length);
    add_paddings(groups[0], *key, length);
    add_ranges(groups[0], field.modulus, signature);
    add_odd_keys(groups, *key);
    for (const auto more : {add_leading_zero, add_sizes, add_exponents})
        if (const auto done = more(groups, keys); !done) return done.error();
    return groups;
}

}  // namespace zoneproof::corpus
