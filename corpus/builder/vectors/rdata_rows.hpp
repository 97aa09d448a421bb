// The tables of rdata_text_wire. Private to this folder.
#pragma once

#include "corpus/builder/record.hpp"

#include <span>
#include <string>

namespace zoneproof::corpus {

/// Text and the octets it comes to, in the notation of octets.hpp.
struct RdataRow {
    RrType type;
    const char* text;
    const char* wire;
    const char* canonical = nullptr;  // where names are folded
    const char* flag = "Plain";
    const char* comment = "";
};

/// Text that is no RDATA of its type.
struct BadTextRow {
    RrType type;
    const char* comment;
    std::string text;
};

/// Octets that are none.
struct BadWireRow {
    RrType type;
    const char* comment;
    const char* wire;
};

std::span<const RdataRow> basic_rows();
std::span<const RdataRow> dnssec_rows();
std::span<const RdataRow> service_rows();
std::span<const RdataRow> other_rows();
std::span<const BadTextRow> bad_text_rows();
std::span<const BadWireRow> bad_wire_rows();

}  // namespace zoneproof::corpus
