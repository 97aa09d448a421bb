#include "rules/anchors/judge.hpp"

#include "parser/dns/rdata.hpp"
#include "rules/anchors/readers.hpp"
#include "rules/anchors/root_keys.hpp"
#include "verifier/crypto/digest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

constexpr std::int64_t day = 86400;
/// Half the TTL of the root's DNSKEY RRset: RFC 5011 2.3.
constexpr std::int64_t root_query_interval = day;
constexpr std::int64_t longest_query_interval = 15 * day;

std::string date(Timestamp time) {
    return to_iso8601(time).substr(0, 10) + (time > root_record_ends ? " (planned)" : "");
}

/// "DS 20326", "key 20326"
std::string describe(const Anchor& anchor) {
    return fmt::format("{} {}", anchor.is_ds ? "DS" : "key", anchor.tag);
}

bool is_same_key(const Anchor& anchor, const RootKey& key) {
    if (!anchor.is_ds) {
        constexpr std::size_t flags_and_protocol = 3;  // the REVOKE flag is no other key
        return equal(Octets(anchor.rdata).subspan(flags_and_protocol),
                     Octets(key.dnskey).subspan(flags_and_protocol));
    }
    const DsView ds(anchor.rdata);
    const auto digest = ds_digest(ds.digest_type(), NameView(), key.dnskey);
    return !digest.empty() && ds.key_tag() == key.tag &&
           ds.algorithm() == DnskeyView(key.dnskey).algorithm() && equal(ds.digest(), digest);
}

/// IANA's key that an anchor is or says it is.
const RootKey* root_key_of(const Anchor& anchor) {
    for (const RootKey& key : root_keys())
        if (is_same_key(anchor, key) || key.tag == anchor.tag) return &key;
    return nullptr;
}

AnchorProof proof_of(const Anchor& anchor) {
    if (!anchor.zone.view().is_root())
        return anchor.is_ds && !anchor.dnskey.empty() ? AnchorProof::key : AnchorProof::none;
    const RootKey* const key = root_key_of(anchor);
    if (key == nullptr) return AnchorProof::unknown;
    return is_same_key(anchor, *key) ? AnchorProof::iana : AnchorProof::differs;
}

/// Why no validator can use it at all; empty when one can.
std::string unusable(const Anchor& anchor) {
    const AlgorithmInfo* const algorithm = find_algorithm(anchor.algorithm);
    if (algorithm == nullptr || !algorithm->supported)
        return "its algorithm is not supported: " + describe_algorithm(anchor.algorithm);
    if (!anchor.is_ds) {
        if (!DnskeyView(anchor.rdata).zone()) return "it has no ZONE flag and signs no zone";
        const bool in_use = anchor.state == AnchorState::none;
        return in_use && DnskeyView(anchor.rdata).revoked() ? "it has the REVOKE flag" : "";
    }
    const DsView ds(anchor.rdata);
    const DigestInfo* const digest = find_digest(ds.digest_type());
    if (digest == nullptr || !digest->supported)
        return fmt::format("its digest type {} is not supported", ds.digest_type());
    if (ds.digest().size() != digest->octets)
        return fmt::format("its digest has {} octets, {} has {}", ds.digest().size(),
                           digest->mnemonic, digest->octets);
    return "";
}

std::string outlook_of(const RootKey& key, Timestamp at) {
    if (at < key.signs_from) return "signs the root from " + date(key.signs_from);
    if (!key.signs_until) return "signs the root";
    if (at < *key.signs_until) return "signs the root until " + date(*key.signs_until);
    return "signed the root until " + date(*key.signs_until);
}

class Judge {
public:
    Judge(const AnchorFile& file, Timestamp at) : file_(file), at_(at) {}

    JudgedFile run() {
        for (const AnchorDamage& damage : file_.damage)
            add(Severity::error, "anchor-damaged", damage.line, damage.text,
                "Take the entry from the publisher of the anchor again.");
        if (file_.damaged > file_.damage.size())
            add(Severity::error, "anchor-damaged", 0,
                fmt::format("{} more entries cannot be read", file_.damaged - file_.damage.size()),
                "");
        for (const Anchor& anchor : file_.anchors)
            point_of(anchor).anchors.push_back(judge(anchor));
        for (JudgedPoint& point : judged_.points) {
            if (point.zone.view().is_root())
                judge_root(point);
            else
                judge_other(point);
        }
        judge_upkeep();
        return std::move(judged_);
    }

private:
    void add(Severity severity, std::string_view cause, std::uint64_t line, std::string text,
             std::string fix) {
        judged_.findings.push_back({severity, cause, line, std::move(text), std::move(fix)});
    }

    JudgedPoint& point_of(const Anchor& anchor) {
        for (JudgedPoint& point : judged_.points)
            if (point.zone.view() == anchor.zone.view()) return point;
        return judged_.points.emplace_back(JudgedPoint{anchor.zone, {}, {}, {}});
    }

