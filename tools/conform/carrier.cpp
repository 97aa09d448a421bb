// Starting the responder and asking it everything once without validation.
#include "tools/conform/carrier.hpp"

#include "corpus/message/edns.hpp"
#include "tools/conform/anchors.hpp"
#include "tools/conform/ask.hpp"
#include "tools/conform/namespace.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>

namespace zoneproof::conform {
namespace {

constexpr const char* root_address = "192.0.2.1";
constexpr const char* root_name = "a.root.example.";
constexpr const char* carrier = "198.18.0.1";  // RFC 2544: no case has servers there
constexpr unsigned listeners = 100;

/// Where implementations listen: apart from the addresses that stand in zones.
std::string listener(std::size_t place) {
    return fmt::format("198.51.100.{}", 1 + place % listeners);
}

}  // namespace

Network Network::open(const Expectation& about, const RunOptions& options) {
    Network network;
    network.obstacle_ = network.start(about, options);
    if (network.obstacle_.empty()) network.check(about);
    return network;
}

std::string Network::start(const Expectation& about, const RunOptions& options) {
    auto answers = WireAnswers::read(about.folder);
    if (!answers) return "no stored answers: " + answers.error().text;
    answers_ = std::make_unique<WireAnswers>(std::move(*answers));

    std::vector<Listen> all;
    if (options.bind.empty()) {
        std::vector<std::string> addresses = answers_->servers();
        addresses.emplace_back(carrier);
        for (std::size_t place = 0; place < listeners; ++place)
            addresses.push_back(listener(place));
        if (auto problem = enter_private_network(addresses); !problem.empty())
            return problem + "; --bind ADDRESS:PORT asks what can do without";
        private_ = true;
        carrier_address_ = carrier;
        for (const std::string& server : answers_->servers()) all.push_back({server, 53, server});
    } else {
        const auto colon = options.bind.rfind(':');
        carrier_address_ = options.bind.substr(0, colon);
        const char* const end = options.bind.data() + options.bind.size();
        std::from_chars(options.bind.data() + colon + 1, end, carrier_port_);
    }
    all.insert(all.begin(), {carrier_address_, carrier_port_, ""});
    auto responder = Responder::start(*answers_, root_address, all);
    if (!responder) return "the responder: " + responder.error().text;
    responder_ = std::make_unique<Responder>(std::move(*responder));
    carrier_port_ = responder_->port();
    return {};
}

void Network::check(const Expectation& about) {
    for (const WantedAnswer& query : about.queries) {
        const auto name = name_from_text(query.name);
        const auto type = type_from_text(query.type);
        if (!name || !type) continue;
        AskOptions options;
        options.cd = true;
        options.timeout = std::chrono::seconds(5);
        if (const auto reply = ask(carrier_address_, carrier_port_, *name, *type, options))
            carried_[query.subject()] = corpus::rcode_to_text(corpus::rcode_of(*reply));
    }
}

std::string Network::obstacle(const Implementation& who) const {
    if (!obstacle_.empty()) return obstacle_;
    if (!private_ && (!who.description.port || !who.description.can("resolve")))
        return "it needs a network namespace";
    return {};
}

std::string Network::broken(const WantedAnswer& query) const {
    const auto found = carried_.find(query.subject());
    if (found == carried_.end()) return "the carrier has no answer";
    const std::string& rcode = found->second;
    const bool as_wanted = query.carried_rcode.empty()
                               ? rcode == "NOERROR" || rcode == "NXDOMAIN" || rcode == "YXDOMAIN"
                               : rcode == query.carried_rcode;
    return as_wanted ? "" : "the carrier answers " + rcode;
}

ResolveRequest Network::request(const Expectation& about, const RunOptions& options,
                                const std::filesystem::path& folder, std::size_t place,
                                const std::vector<const WantedAnswer*>& questions) const {
    ResolveRequest request;
    request.root = {root_name, root_address, 53};
    request.carrier = {"", carrier_address_, carrier_port_};
    request.anchors = (about.folder / "anchors.ds").string();
    request.anchor_keys = (folder / "anchors.dnskey").string();
    std::ofstream(request.anchor_keys) << anchor_keys(*answers_, root_address);
    request.time = about.time;
    request.listen = private_ ? listener(place) : "127.0.0.1";
    for (const WantedAnswer* question : questions)
        request.queries.push_back({question->name, question->type});
    request.shim = options.shim;
    request.dir = folder.string();
    request.timeout = static_cast<unsigned>(options.timeout.count());
    return request;
}

std::vector<std::string> Network::unanswered() const {
    return responder_ ? responder_->unanswered() : std::vector<std::string>();
}

}  // namespace zoneproof::conform
