// Trust anchors as XML: TrustAnchor holds one Zone and KeyDigests; a KeyDigest is a DS with its
// time of validity, and perhaps the key itself (RFC 9718 2).
#include "parser/zone/root_anchors.hpp"

#include "parser/base/source.hpp"
#include "parser/dns/rdata.hpp"
#include "parser/field/base64.hpp"
#include "parser/field/hex.hpp"
#include "parser/field/number.hpp"

#include <algorithm>
#include <botan/hash.h>
#include <memory>
#include <pugixml.hpp>

namespace zoneproof {
namespace {

/// Why an anchor is refused, and the element that shows it.
struct Refusal {
    pugi::xml_node at;
    std::string text;
};

/// The text of an element without the blanks that XML allows around and inside it, padded for field
/// decoders.
class ElementText {
public:
    explicit ElementText(pugi::xml_node element) : text_(element.text().get()) {
        std::erase_if(text_,
                      [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
        size_ = text_.size();
        text_.append(Block::padding, '\0');
    }
    std::string_view view() const { return {text_.data(), size_}; }

private:
    std::string text_;
    std::size_t size_;
};

std::optional<Refusal> read_anchor(pugi::xml_node digest, NameView zone, RootAnchor&);

}  // namespace

std::optional<Error> read_root_anchors(std::string_view xml, const std::string& file, NameView zone,
                                       ParentDs& parent) {
    auto found = root_anchors_in(xml, file);
    if (!found) return found.error();
    for (RootAnchor& anchor : found->anchors) {
        if (!(found->zone.view() == zone)) {
            ++parent.other_owners;
            continue;
        }
        if (!anchor.refusal.empty())
            return Error{ErrorCode::unreadable,
                         file + ':' + std::to_string(anchor.refused_at) + ": " + anchor.refusal};
        parent.records.push_back(std::move(anchor.anchor));
    }
    return std::nullopt;
}

Result<RootAnchors> root_anchors_in(std::string_view xml, const std::string& file) {
    std::ptrdiff_t counted_to = 0, line = 1;
    const auto line_of = [&](std::ptrdiff_t offset) {
        offset = std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(xml.size()));
        if (offset < counted_to) counted_to = 0, line = 1;
        line += std::count(xml.begin() + counted_to, xml.begin() + offset, '\n');
        counted_to = offset;
        return line;
    };
    const auto error_at = [&](std::ptrdiff_t offset, const std::string& text) {
        return Error{ErrorCode::unreadable,
                     file + ':' + std::to_string(line_of(offset)) + ": " + text};
    };
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed)
        return error_at(parsed.offset, std::string("not well-formed XML: ") + parsed.description());
    const pugi::xml_node anchors = document.child("TrustAnchor");
    if (!anchors)
        return error_at(0,
                        "no TrustAnchor element: this is not a file of trust anchors (RFC 9718)");
    const NameView root;
    const auto owner = name_from_text(ElementText(anchors.child("Zone")).view(), &root);
    if (!owner) return error_at(anchors.offset_debug(), "no Zone element with the name of a zone");

