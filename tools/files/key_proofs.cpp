#include "tools/files/key_proofs.hpp"

#include "parser/zone/load.hpp"
#include "tools/files/small_file.hpp"
#include "verifier/verify.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

constexpr const char* canary = "_zoneproof";
constexpr std::uint64_t most_generated = 1000;

/// The published keys and the canary, as a zone that the verifier can read.
std::string zone_around(const std::string& proof, const Situation& situation) {
    const std::string zone = to_text(situation.zone);
    std::string text = fmt::format("{} 3600 IN SOA . . 1 1 1 1 1\n", zone);
    for (const PublishedKey& key : situation.last().keys)
        text +=
            fmt::format("{} 3600 IN TYPE48 \\# {} {}\n", zone, key.rdata.size(), to_hex(key.rdata));
    return text + proof;
}

/// In its time at the moment; of RRSIGs over the canary.
bool is_good(const Signature& signature, const SignatureFact& fact, Timestamp at) {
    return fact.verdict == Verdict::valid && fact.key != no_key &&
           nearest(signature.inception, at) <= at && nearest(signature.expiration, at) >= at;
}

}  // namespace

std::optional<Error> add_key_proof(const std::string& text, const std::string& file,
                                   Situation& situation) {
    Workers workers(1);
    LoadOptions options;
    options.origin = situation.zone;
    // What a signer hands over stands by itself: it opens no file of whoever reads it.
    options.max_include_depth = 0;
    options.max_generated = most_generated;
    Source source = Source::from_text(zone_around(text, situation), file);
    const auto loaded = load(source, options, workers);
    if (!loaded) return loaded.error();
    if (std::ranges::find(loaded->unreadable, Unreadable::include_refused) !=
        loaded->unreadable.end())
        return Error{ErrorCode::unreadable,
                     fmt::format("{}: a proof is one file: it has no $INCLUDE", file)};
    const auto nothing = [&] {
        return Error{ErrorCode::unreadable,
                     fmt::format("{}: it has no RRSIG over TXT records of {}.{}", file, canary,
                                 to_text(situation.zone))};
    };
    if (!loaded->zone) return nothing();
    const Zone& zone = *loaded->zone;
    VerifyOptions verify_options;
    verify_options.passes = pass::signatures;
    const Evidence evidence = verify(zone, {}, verify_options, workers);
    const NameView origin = situation.zone;
    const Name wanted = *name_from_text(canary, &origin);
    bool any = false, good = false;
    for (const Rrset& rrset : zone.rrsets()) {
        if (rrset.type != RrType::TXT || !(zone.name(rrset.owner) == wanted)) continue;
        for (const Signature& signature : zone.signatures(rrset)) {
            const SignatureFact& fact = evidence.signatures[index(zone.id(signature))];
            any = true;
            if (!is_good(signature, fact, situation.at)) continue;
            const KeyIdentity key = key_identity(evidence.keys[fact.key].rdata);
            if (!situation.last().find(key)) continue;  // the file brought a key of its own
            good = true;
            situation.proofs.push_back({key, file});
        }
    }
    if (!any) return nothing();
    if (!good) situation.failed_proofs.push_back(file);
    return std::nullopt;
}

std::optional<Error> add_key_proofs(const std::vector<std::string>& files, Situation& situation) {
    for (const std::string& file : files) {
        const auto text = read_small_file(file);
        if (!text) return text.error();
        if (const auto error = add_key_proof(*text, file, situation)) return error;
    }
    return std::nullopt;
}

}  // namespace zoneproof
