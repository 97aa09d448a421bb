// Anchors as records, a line each, and what resolvers write beside them: Unbound's state in
// ";;state=" comments, Knot Resolver's as "AddPend:1514764800", BIND's as KEYDATA records.
#include "rules/anchors/readers.hpp"

#include "parser/field/base64.hpp"
#include "parser/field/number.hpp"
#include "parser/field/timestamp.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace zoneproof {
namespace {

constexpr std::string_view unbound_state = ";;state=";

/// What follows `key` up to the next blank; nothing when the key is not there.
std::optional<std::string_view> value_of(std::string_view text, std::string_view key) {
    const std::size_t at = text.find(key);
    if (at == text.npos) return std::nullopt;
    text.remove_prefix(at + key.size());
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text.substr(0, text.find_first_of(" \t\r\n;"));
}

std::optional<Timestamp> moment_in(std::string_view text, std::string_view key) {
    const auto digits = value_of(text, key);
    return digits ? moment_of(*digits) : std::nullopt;
}

struct StateName {
    std::string_view name;
    AnchorState state;
};
/// As Knot Resolver writes them; Unbound writes their positions here.
constexpr StateName states[] = {
    {"Start", AnchorState::start},     {"AddPend", AnchorState::add_pending},
    {"Valid", AnchorState::valid},     {"Missing", AnchorState::missing},
    {"Revoked", AnchorState::revoked}, {"Removed", AnchorState::removed},
};

/// "; Valid: ; KeyTag:20326", "; AddPend:1514764800 ; KeyTag:38696"
const StateName* knot_state(std::string_view comment) {
    comment.remove_prefix(std::min(comment.find_first_not_of("; \t"), comment.size()));
    for (const StateName& one : states)
        if (comment.starts_with(one.name) && comment.substr(one.name.size()).starts_with(':'))
            return &one;
    return nullptr;
}

std::string_view comment_of(std::string_view line) {
    const std::size_t at = line.find(';');
    return at == line.npos ? std::string_view() : line.substr(at);
}

/// Knot Resolver keeps what it does not trust yet in comments: "; . 172800 DNSKEY 257 ... ;
/// AddPend:...". Such a line becomes a record again.
std::string with_pending_keys(std::string_view text) {
    std::string all;
    all.reserve(text.size());
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end);
        const bool hidden = line.starts_with("; ") && line.find(" DNSKEY ") != line.npos &&
                            knot_state(comment_of(line.substr(1))) != nullptr;
        all += hidden ? line.substr(2) : line;
    }
    return all;
}

void read_unbound_header(std::string_view text, AnchorFile& file) {
    file.last_success = moment_in(text, ";;last_success:");
    file.next_probe = moment_in(text, ";;next_probe_time:");
    std::uint64_t failed;
    if (const auto count = value_of(text, ";;query_failed:"))
        if (read_number(*count, 0xFFFFFFFF, failed)) file.failed_probes = failed;
}

void wait_for_hold_down(Anchor& anchor) {
    if (!anchor.since) return;
    const Timestamp over{seconds(*anchor.since) + hold_down};
    if (anchor.state == AnchorState::add_pending) anchor.valid_at = over;
    if (anchor.state == AnchorState::revoked) anchor.removed_at = over;
}

/// False: the comment cannot be read.
bool read_unbound_state(std::string_view text, Anchor& anchor) {
    std::uint64_t position;
    if (!read_number(*value_of(text, unbound_state), std::size(states) - 1, position)) return false;
    anchor.state = states[position].state;
    if (text.find(";;lastchange=") != text.npos) {
        anchor.since = moment_in(text, ";;lastchange=");
        if (!anchor.since) return false;
        if (seconds(*anchor.since) == 0) anchor.since.reset();
    }
    wait_for_hold_down(anchor);
    return true;
}

/// The number is when the state ends; there is none behind Valid.
bool read_knot_state(std::string_view comment, const StateName& state, Anchor& anchor) {
    anchor.state = state.state;
    const std::string key = std::string(state.name) + ':';
    const auto digits = value_of(comment, key);
    if (!digits || digits->empty()) return true;
    const auto until = moment_of(*digits);
    if (!until) return false;
    if (state.state == AnchorState::add_pending) anchor.valid_at = until;
    if (state.state == AnchorState::revoked) anchor.removed_at = until;
    return true;
}

