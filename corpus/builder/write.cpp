// Records as lines; parser/ prints RDATA.
#include "corpus/builder/write.hpp"

#include "corpus/builder/canonical.hpp"

namespace zoneproof::corpus {
namespace {

/// "www" for www.x.example. under x.example.; absolute where that would read as something else.
std::string relative(NameView owner, NameView origin) {
    if (owner == origin) return "@";
    const std::string text = to_text(owner);
    if (!is_below(owner, origin)) return text;
    const std::size_t suffix = origin.is_root() ? 1 : to_text(origin).size() + 1;
    const std::string name = text.substr(0, text.size() - suffix);
    return name == "@" || name.starts_with('$') ? text : name;
}

}  // namespace

std::string zone_text(const SignedZone& zone) {
    std::string text = "$ORIGIN " + to_text(zone.origin.view()) + "\n";
    for (const Record& record : zone.records) {
        const std::string absolute = to_text(record);
        text += relative(record.owner, zone.origin) + absolute.substr(absolute.find(' ')) + "\n";
    }
    return text;
}

std::string canonical_text(const SignedZone& zone) {
    std::string text;
    for (const Record& record : canonical_zone(zone.records)) text += to_text(record) + "\n";
    return text;
}

std::string ds_text(const Records& records) {
    std::string text;
    for (const Record& record : records) text += to_text(record) + "\n";
    return text.empty() ? "; no DS\n" : text;
}

}  // namespace zoneproof::corpus
