// Seeds in the folders where other projects' fuzzers look for them. BIND: fuzz/TARGET.in of its
// source; Knot: tests-fuzz/TARGET.in; PowerDNS: fuzzing/corpus/KIND. Names end in a digest of the
// content: what is the same is there once.
#include "corpus/export/formats.hpp"
#include "parser/rdata/wire.hpp"

#include <set>

namespace zoneproof::corpus {
namespace {

constexpr std::size_t largest_zone = std::size_t{64} << 10;  // a fuzzer gets nowhere with more
constexpr std::size_t largest_rdata = 1000;                  // buffers of BIND's target hold 1024

/// Files, each content once a folder.
class Seeds {
public:
    void put(const std::string& folder, const std::string& name, const std::string& content,
             const std::string& ending = "") {
        const std::string digest = short_digest(octets(content));
        if (known_.insert(folder + digest).second)
            files_.push_back({folder + "/" + name + "-" + digest + ending, content});
    }
    std::vector<File> take() { return std::exchange(files_, {}); }

private:
    std::set<std::string> known_;
    std::vector<File> files_;
};

class ZoneSeedExporter : public Exporter {
public:
    std::vector<File> add(const AnsweredCase& shown) override {
        for (const auto& [name, text] : shown.built.text) {
            if (text.size() > largest_zone || text.empty()) continue;
            seeds_.put("bind9/fuzz/dns_master_load.in", shown.name(), text, ".db");
            seeds_.put("knot/tests-fuzz/fuzz_zscanner.in", shown.name(), text, ".zone");
            seeds_.put("pdns/fuzzing/corpus/zones", shown.name(), text, ".zone");
        }
        return seeds_.take();
    }

private:
    Seeds seeds_;
};

/// BIND's dns_rdata_fromwire_text takes its type from an octet: 0 is an unknown one, then those it
/// knows in ascending order. Exact up to type 65; of a later one, older versions read a neighbour.
std::uint8_t place_among_types(RrType wanted) {
    std::uint8_t place = 0;
    for (const TypeInfo& info : known_types()) {
        if (is_meta(info.type)) continue;
        ++place;
        if (info.type == wanted) return place;
    }
    return 0;
}

std::string with_head(std::initializer_list<unsigned> head, Octets rdata) {
    std::string seed;
    for (const unsigned octet : head) seed.push_back(static_cast<char>(octet));
    return seed.append(as_text(rdata));
}

class RdataSeedExporter : public Exporter {
public:
    std::vector<File> add(const AnsweredCase& shown) override {
        for (const Record& record : shown.built.zone.records) {
            if (record.rdata.size() > largest_rdata) continue;
            put_rdata(record);
            put_name(record.owner);
        }
        return seeds_.take();
    }

private:
    void put_rdata(const Record& record) {
        const std::string type = to_text(record.type);
        const std::string text = print_rdata(record.type, record.rdata);
        const unsigned code = number(record.type);
        seeds_.put("bind9/fuzz/dns_rdata_fromwire_text.in", type,
                   with_head({place_among_types(record.type), 0}, record.rdata));
        seeds_.put("bind9/fuzz/dns_rdata_fromtext.in", type, "IN " + type + " " + text);
        if (record.type == RrType::TXT) seeds_.put("pdns/fuzzing/corpus/txt-records", type, text);
        // Our own, with the type as it is.
        seeds_.put("zoneproof/rdata_wire", type,
                   with_head({code >> 8, code & 255, 0, class_in}, record.rdata));
        seeds_.put("zoneproof/rr_line", type, type + " " + text);
    }

    void put_name(NameView name) {
        const std::string wire(as_text(name.wire()));
        // An octet that BIND's target takes for itself; then it skips half of what is left.
        seeds_.put("bind9/fuzz/dns_name_fromwire.in", "name", std::string(1, '\0') + wire + wire);
        seeds_.put("knot/tests-fuzz/fuzz_dname_to_str.in", "name", wire, ".bin");
        seeds_.put("knot/tests-fuzz/fuzz_dname_from_str.in", "name", to_text(name), ".txt");
    }

    Seeds seeds_;
};

}  // namespace

std::unique_ptr<Exporter> zone_seed_exporter(const ExportOptions&) {
    return std::make_unique<ZoneSeedExporter>();
}

std::unique_ptr<Exporter> rdata_seed_exporter(const ExportOptions&) {
    return std::make_unique<RdataSeedExporter>();
}

}  // namespace zoneproof::corpus
