// One pass over the names of the zone, in parallel: each RRset is asked at every moment, and what
// it comes to is counted. Counts add up and ties go to the first RRset in canonical order, so that
// the figures do not depend on who counted what.
#include "rules/margin/margin.hpp"

#include "rules/families/signing.hpp"
#include "rules/margin/apex.hpp"
#include "rules/margin/resign.hpp"
#include "rules/margin/soa_times.hpp"
#include "rules/survey.hpp"

#include <algorithm>
#include <limits>

namespace zoneproof {
namespace {

bool is_timed(const RrsetMargin& margin) {
    return margin.state < MarginState::broken;
}

std::size_t bucket_of(std::int64_t left) {
    const auto point = std::lower_bound(survival_points.begin(), survival_points.end(), left);
    return static_cast<std::size_t>(point - survival_points.begin());
}

void keep_first(std::optional<EndOf>& kept, const EndOf& other) {
    const auto order = [](const EndOf& end) { return std::pair(end.at, end.rrset); };
    if (!kept || order(other) < order(*kept)) kept = other;
}
void keep_first(std::optional<EndOf>& kept, const std::optional<EndOf>& other) {
    if (other) keep_first(kept, *other);
}

/// What one worker has counted of one moment.
struct Part {
    MarginFigures figures;
    std::optional<EndOf> republish;  // without Dprp
    Census left;                     // seconds, of RRsets that are known
    std::int64_t worst_left = 0;
    Grade keys = Grade::ok;  // of the DNSKEY RRset

    void count(const Rrset&, RrsetId, bool apex, const MomentMargin&, const GradeTerms&);
    void weigh(RrsetId, Grade, const RrsetMargin&);
    void merge(const Part&);
};

void Part::count(const Rrset& rrset, RrsetId id, bool apex, const MomentMargin& at,
                 const GradeTerms& terms) {
    const RrsetMargin& margin = at.margin;
    const Grade grade = grade_of(at.worst, terms);
    ++figures.rrsets;
    ++figures.by_grade[static_cast<std::size_t>(grade)];
    figures.undefined += at.undefined;
    figures.too_long += is_too_long(margin);
    figures.not_begun += at.worst.state == MarginState::not_begun;
    if (rrset.type == RrType::DNSKEY && apex) keys = grade;
    weigh(id, apex ? grade_at_apex(grade) : grade, at.worst);
    if (margin.state == MarginState::unknown) return;

    const std::int64_t left_now = is_timed(margin) ? margin.left : 0;
    Bucket& bucket = figures.histogram[bucket_of(left_now)];
    ++bucket.rrsets;
    bucket.example = std::min(bucket.example.value_or(id), id);
    left.add(left_now);
    if (!is_timed(margin)) return;
    const EndOf end{Timestamp{margin.ends}, id};
    keep_first(figures.first_expiry, end);
    if (apex) keep_first(figures.first_apex_expiry, end);
    keep_first(republish, EndOf{Timestamp{margin.ends - margin.ttl}, id});
}

/// The heaviest grade, of those the one with least left, of those the first.
void Part::weigh(RrsetId id, Grade grade, const RrsetMargin& margin) {
    if (grade == Grade::ok) return;
    const auto weight = [](Grade of, std::int64_t left_of, RrsetId at) {
        return std::tuple(-static_cast<int>(of), left_of, at);
    };
    if (figures.worst &&
        weight(grade, margin.left, id) > weight(figures.grade, worst_left, figures.worst->rrset))
        return;
    figures.grade = grade;
    figures.worst = EndOf{Timestamp{margin.ends}, id};
    worst_left = margin.left;
}

void Part::merge(const Part& other) {
    figures.rrsets += other.figures.rrsets;
    figures.names += other.figures.names;
    figures.too_long += other.figures.too_long;
    figures.not_begun += other.figures.not_begun;
    figures.undefined += other.figures.undefined;
    for (std::size_t i = 0; i < grades; ++i) figures.by_grade[i] += other.figures.by_grade[i];
    for (std::size_t i = 0; i < figures.histogram.size(); ++i) {
        Bucket& mine = figures.histogram[i];
        const Bucket& theirs = other.figures.histogram[i];
        mine.rrsets += theirs.rrsets;
        mine.names += theirs.names;
        if (theirs.example)
            mine.example = std::min(mine.example.value_or(*theirs.example), *theirs.example);
    }
    keep_first(figures.first_expiry, other.figures.first_expiry);
    keep_first(figures.first_apex_expiry, other.figures.first_apex_expiry);
    keep_first(republish, other.republish);
    left.merge(other.left);
    keys = std::max(keys, other.keys);
    if (other.figures.worst)
        weigh(other.figures.worst->rrset, other.figures.grade,
              {.ends = seconds(other.figures.worst->at), .left = other.worst_left});
}

/// One moment that is asked about.
struct Asked {
    Moment moment;
    bool if_signing_stops = false;
    std::vector<std::uint8_t> algorithms;
};

class Counter {
public:
    Counter(const Context& context, const std::vector<Asked>& questions, const GradeTerms& terms,
            const ApexSet& apex)
        : context_(context), questions_(questions), terms_(terms), apex_(apex) {
        for (const Asked& question : questions) {
            readers_.emplace_back(
                context, question.if_signing_stops ? questions.front().moment : question.moment,
                question.algorithms);
            parts.push_back({});
            parts.back().figures.grade = Grade::ok;
        }
    }

