#include "tests/parser/zone/text.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace zoneproof;
using namespace zoneproof::testing;
namespace fs = std::filesystem;

namespace {

/// A folder of files that goes away with the test.
class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "zoneproof-include-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Folder() { fs::remove_all(path_); }
    fs::path write(const std::string& name, const std::string& text) const {
        fs::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name) << text;
        return path_ / name;
    }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

LoadedZone load_file(const fs::path& path, LoadOptions options = {}) {
    auto source = Source::open(path.string(), {});
    REQUIRE(source);
    Workers workers(2);
    auto loaded = load(*source, options, workers);
    REQUIRE(loaded);
    return std::move(*loaded);
}

bool has(const LoadedZone& loaded, Unreadable why) {
    return std::find(loaded.unreadable.begin(), loaded.unreadable.end(), why) !=
           loaded.unreadable.end();
}

const std::string soa = "$ORIGIN example.\n$TTL 9\n@ SOA . . 1 2 3 4 5\n";

}  // namespace

TEST_CASE("an included file has its own origin, and origin and owner come back behind it") {
    const Folder folder;
    folder.write("sub/inc", "www A 192.0.2.1\n$ORIGIN deep.example.\nx A 192.0.2.2\n$TTL 5\n");
    const auto zone = folder.write(
        "zone", soa + "own A 192.0.2.3\n$INCLUDE sub/inc sub\n TXT mine\nlast A 192.0.2.4\n");
    for (std::size_t octets : {1, 10, 1000}) {
        LoadOptions options;
        options.chunk_octets = octets;
        const LoadedZone loaded = load_file(zone, options);
        REQUIRE(loaded.zone);
        for (const char* name : {"www.sub.example.", "x.deep.example.", "last.example."})
            CHECK(loaded.zone->find(*name_from_text(name)));
        const auto own = loaded.zone->find(*name_from_text("own.example."));
        CHECK(loaded.zone->find(*own, RrType::TXT)->ttl == 5);  // $TTL stays, as in BIND
        CHECK(loaded.files.size() == 2);
        CHECK(loaded.unreadable.empty());
        const auto www = loaded.zone->find(*name_from_text("www.sub.example."));
        CHECK(loaded.zone->place(loaded.zone->rrsets(*www)[0]).file == 1);
    }
}

TEST_CASE("an include outside the folder, of a folder, or in a circle is refused") {
    const Folder folder;
    folder.write("secret", "s.example. 9 A 192.0.2.1\n");
    fs::create_symlink(folder.path() / "secret",
                       folder.write("inside/x", "").parent_path() / "link");
    const auto refused = [&](const std::string& what) {
        const auto loaded = load_file(
            folder.write("inside/zone", soa + "$INCLUDE " + what + "\nlast A 192.0.2.4\n"));
        CHECK(loaded.zone->find(*name_from_text("last.example.")));
        CHECK(loaded.diagnostics.count(DiagnosticCode::include_refused) == 1);
        return has(loaded, Unreadable::include_refused) &&
               !loaded.zone->find(*name_from_text("s.example."));
    };
    CHECK(refused("../secret"));
    CHECK(refused("link"));
    CHECK(refused("."));
    CHECK(refused("zone"));
    CHECK(refused("/etc/passwd"));
    CHECK(refused("\"\""));
}

TEST_CASE("--include-dir widens what may be included") {
    const Folder folder;
    folder.write("shared", "s A 192.0.2.1\n");
    LoadOptions options;
    options.include_dir = folder.path().string();
    const auto loaded = load_file(folder.write("inside/zone", soa + "$INCLUDE shared\n"), options);
    CHECK(loaded.zone->find(*name_from_text("s.example.")));
}

TEST_CASE("an include may be the last line, without a newline behind it") {
    const Folder folder;
    folder.write("a", "x 1 A 192.0.2.1\n");
    const std::string soa = "example. 1 SOA . . 1 2 3 4 5\n$ORIGIN example.\n";
    for (const char* line :
         {"$INCLUDE a", "$INCLUDE missing", "$INCLUDE a sub", "$INCLUDE a\ny 1 A 192.0.2.2"}) {
        const LoadedZone loaded = load_file(folder.write("zone", soa + line));
        CAPTURE(line);
        CHECK(loaded.diagnostics.count(DiagnosticCode::no_final_newline) == 1);
        REQUIRE(loaded.zone);
    }
}

TEST_CASE("a missing include is unreadable") {
    const Folder folder;
    const auto loaded = load_file(folder.write("zone", soa + "$INCLUDE none\n"));
    CHECK(has(loaded, Unreadable::include_missing));
    CHECK(loaded.diagnostics.count(DiagnosticCode::include_missing) == 1);
}

TEST_CASE("includes go only so deep") {
    const Folder folder;
    for (int i = 0; i < 20; ++i)
        folder.write("f" + std::to_string(i), "n" + std::to_string(i) + " A 192.0.2.1\n$INCLUDE f" +
                                                  std::to_string(i + 1) + "\n");
    const auto loaded = load_file(folder.write("zone", soa + "$INCLUDE f0\n"));
    CHECK(has(loaded, Unreadable::include_refused));
    CHECK(loaded.zone->find(*name_from_text("n7.example.")));
    CHECK_FALSE(loaded.zone->find(*name_from_text("n8.example.")));
}

TEST_CASE("a text without final newline is reported once, however much it includes") {
    const Folder folder;
    folder.write("inc", "www A 192.0.2.1\n");
    const auto zone = folder.write("zone", soa + "$INCLUDE inc\n$INCLUDE inc\nlast A 192.0.2.4");
    CHECK(load_file(zone).diagnostics.count(DiagnosticCode::no_final_newline) == 1);
}

TEST_CASE(
    "a blank owner behind an include is in doubt where the included file ends with another owner") {
    const Folder folder;
    folder.write("other", "x A 192.0.2.1\n");
    folder.write("none", "; nothing\n");
    folder.write("same", "x A 192.0.2.1\nwww A 192.0.2.2\n");
    folder.write("blank", "  A 192.0.2.2\n");
    const auto remarks = [&](const std::string& text) {
        const auto loaded = load_file(folder.write("zone", soa + "www A 192.0.2.9\n" + text));
        REQUIRE_FALSE(loaded.diagnostics.lost_records());
        const auto count = [&](DiagnosticCode code) {
            return std::to_string(loaded.diagnostics.count(code));
        };
        return count(DiagnosticCode::blank_owner_after_include) + " " +
               count(DiagnosticCode::blank_owner_after_origin);
    };
    CHECK(remarks("$INCLUDE other\n A 192.0.2.3\n A 192.0.2.4\n") == "1 0");
    CHECK(remarks("$INCLUDE other\n$ORIGIN a.example.\n A 192.0.2.3\n") == "1 0");
    CHECK(remarks("$INCLUDE other\n$INCLUDE none\n A 192.0.2.3\n") == "1 0");
    CHECK(remarks("$INCLUDE other\n$INCLUDE blank\n") == "1 0");
    CHECK(remarks("$INCLUDE none\n A 192.0.2.3\n") == "0 1");
    CHECK(remarks("$INCLUDE same\n A 192.0.2.3\n") == "0 1");
    CHECK(remarks("$INCLUDE blank\n") == "0 1");
    CHECK(remarks("$INCLUDE other\nb A 192.0.2.3\n A 192.0.2.4\n") == "0 0");
}
