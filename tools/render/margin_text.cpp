// The margins for people: what ends first, by when somebody must act, and how the zone dies if
// nobody does.
#include "tools/render/margin_view.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr std::size_t bar_columns = 40;

std::string line(std::string_view name, std::string_view text) {
    return fmt::format("  {:<13} {}\n", name, wrapped(text, 16, 110));
}

class MarginText {
public:
    MarginText(const MarginView& view, const Style& style) : view_(view), style_(style) {}

    std::string text() const;

private:
    std::string headline() const;
    std::string figures(const MarginFigures&) const;
    std::string worst(const MarginFigures&) const;
    std::string ends(const MarginFigures&) const;
    std::string deadlines(const MarginFigures&) const;
    std::string grade_counts(const MarginFigures&) const;
    std::string histogram(const MarginFigures&) const;
    std::string bogus(const MarginFigures&) const;
    std::string spread() const;
    std::string policy() const;

    std::string painted(Grade) const;
    std::string rrset(RrsetId) const;
    std::string when(Timestamp, Timestamp at) const;

    const MarginView& view_;
    const Style& style_;
};

std::string MarginText::painted(Grade grade) const {
    const std::string_view word = to_text(grade);
    if (exit_code(grade) == 1) return style_.red(word);
    return grade == Grade::ok ? style_.green(word) : style_.yellow(word);
}

/// "www.example. A"
std::string MarginText::rrset(RrsetId id) const {
    const Rrset& rrset = view_.zone.rrset(id);
    return fmt::format("{} {}", printable(to_text(view_.zone.name(rrset.owner))),
                       to_text(rrset.type));
}

/// "2026-12-20 04:11Z (Sun 2026-12-20 10:11 Asia/Bishkek), in 28 d 1 h"
std::string MarginText::when(Timestamp moment, Timestamp at) const {
    const TimeZone& zone = view_.policy.calendar.zone;
    const std::int64_t left = seconds(moment) - seconds(at);
    std::string text = to_minute(moment);
    if (zone.name() != "UTC")
        text += fmt::format(" ({} {})", to_local_text(moment, zone), zone.name());
    return text + (left >= 0 ? ", in " + to_words(left) : ", " + to_words(left) + " ago");
}

std::string MarginText::text() const {
    std::string text = headline();
    if (!view_.margins.is_signed) return text + "\n  the zone is not signed: nothing in it ends\n";
    for (const MarginFigures& of : view_.margins.moments) text += figures(of);
    if (view_.margins.if_signing_stops) text += figures(*view_.margins.if_signing_stops);
    return text + "\n" + spread() + policy();
}

std::string MarginText::headline() const {
    return fmt::format("{} serial {}   {}   exit {}\n",
                       style_.bold(printable(to_text(view_.zone.origin()))), view_.zone.serial(),
                       painted(view_.margins.grade), exit_code(view_.margins.grade));
}

std::string MarginText::figures(const MarginFigures& of) const {
    std::string text = of.if_signing_stops
                           ? fmt::format("\nif the signer goes on, and stops at {}:  {}\n",
                                         to_text(of.moment), painted(of.grade))
                           : fmt::format("\nat {}:  {}\n", to_text(of.moment), painted(of.grade));
    text += "\n";
    for (const std::string& reason : reasons_of(of, view_)) text += line("because", reason);
    return text + worst(of) + ends(of) + deadlines(of) + grade_counts(of) + bogus(of) +
           histogram(of);
}

/// The RRset that makes the grade, where it is one of time: a long TTL may make it another one than
/// the first to end.
std::string MarginText::worst(const MarginFigures& of) const {
    if (!of.worst || of.grade == Grade::unknown || of.grade == Grade::bogus) return {};
    return line("worst RRset", fmt::format("{}: ends {}; caches keep it for {}",
                                           rrset(of.worst->rrset), to_minute(of.worst->at),
                                           to_words(view_.zone.rrset(of.worst->rrset).ttl)));
}

std::string MarginText::ends(const MarginFigures& of) const {
    std::string text;
    const Timestamp at = of.moment.to;
    if (of.first_expiry)
        text += line("first expiry", fmt::format("{}: {}", when(of.first_expiry->at, at),
                                                 rrset(of.first_expiry->rrset)));
    if (of.first_apex_expiry)
        text += line("... at apex", fmt::format("{}: {}, and with it the whole zone",
                                                when(of.first_apex_expiry->at, at),
                                                rrset(of.first_apex_expiry->rrset)));
    return text;
}

std::string MarginText::deadlines(const MarginFigures& of) const {
    if (!of.deadlines) return {};
    const Deadlines& deadlines = *of.deadlines;
    const Timestamp at = of.moment.to;
    std::string text =
        line("republish by",
             fmt::format("{}: a newly signed zone must be on the primary, or caches hold what has "
                         "expired ({})",
                         when(deadlines.republish.at, at), rrset(deadlines.republish.rrset)));
    text += line("hard deadline",
                 fmt::format("{}: the last moment at which a newly signed zone on the primary "
                             "prevents SERVFAIL ({})",
                             when(deadlines.hard.at, at), rrset(deadlines.hard.rrset)));
    return text + line("act by", operator_sentence(deadlines, at, view_.policy.calendar));
}

