// What a case expects of an implementation, and where its files are: the part of case.json that
// the runner needs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof::conform {

struct WantedFinding {
    std::string rule;
    std::string owner, type;  // empty: whatever it is
    unsigned count = 1;
};

struct WantedAnswer {
    std::string name, type;
    std::vector<std::string> verdicts;  // any of "secure", "insecure", "bogus", "indeterminate"
    std::string rcode;                  // empty: not compared
    std::optional<bool> ad;             // nothing: not compared
    std::vector<unsigned> ede;          // any of these; empty: not compared
    std::string
        carried_rcode;  // what one that validates nothing is told; empty: NOERROR or NXDOMAIN

    std::string subject() const { return name + " " + type; }
};

struct Expectation {
    std::string id;  // "rrsig/removed"
    std::string title, level;
    std::vector<std::string> cites, tags;
    std::string origin;
    std::int64_t time = 0;
    std::vector<unsigned> algorithms;  // of its keys
    std::vector<std::string> verdicts;
    std::vector<WantedFinding> findings;
    std::vector<std::string> forbid;
    std::vector<WantedAnswer> queries;
    std::filesystem::path folder;

    std::string group() const { return id.substr(0, id.find('/')); }
};

}  // namespace zoneproof::conform
