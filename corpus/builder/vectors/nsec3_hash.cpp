// nsec3_hash: hashed owner names, RFC 5155 5.
#include "corpus/builder/canonical.hpp"
#include "corpus/builder/sign.hpp"
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"

#include "parser/field/encode.hpp"

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Rfc5155", bug::basic, "The names of the RFC's zone.", "RFC5155#A"},
    {"Plain", bug::basic, "No salt and no further iteration, as RFC 9276 asks."},
    {"Case", bug::edge, "The name enters in lower case.", "RFC5155#5"},
    {"Wildcard", bug::edge, "An asterisk is a label like others.", "RFC5155#7.1"},
    {"Octets", bug::edge, "Names with octets that need escapes, of 255 octets, and the root."},
    {"Salt", bug::edge, "Salts of 1, 8, 64 and 255 octets."},
    {"Iterations", bug::edge, "Many iterations, as far as the field goes."},
    {"Random", bug::edge, "Random names, salts and iterations."},
    {"NotFolded", bug::wrong, "The name as it is written."},
    {"WithoutRoot", bug::wrong, "The name without the root's octet."},
    {"AsText", bug::wrong, "The name in presentation form."},
    {"OneTooFew", bug::wrong, "The iterations counted with the first hash."},
    {"OneTooMany", bug::wrong, "One iteration more."},
    {"SaltOnce", bug::wrong, "The salt in the first round only."},
    {"SaltLast", bug::wrong, "The salt in the last round only."},
    {"SaltInFront", bug::wrong, "The salt before the name."},
    {"SaltWithLength", bug::wrong, "The salt with its length octet."},
    {"Base32", bug::wrong, "The digits of base32 instead of base32hex.", "RFC4648#6"},
};

constexpr MemberInfo test_members[] = {
    {"name", MemberKind::name, "The name to be hashed."},
    {"nameWire", MemberKind::hex, "In wire form, as it is written."},
    {"salt", MemberKind::hex, "Without its length octet."},
    {"iterations", MemberKind::u16, "Beside the first hash."},
    {"hash", MemberKind::hex, "20 octets of SHA-1, hash algorithm 1."},
    {"label", MemberKind::text, "The same in base32hex."},
};
constexpr GroupKind group_kinds[] = {{"Nsec3Hash", {}, test_members}};

Bytes joined(Bytes a, const Bytes& b) {
    append(a, b);
    return a;
}

struct Subject {
    Bytes name;
    Bytes salt;
    unsigned iterations;

    Bytes folded() const { return canonical_name(NameView(name)); }
};

/// IH(k) with what goes in first, and the salts of the first, the inner and the last round.
Bytes iterate(const Bytes& first, const Subject& subject, const Bytes& first_salt,
              const Bytes& inner_salt, const Bytes& last_salt) {
    Bytes hash = first;
    for (unsigned i = 0; i <= subject.iterations; ++i)
        hash = digest("SHA-1", joined(hash, i == subject.iterations ? last_salt
                                            : i == 0                ? first_salt
                                                                    : inner_salt));
    return hash;
}
Bytes iterate(const Bytes& first, const Subject& subject, const Bytes& salt) {
    return iterate(first, subject, salt, salt, salt);
}

constexpr struct {
    std::string_view flag;
    Bytes (*hash)(const Subject&);
} mistakes[] = {
    {"NotFolded", [](const Subject& s) { return iterate(s.name, s, s.salt); }},
    {"WithoutRoot",
     [](const Subject& s) {
         Bytes name = s.folded();
         name.pop_back();
         return iterate(name, s, s.salt);
     }},
    {"AsText",
     [](const Subject& s) { return iterate(bytes(escaped_name(s.folded())), s, s.salt); }},
    {"OneTooFew",
     [](const Subject& s) {
         return s.iterations == 0 ? s.folded()
                                  : iterate(s.folded(), {s.name, s.salt, s.iterations - 1}, s.salt);
     }},
    {"OneTooMany",
     [](const Subject& s) {
         return iterate(s.folded(), {s.name, s.salt, s.iterations + 1}, s.salt);
     }},
    {"SaltOnce", [](const Subject& s) { return iterate(s.folded(), s, s.salt, {}, {}); }},
    {"SaltLast", [](const Subject& s) { return iterate(s.folded(), s, {}, {}, s.salt); }},
    {"SaltInFront",
     [](const Subject& s) { return iterate(joined(s.salt, s.folded()), s, {}, s.salt, s.salt); }},
    {"SaltWithLength",
     [](const Subject& s) {
         const Bytes length = {static_cast<std::uint8_t>(s.salt.size())};
         return iterate(s.folded(), s, joined(length, s.salt));
     }},
};

void add(Group& group, std::string_view comment, std::string_view flag, TestResult outcome,
         const Subject& subject, const Bytes& hash, const std::string& label) {
    group.add(comment, {flag}, outcome,
              {{"name", escaped_name(subject.name)},
               {"nameWire", to_hex(subject.name)},
               {"salt", to_hex(subject.salt)},
               {"iterations", subject.iterations},
               {"hash", to_hex(hash)},
               {"label", label}});
}

Bytes right_hash(const Subject& subject) {
    return nsec3_hash(NameView(subject.name),
                      {1, static_cast<std::uint16_t>(subject.iterations), subject.salt, false});
}

void add_right(Group& group, std::string_view comment, std::string_view flag,
               const Subject& subject) {
    const Bytes hash = right_hash(subject);
    add(group, comment, flag, TestResult::valid, subject, hash, to_base32hex(hash));
}

