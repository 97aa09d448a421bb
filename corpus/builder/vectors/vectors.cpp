// All kinds, and the loop that writes or compares their files.
#include "corpus/builder/vectors/vectors.hpp"

#include "corpus/builder/files.hpp"
#include "corpus/builder/vectors/kind.hpp"

#include <algorithm>
#include <set>
#include <system_error>

namespace zoneproof::corpus {
namespace {

namespace fs = std::filesystem;

const VectorKind* const kinds[] = {&name_parse_kind,      &name_text_roundtrip_kind,
                                   &name_order_kind,      &rdata_text_wire_kind,
                                   &rrset_canonical_kind, &key_tag_kind,
                                   &ds_digest_kind,       &sig_verify_kind,
                                   &nsec3_hash_kind,      &nsec3_cover_kind,
                                   &nsec_cover_kind,      &type_bitmap_kind,
                                   &serial_time_kind,     &zonemd_kind,
                                   &denial_proof_kind,    &chain_kind};

class Folder {
public:
    Folder(const VectorOptions& options, VectorReport& report)
        : options_(options), report_(report) {}

    void put(const std::string& path, const std::string& content) {
        ++report_.files;
        known_.insert(path);
        const fs::path target = options_.out / path;
        const std::string fault = difference(target, content);
        if (fault.empty()) return;
        if (options_.check)
            report_.differences.push_back(target.string() + " " + fault);
        else if (const std::string error = write_file(target, content); !error.empty())
            report_.problems.push_back(error);
    }

    void find_left_over() {
        std::vector<std::string> left;
        std::error_code error;
        for (fs::recursive_directory_iterator at(options_.out, error), end; !error && at != end;
             at.increment(error)) {
            const std::string path = at->path().lexically_relative(options_.out).generic_string();
            if (path.ends_with(".json") && !known_.contains(path))
                left.push_back(at->path().string() + " is nothing that is made");
        }
        std::ranges::sort(left);
        report_.differences.insert(report_.differences.end(), left.begin(), left.end());
    }

private:
    const VectorOptions& options_;
    VectorReport& report_;
    std::set<std::string> known_;
};

}  // namespace

VectorReport build_vectors(const VectorOptions& options) {
    VectorReport report;
    Folder folder(options, report);
    KeyStore keys(options.keys.string());
    for (const VectorKind* const kind : kinds) {
        const std::string name(kind->name);
        const auto groups = kind->make(keys);
        if (!groups) {
            report.problems.push_back(name + ": " + groups.error().text);
            continue;
        }
        for (const Group& group : groups.value()) report.tests += group.tests.size();
        folder.put(name + ".json", vectors_text(*kind, groups.value()));
        folder.put("schemas/" + name + "_v1.json", schema_text(*kind));
    }
    if (options.check) folder.find_left_over();
    return report;
}

}  // namespace zoneproof::corpus
