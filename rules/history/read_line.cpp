#include "rules/history/format.hpp"

#include "parser/field/base64.hpp"
#include "rules/history/fields.hpp"

#include <algorithm>
#include <charconv>

namespace zoneproof {
namespace {

using namespace lines;

constexpr std::uint64_t own_format = 1;

UnpublishedSigner signer(const Json& json, const std::string& path) {
    const std::string text = json.is_string() ? json.get<std::string>() : std::string();
    const std::size_t slash = std::min(text.find('/'), text.size());
    UnpublishedSigner signer;
    const auto read = [](const char* from, const char* to, auto& value) {
        const auto [end, error] = std::from_chars(from, to, value);
        return error == std::errc() && end == to;
    };
    const char* const end = text.data() + text.size();
    if (slash == text.size() || !read(text.data(), text.data() + slash, signer.algorithm) ||
        !read(text.data() + slash + 1, end, signer.tag))
        throw Wrong{path + " is no algorithm/tag"};
    return signer;
}

/// A version, field by field.
class VersionReader {
public:
    explicit VersionReader(ReadLine<Version>& line) : line_(line), version_(line.record) {}

    void read(Fields&);

private:
    void read_key(const Json&, const std::string& path);
    void read_key_signature(const Json&, const std::string& path);
    void read_set(const Json&, const std::string& path);
    void read_chain(const Json&, const std::string& path);
    void read_request(Fields&, const char* name, KeyRequest&);
    KeyPosition position(const Json&, const std::string& path) const;
    std::vector<KeyPosition> positions(Fields&, const char* name) const;

