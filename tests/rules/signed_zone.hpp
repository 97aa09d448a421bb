// Signed zones for tests of rules: small, without a fault, and then changed in one place.
#pragma once

#include "parser/dns/rdata.hpp"
#include "parser/field/encode.hpp"
#include "tests/rules/judge.hpp"
#include "tests/verifier/signer.hpp"
#include "verifier/crypto/digest.hpp"

#include <fmt/format.h>

#include <functional>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace zoneproof::testing {

inline constexpr std::int64_t day = 86400;
inline constexpr std::int64_t noon = 1795305600 + day / 2;  // 2026-11-22T12:00:00Z

inline const TestKey& ksk() {
    static const TestKey key(13, 257, 1);
    return key;
}
inline const TestKey& zsk() {
    static const TestKey key(13, 256, 2);
    return key;
}
/// A key of the other algorithm.
inline const TestKey& other_ksk() {
    static const TestKey key(15, 257, 3);
    return key;
}
inline const TestKey& hidden() {
    static const TestKey key(13, 256, 4);
    return key;
}

/// One signature over an RRset.
struct Signing {
    const TestKey* key;
    TestRrsig fields;
    bool flipped = false;    // one bit of the signature is wrong
    std::size_t octets = 0;  // cut to this length; 0: whole
    bool zeroed = false;     // all octets zero
    std::uint32_t ttl = 0;   // of the RRSIG; 0: the RRset's
};

struct NsecLine {
    std::string owner, next, types;
    std::uint32_t ttl = 3600;
};

struct Nsec3Line {
    std::string name;  // that it stands for
    std::string hash, next, types;
    unsigned flags = 0, iterations = 0;
    std::string salt = "-";
};

class SignedZone {
public:
    std::string body = "$ORIGIN example.\n$TTL 3600\n"
                       "@ SOA ns1 host 2026112201 7200 900 1209600 3600\n"
                       "@ NS ns1\n@ NS ns2\nns1 A 192.0.2.1\nns2 A 198.51.100.2\n"
                       "www A 192.0.2.80\n*.wild A 192.0.2.90\na.b.c TXT \"ent\"\n"
                       "sub NS ns.sub\nns.sub A 192.0.2.99\n"
                       "sec NS ns1\nsec DS 12345 13 2 "
                       "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF\n";
    std::vector<const TestKey*> keys = {&ksk(), &zsk()};
    std::string more_keys;  // DNSKEYs as text
    bool nsec = true, nsec3 = false, opt_out = false, with_param = true;
    unsigned iterations = 0;
    std::string salt = "-";
    std::function<void(std::vector<NsecLine>&)> edit_nsec;
    std::function<void(std::vector<Nsec3Line>&)> edit_nsec3;
    /// Changes how an RRset is signed.
    std::function<void(const std::string& owner, RrType, std::vector<Signing>&)> edit_signing;
    std::string after;                                          // added when all is signed
    std::vector<std::pair<std::string, std::string>> replaced;  // in the text, when all is signed

    static SignedZone with_nsec3(bool opt_out = false) {
        SignedZone zone;
        zone.nsec = false, zone.nsec3 = true, zone.opt_out = opt_out;
        return zone;
    }

    SignedZone& add(const std::string& lines) { return body += lines + "\n", *this; }
    SignedZone& then(const std::string& lines) { return after += lines + "\n", *this; }
    SignedZone& replace(std::string from, std::string to) {
        return replaced.emplace_back(std::move(from), std::move(to)), *this;
    }
    SignedZone& sign(decltype(edit_signing) edit) { return edit_signing = std::move(edit), *this; }
    /// Signs one RRset otherwise.
    SignedZone& sign(std::string owner, RrType type,
                     std::function<void(std::vector<Signing>&)> edit) {
        return sign([=](const std::string& at, RrType covered, std::vector<Signing>& signings) {
            if (at == owner && covered == type) edit(signings);
        });
    }

    std::string text() const {
        std::string text = body + testing::text(dnskeys(keys)) + more_keys;
        if (nsec3 && with_param) text += fmt::format("@ NSEC3PARAM 1 0 {} {}\n", iterations, salt);
        const LoadedZone bare = load_zone(text);
        if (nsec) text += nsec_lines(*bare.zone);
        if (nsec3) text += nsec3_lines(*bare.zone);
        text += signatures(*load_zone(text).zone);
        for (const auto& [from, to] : replaced) {
            const std::size_t at = text.find(from);
            REQUIRE(at != std::string::npos);
            text.replace(at, from.size(), to);
        }
        return text + after;
    }

private:
    static std::string types_text(const std::vector<RrType>& types) {
        std::string text;
        for (const RrType type : types) text += (text.empty() ? "" : " ") + to_text(type);
        return text;
    }

    std::string nsec_lines(const Zone& zone) const {
        std::vector<NsecLine> lines;
        for (std::uint32_t at = 0; at < zone.names().size(); ++at)
            if (const auto id = static_cast<NameId>(at); needs_nsec(zone, id))
                lines.push_back(
                    {to_text(zone.name(id)), "", types_text(expected_nsec_types(zone, id))});
        for (std::size_t at = 0; at < lines.size(); ++at)
            lines[at].next = lines[(at + 1) % lines.size()].owner;
        if (edit_nsec) edit_nsec(lines);
        std::string text;
        for (const NsecLine& line : lines)
            text +=
                fmt::format("{} {} IN NSEC {} {}\n", line.owner, line.ttl, line.next, line.types);
        return text;
    }

