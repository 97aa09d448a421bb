// serial_time: the times of an RRSIG, RFC 4034 3.1.5 and 3.2, RFC 1982, RFC 4035 5.3.1.
#include "corpus/builder/vectors/kind.hpp"
#include "corpus/builder/vectors/octets.hpp"

namespace zoneproof::corpus {
namespace {

constexpr Note notes[] = {
    {"Plain", bug::basic, "Times of our days."},
    {"Boundary", bug::edge, "Both ends belong to the validity period.", "RFC4035#5.3.1"},
    {"Year2038", bug::edge, "Periods and moments around 2^31 seconds: no signed numbers.",
     "RFC4034#3.1.5"},
    {"Year2106", bug::edge, "Periods and moments around 2^32 seconds: serial arithmetic.",
     "RFC4034#3.1.5"},
    {"Reversed", bug::edge, "Expiration before inception: valid at no moment.", "RFC4034#3.1.5"},
    {"Incomparable", bug::open,
     "Exactly 2^31 seconds apart: RFC 1982 leaves the order undefined. Safe is: outside.",
     "RFC1982#3.2"},
    {"Rfc1982", bug::basic, "Serial numbers of 32 bits in order.", "RFC1982#3.2"},
    {"Date", bug::basic, "YYYYMMDDHHmmSS.", "RFC4034#3.2"},
    {"LeapYear", bug::edge, "29 February, in the years that have one."},
    {"Modulo", bug::edge, "Dates beyond 2^32 seconds are taken modulo 2^32.", "RFC4034#3.1.5"},
    {"Seconds", bug::basic, "Seconds since 1970, at most ten digits.", "RFC4034#3.2"},
    {"NoTime", bug::malformed, "Neither a date of the calendar nor seconds."},
};

constexpr MemberInfo period_members[] = {
    {"inception", MemberKind::u32, "As in the RRSIG."},
    {"expiration", MemberKind::u32, "As in the RRSIG."},
    {"now", MemberKind::integer,
     "The moment of validation, in seconds since 1970, not modulo "
     "2^32."},
    {"state", MemberKind::word, "Valid: inside.", false, "inside not-yet expired reversed"},
};
constexpr MemberInfo order_members[] = {
    {"left", MemberKind::u32, "A serial number."},
    {"right", MemberKind::u32, "Another."},
    {"order", MemberKind::integer, "-1: left is less; 0: equal; 1: right is; absent: undefined.",
     true},
};
constexpr MemberInfo text_members[] = {
    {"text", MemberKind::text, "Presentation form."},
    {"seconds", MemberKind::u32, "As in the RRSIG.", true},
};
constexpr GroupKind group_kinds[] = {{"ValidityPeriod", {}, period_members},
                                     {"SerialOrder", {}, order_members},
                                     {"TimeText", {}, text_members}};

constexpr std::int64_t t0 = 1768435200;  // 2026-01-15T00:00:00Z
constexpr std::int64_t half = 1LL << 31, whole = 1LL << 32;
constexpr std::int64_t day = 86400;

struct Period {
    const char *comment, *flag;
    std::int64_t inception, expiration, now;  // the first two modulo 2^32
    const char* state;
};

// States are written down, not computed.
const Period periods[] = {
    {"two weeks, in the middle", "Plain", t0 - 7 * day, t0 + 7 * day, t0, "inside"},
    {"expired since yesterday", "Plain", t0 - 14 * day, t0 - day, t0, "expired"},
    {"begins tomorrow", "Plain", t0 + day, t0 + 14 * day, t0, "not-yet"},
    {"the first second", "Boundary", t0, t0 + day, t0, "inside"},
    {"a second before the first", "Boundary", t0, t0 + day, t0 - 1, "not-yet"},
    {"the last second", "Boundary", t0 - day, t0, t0, "inside"},
    {"a second behind the last", "Boundary", t0 - day, t0, t0 + 1, "expired"},
    {"a period of one second", "Boundary", t0, t0, t0, "inside"},
    {"... a second later", "Boundary", t0, t0, t0 + 1, "expired"},
    {"... a second before", "Boundary", t0, t0, t0 - 1, "not-yet"},
    {"ends in the last second of 2^31", "Year2038", half - day, half - 1, half - 1, "inside"},
    {"... a second later", "Year2038", half - day, half - 1, half, "expired"},
    {"across 2^31, before", "Year2038", half - day, half + day, half - 1, "inside"},
    {"across 2^31, behind", "Year2038", half - day, half + day, half, "inside"},
    {"begins at 2^31, now is before", "Year2038", half, half + day, half - 1, "not-yet"},
    {"begins at 2^31, now is there", "Year2038", half, half + day, half, "inside"},
    {"behind 2^31 altogether", "Year2038", half + day, half + 2 * day, half + day + 1, "inside"},
    {"behind 2^31, over", "Year2038", half + day, half + 2 * day, half + 3 * day, "expired"},
    {"now is of our days, the period behind 2^31", "Year2038", half + day, half + 2 * day, t0,
     "not-yet"},
    {"from our days to behind 2^31", "Year2038", t0, half + 365 * day, t0 + 1, "inside"},
    {"across 2^32, before", "Year2106", whole - day, whole + day, whole - 1, "inside"},
    {"across 2^32, behind", "Year2106", whole - day, whole + day, whole, "inside"},
    {"across 2^32, over", "Year2106", whole - day, whole + day, whole + day + 1, "expired"},
    {"across 2^32, not yet", "Year2106", whole - day, whole + day, whole - day - 1, "not-yet"},
    {"ends at 0", "Year2106", whole - day, whole, whole, "inside"},
    {"ends at 0, a second later", "Year2106", whole - day, whole, whole + 1, "expired"},
    {"begins at 0", "Year2106", whole, whole + day, whole, "inside"},
    {"begins at 0, a second before", "Year2106", whole, whole + day, whole - 1, "not-yet"},
    {"behind 2^32 altogether", "Year2106", whole + t0, whole + t0 + day, whole + t0, "inside"},
    {"1970 again", "Year2106", whole + 1, whole + day, whole + 2, "inside"},
    {"our days, and a period that ended in 1970", "Year2106", 0, day, t0, "expired"},
    {"times of 0 and 2^32-1 are a second apart", "Year2106", whole - 1, 0, whole, "inside"},
    {"expiration a second before inception", "Reversed", t0, t0 - 1, t0, "reversed"},
    {"expiration a day before inception", "Reversed", t0 + day, t0, t0, "reversed"},
    {"swapped, in the middle", "Reversed", t0 + 7 * day, t0 - 7 * day, t0, "reversed"},
    {"2^31 and a second are the other way round", "Reversed", t0, t0 + half + 1, t0 + day,
     "reversed"},
    {"one second less than 2^31", "Boundary", t0, t0 + half - 1, t0 + day, "inside"},
    {"inception 0, expiration 2^32-1", "Reversed", 0, whole - 1, t0, "reversed"},
};

const Period incomparable[] = {
    {"a period of 2^31 seconds", "Incomparable", t0, t0 + half, t0 + day, "reversed"},
    {"now is 2^31 behind inception", "Incomparable", t0, t0 + half - 1, t0 + half, "expired"},
    {"now is 2^31 before inception", "Incomparable", t0 + half, t0 + half + day, t0, "not-yet"},
};

constexpr struct {
    std::uint32_t left, right;
    int order;
} orders[] = {
    {0, 1, -1},
    {1, 0, 1},
    {5, 5, 0},
    {0, 0x7FFFFFFF, -1},
    {0, 0x80000001, 1},
    {0xFFFFFFFF, 0, -1},
    {0, 0xFFFFFFFF, 1},
    {0x7FFFFFFF, 0x80000000, -1},
    {0x80000000, 1, 1},
    {1, 0x80000002, 1},
    {0xFFFFFFFF, 0x7FFFFFFE, -1},
    {0, 0, 0},
};

struct TimeText {
    const char *comment, *flag, *text;
    std::int64_t seconds;  // -1: none
};

const TimeText texts[] = {
    {"", "Date", "20260115000000", t0},
    {"RFC 4034 3.3", "Date", "20030322173103", 1048354263},
    {"the beginning", "Date", "19700101000000", 0},
    {"the last second of 2^31", "Date", "20380119031407", half - 1},
    {"2^31", "Date", "20380119031408", half},
    {"the last second of 2^32", "Date", "21060207062815", whole - 1},
    {"2^32", "Modulo", "21060207062816", 0},
    {"the last second of the year 9999", "Modulo", "99991231235959", 253402300799 % whole},
    {"before 1970", "Modulo", "19691231235959", whole - 1},
    {"the last second of a day", "Date", "20261231235959", 1798761599},
    {"2024", "LeapYear", "20240229120000", 1709208000},
    {"2000", "LeapYear", "20000229000000", 951782400},
    {"the day after", "LeapYear", "20000301000000", 951868800},
    {"2100 has none", "LeapYear", "21000301000000", 4107542400},
    {"2026 has none", "NoTime", "20260229000000", -1},
    {"2100 has none", "NoTime", "21000229000000", -1},
    {"1900 has none", "NoTime", "19000229000000", -1},
    {"0", "Seconds", "0", 0},
    {"10 digits", "Seconds", "4294967295", whole - 1},
    {"", "Seconds", "1768435200", t0},
    {"leading zeros", "Seconds", "0000000001", 1},
    {"above 2^32-1", "NoTime", "4294967296", -1},
    {"11 digits", "NoTime", "20260115000", -1},
    {"13 digits", "NoTime", "2026011500000", -1},
    {"15 digits", "NoTime", "202601150000000", -1},
    {"month 0", "NoTime", "20260015000000", -1},
    {"month 13", "NoTime", "20261315000000", -1},
    {"day 0", "NoTime", "20260100000000", -1},
    {"31 April", "NoTime", "20260431000000", -1},
    {"hour 24", "NoTime", "20260115240000", -1},
    {"minute 60", "NoTime", "20260115006000", -1},
    {"a leap second", "NoTime", "20161231235960", -1},
    {"year 0", "NoTime", "00000101000000", -1},
    {"a sign", "NoTime", "-1", -1},
    {"a unit", "NoTime", "1h", -1},
    {"a letter", "NoTime", "2026011500000x", -1},
};

std::uint32_t modulo(std::int64_t time) {
    return static_cast<std::uint32_t>(time);
}

void add(Group& group, const Period& period, TestResult outcome) {
    group.add(period.comment, {period.flag}, outcome,
              {{"inception", modulo(period.inception)},
               {"expiration", modulo(period.expiration)},
               {"now", period.now},
               {"state", period.state}});
}

Result<Groups> make(KeyStore&) {
    Group validity("ValidityPeriod"), order("SerialOrder"), text("TimeText");
    for (const Period& period : periods)
        add(validity, period, valid_if(std::string_view(period.state) == "inside"));
    for (const Period& period : incomparable) add(validity, period, TestResult::acceptable);
    for (const auto& row : orders)
        order.add("", {"Rfc1982"}, TestResult::valid,
                  {{"left", row.left}, {"right", row.right}, {"order", row.order}});
    for (const std::uint32_t left : {0u, 1u, 0x80000000u, 0xFFFFFFFFu})
        order.add("", {"Incomparable"}, TestResult::acceptable,
                  {{"left", left}, {"right", left ^ 0x80000000}});
    for (const TimeText& row : texts) {
        Json test = {{"text", row.text}};
        if (row.seconds >= 0) test["seconds"] = row.seconds;
        text.add(row.comment, {row.flag}, valid_if(row.seconds >= 0), test);
    }
    return Groups{validity, order, text};
}

}  // namespace

const VectorKind serial_time_kind = {
    "serial_time",
    "Validity periods of RRSIGs, serial numbers, and times as text.",
    "RFC1982 RFC4034#3.1.5 RFC4034#3.2 RFC4035#5.3.1",
    group_kinds,
    notes,
    make};

}  // namespace zoneproof::corpus