    RootAnchors found{*owner, {}};
    for (const pugi::xml_node digest : anchors.children("KeyDigest")) {
        RootAnchor& anchor = found.anchors.emplace_back();
        anchor.anchor.file = file;
        anchor.anchor.line = static_cast<std::uint64_t>(line_of(digest.offset_debug()));
        if (const auto refusal = read_anchor(digest, *owner, anchor)) {
            anchor.refusal = refusal->text;
            anchor.refused_at = static_cast<std::uint64_t>(
                line_of((refusal->at ? refusal->at : digest).offset_debug()));
        }
    }
    return found;
}

namespace {

/// A decoder of one token, over the text of a child element.
template <class Put>
bool put_child(pugi::xml_node parent, const char* name, Wire& wire, const Put& put) {
    const ElementText text(parent.child(name));
    return !text.view().empty() && put(text.view(), wire);
}

/// xsd:dateTime with whole seconds: "2017-02-02T00:00:00+00:00", "...Z", or without an offset,
/// which means UTC here.
std::optional<Timestamp> read_date(std::string_view text) {
    constexpr std::size_t without_offset = 19, with_z = 20, with_offset = 25;
    if (text.size() < without_offset || text[10] != 'T') return std::nullopt;
    if (text.size() == without_offset) return from_iso8601(std::string(text) + 'Z');
    if (text.size() != with_z && text.size() != with_offset) return std::nullopt;
    return from_iso8601(text);
}

bool read_attribute(pugi::xml_node digest, const char* name, std::optional<Timestamp>& to) {
    const pugi::xml_attribute attribute = digest.attribute(name);
    if (!attribute) return true;
    to = read_date(attribute.value());
    return to.has_value();
}

/// Whether a DNSKEY has the digest that a DS of the supported types says; true for others (V-DS-2).
bool digest_matches(NameView zone, Octets dnskey, DsView ds) {
    const DigestInfo* const type = find_digest(ds.digest_type());
    if (type == nullptr || !type->supported) return true;
    const auto hash = Botan::HashFunction::create(std::string(type->mnemonic));
    if (!hash) return true;
    for (const std::uint8_t octet : zone.wire()) hash->update(fold(octet));
    hash->update(dnskey.data(), dnskey.size());
    const auto expected = hash->final();
    return equal(ds.digest(), {expected.data(), expected.size()});
}

/// "PublicKey ... base64", "Flags ... of the DNSKEY": what is given twice must agree, or the file
/// is not to be trusted.
std::optional<Refusal> check_public_key(pugi::xml_node digest, NameView zone, RootAnchor& anchor) {
    const DsView ds(anchor.anchor.rdata);
    const pugi::xml_node key = digest.child("PublicKey");
    if (!key) return std::nullopt;
    const auto dnskey = std::make_unique<Wire>();
    if (!put_child(digest, "Flags", *dnskey, put_u16))
        return Refusal{digest.child("Flags"), "PublicKey without Flags 0..65535"};
    dnskey->put8(3);
    dnskey->put8(ds.algorithm());
    if (!put_child(digest, "PublicKey", *dnskey, put_base64_token))
        return Refusal{key, "PublicKey is not base64"};
    if (key_tag(dnskey->octets()) != ds.key_tag())
        return Refusal{key, "the key tag of PublicKey is " +
                                std::to_string(key_tag(dnskey->octets())) + ", KeyTag says " +
                                std::to_string(ds.key_tag())};
    if (!digest_matches(zone, dnskey->octets(), ds))
        return Refusal{key, "Digest is not that of PublicKey"};
    anchor.dnskey.assign(dnskey->octets().begin(), dnskey->octets().end());
    return std::nullopt;
}

std::optional<Refusal> read_anchor(pugi::xml_node digest, NameView zone, RootAnchor& found) {
    TrustInput& anchor = found.anchor;
    const auto ds = std::make_unique<Wire>();
    const auto refuse = [&](const char* element, const char* text) {
        return Refusal{digest.child(element), text};
    };
    if (!put_child(digest, "KeyTag", *ds, put_u16))
        return refuse("KeyTag", "KeyTag is not a number 0..65535");
    if (!put_child(digest, "Algorithm", *ds, put_u8))
        return refuse("Algorithm", "Algorithm is not a number 0..255");
    if (!put_child(digest, "DigestType", *ds, put_u8))
        return refuse("DigestType", "DigestType is not a number 0..255");
    if (!put_child(digest, "Digest", *ds, put_hex_token))
        return refuse("Digest", "Digest is not hexadecimal");
    if (!read_attribute(digest, "validFrom", anchor.valid_from) ||
        !read_attribute(digest, "validUntil", anchor.valid_until))
        return Refusal{digest,
                       "validFrom and validUntil must be dates like 2017-02-02T00:00:00+00:00"};
    anchor.rdata.assign(ds->octets().begin(), ds->octets().end());
    return check_public_key(digest, zone, found);
}

}  // namespace
}  // namespace zoneproof
