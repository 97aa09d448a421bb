// A zone file as ldns and Knot DNS read it: what we read to its end and without doubt
// (docs/FORMAT.md) holds the same records there, with the same TTLs.
//
// That one of them refuses a file the other reads is its own affair; that both refuse what we read
// without a remark is a finding.
#include "fuzz/peers/known.hpp"
#include "fuzz/peers/peers.hpp"

#include "parser/rdata/wire.hpp"
#include "parser/zone/load.hpp"

#include <cstdio>
#include <map>
#include <memory>
#include <set>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

constexpr const char* origin_text = "example.";
constexpr std::uint32_t default_ttl = 3600;

const Name& origin() {
    static const Name name = *name_from_text(origin_text);
    return name;
}

/// Owner, type and canonical RDATA on a line; which TTLs it came with.
using Records = std::map<std::string, std::set<std::uint32_t>>;

std::string line_of(NameView owner, RrType type, Octets rdata) {
    std::string name = to_text(owner);
    for (char& letter : name) letter = static_cast<char>(fold(static_cast<std::uint8_t>(letter)));
    return name + " " + to_text(type) + " " + to_hex(rdata) + "\n";
}

/// Without what no zone named `example.` holds: other classes, names elsewhere, pseudo types.
void add(Records& records, const PeerRecord& record) {
    const NameView owner(record.owner);
    const auto type = static_cast<RrType>(record.type);
    const TypeInfo* const info = find_type(type);
    if (record.rr_class != class_in || !is_at_or_below(owner, origin()) ||
        (info != nullptr && info->meta))
        return;
    static const auto wire = std::make_unique<Wire>();
    wire->clear();
    wire->fold_names = folds_names(type);
    const Octets rdata = record.rdata;
    const bool refused = check_rdata(type, rdata, *wire).has_value();
    records[line_of(owner, type, refused ? rdata : wire->octets())].insert(record.ttl);
}

std::optional<Records> read_with_ldns(const std::string& text) {
    // fmemopen() knows no file of no octets.
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
        fmemopen(const_cast<char*>(text.data()), text.size(), "r"), std::fclose);
    const LdnsRdf name(ldns_dname_new_frm_str(origin_text));
    ldns_zone* read = nullptr;
    if (ldns_zone_new_frm_fp(&read, file.get(), name.get(), default_ttl, LDNS_RR_CLASS_IN) !=
        LDNS_STATUS_OK)
        return {};
    const std::unique_ptr<ldns_zone, Release<ldns_zone_deep_free>> zone(read);
    Records records;
    const auto take = [&](const ldns_rr* rr) {
        if (const auto record = record_of(rr)) add(records, *record);
    };
    if (const ldns_rr* const soa = ldns_zone_soa(zone.get())) take(soa);
    for (std::size_t i = 0; i < ldns_rr_list_rr_count(ldns_zone_rrs(zone.get())); ++i)
        take(ldns_rr_list_rr(ldns_zone_rrs(zone.get()), i));
    return records;
}

std::optional<Records> read_with_knot(const std::string& text) {
    Records records;
    const bool good = scan_with_knot(text, origin_text, default_ttl,
                                     [&](const PeerRecord& record) { add(records, record); });
    return good ? std::optional(records) : std::nullopt;
}

Records records_of(const Zone& zone) {
    Records records;
    for (const Rrset& rrset : zone.rrsets()) {
        const NameView owner = zone.name(rrset.owner);
        std::uint32_t record = index(rrset.first_record);
        for (const Octets rdata : zone.records(rrset))
            records[line_of(owner, rrset.type, rdata)].insert(zone.ttl(rrset, RecordId{record++}));
        for (const Signature& signature : zone.signatures(rrset)) {
            Bytes rdata(18);
            store16(&rdata[0], number(signature.type_covered));
            rdata[2] = signature.algorithm;
            rdata[3] = signature.labels;
            store32(&rdata[4], signature.original_ttl);
            store32(&rdata[8], signature.expiration);
            store32(&rdata[12], signature.inception);
            store16(&rdata[16], signature.key_tag);
            for (const Octets part :
                 {zone.signer(signature).wire(), zone.signature_value(signature)})
                rdata.insert(rdata.end(), part.begin(), part.end());
            records[line_of(owner, RrType::RRSIG, rdata)].insert(signature.ttl);
        }
    }
    return records;
}

/// One's own lines only, so that a finding shows what differs.
std::string only_in(const Records& one, const Records& other) {
    std::string text;
    for (const auto& [line, ttls] : one) {
        const auto there = other.find(line);
        if (there == other.end()) text += line;
    }
    return text;
}

void compare_zones(Peer peer, const std::string& text, const Records& ours, const Records& theirs,
                   bool ttls_stated) {
    const std::string more = only_in(ours, theirs), less = only_in(theirs, ours);
    settle({peer, Question::zone, RrType{}, text, copy(octets(more)), copy(octets(less))});
    if (!ttls_stated || !more.empty() || !less.empty()) return;
    for (const auto& [line, ttls] : ours) {
        const auto& there = theirs.at(line);
        if (ttls.size() == 1 && there.size() == 1 && ttls != there)
            settle({peer, Question::ttl, RrType{}, text,
                    copy(octets(line + std::to_string(*ttls.begin()))),
                    copy(octets(line + std::to_string(*there.begin())))});
    }
}

bool has(const Diagnostics& diagnostics, std::initializer_list<DiagnosticCode> codes) {
    return std::ranges::any_of(codes,
                               [&](DiagnosticCode code) { return diagnostics.count(code) != 0; });
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using enum DiagnosticCode;
    const std::string text(fuzz::text({data, size}));
    static Workers workers(1);
    Source source = Source::from_text(text);
    LoadOptions options;
    options.origin = origin();
    options.max_include_depth = 0;
    options.chunk_octets = 1 << 17;
    options.max_generated = 500;
    options.default_ttl = default_ttl;
    const auto loaded = load(source, options, workers);
    if (!loaded || !loaded->zone || !loaded->unreadable.empty()) return 0;
    const Diagnostics& diagnostics = loaded->diagnostics;
    if (diagnostics.lost_records() || diagnostics.read_differently() != 0) return 0;
    if (has(diagnostics, {generate_used, ttl_range, empty_text})) return 0;

    const Records ours = records_of(*loaded->zone);
    const auto of_ldns = read_with_ldns(text), of_knot = read_with_knot(text);
    const bool ttls_stated = !has(diagnostics, {no_ttl, ttl_from_previous});
    if (of_ldns) compare_zones(Peer::ldns, text, ours, *of_ldns, ttls_stated);
    if (of_knot) compare_zones(Peer::knot, text, ours, *of_knot, ttls_stated);
    if (!of_ldns && !of_knot && diagnostics.kept().empty())
        settle({Peer::both, Question::zone, RrType{}, text, copy(octets("read")), {}});
    return 0;
}
