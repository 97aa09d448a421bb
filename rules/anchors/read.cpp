#include "rules/anchors/readers.hpp"

#include "parser/dns/rdata.hpp"
#include "parser/field/number.hpp"
#include "parser/zone/root_anchors.hpp"

#include <sys/stat.h>
#include <sys/statvfs.h>

namespace zoneproof {
namespace {

void read_xml(const RootAnchors& found, AnchorFile& file) {
    file.format = AnchorFormat::root_anchors;
    for (const RootAnchor& one : found.anchors) {
        if (!one.refusal.empty()) {
            file.add_damage(one.refused_at, one.refusal);
            continue;
        }
        Anchor anchor;
        anchor.zone = found.zone;
        set_rdata(anchor, true, one.anchor.rdata);
        anchor.kind = AnchorKind::dated;
        anchor.valid_from = one.anchor.valid_from;
        anchor.valid_until = one.anchor.valid_until;
        anchor.dnskey = one.dnskey;
        anchor.line = one.anchor.line;
        file.anchors.push_back(std::move(anchor));
    }
}

Result<bool> read_text(std::string_view text, AnchorFile& file) {
    if (is_xml(text)) {
        const auto found = root_anchors_in(text, file.path);
        if (!found) return found.error();
        read_xml(*found, file);
    } else if (is_bind_config(text)) {
        file.format = AnchorFormat::bind_config;
        read_bind_config(text, file);
    } else {
        read_anchor_lines(text, file);
    }
    return true;
}

/// Nobody may write it, or its file system is mounted read-only. Whose rights the resolver has is
/// not known here, so that others' are not judged.
bool is_read_only(const std::string& path) {
    constexpr mode_t any_write = 0222;
    struct stat status {};
    struct statvfs mount {};
    if (path == "-" || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
    if ((status.st_mode & any_write) == 0) return true;
    return ::statvfs(path.c_str(), &mount) == 0 && (mount.f_flag & ST_RDONLY) != 0;
}

}  // namespace

Result<AnchorFile> anchors_in(std::string_view text, const std::string& path) {
    AnchorFile file;
    file.path = path;
    const auto read = read_text(text, file);
    if (!read) return read.error();
    if (file.anchors.size() > max_anchors)
        return Error{ErrorCode::unreadable, path + ": more than " + std::to_string(max_anchors) +
                                                " trust anchors: this is something else"};
    if (!file.anchors.empty()) return file;
    if (file.damage.empty()) return Error{ErrorCode::unreadable, path + ": no trust anchors in it"};
    // Every line a fault and no anchor: this is something else.
    if (file.format == AnchorFormat::records)
        return Error{ErrorCode::unreadable,
                     path + ':' + std::to_string(file.damage.front().line) +
                         ": neither trust anchors as DS or DNSKEY records nor root-anchors.xml nor "
                         "BIND's trust-anchors: " +
                         file.damage.front().text};
    return file;
}

Result<AnchorFile> read_anchors(const std::string& path) {
    const auto text = PaddedText::read(path);
    if (!text) return text.error();
    auto file = anchors_in(text->view(), path);
    if (file) file->read_only = is_read_only(path);
    return file;
}

void AnchorFile::add_damage(std::uint64_t line, std::string text) {
    constexpr std::size_t kept = 20;
    ++damaged;
    if (damage.size() < kept) damage.push_back({line, std::move(text)});
}

void set_rdata(Anchor& anchor, bool is_ds, Octets rdata) {
    anchor.is_ds = is_ds;
    anchor.rdata.assign(rdata.begin(), rdata.end());
    if (is_ds) {
        anchor.tag = DsView(rdata).key_tag();
        anchor.algorithm = DsView(rdata).algorithm();
    } else {
        anchor.tag = key_tag(rdata);
        anchor.algorithm = DnskeyView(rdata).algorithm();
        anchor.dnskey = anchor.rdata;
    }
}

std::optional<Timestamp> moment_of(std::string_view digits) {
    constexpr std::uint64_t year_9999 = 253402300799;
    std::uint64_t value;
    if (!read_number(digits, year_9999, value)) return std::nullopt;
    return Timestamp{static_cast<std::int64_t>(value)};
}

AnchorState Anchor::state_at(Timestamp at) const {
    return state == AnchorState::valid && valid_from && at < *valid_from ? AnchorState::add_pending
                                                                         : state;
}

bool Anchor::trusted(Timestamp at) const {
    if ((valid_from && at < *valid_from) || (valid_until && *valid_until < at)) return false;
    switch (state) {
    case AnchorState::none:
    case AnchorState::valid:
    case AnchorState::missing: return true;
    case AnchorState::start:
    case AnchorState::add_pending:
    case AnchorState::revoked:
    case AnchorState::removed: break;
    }
    return false;
}

ParentDs trust_of(const std::vector<AnchorFile>& files, NameView zone, Timestamp at) {
    ParentDs parent;
    parent.given = true;
    for (const AnchorFile& file : files)
        for (const Anchor& anchor : file.anchors) {
            if (!(anchor.zone.view() == zone)) {
                ++parent.other_owners;
                continue;
            }
            if (anchor.trusted(at))
                parent.records.push_back({anchor.is_ds,
                                          anchor.rdata,
                                          {},
                                          file.path,
                                          anchor.line,
                                          anchor.valid_from,
                                          anchor.valid_until});
        }
    return parent;
}

std::string_view to_text(AnchorFormat format) {
    switch (format) {
    case AnchorFormat::root_anchors: return "root-anchors.xml";
    case AnchorFormat::autotrust: return "Unbound autotrust state";
    case AnchorFormat::bind_config: return "BIND configuration";
    case AnchorFormat::bind_keydata: return "BIND managed keys";
    case AnchorFormat::knot: return "Knot Resolver keys";
    case AnchorFormat::records: return "DS and DNSKEY records";
    }
    return "";
}

std::string_view to_text(AnchorKind kind) {
    switch (kind) {
    case AnchorKind::fixed: return "fixed";
    case AnchorKind::initial: return "initial";
    case AnchorKind::followed: return "follows RFC 5011";
    case AnchorKind::dated: return "dated";
    }
    return "";
}

std::string_view to_text(AnchorState state) {
    switch (state) {
    case AnchorState::none: return "-";
    case AnchorState::start: return "Start";
    case AnchorState::add_pending: return "AddPend";
    case AnchorState::valid: return "Valid";
    case AnchorState::missing: return "Missing";
    case AnchorState::revoked: return "Revoked";
    case AnchorState::removed: return "Removed";
    }
    return "";
}

}  // namespace zoneproof
