// case.json: what is around the recipe. nlohmann's exceptions end here.
#include "corpus/builder/case.hpp"

#include "corpus/builder/recipe_json.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

const std::vector<std::string_view> levels = {"must", "should", "may", "info"};
const std::vector<std::string_view> zone_verdicts = {"valid", "invalid", "insecure", "unparsable"};
const std::vector<std::string_view> answer_verdicts = {"secure", "insecure", "bogus",
                                                       "indeterminate"};
constexpr std::size_t longest_origin = 223;  // the names of the base zones must fit below it

/// "rrsig/removed": rrsig-removed.example.
Name default_origin(std::string id) {
    std::ranges::replace(id, '/', '-');
    return name_from_text(id + ".example.").value_or(Name());
}

/// One verdict, or a list of those that an RFC leaves open, with "why".
template <class Verdict>
std::vector<Verdict> read_verdicts(Members& members, const std::vector<std::string_view>& words,
                                   std::string& why) {
    std::vector<Verdict> verdicts;
    why = members.text("why").value_or("");
    const Json* const verdict = members.find("verdict");
    if (verdict != nullptr && verdict->is_array()) {
        for (const std::string& word : members.texts("verdict")) {
            const auto found = std::ranges::find(words, word);
            if (found == words.end())
                members.problem("verdict", "'" + word + "' is no verdict");
            else
                verdicts.push_back(static_cast<Verdict>(found - words.begin()));
        }
    } else if (const auto one = members.choice("verdict", words)) {
        verdicts.push_back(static_cast<Verdict>(*one));
    }
    if (verdict == nullptr || (verdict->is_array() && verdict->empty()))
        members.problem("verdict", "is missing");
    if (verdict != nullptr && verdict->is_array() && verdict->size() > 1 && why.empty())
        members.problem("why", "is missing: which RFC leaves the choice between verdicts");
    return verdicts;
}

void read_zone(Members& members, Case& result) {
    const Recipe& recipe = result.recipe;
    result.verdicts = read_verdicts<ZoneVerdict>(members, zone_verdicts, result.why);
    members.each("findings", [&](Members& m) {
        ExpectedFinding finding;
        finding.rule = m.text("rule").value_or("");
        if (finding.rule.empty()) m.problem("rule", "is missing");
        finding.owner = m.name("owner", recipe.origin);
        if (const auto hashed = m.name("hash", recipe.origin))
            finding.owner = nsec3_owner(*hashed, recipe.origin, recipe.signing.nsec3);
        finding.type = m.type("type");
        finding.scope = static_cast<Scope>(m.choice("rrsets", {"one", "data", "all"}).value_or(0));
        finding.count = static_cast<unsigned>(m.number("count", 1, 1'000'000).value_or(1));
        result.findings.push_back(std::move(finding));
    });
    result.forbid = members.texts("forbid");
}

std::vector<std::uint16_t> codes(Members& members, const char* name) {
    std::vector<std::uint16_t> list;
    for (const std::int64_t code : members.numbers(name, 0, 65535))
        list.push_back(static_cast<std::uint16_t>(code));
    return list;
}

/// "www A": a name below the origin and a type.
void read_question(Members& members, NameView origin, Query& query) {
    const std::string text = members.text("q").value_or("");
    const std::size_t blank = std::min(text.find(' '), text.size());
    const auto name = name_from_text(text.substr(0, blank), &origin);
    const auto type = type_from_text(text.substr(std::min(blank + 1, text.size())));
    if (!name || !type) return members.problem("q", "'" + text + "' is no name and type");
    query.name = *name;
    query.type = *type;
}

Query read_query(Members& members, NameView origin) {
    Query query;
    read_question(members, origin, query);
    const auto verdicts = read_verdicts<AnswerVerdict>(members, answer_verdicts, query.why);
    if (!verdicts.empty()) {
        query.verdict = verdicts.front();
        query.also.assign(verdicts.begin() + 1, verdicts.end());
    }
    query.rcode = members.text("rcode").value_or("");
    query.ad = members.truth("ad");
    const Json* const ede = members.find("ede");
    if (ede != nullptr && ede->is_array()) query.ede_prefer = codes(members, "ede");
    if (ede != nullptr && !ede->is_array())
        members.object("ede", [&](Members& m) {
            query.ede_prefer = codes(m, "prefer");
            query.ede_accept = codes(m, "accept");
        });
    query.cd = members.text("cd").value_or("");
    return query;
}

Case read(Members& members, const std::string& id) {
    Case result;
    result.id = id;
    if (members.number("v", 1, 1) != 1) members.problem("v", "is missing: 1");
    result.title = members.text("title").value_or("");
    if (result.title.empty()) members.problem("title", "is missing");
    result.cites = members.texts("cites");
    result.tags = members.texts("tags");
    result.level = static_cast<Level>(members.choice("level", levels).value_or(0));
    result.time = members.number("time", 0, std::int64_t{1} << 40).value_or(reference_time);
    const Name root;
    const NameView root_view = root;
    const Name origin = members.name("origin", root_view).value_or(default_origin(id));
    if (origin.view().size() > longest_origin) members.problem("origin", "is too long");
    bool recipe_read = false;
    members.object("recipe", [&](Members& m) {
        result.recipe = read_recipe(m, origin, result.time);
        recipe_read = true;
    });
    if (!recipe_read) result.recipe = healthy(base_zones().front(), origin, result.time);
    if (members.find("zone") == nullptr) members.problem("zone", "is missing");
    members.object("zone", [&](Members& m) { read_zone(m, result); });
    members.each("queries", [&](Members& m) { result.queries.push_back(read_query(m, origin)); });
    result.rebase = members.truth("rebase").value_or(true);
    result.stored = members.truth("stored").value_or(true);
    const bool readable = result.verdicts != std::vector{ZoneVerdict::unparsable};
    result.canonical = members.truth("canonical").value_or(readable);
    members.finish();
    return result;
}

}  // namespace

ReadCase case_from_json(std::string_view text, const std::string& id) {
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::exception& error) {  // a number too large is no parse_error
        return {std::nullopt, {std::string(": ") + error.what()}};
    }
    ReadCase result;
    Members members(json, "", result.problems);
    Case read_case = read(members, id);
    if (result.problems.empty()) result.value = std::move(read_case);
    return result;
}

std::string to_json(const Recipe& recipe) {
    Json json = {{"v", 1},
                 {"title", "found by a fuzzer"},
                 {"origin", to_text(recipe.origin.view())},
                 {"recipe", write_recipe(recipe)},
                 {"zone", {{"verdict", "valid"}}}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string_view to_text(Level level) {
    return levels[static_cast<std::size_t>(level)];
}
std::string_view to_text(ZoneVerdict verdict) {
    return zone_verdicts[static_cast<std::size_t>(verdict)];
}
std::string_view to_text(AnswerVerdict verdict) {
    return answer_verdicts[static_cast<std::size_t>(verdict)];
}

}  // namespace zoneproof::corpus
