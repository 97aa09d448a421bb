// Typed views over canonical RDATA of the types that DNSSEC reads. A view is made of well-formed
// RDATA only: the parser has checked it (parser/rdata/wire.hpp), so accessors neither fail nor
// allocate.
#pragma once

#include "parser/base/bytes.hpp"
#include "parser/dns/name.hpp"
#include "parser/dns/types.hpp"

namespace zoneproof {

/// RFC 1035 3.3.13
class SoaView {
public:
    explicit SoaView(Octets rdata) : numbers_(rdata.last(20).data()) {}
    std::uint32_t serial() const { return load32(numbers_); }
    std::uint32_t expire() const { return load32(numbers_ + 12); }
    std::uint32_t minimum() const { return load32(numbers_ + 16); }

private:
    const std::uint8_t* numbers_;  // behind the two names: serial, refresh, retry, expire, minimum
};

/// RFC 4034 2.1; CDNSKEY has the same form (RFC 7344 3.2).
class DnskeyView {
public:
    explicit DnskeyView(Octets rdata) : rdata_(rdata) {}
    std::uint16_t flags() const { return load16(rdata_.data()); }
    bool zone() const { return (flags() & 0x0100) != 0; }
    bool revoked() const { return (flags() & 0x0080) != 0; }
    bool sep() const { return (flags() & 0x0001) != 0; }
    std::uint8_t protocol() const { return rdata_[2]; }
    std::uint8_t algorithm() const { return rdata_[3]; }
    Octets public_key() const { return rdata_.subspan(4); }
    Octets rdata() const { return rdata_; }

private:
    Octets rdata_;
};

/// RFC 4034 5.1; CDS has the same form (RFC 7344 3.1).
class DsView {
public:
    explicit DsView(Octets rdata) : rdata_(rdata) {}
    std::uint16_t key_tag() const { return load16(rdata_.data()); }
    std::uint8_t algorithm() const { return rdata_[2]; }
    std::uint8_t digest_type() const { return rdata_[3]; }
    Octets digest() const { return rdata_.subspan(4); }

private:
    Octets rdata_;
};

/// The type bitmaps of RFC 4034 4.1.2, well formed or not: what does not fit the form counts as no
/// type.
class TypeBitmap {
public:
    explicit TypeBitmap(Octets windows) : windows_(windows) {}
    bool contains(RrType) const;
    Octets windows() const { return windows_; }

    /// Calls visit(RrType) for every bit set, in the order stored.
    template <class Visit>
    void each(const Visit& visit) const {
        for (std::size_t at = 0; at + 2 <= windows_.size();) {
            const unsigned window = windows_[at], length = windows_[at + 1];
            for (unsigned i = 0; i < length && i < 32 && at + 2 + i < windows_.size(); ++i)
                for (unsigned bit = 0; bit < 8; ++bit)
                    if ((windows_[at + 2 + i] & (0x80u >> bit)) != 0)
                        visit(static_cast<RrType>(window * 256 + i * 8 + bit));
            at += 2 + length;
        }
    }

private:
    Octets windows_;
};

/// RFC 4034 4.1
class NsecView {
public:
    explicit NsecView(Octets rdata) : next_(rdata.data(), wire_name_length(rdata)), rdata_(rdata) {}
    NameView next() const { return next_; }
    TypeBitmap types() const { return TypeBitmap(rdata_.subspan(next_.size())); }

private:
    NameView next_;
    Octets rdata_;
};

/// RFC 5155 3.2; NSEC3PARAM (4.2) is the same as far as the salt.
class Nsec3View {
public:
    explicit Nsec3View(Octets rdata) : rdata_(rdata) {}
    std::uint8_t hash_algorithm() const { return rdata_[0]; }
    std::uint8_t flags() const { return rdata_[1]; }
    bool opt_out() const { return (flags() & 1) != 0; }
    std::uint16_t iterations() const { return load16(rdata_.data() + 2); }
    Octets salt() const { return rdata_.subspan(5, rdata_[4]); }
    Octets next_hash() const { return rdata_.subspan(6 + rdata_[4], rdata_[5 + rdata_[4]]); }
    TypeBitmap types() const {
        return TypeBitmap(rdata_.subspan(6 + rdata_[4] + next_hash().size()));
    }

private:
    Octets rdata_;
};

/// RFC 8976 2.2
class ZonemdView {
public:
    explicit ZonemdView(Octets rdata) : rdata_(rdata) {}
    std::uint32_t serial() const { return load32(rdata_.data()); }
    std::uint8_t scheme() const { return rdata_[4]; }
    std::uint8_t hash_algorithm() const { return rdata_[5]; }
    Octets digest() const { return rdata_.subspan(6); }

private:
    Octets rdata_;
};

/// RFC 4034 appendix B: over the whole DNSKEY RDATA; algorithm 1 has the form of B.1.
std::uint16_t key_tag(Octets dnskey_rdata);

}  // namespace zoneproof