/// Refresh, add hold-down and remove hold-down as RRSIG times; then a DNSKEY. Nothing behind the
/// algorithm: BIND waits for the key that goes with an initial-ds.
std::optional<TrustFault> read_keydata(const TrustLine& line, TrustLines& lines, AnchorFile& file) {
    constexpr std::size_t times = 3, numbers = 3;
    const Tokens& tokens = line.rdata;
    const auto wrong = [&](std::size_t token, const char* what) {
        return lines.fault(line.tokens, line.type_token + 1 + token, what);
    };
    const auto wire = std::make_unique<Wire>();
    std::array<Timestamp, times> moments;
    for (std::size_t i = 0; i < times; ++i) {
        wire->clear();
        if (i >= tokens.count || !put_timestamp(tokens[i], *wire)) return wrong(i, "timestamp");
        moments[i] = Timestamp{load32(wire->octets().data())};
    }
    wire->clear();
    for (std::size_t i = times; i < times + numbers; ++i)
        if (i >= tokens.count || !(i == times ? put_u16 : put_u8)(tokens[i], *wire))
            return wrong(i, i == times ? "flags" : i == times + 1 ? "protocol" : "algorithm");
    std::size_t at = 0;
    if (tokens.count == times + numbers) return std::nullopt;
    if (!put_base64(tokens.from(times + numbers), *wire, at))
        return wrong(times + numbers + at, "base64 of a public key");

    const auto [refresh, added, removed] = moments;
    Anchor anchor;
    anchor.zone = Name(line.owner);
    set_rdata(anchor, false, wire->octets());
    anchor.kind = AnchorKind::followed;
    anchor.line = line.line;
    constexpr Timestamp unset{0};
    if (removed != unset) {
        anchor.state = AnchorState::revoked;
        anchor.removed_at = removed;
    } else if (added == unset) {
        anchor.state = AnchorState::start;  // BIND: "no trust"
    } else {
        anchor.state = AnchorState::valid;  // BIND: "trust pending" before, "trusted since" behind
        anchor.valid_from = added;
    }
    if (refresh != unset && (!file.next_probe || *file.next_probe < refresh))
        file.next_probe = refresh;
    file.anchors.push_back(std::move(anchor));
    return std::nullopt;
}

class LineReader {
public:
    LineReader(const PaddedText& text, AnchorFile& file) : lines_(text, NameView()), file_(file) {}

    void read() {
        lines_.read([&](const TrustLine& line) { return record(line); },
                    [&](const TrustFault& fault) { return damage(fault); });
    }

private:
    bool damage(const TrustFault& fault) {
        file_.add_damage(fault.line, fault.text);
        return true;
    }

    bool record(const TrustLine& line) {
        if (file_.anchors.size() > max_anchors) return false;
        const bool managed = file_.format == AnchorFormat::bind_keydata;
        if (managed && (line.type == RrType::SOA || line.type == RrType::NS)) return true;
        if (managed && line.type == RrType::KEYDATA) {
            const auto fault = read_keydata(line, lines_, file_);
            return !fault || damage(*fault);
        }
        if (line.type != RrType::DS && line.type != RrType::DNSKEY)
            return damage(lines_.fault(line.tokens, line.type_token, "type DS or DNSKEY"));
        if (const auto fault = lines_.parse(line)) return damage(*fault);

        Anchor anchor;
        anchor.zone = Name(line.owner);
        set_rdata(anchor, line.type == RrType::DS, lines_.rdata());
        anchor.line = line.line;
        if (!read_state(line.text, anchor))
            return damage({line.line, "the state in the comment cannot be read"});
        file_.anchors.push_back(std::move(anchor));
        return true;
    }

    bool read_state(std::string_view text, Anchor& anchor) {
        if (file_.format == AnchorFormat::autotrust) {
            anchor.kind = AnchorKind::followed;
            return text.find(unbound_state) == text.npos || read_unbound_state(text, anchor);
        }
        const std::string_view comment = comment_of(text);
        const StateName* const state = knot_state(comment);
        if (state == nullptr) return true;
        file_.format = AnchorFormat::knot;
        anchor.kind = AnchorKind::followed;
        return read_knot_state(comment, *state, anchor);
    }

    TrustLines lines_;
    AnchorFile& file_;
};

bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
        const auto blank = [&](std::size_t i) {
            return i >= text.size() || std::string_view(" \t\r\n").find(text[i]) != text.npos;
        };
        if ((at == 0 || blank(at - 1)) && blank(at + word.size())) return true;
    }
    return false;
}

}  // namespace

void read_anchor_lines(std::string_view text, AnchorFile& file) {
    if (text.find(unbound_state) != text.npos || text.find("; autotrust") != text.npos) {
        file.format = AnchorFormat::autotrust;
        read_unbound_header(text, file);
    } else if (has_word(text, "KEYDATA")) {
        file.format = AnchorFormat::bind_keydata;
    }
    LineReader(PaddedText(with_pending_keys(text)), file).read();
    // A key that Knot Resolver trusts has a state; one without was put there by hand and is
    // followed from then on.
    if (file.format == AnchorFormat::knot)
        for (Anchor& anchor : file.anchors) anchor.kind = AnchorKind::followed;
}

}  // namespace zoneproof
