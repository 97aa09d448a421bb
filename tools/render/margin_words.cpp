#include "tools/render/margin_view.hpp"

#include <fmt/format.h>

namespace zoneproof {

std::string_view to_text(TrustState state) {
    switch (state) {
    case TrustState::secure: return "secure";
    case TrustState::self_consistent: return "self-consistent";
    case TrustState::no_match: return "no-match";
    case TrustState::not_signed_by_match: return "not-signed-by-match";
    case TrustState::none_usable: return "none-usable";
    case TrustState::no_input: return "no-input";
    case TrustState::no_secure_entry: return "no-secure-entry";
    case TrustState::unsure_entry: return "unsure-entry";
    case TrustState::no_keys: return "no-keys";
    case TrustState::unchecked: break;
    }
    return "unchecked";
}

std::string to_compact(std::int64_t span) {
    const std::int64_t left = span < 0 ? -span : span;
    const std::int64_t days = left / a_day, hours = left % a_day / an_hour;
    const std::int64_t minutes = left % an_hour / 60;
    if (left < 60) return fmt::format("{}s", left);
    std::string text;
    const auto add = [&](std::int64_t number, char unit) {
        if (number == 0) return;
        if (!text.empty() && number < 10) text += '0';
        text += std::to_string(number) + unit;
    };
    add(days, 'd'), add(hours, 'h'), add(minutes, 'm');
    return text;
}

std::string operator_sentence(const Deadlines& deadlines, Timestamp at, const Calendar& calendar) {
    std::string text =
        "deadline is " + to_local_text(deadlines.reaction, calendar.zone) +
        (calendar.zone.name() == "UTC" ? " UTC" : fmt::format(" {}", calendar.zone.name()));
    if (!deadlines.working) return text + "; nobody has worked for ten years before it";
    if (*deadlines.working != deadlines.reaction)
        text += "; last working window closes " + to_local_text(*deadlines.working, calendar.zone);
    const std::int64_t margin = seconds(*deadlines.working) - seconds(at);
    return text +
           (margin >= 0 ? "; margin " + to_compact(margin) : "; missed by " + to_compact(margin));
}

std::vector<std::string> reasons_of(const MarginFigures& figures, const MarginView& view) {
    std::vector<std::string> reasons;
    const auto count = [&](Grade grade) {
        return figures.by_grade[static_cast<std::size_t>(grade)];
    };
    if (view.records_lost) reasons.emplace_back("records could not be read: see zoneproof check");
    if (count(Grade::bogus) != 0)
        reasons.push_back(fmt::format("{} no signature that verifies, whatever the clock says: see "
                                      "zoneproof check",
                                      counted(count(Grade::bogus), "RRset") +
                                          (count(Grade::bogus) == 1 ? " has" : " have")));
    if (figures.not_begun != 0)
        reasons.push_back(fmt::format("{} only signatures that begin later",
                                      counted(figures.not_begun, "RRset") +
                                          (figures.not_begun == 1 ? " has" : " have")));
    if (count(Grade::unknown) != 0)
        reasons.push_back(counted(count(Grade::unknown), "RRset") +
                          " signed by what is not verified here");
    if (figures.undefined != 0)
        reasons.push_back(counted(figures.undefined, "RRset") +
                          " with a time exactly 2^31 seconds away, which is neither past nor "
                          "future (RFC 1982 3.2)");
    switch (figures.trust) {
    case TrustState::no_match: reasons.emplace_back("no DS of the parent matches a key"); break;
    case TrustState::not_signed_by_match:
        reasons.emplace_back("no key that a DS names signs the DNSKEY RRset");
        break;
    case TrustState::no_keys: reasons.emplace_back("no DNSKEY RRset"); break;
    case TrustState::no_secure_entry:
        reasons.emplace_back("no published key makes the DNSKEY RRset valid");
        break;
    case TrustState::no_input:
        reasons.emplace_back("what --ds gave says nothing about this zone");
        break;
    case TrustState::none_usable:
        reasons.emplace_back("no DS can be used: validators take the zone for insecure");
        break;
    case TrustState::unsure_entry:
    case TrustState::unchecked: reasons.emplace_back("the chain of trust is not checked"); break;
    case TrustState::secure:
    case TrustState::self_consistent: break;
    }
    return reasons;
}

}  // namespace zoneproof
