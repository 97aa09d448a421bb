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

/// Where the grammar writes, and the first field that failed.
struct Output {
    Wire& wire;
    const char* expected = nullptr;  // name of that field; nullptr: none failed
    std::size_t token = 0;
    Fault fault{};

    bool missing(const char* name, const TokenIterator& at) {
        wire.fail(Fault::missing);
        return refused(name, at);
    }
    bool refused(const char* name, const TokenIterator& at) {
        // An optional part that failed is no failure to X3, which then goes on behind it.
        if (expected == nullptr) expected = name, token = at.index(), fault = wire.fault;
        return false;
    }
};

/// Parses the tokens of one RDATA and returns how many it took.
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
