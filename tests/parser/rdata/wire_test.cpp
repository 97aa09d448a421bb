#include "parser/rdata/wire.hpp"

#include "parser/dns/rdata.hpp"
#include "tests/catch.hpp"
#include "tests/parser/rdata/hex_data.hpp"

#include <random>
#include <string>

using namespace zoneproof;

namespace {

/// The canonical form, or "fault N at O".
std::string check(RrType type, std::string_view hex) {
    Wire out;
    const auto fault = check_rdata(type, from_hex(hex), out);
    if (!fault) return to_hex(out.octets());
    return "fault " + std::to_string(static_cast<int>(fault->fault)) + " at " +
           std::to_string(fault->offset);
}

bool refused(RrType type, std::string_view hex) {
    Wire out;
    return check_rdata(type, from_hex(hex), out).has_value();
}

Fault fault(RrType type, std::string_view hex) {
    Wire out;
    const auto found = check_rdata(type, from_hex(hex), out);
    REQUIRE(found);
    return found->fault;
}

bool irregular(RrType type, std::string_view hex) {
    Wire out;
    bool result = false;
    REQUIRE_FALSE(check_rdata(type, from_hex(hex), out, &result));
    CHECK(to_hex(out.octets()) == to_hex(from_hex(hex)));
    return result;
}

}  // namespace

TEST_CASE("names are down-cased in the types of V-CAN-2 and kept in others") {
    CHECK(check(RrType::MX, "000a0141025a7a00") == "000a0161027a7a00");
    CHECK(check(RrType::A6, "80014100") == "80016100");
    CHECK(check(RrType::NXT, "01410040") == "01610040");
    CHECK(check(RrType::NAPTR, "000100010153015601410142 00") == "00010001015301560141016200");
    CHECK(check(RrType::RRSIG, "0001080200000e10000000010000000000010141004141") ==
          "0001080200000e10000000010000000000010161004141");
    for (const char* kept : {"01410000024000", "0141000006400000000003"})
        CHECK(check(RrType::NSEC, kept) == kept);
    CHECK(check(RrType::NSAP_PTR, "014100") == "014100");
    CHECK(check(RrType::TALINK, "01410000") == "01410000");
    CHECK(check(RrType::IPSECKEY, "0a030201410041") == "0a030201410041");
    CHECK(check(RrType::SVCB, "0001014100") == "0001014100");
    CHECK(check(RrType::LP, "0001014100") == "0001014100");
    CHECK(check(static_cast<RrType>(731), "014100") == "014100");
}

TEST_CASE("down-casing tells whether it changed a letter") {
    Wire out;
    CHECK_FALSE(check_rdata(RrType::NS, from_hex("016100"), out));
    CHECK_FALSE(out.folded);
    CHECK_FALSE(check_rdata(RrType::NS, from_hex("014100"), out));
    CHECK(out.folded);
    CHECK(to_hex(out.octets()) == "016100016100");  // appended
}

TEST_CASE("a name must be there, whole and uncompressed (RFC 3597 4, V-CAN-4)") {
    for (const char* name : {"", "c000", "0161c000", "0161", "40", "026100", "0361"})
        CHECK(refused(RrType::NS, name));
    const std::string label = "3f" + std::string(126, '6');
    CHECK_FALSE(refused(RrType::NS, label + label + label + "3d" + std::string(122, '6') + "00"));
    CHECK(refused(RrType::NS, label + label + label + "3e" + std::string(124, '6') + "00"));
    CHECK(fault(RrType::NS, "") == Fault::missing);
    CHECK(fault(RrType::NS, "01610000") == Fault::trailing);
    CHECK(check(RrType::MX, "000a") == "fault 1 at 2");
}

TEST_CASE("types of fixed length take no more and no less") {
    const std::pair<RrType, std::size_t> lengths[] = {
        {RrType::A, 4},    {RrType::AAAA, 16}, {RrType::NID, 10},  {RrType::L32, 6},
        {RrType::L64, 10}, {RrType::EUI48, 6}, {RrType::EUI64, 8}, {RrType::IPN, 8},
    };
    for (const auto& [type, octets] : lengths)
        for (std::size_t size = 0; size < 20; ++size)
            CHECK(refused(type, std::string(2 * size, '0')) == (size != octets));
}

