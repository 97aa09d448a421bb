// The tokens of one line of zone text, as the scanner gives them, and wire octets as hexadecimal.
#pragma once

#include "parser/field/wire.hpp"
#include "parser/scan/tape.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

class TokenLine {
public:
    explicit TokenLine(std::string_view line)
        : text_(std::string(padding, ' ') + std::string(line) + '\n' + std::string(padding, ' ')) {
        Tape tape;
        ScanState state;
        tape.reserve(text_.size());
        scan_scalar(text_.data(), padding, static_cast<std::uint32_t>(text_.size() - padding),
                    state, tape);
        for (std::size_t i = 0; i < tape.ends; ++i) {
            const char first = text_[tape.begin[i]];
            if (first == '\n' || first == '(' || first == ')') continue;
            begin_.push_back(tape.begin[i]);
            end_.push_back(tape.end[i]);
        }
    }

    Tokens tokens() const { return {text_.data(), begin_.data(), end_.data(), begin_.size()}; }
    std::string_view first() const { return tokens()[0]; }

private:
    static constexpr std::size_t padding = 64;
    std::string text_;
    std::vector<std::uint32_t> begin_, end_;
};

/// What a decoder of one token makes of `text`: hexadecimal, or "" when it refuses.
template <class Decode>
std::string decoded(const Decode& decode, std::string_view text, Wire& wire) {
    wire.clear();
    return decode(TokenLine(text).first(), wire) ? to_hex(wire.octets()) : "";
}

template <class Decode>
std::string decoded(const Decode& decode, std::string_view text) {
    Wire wire;
    return decoded(decode, text, wire);
}

/// The fault of a decoder that must refuse `text`.
template <class Decode>
Fault fault_of(const Decode& decode, std::string_view text) {
    Wire wire;
    const bool accepted = decode(TokenLine(text).first(), wire);
    return accepted ? static_cast<Fault>(255) : wire.fault;
}

/// The same for a decoder of all tokens of the line.
template <class Decode>
std::string decoded_all(const Decode& decode, std::string_view text) {
    Wire wire;
    std::size_t at = 0;
    const TokenLine line(text);
    if (!decode(line.tokens(), wire, at)) return "refused at " + std::to_string(at);
    return to_hex(wire.octets());
}

}  // namespace zoneproof
