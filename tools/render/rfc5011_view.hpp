// What resolvers made of a history of keys, for people and as one JSON object.
#pragma once

#include "rules/anchors/rfc5011.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

/// The run of one resolver of a model.
struct ModelRun {
    rfc5011::Model model;
    rfc5011::Run run;
};

struct Rfc5011View {
    std::string name;  // of the history
    const rfc5011::History& history;
    std::vector<std::string> anchors;  // trusted at the start
    Timestamp until{};
    int exit = 0;
};

std::string rfc5011_text(const Rfc5011View&, const std::vector<ModelRun>&, bool color);
std::string rfc5011_text(const Rfc5011View&, const std::vector<rfc5011::AnchorReadiness>&,
                         bool color);
std::string rfc5011_json(const Rfc5011View&, const std::vector<ModelRun>&);
std::string rfc5011_json(const Rfc5011View&, const std::vector<rfc5011::AnchorReadiness>&);

/// "OK", "BOGUS", "INSECURE"
std::string_view verdict_of(const rfc5011::Run&);

}  // namespace zoneproof
