// What the grammar files and parse.cpp share: tokens as the input of a parser, its output, and the
// tables from type to grammar. Private to parser/rdata.
#pragma once

#include "parser/dns/types.hpp"
#include "parser/field/wire.hpp"
#include "parser/scan/tape.hpp"

#include <cstddef>
#include <iterator>
#include <span>
#include <string_view>

namespace zoneproof::rdata {

/// Where the grammar writes, and what it wanted when it stopped.
struct Output {
    Wire& wire;
    const char* expected = nullptr;

    bool missing(const char* name) { return expected = name, wire.fail(Fault::missing); }
    bool refused(const char* name) { return expected = name, false; }
};

class TokenIterator {
public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = std::string_view;

    TokenIterator() = default;
    TokenIterator(const Tokens& tokens, std::size_t index) : tokens_(&tokens), index_(index) {}

    std::string_view operator*() const { return (*tokens_)[index_]; }
    TokenIterator& operator++() { return ++index_, *this; }
    TokenIterator operator++(int) {
        const TokenIterator before = *this;
        ++index_;
        return before;
    }
    friend bool operator==(const TokenIterator& a, const TokenIterator& b) {
        return a.index_ == b.index_;
    }

    std::size_t index() const { return index_; }
    Tokens rest() const { return tokens_->from(index_); }
    void advance(std::size_t count) { index_ += count; }

private:
    const Tokens* tokens_ = nullptr;
    std::size_t index_ = 0;
};

/// Parses the tokens of one RDATA and returns how many it took. Throws X3's expectation_failure
/// over TokenIterator for the first token that is not what the grammar wants.
using Grammar = std::size_t (*)(const Tokens&, Output&);

struct Row {
    RrType type;
    Grammar grammar;
};

std::span<const Row> basic_grammars();
std::span<const Row> dnssec_grammars();
std::span<const Row> service_grammars();
std::span<const Row> security_grammars();
std::span<const Row> location_grammars();

}  // namespace zoneproof::rdata
