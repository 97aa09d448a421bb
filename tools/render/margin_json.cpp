// The margins for programs: docs/schema/margin.schema.json.
#include "tools/render/json_writer.hpp"
#include "tools/render/margin_view.hpp"

#include <cmath>

namespace zoneproof {
namespace {

class MarginJson {
public:
    explicit MarginJson(const MarginView& view) : view_(view) {}

    std::string text();

private:
    void figures(const MarginFigures&);
    void deadlines(const MarginFigures&);
    void curve(const MarginFigures&);
    void spread(const Spread&);
    void policy();

    void rrset(RrsetId);
    void end(std::string_view name, const std::optional<EndOf>&, Timestamp at);
    void moment(std::string_view name, const std::optional<Timestamp>& moment) {
        json_.member(name, moment ? std::optional(to_iso8601(*moment)) : std::nullopt);
    }

    const MarginView& view_;
    JsonWriter json_;
};

void MarginJson::rrset(RrsetId id) {
    const Rrset& rrset = view_.zone.rrset(id);
    json_.member("owner", to_text(view_.zone.name(rrset.owner)));
    json_.member("type", to_text(rrset.type));
}

void MarginJson::end(std::string_view name, const std::optional<EndOf>& end, Timestamp at) {
    if (!end) return json_.member(name, std::optional<bool>());
    json_.object_member(name, [&] {
        json_.member("at", to_iso8601(end->at));
        json_.member("left", seconds(end->at) - seconds(at));
        rrset(end->rrset);
    });
}

std::string MarginJson::text() {
    const Margins& margins = view_.margins;
    json_.object([&] {
        json_.member("t", "margin");
        json_.member("v", 1);
        json_.member("zone", to_text(view_.zone.origin()));
        json_.member("serial", view_.zone.serial());
        json_.member("grade", to_text(margins.grade));
        json_.member("exit", exit_code(margins.grade));
        json_.member("signed", margins.is_signed);
        policy();
        json_.array_member("moments", margins.moments,
                           [&](const MarginFigures& of) { json_.object([&] { figures(of); }); });
        if (margins.if_signing_stops)
            json_.object_member("if_signing_stops", [&] { figures(*margins.if_signing_stops); });
        else
            json_.member("if_signing_stops", std::optional<bool>());
        spread(margins.spread);
    });
    return json_.text() + "\n";
}

void MarginJson::policy() {
    const Timing& timing = view_.policy.timing;
    const auto unless_empty = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional(text);
    };
    json_.object_member("policy", [&] {
        json_.member("file", unless_empty(view_.policy_path));
        json_.member("profile", unless_empty(view_.policy.profile));
        json_.member("zone_propagation", timing.zone_propagation);
        json_.member("reaction", timing.reaction);
        json_.member("sig_refresh", timing.sig_refresh);
        json_.member("resign_period", timing.resign_period);
        json_.member("sig_jitter", timing.sig_jitter);
        json_.member("online", timing.online);
        json_.member("calendar", view_.policy.calendar.given);
        json_.member("tz", view_.policy.calendar.zone.name());
        json_.member("soa_refresh", view_.margins.soa_refresh);
        json_.member("soa_expire", view_.margins.soa_expire);
        json_.member("dips_by_design", view_.margins.dips_by_design);
    });
}

void MarginJson::figures(const MarginFigures& of) {
    const Timestamp at = of.moment.to;
    json_.member("at", to_text(of.moment));
    json_.member("grade", to_text(of.grade));
    json_.array_member("reasons", reasons_of(of, view_),
                       [&](const std::string& reason) { json_.write(reason); });
    json_.member("trust", to_text(of.trust));
    json_.member("rrsets", of.rrsets);
    json_.member("names", of.names);
    json_.object_member("grades", [&] {
        for (std::size_t i = 0; i < grades; ++i)
            json_.member(to_text(static_cast<Grade>(i)), of.by_grade[i]);
    });
    json_.member("too_long", of.too_long);
    json_.member("not_begun", of.not_begun);
    json_.member("undefined", of.undefined);
    if (of.worst)
        json_.object_member("worst", [&] { rrset(of.worst->rrset); });
    else
        json_.member("worst", std::optional<bool>());
    end("first_expiry", of.first_expiry, at);
    end("first_apex_expiry", of.first_apex_expiry, at);
    deadlines(of);
    curve(of);
    json_.object_member("bogus", [&] {
        moment("one_percent", of.one_percent_bogus);
        moment("half", of.half_bogus);
        moment("apex",
               of.first_apex_expiry ? std::optional(of.first_apex_expiry->at) : std::nullopt);
    });
}

void MarginJson::deadlines(const MarginFigures& of) {
    if (!of.deadlines) return json_.member("deadlines", std::optional<bool>());
    const Deadlines& deadlines = *of.deadlines;
    json_.object_member("deadlines", [&] {
        end("republish", deadlines.republish, of.moment.to);
        end("hard", deadlines.hard, of.moment.to);
        moment("reaction", deadlines.reaction);
        moment("operator", deadlines.working);
        json_.member("says", operator_sentence(deadlines, of.moment.to, view_.policy.calendar));
    });
}

void MarginJson::curve(const MarginFigures& of) {
    json_.array_member("survival", survival_points, [&](const std::int64_t& after) {
        const auto point = static_cast<std::size_t>(&after - survival_points.data());
        json_.object([&] {
            json_.member("after", after);
            json_.member("rrsets", of.rrsets_left(point));
            json_.member("names", of.names_left(point));
        });
    });
    json_.array_member("histogram", of.histogram, [&](const Bucket& bucket) {
        const auto place = static_cast<std::size_t>(&bucket - of.histogram.data());
        json_.object([&] {
            json_.member("above",
                         place == 0 ? std::nullopt : std::optional(survival_points[place - 1]));
            json_.member("to", place == survival_points.size()
                                   ? std::nullopt
                                   : std::optional(survival_points[place]));
            json_.member("rrsets", bucket.rrsets);
            json_.member("names", bucket.names);
            if (bucket.example)
                json_.object_member("example", [&] { rrset(*bucket.example); });
            else
                json_.member("example", std::optional<bool>());
        });
    });
}

void MarginJson::spread(const Spread& spread) {
    if (spread.rrsets == 0) return json_.member("spread", std::optional<bool>());
    const auto at = [&](std::int64_t from_reference) {
        return to_iso8601(spread.moment(from_reference, view_.margins.moments.front().moment.from));
    };
    json_.object_member("spread", [&] {
        json_.member("rrsets", spread.rrsets);
        json_.member("inceptions", spread.inceptions);
        json_.member("expirations", spread.expirations);
        json_.member("validities", spread.validities);
        json_.member("validity_classes", spread.class_count);
        json_.member("median_validity", spread.median_validity);
        json_.member("mode", at(spread.mode.value));
        json_.member("most_in_a_second", spread.mode.count);
        json_.member("most_in_an_hour", spread.cliff.count);
        json_.member("cliff", has_cliff(spread, view_.policy.timing.sig_jitter));
        json_.member("p5", at(spread.p5));
        json_.member("p50", at(spread.p50));
        json_.member("p95", at(spread.p95));
        json_.member("entropy_millibits",
                     static_cast<std::int64_t>(std::lround(spread.entropy * 1000)));
        json_.member("forgotten", spread.forgotten_before.has_value());
    });
}

}  // namespace

std::string margin_json(const MarginView& view) {
    return MarginJson(view).text();
}

}  // namespace zoneproof
