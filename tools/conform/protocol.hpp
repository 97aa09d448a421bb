// Adapter protocol, version 1: what the runner asks an adapter and what it may answer, as values.
//
// An adapter is any executable: one JSON object on standard input, one on standard output, logs on
// standard error; exit code 0 with an answer, 77 to skip, anything else is its own failure.
// Answers are hostile until read: every member is checked, unknown ones are ignored.
#pragma once

#include "parser/base/result.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zoneproof::conform {

inline constexpr int skip_exit = 77;

/// op "describe": what an implementation can do.
struct Description {
    std::string name, version;
    std::vector<std::string> ops;      // "verify-zone", "resolve", "start"
    std::string clock = "none";        // "option", "shim", "none"
    std::vector<unsigned> algorithms;  // DNSSEC algorithms; empty: all
    bool structure_only = false;       // "dnssec": false; loads zones, verifies no signature
    bool ds = true;                    // takes the parent's DS into account
    /// Families of rules, and single rules, that it judges zones by; empty: all.
    std::vector<std::string> families;
    bool ede = false;
    bool port = false;   // can ask a carrier on another port than 53: runs without a namespace
    bool exact = false;  // its findings are our rules: compared as an exact multiset
    /// Its codes to the rules that may be behind each; what is not listed says nothing.
    std::map<std::string, std::vector<std::string>> rules;

    bool can(std::string_view op) const;
};

struct Finding {
    std::string code, severity, owner, type, text;  // no severity: as the rule has it
    unsigned count = 1;
};

/// op "verify-zone"
struct VerifyRequest {
    std::string zone, origin, anchors, ds;  // files but for the origin; no DS: empty
    std::int64_t time = 0;
    std::string shim, dir;  // the clock shim; a folder of its own
    unsigned timeout = 0;   // seconds
};
struct VerifyReply {
    std::string verdict;  // "valid", "invalid", "insecure", "unparsable"
    std::vector<Finding> findings;
    int exit = 0;
    std::vector<std::string> messages;
};

struct Server {
    std::string name, address;
    std::uint16_t port = 53;
};
struct AskedQuery {
    std::string name, type;
};
using ExtendedError = std::pair<unsigned, std::string>;

/// op "resolve": asks the queries itself; op "start": only says how to start a server.
struct ResolveRequest {
    Server root, carrier;
    std::string anchors;      // DS records
    std::string anchor_keys;  // the same keys as DNSKEY records
    std::int64_t time = 0;
    std::string listen;
    std::vector<AskedQuery> queries;
    std::string shim, dir;
    unsigned timeout = 0;
};
struct Answer {
    AskedQuery query;
    std::string verdict;  // "secure", "insecure", "bogus", "indeterminate"
    std::string rcode;    // may be unknown: empty
    bool ad = false;
    bool has_ad = false;  // the adapter says
    std::vector<ExtendedError> ede;
    unsigned milliseconds = 0;
    std::string text;
    std::string skip;  // why it cannot tell this one; empty: it can
};
struct ResolveReply {
    std::vector<Answer> answers;
};
struct StartReply {
    std::vector<std::string> argv;
    std::map<std::string, std::string> environment;
    std::string address;  // of "ready": "dns:ADDRESS:PORT"
    std::uint16_t port = 53;
};

std::string describe_request();
std::string to_json(const VerifyRequest&);
std::string to_json(const ResolveRequest&, std::string_view op);

/// "skip" of an adapter: its reason.
std::string skip_reason(std::string_view json);

/// An Error names the member that is missing or wrong.
Result<Description> description_from_json(std::string_view);
Result<VerifyReply> verify_reply_from_json(std::string_view);
Result<ResolveReply> resolve_reply_from_json(std::string_view);
Result<StartReply> start_reply_from_json(std::string_view);

/// As the adapter would have said it: what results are stored as.
std::string to_json(const Description&);
std::string to_json(const VerifyReply&);
std::string to_json(const ResolveReply&);

}  // namespace zoneproof::conform
