#include "rules/history/format.hpp"

#include "parser/field/encode.hpp"
#include "verifier/crypto/digest.hpp"

#include <nlohmann/json.hpp>

namespace zoneproof {
namespace {

using Json = nlohmann::ordered_json;  // in the order in which people read it

constexpr int format = 1;
constexpr std::string_view sum_head = ",\"sum\":\"", sum_tail = "\"}";
constexpr std::size_t sum_digits = 16;

Json head(NameView zone, std::uint64_t number) {
    return {{"format", format}, {"n", number}, {"zone", to_text(zone)}};
}

std::string sum_of(std::string_view text) {
    Digest digest(HashAlgorithm::sha256);
    digest.update(octets(text));
    return to_hex(digest.finish()).substr(0, sum_digits);
}

Json texts(const std::vector<UnpublishedSigner>& signers) {
    Json list = Json::array();
    for (const UnpublishedSigner& signer : signers)
        list.push_back(std::to_string(signer.algorithm) + '/' + std::to_string(signer.tag));
    return list;
}

Json object(const PublishedKey& key) {
    const DnskeyView view = key.view();
    Json json{{"flags", view.flags()},         {"protocol", view.protocol()},
              {"algorithm", view.algorithm()}, {"tag", key.tag},
              {"id", to_text(key.identity)},   {"public_key", to_base64(view.public_key())}};
    if (!key.sound) json["sound"] = false;
    return json;
}

Json object(const KeySignature& by) {
    return {{"key", by.key},
            {"inception", to_iso8601(by.inception)},
            {"expiration", to_iso8601(by.expiration)}};
}

Json object(const SignerSet& set) {
    Json json{{"keys", set.keys}, {"count", set.count}, {"max_ttl", set.max_ttl}};
    if (!set.unpublished.empty()) json["unpublished"] = texts(set.unpublished);
    if (!set.keys.empty()) {
        json["first_expiry"] = to_iso8601(set.first_expiry);
        json["last_expiry"] = to_iso8601(set.last_expiry);
    }
    json["example"] = set.example;
    return json;
}

Json object(const PublishedChain& chain) {
    return {{"hash", chain.parameters.hash_algorithm},
            {"iterations", chain.parameters.iterations},
            {"salt", to_hex(chain.parameters.salt)},
            {"listed", chain.listed},
            {"opt_out", chain.opt_out}};
}

Json object(const KeyRequest& request) {
    Json rdata = Json::array();
    for (const auto& octets : request.rdata) rdata.push_back(to_hex(octets));
    return {{"rdata", std::move(rdata)}, {"signers", request.signers}};
}

Json object(const PublishedSoa& soa) {
    return {{"ttl", soa.ttl},
            {"refresh", soa.refresh},
            {"retry", soa.retry},
            {"expire", soa.expire},
            {"minimum", soa.minimum}};
}

template <class T>
Json list(const std::vector<T>& values) {
    Json json = Json::array();
    for (const T& value : values) json.push_back(object(value));
    return json;
}

std::string finish(const Json& json) {
    std::string text = json.dump(-1, ' ', true, Json::error_handler_t::replace);
    text.pop_back();
    return with_checksum(text);
}

}  // namespace

std::string with_checksum(std::string_view text) {
    std::string line(text);
    return line.append(sum_head).append(sum_of(text)).append(sum_tail);
}

Checksum checksum(std::string_view line) {
    constexpr std::size_t length = sum_head.size() + sum_digits + sum_tail.size();
    if (line.size() < length) return Checksum::none;
    const std::string_view text = line.substr(0, line.size() - length);
    const std::string_view sum = line.substr(text.size());
    if (!sum.starts_with(sum_head) || !sum.ends_with(sum_tail)) return Checksum::none;
    return sum.substr(sum_head.size(), sum_digits) == sum_of(text) ? Checksum::right
                                                                   : Checksum::wrong;
}

std::string to_line(const Version& version, NameView zone, std::uint64_t number) {
    Json json = head(zone, number);
    json["published_at"] = to_iso8601(version.published_at);
    json["confidence"] = to_text(version.confidence);
    json["serial"] = version.soa.serial;
    json["soa"] = object(version.soa);
    json["dnskey_ttl"] = version.dnskey_ttl;
    json["dnskey"] = list(version.keys);
    json["dnskey_rrsig"] = list(version.key_signatures);
    if (!version.unpublished_key_signers.empty())
        json["dnskey_unpublished"] = texts(version.unpublished_key_signers);
    json["data_rrsets"] = version.data_rrsets;
    json["signer_sets"] = list(version.signer_sets);
    if (version.folded != 0) json["folded"] = version.folded;
    if (version.not_tried != 0) json["not_tried"] = version.not_tried;
    json["nsec"] = version.nsec;
    if (!version.nsec3.empty()) json["nsec3"] = list(version.nsec3);
    if (!version.cds.rdata.empty()) json["cds"] = object(version.cds);
    if (!version.cdnskey.rdata.empty()) json["cdnskey"] = object(version.cdnskey);
    json["names"] = version.counts.names;
    json["records"] = version.counts.records;
    json["delegations"] = version.counts.delegations;
    json["secure_delegations"] = version.counts.secure_delegations;
    json["signatures"] = version.counts.signatures;
    json["good_signatures"] = version.counts.good_signatures;
    json["existing_names"] = version.counts.existing_names;
    json["signed_rrsets"] = version.counts.signed_rrsets;
    if (!version.verdict.empty()) json["verdict"] = version.verdict;
    if (!version.digest.empty()) json["digest"] = version.digest;
    return finish(json);
}

std::string to_line(const DsVersion& ds, NameView zone, std::uint64_t number) {
    Json json = head(zone, number);
    json["observed_at"] = to_iso8601(ds.observed_at);
    json["confidence"] = to_text(ds.confidence);
    if (ds.ttl) json["ttl"] = *ds.ttl;
    Json records = Json::array();
    for (const auto& rdata : ds.records) {
        const DsView view(rdata);
        records.push_back({{"tag", view.key_tag()},
                           {"algorithm", view.algorithm()},
                           {"digest_type", view.digest_type()},
                           {"digest", to_hex(view.digest())}});
    }
    json["ds"] = std::move(records);
    return finish(json);
}

}  // namespace zoneproof
