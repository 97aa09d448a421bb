// The JSON of a kind and its schema: JSON Schema 2020-12.
#include "corpus/builder/vectors/kind.hpp"

#include "parser/rdata/wire.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

std::string_view to_text(TestResult outcome) {
    switch (outcome) {
    case TestResult::valid: return "valid";
    case TestResult::invalid: return "invalid";
    case TestResult::acceptable: break;
    }
    return "acceptable";
}

std::string schema_name(const VectorKind& kind) {
    return std::string(kind.name) + "_v1.json";
}

std::size_t count_tests(const Groups& groups) {
    std::size_t count = 0;
    for (const Group& group : groups) count += group.tests.size();
    return count;
}

/// Of a list separated by blanks.
Json words(std::string_view list) {
    Json all = Json::array();
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        all.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return all;
}

Json notes_of(const VectorKind& kind) {
    Json notes = Json::object();
    for (const Note& note : kind.notes) {
        Json entry = {{"bugType", note.bug_type}, {"description", note.says}};
        if (!note.cites.empty()) entry["cites"] = words(note.cites);
        notes[std::string(note.flag)] = entry;
    }
    return notes;
}

/// A row that has nothing special to say leaves it to its flag.
std::string comment_of(const VectorKind& kind, const Json& test) {
    const std::string comment = test["comment"], flag = test["flags"][0];
    if (!comment.empty()) return comment;
    const auto note = std::ranges::find(kind.notes, std::string_view(flag), &Note::flag);
    return note == kind.notes.end() ? "" : std::string(note->says);
}

/// nlohmann-json's indented form, but for the tests: each of them in one line.
class Lines {
public:
    void member(const std::string& name, const Json& value, bool last = false) {
        text_ +=
            indent_ + Json(name).dump() + ": " + value.dump(-1, ' ', true) + (last ? "\n" : ",\n");
    }
    void open(const std::string& what) {
        text_ += indent_ + what + "\n";
        indent_ += ' ';
    }
    void close(const std::string& what) {
        indent_.pop_back();
        text_ += indent_ + what + "\n";
    }
    void line(const std::string& what) { text_ += indent_ + what + "\n"; }
    std::string text() && { return std::move(text_); }

private:
    std::string text_, indent_;
};

Json range(std::int64_t most) {
    return {{"type", "integer"}, {"minimum", 0}, {"maximum", most}};
}

Json list_of(Json items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}

Json reference(const char* name) {
    return {{"$ref", std::string("#/$defs/") + name}};
}

Json schema_of(const MemberInfo& member) {
    switch (member.kind) {
    case MemberKind::hex: return reference("hex");
    case MemberKind::name: return reference("name");
    case MemberKind::text: return {{"type", "string"}};
    case MemberKind::u8: return range(0xFF);
    case MemberKind::u16: return range(0xFFFF);
    case MemberKind::u32: return range(0xFFFFFFFF);
    case MemberKind::integer: return {{"type", "integer"}};
    case MemberKind::truth: return {{"type", "boolean"}};
    case MemberKind::word: return {{"enum", words(member.words)}};
    case MemberKind::hexes: return list_of(reference("hex"));
    case MemberKind::names: return list_of(reference("name"));
    case MemberKind::types: return list_of(reference("rrtype"));
    case MemberKind::numbers: return list_of(range(0xFFFF));
    case MemberKind::records: break;
    }
    return list_of(reference("record"));
}

/// An object that has these members and no others.
Json closed(Json properties, Json required) {
    return {{"type", "object"},
            {"additionalProperties", false},
            {"required", std::move(required)},
            {"properties", std::move(properties)}};
}

void describe(std::span<const MemberInfo> members, Json& properties, Json& required) {
    for (const MemberInfo& member : members) {
        Json schema = schema_of(member);
        schema["description"] = member.says;
        properties[std::string(member.name)] = std::move(schema);
        if (!member.optional) required.push_back(member.name);
    }
}

Json schema_of_test(const GroupKind& group) {
    Json properties = {{"tcId", {{"type", "integer"}, {"minimum", 1}}},
                       {"comment", {{"type", "string"}}},
                       {"flags", list_of({{"type", "string"}})}};
    Json required = {"tcId", "comment", "flags"};
    describe(group.test, properties, required);
    properties["result"] = {{"enum", words("valid invalid acceptable")}};
    required.push_back("result");
    return closed(std::move(properties), std::move(required));
}

Json schema_of_group(const GroupKind& group) {
    Json properties = {{"type", {{"const", group.type}}}};
    Json required = {"type"};
    describe(group.group, properties, required);
    properties["tests"] = list_of(schema_of_test(group));
    required.push_back("tests");
    return closed(std::move(properties), std::move(required));
}

