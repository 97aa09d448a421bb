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

/// Calls the check of a rule about the subject at an index. What holds the subjects is looked up
/// once, for a check of one often takes a few nanoseconds.
class Call {
public:
    Call(const Questions& run, Collector& report) : run_(run), report_(report) {
        if (run.context == nullptr) return;
        duplicates_ = run.context->zone.duplicates();
        rrsets_ = run.context->zone.rrsets();
        nsec3_ = run.context->evidence.nsec3.records;
    }

    void operator()(const Rule& rule, const Moment& now, std::size_t index) {
        now_ = &now, index_ = index;
        std::visit(*this, rule.check);
    }
    void operator()(LoadCheck check) const { check(run_.loaded, report_); }
    void operator()(const DiagnosticCheck& check) const;
    void operator()(DuplicateCheck check) const {
        check(context(), *now_, duplicates_[index_], report_);
    }
    void operator()(ZoneCheck check) const { check(context(), *now_, report_); }
    void operator()(KeyCheck check) const {
        check(context(), *now_, static_cast<KeyId>(index_), report_);
    }
    void operator()(DsCheck check) const { check(context(), *now_, index_, report_); }
    void operator()(NameCheck check) const {
        check(context(), *now_, static_cast<NameId>(index_), report_);
    }
    void operator()(const RrsetCheck& of) const {
        of.check(context(), *now_, rrsets_[index_], report_);
    }
    void operator()(Nsec3Check check) const { check(context(), *now_, nsec3_[index_], report_); }

private:
    const Context& context() const { return *run_.context; }

    const Questions& run_;
    Collector& report_;
    std::span<const DuplicateRecord> duplicates_;
    std::span<const Rrset> rrsets_;
    std::span<const Nsec3Record> nsec3_;
    const Moment* now_ = nullptr;
    std::size_t index_ = 0;
};

void Call::operator()(const DiagnosticCheck& check) const {
    const Diagnostics& diagnostics = run_.loaded.diagnostics;
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
            report_.add_known(Group{.cause = kind.cause}, std::move(example));
            ++shown;
        }
        report_.add_counted(Group{.cause = kind.cause}, count - shown);
    }
}

void ask_rule(const Questions& run, const Question& question, Call& call, std::size_t index,
              Collector& report) {
    const auto at_moment = [&](const Moment& now, std::size_t moment) {
        report.ask(question, moment);
        // "any check that threw" leaves something unchecked (V-VER-3); it never counts as passed.
        try {
            call(*question.rule, now, index);
        } catch (...) {
            report.threw();
        }
    };
    if (!question.rule->timed) return at_moment(run.moments.front(), no_moment);
    for (std::size_t moment = 0; moment < run.moments.size(); ++moment)
        at_moment(run.moments[moment], moment);
}

void ask_about(const Questions& run, Subject kind, std::size_t begin, std::size_t end,
               Collector& report) {
    const std::vector<Question>& questions = run.plan.of(kind);
    Call call(run, report);
    for (std::size_t index = begin; index < end; ++index) {
        report.enter(index);
        if (kind == Subject::rrset) {
            const Rrset& rrset = run.context->zone.rrsets()[index];
            for (const std::uint16_t at :
                 run.plan.about(rrset.type, soundness(*run.context, rrset)))
                ask_rule(run, questions[at], call, index, report);
        } else {
            for (const Question& question : questions) ask_rule(run, question, call, index, report);
        }
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
    Call call(run, report);
    report.enter(0);
    for (const Question& question : run.plan.of(kind)) {
        // Faults of the text are known before any deadline; telling them costs nothing.
        if (workers.stopped() && kind == Subject::zone) return false;
        ask_rule(run, question, call, 0, report);
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
