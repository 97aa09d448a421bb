// Readiness for programs: docs/schema/rollover.schema.json.
#include "tools/render/rollover_view.hpp"

#include "parser/dns/rdata.hpp"
#include "rules/rollover/dnskey_size.hpp"

namespace zoneproof {
namespace {

class RolloverJson {
public:
    explicit RolloverJson(const RolloverView& view) : view_(view) {}

    std::string text() {
        json_.object([&] { members(); });
        return json_.text() + '\n';
    }

private:
    void members();
    void history();
    void roll(const RollReport&);
    void keys(std::string_view name, const std::vector<RolledKey>&);
    void request(const ParentRequest&);
    void records(std::string_view name, const std::vector<std::vector<std::uint8_t>>&);
    void window(const UnsafeWindow&);
    void cause(const MisfitCause&);
    void issue(const RolloverIssue&);
    void reasons(const std::vector<RollReason>&);
    void sizes();

    const RolloverView& view_;
    JsonWriter json_;
};

void RolloverJson::members() {
    const Readiness& readiness = view_.readiness;
    const Situation& situation = view_.outlook.situation();
    json_.member("t", "rollover");
    json_.member("v", 1);
    json_.member("zone", to_text(situation.zone));
    json_.member("serial", situation.last().serial());
    json_.member("at", to_iso8601(situation.at));
    json_.member("candidate", situation.candidate);
    json_.member("published_at", to_iso8601(situation.last().published_at));
    json_.member("grade", to_text(readiness.grade));
    json_.member("confidence", to_text(readiness.confidence));
    json_.member("exit", view_.exit);
    reasons(readiness.reasons);
    json_.array_member("rolls", readiness.rolls,
                       [&](const RollReport& one) { json_.object([&] { roll(one); }); });
    const auto windows = [&](const UnsafeWindow& one) { json_.object([&] { window(one); }); };
    json_.array_member("unsafe", readiness.unsafe, windows);
    json_.array_member("incomplete", readiness.incomplete, windows);
    json_.array_member("issues", readiness.issues,
                       [&](const RolloverIssue& one) { json_.object([&] { issue(one); }); });
    write_time(json_, "early_until", readiness.early_until);
    json_.array_member("notes", readiness.notes,
                       [&](const std::string& note) { json_.write(note); });
    write_keys(json_, view_.rows);
    sizes();
    history();
}

void RolloverJson::history() {
    const Situation& situation = view_.outlook.situation();
    json_.object_member("history", [&] {
        json_.member("versions", situation.versions().size());
        json_.member("ds", situation.ds.size());
        json_.member("later", situation.later);
        json_.array_member("signers", situation.signers,
                           [&](const SignerHistory& signer) { json_.write(signer.name); });
        write_faults(json_, view_.faults);
    });
}

void RolloverJson::reasons(const std::vector<RollReason>& all) {
    json_.array_member("reasons", all, [&](const RollReason& reason) {
        json_.object([&] {
            json_.member("code", reason.code);
            json_.member("text", reason.text);
        });
    });
}

void RolloverJson::keys(std::string_view name, const std::vector<RolledKey>& keys) {
    json_.array_member(name, keys, [&](const RolledKey& key) {
        json_.object([&] {
            const bool seen = key.identity != KeyIdentity{};
            json_.member("tag", key.tag);
            json_.member("algorithm", key.algorithm);
            json_.member("role", key.role);
            json_.member("id", seen ? std::optional(to_text(key.identity)) : std::nullopt);
        });
    });
}

void RolloverJson::roll(const RollReport& roll) {
    json_.member("roll", to_text(roll.kind));
    json_.member("phase", roll.phase);
    keys("old", roll.old_keys);
    keys("new", roll.new_keys);
    json_.member("grade", to_text(roll.grade));
    json_.member("step", roll.step);
    json_.member("text", roll.step_text);
    write_time(json_, "until", roll.time.at);
    write_terms(json_, "terms", roll.time.terms);
    json_.member("because", roll.time.because);
    json_.member("confidence", to_text(roll.time.confidence));
    reasons(roll.reasons);
    if (roll.progress)
        json_.member("progress_permille", static_cast<std::int64_t>(*roll.progress * 1000));
    write_time(json_, "since", roll.since);
    json_.array_member("then", roll.then, [&](const LaterStep& later) {
        json_.object([&] {
            json_.member("step", later.slug);
            json_.member("text", later.text);
            write_terms(json_, "terms", later.terms);
        });
    });
    json_.array_member("actors", roll.actors, [&](std::string_view actor) { json_.write(actor); });
    if (roll.request)
        json_.object_member("request", [&] { request(*roll.request); });
    else
        json_.member("request", std::optional<bool>());
}

void RolloverJson::records(std::string_view name,
                           const std::vector<std::vector<std::uint8_t>>& all) {
    json_.array_member(name, all, [&](const std::vector<std::uint8_t>& rdata) {
        const DsView ds(rdata);
        json_.object([&] {
            json_.member("tag", ds.key_tag());
            json_.member("algorithm", ds.algorithm());
            json_.member("digest_type", ds.digest_type());
            json_.member("digest", to_hex(ds.digest(), true));
        });
    });
}

void RolloverJson::request(const ParentRequest& request) {
    records("add", request.add);
    records("remove", request.remove);
    write_time(json_, "earliest", request.earliest);
    write_time(json_, "latest", request.latest);
    json_.member("old_ds_ttl", request.old_ttl);
    json_.member("reason", request.reason);
}

void RolloverJson::cause(const MisfitCause& cause) {
    const CacheModel& model = view_.outlook.model();
    json_.member("misfit", to_text(cause.misfit));
    write_time(json_, "from", cause.from);
    write_time(json_, "to", cause.to);
    write_time(json_, "validators_until", cause.validators_until);
    json_.member("rrsets", cause.rrsets);
    json_.member("example",
                 cause.data ? std::optional(model.data[*cause.data].example) : std::nullopt);
    json_.member("text", describe(cause, model, view_.outlook.situation()));
}

void RolloverJson::window(const UnsafeWindow& window) {
    const Outage& outage = window.outage;
    json_.member("from", to_iso8601(outage.from));
    write_time(json_, "to", outage.to);
    write_time(json_, "validators_until", outage.validators_until);
    json_.member("in_itself", window.in_itself);
    json_.member("by_candidate", window.by_candidate);
    json_.member("uncertain", window.uncertain);
    json_.object_member("blast", [&] {
        json_.member("everything", outage.everything);
        json_.member("rrsets", outage.rrsets);
    });
    json_.array_member("causes", outage.causes,
                       [&](const MisfitCause& one) { json_.object([&] { cause(one); }); });
    json_.member("cause", window.cause);
    json_.member("advice", window.advice);
    write_time(json_, "delay_until", window.delay_until);
    write_time(json_, "delay_with_safety", window.delay_with_safety);
}

void RolloverJson::issue(const RolloverIssue& issue) {
    const std::string_view rule = rule_of(issue.kind);
    json_.member("rule", rule.empty() ? std::nullopt : std::optional(rule));
    json_.member("severity", to_text(issue.severity));
    json_.member("text", issue.text);
    json_.member("keytag", issue.tag);
    json_.member("algorithm", issue.algorithm);
    write_time(json_, "from", issue.from);
    write_time(json_, "to", issue.to);
}

void RolloverJson::sizes() {
    const auto phases = phase_sizes(view_.outlook.last(), view_.outlook.situation().zone);
    json_.object_member("dnskey_answer", [&] {
        json_.member("now", view_.readiness.dnskey_size.now);
        json_.member("widest_of_what_is_under_way", view_.readiness.dnskey_size.widest);
        json_.member("limit", udp_answer_limit);
        json_.array_member("phases", phases, [&](const PhaseSize& phase) {
            json_.object([&] {
                json_.member("method", phase.method);
                json_.member("octets", phase.octets);
            });
        });
    });
}

}  // namespace

std::string rollover_json(const RolloverView& view) {
    return RolloverJson(view).text();
}

}  // namespace zoneproof
