// Checks RDATA field by field and copies it, its names in lower case where V-CAN-2 says so.
#include "parser/rdata/wire.hpp"

#include "parser/rdata/layout.hpp"

namespace zoneproof {
namespace {

/// Down-cases the name at `at`, whose `size` octets are a well-formed name. Length octets are below
/// 64 and keep.
bool fold_name(std::uint8_t* at, std::size_t size) {
    bool changed = false;
    for (std::size_t i = 0; i < size; ++i) {
        changed |= fold(at[i]) != at[i];
        at[i] = fold(at[i]);
    }
    return changed;
}

}  // namespace

std::optional<WireFault> check_rdata(RrType type, Octets rdata, Wire& out, bool* irregular) {
    if (irregular != nullptr) *irregular = false;
    const std::size_t start = out.size();
    if (!out.put(rdata)) return WireFault{Fault::rdata_overflow, 0, nullptr};
    const std::span<const detail::Field> fields = detail::layout(type);
    if (fields.empty()) return std::nullopt;

    std::size_t at = 0;
    for (const detail::Field field : fields) {
        std::size_t length;
        Fault fault;
        if (!detail::measure(field, rdata, at, length, fault, irregular))
            return WireFault{fault, at + length, detail::describe(field)};
        const bool is_name = field == detail::Field::name || field == detail::Field::a6_name;
        if (is_name && folds_names(type) && fold_name(out.data() + start + at, length))
            out.folded = true;
        at += length;
    }
    if (at != rdata.size())
        return WireFault{Fault::trailing, at, detail::describe(detail::Field::none)};
    return std::nullopt;
}

}  // namespace zoneproof