    ReadLine<Version>& line_;
    Version& version_;
};

KeyPosition VersionReader::position(const Json& json, const std::string& path) const {
    if (!json.is_number_unsigned() || json.get<std::uint64_t>() >= version_.keys.size())
        throw Wrong{path + " is no position in dnskey"};
    return json.get<KeyPosition>();
}

std::vector<KeyPosition> VersionReader::positions(Fields& fields, const char* name) const {
    std::vector<KeyPosition> positions;
    fields.list(name, [&](const Json& item, const std::string& path) {
        positions.push_back(position(item, path));
        if (positions.size() > 1 && positions.end()[-2] >= positions.back())
            throw Wrong{path + " is not above the one in front of it"};
    });
    return positions;
}

void VersionReader::read_key(const Json& json, const std::string& path) {
    Fields fields(json, path);
    Wire wire;
    wire.put16(static_cast<std::uint16_t>(fields.number("flags", 0xFFFF)));
    wire.put8(static_cast<std::uint8_t>(fields.number("protocol", 0xFF)));
    wire.put8(static_cast<std::uint8_t>(fields.number("algorithm", 0xFF)));
    const Padded text(fields.text("public_key"));
    if (!text.view().empty() && !put_base64_token(text.view(), wire))
        throw Wrong{fields.path("public_key") + " is not base64"};
    const PublishedKey key =
        published_key(wire.octets(), !fields.find("sound") || fields.flag("sound"));
    // Said for people; told here too, so that no line speaks of two keys at once.
    if (fields.number("tag", 0xFFFF) != key.tag || fields.text("id") != to_text(key.identity))
        throw Wrong{path + " has not the tag or the id of its public key"};
    fields.done(line_.unknown);
    version_.keys.push_back(key);
}

void VersionReader::read_key_signature(const Json& json, const std::string& path) {
    Fields fields(json, path);
    version_.key_signatures.push_back({position(fields.get("key"), fields.path("key")),
                                       fields.moment("inception"), fields.moment("expiration")});
    fields.done(line_.unknown);
}

void VersionReader::read_set(const Json& json, const std::string& path) {
    Fields fields(json, path);
    SignerSet set;
    set.keys = positions(fields, "keys");
    fields.list_if_there("unpublished", [&](const Json& item, const std::string& at) {
        set.unpublished.push_back(signer(item, at));
    });
    fields.read("count", set.count);
    fields.read("max_ttl", set.max_ttl);
    if (!set.keys.empty()) {
        set.first_expiry = fields.moment("first_expiry");
        set.last_expiry = fields.moment("last_expiry");
    }
    set.example = fields.text_if_there("example");
    fields.done(line_.unknown);
    version_.signer_sets.push_back(std::move(set));
}

void VersionReader::read_chain(const Json& json, const std::string& path) {
    Fields fields(json, path);
    PublishedChain chain;
    fields.read("hash", chain.parameters.hash_algorithm);
    fields.read("iterations", chain.parameters.iterations);
    chain.parameters.salt = fields.hex("salt");
    chain.listed = fields.flag("listed");
    chain.opt_out = fields.flag("opt_out");
    fields.done(line_.unknown);
    version_.nsec3.push_back(std::move(chain));
}

void VersionReader::read_request(Fields& all, const char* name, KeyRequest& request) {
    const Json* const json = all.find(name);
    if (json == nullptr) return;
    Fields fields(*json, name);
    fields.list("rdata", [&](const Json& item, const std::string& path) {
        request.rdata.push_back(hex_octets(item, path));
        if (request.rdata.back().size() < 4) throw Wrong{path + " is too short"};
    });
    request.signers = positions(fields, "signers");
    fields.done(line_.unknown);
}

Confidence confidence(Fields& fields) {
    const std::string& word = fields.text("confidence");
    for (const Confidence level : {Confidence::low, Confidence::medium, Confidence::high})
        if (word == to_text(level)) return level;
    throw Wrong{"confidence is none of low, medium, high"};
}

void VersionReader::read(Fields& fields) {
    version_.published_at = fields.moment("published_at");
    version_.confidence = confidence(fields);
    fields.read("serial", version_.soa.serial);
    Fields soa(fields.get("soa"), "soa");
    soa.read("ttl", version_.soa.ttl);
    soa.read("refresh", version_.soa.refresh);
    soa.read("retry", version_.soa.retry);
    soa.read("expire", version_.soa.expire);
    soa.read("minimum", version_.soa.minimum);
    soa.done(line_.unknown);
    fields.read("dnskey_ttl", version_.dnskey_ttl);
    fields.list("dnskey", [&](const Json& json, const std::string& at) { read_key(json, at); });
    fields.list("dnskey_rrsig",
                [&](const Json& json, const std::string& at) { read_key_signature(json, at); });
    fields.list_if_there("dnskey_unpublished", [&](const Json& json, const std::string& at) {
        version_.unpublished_key_signers.push_back(signer(json, at));
    });
    fields.read("data_rrsets", version_.data_rrsets);
    fields.list("signer_sets",
                [&](const Json& json, const std::string& at) { read_set(json, at); });
    fields.read_if_there("folded", version_.folded);
    fields.read_if_there("not_tried", version_.not_tried);
    version_.nsec = fields.flag("nsec");
    fields.list_if_there("nsec3",
                         [&](const Json& json, const std::string& at) { read_chain(json, at); });
    read_request(fields, "cds", version_.cds);
    read_request(fields, "cdnskey", version_.cdnskey);
    fields.read("names", version_.counts.names);
    fields.read("records", version_.counts.records);
    fields.read("delegations", version_.counts.delegations);
    fields.read("secure_delegations", version_.counts.secure_delegations);
    fields.read("signatures", version_.counts.signatures);
    fields.read("good_signatures", version_.counts.good_signatures);
    fields.read_if_there("existing_names", version_.counts.existing_names);
    fields.read_if_there("signed_rrsets", version_.counts.signed_rrsets);
    version_.verdict = fields.text_if_there("verdict");
    version_.digest = fields.text_if_there("digest");
}

void read_ds_fields(Fields& all, ReadLine<DsVersion>& line) {
    DsVersion& ds = line.record;
    ds.observed_at = all.moment("observed_at");
    ds.confidence = confidence(all);
    if (all.find("ttl") != nullptr)
        ds.ttl = static_cast<std::uint32_t>(all.number("ttl", UINT32_MAX));
    all.list("ds", [&](const Json& json, const std::string& path) {
        Fields fields(json, path);
        std::vector<std::uint8_t> rdata(4);
        store16(rdata.data(), static_cast<std::uint16_t>(fields.number("tag", 0xFFFF)));
        rdata[2] = static_cast<std::uint8_t>(fields.number("algorithm", 0xFF));
        rdata[3] = static_cast<std::uint8_t>(fields.number("digest_type", 0xFF));
        const auto digest = fields.hex("digest");
        rdata.insert(rdata.end(), digest.begin(), digest.end());
        fields.done(line.unknown);
        ds.records.push_back(std::move(rdata));
    });
}

/// Reads what all lines have, then with `read` what this one has.
template <class Record, class Read>
std::variant<ReadLine<Record>, LineFault> read_line(std::string_view text, const Read& read) {
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return LineFault{"it is not JSON"};
    ReadLine<Record> line;
    try {
        Fields fields(json, "");
        const std::uint64_t format = fields.number("format");
        if (format != own_format)
            return LineFault{"it has the format " + std::to_string(format) + ", not " +
                                 std::to_string(own_format),
                             true};
        fields.read_if_there("n", line.number);
        const auto zone = name_from_text(fields.text("zone"));
        if (!zone) throw Wrong{"zone is no absolute domain name"};
        line.zone = *zone;
        read(fields, line);
        fields.find("sum");
        fields.done(line.unknown);
    } catch (const Wrong& wrong) {
        return LineFault{wrong.text};
    }
    return line;
}

}  // namespace

std::variant<ReadLine<Version>, LineFault> read_version(std::string_view text) {
    return read_line<Version>(
        text, [](Fields& fields, ReadLine<Version>& line) { VersionReader(line).read(fields); });
}

std::variant<ReadLine<DsVersion>, LineFault> read_ds(std::string_view text) {
    return read_line<DsVersion>(
        text, [](Fields& fields, ReadLine<DsVersion>& line) { read_ds_fields(fields, line); });
}

}  // namespace zoneproof
