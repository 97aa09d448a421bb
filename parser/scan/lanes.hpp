// The lanes as functions over bare pointers; scan.cpp puts the tape around them.
//
// Lane files are built for one kind of machine, so they use no inline function of the library: the
// linker might take its code from there for all machines.
#pragma once

#include "parser/scan/tape.hpp"

namespace zoneproof::lanes {

/// Where the next offsets go.
struct Cursor {
    std::uint32_t* begin;
    std::uint32_t* end;
};

using Lane = void(const char* text, std::uint32_t from, std::uint32_t to, ScanState&, Cursor&);

Lane scan_octets;  // the scalar lane, for every machine
#if defined(__x86_64__)
Lane scan_sse42;
Lane scan_avx2;
Lane scan_avx512;
#endif

}  // namespace zoneproof::lanes
