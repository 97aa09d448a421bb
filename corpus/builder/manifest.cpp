// A case a line would be unreadable: indented JSON, members in a fixed order.
#include "corpus/builder/manifest.hpp"

namespace zoneproof::corpus {

namespace {

std::string digest_of(const File& file) {
    return to_hex(digest("SHA-256", bytes(file.content)));
}

}  // namespace

Manifest::Manifest(const std::string& generator)
    : document_({{"v", 1}, {"generator", generator}, {"time", reference_time}}) {
    document_["files"] = nlohmann::ordered_json::object();
    document_["cases"] = nlohmann::ordered_json::array();
}

void Manifest::add(const Case& source, const std::vector<File>& files) {
    nlohmann::ordered_json entry = {{"id", source.id},
                                    {"title", source.title},
                                    {"level", to_text(source.level)},
                                    {"origin", to_text(source.recipe.origin.view())}};
    if (!source.tags.empty()) entry["tags"] = source.tags;
    for (const File& file : files) entry["files"][file.path] = digest_of(file);
    document_["cases"].push_back(std::move(entry));
}

void Manifest::add(const File& file) {
    document_["files"][file.path] = digest_of(file);
}

std::string Manifest::text() const {
    return document_.dump(1) + "\n";
}

}  // namespace zoneproof::corpus
