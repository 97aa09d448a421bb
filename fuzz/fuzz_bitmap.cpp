// Type bitmaps (RFC 4034 4.1.2): read, written, compared with what should be there.
#include "fuzz/rdata_oracle.hpp"

#include "parser/dns/rdata.hpp"
#include "parser/field/type_bitmap.hpp"
#include "verifier/bitmap.hpp"

#include <set>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

using Types = std::set<std::uint16_t>;

/// The form from its definition: "Blocks are present in the NSEC RR RDATA in increasing numerical
/// order", "trailing octets of zeros MUST be omitted", "Blocks with no types present MUST NOT be
/// included".
bool naive_canonical(Octets windows) {
    int last = -1;
    while (!windows.empty()) {
        if (windows.size() < 2) return false;
        const std::size_t length = windows[1];
        if (windows[0] <= last || length == 0 || length > 32 || windows.size() < 2 + length)
            return false;
        if (windows[1 + length] == 0) return false;
        last = windows[0];
        windows = windows.subspan(2 + length);
    }
    return true;
}

Types types_of(TypeBitmap bitmap) {
    Types types;
    bitmap.each([&](RrType type) { types.insert(number(type)); });
    return types;
}

/// What the text of the types is on the wire.
Bytes written(const Types& types) {
    std::string text;
    for (const std::uint16_t type : types) text = to_text(static_cast<RrType>(type)) + " " + text;
    static const auto wire = std::make_unique<Wire>();
    wire->clear();
    const TokenLine line(text);
    std::size_t at = 0;
    require(put_type_bitmap(line.tokens(), *wire, at), "a list of types can be written",
            [&] { return text; });
    require(at == line.tokens().count, "all of it");
    return copy(wire->octets());
}

void check_comparison(TypeBitmap bitmap, const Types& shown, Octets expected_from) {
    Types wanted;
    for (std::size_t i = 0; i + 1 < expected_from.size(); i += 2)
        wanted.insert(load16(&expected_from[i]));
    std::vector<RrType> expected, memory;
    for (const std::uint16_t type : wanted) expected.push_back(static_cast<RrType>(type));
    Types missing, extra;
    compare_bitmap(
        bitmap, expected, memory, [&](RrType type) { missing.insert(number(type)); },
        [&](RrType type) { extra.insert(number(type)); });
    for (const std::uint16_t type : wanted)
        require(shown.contains(type) != missing.contains(type), "a type is shown or missing");
    for (const std::uint16_t type : shown)
        require(wanted.contains(type) != extra.contains(type), "a type is wanted or extra");
    for (const std::uint16_t type : missing) require(wanted.contains(type), "missing is wanted");
    for (const std::uint16_t type : extra) require(shown.contains(type), "extra is shown");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 20'000) return 0;
    Feed input(data, size);
    const Octets expected = input.take(input.take8() & 0x1E);
    const Octets windows = input.rest();
    const TypeBitmap bitmap(windows);
    const Types types = types_of(bitmap);
    for (const std::uint16_t type : types)
        require(bitmap.contains(static_cast<RrType>(type)), "what is visited is contained");
    check_comparison(bitmap, types, expected);

    Bytes nsec = {0};
    nsec.insert(nsec.end(), windows.begin(), windows.end());
    static const auto wire = std::make_unique<Wire>();
    wire->clear();
    bool irregular = false;
    const auto fault = check_rdata(RrType::NSEC, nsec, *wire, &irregular);
    const bool canonical = naive_canonical(windows);
    require(canonical == (!fault && !irregular), "canonical is what RFC 4034 4.1.2 says",
            [&] { return to_hex(windows); });
    if (fault) return 0;
    check_canonical_rdata(RrType::NSEC, nsec);
    const Bytes again = written(types);
    require(naive_canonical(again), "what is written is canonical");
    require(types_of(TypeBitmap(again)) == types, "what is written shows the same types");
    require(!canonical || equal(again, windows), "a canonical bitmap is written as it was",
            [&] { return to_hex(windows) + " " + to_hex(again); });
    return 0;
}
