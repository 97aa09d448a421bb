#include "parser/zone/diagnostic.hpp"

namespace zoneproof {
namespace {

std::size_t index(DiagnosticCode code) {
    return static_cast<std::size_t>(code);
}
std::size_t index(Fault fault) {
    return static_cast<std::size_t>(fault);
}

}  // namespace

bool read_differently(DiagnosticCode code) {
    using enum DiagnosticCode;
    switch (code) {
    case blank_owner_after_include:  // NSD and PowerDNS: the owner of the included file
    case adjacent_strings:           // NSD 4.3.5: "a"b is one string, later releases: a"b" is
    case odd_parenthesis:            // PowerDNS: a(b is one word; Knot: (a b) ends in the string b)
    case stray_return:      // BIND and NSD: the end of the line; PowerDNS: part of the string
    case nul_octet:         // NSD and PowerDNS: the end of the string
    case irregular_bitmap:  // brought in order, or taken as damaged
        return true;
    default: return false;
    }
}

void Diagnostics::add(const Diagnostic& diagnostic) {
    std::uint64_t& count = counts_[index(diagnostic.code)][index(diagnostic.fault)];
    if (keep_ == 0 || count < keep_) kept_.push_back(diagnostic);
    ++count;
}

void Diagnostics::append(const Diagnostics& later) {
    // The first of the whole are the first of the earlier part, then the first of the later one.
    auto seen = counts_;
    for (const Diagnostic& diagnostic : later.kept_)
        if (seen[index(diagnostic.code)][index(diagnostic.fault)]++ < keep_ || keep_ == 0)
            kept_.push_back(diagnostic);
    for (std::size_t code = 0; code < diagnostic_codes; ++code)
        for (std::size_t fault = 0; fault < faults; ++fault)
            counts_[code][fault] += later.counts_[code][fault];
}

void Diagnostics::clear() {
    counts_ = {};
    kept_.clear();
}

std::uint64_t Diagnostics::count(DiagnosticCode code, Fault fault) const {
    return counts_[index(code)][index(fault)];
}

std::uint64_t Diagnostics::count(DiagnosticCode code) const {
    std::uint64_t sum = 0;
    for (const std::uint64_t count : counts_[index(code)]) sum += count;
    return sum;
}

std::uint64_t Diagnostics::read_differently() const {
    std::uint64_t sum = 0;
    for (std::size_t at = 0; at < diagnostic_codes; ++at) {
        const auto code = static_cast<DiagnosticCode>(at);
        if (zoneproof::read_differently(code)) sum += count(code);
    }
    return sum;
}

bool Diagnostics::lost_records() const {
    // Codes before meta_type: the entry is no record, so what it held is unchecked (V-VER-3). Meta
    // types and other classes are known and excluded (V-NAME-3, V-NAME-14), a TTL is kept
    // (V-NAME-10).
    for (std::size_t code = 0; code < index(DiagnosticCode::meta_type); ++code)
        if (count(static_cast<DiagnosticCode>(code)) != 0) return true;
    return false;
}

}  // namespace zoneproof
