#include "tools/files/policy_file.hpp"

#include "tools/files/holidays.hpp"
#include "tools/files/small_file.hpp"
#include "tools/files/toml_values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <map>
#include <vector>

namespace zoneproof {
namespace {

template <class Member>
using Keys = WordMap<Member Timing::*>;

const Keys<std::int64_t> durations = {
    {"zone_propagation", &Timing::zone_propagation},
    {"parent_propagation", &Timing::parent_propagation},
    {"parent_registration", &Timing::parent_registration},
    {"publish_safety", &Timing::publish_safety},
    {"retire_safety", &Timing::retire_safety},
    {"sig_validity", &Timing::sig_validity},
    {"sig_validity_dnskey", &Timing::sig_validity_dnskey},
    {"sig_refresh", &Timing::sig_refresh},
    {"sig_jitter", &Timing::sig_jitter},
    {"resign_period", &Timing::resign_period},
    {"add_holddown", &Timing::add_holddown},
    {"remove_holddown", &Timing::remove_holddown},
    {"reaction", &Timing::reaction},
};
const Keys<std::optional<std::int64_t>> durations_or_auto = {
    {"ds_ttl", &Timing::ds_ttl},
    {"ksk_lifetime", &Timing::ksk_lifetime},
    {"zsk_lifetime", &Timing::zsk_lifetime},
    {"dnskey_ttl", &Timing::dnskey_ttl},
    {"max_zone_ttl", &Timing::max_zone_ttl},
};
const WordMap<ZskMethod> zsk_methods = {
    {"auto", ZskMethod::automatic},
    {"pre-publication", ZskMethod::pre_publication},
    {"double-signature", ZskMethod::double_signature},
};
const WordMap<KskMethod> ksk_methods = {
    {"auto", KskMethod::automatic},
    {"double-ksk", KskMethod::double_ksk},
    {"double-ds", KskMethod::double_ds},
    {"double-rrset", KskMethod::double_rrset},
};
const WordMap<AlgorithmMethod> algorithm_methods = {
    {"liberal", AlgorithmMethod::liberal},
    {"conservative", AlgorithmMethod::conservative},
};
/// Of what must be smaller than what, for a zone to be signed at all.
struct Order {
    const char *smaller, *larger;
};
constexpr Order orders[] = {
    {"sig_refresh", "sig_validity"},
    {"sig_jitter", "sig_validity"},
    {"resign_period", "sig_refresh"},
};

class PolicyReader {
public:
    PolicyReader(PolicyFile& policy, const std::string& file, const std::string& zone_data)
        : policy_(policy), file_(file), zone_data_(zone_data) {}

    void read(const toml::table& root);

private:
    void times(const toml::table&);
    void method(const toml::table&);
    void signers(const toml::table&);
    void calendar(const toml::table&);
    void check_order(const toml::table& times) const;

    void hours(const toml::node&);
    void workdays(const toml::node&);
    void holidays(const toml::node&);
    void ics(const toml::node&);

