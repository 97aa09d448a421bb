// One RRSIG over one RRset, made by a key of the corpus' and then perhaps changed: valid here and
// for ldns, or for neither. libdnssec is asked whether the signature holds over the octets the
// corpus' builder would sign.
#include "fuzz/peers/known.hpp"
#include "fuzz/peers/peers.hpp"

#include "corpus/builder/canonical.hpp"
#include "corpus/builder/keys.hpp"
#include "corpus/builder/sign.hpp"
#include "parser/rdata/wire.hpp"
#include "parser/zone/load.hpp"
#include "verifier/signatures.hpp"

#include <array>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

const corpus::Key& key_of(std::uint8_t algorithm) {
    const auto spec = [](std::uint8_t number) {
        corpus::KeySpec key;
        key.name = "fuzz";
        key.algorithm = number;
        return key;
    };
    // Never destroyed: Botan's memory pool is gone before static objects are.
    static corpus::KeyStore& store = *new corpus::KeyStore;
    static const auto& keys = *new std::array{*store.make(spec(13)), *store.make(spec(14)),
                                              *store.make(spec(15)), *store.make(spec(16))};
    return keys[algorithm - 13u];
}

/// RFC 4034 3.1.3: without the root and a leftmost asterisk.
unsigned signed_labels(NameView owner) {
    return owner.label_count() - (owner.is_wildcard() ? 1u : 0u);
}

/// RFC 4035 5.3.2: the owner's, or a wildcard of `labels` labels above it.
Bytes signed_owner(NameView owner, unsigned labels) {
    if (labels == signed_labels(owner)) return copy(owner.wire());
    while (owner.label_count() > labels) owner = owner.parent();
    Bytes wire = {1, '*'};
    corpus::append(wire, owner.wire());
    return wire;
}

Name name(const char* text) {
    return *name_from_text(text);
}

Bytes take_rdata(Feed& input, RrType type) {
    const auto names = std::array{"example.", "A.Example.", "\\000.example.", "mail.EXAMPLE.", "."};
    const auto append_name = [&](Bytes& to) {
        corpus::append(to, name(names[input.take8() % names.size()]).view().wire());
    };
    Bytes rdata;
    switch (type) {
    case RrType::A:
        rdata = copy(input.take(4));
        rdata.resize(4);
        return rdata;
    case RrType::TXT:
        rdata = copy(input.take(input.take8() % 8));
        rdata.insert(rdata.begin(), static_cast<std::uint8_t>(rdata.size()));
        return rdata;
    case RrType::MX:
        corpus::append16(rdata, input.take16());
        append_name(rdata);
        return rdata;
    case RrType::RP:
        append_name(rdata);
        append_name(rdata);
        return rdata;
    case RrType::NSEC:
        append_name(rdata);
        corpus::append(rdata, std::array<std::uint8_t, 3>{0, 1, 0x40});
        return rdata;
    default: return copy(input.take(input.take8() % 8));
    }
}

struct Case {
    corpus::Record dnskey, rrsig;
    corpus::Records rrset;
};

void flip_bit(Bytes& data, std::size_t from, unsigned bit) {
    if (data.size() > from)
        data[from + bit / 8 % (data.size() - from)] ^= static_cast<std::uint8_t>(1u << bit % 8);
}

Case take_case(Feed& input) {
    constexpr std::array<std::uint8_t, 8> algorithms = {13, 15, 13, 15, 13, 15, 14, 16};
    const auto owners =
        std::array{"www.example.", "WWW.Example.", "*.example.",          "*.b.example.",
                   "a.*.example.", "a.b.example.", "\\000\\001.example.", "example."};
    constexpr std::array types = {RrType::A,  RrType::TXT,  RrType::MX,
                                  RrType::RP, RrType::NSEC, RrType{65280}};
    const auto signers = std::array{"example.", "EXAMPLE.", "www.example.", ".", "other."};
    constexpr std::uint32_t ttl = 300;
    constexpr std::size_t signature_fields = 18;

    const corpus::Key& key = key_of(algorithms[input.take8() % algorithms.size()]);
    const Name owner = name(owners[input.take8() % owners.size()]);
    const RrType type = types[input.take8() % types.size()];
    const unsigned changes = input.take8();
    Case made;
    made.dnskey = {name("example."), RrType::DNSKEY, ttl, key.dnskey()};
    corpus::SignatureFields fields;
    if (changes & 1) fields.labels = static_cast<std::uint8_t>(input.take8() % 5);
    if (changes & 2) fields.original_ttl = input.take32();
    if (changes & 4) fields.signer = name(signers[input.take8() % signers.size()]);
    if (changes & 8) flip_bit(made.dnskey.rdata, 0, input.take16());
    if (changes & 16) fields.unfolded = true;
    if (!(changes & 32)) fields.key_tag = corpus::tag_of(made.dnskey.rdata);
    for (unsigned left = 1 + input.take8() % 3; left != 0; --left) {
        const Bytes rdata = take_rdata(input, type);
        if (std::ranges::none_of(
                made.rrset, [&](const corpus::Record& record) { return record.rdata == rdata; }))
            made.rrset.push_back({owner, type, ttl, rdata});
    }
    const corpus::Signing signing{
        .inception = 1'700'000'000, .expiration = 1'900'000'000, .denial = {}, .nsec3 = {}};
    made.rrsig = corpus::make_rrsig(made.rrset, key, signing, made.dnskey.owner, fields);
    if (changes & 64) flip_bit(made.rrsig.rdata, 0, input.take16());
    if (changes & 128) flip_bit(made.rrsig.rdata, signature_fields, input.take16());
    return made;
}