    std::string nsec3_lines(const Zone& zone) const {
        const auto salt_octets = salt == "-" ? OctetVector{} : hex(salt);
        Nsec3Hasher hasher(static_cast<std::uint16_t>(iterations), salt_octets);
        std::vector<Nsec3Line> lines;
        const auto add = [&](HashedSubject subject) {
            const NameView name = subject_name(zone, subject);
            lines.push_back({to_text(name), to_base32hex(hasher(name)), "",
                             types_text(expected_nsec3_types(zone, subject)), opt_out ? 1u : 0u,
                             iterations, salt});
        };
        for (std::uint32_t at = 0; at < zone.names().size(); ++at) {
            const NameEntry& entry = zone.entry(static_cast<NameId>(at));
            const bool insecure = entry.has(name_flag::cut) && !entry.has(name_flag::secure_cut);
            if (entry.has(name_flag::exists) && !(opt_out && insecure)) add({false, at});
        }
        for (std::uint32_t at = 0; at < zone.empty_non_terminals().size(); ++at) add({true, at});
        link(lines);
        if (edit_nsec3) edit_nsec3(lines);
        std::string text;
        for (const Nsec3Line& line : lines)
            text += fmt::format("{} 3600 IN NSEC3 1 {} {} {} {} {}\n", line.hash, line.flags,
                                line.iterations, line.salt, line.next, line.types);
        return text;
    }

    std::string signatures(const Zone& zone) const {
        std::string text;
        for (const Rrset& rrset : zone.rrsets()) {
            if (!must_be_signed(rrset)) continue;
            TestRrset plain{to_text(zone.name(rrset.owner)), rrset.type, {}, rrset.ttl};
            for (const Octets rdata : zone.records(rrset)) plain.rdata.push_back(to_hex(rdata));
            const bool by_ksk = rrset.type == RrType::DNSKEY || rrset.type == RrType::CDS ||
                                rrset.type == RrType::CDNSKEY;
            std::vector<Signing> signings = {{by_ksk ? &ksk() : &zsk(), valid_now()}};
            if (edit_signing) edit_signing(plain.owner, plain.type, signings);
            for (const Signing& signing : signings) text += line(plain, signing);
        }
        return text;
    }

public:
    /// Begun a day ago, with thirty to go.
    static TestRrsig valid_now() {
        TestRrsig fields;
        fields.inception = static_cast<std::uint32_t>(noon - day);
        fields.expiration = static_cast<std::uint32_t>(noon + 30 * day);
        return fields;
    }
    static TestRrsig valid_from_to(std::int64_t begin, std::int64_t end) {
        TestRrsig fields;
        fields.inception = static_cast<std::uint32_t>(begin);
        fields.expiration = static_cast<std::uint32_t>(end);
        return fields;
    }
    static void link(std::vector<Nsec3Line>& lines) {
        std::ranges::sort(lines, {}, &Nsec3Line::hash);
        for (std::size_t at = 0; at < lines.size(); ++at)
            lines[at].next = lines[(at + 1) % lines.size()].hash;
    }

private:
    static std::string line(const TestRrset& rrset, const Signing& signing) {
        OctetVector rdata = octets_to_sign(rrset, *signing.key, signing.fields);
        OctetVector value = signing.key->sign(rdata);
        if (signing.flipped) value[10] ^= 1;
        if (signing.octets != 0) value.resize(signing.octets);
        if (signing.zeroed) std::ranges::fill(value, std::uint8_t{0});
        rdata.resize(18 + wire(signing.fields.signer).size());
        append(rdata, value);
        return record_text(rrset.owner, signing.ttl != 0 ? signing.ttl : rrset.ttl, "RRSIG", rdata);
    }
};

inline TrustInput ds_of(const TestKey& key, std::uint8_t digest_type = 2) {
    TrustInput input;
    append16(input.rdata, key.tag());
    input.rdata.push_back(key.algorithm());
    input.rdata.push_back(digest_type);
    append(input.rdata, ds_digest(digest_type, *name_from_text("example."), key.dnskey()));
    return input;
}

inline ParentDs parent_with(std::initializer_list<TrustInput> records) {
    return {true, records, 0};
}

/// Labels of the owner as an RRSIG counts them.
inline unsigned signed_labels_of(const Zone& zone, const Rrset& rrset) {
    const NameEntry& owner = zone.entry(rrset.owner);
    return owner.labels - (owner.has(name_flag::wildcard) ? 1u : 0u);
}

/// At noon of the day of signing.
inline Options options_at(std::int64_t from = noon, std::int64_t to = 0) {
    Options options;
    options.check.moments = {Moment{Timestamp{from}, Timestamp{to == 0 ? from : to}}};
    return options;
}
inline Options with_parent(std::initializer_list<TrustInput> records) {
    Options options = options_at();
    options.parent = parent_with(records);
    return options;
}

using Ids = std::set<std::string>;

/// The rules that raise an error or a warning.
inline Ids raised(const Judged& judged) {
    Ids ids;
    for (const Finding& finding : judged.result.findings)
        if (finding.severity != Severity::info) ids.emplace(finding.rule->id);
    return ids;
}
inline Ids raised(const SignedZone& zone, const Options& options = options_at()) {
    return raised(*judge(zone.text(), options));
}

inline std::string word(const Judged& judged) {
    return std::string(to_text(judged.summary().verdict));
}

}  // namespace zoneproof::testing