TEST_CASE("views of DNSSEC types stay inside what passed the check") {
    CHECK(refused(RrType::DNSKEY, "010003"));
    CHECK(refused(RrType::DNSKEY, "01000308"));
    CHECK_FALSE(refused(RrType::DNSKEY, "0100030801"));
    CHECK(refused(RrType::DS, "000102"));
    CHECK(refused(RrType::ZONEMD, "0000000001"));
    CHECK(refused(RrType::ZONEMD, "000000000101"));
    CHECK_FALSE(refused(RrType::ZONEMD, "00000000010100"));
    CHECK(refused(RrType::NSEC3, "01000000"));
    CHECK(refused(RrType::NSEC3, "0100000001"));
    CHECK(refused(RrType::NSEC3, "0100000000"));
    CHECK(refused(RrType::NSEC3, "010000000000"));
    CHECK(refused(RrType::NSEC3, "0100000000020a"));
    CHECK_FALSE(refused(RrType::NSEC3, "0100000000020a0b"));
    CHECK(refused(RrType::NSEC3PARAM, "010000000000"));
    CHECK(refused(RrType::SOA, "0000" + std::string(38, '0')));
    CHECK_FALSE(refused(RrType::SOA, "0000" + std::string(40, '0')));
}

TEST_CASE("random octets of a DNSSEC type are refused or readable through its view") {
    std::mt19937 random(3);
    std::size_t sum = 0;
    for (int i = 0; i < 60000; ++i) {
        std::vector<std::uint8_t> data(random() % 40);
        for (auto& octet : data)
            octet = static_cast<std::uint8_t>(random() % 4 ? random() % 6 : random());
        Wire out;
        const auto passes = [&](RrType type) { return out.clear(), !check_rdata(type, data, out); };
        const auto count = [&](RrType) { ++sum; };
        if (passes(RrType::NSEC3))
            sum += Nsec3View(data).next_hash().size(), Nsec3View(data).types().each(count);
        if (passes(RrType::NSEC3PARAM)) sum += Nsec3View(data).salt().size();
        if (passes(RrType::NSEC))
            sum += NsecView(data).next().size(), NsecView(data).types().each(count);
        if (passes(RrType::SOA)) sum += SoaView(data).minimum() & 1;
        if (passes(RrType::ZONEMD)) sum += ZonemdView(data).digest().size();
        if (passes(RrType::DS)) sum += DsView(data).digest().size();
        if (passes(RrType::DNSKEY)) sum += DnskeyView(data).public_key().size() + key_tag(data);
    }
    CHECK(sum > 0);
}

TEST_CASE("a bitmap that is not canonical is kept and told (V-CAN-6)") {
    const auto bitmap = [](std::string_view hex) {
        return irregular(RrType::NSEC, "00" + std::string(hex));
    };
    CHECK_FALSE(bitmap(""));
    CHECK_FALSE(bitmap("000140"));
    CHECK_FALSE(bitmap("000140010140"));
    CHECK(bitmap("010140000140"));
    CHECK(bitmap("000140000120"));
    CHECK(bitmap("0000"));
    CHECK(bitmap("00024000"));
    CHECK_FALSE(bitmap("0020" + std::string(64, '1')));
    CHECK(bitmap("0021" + std::string(66, '1')));
    CHECK(refused(RrType::NSEC, "00000240"));
    CHECK(refused(RrType::NSEC, "0000"));
    CHECK(irregular(RrType::CSYNC, "00000042000300024000"));
    CHECK(irregular(RrType::NXT, "0080"));
    CHECK(irregular(RrType::SVCB, "00010000030002003500010003026832"));
}

