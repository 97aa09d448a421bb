// Places, identifiers, certificates and types that nobody uses; types without a format of their own
// (RFC 3597).
#include "corpus/builder/vectors/rdata_rows.hpp"

namespace zoneproof::corpus {
namespace {

using enum RrType;

constexpr auto unknown = static_cast<RrType>(65280);

const RdataRow rows[] = {
    {WKS, "192.0.2.1 6 25 64", "c0000201 06 000000400000000080"},
    {NSAP, "0x47.0005.80.005a00.0000.0001.e133.ffffff000161.00",
     "470005 80 005a00 0000 0001 e133 ffffff000161 00", nullptr, "Rfc", "RFC 1706 6"},
    {GPOS, R"("-32.6882" "116.8652" "10.0")", "08'-32.6882' 08'116.8652' 04'10.0'", nullptr, "Rfc",
     "RFC 1712 3"},
    {LOC, "42 21 54 N 71 06 18 W -24m 30m", "00 33 16 13 89172dd0 70be15f0 00988d20", nullptr,
     "Rfc", "RFC 1876 4"},
    {LOC, "42 21 43.952 N 71 5 6.344 W -24m 1m 200m", "00 12 24 13 89170690 70bf2dd8 00988d20",
     nullptr, "Rfc", "RFC 1876 4"},
    {LOC, "52 14 05 N 00 08 50 E 10m", "00 12 16 13 8b3556c8 80081650 00989a68", nullptr, "Rfc",
     "RFC 1876 4"},
    {LOC, "32 7 19 S 116 2 25 E 10m", "00 12 16 13 791b7d28 98e64868 00989a68", nullptr, "Rfc",
     "RFC 1876 4"},
    {LOC, "90 N 180 E -100000m 0m 0m 0m", "00 00 00 00 934fd900 a69fb200 00000000", nullptr,
     "Plain", "the ends of all ranges"},
    {EID, "E32C6F78163A9348", "e32c6f78163a9348"},
    {NIMLOC, "32251A030067", "32251a030067"},
    {ATMA, "47.0079.00010200", "00 4700790001 0200", nullptr, "Plain", "an AESA"},
    {CERT, "PGP 0 0 q83v", "0003 0000 00 abcdef"},
    {CERT, "1 2989 8 q83v", "0001 0bad 08 abcdef"},
    {A6, "64 ::1234:5678:90ab:cdef Net.example.", "40 1234567890abcdef <Net.example>",
     "40 1234567890abcdef <net.example>", "Folded"},
    {A6, "0 2001:db8::1", "00 20010db8000000000000000000000001"},
    {SINK, "1 2 3 q83v", "01 02 03 abcdef"},
    {APL, "1:192.168.32.0/21 !1:192.168.38.0/28", "0001 15 03 c0a820 0001 1c 83 c0a826", nullptr,
     "Rfc", "RFC 3123 5"},
    {APL, "1:224.0.0.0/4 2:FF00:0:0:0:0:0:0:0/8", "0001 04 01 e0 0002 08 01 ff", nullptr, "Rfc",
     "RFC 3123 5"},
    {APL, "", "", nullptr, "Plain", "no item"},
    {APL, "1:0.0.0.0/0", "0001 00 00"},
    {OPENPGPKEY, "q83v", "abcdef"},
    {NID, "10 0014:4fff:ff20:ee64", "000a 00144fffff20ee64", nullptr, "Rfc", "RFC 6742 2.1.3"},
    {L32, "10 10.1.2.0", "000a 0a010200", nullptr, "Rfc", "RFC 6742 2.2.3"},
    {L64, "10 2001:0DB8:1140:1000", "000a 20010db811401000", nullptr, "Rfc", "RFC 6742 2.3.3"},
    {EUI48, "00-00-5e-00-53-2a", "00005e00532a", nullptr, "Rfc", "RFC 7043 3.2"},
    {EUI64, "00-00-5e-ef-10-00-00-2a", "00005eef1000002a", nullptr, "Rfc", "RFC 7043 4.2"},
    {unknown, R"(\# 4 0A000001)", "0a000001", nullptr, "Generic"},
    {unknown, R"(\# 0)", "", nullptr, "Generic", "no data"},
    {unknown, R"(\# 6 abcd ef 012345)", "abcdef012345", nullptr, "Generic", "several words"},
    {unknown, R"(\# 9 014103666F6F000102)", "014103666f6f000102", nullptr, "NotFolded",
     "what looks like a name is none"},
    {A, R"(\# 4 c0000201)", "c0000201", nullptr, "Generic", "a known type"},
    {NS, R"(\# 8 024E53 0361426300)", "<NS.aBc>", "<ns.abc>", "Folded",
     "the names of a known type are folded in this form too"},
    {MX, R"(\# 6 000A 02 4d58 00)", "000a <MX>", "000a <mx>", "Folded"},
    {NSEC, R"(\# 6 01410000 0140)", "<A> 00 0140", nullptr, "NotFolded"},
    {TXT, R"(\# 1 00)", "00", nullptr, "Generic"},
};

}  // namespace

std::span<const RdataRow> other_rows() {
    return rows;
}

}  // namespace zoneproof::corpus
