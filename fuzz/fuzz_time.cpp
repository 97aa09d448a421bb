// RRSIG times: their text, RFC 1982's arithmetic, and the state of an RRset over a range of seconds
// against the state at every second of it (V-SIG-8, V-SIG-9, V-VER-8).
#include "fuzz/oracle.hpp"

#include "parser/base/time.hpp"
#include "parser/field/timestamp.hpp"
#include "parser/zone/load.hpp"
#include "tests/parser/token_line.hpp"
#include "verifier/signatures.hpp"

#include <memory>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

/// RFC 1982 3.2, in its own words: "i1 is less than i2 if ... i1 < i2 and i2 - i1 < 2^31, or
/// i1 > i2 and i1 - i2 > 2^31".
bool before(std::uint32_t a, std::uint32_t b) {
    return (a < b && b - a < 0x80000000) || (a > b && a - b > 0x80000000);
}

void check_serial(std::uint32_t a, std::uint32_t b) {
    const auto detail = [&] { return std::to_string(a) + " " + std::to_string(b); };
    const bool comparable = b - a != 0x80000000;
    require(!comparable || (serial_distance(a, b) > 0) == before(a, b), "order is RFC 1982's",
            detail);
    require(!comparable || serial_distance(a, b) == -std::int64_t{serial_distance(b, a)},
            "distance is antisymmetric", detail);
    require(comparable || serial_distance(a, b) < 0, "incomparable lies outside", detail);
}

void check_moment(Timestamp moment, std::uint32_t time) {
    const Timestamp near = nearest(time, moment);
    require(serial_time(near) == time, "the nearest moment has that time");
    const std::int64_t distance = seconds(near) - seconds(moment);
    require(distance >= -(std::int64_t{1} << 31) && distance < std::int64_t{1} << 31,
            "no moment of that time is nearer");
    const std::string digits = to_digits(moment);
    const auto detail = [&] { return digits; };
    constexpr std::int64_t first = -62135596800, last = 253402300799;  // the years 1 to 9999
    if (seconds(moment) < first || seconds(moment) > last) return;
    require(from_digits(digits) == moment, "a printed moment reads as it was", detail);
    static const auto wire = std::make_unique<Wire>();
    wire->clear();
    const TokenLine line(digits);
    require(put_timestamp(line.first(), *wire) &&
                load32(wire->octets().data()) == serial_time(moment),
            "both readers of dates agree", detail);
}

void check_text(std::string_view text) {
    const TokenLine line(text);
    if (line.tokens().count == 0) return;
    static const auto wire = std::make_unique<Wire>();
    wire->clear();
    const std::string_view token = line.first();
    const auto moment = from_digits(token);
    const bool good = put_timestamp(token, *wire);
    const auto detail = [&] { return std::string(token); };
    if (token.size() == 14) require(good == moment.has_value(), "dates are dates", detail);
    if (moment) {
        require(to_digits(*moment) == token, "a date is printed as it was read", detail);
        require(load32(wire->octets().data()) == serial_time(*moment), "modulo 2^32", detail);
    } else if (good) {
        require(token.size() <= 10 &&
                    std::stoull(std::string(token)) == load32(wire->octets().data()),
                "else it is seconds", detail);
    }
}

/// A zone whose SOA has RRSIGs of these times; nobody looks at the signatures themselves.
LoadedZone zone_with(const std::string& signatures) {
    static Workers workers(1);
    Source source = Source::from_text("example. 1 SOA . . 1 1 1 1 1\n" + signatures);
    auto loaded = load(source, {}, workers);
    require(loaded && loaded->zone, "the zone is one", [&] { return signatures; });
    return std::move(*loaded);
}

void check_range(Feed& input) {
    const Timestamp from{1768435200 + (std::int64_t{input.take8()} << 30)};
    const unsigned length = input.take8(), count = 1 + input.take8() % 6;
    std::string text;
    for (unsigned i = 0; i < count; ++i) {
        const auto inception = serial_time(from) + input.take16() % 512 - 256;
        const auto expiration = inception + static_cast<std::uint32_t>(input.take16() % 600 - 40u);
        text += "example. 1 RRSIG SOA 13 1 1 " + std::to_string(expiration) + " " +
                std::to_string(inception) + " " + std::to_string(i) + " example. AA==\n";
    }
    const LoadedZone loaded = zone_with(text);
    const Zone& zone = *loaded.zone;
    std::vector<SignatureFact> facts(zone.signatures().size());
    for (SignatureFact& fact : facts) {
        const unsigned choice = input.take8();
        fact.verdict = choice < 192 ? Verdict::valid : static_cast<Verdict>(choice % 9);
    }

    const Timestamp to{seconds(from) + length};
    const StateAt said = rrset_state(zone, facts, zone.soa(), from, to);
    for (std::int64_t at = seconds(from); at <= seconds(to); ++at) {
        const RrsetState state = rrset_state(zone, facts, zone.soa(), serial_time(Timestamp{at}));
        for (const Signature& signature : zone.signatures())
            if (facts[index(zone.id(signature))].verdict == Verdict::valid &&
                !before(serial_time(Timestamp{at}), signature.inception) &&
                !before(signature.expiration, serial_time(Timestamp{at})) &&
                !before(signature.expiration, signature.inception))
                require(state == RrsetState::valid, "a signature in its time makes it valid");
        if (state == RrsetState::valid) continue;
        require(said.state == state && seconds(said.when) == at,
                "a range is invalid from its first invalid second on",
                [&] { return text + std::to_string(at); });
        return;
    }
    require(said.state == RrsetState::valid && said.when == to, "a range is valid to its end",
            [&] { return text + std::to_string(seconds(said.when)); });
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Feed input(data, size);
    const std::uint32_t a = input.take32(), b = input.take32();
    check_serial(a, b);
    // 40 bits reach farther than the calendar's four digits.
    check_moment(Timestamp{static_cast<std::int64_t>(input.take64()) >> 24}, a);
    check_range(input);
    check_text(text(input.rest()));
    check_text(text({data, size}));
    return 0;
}
