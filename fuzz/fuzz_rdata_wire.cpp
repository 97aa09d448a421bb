// RDATA in wire form: type, class, octets (the layout of BIND's fuzz_dns_rdata_fromwire_text, so
// that seeds can be exchanged).
#include "fuzz/rdata_oracle.hpp"

#include "parser/dns/rdata.hpp"

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

/// RFC 4034 appendix B in its own words: octets at even places count 256 times.
std::uint16_t naive_key_tag(Octets rdata) {
    if (rdata[3] == 1)  // B.1: bits of the modulus, which ends the key
        return rdata.size() < 7 ? std::uint16_t{0} : load16(&rdata[rdata.size() - 3]);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < rdata.size(); ++i) sum += rdata[i] * (i % 2 == 0 ? 256u : 1u);
    return static_cast<std::uint16_t>(sum + (sum >> 16 & 0xFFFF));
}

void check_bitmap(TypeBitmap types) {
    types.each([&](RrType type) {
        require(types.contains(type), "a type the bitmap visits is one it contains");
    });
}

/// The views read what the check let pass, to its last octet and no further.
void check_views(RrType type, Octets rdata) {
    const auto whole = [&](std::size_t octets) {
        require(octets == rdata.size(), "a view ends where the RDATA ends",
                [&] { return show(type, rdata); });
    };
    switch (type) {
    case RrType::SOA: {
        const SoaView soa(rdata);
        const std::size_t mname = wire_name_length(rdata);
        whole(mname + wire_name_length(rdata.subspan(mname)) + 20);
        require(soa.serial() == load32(&rdata[rdata.size() - 20]) &&
                    soa.minimum() == load32(&rdata[rdata.size() - 4]),
                "serial and minimum stand where they are read");
        break;
    }
    case RrType::DNSKEY:
    case RrType::CDNSKEY:
        whole(4 + DnskeyView(rdata).public_key().size());
        require(key_tag(rdata) == naive_key_tag(rdata), "key tags follow RFC 4034 appendix B",
                [&] { return show(type, rdata); });
        break;
    case RrType::DS:
    case RrType::CDS: whole(4 + DsView(rdata).digest().size()); break;
    case RrType::NSEC: {
        const NsecView nsec(rdata);
        whole(nsec.next().size() + nsec.types().windows().size());
        check_bitmap(nsec.types());
        break;
    }
    case RrType::NSEC3: {
        const Nsec3View nsec3(rdata);
        whole(6 + nsec3.salt().size() + nsec3.next_hash().size() + nsec3.types().windows().size());
        check_bitmap(nsec3.types());
        break;
    }
    case RrType::NSEC3PARAM: whole(5 + Nsec3View(rdata).salt().size()); break;
    case RrType::ZONEMD: whole(6 + ZonemdView(rdata).digest().size()); break;
    default: break;
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto wire = std::make_unique<Wire>();
    Feed input(data, size);
    const auto type = static_cast<RrType>(input.take16());
    input.take16();
    const Octets rdata = input.rest();
    if (rdata.size() > Wire::capacity) return 0;

    wire->clear();
    bool irregular = false;
    const auto fault = check_rdata(type, rdata, *wire, &irregular);
    if (fault) {
        require(fault->offset <= rdata.size(), "a fault lies in the RDATA");
        // What is not well formed is still printed, in generic form at the worst.
        const std::string text = print_rdata(type, rdata);
        require(!text.empty(), "any octets can be printed");
        return 0;
    }
    const Bytes canonical = copy(wire->octets());
    require(canonical.size() == rdata.size(), "canonical form keeps the length");
    require(wire->folded != equal(canonical, rdata), "folded says whether an octet changed",
            [&] { return show(type, rdata); });
    require(!wire->folded || folds_names(type), "names are folded where the type says so");
    check_canonical_rdata(type, canonical);
    check_views(type, canonical);
    return 0;
}
