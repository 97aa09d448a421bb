// TrustLines: the records of a file of trust, one by one, as zone files write them (RFC 1035 5.1).
//
// The parent's DS set, dsset files, the anchors of resolvers and what those remember about them
// (RFC 5011) all have this form. Whoever reads chooses which records count and whether a fault ends
// the reading.
#pragma once

#include "parser/base/result.hpp"
#include "parser/base/source.hpp"
#include "parser/dns/name.hpp"
#include "parser/dns/types.hpp"
#include "parser/field/wire.hpp"
#include "parser/scan/tape.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace zoneproof {

/// A whole file between two paddings.
class PaddedText {
public:
    explicit PaddedText(std::string_view text);
    /// At most 1 GiB: offsets of entries have 32 bits.
    static Result<PaddedText> read(const std::string& path);

    const char* data() const { return padded_.data() + Block::padding; }
    std::string_view view() const { return {data(), padded_.size() - 2 * Block::padding}; }

private:
    std::string padded_;
};

/// The first octet that says something is that of an XML document.
bool is_xml(std::string_view text);

/// One record, its RDATA still text.
struct TrustLine {
    NameView owner;
    RrType type;
    Tokens rdata;
    /// The entry as it stands in the file, comments included: resolvers keep state in them.
    std::string_view text;
    std::optional<std::uint32_t> ttl;  // its own, or that of $TTL
    std::uint64_t line;
    const Tokens& tokens;  // of the whole entry
    std::size_t type_token;
};

struct TrustFault {
    std::uint64_t line;
    std::string text;  // "expected domain name, found ..."
};

class TrustLines {
public:
    /// @param text lives as long as this.
    /// @param zone what relative owners are completed with; a record without an owner of its own
    /// ("IN DS ...") belongs to it.
    TrustLines(const PaddedText& text, NameView zone);
    ~TrustLines();
    TrustLines(const TrustLines&) = delete;
    TrustLines& operator=(const TrustLines&) = delete;

    /// Both return whether reading goes on.
    using OnRecord = std::function<bool(const TrustLine&)>;
    using OnFault = std::function<bool(const TrustFault&)>;
    /// Records of class IN in the order of the text, $ORIGIN and $TTL heeded.
    void read(const OnRecord&, const OnFault&);

    /// The RDATA in wire form, which stays until the next call, or what is wrong with it.
    std::optional<TrustFault> parse(const TrustLine&);
    Octets rdata() const;

    /// "expected `what`, found the token"
    TrustFault fault(const Tokens&, std::size_t token, const std::string& what);

private:
    struct Reader;
    std::unique_ptr<Reader> reader_;
};

}  // namespace zoneproof
