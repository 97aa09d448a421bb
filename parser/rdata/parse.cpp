// Finds the grammar of a type, runs it, and says what was wrong.
#include "parser/rdata/parse.hpp"

#include "parser/field/hex.hpp"
#include "parser/field/number.hpp"
#include "parser/rdata/grammar.hpp"
#include "parser/rdata/wire.hpp"

#include <array>

namespace zoneproof {
namespace {

using rdata::Grammar;
using rdata::Output;

/// "A special token \# ..., which identifies the RDATA as having the generic encoding" RFC 3597 5
inline bool has_generic_mark(const Tokens& tokens) {
    return tokens.count != 0 && tokens[0] == "\\#";
}

/// Grammars by type: an array for the low numbers, where all common types are, and a short list.
class Grammars {
public:
    Grammars() {
        for (const auto& rows :
             {rdata::basic_grammars(), rdata::dnssec_grammars(), rdata::service_grammars(),
              rdata::security_grammars(), rdata::location_grammars()})
            for (const rdata::Row& row : rows) add(row);
    }

    Grammar of(RrType type) const {
        if (number(type) < low_.size()) [[likely]]
            return low_[number(type)];
        for (std::size_t i = 0; i < count_; ++i)
            if (high_[i].type == type) return high_[i].grammar;
        return nullptr;
    }

private:
    void add(const rdata::Row& row) {
        if (number(row.type) < low_.size())
            low_[number(row.type)] = row.grammar;
        else
            high_.at(count_++) = row;
    }

    std::array<Grammar, 320> low_{};
    std::array<rdata::Row, 8> high_{};
    std::size_t count_ = 0;
};

const Grammars& grammars() {
    static const Grammars all;
    return all;
}

std::optional<RdataFault> parse_native(Grammar grammar, const Tokens& tokens, Wire& wire) {
    Output output{wire};
    const std::size_t used = grammar(tokens, output);
    if (output.expected != nullptr) [[unlikely]]
        return RdataFault{output.fault, output.token, output.expected};
    if (used != tokens.count) [[unlikely]]
        return RdataFault{Fault::trailing, used, "end of the record"};
    return std::nullopt;
}

/// The token that holds digit number `digit` of the data; the length where there is no data.
std::size_t token_of_digit(const Tokens& tokens, std::size_t digit) {
    if (tokens.count == 2) return 1;
    std::size_t token = 2;
    while (token + 1 < tokens.count && digit >= tokens[token].size())
        digit -= tokens[token++].size();
    return token;
}

/// `\# length hex`, RFC 3597 5: "a sequence of zero or more words of hexadecimal data encoding the
/// actual RDATA field, each containing an even number of hexadecimal digits"; the length counts
/// octets.
std::optional<RdataFault> parse_generic(RrType type, const Tokens& tokens, Wire& wire) {
    std::uint64_t length;
    if (tokens.count < 2) return RdataFault{Fault::missing, tokens.count, "RDATA length"};
    if (!read_number(tokens[1], Wire::capacity, length))
        return RdataFault{Fault::generic_rdata, 1, "RDATA length"};
    Wire given;
    for (std::size_t i = 2; i < tokens.count; ++i)
        if (!put_hex_token(tokens[i], given))
            return RdataFault{Fault::generic_rdata, i, "hexadecimal data"};
    if (given.size() != length) return RdataFault{Fault::generic_rdata, 1, "RDATA length"};

    if (find_type(type) == nullptr) {
        wire.put(given.octets());
        return std::nullopt;
    }
    const auto fault = check_rdata(type, given.octets(), wire, &wire.irregular);
    if (!fault) return std::nullopt;
    const std::size_t token = token_of_digit(tokens, 2 * fault->offset);
    return RdataFault{Fault::generic_rdata, token, fault->expected};
}

}  // namespace

std::optional<RdataFault> parse_rdata(RrType type, const Tokens& tokens, Wire& wire) {
    wire.clear();
    wire.fold_names = folds_names(type);
    if (has_generic_mark(tokens)) [[unlikely]]
        return parse_generic(type, tokens, wire);
    if (const Grammar grammar = grammars().of(type)) [[likely]]
        return parse_native(grammar, tokens, wire);
    const Fault fault = tokens.count == 0 ? Fault::missing : Fault::unexpected;
    return RdataFault{fault, 0, "generic RDATA (\\#)"};
}

bool is_generic(const Tokens& tokens) {
    return has_generic_mark(tokens);
}

}  // namespace zoneproof
