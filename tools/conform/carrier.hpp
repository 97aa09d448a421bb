// The network of one case: its name servers, the carrier that validates nothing, and the check that
// what the case asks can be carried at all.
#pragma once

#include "tools/conform/expectation.hpp"
#include "tools/conform/responder.hpp"
#include "tools/conform/run.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace zoneproof::conform {

/// RCODEs the carrier was told, by subject.
using Carried = std::map<std::string, std::string>;

class Network {
public:
    /// Enters a namespace, unless it is to bind elsewhere. What goes wrong is told by obstacle().
    static Network open(const Expectation&, const RunOptions&);

    /// Why nobody, or not this one, can be asked over it; empty: it can.
    std::string obstacle(const Implementation&) const;
    /// Why this query says nothing about an implementation; empty: its control succeeded.
    std::string broken(const WantedAnswer&) const;
    const Carried& carried() const { return carried_; }
    ResolveRequest request(const Expectation&, const RunOptions&,
                           const std::filesystem::path& folder, std::size_t place,
                           const std::vector<const WantedAnswer*>&) const;
    std::vector<std::string> unanswered() const;

private:
    std::string start(const Expectation&, const RunOptions&);
    void check(const Expectation&);

    std::string obstacle_;
    bool private_ = false;
    std::string carrier_address_;
    std::uint16_t carrier_port_ = 53;
    std::unique_ptr<WireAnswers> answers_;
    std::unique_ptr<Responder> responder_;
    Carried carried_;
};

}  // namespace zoneproof::conform
