#include "parser/zone/diagnostic.hpp"

#include "tests/catch.hpp"

#include <algorithm>

using namespace zoneproof;

namespace {

using Code = DiagnosticCode;

Diagnostic at(std::uint64_t offset, Code code, Fault fault = Fault::unexpected) {
    return {.place = {.file = 0, .offset = offset}, .code = code, .fault = fault};
}

std::vector<std::uint64_t> offsets(const Diagnostics& diagnostics) {
    std::vector<std::uint64_t> result;
    for (const Diagnostic& kept : diagnostics.kept()) result.push_back(kept.place.offset);
    return result;
}

/// Faults of two codes and two kinds, in turn.
Diagnostic nth(std::uint64_t i) {
    if (i % 3 == 0) return at(i, Code::no_type);
    return at(i, Code::field, i % 3 == 1 ? Fault::missing : Fault::trailing);
}

Diagnostics range(std::uint64_t from, std::uint64_t to, std::size_t keep) {
    Diagnostics diagnostics(keep);
    for (std::uint64_t i = from; i < to; ++i) diagnostics.add(nth(i));
    return diagnostics;
}

}  // namespace

TEST_CASE("all are counted, the first of each code and fault are kept in order") {
    const Diagnostics diagnostics = range(0, 1000, 2);
    CHECK(offsets(diagnostics) == std::vector<std::uint64_t>{0, 1, 2, 3, 4, 5});
    CHECK(diagnostics.count(Code::no_type) == 334);
    CHECK(diagnostics.count(Code::field) == 666);
    CHECK(diagnostics.count(Code::field, Fault::missing) == 333);
    CHECK(diagnostics.count(Code::field, Fault::unexpected) == 0);
    CHECK(diagnostics.count(Code::unknown_type) == 0);
}

TEST_CASE("a rare fault is kept behind many of another") {
    Diagnostics diagnostics(2);
    for (std::uint64_t i = 0; i < 100; ++i) diagnostics.add(at(i, Code::no_type));
    diagnostics.add(at(100, Code::field));
    CHECK(offsets(diagnostics) == std::vector<std::uint64_t>{0, 1, 100});
}

TEST_CASE("to keep 0 is to keep all") {
    CHECK(range(0, 1000, 0).kept().size() == 1000);
    Diagnostics whole = range(0, 500, 0);
    whole.append(range(500, 1000, 0));
    CHECK(offsets(whole) == offsets(range(0, 1000, 0)));
}

TEST_CASE("parts appended in order are as if read in one go, wherever they are cut") {
    for (const std::size_t keep : {0u, 1u, 3u, 10u}) {
        const Diagnostics whole = range(0, 40, keep);
        for (std::uint64_t first = 0; first <= 40; ++first)
            for (std::uint64_t second = first; second <= 40; ++second) {
                Diagnostics parts = range(0, first, keep);
                parts.append(range(first, second, keep));
                parts.append(range(second, 40, keep));
                CAPTURE(keep, first, second);
                REQUIRE(offsets(parts) == offsets(whole));
                REQUIRE(parts.count(Code::field, Fault::trailing) ==
                        whole.count(Code::field, Fault::trailing));
                REQUIRE(parts.count(Code::no_type) == whole.count(Code::no_type));
            }
    }
}

TEST_CASE("a part that is read again is forgotten first") {
    Diagnostics diagnostics = range(0, 100, 5);
    diagnostics.clear();
    CHECK(diagnostics.kept().empty());
    CHECK(diagnostics.count(Code::field) == 0);
    CHECK_FALSE(diagnostics.lost_records());
    diagnostics.append(range(0, 10, 5));
    CHECK(offsets(diagnostics) == offsets(range(0, 10, 5)));
}

TEST_CASE(
    "records are lost by faults that leave an entry unread, not by remarks and excluded data") {
    const std::vector<Code> losing = {
        Code::field,           Code::no_type,
        Code::unknown_type,    Code::unbalanced_close,
        Code::nested_open,     Code::unclosed_group,
        Code::unclosed_quote,  Code::entry_too_long,
        Code::cut_entry,       Code::unknown_directive,
        Code::bad_directive,   Code::include_refused,
        Code::include_missing, Code::generate_limit,
        Code::bad_generate,    Code::no_previous_owner,
    };
    CHECK_FALSE(Diagnostics().lost_records());
    for (std::size_t code = 0; code < diagnostic_codes; ++code) {
        Diagnostics one;
        one.add(at(0, static_cast<Code>(code), Fault::trailing));
        CAPTURE(code);
        CHECK(one.lost_records() ==
              (std::count(losing.begin(), losing.end(), static_cast<Code>(code)) == 1));
    }
}
