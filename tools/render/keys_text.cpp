// The table of keys, a line each.
#include "tools/render/rollover_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace zoneproof {
namespace {

constexpr std::size_t columns_shown = 10;
using Cells = std::array<std::string, columns_shown>;

/// "DNSKEY", "2,916 (34 % ok)", "DNSKEY + 297,090"
std::string signs(const KeyRow& row) {
    const SignatureTally& tally = row.signatures;
    std::string text = tally.dnskey ? "DNSKEY" : "";
    const std::uint64_t data = tally.good_data + tally.bad;
    if (data != 0) append_item(text, grouped(data), " + ");
    if (tally.bad != 0)
        text += fmt::format(" ({} % ok)", tally.good * 100 / (tally.good + tally.bad));
    return text.empty() ? "-" : text;
}

/// "1 d": the larger of the two units.
std::string rough(std::int64_t seconds) {
    const std::string words = to_words(seconds);
    const std::size_t second = words.find(' ', words.find(' ') + 1);
    return words.substr(0, second);
}

std::string removal(const KeyRow& row) {
    switch (row.removal.answer) {
    case Removal::Answer::now: return "now";
    case Removal::Answer::later:
        return "from " + to_minute(*row.removal.time.at) +
               (row.removal.why == "last signature" ? " (last signature)" : "");
    case Removal::Answer::unknown: return "? (" + row.removal.why + ")";
    case Removal::Answer::in_use: return "no, in use";
    case Removal::Answer::gone: break;
    }
    return "-";
}

Cells cells(const KeyRow& row, Timestamp now) {
    const SignatureTally& tally = row.signatures;
    const bool any = tally.good != 0;
    return {std::to_string(row.tag),
            std::string(to_text(row.role)) + (row.role_by_flag ? "?" : ""),
            std::to_string(row.algorithm),
            std::to_string(row.bits),
            !row.in_ds   ? "?"
            : *row.in_ds ? "yes"
                         : "-",
            signs(row),
            any ? rough(seconds(now) - seconds(tally.oldest)) : "-",
            any ? (tally.last_expiry < now ? "expired"
                                           : rough(seconds(tally.last_expiry) - seconds(now)))
                : "-",
            std::string(to_text(row.state)),
            removal(row)};
}

std::string table(const std::vector<Cells>& lines) {
    std::array<std::size_t, columns_shown> widths{};
    for (const Cells& line : lines)
        for (std::size_t i = 0; i < columns_shown; ++i)
            widths[i] = std::max(widths[i], columns(line[i]));
    std::string text;
    for (const Cells& line : lines) {
        std::string shown;
        for (std::size_t i = 0; i < columns_shown; ++i) {
            shown += line[i];
            if (i + 1 < columns_shown) shown.append(widths[i] - columns(line[i]) + 2, ' ');
        }
        text += shown + '\n';
    }
    return text;
}

/// "published  2026-08-01 06:00:00Z  serial 5"
std::string events(const KeyRow& row) {
    std::string text = fmt::format("{} {}\n", to_text(row.role), row.tag);
    for (const KeyEvent& event : row.events)
        text += fmt::format("  {:<10} {}{}  {}\n", to_text(event.state), to_second(event.at),
                            event.first ? " or before" : "",
                            event.serial ? fmt::format("serial {}", *event.serial) : "DS RRset");
    return text;
}

/// What a name in the table needs to be understood.
std::string footnotes(const KeysView& view) {
    std::string text;
    const auto note = [&](std::string_view what) {
        text += wrapped(what, 0, 100);
        text += '\n';
    };
    const auto any = [&](auto is) { return std::ranges::any_of(view.rows, is); };
    if (any([](const KeyRow& row) { return !row.in_ds; }))
        note("DS ?: what the parent publishes was not given (--ds).");
    if (any([](const KeyRow& row) { return row.role_by_flag; }))
        note("role ?: by its SEP flag; the key signs nothing.");
    if (any([](const KeyRow& row) { return row.state == KeyState::ambiguous; }))
        note("AMBIGUOUS: published ahead, in reserve, or retired; only earlier versions tell "
             "(--history). A date given for it holds in either case.");
    if (any([](const KeyRow& row) { return row.state == KeyState::broken; }))
        note("BROKEN: some signatures under this key tag do not verify; another private key may be "
             "behind it. zoneproof check names them.");
    if (std::ranges::count(view.rows, Removal::Answer::now,
                           [](const KeyRow& row) { return row.removal.answer; }) > 1)
        note("now: one of them, while the others stay; ask again before the next. A new key that "
             "goes "
             "ends its rollover.");
    for (const KeyRow& row : view.rows)
        if (row.removal.answer == Removal::Answer::later && row.removal.why != "last signature" &&
            !row.removal.why.empty())
            note(fmt::format("{} not before {}: {}. The time is {}.", row.tag,
                             to_second(*row.removal.time.at), row.removal.why,
                             terms_text(row.removal.time.terms)));
    if (view.outlook.situation().trust_anchor)
        note("Resolvers may hold the KSKs of this zone as trust anchors (RFC 5011), and caches "
             "alone "
             "do not tell when one may go: first its successor is published for the hold-down of "
             "resolvers (30 d as a rule) and signs; then the old key is revoked, still published "
             "and signing, for 30 d more. A key that leaves before resolvers trust it begins its "
             "hold-down anew. zoneproof rollover --history gives the dates.");
    return text;
}

}  // namespace

std::string keys_text(const KeysView& view, const Style& style) {
    const Timestamp now = view.outlook.at();
    std::vector<Cells> lines{{"tag", "role", "alg", "bits", "DS", "signs", "oldest sig",
                              "last expiry", "state", "safe to remove"}};
    for (const KeyRow& row : view.rows) lines.push_back(cells(row, now));
    std::string text =
        fmt::format("{} serial {}, as of {}\n\n", to_text(view.outlook.situation().zone),
                    view.outlook.last().serial(), to_second(now));
    const std::string rows = table(lines);
    const std::size_t end = rows.find('\n');
    text += style.bold(rows.substr(0, end)) + rows.substr(end);
    if (view.rows.empty()) text += "The zone has no keys.\n";
    if (const std::string notes = footnotes(view); !notes.empty()) text += '\n' + notes;
    if (view.with_history) {
        text += '\n';
        for (const KeyRow& row : view.rows) text += events(row);
    }
    for (const HistoryFault& fault : view.faults)
        text += wrapped(fmt::format("history: {} line {}: {}", fault.file, fault.line,
                                    printable(fault.text)),
                        2, 100) +
                '\n';
    return text;
}

}  // namespace zoneproof
