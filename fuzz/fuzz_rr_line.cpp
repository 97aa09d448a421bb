// One line "TYPE RDATA" of a zone file: what the grammars accept is well-formed wire form, and text
// to wire to text to wire is a fixed point.
#include "fuzz/rdata_oracle.hpp"

using namespace zoneproof;
using namespace zoneproof::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto wire = std::make_unique<Wire>();
    static const Name origin = *name_from_text("sub.example.");
    static const NameView origin_view = origin;
    const TokenLine line(text({data, size}));
    const Tokens tokens = line.tokens();
    if (tokens.count == 0) return 0;
    const auto type = type_from_text(tokens[0]);
    if (!type) return 0;

    wire->origin = size % 4 != 0 ? &origin_view : nullptr;
    const auto fault = parse_rdata(*type, tokens.from(1), *wire);
    if (fault) {
        require(fault->token < tokens.count, "a fault names a token, or the end of the line");
        return 0;
    }
    require(wire->size() <= 65535, "RDATA fits its length field");
    const Bytes rdata = copy(wire->octets());
    const bool irregular = wire->irregular, generic = is_generic(tokens.from(1));
    require(!irregular || generic, "only generic RDATA is kept in another than canonical form");
    check_canonical_rdata(*type, rdata);

    bool still_irregular = false;
    wire->clear();
    require(!check_rdata(*type, rdata, *wire, &still_irregular) && still_irregular == irregular,
            "text and wire agree on what is irregular", [&] { return show(*type, rdata); });
    return 0;
}
