#include "tools/render/verdict_block.hpp"

#include "tools/render/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace zoneproof {
namespace {

std::string upper(std::string_view word) {
    std::string text(word);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return std::toupper(c); });
    return text;
}

std::string painted(const Style& style, VerdictWord verdict) {
    const std::string word = upper(to_text(verdict));
    switch (verdict) {
    case VerdictWord::proven:
    case VerdictWord::passed: return style.green(word);
    case VerdictWord::unsigned_: return style.bold(word);
    case VerdictWord::not_proven: return style.yellow(word);
    default: return style.red(word);
    }
}

std::string line(std::string_view name, std::string_view text) {
    return fmt::format("  {:<9} {}\n", name, wrapped(text, 12, 110));
}

/// "DS 20326/8/SHA-256, DS 38696/8/SHA-256 -> KSK 20326 -> ZSK 57780: complete"
std::string chain_text(const Summary& summary) {
    if (summary.trust == "none") return "trust: not checked (no --ds given)";
    if (summary.trust == "no-input")
        return "trust: not checked (no DS of this zone in what --ds gave)";
    std::string text;
    std::string_view kind;
    for (const std::string& link : summary.chain) {
        const auto its_kind = std::string_view(link).substr(0, link.find(' '));
        append_item(text, link, its_kind == kind ? ", " : " -> ");
        kind = its_kind;
    }
    if (summary.trust == "insecure")
        append_item(text, "insecure, for lack of a DS that can be used", ": ");
    if (summary.outcome == "secure") append_item(text, "complete", ": ");
    return text.empty() ? "none" : text;
}

std::string signed_text(const Summary& summary) {
    const auto& rrsigs = summary.rrsigs;
    std::string text =
        fmt::format("{}: {} good", counted(rrsigs.total, "signature"), grouped(rrsigs.good));
    const auto add = [&](std::uint64_t count, std::string_view what) {
        if (count != 0) text += fmt::format(", {} {}", grouped(count), what);
    };
    add(rrsigs.bad, "bad");
    add(rrsigs.unsupported, "not supported");
    add(rrsigs.not_tried, "not tried");
    return text;
}

std::string time_text(const Summary& summary) {
    std::string text;
    for (std::size_t i = 0; i < summary.moments.size(); ++i) {
        text += (text.empty() ? "at " : ", at ") + to_text(summary.moments[i]);
        if (summary.moments.size() > 1 && i < summary.per_moment.size())
            text += fmt::format(" {}", to_text(summary.per_moment[i]));
    }
    if (summary.first_expiry && !summary.moments.empty()) {
        const auto left = seconds(*summary.first_expiry) - seconds(summary.moments.front().from);
        text += fmt::format("; first expiry {}, {}{}{}", to_minute(*summary.first_expiry),
                            left >= 0 ? "in " : "", to_words(left), left >= 0 ? "" : " before");
    }
    return text;
}

std::string rules_text(const Summary& summary, bool verbose) {
    const RuleCounts& rules = summary.rules;
    std::string text = fmt::format(
        "{} pass, {} not applicable, {} not yet effective, {} suppressed", grouped(rules.passed),
        grouped(rules.not_applicable), grouped(rules.not_effective), grouped(rules.suppressed));
    if (verbose)
        text += fmt::format(", {} masked by more specific findings", grouped(summary.masked));
    return text;
}

}  // namespace

void FindingTally::add(const Finding& finding) {
    Count& count = counts_[static_cast<std::size_t>(finding.severity)];
    ++count.findings;
    count.places += finding.count;
}

std::string FindingTally::text() const {
    std::string text;
    for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
        const Count& count = counts_[static_cast<std::size_t>(severity)];
        if (count.findings == 0) continue;
        append_item(text, severity == Severity::info
                              ? fmt::format("{} info", grouped(count.findings))
                              : counted(count.findings, to_text(severity)));
        if (count.places > count.findings)
            text += fmt::format(" ({} places)", grouped(count.places));
    }
    return text.empty() ? "no findings" : text;
}

std::string verdict_line(const Summary& summary, const RunFigures& figures,
                         const FindingTally& tally, const Presentation& presentation) {
    const Style style(presentation.color);
    std::string subject =
        summary.zone.empty() ? printable(presentation.input) : printable(summary.zone);
    if (summary.serial) subject += fmt::format(" serial {}", *summary.serial);
    return fmt::format("{}   {}   {}   {:.1f} s, {}   exit {}\n", style.bold(subject),
                       painted(style, summary.verdict), tally.text(), figures.wall_seconds,
                       counted(figures.threads, "thread"), summary.exit);
}

std::string digest_lines(const Presentation& presentation) {
    std::string lines;
    if (presentation.digest)
        for (const InputFile& file : presentation.files)
            lines += line("sha256", fmt::format("{}  {}", file.sha256, printable(file.path)));
    return lines;
}

std::string verdict_block(const Summary& summary, const RunFigures& figures,
                          const FindingTally& tally, const Presentation& presentation) {
    std::string text = verdict_line(summary, figures, tally, presentation);
    if (presentation.quiet) return text + digest_lines(presentation);

    std::string lines;
    const bool is_signed = summary.rrsigs.total != 0;
    if (is_signed || summary.trust != "none") lines += line("chain", chain_text(summary));
    if (is_signed) lines += line("signed", signed_text(summary));
    if (is_signed && summary.denial != "none")
        lines +=
            line("denial", fmt::format("{}, {}", summary.denial, counted(summary.names, "name")));
    if (is_signed) lines += line("time", time_text(summary));
    if (!summary.zone.empty()) lines += line("rules", rules_text(summary, presentation.verbose));
    for (const Unchecked& unchecked : summary.unchecked)
        lines += line("unchecked", fmt::format("{} ({})", printable(unchecked.what),
                                               counted(unchecked.count, "place")));
    lines += digest_lines(presentation);
    if (!lines.empty()) text += "\n" + lines;
    return text;
}

}  // namespace zoneproof
