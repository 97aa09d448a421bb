// CSYNC: what the parent shall copy from the child (RFC 7477 2.1). Errors only.
#include "parser/dns/rdata.hpp"
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

/// RFC 7477 2.1.1: a serial, flags, and a type bitmap.
class CsyncView {
public:
    explicit CsyncView(Octets rdata) : rdata_(rdata) {}
    std::uint16_t flags() const { return load16(rdata_.data() + 4); }
    TypeBitmap types() const { return TypeBitmap(rdata_.subspan(6)); }

private:
    Octets rdata_;
};

constexpr std::uint16_t known_flags = 0x0003;  // immediate, soaminimum

bool is_csync(const Context& context, const Rrset& rrset) {
    return rrset.type == RrType::CSYNC && rrset.count != 0 && rrset.owner == context.zone.apex();
}

void multiple(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (is_csync(context, rrset) && rrset.count > 1)
        report.add(at_rrset(context.zone, rrset),
                   [&] { return fmt::format("{} records, one is allowed", rrset.count); });
}

void unsigned_(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (is_csync(context, rrset)) report_unless_sound(context, rrset, report);
}

template <class Check>
void each_record(const Context& context, const Rrset& rrset, const Check& check) {
    if (!is_csync(context, rrset)) return;
    auto record = index(rrset.first_record);
    for (const Octets rdata : context.zone.records(rrset))
        check(at_record(context.zone, rrset, static_cast<RecordId>(record++)), CsyncView(rdata));
}

void unknown_flags(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    each_record(context, rrset, [&](Where where, const CsyncView& csync) {
        if ((csync.flags() & ~known_flags) != 0)
            report.add(where.at_field(1), [&] {
                return fmt::format("flags are {}, only 1 and 2 are defined", csync.flags());
            });
    });
}

void bitmap_unsupported(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    each_record(context, rrset, [&](Where where, const CsyncView& csync) {
        std::string others;
        csync.types().each([&](RrType type) {
            if (type != RrType::NS && type != RrType::A && type != RrType::AAAA)
                others += (others.empty() ? "" : ", ") + to_text(type);
        });
        if (!others.empty())
            report.add(where.at_field(2), [&] {
                return "asks the parent to copy " + others + ", only NS, A and AAAA are defined";
            });
    });
}

constexpr Rule rules[] = {
    {.id = "csync-multiple",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 7477 2.1",
     .since = {2015, 3},
     .says = "The zone has more than one CSYNC.",
     .why = "Parents cannot tell which one is meant, and do nothing.",
     .fix = "Publish one.",
     .good = "@ 3600 IN CSYNC 2026112201 3 A NS AAAA",
     .bad = "@ 3600 IN CSYNC 2026112201 3 NS\n@ 3600 IN CSYNC 2026112201 3 A AAAA",
     .check = each_rrset(multiple, RrType::CSYNC)},
    {.id = "csync-unsigned",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 7477 3",
     .since = {2015, 3},
     .says = "The CSYNC has no signature that verifies.",
     .why = "Parents act on validated data only, and do nothing.",
     .fix = "Sign the zone again.",
     .good = "@ 3600 IN CSYNC 2026112201 3 A NS AAAA\n@ 3600 IN RRSIG CSYNC 13 1 3600 ...",
     .bad = "@ 3600 IN CSYNC 2026112201 3 A NS AAAA ; and no RRSIG CSYNC",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(unsigned_, RrType::CSYNC)},
    {.id = "csync-unknown-flags",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 7477 2.1.1.2",
     .since = {2015, 3},
     .says = "The CSYNC sets flags that are not defined.",
     .why = "Parents must not act on a record with flags they do not know.",
     .fix = "Use 1 (immediate) and 2 (soaminimum) only.",
     .good = "@ 3600 IN CSYNC 2026112201 3 A NS AAAA",
     .bad = "@ 3600 IN CSYNC 2026112201 4 A NS AAAA",
     .check = each_rrset(unknown_flags, RrType::CSYNC)},
    {.id = "csync-bitmap-unsupported",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 7477 2.1.1.2.1; RFC 7477 3.2",
     .since = {2015, 3},
     .says = "The CSYNC lists types that parents do not copy.",
     .why = "Parents must not act on a record with types they do not support.",
     .fix = "List NS, A and AAAA only; DS follows CDS.",
     .good = "@ 3600 IN CSYNC 2026112201 3 A NS AAAA",
     .bad = "@ 3600 IN CSYNC 2026112201 3 NS DS",
     .check = each_rrset(bitmap_unsupported, RrType::CSYNC)},
};

}  // namespace

std::span<const Rule> csync_rules() {
    return rules;
}

}  // namespace zoneproof