TEST_CASE("numbers and lengths outside their range are refused") {
    CHECK(fault(RrType::LOC, "00aa0000800000008000000000000000") == Fault::loc_range);
    CHECK(fault(RrType::LOC, "000000009350a2018000000000000000") ==
          Fault::loc_range);  // 90 degrees and a bit
    CHECK_FALSE(refused(RrType::LOC, "00000000934fd900800000000000000 0"));
    CHECK(fault(RrType::LOC, "0000000080000000a69fb20100000000") == Fault::loc_range);
    CHECK(fault(RrType::CAA, "00006161") == Fault::caa_tag);
    CHECK(fault(RrType::CAA, "0003612d61") == Fault::caa_tag);
    CHECK(refused(RrType::CAA, "000561"));
    CHECK(refused(RrType::APL, "00012100"));
    CHECK(refused(RrType::APL, "000118050a00000001"));
    CHECK(refused(RrType::APL, "000118020a00"));
    CHECK_FALSE(refused(RrType::APL, ""));
    CHECK(refused(RrType::A6, "81"));
    CHECK(refused(RrType::A6, "80"));
    CHECK(refused(RrType::HIP, "00010001aa"));
    CHECK(refused(RrType::HIP, "01010000aa"));
    CHECK(refused(RrType::HIP, "01010002aabb"));
    CHECK(refused(RrType::WKS, "0000000006" + std::string(2 * 8193, 'f')));
    CHECK_FALSE(refused(RrType::WKS, "0000000006" + std::string(2 * 8192, 'f')));
    CHECK(refused(RrType::URI, "00010001"));
    CHECK(refused(RrType::IPSECKEY, "0a0102c00002"));
    CHECK(refused(RrType::IPSECKEY, "0a0000abcdef"));
    CHECK(refused(RrType::AMTRELAY, "0a0000"));
    CHECK(refused(RrType::TXT, "0261"));
    CHECK(refused(RrType::ISDN, "01610162 00"));
}

TEST_CASE("data that a type cannot do without must be there") {
    for (const RrType type : {RrType::EID, RrType::DHCID, RrType::OPENPGPKEY, RrType::HHIT,
                              RrType::NINFO, RrType::RESINFO})
        CHECK(fault(type, "") == Fault::missing);
    CHECK(refused(RrType::TLSA, "030101"));
    CHECK(refused(RrType::DS, "00010802"));
    CHECK_FALSE(refused(RrType::TXT, ""));
    CHECK(refused(RrType::KEY, "01000305"));
    CHECK_FALSE(refused(RrType::KEY, "c0000305"));  // NOKEY
    CHECK(refused(RrType::KEY, "80000305"));
}

TEST_CASE("numbers written as digits hold nothing else") {
    CHECK(refused(RrType::X25, "03313131"));
    CHECK_FALSE(refused(RrType::X25, "0431313131"));
    CHECK(refused(RrType::X25, "043131312d"));
    CHECK(refused(RrType::ATMA, "0161"));
    CHECK_FALSE(refused(RrType::ATMA, "0061"));
    CHECK(refused(RrType::IPSECKEY, "0a0402c0000201"));
    CHECK_FALSE(refused(RrType::AMTRELAY, "0a04c0000201"));
    CHECK(fault(RrType::LOC, "00011212800000008000000000000000") == Fault::loc_range);
}

TEST_CASE("the faults of SvcParams keep their names") {
    CHECK(fault(RrType::SVCB, "0001000000000200010001") == Fault::bad_svc_param);
    CHECK(fault(RrType::SVCB, "00010000000002 0003") == Fault::svc_mandatory);
    CHECK(fault(RrType::HTTPS, "00010000020000") == Fault::svc_no_default_alpn);
    CHECK(check(RrType::HTTPS, "0001000003000200350000000200 01") == "fault 17 at 9");
}

TEST_CASE("types without a layout are opaque") {
    for (const RrType type :
         {RrType::NULL_, RrType::UNSPEC, RrType::OPT, RrType::DELEG, RrType{54}, RrType{65280}}) {
        CHECK_FALSE(refused(type, ""));
        CHECK_FALSE(refused(type, "ffffff"));
    }
}
