// Files of trust anchors in every form, and histories of keys: what is read as an anchor is one
// when it is written as a record, trust has a reason, and a resolver that probes comes to an end.
#include "fuzz/oracle.hpp"

#include "parser/dns/rdata.hpp"
#include "parser/field/encode.hpp"
#include "rules/anchors/judge.hpp"
#include "rules/anchors/rfc5011.hpp"

#include <algorithm>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

const Timestamp moments[] = {Timestamp{1483228800}, Timestamp{1785564000}, Timestamp{1795305600}};

std::string as_record(const Anchor& anchor) {
    const Octets rdata(anchor.rdata);
    if (anchor.is_ds)
        return to_text(anchor.zone) + " IN DS " + std::to_string(DsView(rdata).key_tag()) + " " +
               std::to_string(DsView(rdata).algorithm()) + " " +
               std::to_string(DsView(rdata).digest_type()) + " " + to_hex(DsView(rdata).digest());
    const DnskeyView key(rdata);
    return to_text(anchor.zone) + " IN DNSKEY " + std::to_string(key.flags()) + " " +
           std::to_string(key.protocol()) + " " + std::to_string(key.algorithm()) + " " +
           to_base64(key.public_key());
}

void check_anchor(const Anchor& anchor) {
    const auto detail = [&] { return as_record(anchor); };
    require(anchor.rdata.size() >= 4, "an anchor has its four octets", detail);
    const bool empty = anchor.rdata.size() == 4;
    // Behind a comment: a file that begins with "<" is XML, and a name may begin so.
    const auto again = anchors_in("; again\n" + as_record(anchor) + "\n", "again");
    // BIND's form has no room to say that a digest has the wrong length; a record's parser does.
    if (again) {
        require(again->anchors.size() == 1, "one record, one anchor", detail);
        require(again->anchors[0].rdata == anchor.rdata && again->anchors[0].tag == anchor.tag &&
                    again->anchors[0].zone.view() == anchor.zone.view(),
                "an anchor written as a record is the same anchor", detail);
    } else {
        require(empty || anchor.is_ds, "a key written as a record is a key", detail);
    }
}

void check_judged(const AnchorFile& file, Timestamp at) {
    const JudgedFile judged = judge(file, at);
    std::size_t anchors = 0;
    bool errors = file.damaged != 0;
    for (const AnchorFinding& finding : judged.findings) {
        errors |= finding.severity == Severity::error;
        require(!finding.text.empty() && !finding.cause.empty(), "a finding says what it is about");
    }
    for (const JudgedPoint& point : judged.points) {
        anchors += point.anchors.size();
        require(point.word != AnchorWord::fails || errors, "what fails has an error");
        require((point.word != AnchorWord::fails && point.word != AnchorWord::wait) || point.when,
                "it says when");
        const bool trusted = std::ranges::any_of(point.anchors, &JudgedAnchor::trusted);
        require(trusted || point.word == AnchorWord::fails, "without trust it fails");
        const ParentDs trust = trust_of({file}, point.zone, at);
        require(trust.records.empty() || trusted || errors, "what is handed on is trusted");
    }
    require(anchors == file.anchors.size(), "every anchor is judged once");
}

void check_history(std::string_view text) {
    const auto history = rfc5011::history_from_text(text, "history");
    if (!history) return;
    for (const rfc5011::Model model : rfc5011::models) {
        rfc5011::Resolver resolver;
        resolver.model = model;
        resolver.start = history->versions.front().from;
        for (const rfc5011::Key& key : history->versions.front().keys)
            resolver.anchors.push_back(key.id);
        // A few thousand probes of what might be a million days.
        const Timestamp until{seconds(resolver.start) + 1000 * 86400};
        resolver.query_interval = 86400;
        const auto run = simulate(*history, resolver, until);
        require(run.has_value(), "a run of a thousand days comes to its end");
        require(run->probes <= 1000 * 24 + 1, "no more probes than hours");
        for (std::size_t i = 1; i < run->events.size(); ++i)
            require(run->events[i - 1].at <= run->events[i].at, "time goes on");
        require(run->bogus.has_value() == std::ranges::any_of(run->events,
                                                              [](const rfc5011::Event& event) {
                                                                  return event.what ==
                                                                         rfc5011::What::bogus;
                                                              }),
                "bogus is an event");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = text({data, size});
    check_history(input);
    const auto file = anchors_in(input, "anchors");
    if (!file) {
        require(file.error().text.find("anchors") == 0, "an Error names the file",
                [&] { return file.error().text; });
        return 0;
    }
    require(!file->anchors.empty() || file->damaged != 0, "something was read");
    require(file->damage.size() <= file->damaged, "damage is counted");
    for (const Anchor& anchor : file->anchors) check_anchor(anchor);
    for (const Timestamp at : moments) check_judged(*file, at);
    return 0;
}