void add_mistakes(Group& group, const Subject& subject) {
    const Bytes right = right_hash(subject);
    for (const auto& mistake : mistakes) {
        const Bytes wrong = mistake.hash(subject);
        if (wrong == right || wrong.size() != right.size()) continue;
        add(group, "", mistake.flag, TestResult::invalid, subject, wrong, to_base32hex(wrong));
    }
    std::string base32 = to_base32hex(right);
    for (char& digit : base32) {
        const int value = digit <= '9' ? digit - '0' : digit - 'a' + 10;
        digit = "abcdefghijklmnopqrstuvwxyz234567"[value];
    }
    add(group, "", "Base32", TestResult::invalid, subject, right, base32);
}

// RFC 5155 A: what stands there, not what is computed.
constexpr struct {
    const char *name, *label;
} printed[] = {{"example.", "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom"},
               {"a.example.", "35mthgpgcu1qg68fab165klnsnk3dpvl"},
               {"ai.example.", "gjeqe526plbf1g8mklp59enfd789njgi"},
               {"ns1.example.", "2t7b4g4vsa5smi47k61mv5bv1a22bojr"},
               {"ns2.example.", "q04jkcevqvmu85r014c7dkba38o0ji5r"},
               {"w.example.", "k8udemvp1j2f7eg6jebps17vp3n8i58h"},
               {"*.w.example.", "r53bq7cc2uvmubfu5ocmm6pers9tk9en"},
               {"x.w.example.", "b4um86eghhds6nea196smvmlo4ors995"},
               {"y.w.example.", "ji6neoaepv8b5o6k4ev33abha8ht9fgc"},
               {"x.y.w.example.", "2vptu5timamqttgl4luu9kg21e0aor3s"},
               {"xx.example.", "t644ebqk9bibcna874givr6joj62mlhv"},
               {"2t7b4g4vsa5smi47k61mv5bv1a22bojr.example.", "kohar7mbb8dc2ce8a9qvl8hon4k53uhi"}};

void add_printed(Group& group) {
    for (const auto& row : printed) {
        const Subject subject{
            bytes(plain_name(row.name).view().wire()), {0xAA, 0xBB, 0xCC, 0xDD}, 12};
        add(group, "", "Rfc5155", TestResult::valid, subject, right_hash(subject), row.label);
    }
}

Result<Groups> make(KeyStore&) {
    Group group("Nsec3Hash");
    add_printed(group);
    const Bytes example = wire_name({"example"}), mixed = wire_name({"WwW", "ExAmPlE"});
    for (const char* const name : {"example.", "www.example.", "example.com.", "com."})
        add_right(group, "", "Plain", {bytes(plain_name(name).view().wire()), {}, 0});
    add_right(group, "an empty non-terminal is a name like others", "Plain",
              {wire_name({"ent", "example"}), {}, 0});
    add_right(group, "", "Case", {mixed, {}, 0});
    add_right(group, "the same in lower case", "Case", {wire_name({"www", "example"}), {}, 0});
    add_right(group, "letters outside ASCII stay", "Case", {octets_of("02c4d6 <example>"), {}, 0});
    add_right(group, "", "Wildcard", {wire_name({"*", "example"}), {}, 0});
    add_right(group, "", "Wildcard", {wire_name({"*", "*", "example"}), {0xAA}, 1});
    add_right(group, "the root", "Octets", {{0}, {}, 0});
    add_right(group, "a dot inside a label", "Octets", {wire_name({"a.b", "example"}), {}, 0});
    add_right(group, "octets 0 to 10", "Octets",
              {octets_of("0b 000102030405060708090a <example>"), {}, 0});
    add_right(group, "255 octets", "Octets",
              {wire_name({Bytes(63, 'a'), Bytes(63, 'b'), Bytes(63, 'c'), Bytes(61, 'd')}), {}, 0});
    add_right(group, "127 labels", "Octets", {wire_name(std::vector<Bytes>(127, {'x'})), {}, 0});
    add_right(group, "222 octets, whose hash leaves no more room for a zone", "Octets",
              {wire_name({Bytes(63, 'a'), Bytes(63, 'b'), Bytes(63, 'c'), Bytes(28, 'd')}), {}, 0});
    for (const std::size_t length : {1, 8, 64, 255})
        for (const unsigned iterations : {0, 1})
            add_right(group, "", "Salt", {example, Bytes(length, 0x5A), iterations});
    add_right(group, "a salt of one zero octet is no empty salt", "Salt", {example, {0}, 0});
    for (const unsigned iterations : {1, 2, 10, 50, 51, 100, 150, 151, 500, 2500, 65535})
        add_right(group, "", "Iterations", {example, {}, iterations});
    add_right(group, "a salt of 255 octets", "Iterations", {example, Bytes(255, 0xFF), 2500});

    Random random("nsec3_hash");
    for (unsigned i = 0; i < 24; ++i) {
        std::vector<Bytes> labels;
        for (unsigned left = 1 + random.below(4); left != 0; --left)
            labels.push_back(random.octets(1 + random.below(12)));
        const Bytes salt = random.octets(random.below(12));
        add_right(group, "", "Random", {wire_name(labels), salt, random.below(20)});
    }
    add_mistakes(group, {mixed, {0xAA, 0xBB, 0xCC, 0xDD}, 12});
    add_mistakes(group, {mixed, {0x01}, 1});
    add_mistakes(group, {mixed, {}, 0});
    return Groups{group};
}

}  // namespace

const VectorKind nsec3_hash_kind = {"nsec3_hash", "A name with NSEC3 parameters, and its hash.",
                                    "RFC5155#5",  group_kinds,
                                    notes,        make};

}  // namespace zoneproof::corpus
