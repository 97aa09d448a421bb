// Timing: how long things take between signer, name servers, parent and caches, and what the signer
// was told to do. Durations are seconds; the defaults are BIND's (dnssec-policy "default"), so that
// a zone without a policy file is judged by a policy somebody really runs. Names as in RFC 7583.
#pragma once

#include <cstdint>
#include <optional>

namespace zoneproof {

enum class ZskMethod : std::uint8_t { automatic, pre_publication, double_signature };
enum class KskMethod : std::uint8_t { automatic, double_ksk, double_ds, double_rrset };
/// RFC 6781 4.1.4: conservative adds signatures before keys, liberal both together.
enum class AlgorithmMethod : std::uint8_t { liberal, conservative };

struct Timing {
    // How long until everybody serves what was published.
    std::int64_t zone_propagation = 300;     // Dprp: primary to the last secondary
    std::int64_t parent_propagation = 3600;  // DprpP: the same at the parent
    std::int64_t parent_registration = 0;    // Dreg: from the request to the parent's primary
    // How long caches keep it; none: read from the zone and its history.
    std::optional<std::int64_t> ds_ttl, dnskey_ttl, max_zone_ttl;
    // What is added for safety.
    std::int64_t publish_safety = 3600, retire_safety = 3600;
    // What the signer does: validity of its signatures, when it renews them, how far it spreads
    // them, and how often it runs.
    std::int64_t sig_validity = 14 * 86400, sig_validity_dnskey = 14 * 86400;
    std::int64_t sig_refresh = 5 * 86400, sig_jitter = 12 * 3600;
    std::int64_t resign_period = 12 * 3600;
    // RFC 5011 2.4.1 and 2.4.2
    std::int64_t add_holddown = 30 * 86400, remove_holddown = 30 * 86400;
    // How long keys are meant to be used; none: as long as they last (RFC 6781 3.2).
    std::optional<std::int64_t> ksk_lifetime, zsk_lifetime;
    // So many hold each private key (HSMs): a new one is used when all have shown that they do.
    unsigned signers = 1;
    // How long people need from an alarm to a newly signed zone.
    std::int64_t reaction = 3 * 86400;
    // Signs when it is asked: signatures live for hours or days, and margins are shares of that.
    bool online = false;

    ZskMethod zsk = ZskMethod::automatic;
    KskMethod ksk = KskMethod::automatic;
    AlgorithmMethod algorithm = AlgorithmMethod::liberal;

    /// Until every RRset has been signed anew by a signer that renews in its own time (Dsgn).
    std::int64_t signing_delay() const { return sig_validity - sig_refresh; }
};

}  // namespace zoneproof
