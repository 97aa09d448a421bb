// NSEC3 hashes (RFC 5155 5) against a plain loop over Botan's SHA-1, and their owner labels.
#include "fuzz/oracle.hpp"

#include "parser/dns/name.hpp"
#include "parser/field/encode.hpp"
#include "verifier/crypto/botan_shim.hpp"
#include "verifier/crypto/digest.hpp"
#include "verifier/nsec3.hpp"

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

Name take_name(Octets octets) {
    std::array<std::uint8_t, max_name_octets> wire;
    std::size_t size = 0;
    while (!octets.empty() && octets[0] != 0) {
        const std::size_t length = std::min<std::size_t>(octets[0] & 63, octets.size() - 1);
        if (length == 0 || size + length + 2 > max_name_octets) break;
        wire[size] = static_cast<std::uint8_t>(length);
        std::copy_n(&octets[1], length, &wire[size + 1]);
        size += length + 1;
        octets = octets.subspan(length + 1);
    }
    wire[size] = 0;
    return Name(NameView(wire.data(), size + 1));
}

Nsec3Hash naive(NameView name, unsigned iterations, Octets salt) {
    const auto sha1 = Botan::HashFunction::create_or_throw("SHA-1");
    Bytes value;
    for (const std::uint8_t octet : name.wire()) value.push_back(fold(octet));
    for (unsigned i = 0; i <= iterations; ++i) {
        value.insert(value.end(), salt.begin(), salt.end());
        const auto digest = sha1->process(value.data(), value.size());
        value.assign(digest.begin(), digest.end());
    }
    Nsec3Hash hash;
    std::copy_n(value.begin(), hash.size(), hash.begin());
    return hash;
}

constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuv";

/// RFC 4648 7, five bits at a time.
std::string naive_base32hex(Octets data) {
    std::string text;
    for (std::size_t bit = 0; bit < data.size() * 8; bit += 5) {
        unsigned value = 0;
        for (std::size_t i = bit; i < bit + 5; ++i)
            value = value * 2 + (i < data.size() * 8 ? data[i / 8] >> (7 - i % 8) & 1 : 0);
        text.push_back(digits[value]);
    }
    return text;
}

std::string folded(std::string text) {
    for (char& c : text) c = static_cast<char>(fold(static_cast<std::uint8_t>(c)));
    return text;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Feed input(data, size);
    const auto iterations = static_cast<std::uint16_t>(input.take8() % 200);
    const Octets salt = input.take(input.take8());
    const Octets label = input.take(input.take8());
    const Name name = take_name(input.rest());

    Nsec3Hasher hasher(iterations, salt);
    const Nsec3Hash hash = hasher(name);
    require(hash == naive(name, iterations, salt), "a hash follows RFC 5155 5",
            [&] { return to_text(name) + " " + std::to_string(iterations) + " " + to_hex(salt); });
    require(hash == hasher(name), "a hasher can be used again");
    Bytes upper = copy(name.view().wire());
    for (NameView up = name; !up.is_root(); up = up.parent())
        for (std::uint8_t& octet :
             std::span(upper).subspan(upper.size() - up.size() + 1, *up.data()))
            if (octet >= 'a' && octet <= 'z') octet = static_cast<std::uint8_t>(octet - 32);
    require(hash == hasher(NameView(upper)), "letters in upper case hash like those in lower case");

    const std::string text = to_base32hex(hash);
    require(folded(text) == naive_base32hex(hash), "owner labels are base32hex",
            [&] { return text; });
    require(hash_from_label(octets(text)) == hash, "an owner label reads as its hash");
    if (const auto read = hash_from_label(label))
        require(folded(to_base32hex(*read)) == folded(std::string(fuzz::text(label))),
                "only what a hash is written as is a label of one");
    else
        require(label.size() != 32 ||
                    folded(std::string(fuzz::text(label))).find_first_not_of(digits) !=
                        std::string::npos,
                "32 digits are a hash");
    return 0;
}
