// RecordReader: turns entries into raw records; the state of one read_records() call (private to
// parser/zone). records.cpp holds the record form, remarks.cpp what is told of it, directives.cpp
// the lines that begin with "$", generate.cpp the expansion of one.
#pragma once

#include "parser/zone/entries.hpp"
#include "parser/zone/records.hpp"

#include <string>
#include <string_view>

namespace zoneproof {

class RecordReader {
public:
    RecordReader(const PieceOfText&, const EntryContext&, const ReadOptions&, Arena&);

    Reading read();

private:
    // records.cpp
    void record(const Entry&);
    bool read_owner(std::string_view token, const Tokens&);
    struct Header {
        std::optional<std::uint32_t> ttl;
        bool other_class = false;
        RrType type{};
        bool numbered = false;     // TYPEnnn
        std::size_t rdata = 0;     // first token of the RDATA
        std::size_t class_at = 0;  // token of the class, where there is one
    };
    bool read_header(const Tokens&, std::size_t at, Header&);
    std::uint32_t effective_ttl(const Header&, const Tokens&);
    void store(RrType, std::uint32_t ttl, std::uint32_t offset);
    void store_signature(std::uint32_t ttl, std::uint32_t offset);
    void exclude(ExclusionReason, RrType, std::uint32_t offset);

    // remarks.cpp
    void remarks(const Tokens&, const Header&, bool has_quote);
    void remark_octets(const Tokens&);
    void remark_parentheses(const Entry&, const Header&);
    /// Carriage returns up to `to`; the tokens of the entry that lies there, none where there is no
    /// entry.
    void remark_returns(std::uint32_t to, const Tokens&);
    void fault(DiagnosticCode, const Tokens&, std::size_t token, Fault = Fault::unexpected,
               const char* expected = nullptr, RrType = {});
    void remark(DiagnosticCode code, const Tokens& tokens, std::size_t token, RrType type = {}) {
        fault(code, tokens, token, Fault::unexpected, nullptr, type);
    }
    /// The fault stands where the text ends, and no newline ends it: the file was cut off there.
    bool is_cut_off(const Diagnostic&) const;

    // directives.cpp
    bool directive(const Entry&);
    void origin_directive(const Tokens&);
    void ttl_directive(const Tokens&);
    bool include_directive(const Entry&);
    bool parse_origin(const Tokens&, std::size_t token, Name& to);

    // generate.cpp
    void generate_directive(const Tokens&);

    /// Offset of a token in the piece; that of the directive while $GENERATE expands.
    std::uint32_t offset(const Tokens&, std::size_t token) const;
    void use(unsigned part) { out_.used |= part & ~known_; }

    const PieceOfText& piece_;
    const ReadOptions& options_;
    Reading out_;
    EntryContext context_;
    unsigned known_ = 0;  // parts of the context that this piece itself has set
    Arena::Writer writer_;
    NameView origin_;              // of context_.origin, while there is one
    std::string_view owner_text_;  // the token context_.owner was read from; empty: compare names
    bool run_open_ = false;        // context_.owner is the owner of the last run
    Handle signer_handle_{};       // memo: nearly all signers of a zone are one name
    Name signer_;
    bool signer_known_ = false;
    std::optional<std::uint32_t> generating_at_;
    bool odd_octets_ = false;         // as EntryReader has it
    bool has_return_ = false;         // the piece holds a carriage return
    std::uint32_t returns_from_ = 0;  // before it all carriage returns are looked at
    Wire owner_wire_, wire_;
};

}  // namespace zoneproof
