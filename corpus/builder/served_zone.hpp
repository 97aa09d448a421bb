// A zone as a server looks into it: by name, with its cuts, empty non-terminals and the records of
// its chain of denial.
#pragma once

#include "corpus/builder/canonical.hpp"
#include "corpus/builder/sign.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof::corpus {

class ServedZone {
public:
    /// @param zone lives as long as this
    explicit ServedZone(const SignedZone& zone);

    using Rrset = std::vector<const Record*>;

    const SignedZone& zone() const { return zone_; }
    /// It owns records, or lies above a name that does. Records of the chain do not count.
    bool exists(NameView name) const { return names_.contains(Name(name)); }
    Rrset rrset(NameView owner, RrType) const;
    Rrset signatures(NameView owner, RrType covered) const;

    /// The highest name strictly below the apex, at or above `name`, with NS records; for a DS
    /// question the name itself is no cut. Nothing: the zone is authoritative for it.
    std::optional<Name> cut_above(NameView name, RrType asked) const;
    /// The longest existing ancestor; `name` itself does not exist.
    Name closest_encloser(NameView name) const;

    /// The NSEC at a name, or the last before its place.
    const Record* nsec_at(NameView) const;
    const Record* nsec_before(NameView) const;
    /// The same by hash.
    const Record* nsec3_at(NameView) const;
    const Record* nsec3_before(NameView) const;
    bool has_nsec3() const { return !nsec3_.empty(); }
    /// Some record of the chain has the Opt-Out flag.
    bool is_opt_out() const { return opt_out_; }

private:
    void choose_chain();
    std::string hash(NameView) const;

    const SignedZone& zone_;
    std::map<Name, Rrset, NameLess> names_;
    std::map<Name, const Record*, NameLess> nsec_;
    std::map<std::string, const Record*> nsec3_;  // by the first label, folded
    std::map<Name, Rrset, NameLess> nsec3_signatures_;
    Nsec3Parameters parameters_;
    bool opt_out_ = false;
};

}  // namespace zoneproof::corpus
