// A zone file, $INCLUDE refused: what is read does not depend on where it is cut, printing and
// reading again changes nothing, and the time it takes grows no faster than the text.
#include "fuzz/oracle.hpp"

#include "parser/zone/load.hpp"
#include "tests/parser/zone/print.hpp"

#include <ctime>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

constexpr std::uint64_t max_generated = 500;
constexpr std::size_t whole = 1 << 17;  // a chunk that holds any input here

LoadedZone read(std::string text, std::size_t chunk_octets) {
    static Workers workers(1);
    Source source = Source::from_text(std::move(text));
    LoadOptions options;
    options.max_include_depth = 0;
    options.max_generated = max_generated;
    options.chunk_octets = chunk_octets;
    auto loaded = load(source, options, workers);
    require(loaded.has_value(), "a small zone stops at no limit",
            [&] { return loaded.error().text; });
    return std::move(*loaded);
}

std::string show(const Diagnostics& diagnostics) {
    std::string text;
    for (const Diagnostic& found : diagnostics.kept())
        text += std::to_string(static_cast<int>(found.code)) + "/" +
                std::to_string(static_cast<int>(found.fault)) + " at " +
                std::to_string(found.place.offset) + "+" + std::to_string(found.length) + "\n";
    return text;
}

/// Names and records, and what else follows from them alone.
std::string show(const Zone& zone) {
    std::string text = testing::print(zone);
    for (const NameEntry& entry : zone.names()) text += std::to_string(entry.flags) + " ";
    for (const EmptyNonTerminal& ent : zone.empty_non_terminals())
        text += "\nent " + to_text(zone.name(ent));
    for (const Rrset& rrset : zone.rrsets())
        text += rrset.has(rrset_flag::authoritative) ? " a"
                : rrset.has(rrset_flag::glue)        ? " g"
                                                     : " -";
    return text;
}

/// ... and where it stood in the text.
std::string show_places(const Zone& zone) {
    std::string text;
    for (const Rrset& rrset : zone.rrsets()) {
        for (std::uint32_t i = 0; i < rrset.count; ++i)
            text +=
                std::to_string(zone.place(RecordId{index(rrset.first_record) + i}).offset) + " ";
        for (const Signature& signature : zone.signatures(rrset))
            text += std::to_string(zone.place(zone.id(signature)).offset) + " ";
    }
    for (const DuplicateRecord& duplicate : zone.duplicates())
        text += "duplicate " + std::to_string(duplicate.place.offset) + " ";
    for (const ExcludedRecord& record : zone.excluded())
        text += "excluded " + std::to_string(record.place.offset) + " ";
    return text;
}

void check_order(const Zone& zone) {
    for (std::size_t i = 1; i < zone.names().size(); ++i)
        require(zone.name(static_cast<NameId>(i - 1)) < zone.name(static_cast<NameId>(i)),
                "names ascend, each once");
    for (const Rrset& rrset : zone.rrsets()) {
        Octets before;
        for (const Octets rdata : zone.records(rrset)) {
            require(before.data() == nullptr || compare(before, rdata) < 0,
                    "records ascend, each once");
            before = rdata;
        }
    }
    for (const NameEntry& entry : zone.names())
        require(
            *zone.find(NameView(zone.name(static_cast<NameId>(&entry - zone.names().data())))) ==
                static_cast<NameId>(&entry - zone.names().data()),
            "each name is found");
}

void check_printed(const Zone& zone) {
    const std::string text = testing::print(zone);
    const LoadedZone again = read(text, whole);
    require(again.unreadable.empty() && again.zone, "a printed zone is a zone",
            [&] { return text; });
    require(!again.diagnostics.lost_records(), "a printed zone has no fault",
            [&] { return text + show(again.diagnostics); });
    require(show(*again.zone) == show(zone), "a printed zone reads as the same zone",
            [&] { return show(zone) + "\n---\n" + show(*again.zone); });
    require(again.zone->duplicates().empty() && again.zone->excluded().empty(),
            "a printed zone has nothing to leave out", [&] { return text; });
}

void check_cuts(const std::string& text, const LoadedZone& whole, std::size_t chunk) {
    const LoadedZone cut = read(text, chunk);
    const auto detail = [&] { return "chunks of " + std::to_string(chunk); };
    require(show(cut.diagnostics) == show(whole.diagnostics), "cuts change no diagnostic", [&] {
        return detail() + "\n" + show(whole.diagnostics) + "---\n" + show(cut.diagnostics);
    });
    require(cut.unreadable == whole.unreadable, "cuts change nothing that is unreadable", detail);
    require(cut.zone.has_value() == whole.zone.has_value(), "cuts make no zone", detail);
    if (!whole.zone) return;
    require(show(*cut.zone) == show(*whole.zone), "cuts change no record", detail);
    require(show_places(*cut.zone) == show_places(*whole.zone), "cuts move nothing", detail);
}

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// The text over and over: a step that looks back over all that came before shows here. The bound
/// is ten times what the slowest lines take with sanitizers.
void check_time(const std::string& text) {
    constexpr std::size_t octets = 64 * 1024;
    std::string long_text;
    while (long_text.size() < octets) long_text += text + "\n";
    const double before = cpu_seconds();
    read(std::move(long_text), whole);
    const double took = cpu_seconds() - before;
    require(took < 5, "64 KiB of text are read in 5 s", [&] { return std::to_string(took); });
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::text({data, size}));
    const std::uint32_t choice = checksum({data, size});
    const LoadedZone loaded = read(text, whole);
    check_cuts(text, loaded, 1 + choice % 251);
    if (choice % 128 == 0) check_time(text);
    if (!loaded.zone) return 0;
    require(loaded.zone->record_count() <= size / 4 + max_generated,
            "no more records than there is text for");
    check_order(*loaded.zone);
    check_printed(*loaded.zone);
    return 0;
}
