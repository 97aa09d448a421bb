// Zone text through every lane of the scanner, whole and in two pieces: one tape (parser/scan).
#include "fuzz/oracle.hpp"

#include "parser/scan/tape.hpp"

#include <cstring>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

constexpr std::uint32_t padding = 64;

struct Scanned {
    Tape tape;
    ScanState state;

    void scan(Scan lane, const std::string& text, std::uint32_t from, std::uint32_t to) {
        tape.reserve(to - from);
        lane(text.data(), padding + from, padding + to, state, tape);
    }
    friend bool operator==(const Scanned& a, const Scanned& b) {
        const auto same = [](const auto& of_a, std::size_t n, const auto& of_b, std::size_t m) {
            return n == m && std::equal(of_a.begin(), of_a.begin() + static_cast<std::ptrdiff_t>(n),
                                        of_b.begin());
        };
        return a.state == b.state &&
               same(a.tape.begin, a.tape.begins, b.tape.begin, b.tape.begins) &&
               same(a.tape.end, a.tape.ends, b.tape.end, b.tape.ends);
    }
};

/// Tokens ascend, do not overlap, and hold no blank outside quotes.
void check_tape(const Scanned& scanned, std::uint32_t size) {
    const Tape& tape = scanned.tape;
    require(tape.begins == tape.ends || tape.begins == tape.ends + 1,
            "at most one token is open at the end");
    std::uint32_t at = padding;
    for (std::size_t i = 0; i < tape.ends; ++i) {
        require(tape.begin[i] >= at && tape.end[i] > tape.begin[i], "tokens ascend");
        at = tape.end[i];
    }
    require(at <= padding + size, "tokens end in the text");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Feed input(data, size);
    const unsigned choice = input.take16();
    const Octets zone = input.rest();
    const auto length = static_cast<std::uint32_t>(zone.size());
    const std::uint32_t cut = length == 0 ? 0 : choice % (length + 1);
    std::string text(padding, '\n');
    text += fuzz::text(zone);
    text.append(padding, '\n');

    Scanned reference;
    reference.scan(scan_scalar, text, 0, length);
    check_tape(reference, length);
    for (const ScanLane& lane : scan_lanes()) {
        Scanned whole, pieces, mixed;
        whole.scan(lane.scan, text, 0, length);
        pieces.scan(lane.scan, text, 0, cut);
        pieces.scan(lane.scan, text, cut, length);
        mixed.scan(lane.scan, text, 0, cut);
        mixed.scan(scan_scalar, text, cut, length);
        const auto name = [&] { return std::string(lane.name); };
        require(whole == reference, "a lane writes the tape of the reference", name);
        require(pieces == reference, "a cut changes no tape", name);
        require(mixed == reference, "lanes take turns without a trace", name);
    }
    return 0;
}
