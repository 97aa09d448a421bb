// Choosing the fault, filling in its places, and signing anew where it must be.
#include "corpus/drill/drill.hpp"

#include "corpus/builder/recipe_json.hpp"
#include "corpus/builder/write.hpp"
#include "corpus/drill/places.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

constexpr std::int64_t day = 86400;
constexpr std::uint8_t drill_algorithm = 13;

std::string describe_need(std::string_view need) {
    if (need == "nsec") return "a zone with NSEC";
    if (need == "nsec3") return "a zone with NSEC3";
    if (need == "opt-out") return "a zone with NSEC3 and opt-out";
    return "a signed zone";
}

std::string describe_word(const std::string& word) {
    if (word == "$cut") return "a delegation without DS";
    if (word == "$secure") return "a delegation with DS";
    if (word == "$glue") return "glue";
    if (word == "$zone") return "another zone than the root";
    if (word == "$alias") return "a CNAME";
    if (word == "$calm") return "an NSEC3 that spans no unsigned delegation";
    if (word == "$before-expire") return "a SOA that expires after more than a day";
    return "a chain of three records or more";
}

bool meets(const SignedZone& zone, std::string_view need) {
    const Signing& signing = zone.signing;
    if (need == "nsec") return signing.denial == Denial::nsec;
    if (need == "nsec3") return signing.denial == Denial::nsec3;
    if (need == "opt-out") return signing.denial == Denial::nsec3 && signing.nsec3.opt_out;
    return need.empty() || signing.denial != Denial::none;
}

bool has(const SignedZone& zone, RrType type) {
    return std::ranges::find(zone.records, type, &Record::type) != zone.records.end();
}

/// Whether a mutation can do with the signatures there are.
bool needs_keys(const Mutation& mutation) {
    const bool signs = mutation.resign != Resign::none || mutation.op->name == "sign" ||
                       mutation.op->name == "zonemd";
    return signs || !mutation.where.key.empty();
}

bool only_text_or_parent(const Mutation& mutation) {
    return mutation.op->apply == nullptr || mutation.where.in_parent;
}

/// Signatures from a day before the check to a month after, or as long as secondaries keep the
/// zone.
void set_times(Recipe& recipe, const SignedZone& zone, std::int64_t time) {
    std::int64_t expire = 0;
    for (const Record& record : zone.records)
        if (is_in_rrset(record, zone.origin, RrType::SOA) && record.rdata.size() >= 20)
            expire = load32(record.rdata.data() + record.rdata.size() - 8);
    const std::int64_t lasts = std::clamp(expire + 14 * day, 30 * day, 170 * day);
    recipe.signing.inception = static_cast<std::uint32_t>(time - day);
    recipe.signing.expiration = static_cast<std::uint32_t>(time + lasts);
}

/// What a signer makes, and what speaks of keys that are gone.
void strip(Records& records) {
    std::erase_if(records, [](const Record& record) {
        using enum RrType;
        static constexpr RrType made[] = {RRSIG,  NSEC,    NSEC3, NSEC3PARAM,
                                          DNSKEY, CDNSKEY, CDS,   ZONEMD};
        return std::ranges::find(made, record.type) != std::end(made);
    });
}

class DrillRun {
public:
    DrillRun(SignedZone zone, const DrillOptions& options)
        : zone_(std::move(zone)), options_(options), places_(zone_, options.seed) {}

    Result<Drill> run() {
        std::string why = "there is no fault '" + options_.rule + "'; --list names them";
        for (const DrillFault& fault : faults()) {
            if (fault.rule != options_.rule) continue;
            if (!meets(zone_, fault.needs)) {
                why = "'" + options_.rule + "' takes " + describe_need(fault.needs);
                continue;
            }
            const Filled recipe = fill(fault.recipe, places_), says = fill(fault.says, places_);
            const std::string& missing = recipe.missing.empty() ? says.missing : recipe.missing;
            if (missing.empty()) return apply(fault, recipe.text, says.text);
            why = "the zone has no place for '" + options_.rule + "': it takes " +
                  describe_word(missing);
        }
        return Error{ErrorCode::usage, why};
    }

private:
    Result<Drill> apply(const DrillFault& fault, const std::string& text, const std::string& says) {
        Drill made;
        made.says = says;
        made.also = fault.also;
        const Json json = Json::parse("{" + text + "}");
        Recipe recipe = read(json);
        made.signed_anew = needs_new_signatures(json, recipe);
        if (made.signed_anew) {
            made.lost_digest = has(zone_, RrType::ZONEMD);
            made.lost_requests = has(zone_, RrType::CDS) || has(zone_, RrType::CDNSKEY);
            strip(zone_.records);
            KeyStore keys;
            auto signed_zone = make_zone(std::move(zone_.records), recipe, keys);
            if (!signed_zone) return impossible(signed_zone.error());
            zone_ = *std::move(signed_zone);
        } else if (const auto error = mutate(zone_, recipe)) {
            return impossible(*error);
        }
        const auto texts = texts_of(zone_, recipe);
        if (!texts) return impossible(texts.error());
        made.zone = texts->at("zone.db");
        made.ds = ds_text(zone_.ds);
        return made;
    }

    Recipe read(const Json& json) const {
        Recipe recipe;
        recipe.origin = zone_.origin;
        recipe.signing = zone_.signing;
        set_times(recipe, zone_, options_.time);
        if (zone_.signing.denial != Denial::none) {
            BaseZone base{};
            base.keys = "ksk zsk";
            recipe.keys = default_keys(base, drill_algorithm);
        }
        Problems problems;
        Members members(json, "", problems);
        read_into(recipe, members, drill_algorithm, options_.time);
        return recipe;
    }

    /// An unsigned zone stays as it is.
    bool needs_new_signatures(const Json& json, const Recipe& recipe) const {
        if (recipe.keys.empty()) return std::ranges::any_of(recipe.mutations, needs_keys);
        const bool changes_signing = json.size() > (json.contains("mutations") ? 1u : 0u);
        const bool changes_zone = !std::ranges::all_of(recipe.mutations, only_text_or_parent);
        return changes_signing || std::ranges::any_of(recipe.mutations, needs_keys) ||
               (changes_zone && has(zone_, RrType::ZONEMD));
    }

    Error impossible(const Error& error) const {
        return {ErrorCode::usage,
                "'" + options_.rule + "' cannot be done to this zone: " + error.text};
    }

    SignedZone zone_;
    const DrillOptions& options_;
    const Places places_;
};

}  // namespace

Result<Drill> drill(const Zone& zone, const DrillOptions& options) {
    return DrillRun(read_signed_zone(zone), options).run();
}

}  // namespace zoneproof::corpus
