// Known differences: what another project is known to see otherwise, each with the clause that
// decides. Whatever no row explains is a finding, ours or theirs.
#pragma once

#include "fuzz/oracle.hpp"
#include "fuzz/peers/peers.hpp"

#include "verifier/signatures.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>

namespace zoneproof::fuzz {

enum class Question : std::uint8_t {
    name,      // text of a name to wire form
    order,     // of two names: 'a', 'b' or 'c'
    rdata,     // RDATA text to canonical wire form
    print,     // a peer's text for RDATA, or for a name (no type)
    zone,      // the records of a zone file
    ttl,       // of one of its records
    signature  // whether it is valid: one octet
};

struct Disagreement {
    Peer peer;
    Question question;
    RrType type;            // of RDATA
    std::string_view text;  // what was asked about
    Reading ours, theirs;
    Verdict verdict = Verdict::not_tried;  // ours of a signature

    bool mentions(std::string_view part) const { return text.find(part) != std::string_view::npos; }
};

/// Types with a domain name in their RDATA, and names themselves.
inline bool holds_names(RrType type) {
    constexpr RrType unfolded[] = {RrType{},         RrType::HIP,      RrType::NSEC,   RrType::SVCB,
                                   RrType::HTTPS,    RrType::NSAP_PTR, RrType::TALINK, RrType::LP,
                                   RrType::IPSECKEY, RrType::AMTRELAY};
    return folds_names(type) || std::ranges::find(unfolded, type) != std::end(unfolded);
}

inline bool holds_bitmap(RrType type) {
    return type == RrType::NSEC || type == RrType::NSEC3 || type == RrType::CSYNC;
}

inline bool names_type_unknown_to_ldns(std::string_view text) {
    std::istringstream words{std::string(text)};
    for (std::string word; words >> word;)
        if (type_from_text(word) && ldns_get_rr_type_by_name(word.c_str()) == 0) return true;
    return false;
}

/// Lines as diff_zone shows them.
inline bool all_lines(const Bytes& records, bool (*wanted)(const std::string& line)) {
    std::istringstream lines{std::string(records.begin(), records.end())};
    for (std::string line; std::getline(lines, line);)
        if (!wanted(line)) return false;
    return true;
}
inline bool is_soa(const std::string& line) {
    return line.find(" SOA ") != std::string::npos;
}
inline bool begins_with_at(const std::string& line) {
    return line.starts_with("\\@") || is_soa(line);
}

/// A date of 14 digits before 1970 or after 2105.
inline bool has_distant_year(std::string_view text) {
    std::istringstream words{std::string(text)};
    for (std::string word; words >> word;)
        if (word.size() == 14 && (word < "1970" || word > "2106")) return true;
    return false;
}

/// What it says has fewer octets than what it was given.
inline bool prints_shorter_bitmap(const Disagreement& d) {
    return holds_bitmap(d.type) && d.theirs && d.theirs->size() < d.ours->size();
}

struct Known {
    Peer peer;
    Question question;
    bool (*explains)(const Disagreement&);
    const char* reason;
    const char* decides;
};

inline constexpr Known known_differences[] = {
    {Peer::ldns, Question::rdata, [](const Disagreement& d) { return d.type == RrType::ATMA; },
     "reads the digits as hexadecimal, without an octet that says which format they have",
     "AF-SAA-0069 3: a format octet, then the address"},
    {Peer::ldns, Question::print, [](const Disagreement& d) { return d.type == RrType::ATMA; },
     "prints the format octet as a part of the address", "AF-SAA-0069 3"},
    {Peer::ldns, Question::rdata, [](const Disagreement& d) { return d.type == RrType::NSAP_PTR; },
     "reads the name as a character string", "RFC 1706 6: NSAP-PTR is as PTR, a domain name"},
    {Peer::ldns, Question::print, [](const Disagreement& d) { return d.type == RrType::NSAP_PTR; },
     "prints the name as a character string", "RFC 1706 6"},
    {Peer::ldns, Question::print, [](const Disagreement& d) { return d.type == RrType::NXT; },
     "prints the bitmap behind \\#, in the middle of the record",
     "RFC 3597 5: \\# stands for the whole RDATA"},
    {Peer::ldns, Question::print, [](const Disagreement& d) { return d.type == RrType::SINK; },
     "prints the first field alone", "draft-eastlake-kitchen-sink: coding, subcoding, data"},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) {
         constexpr std::size_t salt_at = 4;
         return d.type == RrType::NSEC3 && d.ours &&
                (*d.ours)[salt_at + 1 + (*d.ours)[salt_at]] % 5 != 0;
     },
     "read base32 of whole groups of five octets only",
     "RFC 5155 3.3: unpadded base32 of a hash whose length its algorithm sets"},
    {Peer::ldns, Question::print,
     [](const Disagreement& d) { return d.type == RrType::NSEC3 && d.mentions("="); },
     "pads the base32 of a hash", "RFC 5155 3.3: unpadded base32"},
    {Peer::knot, Question::print,
     [](const Disagreement& d) { return d.type == RrType::NSEC3 && d.mentions("="); },
     "pads the base32 of a hash", "RFC 5155 3.3: unpadded base32"},
    {Peer::ldns, Question::print,
     [](const Disagreement& d) { return holds_names(d.type) && d.mentions("\""); },
     "prints a quote in a name without a backslash", "RFC 1035 5.1: a quote begins a string"},
    {Peer::ldns, Question::rdata,
     [](const Disagreement& d) { return holds_names(d.type) && d.mentions("\""); },
     "makes the quotes around a name a part of it",
     "RFC 1035 5.1: quotes are not a part of what they hold"},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) { return holds_names(d.type) && d.ours && d.mentions("\""); },
     "refuse a name in quotes",
     "RFC 1035 5.1 says nothing of them; BIND, NSD and PowerDNS read them"},
    {Peer::ldns, Question::rdata, [](const Disagreement& d) { return d.mentions("@."); },
     "reads @. as the origin", "RFC 1035 5.1: a free standing @ is"},
    {Peer::ldns, Question::rdata,
     [](const Disagreement& d) { return d.text.find("\\#") != 0 && d.mentions("\\#"); },
     "takes \\# for the generic form behind other fields too",
     "RFC 3597 5: it stands where the RDATA begins"},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) { return !d.ours && d.text.find("\\#") == 0; },
     "do not check what a known type has in the generic form",
     "RFC 3597 5: it is the type's RDATA all the same"},
    {Peer::ldns, Question::rdata,
     [](const Disagreement& d) {
         return holds_bitmap(d.type) && names_type_unknown_to_ldns(d.text);
     },
     "takes a mnemonic it does not know for type 0", "RFC 4034 4.2: a list of mnemonics"},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) {
         return d.type == RrType::LOC && !d.ours &&
                (d.mentions(". ") || d.mentions(".m") || d.text.ends_with('.'));
     },
     "read a number that ends in its point", "RFC 1876 3: digits stand behind it"},
    {Peer::ldns, Question::rdata, [](const Disagreement& d) { return d.type == RrType::LOC; },
     "reads degrees without minutes as something else, and calculates in floating point",
     "RFC 1876 3: minutes and seconds may be left out; 2: thousandths of a second of arc"},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) {
         return d.type == RrType::KEY && d.ours && d.ours->size() == 4 && (*d.ours)[0] >> 6 == 3;
     },
     "demand a key where the flags say that there is none",
     "RFC 2535 3.1.2: then the RDATA ends with the algorithm"},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) { return !d.ours && d.mentions("no-default-alpn"); },
     "do not ask for alpn beside no-default-alpn",
     "RFC 9460 7.1.1: for the record to be self-consistent, alpn is there too"},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) { return d.ours && (d.mentions("= ") || d.text.ends_with('=')); },
     "refuse a = in front of the empty value", "RFC 9460 7.1.1: the value is empty"},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) {
         return d.ours &&
                (d.mentions("ohttp") || d.mentions("ohpath") || d.mentions("tls-supported-groups"));
     },
     "do not know parameters of services that are newer",
     "RFC 9461 5; RFC 9540 4; draft-ietf-tls-key-share-prediction 4"},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) {
         return (d.type == RrType::SVCB || d.type == RrType::HTTPS) && !d.ours && d.mentions("key");
     },
     "take any value for a parameter that is named by its number",
     "RFC 9460 2.1: the number is another way to write the key; 7: each says what its value is"},
    {Peer::ldns, Question::print, prints_shorter_bitmap,
     "prints the types of a bitmap with empty or repeated blocks as those of a good one",
     "RFC 4034 4.1.2: blocks with no types present MUST NOT be included"},
    {Peer::knot, Question::print, prints_shorter_bitmap,
     "prints the types of a bitmap with empty or repeated blocks as those of a good one",
     "RFC 4034 4.1.2: blocks with no types present MUST NOT be included"},
    {Peer::ldns, Question::print,
     [](const Disagreement& d) {
         return (d.type == RrType::SVCB || d.type == RrType::HTTPS) &&
                d.text.find_first_of("();") != std::string_view::npos;
     },
     "prints values with signs that end a word, neither quoted nor escaped",
     "RFC 9460 A: a value is a char-string; RFC 1035 5.1"},
    {Peer::ldns, Question::print, [](const Disagreement& d) { return d.type == RrType::WKS; },
     "prints protocols and services as the system calls them", "RFC 1035 3.4.2"},
    {Peer::ldns, Question::print,
     [](const Disagreement& d) {
         return d.type == RrType::CAA && d.ours->size() == 2u + (*d.ours)[1];
     },
     "prints nothing for an empty value", "RFC 8659 4.1.1: the value is a string, here \"\""},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) {
         return d.type == RrType::IPSECKEY && d.ours && std::ranges::count(d.text, ' ') > 4;
     },
     "read the key only in one piece, or in whole groups of four digits",
     "RFC 4025 3.1: base64, which zone files cut anywhere (RFC 4034 2.2)"},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) {
         return d.type == RrType::IPSECKEY && d.ours && std::ranges::count(d.text, ' ') == 3;
     },
     "demand a key (ldns), or names of letters, digits and few signs (Knot DNS)",
     "RFC 4025 3.1: the key may be left out; RFC 2181 11: any octet may be in a label"},
    {Peer::ldns, Question::rdata,
     [](const Disagreement& d) {
         return d.type == RrType::IPSECKEY && d.ours && (*d.ours)[1] == 3;
     },
     "ends a relative gateway with the root", "RFC 1035 5.1: relative names end in the origin"},
    {Peer::both, Question::rdata,
     [](const Disagreement& d) {
         return (d.type == RrType::SIG || d.type == RrType::RRSIG) && d.ours &&
                has_distant_year(d.text);
     },
     "refuse years that 32 bits of seconds since 1970 do not reach",
     "RFC 4034 3.2: years 0001 to 9999; 3.1.5: taken modulo 2^32"},
    {Peer::ldns, Question::zone,
     [](const Disagreement& d) { return d.theirs->empty() && all_lines(*d.ours, is_soa); },
     "keeps the first SOA record alone",
     "RFC 1035 5.2: exactly one; the file has another, and we say so"},
    {Peer::ldns, Question::zone,
     [](const Disagreement& d) { return !d.theirs->empty() && all_lines(*d.ours, begins_with_at); },
     "takes an owner that begins with @ for the origin", "RFC 1035 5.1: a free standing @ is"},
    {Peer::ldns, Question::ttl,
     [](const Disagreement& d) {
         return d.ours->back() == '0' && (*d.ours)[d.ours->size() - 2] == '\n';
     },
     "takes a $TTL of 0 for none", "RFC 2308 4: the TTL of records that state none"},
    {Peer::ldns, Question::signature,
     [](const Disagreement& d) { return d.verdict == Verdict::key_unusable; },
     "does not look at the flags and the protocol of the key", "RFC 4034 2.1.1, 2.1.2"},
    {Peer::ldns, Question::signature,
     [](const Disagreement& d) { return d.verdict == Verdict::wrong_signer; },
     "does not compare the signer with the owner of the key",
     "RFC 4035 5.3.1: the signer is the zone's name"},
    {Peer::ldns, Question::signature,
     [](const Disagreement& d) { return d.verdict == Verdict::wrong_labels; },
     "accepts a Labels field above the labels of the owner",
     "RFC 4035 5.3.1: it is at most their number"},
    {Peer::knot, Question::order, [](const Disagreement& d) { return d.mentions("\\000"); },
     "compares names with a zero octet between labels, as if none could hold one",
     "RFC 4034 6.1: labels are unsigned octet strings; RFC 2181 11: any octet may be in one"},
};

inline std::string show(const Reading& reading) {
    return reading ? to_hex(*reading) : "refused";
}

/// Aborts on a disagreement that no row explains.
inline void settle(const Disagreement& found) {
    if (found.ours == found.theirs) return;
    for (const Known& known : known_differences)
        if (known.peer == found.peer && known.question == found.question && known.explains(found))
            return;
    violated(std::string("agrees with ") + describe(found.peer),
             to_text(found.type) + " " + std::string(found.text) + "\nours   " + show(found.ours) +
                 "\ntheirs " + show(found.theirs) + "\nverdict " +
                 std::to_string(static_cast<int>(found.verdict)));
}

}  // namespace zoneproof::fuzz
