#include "tools/render/json_writer.hpp"
#include "tools/render/rfc5011_view.hpp"

namespace zoneproof {
namespace {

using namespace rfc5011;

std::string_view slug(What what) {
    switch (what) {
    case What::state: return "state";
    case What::restarted: return "hold-down-restarted";
    case What::ignored: return "revocation-ignored";
    case What::wiped: return "wiped";
    case What::unreachable: return "unreachable";
    case What::bogus: return "bogus";
    case What::validates: return "validates";
    case What::insecure: return "insecure";
    }
    return "";
}

class Written {
public:
    explicit Written(const Rfc5011View& view) : view_(view) {}

    template <class Each>
    std::string document(std::string_view mode, const std::vector<Each>& models) {
        json_.object([&] {
            json_.member("t", "simulate5011");
            json_.member("v", 1);
            json_.member("history", view_.name);
            json_.member("mode", mode);
            json_.array_member("anchors", view_.anchors,
                               [&](const std::string& id) { json_.write(id); });
            json_.member("until", time(view_.until));
            json_.member("exit", view_.exit);
            json_.array_member("models", models,
                               [&](const Each& one) { json_.object([&] { members(one); }); });
        });
        return json_.text() + "\n";
    }

private:
    std::string time(Timestamp at) const { return to_text(view_.history, at); }
    std::optional<std::string> time(const std::optional<Timestamp>& at) const {
        return at ? std::optional(time(*at)) : std::nullopt;
    }

    void members(const ModelRun& one) {
        json_.member("model", to_text(one.model));
        json_.member("verdict", verdict_of(one.run));
        json_.member("bogus", time(one.run.bogus));
        json_.member("insecure", time(one.run.insecure));
        json_.member("probes", one.run.probes);
        json_.array_member("events", one.run.events, [&](const Event& event) {
            json_.object([&] {
                json_.member("at", time(event.at));
                json_.member("what", slug(event.what));
                if (!event.key.empty()) json_.member("key", event.key);
                if (event.what != What::state) return;
                json_.member("from", to_text(event.before));
                json_.member("to", to_text(event.now));
            });
        });
    }

    void members(const AnchorReadiness& one) {
        json_.member("model", to_text(one.model));
        json_.member("verdict", one.ready() ? "READY" : "UNSAFE");
        json_.member("resolvers", one.resolvers);
        json_.member("failed", one.failed);
        json_.member("bogus", time(one.bogus));
        json_.member("worst_phase", one.bogus ? std::optional(one.worst_phase) : std::nullopt);
        json_.array_member("keys", one.keys, [&](const KeyReadiness& key) {
            json_.object([&] {
                json_.member("key", key.key);
                json_.member("published", time(key.published));
                json_.member("safe_to_sign", time(key.safe_to_sign));
                json_.member("signs_alone", time(key.signs_alone));
                json_.member("last_valid", time(key.last_valid));
            });
        });
    }

    const Rfc5011View& view_;
    JsonWriter json_;
};

}  // namespace

std::string rfc5011_json(const Rfc5011View& view, const std::vector<ModelRun>& runs) {
    return Written(view).document("resolver", runs);
}

std::string rfc5011_json(const Rfc5011View& view, const std::vector<AnchorReadiness>& all) {
    return Written(view).document("publisher", all);
}

}  // namespace zoneproof
