// How long each field is in wire form, and whether it is well formed: exactly what its RFC allows,
// and nothing read beyond the RDATA.
#include "parser/rdata/layout.hpp"

#include "parser/dns/name.hpp"
#include "parser/field/svc_params.hpp"

#include <algorithm>

namespace zoneproof::detail {
namespace {

/// The octets of a field and what lies in front of it.
struct Measure {
    Octets rdata;
    std::size_t at;
    std::size_t length = 0;
    Fault fault = Fault::unexpected;
    bool irregular = false;

    Octets rest() const { return rdata.subspan(at + length); }
    bool fail(Fault why) { return fault = why, false; }
    bool take(std::size_t octets) {
        if (rest().size() < octets) return fail(Fault::missing);
        return length += octets, true;
    }
    bool take_all() { return take(rest().size()); }
    /// A length octet and that many.
    bool take_counted(std::size_t least) {
        const Octets left = rest();
        if (left.empty()) return fail(Fault::missing);
        if (left[0] < least) return fail(Fault::unexpected);
        return take(1u + left[0]);
    }
    bool take_name();
};

// "they MUST NOT be compressed" RFC 3597 4
bool Measure::take_name() {
    if (rest().empty()) return fail(Fault::missing);
    const std::size_t octets = wire_name_length(rest());
    return octets != 0 ? take(octets) : fail(Fault::unexpected);
}

// "Blocks are present in the NSEC RR RDATA in increasing numerical order" of 1 to 32 octets each,
// without trailing zero octets: RFC 4034 4.1.2. What breaks that can still be read, a block cut off
// cannot.
bool measure_bitmap(Measure& m) {
    int previous = -1;
    while (!m.rest().empty()) {
        const Octets block = m.rest();
        if (block.size() < 2 || block.size() < 2u + block[1]) return m.fail(Fault::missing);
        const unsigned octets = block[1];
        if (block[0] <= previous || octets == 0 || octets > 32 || block[1 + octets] == 0)
            m.irregular = true;
        previous = block[0];
        m.length += 2u + octets;
    }
    return true;
}

// RFC 2535 5.2: types 1 to 127, trailing zero octets left out; bit 0 would announce another form,
// never defined.
bool measure_old_bitmap(Measure& m) {
    const Octets map = m.rest();
    if (map.empty() || map.size() > 16 || map.back() == 0 || (map[0] & 0x80) != 0)
        m.irregular = true;
    return m.take_all();
}

// RFC 4025 2.3, 2.5 and RFC 8777 4.2.3, 4.2.4 number them alike.
bool measure_gateway(Measure& m, unsigned type) {
    switch (type) {
    case 0: return true;
    case 1: return m.take(4);
    case 2: return m.take(16);
    case 3: return m.take_name();
    default: return m.fail(Fault::unexpected);
    }
}

/// The low bits of the type; one to come has a form that nobody can tell yet.
bool measure_relay(Measure& m) {
    const unsigned type = m.rdata[1] & 0x7Fu;
    return type <= 3 ? measure_gateway(m, type) : m.take_all();
}

// "The address suffix ... MUST NOT be present if the prefix length is 128 bits" RFC 2874 3.1
bool measure_a6_suffix(Measure& m) {
    if (!m.take(1)) return false;
    const unsigned prefix = m.rdata[m.at];
    if (prefix > 128) return m.fail(Fault::unexpected);
    if (!m.take(16 - prefix / 8)) return false;
    // "a sufficient number of pad bits ... set to zero" make the suffix whole octets.
    const bool padded = prefix % 8 == 0 || (m.rdata[m.at + 1] & ~(0xFFu >> prefix % 8)) == 0;
    return padded || m.fail(Fault::unexpected);
}

// RFC 8005 5: HIT length, public key algorithm, public key length, HIT, public key
bool measure_host_identity(Measure& m) {
    if (!m.take(4)) return false;
    const unsigned hit = m.rdata[m.at], key = load16(m.rdata.data() + m.at + 2);
    if (hit == 0 || key == 0) return m.fail(Fault::unexpected);
    return m.take(hit) && m.take(key);
}

// "AFDPART ... MUST NOT include trailing zero octets", RFC 3123 4; other address families are not
// known to us.
bool measure_prefixes(Measure& m) {
    while (!m.rest().empty()) {
        const Octets item = m.rest();
        if (item.size() < 4) return m.fail(Fault::missing);
        const unsigned family = load16(item.data()), prefix = item[2], octets = item[3] & 0x7F;
        const unsigned widest = family == 1 ? 32 : family == 2 ? 128 : 255;
        if (prefix > widest || (widest <= 128 && octets > widest / 8))
            return m.fail(Fault::unexpected);
        if (!m.take(4 + octets)) return false;
        if (octets != 0 && item[3 + octets] == 0) return m.fail(Fault::unexpected);
    }
    return true;
}

/// Centimetres as a digit and a power of ten, RFC 1876 2; zero has no power.
bool is_size(std::uint8_t octet) {
    return octet >> 4 <= 9 && (octet & 15) <= 9 && (octet >> 4 != 0 || octet == 0);
}

bool measure_location(Measure& m) {
    const Octets loc = m.rest();
    if (loc.empty()) return m.fail(Fault::missing);
    if (loc[0] != 0)
        return m.take_all();  // "VERSION ... MUST be zero"; of another one nothing is known
    if (!m.take(16)) return false;
    constexpr std::uint32_t degree = 3'600'000, equator = 1u << 31;
    const auto within = [](std::uint32_t angle, std::uint32_t degrees) {
        return angle >= equator - degrees * degree && angle <= equator + degrees * degree;
    };
    const bool in_range = is_size(loc[1]) && is_size(loc[2]) && is_size(loc[3]) &&
                          within(load32(loc.data() + 4), 90) && within(load32(loc.data() + 8), 180);
    return in_range || m.fail(Fault::loc_range);
}

// "Tags ... are comprised of ASCII letters and digits" RFC 8659 4.1
bool measure_tag(Measure& m) {
    if (m.rest().empty()) return m.fail(Fault::missing);
    if (!m.take_counted(0)) return false;
    const Octets tag = m.rdata.subspan(m.at + 1, m.length - 1);
    const bool ok = std::all_of(tag.begin(), tag.end(), [](std::uint8_t c) {
        return (fold(c) >= 'a' && fold(c) <= 'z') || (c >= '0' && c <= '9');
    });
    return (ok && !tag.empty()) || m.fail(Fault::caa_tag);
}

bool are_digits(Octets text) {
    return std::all_of(text.begin(), text.end(),
                       [](std::uint8_t c) { return c >= '0' && c <= '9'; });
}

/// RFC 1183 3.1: a number of X.121, of which the first four digits name the network.
bool measure_digits(Measure& m) {
    if (!m.take_counted(4)) return false;
    return are_digits(m.rdata.subspan(m.at + 1, m.length - 1)) || m.fail(Fault::unexpected);
}

/// Format 1 is a telephone number in digits, others are octets: af-saa-0069 5.2.
bool measure_atm_address(Measure& m) {
    if (!m.take(2) || !m.take_all()) return false;
    return m.rdata[m.at] != 1 || are_digits(m.rdata.subspan(m.at + 1)) || m.fail(Fault::unexpected);
}

bool measure_svc_params(Measure& m) {
    const auto fault = check_svc_params(m.rest(), &m.irregular);
    if (!fault) return m.take_all();
    m.length = fault->offset;
    return m.fail(fault->fault);
}

bool measure_field(Field field, Measure& m) {
    using enum Field;
    switch (field) {
    case none: return true;
    case u8:
    case scheme:
    case relay_type: return m.take(1);
    case u16:
    case type: return m.take(2);
    case u32:
    case time:
    case ipv4: return m.take(4);
    case eui48: return m.take(6);
    case u64:
    case locator:
    case eui64: return m.take(8);
    case ipv6: return m.take(16);
    case name: return m.take_name();
    case names:
        while (!m.rest().empty())
            if (!m.take_name()) return false;
        return true;
    case a6_name: return m.rdata[0] == 0 || m.take_name();
    case a6_suffix: return measure_a6_suffix(m);
    case digits: return measure_digits(m);
    case string:
    case salt: return m.take_counted(0);
    case optional_string: return m.rest().empty() || m.take_counted(0);
    case strings:
        if (!m.take_counted(0)) return false;
        [[fallthrough]];
    case any_strings:
        while (!m.rest().empty())
            if (!m.take_counted(0)) return false;
        return true;
    case hash: return m.take_counted(1);  // "in the range of 1 to 255", RFC 5155 3.1.7
    case tag: return measure_tag(m);
    case gateway: return measure_gateway(m, m.rdata[1]);
    case relay: return measure_relay(m);
    case host_identity: return measure_host_identity(m);
    case bitmap: return measure_bitmap(m);
    case old_bitmap: return measure_old_bitmap(m);
    case ports: return m.rest().size() <= 8192 ? m.take_all() : m.fail(Fault::trailing);
    case prefixes: return measure_prefixes(m);
    case location: return measure_location(m);
    case svc_params: return measure_svc_params(m);
    case prefixed_hex: return m.take(1) && m.take_all();
    case atm_address: return measure_atm_address(m);
    case nonempty_quoted:
    case hex:
    case base64: return m.take(1) && m.take_all();
    case key_or_none: return (m.rdata[0] & 0xC0) == 0xC0 ? m.take_all() : m.take(1) && m.take_all();
    case ipsec_key: return m.rdata[2] == 0 || m.take_all();
    case optional_base64:
    case base64_or_dash:
    case quoted: return m.take_all();
    }
    return false;
}

}  // namespace

bool measure(Field field, Octets rdata, std::size_t at, std::size_t& length, Fault& fault,
             bool* irregular) {
    Measure m{rdata, at};
    const bool ok = measure_field(field, m);
    length = m.length;
    fault = m.fault;
    if (m.irregular && irregular != nullptr) *irregular = true;
    return ok;
}

}  // namespace zoneproof::detail