Json definitions() {
    return {
        {"hex", {{"type", "string"}, {"pattern", "^([0-9a-f]{2})*$"}}},
        {"name",
         {{"type", "string"},
          {"pattern", "\\.$"},
          {"description", "A domain name in presentation form, absolute; escapes as in RFC "
                          "1035 5.1."}}},
        {"rrtype", {{"type", "string"}, {"pattern", "^[A-Z0-9-]+$"}}},
        {"record",
         closed({{"owner", reference("name")},
                 {"type", reference("rrtype")},
                 {"ttl", range(0xFFFFFFFF)},
                 {"rdata", reference("hex")},
                 {"text", {{"type", "string"}, {"description", "The RDATA again, for the eye."}}}},
                {"owner", "type", "ttl", "rdata", "text"})}};
}

/// Whether a test has these members beside those that all have, and no others.
bool is_same(const Json& test, const Json& own, TestResult outcome) {
    if (test.size() != own.size() + 3 || test["result"] != to_text(outcome)) return false;
    for (const auto& [name, value] : own.items())
        if (!test.contains(name) || test[name] != value) return false;
    return true;
}

void add_flags(Json& test, const Flags& flags) {
    Json& list = test["flags"];
    for (const std::string_view flag : flags)
        if (std::none_of(list.begin(), list.end(), [&](const Json& one) { return one == flag; }))
            list.push_back(flag);
}

}  // namespace

void Group::add(std::string_view comment, Flags flags, TestResult outcome, Json own) {
    for (Json& test : tests)
        if (is_same(test, own, outcome)) return add_flags(test, flags);
    Json test = {{"comment", comment}, {"flags", Json::array()}};
    add_flags(test, flags);
    test.update(own);
    test["result"] = to_text(outcome);
    tests.push_back(std::move(test));
}

std::string vectors_text(const VectorKind& kind, const Groups& groups) {
    Lines lines;
    lines.open("{");
    lines.member("v", 1);
    lines.member("algorithm", kind.name);
    lines.member("description", kind.says);
    lines.member("cites", words(kind.cites));
    lines.member("license", "CC0-1.0");
    lines.member("schema", schema_name(kind));
    lines.member("numberOfTests", count_tests(groups));
    lines.open("\"notes\": {");
    const Json notes = notes_of(kind);
    std::size_t left = notes.size(), id = 0;
    for (const auto& [flag, note] : notes.items()) lines.member(flag, note, --left == 0);
    lines.close("},");
    lines.open("\"testGroups\": [");
    for (std::size_t i = 0; i < groups.size(); ++i) {
        lines.open("{");
        lines.member("type", groups[i].type);
        for (const auto& [name, value] : groups[i].members.items()) lines.member(name, value);
        lines.open("\"tests\": [");
        left = groups[i].tests.size();
        for (const Json& test : groups[i].tests) {
            Json numbered = {{"tcId", ++id}};
            numbered.update(test);
            numbered["comment"] = comment_of(kind, test);
            lines.line(numbered.dump(-1, ' ', true) + (--left == 0 ? "" : ","));
        }
        lines.close("]");
        lines.close(i + 1 == groups.size() ? "}" : "},");
    }
    lines.close("]");
    lines.close("}");
    return std::move(lines).text();
}

std::string schema_text(const VectorKind& kind) {
    const Json text = {{"type", "string"}, {"minLength", 1}};
    const Json cites = list_of({{"type", "string"}, {"minLength", 1}});
    const Json note = closed({{"bugType", text}, {"description", text}, {"cites", cites}},
                             {"bugType", "description"});
    Json groups = Json::array();
    for (const GroupKind& group : kind.groups) groups.push_back(schema_of_group(group));
    Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                   {"title", kind.name},
                   {"description", kind.says}};
    schema.update(closed({{"v", {{"const", 1}}},
                          {"algorithm", {{"const", kind.name}}},
                          {"description", text},
                          {"cites", cites},
                          {"license", {{"const", "CC0-1.0"}}},
                          {"schema", {{"const", schema_name(kind)}}},
                          {"numberOfTests", {{"type", "integer"}, {"minimum", 1}}},
                          {"notes", {{"type", "object"}, {"additionalProperties", note}}},
                          {"testGroups", list_of({{"oneOf", groups}})}},
                         {"v", "algorithm", "description", "cites", "license", "schema",
                          "numberOfTests", "notes", "testGroups"}));
    schema["$defs"] = definitions();
    return schema.dump(1) + "\n";
}

Json json_of(const Record& record) {
    return {{"owner", to_text(record.owner.view())},
            {"type", to_text(record.type)},
            {"ttl", record.ttl},
            {"rdata", to_hex(record.rdata)},
            {"text", print_rdata(record.type, record.rdata)}};
}

Json json_of(const Records& records) {
    Json list = Json::array();
    for (const Record& record : records) list.push_back(json_of(record));
    return list;
}

}  // namespace zoneproof::corpus
