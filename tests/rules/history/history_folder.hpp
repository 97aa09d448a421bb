// A folder for a history that goes away with the test, and versions without a zone.
#pragma once

#include "rules/history/folder.hpp"
#include "rules/history/format.hpp"
#include "tests/catch.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

namespace zoneproof::testing {

class TestFolder {
public:
    TestFolder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "zoneproof-history-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~TestFolder() { std::filesystem::remove_all(path); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    std::string read(const char* file = manifest_file) const {
        std::stringstream text;
        text << std::ifstream(path + '/' + file, std::ios::binary).rdbuf();
        return text.str();
    }
    void write(const std::string& text, const char* file = manifest_file) const {
        std::ofstream(path + '/' + file, std::ios::binary) << text;
    }
    History history() const {
        const auto history = read_history(path);
        REQUIRE(history);
        return *history;
    }

    std::string path;
};

/// Bits of a key that nothing is verified with.
inline PublishedKey some_key(std::uint8_t number, std::uint16_t flags = 256,
                             std::uint8_t algorithm = 13) {
    std::vector<std::uint8_t> rdata(4 + 64, number);
    store16(rdata.data(), flags);
    rdata[2] = 3;
    rdata[3] = algorithm;
    return published_key(rdata);
}

/// A version with a KSK and a ZSK, a week valid.
inline Version some_version(std::uint32_t serial, std::int64_t published_at) {
    Version version;
    version.published_at = Timestamp{published_at};
    version.soa = {3600, serial, 7200, 900, 1209600, 900};
    version.keys = {some_key(1, 257), some_key(2)};
    version.dnskey_ttl = 3600;
    version.key_signatures = {
        {0, Timestamp{published_at - 3600}, Timestamp{published_at + 7 * 86400}}};
    SignerSet set;
    set.keys = {1};
    set.count = version.data_rrsets = 100;
    set.max_ttl = 86400;
    set.first_expiry = set.last_expiry = Timestamp{published_at + 7 * 86400};
    set.example = "example. NS";
    version.signer_sets = {set};
    return version;
}

inline const Name& example() {
    static const Name name = *name_from_text("example.");
    return name;
}

inline std::string lines(const std::vector<Version>& versions) {
    std::string text;
    for (std::size_t i = 0; i < versions.size(); ++i)
        text += to_line(versions[i], example(), i + 1) + '\n';
    return text;
}

/// "2 damaged-line lost, 3 unknown-field".
inline std::string faults(const History& history) {
    std::string text;
    for (const HistoryFault& fault : history.faults)
        text += (text.empty() ? "" : ", ") + std::to_string(fault.line) + ' ' +
                std::string(to_text(fault.kind)) + (fault.lost ? " lost" : "");
    return text;
}

}  // namespace zoneproof::testing
