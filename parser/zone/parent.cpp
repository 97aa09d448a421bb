// Reads the files of --ds: lines of DS and DNSKEY records as in a zone file, or root-anchors.xml.
#include "parser/zone/parent.hpp"

#include "parser/zone/root_anchors.hpp"
#include "parser/zone/trust_lines.hpp"

namespace zoneproof {
namespace {

/// Reading ends with the first fault: half a DS set proves something else than the whole.
std::optional<Error> read_lines(const PaddedText& text, const std::string& file, NameView zone,
                                ParentDs& parent) {
    std::optional<Error> error;
    const auto stop = [&](const TrustFault& fault) {
        error = Error{ErrorCode::unreadable,
                      file + ':' + std::to_string(fault.line) + ": " + fault.text};
        return false;
    };
    TrustLines lines(text, zone);
    lines.read(
        [&](const TrustLine& line) {
            if (line.type != RrType::DS && line.type != RrType::DNSKEY)
                return stop(lines.fault(line.tokens, line.type_token, "type DS or DNSKEY"));
            if (!(line.owner == zone)) return ++parent.other_owners, true;
            if (const auto fault = lines.parse(line)) return stop(*fault);
            TrustInput input;
            input.is_ds = line.type == RrType::DS;
            input.rdata.assign(lines.rdata().begin(), lines.rdata().end());
            input.ttl = line.ttl;
            input.file = file;
            input.line = line.line;
            parent.records.push_back(std::move(input));
            return true;
        },
        stop);
    return error;
}

}  // namespace

Result<ParentDs> read_parent(const std::vector<std::string>& files, NameView zone) {
    ParentDs parent;
    parent.given = !files.empty();
    for (const std::string& file : files) {
        const auto text = PaddedText::read(file);
        if (!text) return text.error();
        const auto error = is_xml(text->view())
                               ? read_root_anchors(text->view(), file, zone, parent)
                               : read_lines(*text, file, zone, parent);
        if (error) return *error;
    }
    return parent;
}

}  // namespace zoneproof