std::string MarginText::grade_counts(const MarginFigures& of) const {
    std::string text;
    for (std::size_t i = 0; i < grades; ++i)
        if (of.by_grade[i] != 0)
            append_item(text, fmt::format("{} {}", grouped(of.by_grade[i]),
                                          to_text(static_cast<Grade>(i))));
    text =
        line("RRsets",
             text + (of.grade == Grade::ok ? "" : "; the apex counts one grade worse than it is"));
    if (of.too_long != 0)
        text += line("too long", counted(of.too_long, "RRset") +
                                     " valid for more than 180 days: what was signed can be "
                                     "replayed until then");
    return text;
}

std::string MarginText::bogus(const MarginFigures& of) const {
    if (!of.one_percent_bogus || !of.half_bogus) return {};
    std::string text = fmt::format("1 % of the RRsets at {}, half of them at {}",
                                   to_minute(*of.one_percent_bogus), to_minute(*of.half_bogus));
    if (of.first_apex_expiry)
        text += fmt::format(", the whole zone with its apex at {}",
                            to_minute(of.first_apex_expiry->at));
    return line("bogus", text);
}

/// "ends within  RRsets  ....  still valid  for example", from the row before the first that counts
/// anything to the last that does.
std::string MarginText::histogram(const MarginFigures& of) const {
    std::uint64_t most = 0, all = 0;
    std::size_t first = of.histogram.size(), last_row = 0;
    for (std::size_t i = 0; i < of.histogram.size(); ++i) {
        const std::uint64_t rrsets = of.histogram[i].rrsets;
        most = std::max(most, rrsets);
        all += rrsets;
        if (rrsets != 0) first = std::min(first, i), last_row = i;
    }
    if (all == 0) return {};
    std::string text = fmt::format("\n  {:<13} {:>11} {:<{}}  {:>11}  {}\n", "ends within",
                                   "RRsets", "", bar_columns, "still valid", "for example");
    for (std::size_t i = first - (first != 0); i <= last_row; ++i) {
        const Bucket& bucket = of.histogram[i];
        const bool last = i == survival_points.size();
        const std::string within = last ? "later" : i == 0 ? "ended" : to_words(survival_points[i]);
        const auto columns =
            static_cast<std::size_t>((bucket.rrsets * bar_columns + most - 1) / most);
        const std::string left =
            last ? ""
                 : fmt::format("{:.2f} %", 100.0 * static_cast<double>(of.rrsets_left(i)) /
                                               static_cast<double>(all));
        std::string row =
            fmt::format("  {:<13} {:>11} {:<{}}  {:>11}  {}", within, grouped(bucket.rrsets),
                        std::string(columns, '#'), bar_columns, left,
                        bucket.example ? rrset(*bucket.example) : "");
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
    }
    return text;
}

std::string MarginText::spread() const {
    const Spread& spread = view_.margins.spread;
    if (spread.rrsets == 0) return {};
    const auto at = [&](std::int64_t from_reference) {
        return to_minute(spread.moment(from_reference, view_.margins.moments.front().moment.from));
    };
    std::string text = fmt::format("{}, {}; {} of {} end at {}; half are valid for up to {}",
                                   counted(spread.inceptions, "inception"),
                                   counted(spread.expirations, "expiration"),
                                   grouped(spread.mode.count), counted(spread.rrsets, "RRset"),
                                   at(spread.mode.value), to_words(spread.median_validity));
    if (spread.p5 != spread.p95)
        text += fmt::format("; 5 % end by {}, half by {}, 95 % by {}; entropy {:.2f} bits",
                            at(spread.p5), at(spread.p50), at(spread.p95), spread.entropy);
    if (has_cliff(spread, view_.policy.timing.sig_jitter))
        text += fmt::format("; a cliff: {} end within one hour", grouped(spread.cliff.count));
    if (spread.forgotten_before) text += "; a few end long before the others: forgotten?";
    return line("spread", text);
}

std::string MarginText::policy() const {
    const Timing& timing = view_.policy.timing;
    const std::string source = !view_.policy_path.empty()      ? printable(view_.policy_path)
                               : !view_.policy.profile.empty() ? "profile " + view_.policy.profile
                                                               : "none given, BIND's defaults";
    std::string text = line(
        "policy",
        fmt::format("{}: renewed {} before the end, every {}; {} to react; {} to all secondaries; "
                    "SOA EXPIRE {}{}",
                    source, to_words(timing.sig_refresh), to_words(timing.resign_period),
                    to_words(timing.reaction), to_words(timing.zone_propagation),
                    to_words(view_.margins.soa_expire),
                    timing.online ? "; signed online: a tenth and a quarter of the validity count"
                                  : ""));
    if (view_.margins.dips_by_design)
        text +=
            line("note", "SOA EXPIRE is longer than the time before the end at which signatures "
                         "are renewed: in the normal cycle every RRset is MARGINAL for a while");
    return text;
}

}  // namespace

std::string margin_text(const MarginView& view, const Style& style) {
    return MarginText(view, style).text();
}

}  // namespace zoneproof
