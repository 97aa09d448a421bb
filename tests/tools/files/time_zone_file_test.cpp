#include "tools/files/time_zone_file.hpp"

#include "tests/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

using namespace zoneproof;

namespace {

std::string big_endian(std::uint64_t value, unsigned octets) {
    std::string text;
    while (octets-- != 0) text += static_cast<char>(value >> (8 * octets));
    return text;
}

struct Tzif {
    char version = '2';
    std::vector<std::pair<std::int64_t, unsigned>> transitions = {{-1000, 1}, {1000, 0}};
    std::vector<std::int32_t> offsets = {3600, 7200};
    std::string rule = "CET-1CEST,M3.5.0,M10.5.0/3";
    std::uint32_t leap_seconds = 0;

    std::string block(unsigned time_octets) const {
        std::string text = "TZif" + std::string(1, version) + std::string(15, '\0');
        text += big_endian(0, 4) + big_endian(0, 4) + big_endian(leap_seconds, 4);
        text +=
            big_endian(transitions.size(), 4) + big_endian(offsets.size(), 4) + big_endian(4, 4);
        for (const auto& [at, type] : transitions)
            text += big_endian(static_cast<std::uint64_t>(at), time_octets);
        for (const auto& [at, type] : transitions) text += static_cast<char>(type);
        for (const std::int32_t offset : offsets)
            text += big_endian(static_cast<std::uint32_t>(offset), 4) + std::string(2, '\0');
        text += std::string("CET\0", 4);
        return text + std::string(std::size_t{leap_seconds} * (time_octets + 4), '\0');
    }
    std::string text() const {
        return version == '\0' ? block(4) : block(4) + block(8) + "\n" + rule + "\n";
    }
};

Result<TimeZone> read(const Tzif& file) {
    return time_zone_from_octets("Somewhere", file.text());
}

}  // namespace

TEST_CASE("a zone file is its transitions, and then its rule") {
    const auto zone = read({});
    REQUIRE(zone);
    CHECK(zone->name() == "Somewhere");
    CHECK(zone->offset_at(Timestamp{-1001}) == 3600);
    CHECK(zone->offset_at(Timestamp{-1000}) == 7200);
    CHECK(zone->offset_at(Timestamp{999}) == 7200);
    CHECK(zone->offset_at(*from_iso8601("2026-07-01")) == 7200);
    CHECK(zone->offset_at(*from_iso8601("2026-12-01")) == 3600);
}

TEST_CASE("a zone file without a rule goes on as it ended") {
    for (const char version : {'\0', '2', '3', '4'}) {
        const auto zone = read({.version = version, .rule = ""});
        REQUIRE(zone);
        CHECK(zone->offset_at(Timestamp{-1000}) == 7200);
        CHECK(zone->offset_at(*from_iso8601("2026-07-01")) == 3600);
    }
}

TEST_CASE("a damaged zone file is refused wherever it is cut") {
    const std::string whole = Tzif{}.text();
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(time_zone_from_octets("x", std::string_view(whole).substr(0, size)));
    CHECK_FALSE(read({.transitions = {{5, 0}, {5, 1}}}));
    CHECK_FALSE(read({.transitions = {{5, 2}}}));
    CHECK_FALSE(read({.offsets = {}}));
    CHECK_FALSE(read({.offsets = {3600, 100000}}));
    CHECK_FALSE(read({.rule = "CET"}));
    CHECK_FALSE(read({.leap_seconds = 1}));
}

TEST_CASE("fixed distances from UTC need no zone data") {
    const struct {
        const char* name;
        std::int32_t offset;
    } zones[] = {{"UTC", 0}, {"Z", 0}, {"+06:00", 21600}, {"-0530", -19800}, {"+14", 50400}};
    for (const auto& [name, offset] : zones) {
        CAPTURE(name);
        const auto zone = time_zone_by_name(name, "/no/such/folder");
        REQUIRE(zone);
        CHECK(zone->offset_at(Timestamp{0}) == offset);
    }
}

TEST_CASE("a zone that is not there, and zone data that are not, are named") {
    const auto text = [](const char* name, const char* folder) {
        const auto zone = time_zone_by_name(name, folder);
        REQUIRE_FALSE(zone);
        CHECK(zone.error().code == ErrorCode::usage);
        return zone.error().text;
    };
    CHECK(text("Europe/Berlin", "/no/such/folder").find("tzdata") != std::string::npos);
    for (const char* const name :
         {"", "Nowhere", "../etc/passwd", "/etc/passwd", "Europe/", "+25:00"})
        CHECK(text(name, "/etc").find("is no time zone") != std::string::npos);
}

TEST_CASE("a zone is found by its name below the folder of zone data") {
    std::string folder = (std::filesystem::temp_directory_path() / "zones-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()) != nullptr);
    std::filesystem::create_directory(folder + "/Some");
    std::ofstream(folder + "/Some/Where", std::ios::binary) << Tzif{}.text();
    const auto zone = time_zone_by_name("Some/Where", folder);
    std::filesystem::remove_all(folder);
    REQUIRE(zone);
    CHECK(zone->offset_at(*from_iso8601("2026-12-01")) == 3600);
}
