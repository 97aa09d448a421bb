// The proof that a delegation has no DS: without it a validator must not take the child for
// insecure (RFC 4035 5.2, RFC 5155 8.9).
#pragma once

#include "parser/dns/rdata.hpp"
#include "verifier/verify.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace zoneproof {

enum class NoDs : std::uint8_t {
    proven,
    no_record,     // no NSEC or NSEC3 speaks of the delegation
    not_signed,    // one does, and is not validly signed
    says_ds,       // it lists a DS that is not there
    no_ns,         // it does not show a delegation
    no_opt_out,    // the span that covers it is not opt-out: it would deny that it exists
    unknown_hash,  // of a hash algorithm nobody can compute
};
/// "no NSEC or NSEC3 record speaks of it"
std::string_view to_text(NoDs);

/// The denial records of a zone at a moment. Every chain that servers use has to prove it: which
/// one they answer from is theirs to choose (V-NSEC-1).
class NoDsProofs {
public:
    NoDsProofs(const Zone&, const Evidence&, Timestamp at);

    /// For one thread at a time.
    class Prover {
    public:
        explicit Prover(const NoDsProofs&);
        NoDs operator()(NameId cut);

    private:
        const NoDsProofs& proofs_;
        std::vector<Nsec3Hasher> hashers_;  // by chain
    };

    /// The NSEC3 owner that stands for the apex, in each chain.
    std::vector<NameId> apex_owners() const;

private:
    struct Record {
        Nsec3Hash hash;
        NameId owner;
        Octets rdata;
    };
    struct Chain {
        const Nsec3Parameters* parameters;
        std::vector<Record> records;  // ascending by hash

        const Record* at(const Nsec3Hash&) const;
        const Record* covering(const Nsec3Hash&) const;
    };

    NoDs by_nsec(NameId cut) const;
    NoDs by_nsec3(const Chain&, Nsec3Hasher&, NameView cut) const;
    bool is_valid(NameId owner, RrType) const;

    const Zone& zone_;
    const Evidence& evidence_;
    std::uint32_t now_;
    bool nsec_ = false, unknown_hash_ = false;
    std::vector<Chain> chains_;
};

}  // namespace zoneproof
