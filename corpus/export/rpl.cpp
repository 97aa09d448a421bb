// Whole .rpl files: configuration, servers, and two steps a query.
#include "corpus/export/rpl.hpp"

#include "corpus/export/formats.hpp"
#include "parser/base/time.hpp"
#include "parser/rdata/wire.hpp"

#include <fmt/format.h>

#include <fnmatch.h>

namespace zoneproof::corpus {
namespace {

bool fits(const std::string& pattern, const std::string& text) {
    return fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

const KnownAnswer* find_known(const std::vector<KnownAnswer>& known, const std::string& id,
                              const std::string& query) {
    for (const KnownAnswer& one : known)
        if (fits(one.cases, id) && fits(one.query, query)) return &one;
    return nullptr;
}

/// A step, or comments that say why there is none.
std::string steps_for(const AnsweredCase& shown, const Query& query, unsigned number,
                      const std::vector<KnownAnswer>& known, rpl::Dialect dialect) {
    const std::string subject = to_text(query.name.view()) + " " + to_text(query.type);
    const KnownAnswer* const other = find_known(known, shown.id(), subject);
    if (other != nullptr && !other->verdict)
        return rpl::comment(fmt::format("{} is not asked: {}", subject, other->reason)) + "\n";
    const AnswerVerdict verdict = other != nullptr ? *other->verdict : query.verdict;
    const auto outcome = outcome_of(shown, query, verdict);
    if (!outcome)
        return rpl::comment(fmt::format("{} is not asked: {}", subject, outcome.error().text)) +
               "\n";
    std::string text = rpl::comment(fmt::format("{}: {}", subject, to_text(verdict)));
    if (other != nullptr)
        text += rpl::comment(fmt::format("the case says {}; known to differ: {}",
                                         to_text(query.verdict), other->reason));
    return text + rpl::steps(number, {query.name, query.type}, outcome.value(), dialect);
}

std::string testbound_config(const AnsweredCase& shown) {
    std::string text = "server:\n";
    for (const Record& anchor : shown.anchors)
        text += fmt::format("\ttrust-anchor: \"{}\"\n", to_text(anchor));
    text += fmt::format("\tval-override-date: \"{}\"\n", rpl::stamp(shown.built.source.time));
    return text + R"(	val-sig-skew-min: 0
	val-sig-skew-max: 0
	val-max-restart: 0
	qname-minimisation: no
	aggressive-nsec: no
	trust-anchor-signaling: no
	target-fetch-policy: "0 0 0 0 0"
	minimal-responses: yes
	rrset-roundrobin: no
	do-ip6: no
	max-udp-size: 65535
	ede: no
stub-zone:
	name: "."
	stub-addr: 192.0.2.1
)";
}

std::string deckard_config(const AnsweredCase& shown) {
    std::string text;
    for (const Record& anchor : shown.anchors)
        text += fmt::format("\ttrust-anchor: \"{}\"\n", to_text(anchor));
    const std::int64_t time = shown.built.source.time;
    text += fmt::format("\tval-override-date: \"{}\"\n\tval-override-timestamp: \"{}\"\n",
                        rpl::stamp(time), time);
    return text + "\tquery-minimization: off\n\tstub-addr: 192.0.2.1\n";
}

/// One .rpl a case that asks anything.
class RplExporter : public Exporter {
public:
    RplExporter(rpl::Dialect dialect, std::vector<KnownAnswer> known)
        : dialect_(dialect), known_(std::move(known)) {}

    std::vector<File> add(const AnsweredCase& shown) override {
        if (shown.answers.empty()) return {};
        const std::string config =
            dialect_ == rpl::Dialect::testbound ? testbound_config(shown) : deckard_config(shown);
        const std::string text = rpl::file(shown, known_, dialect_, config);
        if (text.find("\nSTEP ") == text.npos) return {};
        return {{shown.name() + ".rpl", text}};
    }

private:
    rpl::Dialect dialect_;
    std::vector<KnownAnswer> known_;
};

}  // namespace

namespace rpl {

std::string stamp(std::int64_t time) {
    return to_digits(Timestamp{time});
}

std::string comment(std::string_view text) {
    std::string line = "; ";
    for (const char c : text) line += c == '\n' ? ' ' : c;
    return line + "\n";
}

std::string file(const AnsweredCase& shown, const std::vector<KnownAnswer>& known, Dialect dialect,
                 const std::string& config) {
    const Case& source = shown.built.source;
    std::string text = comment("zoneproof's corpus, CC0-1.0: " + source.id) + config +
                       "CONFIG_END\n\nSCENARIO_BEGIN " + shown.name() + "\n" +
                       comment(source.title) + "\n" + ranges(shown.answers, dialect);
    unsigned number = 10;
    for (const Query& query : source.queries) {
        text += steps_for(shown, query, number, known, dialect);
        number += 10;
    }
    return text + "SCENARIO_END\n";
}

}  // namespace rpl

std::unique_ptr<Exporter> testbound_exporter(const ExportOptions& options) {
    return std::make_unique<RplExporter>(rpl::Dialect::testbound, options.known);
}

std::unique_ptr<Exporter> deckard_exporter(const ExportOptions&) {
    return std::make_unique<RplExporter>(rpl::Dialect::deckard, std::vector<KnownAnswer>());
}

}  // namespace zoneproof::corpus
