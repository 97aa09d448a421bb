#include "rules/history/folder.hpp"

#include "tests/rules/history/history_folder.hpp"

#include <sys/wait.h>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

constexpr std::int64_t start = 1763769600;

Recorded append(const TestFolder& folder, const Version& version,
                const std::optional<DsVersion>& ds = {}) {
    const auto recorded = append_history(folder.path, example(), version, ds);
    if (!recorded) FAIL(recorded.error().text);
    return *recorded;
}

std::vector<std::uint32_t> serials(const History& history) {
    std::vector<std::uint32_t> serials;
    for (const Version& version : history.versions) serials.push_back(version.serial());
    return serials;
}
using Serials = std::vector<std::uint32_t>;

DsVersion some_ds(std::uint8_t digest, std::int64_t at) {
    DsVersion ds;
    ds.observed_at = Timestamp{at};
    ds.records = {{0, 1, 13, 2, digest}};
    return ds;
}

}  // namespace

TEST_CASE("what is recorded is read again, in its order") {
    const TestFolder folder;
    append(folder, some_version(1, start));
    append(folder, some_version(2, start + 10), some_ds(1, start + 10));
    const History history = folder.history();
    CHECK(serials(history) == Serials{1, 2});
    CHECK((history.ds.size() == 1 && history.faults.empty() && history.zone));
    CHECK(history.versions[1].line == 2);
}

TEST_CASE("a folder that is not there is an error, an empty one has no versions") {
    const TestFolder folder;
    CHECK(folder.history().versions.empty());
    CHECK_FALSE(folder.history().zone);
    const auto missing = read_history(folder.path + "/none");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::unreadable);
    REQUIRE(append_history(folder.path + "/new", example(), some_version(1, start), {}));
    CHECK(read_history(folder.path + "/new")->versions.size() == 1);
}

TEST_CASE("the same version again is not recorded twice, the DS only when it changed") {
    const TestFolder folder;
    CHECK(append(folder, some_version(1, start), some_ds(1, start)).ds);
    Version again = some_version(1, start);
    again.published_at = Timestamp{start + 100};
    const Recorded second = append(folder, again, some_ds(1, start + 100));
    CHECK_FALSE((second.version || second.ds));
    const Recorded third = append(folder, some_version(2, start + 200), some_ds(2, start + 200));
    CHECK((third.version && third.ds));
    CHECK((folder.history().versions.size() == 2 && folder.history().ds.size() == 2));
}

TEST_CASE("a folder belongs to one zone") {
    const TestFolder folder;
    append(folder, some_version(1, start));
    const auto other =
        append_history(folder.path, *name_from_text("other."), some_version(2, start), {});
    REQUIRE_FALSE(other);
    CHECK(other.error().code == ErrorCode::usage);
    CHECK(folder.history().versions.size() == 1);
}

TEST_CASE("a line torn at any octet loses nothing older and nothing newer") {
    const std::string whole = lines({some_version(1, start), some_version(2, start + 10)});
    const std::size_t second = whole.find('\n') + 1;
    for (std::size_t size = second + 1; size < whole.size() - 1; size += 7) {
        const TestFolder folder;
        folder.write(whole.substr(0, size));
        CAPTURE(size);
        CHECK(serials(folder.history()) == Serials{1});
        CHECK(faults(folder.history()) == "2 torn-line lost");
        CHECK(folder.history().faults[0].after == Timestamp{start});
        CHECK(append(folder, some_version(3, start + 20)).remarks.size() == 1);
        CHECK(serials(folder.history()) == Serials{1, 3});
        CHECK(faults(folder.history()) == "2 damaged-line lost");
        CHECK(folder.history().faults[0].before == Timestamp{start + 20});
    }
}

TEST_CASE("a line that lacks nothing but its newline is whole") {
    const TestFolder folder;
    const std::string whole = lines({some_version(1, start)});
    folder.write(whole.substr(0, whole.size() - 1));
    CHECK(serials(folder.history()) == Serials{1});
    CHECK(faults(folder.history()) == "1 torn-line");
    CHECK(append(folder, some_version(2, start + 10)).remarks.empty());
    CHECK((serials(folder.history()) == Serials{1, 2} && folder.history().faults.empty()));
}

