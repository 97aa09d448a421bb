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

constexpr std::string_view not_checked = "not checked";

std::string line(std::string_view name, std::string_view text) {
    return fmt::format("  {:<9} {}\n", name, wrapped(text, 12, 110));
}

/// "DS 20326/8/SHA-256, DS 38696/8/SHA-256 -> KSK 20326 -> ZSK 57780: complete"
std::string chain_text(const Summary& summary) {
    if (summary.trust == "not-checked") return std::string(not_checked);
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
    if ((summary.passes & pass::signatures) == 0)
        return fmt::format("{}: {}", counted(rrsigs.total, "signature"), not_checked);
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
    if ((summary.passes & pass::signatures) == 0)
        text += fmt::format("; first expiry {}", not_checked);
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

/// "1 error (1,934 places), 1 warning"
std::string findings_text(const Summary& summary) {
    std::string text;
    const auto add = [&](const std::string& what, std::uint64_t findings, std::uint64_t places) {
        if (findings == 0) return;
        append_item(text, what);
        if (places > findings) text += fmt::format(" ({} places)", grouped(places));
    };
    const SeverityCounts& groups = summary.groups;
    add(counted(groups.errors, "error"), groups.errors, summary.errors);
    add(counted(groups.warnings, "warning"), groups.warnings, summary.warnings);
    add(grouped(groups.infos) + " info", groups.infos, summary.infos);
    return text.empty() ? "no findings" : text;
}

/// Rules were asked about a zone: the run did not end before.
bool was_judged(const Summary& summary) {
    const RuleCounts& rules = summary.rules;
    return !summary.zone.empty() && rules.passed + rules.failed + rules.not_applicable +
                                            rules.not_effective + rules.suppressed !=
                                        0;
}

/// Families of which not every rule was to decide (V-VER-5).
std::string left_out_text(const Summary& summary) {
    std::string families;
    for (const Family family : summary.left_out) append_item(families, to_text(family));
    return "not proven, for rules were left out of " + families;
}

}  // namespace

std::string verdict_line(const Summary& summary, const RunFigures& figures,
                         const Presentation& presentation) {
    const Style style(presentation.color);
    std::string subject =
        summary.zone.empty() ? printable(presentation.input) : printable(summary.zone);
    if (summary.serial) subject += fmt::format(" serial {}", *summary.serial);
    return fmt::format("{}   {}   {}   {:.1f} s, {}   exit {}\n", style.bold(subject),
                       painted(style, summary.verdict), findings_text(summary),
                       figures.wall_seconds, counted(figures.threads, "thread"), summary.exit);
}

std::string digest_lines(const Presentation& presentation) {
    std::string lines;
    if (presentation.digest)
        for (const InputFile& file : presentation.files)
            lines += line("sha256", fmt::format("{}  {}", file.sha256, printable(file.path)));
    return lines;
}

std::string verdict_block(const Summary& summary, const RunFigures& figures,
                          const Presentation& presentation) {
    std::string text = verdict_line(summary, figures, presentation);
    if (presentation.quiet) return text + digest_lines(presentation);

    std::string lines;
    for (const Reason& reason : summary.reasons) lines += line("reason", printable(reason.what));
    const bool is_signed = summary.rrsigs.total != 0;
    if (is_signed || summary.trust != "none") lines += line("chain", chain_text(summary));
    if (is_signed) lines += line("signed", signed_text(summary));
    if (is_signed && summary.denial == not_checked)
        lines += line("denial", not_checked);
    else if (is_signed && summary.denial != "none")
        lines +=
            line("denial", fmt::format("{}, {}", summary.denial, counted(summary.names, "name")));
    if (is_signed) lines += line("time", time_text(summary));
    if (was_judged(summary)) lines += line("rules", rules_text(summary, presentation.verbose));
    if (summary.verdict == VerdictWord::passed && !summary.left_out.empty())
        lines += line("narrowed", left_out_text(summary));
    for (const Unchecked& unchecked : summary.unchecked) {
        std::string what = printable(unchecked.what);
        if (unchecked.count > 1) what += fmt::format(" ({} places)", grouped(unchecked.count));
        lines += line("unchecked", what);
    }
    lines += digest_lines(presentation);
    if (!lines.empty()) text += "\n" + lines;
    return text;
}

}  // namespace zoneproof
