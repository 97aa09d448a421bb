// Wire forms put together octet by octet; nothing of the parser is used.
#include "corpus/builder/vectors/octets.hpp"

#include "corpus/builder/key_pairs.hpp"

#include <cassert>

namespace zoneproof::corpus {
namespace {

void append_label(Bytes& to, Octets label) {
    to.push_back(static_cast<std::uint8_t>(label.size()));
    append(to, label);
}

/// "a.b" or "a.b." or ""
Bytes plain_wire(std::string_view text) {
    Bytes wire;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('.'), text.size());
        append_label(wire, octets(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    wire.push_back(0);
    return wire;
}

}  // namespace

Bytes octets_of(std::string_view notation) {
    Bytes data;
    std::string digits;
    for (std::size_t at = 0; at < notation.size(); ++at) {
        const char c = notation[at];
        if (c == ' ') continue;
        if (c != '<' && c != '\'') {
            digits += c;
            if (digits.size() < 2) continue;
            append(data, bytes_from_hex(digits).value());
            digits.clear();
            continue;
        }
        assert(digits.empty());
        const std::size_t end = notation.find(c == '<' ? '>' : '\'', at + 1);
        const std::string_view inside = notation.substr(at + 1, end - at - 1);
        append(data, c == '<' ? plain_wire(inside) : bytes(inside));
        at = end;
    }
    assert(digits.empty());
    return data;
}

Bytes wire_name(std::initializer_list<std::string_view> labels) {
    Bytes wire;
    for (const std::string_view label : labels) append_label(wire, octets(label));
    wire.push_back(0);
    return wire;
}

Bytes wire_name(const std::vector<Bytes>& labels) {
    Bytes wire;
    for (const Bytes& label : labels) append_label(wire, label);
    wire.push_back(0);
    return wire;
}

std::string escaped_name(Octets wire) {
    if (wire.size() == 1) return ".";
    std::string text;
    for (std::size_t at = 0; wire[at] != 0; at += wire[at] + 1u) {
        for (const std::uint8_t octet : wire.subspan(at + 1, wire[at])) {
            const char c = static_cast<char>(octet);
            if (octet < 0x21 || octet > 0x7E) {
                text += '\\';
                for (const unsigned unit : {100u, 10u, 1u})
                    text += static_cast<char>('0' + octet / unit % 10);
            } else {
                if (std::string_view("\".();@$\\").find(c) != std::string_view::npos) text += '\\';
                text += c;
            }
        }
        text += '.';
    }
    return text;
}

Name plain_name(std::string_view text) {
    return Name(NameView(plain_wire(text == "." ? "" : text)));
}

std::uint8_t Random::octet() {
    if (used_ == block_.size()) {
        block_ = derive("vectors " + seed_ + " " + std::to_string(blocks_++), 0, 255);
        used_ = 0;
    }
    return block_[used_++];
}

unsigned Random::below(unsigned bound) {
    const unsigned high = octet();
    return (high << 8 | octet()) % bound;
}

Bytes Random::octets(std::size_t count) {
    Bytes data;
    while (data.size() < count) data.push_back(octet());
    return data;
}

}  // namespace zoneproof::corpus