std::string text_of(const corpus::Record& record) {
    return to_text(record.owner) + " " + std::to_string(record.ttl) + " IN " +
           to_text(record.type) + " " + print_generic(record.rdata) + "\n";
}

std::string zone_text(const Case& given) {
    std::string text = "example. 300 IN SOA example. example. 1 2 3 4 5\n" + text_of(given.dnskey);
    for (const corpus::Record& record : given.rrset) text += text_of(record);
    return text + text_of(given.rrsig);
}

/// Nothing when the zone has not got all that was meant, as when a changed octet made a field
/// unreadable.
std::optional<Verdict> verify_here(const std::string& text) {
    static Workers workers(1);
    Source source = Source::from_text(text);
    const auto loaded = load(source, {}, workers);
    require(loaded.has_value() && loaded->zone, "the zone is read", [&] { return text; });
    if (loaded->diagnostics.lost_records() || loaded->zone->signatures().size() != 1) return {};
    const Zone& zone = *loaded->zone;
    const KeyTable keys(zone, Engine::automatic);
    return verify_signatures(zone, keys, {}, workers)[0].verdict;
}

LdnsRr to_ldns(const corpus::Record& record) {
    Bytes wire = copy(record.owner.view().wire());
    corpus::append16(wire, number(record.type));
    corpus::append16(wire, class_in);
    corpus::append32(wire, record.ttl);
    corpus::append16(wire, static_cast<unsigned>(record.rdata.size()));
    corpus::append(wire, record.rdata);
    ldns_rr* rr = nullptr;
    std::size_t at = 0;
    return LdnsRr(ldns_wire2rr(&rr, wire.data(), wire.size(), &at, LDNS_SECTION_ANSWER) ==
                          LDNS_STATUS_OK
                      ? rr
                      : nullptr);
}

/// Nothing when ldns cannot read a record.
std::optional<ldns_status> verify_with_ldns(const Case& given) {
    const LdnsRrs rrset(ldns_rr_list_new()), keys(ldns_rr_list_new());
    for (const corpus::Record& record : given.rrset) {
        LdnsRr rr = to_ldns(record);
        if (!rr) return {};
        ldns_rr_list_push_rr(rrset.get(), rr.release());
    }
    LdnsRr key = to_ldns(given.dnskey);
    const LdnsRr rrsig = to_ldns(given.rrsig);
    if (!key || !rrsig) return {};
    ldns_rr_list_push_rr(keys.get(), key.release());
    ldns_rr_list_sort(rrset.get());
    return ldns_verify_rrsig_keylist_notime(rrset.get(), rrsig.get(), keys.get(), nullptr);
}

/// Whether the signature holds over what RFC 4034 3.1.8.1 says is signed; nothing when libdnssec
/// declines the key.
std::optional<bool> verify_with_knot(const Case& given) {
    constexpr std::size_t labels_at = 3, fixed = 18;
    const std::size_t signer = wire_name_length(Octets(given.rrsig.rdata).subspan(fixed));
    if (signer == 0) return {};
    Bytes rdata = given.rrsig.rdata,
          value(rdata.begin() + static_cast<std::ptrdiff_t>(fixed + signer), rdata.end());
    rdata.resize(fixed + signer);
    const NameView owner = given.rrset[0].owner;
    if (rdata[labels_at] > signed_labels(owner)) return {};
    Bytes octets = corpus::octets_to_sign(rdata, corpus::canonical_rrset(given.rrset, true),
                                          NameView(signed_owner(owner, rdata[labels_at])),
                                          given.rrset[0].type);
    Bytes dnskey = given.dnskey.rdata;
    dnssec_key_t* made = nullptr;
    if (dnssec_key_new(&made) != 0) return {};
    const std::unique_ptr<dnssec_key_t, Release<dnssec_key_free>> key(made);
    const dnssec_binary_t key_octets{dnskey.size(), dnskey.data()};
    dnssec_sign_ctx_t* begun = nullptr;
    if (dnssec_key_set_rdata(key.get(), &key_octets) != 0 ||
        dnssec_sign_new(&begun, key.get()) != 0)
        return {};
    const std::unique_ptr<dnssec_sign_ctx_t, Release<dnssec_sign_free>> context(begun);
    const dnssec_binary_t data{octets.size(), octets.data()}, signature{value.size(), value.data()};
    if (dnssec_sign_init(context.get()) != 0 || dnssec_sign_add(context.get(), &data) != 0)
        return {};
    return dnssec_sign_verify(context.get(), false, &signature) == 0;
}

Bytes word(bool valid) {
    return {static_cast<std::uint8_t>(valid)};
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Feed input(data, size);
    const Case given = take_case(input);
    const std::string text = zone_text(given);
    const auto verdict = verify_here(text);
    if (!verdict) return 0;
    const bool valid = *verdict == Verdict::valid;
    if (const auto of_ldns = verify_with_ldns(given))
        settle({Peer::ldns, Question::signature, given.rrset[0].type, text, word(valid),
                word(*of_ldns == LDNS_STATUS_OK), *verdict});
    // What is refused for its labels, signer or key is not for libdnssec to judge.
    const auto of_knot = verify_with_knot(given);
    if (of_knot && (valid || *verdict == Verdict::bad_signature))
        settle({Peer::knot, Question::signature, given.rrset[0].type, text, word(valid),
                word(*of_knot), *verdict});
    return 0;
}