    PolicyFile& policy_;
    const std::string& file_;
    const std::string& zone_data_;
};

/// Seconds of the day from "09:00"; "24:00" is its end.
std::optional<std::int32_t> time_of_day(std::string_view text) {
    if (text == "24:00") return 86400;
    const auto moment =
        text.size() == 5 ? from_iso8601("1970-01-01T" + std::string(text) + "Z") : std::nullopt;
    if (!moment) return std::nullopt;
    return static_cast<std::int32_t>(seconds(*moment));
}

void PolicyReader::read(const toml::table& root) {
    using Section = void (PolicyReader::*)(const toml::table&);
    static const WordMap<Section> sections = {
        {"times", &PolicyReader::times},
        {"method", &PolicyReader::method},
        {"signers", &PolicyReader::signers},
        {"calendar", &PolicyReader::calendar},
    };
    for (const auto& [key, node] : root) {
        if (key.str() == "profile") continue;  // the caller's
        const auto section = sections.find(key.str());
        if (section == sections.end()) {
            std::vector<std::string> known = words_of(sections);
            known.emplace_back("profile");
            refuse_key(key, "", known);
        }
        const auto* const table = node.as_table();
        if (table == nullptr) refuse(node, fmt::format("expected a table, [{}]", key.str()));
        (this->*section->second)(*table);
    }
}

void PolicyReader::times(const toml::table& table) {
    for (const auto& [key, node] : table) {
        if (const auto known = durations.find(key.str()); known != durations.end()) {
            policy_.timing.*known->second = duration_of(node);
        } else if (const auto may = durations_or_auto.find(key.str());
                   may != durations_or_auto.end()) {
            auto& member = policy_.timing.*may->second;
            if (node.value<std::string_view>() == "auto")
                member.reset();
            else
                member = duration_of(node);
        } else {
            std::vector<std::string> known_words = words_of(durations);
            for (const std::string& word : words_of(durations_or_auto)) known_words.push_back(word);
            refuse_key(key, "times", known_words);
        }
    }
    check_order(table);
}

/// Told at the one of the two that the file gives.
void PolicyReader::check_order(const toml::table& times) const {
    for (const auto& [smaller, larger] : orders) {
        const std::int64_t small = policy_.timing.*durations.at(smaller);
        const std::int64_t large = policy_.timing.*durations.at(larger);
        if (small < large) continue;
        const toml::node* const given =
            times.contains(smaller) ? times.get(smaller) : times.get(larger);
        if (given == nullptr) continue;
        refuse(*given, fmt::format("{}, {}, must be shorter than {}, {}", smaller, to_words(small),
                                   larger, to_words(large)));
    }
}

void PolicyReader::method(const toml::table& table) {
    for (const auto& [key, node] : table) {
        if (key.str() == "zsk")
            policy_.timing.zsk = choice_of(node, zsk_methods);
        else if (key.str() == "ksk")
            policy_.timing.ksk = choice_of(node, ksk_methods);
        else if (key.str() == "alg")
            policy_.timing.algorithm = choice_of(node, algorithm_methods);
        else
            refuse_key(key, "method", {"alg", "ksk", "zsk"});
    }
}

void PolicyReader::signers(const toml::table& table) {
    for (const auto& [key, node] : table) {
        if (key.str() == "count") {
            const auto count = node.value_exact<std::int64_t>();
            if (!count || *count < 1 || *count > 1000)
                refuse(node, "expected a number from 1 to 1000");
            policy_.signers = policy_.timing.signers = static_cast<unsigned>(*count);
        } else if (key.str() == "online") {
            const auto online = node.value_exact<bool>();
            if (!online) refuse(node, "expected true or false");
            policy_.timing.online = *online;
        } else if (key.str() == "next_ceremony") {
            policy_.next_ceremony = midnight_of(node);
        } else {
            refuse_key(key, "signers", {"count", "next_ceremony", "online"});
        }
    }
}

void PolicyReader::calendar(const toml::table& table) {
    Calendar& calendar = policy_.calendar;
    calendar.given = true;
    for (const auto& [key, node] : table) {
        if (key.str() == "tz") {
            auto zone = time_zone_by_name(text_of(node, "a time zone, as in \"Europe/Berlin\""),
                                          zone_data_);
            if (!zone) refuse(node, zone.error().text);
            calendar.zone = std::move(*zone);
        } else if (key.str() == "hours") {
            hours(node);
        } else if (key.str() == "workdays") {
            workdays(node);
        } else if (key.str() == "holidays") {
            holidays(node);
        } else if (key.str() == "ics") {
            ics(node);
        } else {
            refuse_key(key, "calendar", {"holidays", "hours", "ics", "tz", "workdays"});
        }
    }
}

void PolicyReader::hours(const toml::node& node) {
    constexpr std::string_view wanted = "working hours, as in \"09:00-17:00\"";
    const std::string text = text_of(node, wanted);
    const auto opens = time_of_day(std::string_view(text).substr(0, 5));
    const auto closes = text.size() == 11 && text[5] == '-'
                            ? time_of_day(std::string_view(text).substr(6))
                            : std::nullopt;
    if (!opens || !closes || *opens >= *closes) refuse(node, fmt::format("expected {}", wanted));
    policy_.calendar.opens = *opens;
    policy_.calendar.closes = *closes;
}

void PolicyReader::workdays(const toml::node& node) {
    static const WordMap<std::size_t> days = {{"Sun", 0}, {"Mon", 1}, {"Tue", 2}, {"Wed", 3},
                                              {"Thu", 4}, {"Fri", 5}, {"Sat", 6}};
    const toml::array& array = array_of(node, "a list of days, as in [\"Mon\", \"Tue\"]");
    if (array.empty()) refuse(node, "expected at least one day on which somebody works");
    policy_.calendar.workdays = {};
    for (const toml::node& day : array) policy_.calendar.workdays[choice_of(day, days)] = true;
}

void PolicyReader::holidays(const toml::node& node) {
    for (const toml::node& day : array_of(node, "a list of dates, as in [2026-12-25]")) {
        const std::int64_t date = seconds(midnight_of(day)) / 86400;
        policy_.calendar.holidays.push_back({date, date});
    }
}

void PolicyReader::ics(const toml::node& node) {
    const std::filesystem::path name = text_of(node, "the name of an iCalendar file");
    const std::string path = (std::filesystem::path(file_).parent_path() / name).string();
    const auto text = read_small_file(path);
    if (!text) refuse(node, text.error().text);
    const auto days = holidays_from_ics(*text, path);
    if (!days) refuse(node, days.error().text);
    policy_.calendar.holidays.insert(policy_.calendar.holidays.end(), days->begin(), days->end());
}

Result<PolicyFile> profile_named(const std::string& name) {
    std::vector<std::string> names;
    for (const Profile& profile : profiles()) {
        if (profile.name == name) {
            auto policy = policy_from_text(profile.text, name);
            if (policy) policy->profile = name;
            return policy;
        }
        names.emplace_back(profile.name);
    }
    return Error{ErrorCode::usage, fmt::format("'{}' is none of {}{}", name, fmt::join(names, ", "),
                                               did_you_mean(name, names))};
}

}  // namespace

Result<PolicyFile> policy_from_text(std::string_view text, const std::string& file,
                                    const std::string& profile, const std::string& zone_data) {
    const auto error_at = [&](const toml::source_position& at, std::string_view why) {
        return Error{ErrorCode::usage, fmt::format("{}:{}:{}: {}", file, at.line, at.column, why)};
    };
    try {
        const toml::table root = toml::parse(text, std::string_view(file));
        PolicyFile policy;
        const toml::node* const named = root.get("profile");
        const std::string base =
            !profile.empty() ? profile
                             : (named != nullptr ? text_of(*named, "the name of a profile") : "");
        if (!base.empty()) {
            auto built_in = profile_named(base);
            if (!built_in && profile.empty()) refuse(*named, built_in.error().text);
            if (!built_in) return built_in.error();
            policy = std::move(*built_in);
        }
        PolicyReader(policy, file, zone_data).read(root);
        return policy;
    } catch (const toml::parse_error& error) {
        return error_at(error.source().begin, error.description());
    } catch (const Refusal& refusal) {
        return error_at(refusal.at, refusal.why);
    }
}

Result<PolicyFile> read_policy(const std::string& path, const std::string& profile) {
    const auto text = read_small_file(path);
    if (!text) return text.error();
    return policy_from_text(*text, path, profile);
}

Result<PolicyFile> policy_of_profile(const std::string& profile) {
    return profile_named(profile);
}

}  // namespace zoneproof
