// "Receiving servers MUST decompress domain names in RRs of well-known type, and SHOULD also
// decompress RRs of type RP, AFSDB, RT, SIG, PX, NXT, NAPTR, and SRV", RFC 3597 4.
#include "corpus/message/names.hpp"

namespace zoneproof::corpus {

const NamesInRdata* names_in_rdata(RrType type) {
    using enum RrType;
    static constexpr NamesInRdata rows[] = {
        {NS, 0, 0, 1, true},     {MD, 0, 0, 1, true},   {MF, 0, 0, 1, true},
        {CNAME, 0, 0, 1, true},  {SOA, 0, 0, 2, true},  {MB, 0, 0, 1, true},
        {MG, 0, 0, 1, true},     {MR, 0, 0, 1, true},   {PTR, 0, 0, 1, true},
        {MINFO, 0, 0, 2, true},  {MX, 2, 0, 1, true},   {RP, 0, 0, 2, false},
        {AFSDB, 2, 0, 1, false}, {RT, 2, 0, 1, false},  {SIG, 18, 0, 1, false},
        {PX, 2, 0, 2, false},    {NXT, 0, 0, 1, false}, {SRV, 6, 0, 1, false},
        {NAPTR, 4, 3, 1, false},
    };
    for (const NamesInRdata& row : rows)
        if (row.type == type) return &row;
    return nullptr;
}

}  // namespace zoneproof::corpus
