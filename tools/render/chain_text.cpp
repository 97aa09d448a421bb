#include "tools/render/chain_view.hpp"

#include "tools/render/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace zoneproof {
namespace {

constexpr std::size_t width = 110;

class Ladder {
public:
    Ladder(const ChainView& view, const ChainReport& report, const Style& style)
        : view_(view), report_(report), style_(style) {}

    std::string text();

private:
    std::string zone_name(std::size_t position) const {
        return printable(to_text(zone(position).zone().origin()));
    }
    const ChainZone& zone(std::size_t position) const {
        return view_.zones[report_.order[position]];
    }
    void line(std::string_view name, std::string_view what) {
        text_ += fmt::format("     {:<9} {}\n", name, wrapped(printable(what), 15, width));
    }
    void link(std::size_t position);
    void rungs(std::size_t position);
    void verdict();
    std::string painted(LinkState) const;

    const ChainView& view_;
    const ChainReport& report_;
    const Style& style_;
    std::string text_;
};

std::string Ladder::painted(LinkState state) const {
    switch (state) {
    case LinkState::secure: return style_.green("secure");
    case LinkState::insecure: return style_.yellow("insecure");
    case LinkState::bogus: return style_.red("BOGUS");
    case LinkState::unreachable: return style_.red("unreachable");
    case LinkState::unknown: return style_.yellow("unknown");
    }
    return "";
}

/// "1 RRset, 2 names, 1 secure and 5 insecure delegations, 0 wildcard names"
std::string amount(const Blast& blast) {
    std::string text = fmt::format(
        "{}, {}, {} secure and {} insecure delegations, {}", counted(blast.rrsets, "RRset"),
        counted(blast.names, "name"), grouped(blast.secure_delegations),
        grouped(blast.insecure_delegations), counted(blast.wildcard_names, "wildcard name"));
    if (blast.denial_records != 0)
        text += fmt::format(", {}", counted(blast.denial_records, "denial record"));
    return text;
}

std::string keys(const std::vector<std::uint16_t>& tags) {
    return tags.empty() ? "nobody" : fmt::format("{}", fmt::join(tags, ", "));
}

/// One line a DS or anchor: the tag of the DS, of the key it names, of the RRSIG by that key.
void Ladder::rungs(std::size_t position) {
    const ChainLink& link = report_.links[position];
    for (const LadderRung& rung : link.rungs) {
        const DigestInfo* const digest = find_digest(rung.digest_type);
        std::string what =
            fmt::format("{}/{}{}{}", rung.tag, rung.algorithm, rung.digest_type == 0 ? "" : "/",
                        rung.digest_type == 0 ? ""
                        : digest != nullptr   ? std::string(digest->mnemonic)
                                              : std::to_string(rung.digest_type));
        if (!rung.usable)
            what += " -> not used by validators";
        else if (!rung.dnskey)
            what += " -> no DNSKEY";
        else
            what += fmt::format(" -> DNSKEY {} -> {}", *rung.dnskey,
                                rung.signs ? fmt::format("RRSIG {}", *rung.dnskey)
                                           : std::string("signs nothing"));
        line(link.above ? "DS" : "anchor", what);
    }
    if (link.above && !link.rungs.empty())
        line("", fmt::format("the DS RRset is signed by {} of {}", keys(link.ds_signers),
                             zone_name(*link.above)));
}

void Ladder::link(std::size_t position) {
    const ChainLink& link = report_.links[position];
    const ChainZone& one = zone(position);
    text_ += fmt::format("  {}  {}   {}   {}, serial {}, {}\n", link.number,
                         style_.bold(zone_name(position)), painted(link.state),
                         to_text(link.altitude), one.zone().serial(), printable(one.file));
    rungs(position);
    if (!link.text.empty()) line("", link.text);
    for (const ChainNote& note : link.warnings)
        line("warning", fmt::format("{} [{}]", note.text, note.cause));
    if (link.entries_lost)
        line("error", "entries of the file cannot be read; zoneproof check names them");
    if (link.state == LinkState::bogus && !link.fix.empty()) line("fix", link.fix);
    if (link.damage.any())
        line("damage", (link.damage.all ? fmt::format("ALL, for the {} of the apex fails: ",
                                                      link.damage.all_for)
                                        : std::string()) +
                           amount(link.damage));
    if (link.damage.unchecked != 0) line("unchecked", counted(link.damage.unchecked, "RRset"));
}

void Ladder::verdict() {
    const std::string when = " at " + to_iso8601(report_.at);
    switch (report_.word) {
    case ChainWord::secure:
        text_ += fmt::format("\n  {}   every link holds{}\n", style_.green("SECURE"), when);
        break;
    case ChainWord::insecure:
        text_ += fmt::format("\n  {}   no link is broken, and not all are signed{}{}\n",
                             style_.yellow("INSECURE"), when,
                             view_.require_ds ? "; --require-ds demands that they are" : "");
        break;
    case ChainWord::unknown:
        text_ += fmt::format("\n  {}   something is missing to tell{}\n", style_.yellow("UNKNOWN"),
                             when);
        break;
    case ChainWord::bogus: {
        const ChainLink& link = report_.links[*report_.broken];
        const bool broken = link.state == LinkState::bogus;
        text_ +=
            fmt::format("\n  {}   {} {}, {}{}\n", style_.red("BROKEN"),
                        broken ? fmt::format("at link {}:", link.number) : std::string("inside"),
                        zone_name(*report_.broken), to_text(link.altitude), when);
        line("lost", (report_.lost.all ? broken ? "ALL of it and below: " : "ALL: " : "") +
                         amount(report_.lost));
        if (report_.suggested_nta)
            line("meanwhile", "a negative trust anchor at " + to_text(*report_.suggested_nta) +
                                  " restores service without protection (RFC 7646)");
    }
    }
    for (const NegativeAnchor& nta : report_.ntas)
        line("nta", to_text(nta.name) + (nta.covers.empty() && !nta.needed
                                             ? " covers no zone given: remove it"
                                         : nta.needed ? " hides a fault"
                                                      : " hides nothing any more: remove it"));
}

std::string Ladder::text() {
    for (std::size_t i = 0; i < report_.links.size(); ++i) link(i);
    verdict();
    return text_;
}

}  // namespace

std::string chain_text(const ChainView& view, bool color) {
    const Style style(color);
    std::string text = fmt::format("trust   {}\n", printable(view.anchors));
    for (const ChainReport& report : view.reports)
        text += Ladder(view, report, style).text() + "\n";
    for (const std::string& unread : view.unread) text += fmt::format("  {}\n", printable(unread));
    return text + fmt::format("exit {}\n", view.exit);
}

}  // namespace zoneproof
