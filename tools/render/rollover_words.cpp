// Moments, waits and keys in words.
#include "tools/render/rollover_view.hpp"

#include "parser/dns/rdata.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

struct TermWords {
    std::string_view name, words;
};
constexpr TermWords term_words[] = {
    // moments
    {"old_ds", "the old DS RRset was replaced"},
    {"old_dnskey", "the old DNSKEY RRset was replaced"},
    {"last_old_rrsig", "the last old signatures were replaced"},
    {"last_unsigned_rrset", "the last RRsets without the new signatures were replaced"},
    {"last_signature", "its last signature ends"},
    {"history_began", "nothing older is known"},
    {"history_doubt", "what the history lacks has left all caches"},
    {"asked", "now, for want of a recorded time"},
    {"overdue", "now, past the time that was estimated"},
    {"first_seen", "the key was first published"},
    {"signing_began", "the new key began to sign"},
    {"last_version", "the last version"},
    {"inception", "a signature begins to be valid"},
    {"superseded", "what was there before was replaced"},
    {"revoked", "the key was revoked"},
    // spans, RFC 7583 2.2
    {"Dprp", "until all name servers have it"},
    {"DprpP", "until all of the parent's have it"},
    {"Dreg", "until the parent acts"},
    {"Dsgn", "until the signer has renewed everything"},
    {"propagation", "until all name servers have it"},
    {"ttl", "TTL"},
    {"safety", "safety"},
    {"TTLkey", "TTL of DNSKEY"},
    {"TTLds", "TTL of DS"},
    {"max_ttl", "longest TTL of the data"},
    {"publish_safety", "safety"},
    {"retire_safety", "safety"},
    {"at_this_pace", "at the pace of the history"},
    {"add_holddown", "hold-down of RFC 5011"},
    {"remove_holddown", "hold-down of RFC 5011"},
    {"two_queries", "two questions of resolvers"},
    {"retry", "one repeated"},
    {"replay", "signatures of the RRset before"},
    {"Irev", "until resolvers have asked again"},
};

std::string_view words_of(std::string_view name) {
    const auto found = std::ranges::find(term_words, name, &TermWords::name);
    return found == std::end(term_words) ? name : found->words;
}

}  // namespace

std::string to_second(Timestamp time) {
    std::string text = to_iso8601(time);
    if (const std::size_t t = text.find('T'); t != text.npos) text[t] = ' ';
    return text;
}

std::string relative(Timestamp time, Timestamp now) {
    const std::int64_t left = seconds(time) - seconds(now);
    if (left == 0) return "now";
    return left > 0 ? "in " + to_words(left) : to_words(left) + " ago";
}

std::string terms_text(const std::vector<TimeTerm>& terms) {
    std::string text;
    for (const TimeTerm& term : terms) {
        if (!text.empty()) text += " + ";
        text += term.at ? fmt::format("{} ({})", to_second(*term.at), words_of(term.name))
                        : fmt::format("{} ({}: {})", to_words(term.seconds), term.name,
                                      words_of(term.name));
    }
    return text;
}

std::string ds_text(const std::vector<std::uint8_t>& rdata) {
    const DsView ds(rdata);
    return fmt::format("{} {} {} {}", ds.key_tag(), ds.algorithm(), ds.digest_type(),
                       to_hex(ds.digest(), true));
}

std::string name_of(const RolledKey& key) {
    return fmt::format("{} {}", key.role, key.tag);
}

std::string removal_text(const Removal& removal, Timestamp now) {
    switch (removal.answer) {
    case Removal::Answer::now: return "yes, now";
    case Removal::Answer::later:
        return fmt::format("not yet: from {} on ({})", to_second(*removal.time.at),
                           relative(*removal.time.at, now));
    case Removal::Answer::in_use: return "no: it is in use";
    case Removal::Answer::gone: return "it is gone";
    case Removal::Answer::unknown: break;
    }
    return "not known";
}

void write_time(JsonWriter& json, std::string_view name, const std::optional<Timestamp>& time) {
    json.member(name, time ? std::optional(to_iso8601(*time)) : std::nullopt);
}

void write_terms(JsonWriter& json, std::string_view name, const std::vector<TimeTerm>& terms) {
    json.array_member(name, terms, [&](const TimeTerm& term) {
        json.object([&] {
            json.member("name", term.name);
            if (term.at)
                json.member("t", to_iso8601(*term.at));
            else
                json.member("s", term.seconds);
        });
    });
}

void write_faults(JsonWriter& json, const std::vector<HistoryFault>& faults) {
    json.array_member("faults", faults, [&](const HistoryFault& fault) {
        json.object([&] {
            json.member("kind", to_text(fault.kind));
            json.member("file", fault.file);
            json.member("line", fault.line);
            json.member("text", fault.text);
            json.member("lost", fault.lost);
        });
    });
}

}  // namespace zoneproof
