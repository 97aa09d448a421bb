// Which denial the servers of a zone use, told by what records stand in it (V-NSEC-1; RFC
// 5155 7.1, 7.3, 10.4-10.5).
#include "parser/dns/rdata.hpp"
#include "verifier/nsec.hpp"

#include <atomic>

namespace zoneproof {
namespace {

/// "NSEC3PARAM RRs with a Flags field value other than zero MUST be ignored" RFC 5155 4.1.2
bool lists_a_chain(const Zone& zone) {
    const Rrset* const parameters = zone.at_apex(RrType::NSEC3PARAM);
    if (parameters == nullptr) return false;
    for (const Octets rdata : zone.records(*parameters))
        if (Nsec3View(rdata).flags() == 0) return true;
    return false;
}

struct Seen {
    std::atomic<bool> nsec = false, occluded_nsec = false, nsec3 = false;

    void look(std::span<const Rrset> rrsets) {
        for (const Rrset& rrset : rrsets) {
            if (rrset.count == 0) continue;
            const bool authoritative = rrset.has(rrset_flag::authoritative);
            if (rrset.type == RrType::NSEC) note(authoritative ? nsec : occluded_nsec);
            if (rrset.type == RrType::NSEC3 && authoritative) note(nsec3);
        }
    }

private:
    /// Reads first: a line that all workers write would cost more than the search.
    static void note(std::atomic<bool>& fact) {
        if (!fact.load(std::memory_order_relaxed)) fact.store(true, std::memory_order_relaxed);
    }
};

DenialUse judge(const Zone& zone, const Seen& seen) {
    DenialUse use;
    use.any_nsec = seen.nsec;
    use.occluded_nsec = seen.occluded_nsec;
    use.any_nsec3 = seen.nsec3;
    use.any_nsec3param = zone.at_apex(RrType::NSEC3PARAM) != nullptr;
    use.listed_nsec3 = lists_a_chain(zone);
    use.nsec_in_use = use.any_nsec && !use.listed_nsec3;
    use.nsec3_in_use = use.any_nsec3 && use.listed_nsec3;
    return use;
}

}  // namespace

DenialUse denial_use(const Zone& zone) {
    Seen seen;
    seen.look(zone.rrsets());
    return judge(zone, seen);
}

DenialUse denial_use(const Zone& zone, Workers& workers) {
    Seen seen;
    const std::span<const Rrset> rrsets = zone.rrsets();
    const auto look = [&](std::size_t begin, std::size_t end, unsigned) {
        seen.look(rrsets.subspan(begin, end - begin));
    };
    // What is built on this must not mistake a passed deadline for a zone without denial.
    if (!workers.parallel_for(rrsets.size(), 1 << 16, look)) seen.look(rrsets);
    return judge(zone, seen);
}

}  // namespace zoneproof
