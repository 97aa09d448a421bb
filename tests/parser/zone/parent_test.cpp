#include "parser/zone/parent.hpp"

#include "parser/dns/rdata.hpp"
#include "tests/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <unistd.h>
#include <zlib.h>

using namespace zoneproof;
namespace fs = std::filesystem;

namespace {

/// A file that goes away with the test.
class File {
public:
    explicit File(const std::string& text) {
        std::string name = (fs::temp_directory_path() / "zoneproof-parent-XXXXXX").string();
        const int descriptor = mkstemp(name.data());
        REQUIRE(descriptor >= 0);
        REQUIRE(::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
        ::close(descriptor);
        path_ = name;
    }
    ~File() { fs::remove(path_); }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

Result<ParentDs> read(const std::string& text, const char* zone = "example.") {
    const File file(text);
    return read_parent({file.path()}, *name_from_text(zone));
}

ParentDs read_well(const std::string& text, const char* zone = "example.") {
    auto parent = read(text, zone);
    if (!parent) FAIL(parent.error().text);
    return *parent;
}

/// ":line: text" of the error that reading must end with.
std::string error(const std::string& text, const char* zone = "example.") {
    const auto parent = read(text, zone);
    REQUIRE_FALSE(parent);
    CHECK(parent.error().code == ErrorCode::unreadable);
    const std::string& said = parent.error().text;
    const std::size_t name = said.find("zoneproof-parent-");
    return said.substr(said.find(':', name));
}

const std::string digest = "2BB183AF5F22588179A53B0A98631FAD1A292118";

}  // namespace

TEST_CASE("a dsset file as dnssec-signzone writes it is read") {
    const ParentDs parent =
        read_well("example.\t\tIN DS 60485 5 1 " + digest +
                  "\nexample.\t\tIN DS 60485 5 2 "
                  "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469D A50A\n");
    REQUIRE(parent.records.size() == 2);
    CHECK(parent.given);
    CHECK(parent.other_owners == 0);
    const DsView ds(parent.records[1].rdata);
    CHECK(ds.key_tag() == 60485);
    CHECK(ds.algorithm() == 5);
    CHECK(ds.digest_type() == 2);
    CHECK(ds.digest().size() == 32);
    CHECK(parent.records[1].is_ds);
    CHECK(parent.records[1].line == 2);
    CHECK_FALSE(parent.records[1].valid_from);
}

TEST_CASE("owner, TTL and class of a line are optional and in any order") {
    const std::string ds = "DS 60485 5 1 " + digest;
    for (const std::string head :
         {"example. 3600 IN ", "example. IN 3600 ", "example. ", "EXAMPLE. 1h ", "@ IN ", "IN ",
          "in ", "", " ", " 3600 IN ", "\t IN ", "example. CLASS1 "}) {
        CAPTURE(head);
        const ParentDs parent = read_well(head + ds);
        CHECK(parent.records.size() == 1);
    }
    CHECK(read_well("example. TYPE43 \\# 24 EC450501" + digest).records.size() == 1);
}

TEST_CASE("comments, parentheses and directives are those of a zone file") {
    const ParentDs parent = read_well(
        "; the parent's set\n$TTL 3600\n$ORIGIN .\n\nexample IN DS ( 60485 5 ; RSA\n 1\n " +
        digest.substr(0, 20) + "\n " + digest.substr(20) + " )\n  IN DS 1 13 2 AB\n");
    REQUIRE(parent.records.size() == 2);
    CHECK(parent.records[0].line == 5);
    CHECK(DsView(parent.records[0].rdata).digest().size() == 20);
    CHECK(parent.records[1].line == 9);
}

TEST_CASE("a DNSKEY is kept as it is given") {
    const ParentDs parent = read_well("example. 3600 IN DNSKEY 257 3 13 q83v\n");
    REQUIRE(parent.records.size() == 1);
    CHECK_FALSE(parent.records[0].is_ds);
    CHECK(DnskeyView(parent.records[0].rdata).algorithm() == 13);
}

TEST_CASE("records of other owners are counted and skipped, whatever they say") {
    const ParentDs parent = read_well(
        "a.example. IN DS 1 8 2 AB\nexample. IN DS 2 8 2 AB\ncom. IN DS nonsense\n  DS 3 8 2 AB\n");
    CHECK(parent.other_owners == 3);
    CHECK(parent.records.size() == 1);
    CHECK(parent.given);
}

TEST_CASE("relative owners are completed with the zone, or what $ORIGIN says") {
    CHECK(read_well("@ DS 1 8 2 AB\nwww DS 1 8 2 AB\n").other_owners == 1);
    CHECK(read_well("$ORIGIN 168.192.in-addr.arpa.\n1 IN DS 1 8 2 AB\n", "1.168.192.in-addr.arpa.")
              .records.size() == 1);
    CHECK(read_well("$ORIGIN .\nin IN DS 1 8 2 AB\n", "in.").records.size() == 1);
}

TEST_CASE("the order of files and lines is kept, and so are duplicates") {
    const File first("example. DS 1 8 2 AB\nexample. DS 1 8 2 AB\n"),
        second("example. DS 2 8 2 AB\n");
    const auto parent = read_parent({first.path(), second.path()}, *name_from_text("example."));
    REQUIRE(parent);
    REQUIRE(parent.value().records.size() == 3);
    CHECK(parent.value().records[2].file == second.path());
    CHECK(DsView(parent.value().records[2].rdata).key_tag() == 2);
}

TEST_CASE("no files and empty files are not the same") {
    const auto none = read_parent({}, *name_from_text("example."));
    REQUIRE(none);
    CHECK_FALSE(none.value().given);
    CHECK(read_well("").given);
    CHECK(read_well("; nothing\n").records.empty());
}

TEST_CASE("a line that cannot be read is an error with its place") {
    CHECK(error("example. DS 1 8 2 AB\nexample. DS x 8 2 AB\n") ==
          ":2: expected key tag, found \"x\"");
    CHECK(error("example. DS 1 8 2\n") == ":1: expected hexadecimal data, but the entry ends");
    CHECK(error("example. IN SOA . . 1 2 3 4 5\n") ==
          ":1: expected type DS or DNSKEY, found \"SOA\"");
    CHECK(error("com. IN RRSIG x\n") == ":1: expected type DS or DNSKEY, found \"RRSIG\"");
    CHECK(error("hello world\n") == ":1: expected type DS or DNSKEY, found \"world\"");
    CHECK(error("example. IN\n") == ":1: expected type DS or DNSKEY, but the entry ends");
    CHECK(error("example. CH DS 1 8 2 AB\n") == ":1: expected class IN, found \"CH\"");
    CHECK(error("a..b. DS 1 8 2 AB\n") == ":1: expected domain name, found \"a..b.\"");
    CHECK(error("\n\n$INCLUDE x\n") ==
          ":3: expected DS or DNSKEY record, $ORIGIN or $TTL, found \"$INCLUDE\"");
    CHECK(error("$ORIGIN\n") == ":1: expected one domain name, but the entry ends");
    CHECK(error("example. DS ( 1 8 2 AB\n") == ":1: \"(\" is never closed");
    CHECK(error("\nexample. DS 1 8 2 AB )\n") == ":2: \")\" without \"(\"");
    CHECK(error("example. DS 1 8 2 " + std::string(100, 'x')) ==
          ":1: expected hexadecimal data, found \"" + std::string(40, 'x') + "\"...");
}

TEST_CASE("a missing file and a damaged one are unreadable") {
    const auto missing = read_parent({"/nonexistent/dsset"}, *name_from_text("example."));
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::unreadable);
    CHECK(missing.error().text.find("/nonexistent/dsset") != std::string::npos);
    CHECK_FALSE(read(std::string("\x1F\x8B\x08\x00garbage", 11)));
}

TEST_CASE("a compressed file is read like any other") {
    const File file("");
    const gzFile to = gzopen(file.path().c_str(), "wb");
    gzputs(to, "example. DS 1 8 2 AB\n");
    gzclose(to);
    const auto parent = read_parent({file.path()}, *name_from_text("example."));
    REQUIRE(parent);
    CHECK(parent.value().records.size() == 1);
}

TEST_CASE("any prefix of a file ends in records or an error") {
    const std::string text = "$ORIGIN .\nexample ( 3600\n IN DS 60485 5 1 " + digest +
                             " ) ; \"x\"\n DNSKEY 257 3 13 q83v\n";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const auto parent = read(text.substr(0, size));
        if (parent) CHECK(parent.value().records.size() <= 2);
    }
}
