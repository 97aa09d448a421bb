#include "rules/engine.hpp"

#include "rules/families/signing.hpp"
#include "verifier/crypto/digest.hpp"

#include <algorithm>
#include <memory>

namespace zoneproof {
namespace {

/// Subjects a worker takes at once, and, when every finding is streamed, at most before findings
/// are handed on.
constexpr std::size_t grain = 256;
constexpr std::size_t window = 64 * grain;

std::size_t subject_count(Subject kind, const Questions& run) {
    switch (kind) {
    case Subject::load:
    case Subject::diagnostic:
    case Subject::zone: return 1;
    case Subject::duplicate: return run.context->zone.duplicates().size();
    case Subject::key: return run.context->evidence.keys.keys().size();
    case Subject::ds: return run.context->evidence.ds.size();
    case Subject::name: return run.context->zone.names().size();
    case Subject::rrset: return run.context->zone.rrsets().size();
    case Subject::nsec3: return run.context->evidence.nsec3.records.size();
    }
    return 0;
}

void ask_diagnostics(const Questions& run, const DiagnosticCheck& check, Collector& report) {
    const Diagnostics& diagnostics = run.loaded.diagnostics;
    for (const DiagnosticKind& kind : check.kinds) {
        const std::uint64_t count =
            kind.fault ? diagnostics.count(kind.code, *kind.fault) : diagnostics.count(kind.code);
        if (count == 0) continue;
        std::uint64_t shown = 0;
        for (const Diagnostic& diagnostic : diagnostics.kept()) {
            if (diagnostic.code != kind.code || (kind.fault && diagnostic.fault != *kind.fault))
                continue;
            Example example;
            if (diagnostic.type != RrType{}) example.type = diagnostic.type;
            example.place = diagnostic.place;
            example.length = diagnostic.length;
            example.message = describe(diagnostic);
            report.add_known(Group{.cause = kind.cause}, std::move(example));
            ++shown;
        }
        report.add_counted(Group{.cause = kind.cause}, count - shown);
    }
}

/// Calls the check of a rule about the subject at an index. The kind is known when this is
/// compiled, for a check of one subject often takes a few nanoseconds.
template <Subject kind>
void call(const Questions& run, const Rule& rule, const Moment& now, std::size_t index,
          Collector& report) {
    const auto& check = std::get<static_cast<std::size_t>(kind)>(rule.check);
    if constexpr (kind == Subject::load) {
        check(run.loaded, report);
    } else if constexpr (kind == Subject::diagnostic) {
        ask_diagnostics(run, check, report);
    } else {
        const Context& context = *run.context;
        if constexpr (kind == Subject::duplicate)
            check(context, now, context.zone.duplicates()[index], report);
        else if constexpr (kind == Subject::zone)
            check(context, now, report);
        else if constexpr (kind == Subject::key)
            check(context, now, static_cast<KeyId>(index), report);
        else if constexpr (kind == Subject::ds)
            check(context, now, index, report);
        else if constexpr (kind == Subject::name)
            check.check(context, now, static_cast<NameId>(index), report);
        else if constexpr (kind == Subject::rrset)
            check.check(context, now, context.zone.rrsets()[index], report);
        else
            check(context, now, context.evidence.nsec3.records[index], report);
    }
}

template <Subject kind>
void ask_rule(const Questions& run, const Question& question, std::size_t index,
              Collector& report) {
    const auto at_moment = [&](const Moment& now, std::size_t moment) {
        report.ask(question, moment);
        // "any check that threw" leaves something unchecked (V-VER-3); it never counts as passed.
        try {
            call<kind>(run, *question.rule, now, index, report);
        } catch (...) {
            report.threw();
        }
    };
    if (!question.rule->timed) return at_moment(run.moments.front(), no_moment);
    for (std::size_t moment = 0; moment < run.moments.size(); ++moment)
        at_moment(run.moments[moment], moment);
}

/// Whether the passes about denial found something at a name. The apex stands for what they found
/// of the zone as a whole.
bool has_denial_fact(const Context& context, std::size_t name) {
    const auto any_fact = [&](const auto& facts) { return !facts.empty() && facts[name] != 0; };
    return name == index(context.zone.apex()) || any_fact(context.evidence.nsec.names) ||
           std::ranges::any_of(context.evidence.nsec3.chains, any_fact, &Nsec3Chain::names);
}

/// Calls visit(question) for each that may find something about the subject.
template <Subject kind, class Visit>
void each_question(const Questions& run, std::size_t index, const Visit& visit) {
    const std::vector<Question>& questions = run.plan.of(kind);
    if constexpr (kind == Subject::name) {
        for (const std::uint16_t at : run.plan.about(has_denial_fact(*run.context, index)))
            visit(questions[at]);
    } else if constexpr (kind == Subject::rrset) {
        const Rrset& rrset = run.context->zone.rrsets()[index];
        for (const std::uint16_t at : run.plan.about(rrset.type, soundness(*run.context, rrset)))
            visit(questions[at]);
    } else {
        for (const Question& question : questions) visit(question);
    }
}

template <Subject kind>
void ask_about(const Questions& run, std::size_t begin, std::size_t end, Collector& report) {
    for (std::size_t index = begin; index < end; ++index) {
        report.enter(index);
        each_question<kind>(run, index, [&](const Question& question) {
            ask_rule<kind>(run, question, index, report);
        });
    }
}

void ask_about(const Questions& run, Subject kind, std::size_t begin, std::size_t end,
               Collector& report) {
    switch (kind) {
    case Subject::load: return ask_about<Subject::load>(run, begin, end, report);
    case Subject::diagnostic: return ask_about<Subject::diagnostic>(run, begin, end, report);
    case Subject::duplicate: return ask_about<Subject::duplicate>(run, begin, end, report);
    case Subject::zone: return ask_about<Subject::zone>(run, begin, end, report);
    case Subject::key: return ask_about<Subject::key>(run, begin, end, report);
    case Subject::ds: return ask_about<Subject::ds>(run, begin, end, report);
    case Subject::name: return ask_about<Subject::name>(run, begin, end, report);
    case Subject::rrset: return ask_about<Subject::rrset>(run, begin, end, report);
    case Subject::nsec3: return ask_about<Subject::nsec3>(run, begin, end, report);
    }
}

/// Kinds whose one subject may speak any number of times: their rules are asked in turn, on this
/// thread.
bool is_whole(Subject kind) {
    return kind == Subject::load || kind == Subject::diagnostic || kind == Subject::zone;
}

/// Calls body(kind, size) for every kind of subject that some rule is asked about.
template <class Body>
void each_kind(const Questions& run, const Body& body) {
    for (std::size_t kind = 0; kind < subjects; ++kind)
        if (!run.plan.questions[kind].empty())
            body(static_cast<Subject>(kind), subject_count(static_cast<Subject>(kind), run));
}

bool ask_whole(const Questions& run, Subject kind, Collector& report, const Workers& workers) {
    if (kind != Subject::zone) return ask_about(run, kind, 0, 1, report), true;
    report.enter(0);
    for (const Question& question : run.plan.of(Subject::zone)) {
        // Faults of the text are known before any deadline; telling them costs nothing.
        if (workers.stopped()) return false;
        ask_rule<Subject::zone>(run, question, 0, report);
    }
    return true;
}

/// "sha256:..." over the DNSKEY RDATA of each key.
std::vector<std::string> fingerprints(const Questions& run) {
    std::vector<std::string> result;
    if (run.context == nullptr) return result;
    Digest digest(HashAlgorithm::sha256);
    for (const Key& key : run.context->evidence.keys.keys()) {
        digest.update(key.rdata);
        result.push_back("sha256:" + to_hex(digest.finish()));
    }
    return result;
}

void add_fingerprint(Finding& finding, const std::vector<std::string>& of_keys) {
    if (finding.group.key && *finding.group.key < of_keys.size())
        finding.fingerprint = of_keys[*finding.group.key];
}

Answers ask_grouped(const Questions& run, Workers& workers,
                    const std::vector<std::string>& of_keys) {
    Answers answers;
    std::vector<Tally> tallies(workers.count(), Tally(run.max_per_rule));
    each_kind(run, [&](Subject kind, std::size_t size) {
        const bool all =
            is_whole(kind)
                ? ask_whole(run, kind, tallies.front(), workers)
                : workers.parallel_for(size, grain,
                                       [&](std::size_t begin, std::size_t end, unsigned worker) {
                                           ask_about(run, kind, begin, end, tallies[worker]);
                                       });
        if (!all) answers.stopped = true;
    });
    for (std::size_t worker = 0; worker < tallies.size(); ++worker) {
        answers.counts.merge(tallies[worker].counts());
        if (worker != 0) tallies.front().merge(tallies[worker]);
    }
    answers.findings = tallies.front().findings(run.rules, run.moments);
    answers.groups = tallies.front().groups();
    for (Finding& finding : answers.findings) add_fingerprint(finding, of_keys);
    return answers;
}

/// Window by window: each block of subjects collects its findings, then all are handed on in order.
Answers ask_streamed(const Questions& run, Workers& workers, const FindingSink& sink,
                     const std::vector<std::string>& of_keys) {
    Answers answers;
    std::vector<Streamed> streams(workers.count(), Streamed(run.moments));
    const FindingSink hand_on = [&](const Finding& finding) {
        if (!sink) return;
        Finding complete = finding;
        add_fingerprint(complete, of_keys);
        sink(complete);
    };
    each_kind(run, [&](Subject kind, std::size_t size) {
        if (is_whole(kind)) {
            std::vector<Finding> one;
            streams.front().into(one, &hand_on);
            if (!ask_whole(run, kind, streams.front(), workers)) answers.stopped = true;
            return;
        }
        for (std::size_t from = 0; from < size; from += window) {
            const std::size_t length = std::min(window, size - from);
            std::vector<std::vector<Finding>> blocks((length + grain - 1) / grain);
            const auto body = [&](std::size_t begin, std::size_t end, unsigned worker) {
                streams[worker].into(blocks[begin / grain]);
                ask_about(run, kind, from + begin, from + end, streams[worker]);
            };
            if (!workers.parallel_for(length, grain, body)) answers.stopped = true;
            for (const std::vector<Finding>& block : blocks)
                for (const Finding& finding : block) hand_on(finding);
        }
    });
    Tally groups(0);
    for (const Streamed& stream : streams) {
        answers.counts.merge(stream.counts());
        groups.merge(stream.tally());
    }
    answers.groups = groups.groups();
    return answers;
}

}  // namespace

Answers ask(const Questions& run, Workers& workers, const FindingSink& sink) {
    const std::vector<std::string> of_keys = fingerprints(run);
    return run.max_per_rule == 0 ? ask_streamed(run, workers, sink, of_keys)
                                 : ask_grouped(run, workers, of_keys);
}

}  // namespace zoneproof
