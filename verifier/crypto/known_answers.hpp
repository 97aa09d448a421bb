// The signatures every lane must know before it is used: one valid vector of each algorithm from
// Project Wycheproof (C2SP, testvectors_v1), with 2,048 bits for RSA.
#pragma once

#include "verifier/crypto/hex.hpp"
#include "verifier/crypto/key_verifier.hpp"

namespace zoneproof::known {

// rsa_signature_2048_sha256_test.json, tcId 2
constexpr auto rsa2048_sha256_key =
    from_hex("03010001a2b451a07d0aa5f96e455671513550514a8a5b462ebef717094fa1fee82224e637f9746d3f7c"
             "afd31878d80325b6ef5a1700f65903b469429e89d6eac8845097b5ab393189db92512ed8a7711a1253fa"
             "cd20f79c15e8247f3d3e42e46e48c98e254a2fe9765313a03eff8f17e1a029397a1fa26a8dce26f490ed"
             "81299615d9814c22da610428e09c7d9658594266f5c021d0fceca08d945a12be82de4d1ece6b4c03145b"
             "5d3495d4ed5411eb878daf05fd7afc3e09ada0f1126422f590975a1969816f48698bcbba1b4d9cae79d4"
             "60d8f9f85e7975005d9bc22c4e5ac0f7c1a45d12569a62807d3b9a02e5a530e773066f453d1f5b4c2e9c"
             "f7820283f742b9d5");
constexpr auto rsa2048_sha256_message = from_hex("0000000000000000000000000000000000000000");
constexpr auto rsa2048_sha256_signature =
    from_hex("8a1b220cb2ab415dc760eb7f5bb10335a3cca269d7dbbf7d0962ba79f9cf7b43a5fc09c99a1584f07403"
             "473d6c189a836897a5b6f8ea9fa22d601e6ba5f7411fe27c638b81b1a22363583a80fce8c7df3e40fb51"
             "bd0e60d0a6653f79f3bcb7ec3e9dc14cfb5b31ab1735bca692d50ac03f979dda92747c6430f8045efa35"
             "13ba6e0ce3e9e35570e1c30c8ebe589b44192e1344ca83dfa576fc6fdc7bf1cd7cee875b001c8c02ce8d"
             "602769e4bd9d241c4857182a0089a8b67644e73eef105c550efa47a40874289395ac0c4e02fd4ba98e13"
             "0a4c2d1b95521c6af4a002ac3bdc6e52122ae4c08cc3da1c896e059acbddec574ac0432f6103dd97273d"
             "8803c102");

// rsa_signature_2048_sha512_test.json, tcId 2
constexpr auto rsa2048_sha512_key =
    from_hex("03010001c2c4a860236d3c9096a076d6ba5107e0f7bd81e1ba916f7375724bd2b0b0b63956813715a345"
             "7ab0458b71fb35a45b27f9ef7ac3e579dea45dfbfd07819ed6b7021aa5336c58442aadd96ca9ee9d3247"
             "3e9d9278562b4d10258ade6a98fb1c7cfdc3b3716ef5dec58cf73b359f389599b4b5865a9863519eb001"
             "c324387da755450db341309360e3807c0565b8e2c44fbd5e6e8d04d006d7ee768b8e8436082a90fa0e83"
             "7f32f46087ab4a0d9be28aa7da1794ceb0172a7f50ed20f6df641efbcbfd2aac89775c761a7310093c67"
             "1c977fa18b0d6e01fb25f7a432b42c65359784c689205719c1cf6e3a65dae2da434c326dde81bb6ffffb"
             "dbf6de5c16bba749");
constexpr auto rsa2048_sha512_message = from_hex("0000000000000000000000000000000000000000");
constexpr auto rsa2048_sha512_signature =
    from_hex("4de4dbf82607b36a5c6778ae6351d83b7ef5b4af64c3788889eb10ef1838822847ceb531914392360b92"
             "dee055796f73e3cdb8b3d50910a537dd2244fd7f922780356ea3f01e99e5bebcb1b6ef398d2399bd0247"
             "2a871417daec3bbe6f89f45f1af0bf819a446dcbbb75c56958d34ba27c8120cee6ff97242921ccf58de9"
             "216995fa0c49cb3e6d60e46411b2df3b01b78fa81ca145ce8be594ee009031eda672eb097ba5ed6687a7"
             "03b154ef616757f94237f4275f54738cb59d36b20a9c84ae133bd715747952f0222573a91faf740e4b7e"
             "b4e88abaa91004e72a1709b401616b2edb2784e491f671fcf5ebe326b669facaa5d8a0f6f8469ea995c4"
             "db772f06");

// ecdsa_secp256r1_sha256_p1363_test.json, tcId 60
constexpr auto p256_key =
    from_hex("2927b10512bae3eddcfe467828128bad2903269919f7086069c8c4df6c732838c7787964eaac00e5921f"
             "b1498a60f4606766b3d9685001558d1a974e7341513e");
constexpr auto p256_message = from_hex("3639383139");
constexpr auto p256_signature =
    from_hex("64a1aab5000d0e804f3e2fc02bdee9be8ff312334e2ba16d11547c97711c898e6af015971cc30be6d1a2"
             "06d4e013e0997772a2f91d73286ffd683b9bb2cf4f1b");

// ecdsa_secp384r1_sha384_p1363_test.json, tcId 60
constexpr auto p384_key =
    from_hex("2da57dda1089276a543f9ffdac0bff0d976cad71eb7280e7d9bfd9fee4bdb2f20f47ff888274389772d9"
             "8cc5752138aa4b6d054d69dcf3e25ec49df870715e34883b1836197d76f8ad962e78f6571bbc7407b0d6"
             "091f9e4d88f014274406174f");
constexpr auto p384_message = from_hex("3133323237");
constexpr auto p384_signature =
    from_hex("ac042e13ab83394692019170707bc21dd3d7b8d233d11b651757085bdd5767eabbb85322984f14437335"
             "de0cdf565684bd770d3ee4beadbabe7ca46e8c4702783435228d46e2dd360e322fe61c86926fa49c8116"
             "ec940f72ac8c30d9beb3e12f");

// ed25519_test.json, tcId 3
constexpr auto ed25519_key =
    from_hex("7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa");
constexpr auto ed25519_message = from_hex("54657374");
constexpr auto ed25519_signature =
    from_hex("7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab07a9155711ecfaf7f99f2"
             "77bad0c6ae7e39d4eef676573336a5c51eb6f946b30d");

struct Answer {
    std::uint8_t algorithm;
    Octets key, message, signature;
};
constexpr Answer answers[] = {
    {8, rsa2048_sha256_key, rsa2048_sha256_message, rsa2048_sha256_signature},
    {10, rsa2048_sha512_key, rsa2048_sha512_message, rsa2048_sha512_signature},
    {13, p256_key, p256_message, p256_signature},
    {14, p384_key, p384_message, p384_signature},
    {15, ed25519_key, ed25519_message, ed25519_signature},
};

}  // namespace zoneproof::known
