// Looking answers up.
#include "tools/conform/wire_answers.hpp"

#include "corpus/builder/stored.hpp"

#include <set>

namespace zoneproof::conform {
namespace {

std::string folded(NameView name) {
    std::string text;
    for (const std::uint8_t octet : name.wire()) text.push_back(static_cast<char>(fold(octet)));
    return text;
}

}  // namespace

Result<WireAnswers> WireAnswers::read(const std::filesystem::path& folder) {
    auto stored = corpus::read_answers(folder);
    if (!stored) return stored.error();
    WireAnswers answers;
    for (corpus::StoredAnswer& one : *stored)
        answers.add(one.server, one.question.name, one.question.type, std::move(one.message),
                    one.role == "referral");
    return answers;
}

WireAnswers::Key WireAnswers::key(const std::string& server, NameView name, RrType type) {
    return {server, folded(name), number(type)};
}

void WireAnswers::add(const std::string& server, NameView name, RrType type, Bytes message,
                      bool referral) {
    stored_.insert_or_assign(key(server, name, type), Stored{std::move(message), referral});
}

std::vector<std::string> WireAnswers::servers() const {
    std::set<std::string> all;
    for (const auto& [key, stored] : stored_) all.insert(std::get<0>(key));
    return {all.begin(), all.end()};
}

WireAnswers::Found WireAnswers::find(const std::string& server, NameView name, RrType type) const {
    if (const auto exact = stored_.find(key(server, name, type)); exact != stored_.end())
        return {&exact->second.message, false};
    // "the DS RR appears only on the upper (parental) side of a delegation": RFC 4035 3.1.4.1.
    bool at_cut = type != RrType::DS;
    for (NameView above = name;; above = above.parent()) {
        const auto found = stored_.lower_bound(key(server, above, RrType{0}));
        for (auto at = found; at != stored_.end() && at_cut; ++at) {
            if (std::get<0>(at->first) != server || std::get<1>(at->first) != folded(above)) break;
            if (at->second.referral) return {&at->second.message, true};
        }
        at_cut = true;
        if (above.is_root()) return {};
    }
}

}  // namespace zoneproof::conform
