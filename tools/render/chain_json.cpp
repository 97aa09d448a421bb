#include "tools/render/chain_view.hpp"

#include "tools/render/json_writer.hpp"

namespace zoneproof {
namespace {

class ChainWriter {
public:
    explicit ChainWriter(const ChainView& view) : view_(view) {}

    std::string text() {
        json_.object([&] {
            json_.member("t", "chain");
            json_.member("v", 1);
            json_.member("anchors", view_.anchors);
            json_.member("exit", view_.exit);
            json_.array_member("unread", view_.unread,
                               [&](const auto& file) { json_.write(file); });
            json_.array_member("moments", view_.reports,
                               [&](const ChainReport& report) { write(report); });
        });
        return json_.text() + "\n";
    }

private:
    void write(const ChainReport& report) {
        json_.object([&] {
            json_.member("at", to_iso8601(report.at));
            json_.member("verdict", to_text(report.word));
            json_.member("broken", report.broken
                                       ? std::optional(report.links[*report.broken].number)
                                       : std::nullopt);
            json_.array_member("links", report.links, [&](const ChainLink& link) {
                write(link, view_.zones[report.order[link.number - 1]]);
            });
            if (report.broken) write("lost", report.lost);
            json_.member("suggested_nta", report.suggested_nta
                                              ? std::optional(to_text(*report.suggested_nta))
                                              : std::nullopt);
            json_.array_member("ntas", report.ntas, [&](const NegativeAnchor& nta) {
                json_.object([&] {
                    json_.member("name", to_text(nta.name));
                    json_.member("needed", nta.needed);
                    json_.array_member("links", nta.covers,
                                       [&](std::size_t position) { json_.write(position + 1); });
                });
            });
        });
    }

    void write(const ChainLink& link, const ChainZone& zone) {
        json_.object([&] {
            json_.member("link", link.number);
            json_.member("zone", to_text(zone.zone().origin()));
            json_.member("file", zone.file);
            json_.member("serial", zone.zone().serial());
            json_.member("above", link.above ? std::optional(*link.above + 1) : std::nullopt);
            json_.member("altitude", to_text(link.altitude));
            json_.member("state", to_text(link.state));
            if (!link.cause.empty()) json_.member("cause", link.cause);
            if (!link.text.empty()) json_.member("message", link.text);
            if (!link.fix.empty()) json_.member("fix", link.fix);
            if (link.broken_by != 0) json_.member("broken_by", link.broken_by);
            if (link.nta) json_.member("nta", to_text(*link.nta));
            json_.array_member("ds", link.rungs, [&](const LadderRung& rung) {
                json_.object([&] {
                    json_.member("keytag", rung.tag);
                    json_.member("algorithm", rung.algorithm);
                    json_.member("digest_type", rung.digest_type);
                    json_.member("usable", rung.usable);
                    json_.member("dnskey", rung.dnskey);
                    json_.member("signs", rung.signs);
                });
            });
            tags("ds_signed_by", link.ds_signers);
            tags("dnskey_signed_by", link.dnskey_signers);
            json_.array_member("warnings", link.warnings, [&](const ChainNote& note) {
                json_.object([&] {
                    json_.member("cause", note.cause);
                    json_.member("message", note.text);
                });
            });
            json_.member("entries_lost", link.entries_lost);
            write("whole", link.whole);
            write("damage", link.damage);
        });
    }

    void tags(std::string_view name, const std::vector<std::uint16_t>& tags) {
        json_.array_member(name, tags, [&](std::uint16_t tag) { json_.write(tag); });
    }

    void write(std::string_view name, const Blast& blast) {
        json_.object_member(name, [&] {
            json_.member("all", blast.all);
            if (!blast.all_for.empty()) json_.member("all_for", blast.all_for);
            json_.member("rrsets", blast.rrsets);
            json_.member("names", blast.names);
            json_.member("secure_delegations", blast.secure_delegations);
            json_.member("insecure_delegations", blast.insecure_delegations);
            json_.member("wildcard_names", blast.wildcard_names);
            json_.member("denial_records", blast.denial_records);
            json_.member("denial_faults", blast.denial_faults);
            json_.member("unchecked", blast.unchecked);
        });
    }

    const ChainView& view_;
    JsonWriter json_;
};

}  // namespace

std::string chain_json(const ChainView& view) {
    return ChainWriter(view).text();
}

}  // namespace zoneproof
