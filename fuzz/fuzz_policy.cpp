// The small files an operator writes about time: a policy in TOML, a calendar of holidays (RFC
// 5545), the data of a time zone (RFC 9636). What is read is written as a policy and read again as
// the same; what is refused is refused at its place.
#include "fuzz/oracle.hpp"

#include "tools/files/holidays.hpp"
#include "tools/files/policy_file.hpp"

#include <cctype>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

constexpr const char* no_zone_data = "/no/zone/data";

std::string or_auto(const std::optional<std::int64_t>& seconds) {
    return seconds ? std::to_string(*seconds) : "\"auto\"";
}
std::string clock(std::int32_t second) {
    const auto two = [](int number) {
        return std::string(number < 10 ? "0" : "") + std::to_string(number);
    };
    return two(second / 3600) + ':' + two(second / 60 % 60);
}
std::string date(std::int64_t day) {
    return to_iso8601(Timestamp{day * 86400}).substr(0, 10);
}

std::string to_toml(const Calendar& calendar) {
    constexpr const char* names[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const std::string& zone = calendar.zone.name();
    std::string text = "[calendar]\ntz = \"" + (zone == "UTC" ? zone : zone.substr(3)) +
                       "\"\nhours = \"" + clock(calendar.opens) + '-' + clock(calendar.closes) +
                       "\"\nworkdays = [";
    for (std::size_t day = 0; day < 7; ++day)
        if (calendar.workdays[day]) text += '"' + std::string(names[day]) + "\", ";
    text += "]\nholidays = [";
    for (const Holiday& holiday : calendar.holidays)
        for (std::int64_t day = holiday.first; day <= holiday.last; ++day) text += date(day) + ", ";
    return text + "]\n";
}

std::string to_toml(const PolicyFile& policy) {
    const Timing& timing = policy.timing;
    constexpr const char* zsk[] = {"auto", "pre-publication", "double-signature"};
    constexpr const char* ksk[] = {"auto", "double-ksk", "double-ds", "double-rrset"};
    constexpr const char* algorithm[] = {"liberal", "conservative"};
    std::string text = policy.profile.empty() ? "" : "profile = \"" + policy.profile + "\"\n";
    text += "[times]\n";
    const auto line = [&](const char* name, const std::string& value) {
        text += std::string(name) + " = " + value + '\n';
    };
    line("zone_propagation", std::to_string(timing.zone_propagation));
    line("parent_propagation", std::to_string(timing.parent_propagation));
    line("parent_registration", std::to_string(timing.parent_registration));
    line("ds_ttl", or_auto(timing.ds_ttl));
    line("dnskey_ttl", or_auto(timing.dnskey_ttl));
    line("max_zone_ttl", or_auto(timing.max_zone_ttl));
    line("publish_safety", std::to_string(timing.publish_safety));
    line("retire_safety", std::to_string(timing.retire_safety));
    line("sig_validity", std::to_string(timing.sig_validity));
    line("sig_validity_dnskey", std::to_string(timing.sig_validity_dnskey));
    line("sig_refresh", std::to_string(timing.sig_refresh));
    line("sig_jitter", std::to_string(timing.sig_jitter));
    line("resign_period", std::to_string(timing.resign_period));
    line("add_holddown", std::to_string(timing.add_holddown));
    line("remove_holddown", std::to_string(timing.remove_holddown));
    line("ksk_lifetime", or_auto(timing.ksk_lifetime));
    line("zsk_lifetime", or_auto(timing.zsk_lifetime));
    line("reaction", std::to_string(timing.reaction));
    text += "[method]\n";
    line("zsk", '"' + std::string(zsk[static_cast<std::size_t>(timing.zsk)]) + '"');
    line("ksk", '"' + std::string(ksk[static_cast<std::size_t>(timing.ksk)]) + '"');
    line("alg", '"' + std::string(algorithm[static_cast<std::size_t>(timing.algorithm)]) + '"');
    text += "[signers]\n";
    line("count", std::to_string(policy.signers));
    line("online", timing.online ? "true" : "false");
    if (policy.next_ceremony) line("next_ceremony", date(seconds(*policy.next_ceremony) / 86400));
    return policy.calendar.given ? text + to_toml(policy.calendar) : text;
}

/// "policy:3:7: what is wrong".
bool names_place(std::string_view text, std::string_view file, unsigned numbers) {
    if (!text.starts_with(file)) return false;
    text.remove_prefix(file.size());
    for (unsigned i = 0; i < numbers; ++i) {
        if (!text.starts_with(':')) return false;
        const std::size_t end = text.find_first_not_of("0123456789", 1);
        if (end == 1 || end == text.npos) return false;
        text.remove_prefix(end);
    }
    return text.starts_with(": ") && text.size() > 2;
}

/// A deadline is met by somebody who is there.
void check_calendar(const Calendar& calendar) {
    for (const std::int64_t at : {std::int64_t{1795305600}, std::int64_t{1798761599}}) {
        const auto moment = calendar.last_working_moment(Timestamp{at});
        if (!moment) continue;
        require(*moment <= Timestamp{at}, "the last working moment is not behind the deadline");
        require(calendar.last_working_moment(*moment) == moment,
                "somebody works in a working moment", [&] { return to_toml(calendar); });
    }
}

void check_policy(std::string_view text, const std::string& profile) {
    const auto read = policy_from_text(text, "policy", profile, no_zone_data);
    if (!read) {
        require(read.error().code == ErrorCode::usage &&
                    names_place(read.error().text, "policy", 2),
                "a refusal names line and column", [&] { return read.error().text; });
        return;
    }
    check_calendar(read->calendar);
    const std::string written = to_toml(*read);
    const auto again = policy_from_text(written, "policy", "", no_zone_data);
    require(again.has_value(), "a written policy can be read",
            [&] { return written + again.error().text; });
    require(to_toml(*again) == written, "a written policy is the same policy",
            [&] { return written + "---\n" + to_toml(*again); });
}

void check_holidays(std::string_view text) {
    const auto days = holidays_from_ics(text, "ics");
    if (!days) {
        require(names_place(days.error().text, "ics", 1), "a refusal names its line",
                [&] { return days.error().text; });
        return;
    }
    for (const Holiday& holiday : *days)
        require(holiday.first <= holiday.last && holiday.last - holiday.first < 366,
                "a holiday has its days");
    Calendar calendar;
    calendar.given = true;
    calendar.holidays = *days;
    check_calendar(calendar);
    for (const Holiday& holiday : *days)
        require(!calendar.is_workday(holiday.first) && !calendar.is_workday(holiday.last),
                "nobody works on a holiday");
}

void check_time_zone(std::string_view octets) {
    const auto zone = time_zone_from_octets("zone", octets);
    if (!zone) {
        require(zone.error().text.find("'zone'") != std::string::npos, "a refusal names the zone");
        return;
    }
    for (std::int64_t at = -4'000'000'000; at < 8'000'000'000; at += 86400 * 97 + 12345) {
        const std::int32_t offset = zone->offset_at(Timestamp{at});
        require(offset > -8 * 86400 && offset < 8 * 86400, "no clock is a week off");
        const std::int64_t local = zone->local(Timestamp{at});
        // Clocks may be changed every minute here: the moment is near, and no more is sure.
        const std::int64_t away = seconds(zone->first_moment(local)) - local;
        require(away > -8 * 86400 && away < 8 * 86400, "the moment of a local time is near it");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = text({data, size});
    if (input.starts_with("TZif")) {
        check_time_zone(input);
    } else if (input.starts_with("BEGIN:")) {
        check_holidays(input);
    } else {
        // A calendar that the policy names would be read from the disk, which is no part of the
        // input.
        if (input.find("ics") != input.npos) return 0;
        check_policy(input, "");
        check_policy(input, "tld");
        (void)zone_rule_from_text(input);
    }
    return 0;
}
