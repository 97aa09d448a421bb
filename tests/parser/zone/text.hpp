// Zones from text, for tests.
#pragma once

#include "parser/rdata/wire.hpp"
#include "parser/zone/load.hpp"

#include "tests/catch.hpp"

#include <string>

namespace zoneproof::testing {

inline LoadedZone load_text(const std::string& text, LoadOptions options = {},
                            unsigned threads = 1) {
    Source source = Source::from_text(text);
    Workers workers(threads);
    auto loaded = load(source, options, workers);
    REQUIRE(loaded);
    return std::move(*loaded);
}

/// Everything a Zone says, as text: equal zones give equal dumps.
inline std::string dump(const Zone& zone) {
    std::string text =
        to_text(zone.origin()) + " signed " + std::to_string(zone.claims_signed()) + "\n";
    for (std::uint32_t i = 0; i < zone.names().size(); ++i) {
        const NameId id{i};
        text += to_text(zone.name(id)) + " flags " + std::to_string(zone.entry(id).flags) + "\n";
        for (const Rrset& rrset : zone.rrsets(id)) {
            text += "  " + to_text(rrset.type) + " ttl " + std::to_string(rrset.ttl) + " flags " +
                    std::to_string(rrset.flags & ~rrset_flag::scattered) + "\n";
            std::uint32_t record = index(rrset.first_record);
            for (const Octets rdata : zone.records(rrset)) {
                text += "    " + std::to_string(zone.ttl(rrset, RecordId{record++})) + " " +
                        to_hex(rdata) + "\n";
            }
            for (const Signature& signature : zone.signatures(rrset))
                text += "    sig " + to_text(signature.type_covered) + " " +
                        std::to_string(signature.algorithm) + " " +
                        std::to_string(signature.labels) + " " +
                        std::to_string(signature.original_ttl) + " " +
                        std::to_string(signature.expiration) + " " +
                        std::to_string(signature.inception) + " " +
                        std::to_string(signature.key_tag) + " " + to_text(zone.signer(signature)) +
                        " " + to_hex(zone.signature_value(signature)) + " ttl " +
                        std::to_string(signature.ttl) + "\n";
        }
    }
    for (const EmptyNonTerminal& ent : zone.empty_non_terminals())
        text += "ent " + to_text(zone.name(ent)) + "\n";
    for (const DuplicateRecord& duplicate : zone.duplicates())
        text += "duplicate " + std::to_string(index(duplicate.rrset)) + "\n";
    return text;
}

/// ... and where everything stands.
inline std::string dump_places(const Zone& zone) {
    std::string text;
    for (const Rrset& rrset : zone.rrsets()) {
        for (std::uint32_t i = 0; i < rrset.count; ++i)
            text +=
                std::to_string(zone.place(RecordId{index(rrset.first_record) + i}).offset) + " ";
        for (const Signature& signature : zone.signatures(rrset))
            text += std::to_string(zone.place(zone.id(signature)).offset) + " ";
    }
    for (const ExcludedRecord& record : zone.excluded())
        text += "excluded " + to_text(zone.owner(record)) + " " +
                std::to_string(record.place.offset) + " " +
                std::to_string(static_cast<int>(record.reason)) + "\n";
    return text;
}

inline std::string dump(const Diagnostics& diagnostics) {
    std::string text;
    for (const Diagnostic& found : diagnostics.kept())
        text += std::to_string(static_cast<int>(found.code)) + "/" +
                std::to_string(static_cast<int>(found.fault)) + " at " +
                std::to_string(found.place.offset) + "+" + std::to_string(found.length) + " " +
                (found.expected != nullptr ? found.expected : "") + "\n";
    return text;
}

}  // namespace zoneproof::testing