    JudgedAnchor judge(const Anchor&);
    void judge_pending(const Anchor&);
    void judge_root(JudgedPoint&);
    void judge_next_roll(JudgedPoint&);
    void judge_other(JudgedPoint&);
    void judge_upkeep();
    /// Some anchor of the point is a key that signs the root at `when`, as far as can be known now.
    bool validates(const JudgedPoint&, Timestamp when) const;

    const AnchorFile& file_;
    Timestamp at_;
    JudgedFile judged_;
};

JudgedAnchor Judge::judge(const Anchor& anchor) {
    JudgedAnchor one{&anchor, proof_of(anchor), anchor.state_at(at_), anchor.trusted(at_), ""};
    if (const std::string why = unusable(anchor); !why.empty()) {
        add(Severity::error, "anchor-unusable", anchor.line, describe(anchor) + ": " + why,
            "Replace it by a DS with SHA-256, or by the key.");
        one.trusted = false;
    }
    if (one.proof == AnchorProof::differs) {
        add(Severity::error, "anchor-differs", anchor.line,
            fmt::format("{}: not the key of the root with this tag: its {} differs from IANA's",
                        describe(anchor), anchor.is_ds ? "digest" : "public key"),
            "Take the anchor from IANA's root-anchors.xml; ask who put this one here.");
        one.trusted = false;
    } else if (one.proof == AnchorProof::unknown) {
        add(Severity::warning, "anchor-unknown", anchor.line,
            fmt::format("{}: none of the root's keys that IANA has published", describe(anchor)),
            "Compare it with https://data.iana.org/root-anchors/; a private root is left alone.");
    } else if (one.proof == AnchorProof::iana) {
        one.outlook = outlook_of(*root_key_of(anchor), at_);
    }
    if (anchor.valid_until && *anchor.valid_until < at_)
        one.outlook = "not valid since " + date(*anchor.valid_until);
    if (anchor.kind == AnchorKind::dated && anchor.valid_from && at_ < *anchor.valid_from)
        one.outlook = "not valid before " + date(*anchor.valid_from);
    if (one.state == AnchorState::add_pending) judge_pending(anchor);
    return one;
}

std::optional<Timestamp> end_of_wait(const Anchor& anchor) {
    return anchor.state == AnchorState::valid ? anchor.valid_from : anchor.valid_at;
}

void Judge::judge_pending(const Anchor& anchor) {
    const auto until = end_of_wait(anchor);
    if (!until) return;
    if (at_ < *until)
        add(Severity::info, "anchor-pending", anchor.line,
            fmt::format("{}: pending, its hold-down is over on {}", describe(anchor),
                        to_iso8601(*until)),
            "Leave the resolver running and its file writable until then.");
    else
        add(Severity::warning, "anchor-not-promoted", anchor.line,
            fmt::format("{}: pending, though its hold-down was over on {}: read-only file, or a "
                        "resolver that does not probe?",
                        describe(anchor), to_iso8601(*until)),
            "See whether the resolver runs, reaches the zone and may write the file.");
}

bool Judge::validates(const JudgedPoint& point, Timestamp when) const {
    return std::ranges::any_of(point.anchors, [&](const JudgedAnchor& one) {
        if (one.proof != AnchorProof::iana || !root_key_of(*one.anchor)->signs(when) ||
            !unusable(*one.anchor).empty())
            return false;
        const auto until = end_of_wait(*one.anchor);
        const bool will_be =
            one.state == AnchorState::add_pending && until && at_ < *until && *until <= when;
        return one.anchor->trusted(when) || will_be;
    });
}

void Judge::judge_root(JudgedPoint& point) {
    const auto trusted = [&](const JudgedAnchor& one) { return one.trusted; };
    const auto is_iana = [&](const JudgedAnchor& one) {
        return one.trusted && one.proof == AnchorProof::iana;
    };
    for (const JudgedAnchor& one : point.anchors)
        if (const auto until = end_of_wait(*one.anchor);
            one.state == AnchorState::add_pending && until && at_ < *until)
            point.word = AnchorWord::wait, point.when = until;
    if (std::ranges::none_of(point.anchors, trusted)) {
        add(Severity::error, "anchor-none-trusted", 0,
            "no anchor of the root in this file is trusted at this moment",
            "Take the anchors from IANA's root-anchors.xml.");
        point.word = AnchorWord::fails, point.when = at_;
        return;
    }
    if (std::ranges::none_of(point.anchors, is_iana)) {
        point.word = AnchorWord::unknown, point.when.reset();
        return;
    }
    if (validates(point, at_)) return judge_next_roll(point);

    std::string signers;
    std::optional<Timestamp> since;
    bool all_later = true;
    for (const RootKey& key : root_keys())
        if (key.signs(at_)) {
            signers = std::to_string(key.tag);
            since = key.signs_from;
        }
    for (const JudgedAnchor& one : point.anchors)
        if (is_iana(one)) all_later = all_later && at_ < root_key_of(*one.anchor)->signs_from;
    add(Severity::error, all_later ? "anchor-premature" : "anchor-stale", 0,
        all_later
            ? fmt::format("the only trusted anchors do not sign the root yet; {} does", signers)
            : fmt::format("no trusted anchor signs the root any more: since {} it is signed by "
                          "{}, which is not among them",
                          date(*since), signers),
        "Add the anchor " + signers + " of IANA's root-anchors.xml.");
    point.word = AnchorWord::fails;
    point.when = all_later ? at_ : *since;
}