TEST_CASE("faults are named line by line") {
    const std::string one = to_line(some_version(1, start), example(), 1) + '\n';
    const std::string two = to_line(some_version(2, start + 10), example(), 2) + '\n';
    const std::string four = to_line(some_version(4, start + 30), example(), 4) + '\n';
    std::string damaged = two;
    damaged[20] ^= 1;
    std::string no_sum = two.substr(0, two.find(",\"sum\"")) + "}\n";
    std::string later_field =
        with_checksum(no_sum.substr(0, no_sum.size() - 2) + ",\"x\":1") + '\n';
    std::string later_format = with_checksum("{\"format\":2") + '\n';
    const std::string other =
        to_line(some_version(2, start + 10), *name_from_text("other."), 2) + '\n';
    struct Case {
        std::string text;
        const char* says;
    };
    for (const Case& c : {
             Case{one + damaged + to_line(some_version(3, start + 20), example(), 3) + '\n',
                  "2 damaged-line lost"},
             Case{one + four, "2 missing-lines lost"},
             Case{two, "1 missing-lines lost"},
             Case{one + one, "2 missing-lines"},
             Case{one + no_sum, "2 no-checksum"},
             Case{one + later_field, "2 unknown-field"},
             Case{one + later_format, "2 unknown-format lost"},
             Case{one + other, "2 other-zone"},
             Case{one + "\n" + two, ""},
             Case{"garbage\n" + two, "1 damaged-line lost"},
             Case{one + to_line(some_version(2, start - 10), example(), 2) + '\n',
                  "1 serial-backwards, 2 clock-backwards"},
             Case{one + to_line(some_version(1, start + 10), example(), 2) + '\n',
                  "2 equal-serial"},
             Case{one + to_line(some_version(2147483649u, start + 10), example(), 2) + '\n',
                  "2 serial-backwards"},
             Case{one + to_line(some_version(2147483648u, start + 10), example(), 2) + '\n', ""},
         }) {
        const TestFolder folder;
        folder.write(c.text);
        CAPTURE(c.text);
        CHECK(faults(folder.history()) == c.says);
    }
}

TEST_CASE("the next line has the number that reading expects, whatever stands in front of it") {
    std::string no_number = to_line(some_version(6, start + 10), example(), 0);
    no_number = no_number.substr(0, no_number.find(",\"sum\"")) + "}\n";
    no_number.replace(no_number.find("\"n\":0,"), 6, "");
    const std::string five = to_line(some_version(5, start), example(), 5) + '\n';
    const std::string other = to_line(some_version(2, start), *name_from_text("other."), 17) + '\n';
    struct Case {
        std::string text;
        const char* says;
    };
    for (const Case& c : {
             Case{five + no_number, "1 missing-lines lost, 2 no-checksum"},
             Case{no_number, "1 no-checksum"},
             Case{five + "x\n" + no_number + "x\n",
                  "1 missing-lines lost, 2 damaged-line lost, 3 no-checksum, 4 damaged-line lost"},
             Case{five + other, "1 missing-lines lost, 2 other-zone"},
         }) {
        const TestFolder folder;
        folder.write(c.text);
        CAPTURE(c.text);
        CHECK(append(folder, some_version(7, start + 20)).version);
        CHECK(faults(folder.history()) == c.says);
        CHECK(folder.history().versions.back().serial() == 7);
    }
}

TEST_CASE("whose history it is, recording takes from the same line as reading") {
    const Name other = *name_from_text("other.");
    const std::string text = to_line(some_version(1, start), example(), 1) + '\n' +
                             to_line(some_version(2, start), other, 2) + '\n';
    const TestFolder mixed;
    mixed.write(text);
    CHECK_FALSE(append_history(mixed.path, other, some_version(3, start + 10), {}));
    CHECK(mixed.read() == text);
    CHECK(append(mixed, some_version(3, start + 10)).version);

    // Before anything is written, also where the DS timeline alone tells.
    const TestFolder timeline;
    const std::string ds = to_line(some_ds(1, start), other, 1) + '\n';
    timeline.write(ds, ds_file);
    CHECK_FALSE(
        append_history(timeline.path, example(), some_version(1, start), some_ds(2, start)));
    CHECK((timeline.read().empty() && timeline.read(ds_file) == ds));
}

TEST_CASE("versions that were recorded late stand where they belong, with less confidence") {
    const TestFolder folder;
    append(folder, some_version(2, start + 10));
    CHECK(append(folder, some_version(1, start)).remarks.size() == 1);
    const History history = folder.history();
    CHECK(serials(history) == Serials{1, 2});
    CHECK(history.versions[0].confidence == Confidence::low);
}

TEST_CASE("faults of the DS timeline name its file") {
    const TestFolder folder;
    append(folder, some_version(1, start), some_ds(1, start));
    folder.write(folder.read(ds_file) + "x\n", ds_file);
    const History history = folder.history();
    REQUIRE(history.faults.size() == 1);
    CHECK((history.faults[0].file == "ds.jsonl" && history.faults[0].line == 2));
}

TEST_CASE("many writers at once lose nothing") {
    const TestFolder folder;
    constexpr unsigned writers = 4, each = 12;
    std::vector<pid_t> children;
    for (unsigned writer = 0; writer < writers; ++writer) {
        children.push_back(fork());
        REQUIRE(children.back() >= 0);
        if (children.back() != 0) continue;
        bool good = true;
        for (unsigned i = 0; i < each; ++i)
            good &= append_history(folder.path, example(),
                                   some_version(1 + writer * each + i, start), {})
                        .has_value();
        _exit(good ? 0 : 1);
    }
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    const History history = folder.history();
    CHECK(history.versions.size() == writers * each);
    for (const HistoryFault& fault : history.faults)
        CHECK(fault.kind == HistoryFault::Kind::serial_backwards);  // the order is theirs
}

TEST_CASE("a file that is no history is refused, not read") {
    const TestFolder folder;
    std::filesystem::create_directory(folder.path + "/manifest.jsonl");
    const auto history = read_history(folder.path);
    REQUIRE_FALSE(history);
    CHECK(history.error().code == ErrorCode::unreadable);
    CHECK_FALSE(append_history(folder.path, example(), some_version(1, start), {}));
}