    void count(NameId);

    std::vector<Part> parts;  // by question

private:
    MomentMargin ask(std::size_t question, const Rrset&);

    const Context& context_;
    const std::vector<Asked>& questions_;
    const GradeTerms& terms_;
    const ApexSet& apex_;
    std::vector<MarginReader> readers_;
};

MomentMargin Counter::ask(std::size_t question, const Rrset& rrset) {
    MomentMargin at = readers_[question](rrset);
    const Asked& asked = questions_[question];
    if (asked.if_signing_stops)
        at.margin = at.worst =
            resigned_until(at.margin, questions_.front().moment.to, asked.moment.to, terms_.timing);
    return at;
}

void Counter::count(NameId name) {
    for (std::size_t question = 0; question < questions_.size(); ++question) {
        Part& part = parts[question];
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        bool any = false;
        for (const Rrset& rrset : context_.zone.rrsets(name)) {
            if (!must_be_signed(rrset)) continue;
            const RrsetId id = context_.zone.id(rrset);
            const MomentMargin at = ask(question, rrset);
            part.count(rrset, id, apex_.contains(rrset, id), at, terms_);
            any = true;
            if (at.margin.state != MarginState::unknown)
                least = std::min(least, is_timed(at.margin) ? at.margin.left : 0);
        }
        if (!any) continue;
        ++part.figures.names;
        ++part.figures.histogram[bucket_of(least)].names;
    }
}

/// The chain of trust, where the DNSKEY RRset's own margin does not say it already.
Grade grade_of_trust(TrustState state, Grade keys) {
    switch (state) {
    case TrustState::secure:
    case TrustState::self_consistent:
    case TrustState::none_usable: return Grade::ok;
    case TrustState::no_input:
    case TrustState::unchecked:
    case TrustState::unsure_entry: return Grade::unknown;
    case TrustState::no_match:
    case TrustState::no_keys: return Grade::bogus;
    case TrustState::not_signed_by_match:
    case TrustState::no_secure_entry: break;
    }
    return keys >= Grade::expired ? Grade::ok : Grade::bogus;
}

MarginFigures figures_of(Part& part, const Context& context, const Asked& question,
                         const Moment& trusted, const Calendar& calendar) {
    MarginFigures figures = part.figures;
    const Timing& timing = context.policy.timing;
    const std::int64_t at = seconds(question.moment.to);
    figures.moment = question.moment;
    figures.if_signing_stops = question.if_signing_stops;

    Grade chain = Grade::ok;
    for (const TrustState state : trust_states(context, trusted)) {
        const Grade grade = grade_of_trust(state, part.keys);
        if (figures.trust == TrustState::unchecked || grade > chain) figures.trust = state;
        chain = std::max(chain, grade);
    }
    if (chain > figures.grade) figures.grade = chain, figures.worst.reset();
    if (context.diagnostics.lost_records() || figures.rrsets == 0)
        figures.grade = std::max(figures.grade, Grade::unknown);

    if (figures.first_expiry && part.republish) {
        Deadlines deadlines;
        const auto before = [&](const EndOf& end) {
            return EndOf{Timestamp{seconds(end.at) - timing.zone_propagation}, end.rrset};
        };
        deadlines.republish = before(*part.republish);
        deadlines.hard = before(*figures.first_expiry);
        deadlines.reaction = Timestamp{seconds(deadlines.hard.at) - timing.reaction};
        deadlines.working = calendar.last_working_moment(deadlines.reaction);
        figures.deadlines = deadlines;
    }
    const auto rows = part.left.take();
    if (!rows.empty()) {
        figures.one_percent_bogus = Timestamp{at + std::max<std::int64_t>(0, percentile(rows, 1))};
        figures.half_bogus = Timestamp{at + std::max<std::int64_t>(0, percentile(rows, 50))};
    }
    return figures;
}

}  // namespace

std::uint64_t MarginFigures::rrsets_left(std::size_t point) const {
    std::uint64_t sum = 0;
    for (std::size_t i = point + 1; i < histogram.size(); ++i) sum += histogram[i].rrsets;
    return sum;
}

std::uint64_t MarginFigures::names_left(std::size_t point) const {
    std::uint64_t sum = 0;
    for (std::size_t i = point + 1; i < histogram.size(); ++i) sum += histogram[i].names;
    return sum;
}

Margins margins(const Context& context, const MarginRequest& options, Workers& workers) {
    const SoaTimes soa = soa_times(context.zone);
    const GradeTerms terms{context.policy.timing, soa.refresh, soa.expire};
    Margins result;
    result.is_signed = context.claims_signed;
    result.dips_by_design = dips_by_design(terms);
    result.soa_refresh = terms.soa_refresh;
    result.soa_expire = terms.soa_expire;
    if (!context.claims_signed || options.moments.empty()) return result;

    std::vector<Asked> questions;
    for (const Moment& moment : options.moments)
        questions.push_back({moment, false, ds_algorithms(context, moment.to)});
    const Moment& now = options.moments.front();
    if (options.signing_stops)
        questions.push_back({{*options.signing_stops, *options.signing_stops},
                             true,
                             ds_algorithms(context, now.to)});

    const ApexSet apex(context.zone);
    std::vector<Counter> counters(workers.count(), Counter(context, questions, terms, apex));
    workers.parallel_for(context.zone.names().size(), 1024,
                         [&](std::size_t begin, std::size_t end, unsigned worker) {
                             for (std::size_t at = begin; at < end; ++at)
                                 counters[worker].count(static_cast<NameId>(at));
                         });
    result.grade = Grade::ok;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        Part& all = counters.front().parts[i];
        for (std::size_t worker = 1; worker < counters.size(); ++worker)
            all.merge(counters[worker].parts[i]);
        const bool stops = questions[i].if_signing_stops;
        MarginFigures figures = figures_of(all, context, questions[i],
                                           stops ? now : questions[i].moment, options.calendar);
        if (stops) {
            result.if_signing_stops = std::move(figures);
        } else {
            result.grade = std::max(result.grade, figures.grade);
            result.moments.push_back(std::move(figures));
        }
    }
    result.spread = find_spread(context, workers);
    return result;
}

}  // namespace zoneproof