void Judge::judge_next_roll(JudgedPoint& point) {
    for (const RootKey& next : root_keys()) {
        const Timestamp roll = next.signs_from;
        if (roll <= at_ || validates(point, roll)) continue;
        const auto has = [&](AnchorKind kind) {
            return std::ranges::any_of(
                point.anchors, [&](const JudgedAnchor& one) { return one.anchor->kind == kind; });
        };
        const std::string fix =
            fmt::format("Add the anchor {} of IANA's root-anchors.xml.", next.tag);
        const std::string breaks =
            fmt::format("breaks on {}, when {} takes over", date(roll), next.tag);
        if (!has(AnchorKind::followed) && has(AnchorKind::initial)) {
            add(Severity::warning, "anchor-breaks-new", 0,
                "a resolver that first starts with this file " + breaks, fix);
            return;
        }
        // Time enough for two probes and the hold-down between them?
        const std::int64_t needs = hold_down + 2 * root_query_interval;
        if (has(AnchorKind::followed) && seconds(at_) + needs <= seconds(roll)) {
            const bool seen = std::ranges::any_of(point.anchors, [&](const JudgedAnchor& one) {
                return is_same_key(*one.anchor, next);
            });
            if (!seen && seconds(next.published) + 2 * root_query_interval <= seconds(at_))
                add(Severity::warning, "anchor-not-seen", 0,
                    fmt::format("{} is in the root zone since {} and not in this file, which {}",
                                next.tag, date(next.published), breaks),
                    "See whether the resolver runs, reaches the root and may write the file.");
            return;
        }
        add(Severity::error, "anchor-breaks", 0,
            has(AnchorKind::followed)
                ? fmt::format("{}: {} cannot become trusted before that", breaks, next.tag)
                : fmt::format("does not follow the roll of the root's key: {}", breaks),
            fix);
        point.word = AnchorWord::fails, point.when = roll;
        return;
    }
}

void Judge::judge_other(JudgedPoint& point) {
    for (const JudgedAnchor& one : point.anchors)
        if (const auto until = end_of_wait(*one.anchor);
            one.state == AnchorState::add_pending && until && at_ < *until)
            point.word = AnchorWord::wait, point.when = until;
    if (std::ranges::any_of(point.anchors, &JudgedAnchor::trusted)) return;
    add(Severity::error, "anchor-none-trusted", 0,
        "no anchor of " + to_text(point.zone) + " in this file is trusted at this moment",
        "Ask the zone's operator for the anchor.");
    point.word = AnchorWord::fails, point.when = at_;
}

void Judge::judge_upkeep() {
    const bool followed = std::ranges::any_of(
        file_.anchors, [](const Anchor& anchor) { return anchor.kind == AnchorKind::followed; });
    if (!followed) return;
    if (file_.read_only)
        add(Severity::warning, "anchor-read-only", 0,
            "nobody may write this file, so that the resolver cannot follow a roll",
            "Give the file, and the folder it is in, to the user that the resolver runs as.");
    const auto last = file_.last_success ? file_.last_success : file_.next_probe;
    if (last && seconds(at_) - seconds(*last) > longest_query_interval)
        add(Severity::warning, "anchor-probe-overdue", 0,
            fmt::format("{} on {}, {} before this moment: probes come at least every 15 days",
                        file_.last_success ? "the last probe that validated was"
                                           : "the next probe was due",
                        to_iso8601(*last), to_words(seconds(at_) - seconds(*last))),
            "See whether the resolver runs and reaches the zone.");
}

}  // namespace

JudgedFile judge(const AnchorFile& file, Timestamp at) {
    return Judge(file, at).run();
}

std::string_view to_text(AnchorWord word) {
    switch (word) {
    case AnchorWord::ok: return "OK";
    case AnchorWord::wait: return "WAIT";
    case AnchorWord::fails: return "FAILS";
    case AnchorWord::unknown: return "UNKNOWN";
    }
    return "";
}

}  // namespace zoneproof
