// answers.jsonl and parents.jsonl: what is written is read back, and what cannot be read is named.
#include "corpus/builder/files.hpp"
#include "corpus/builder/stored.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <filesystem>

#include <unistd.h>

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

namespace fs = std::filesystem;

/// corpus/cases/g/c with the files of a test.
class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "zoneproof-stored-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        root_ = name;
    }
    ~Folder() {
        std::error_code error;
        fs::remove_all(root_, error);
    }
    fs::path at() const { return root_ / "cases/g/c"; }
    void put(const char* file, const std::string& text) const {
        REQUIRE(write_file(root_ / file, text).empty());
    }
    void put_answers(const std::string& text) const { put("cases/g/c/answers.jsonl", text); }
    std::string problem() const {
        const auto read = read_answers(at());
        if (read) return {};
        const std::string& text = read.error().text;
        return text.substr(text.find("jsonl") + 5);
    }

private:
    fs::path root_;
};

KeyStore& keys() {
    // Never destroyed: the library's own pool of memory may go first.
    static KeyStore& store = *new KeyStore;
    return store;
}

std::vector<WireAnswer> answers(const char* json) {
    ReadCase read = case_from_json(json, "g/c");
    REQUIRE(read.value);
    const auto built = build(*std::move(read.value), keys());
    REQUIRE(built);
    return *answers_of(built.value(), keys());
}

const char* const one_query = R"({"v": 1, "title": "t", "zone": {"verdict": "valid"},
    "queries": [{"q": "www A", "verdict": "secure"}]})";
const char* const root_query = R"({"v": 1, "title": "t", "origin": ".",
    "recipe": {"base": "root-like"}, "zone": {"verdict": "valid"},
    "queries": [{"q": "example. DS", "verdict": "secure"}]})";

std::vector<std::string> lines_of(const std::vector<StoredAnswer>& stored) {
    std::vector<std::string> lines;
    for (const StoredAnswer& one : stored)
        lines.push_back(one.server + " " + to_text(one.question.name.view()) + " " +
                        to_text(one.question.type) + " " + one.role + " " + to_hex(one.message));
    std::sort(lines.begin(), lines.end());
    return lines;
}

std::vector<std::string> lines_of(const std::vector<WireAnswer>& made) {
    std::vector<StoredAnswer> stored;
    for (const WireAnswer& one : made)
        stored.push_back(
            {one.server, one.message.questions[0], one.role, write_message(one.message)});
    return lines_of(stored);
}

constexpr const char* a_line =
    R"({"server":"192.0.2.1","q":". NS","role":"answer","message":"AAAA"})";

}  // namespace

TEST_CASE("answers are read as they were written, with what the parents say") {
    const Folder folder;
    const std::string parents = *parents_text(keys());
    const auto made = answers(one_query);
    const std::string apart = apart_from(parents, answers_text(made));
    folder.put("parents.jsonl", parents);
    folder.put_answers(apart);
    CHECK(lines_of(*read_answers(folder.at())) == lines_of(made));
    CHECK(apart.find(R"("q":". DNSKEY")") == apart.npos);
    CHECK(apart.find(R"("q":"g-c.example. DNSKEY")") != apart.npos);
}

TEST_CASE("a case stands alone where the parents answer what it does not") {
    const std::string whole = answers_text(answers(root_query));
    CHECK(apart_from(*parents_text(keys()), whole) == whole);
}

TEST_CASE("a line of the case wins over that of the parents") {
    const Folder folder;
    folder.put("parents.jsonl", std::string(a_line) + "\n");
    folder.put_answers("{\"parents\":\"../../../parents.jsonl\"}\n"
                       R"({"server":"192.0.2.1","q":". NS","role":"answer","message":"AAAB"})"
                       "\n");
    const auto read = read_answers(folder.at());
    REQUIRE(read);
    REQUIRE(read.value().size() == 1);
    CHECK(to_hex(read.value()[0].message) == "000001");
}

TEST_CASE("what cannot be read is named with its line") {
    const Folder folder;
    CHECK(folder.problem() == ": cannot be read");
    const auto problem = [&](const std::string& text) {
        folder.put_answers(text);
        return folder.problem();
    };
    CHECK(problem(std::string(a_line) + "\nnonsense\n") == ":2: is no JSON object");
    CHECK(problem("[]\n") == ":1: is no JSON object");
    CHECK(problem("{}\n") == ":1: has no server, question and message");
    CHECK(problem(R"({"server":"192.0.2.1","q":"NS","message":"AAAA"})") ==
          ":1: has no server, question and message");
    CHECK(problem(R"({"server":"192.0.2.1","q":". NS","message":"?"})") ==
          ":1: has no server, question and message");
    CHECK(problem(R"({"parents":"/etc/passwd"})") == ":1: 'parents' is not ../../../parents.jsonl");
    CHECK(problem(R"({"parents":"../../../parents.jsonl"})") == ": cannot be read");
    CHECK(problem("").empty());
}
