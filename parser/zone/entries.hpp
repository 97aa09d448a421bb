// Entries: the logical lines of a chunk of text, parentheses flattened (RFC 1035 5.1).
//
// The scanner fills a tape window by window (16 KiB stays in the first cache); whole entries are
// handed on as soon as their newline is there. What a group that never closes may cost is bounded:
// after 1 MiB, or at another "(", it is one fault at its "(", and reading resumes on the line
// behind that, so no octet is read more than twice.
#pragma once

#include "parser/scan/tape.hpp"
#include "parser/zone/diagnostic.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace zoneproof {

inline constexpr std::uint32_t max_entry_octets = 1u << 20;

struct Entry {
    Tokens tokens;     // at least one
    bool blank_owner;  // the entry starts with a blank
    bool has_quote;    // some token is a quoted string
    bool has_parentheses;
    std::uint32_t after;  // offset of the line behind the entry
    /// Positions of tokens with a parenthesis directly behind them, ascending.
    std::span<const std::uint32_t> before_parenthesis = {};
};

/// What ends a chunk.
struct EntriesEnd {
    bool stopped = false;         // on_entry returned false
    bool open = false;            // a group is open at the end of a chunk that is not the last
    std::uint32_t open_from = 0;  // where its entry begins
    bool in_line = false;         // the chunk ends inside a line that is too long already
    bool open_at_end = false;     // the text ended inside parentheses or quotes
};

/// A fault of structure: code, offset, length.
struct StructureFault {
    DiagnosticCode code;
    std::uint32_t offset, length;
};

class EntryReader {
public:
    /// @param text readable from Block::padding before to Block::padding behind `size`, where
    /// newlines stand.
    /// @param last nothing follows this text; otherwise it ends with a newline or inside an
    /// over-long line.
    EntryReader(const char* text, std::uint32_t size, bool last, Scan scan)
        : text_(text), size_(size), last_(last), scan_(scan) {}

    /// Calls on_entry(const Entry&) -> bool for each entry from `from` on, until it returns false,
    /// and on_fault(const StructureFault&) for what is no entry.
    template <class OnEntry, class OnFault>
    EntriesEnd read(std::uint32_t from, const OnEntry& on_entry, const OnFault& on_fault);

    /// Octets of the windows so far that no ordinary zone has: NUL, or from 0x80 on. Whoever is
    /// handed an entry looks at it more closely when this is set.
    bool odd_octets = false;
    double scan_seconds = 0;  // filled when clock is set
    double (*clock)() = nullptr;

private:
    static constexpr std::uint32_t window = 16 * 1024;

    void restart(std::uint32_t at) {
        at_ = line_ = at;
        tape_.begins = tape_.ends = 0;
        state_ = {};
        next_ = 0;
        depth_ = 0;
        parens_ = quotes_ = false;
        faulty_ = false;
    }
    void scan_window();
    Tokens flat(std::size_t first, std::size_t end, bool parens);
    std::uint32_t line_behind(std::uint32_t offset) const {
        const void* const newline = std::memchr(text_ + offset, '\n', limit() - offset);
        return newline == nullptr
                   ? limit()
                   : static_cast<std::uint32_t>(static_cast<const char*>(newline) - text_) + 1;
    }
    /// Where scanning ends: a last text without final newline gets the one in its padding.
    std::uint32_t limit() const {
        return size_ + (last_ && (size_ == 0 || text_[size_ - 1] != '\n') ? 1u : 0u);
    }

    const char* text_;
    std::uint32_t size_;
    bool last_;
    Scan scan_;
    Tape tape_;
    ScanState state_;
    std::uint32_t at_ = 0;    // scanned so far
    std::uint32_t line_ = 0;  // where the current entry's line begins
    std::size_t next_ = 0;    // first token not looked at
    unsigned depth_ = 0;
    bool parens_ = false, quotes_ = false;
    bool faulty_ = false;          // a ")" without "(" was seen in the current entry
    std::uint32_t faulty_at_ = 0;  // the first of them
    bool ended_in_quote_ = false;
    std::uint32_t open_at_ = 0;  // the "(" of the open group
    std::vector<std::uint32_t> flat_begin_, flat_end_, before_parenthesis_;
};

/// Whether there is a NUL or an octet from 0x80 on: less one, a NUL has the high bit too.
inline bool has_odd_octets(const char* from, const char* to) {
    unsigned char seen = 0;
    for (; from != to; ++from) {
        const auto octet = static_cast<unsigned char>(*from);
        seen |= static_cast<unsigned char>(octet | (octet - 1u));
    }
    return (seen & 0x80) != 0;
}

inline void EntryReader::scan_window() {
    const std::uint32_t to = std::min(limit(), at_ + window);
    tape_.reserve(to - at_);
    odd_octets |= has_odd_octets(text_ + at_, text_ + to);
    const double before = clock != nullptr ? clock() : 0;
    if (to > size_) {  // the missing newline at the end of the text
        scan_(text_, at_, size_, state_, tape_);
        ended_in_quote_ = state_.in_quote;
        scan_(text_, size_, to, state_, tape_);
    } else {
        scan_(text_, at_, to, state_, tape_);
    }
    at_ = to;
    if (at_ == limit() && state_.in_single) {  // the newline or parenthesis that ends the text
        tape_.end[tape_.ends++] = at_;
        state_.in_single = false;
    }
    if (clock != nullptr) scan_seconds += clock() - before;
}

inline Tokens EntryReader::flat(std::size_t first, std::size_t end, bool parens) {
    before_parenthesis_.clear();
    if (!parens) return {text_, tape_.begin.data() + first, tape_.end.data() + first, end - first};
    flat_begin_.clear();
    flat_end_.clear();
    for (std::size_t i = first; i < end; ++i) {
        const char c = text_[tape_.begin[i]];
        if (c == '\n') continue;
        if (c == '(' || c == ')') {
            if (!flat_end_.empty() && flat_end_.back() == tape_.begin[i])
                before_parenthesis_.push_back(static_cast<std::uint32_t>(flat_end_.size() - 1));
            continue;
        }
        flat_begin_.push_back(tape_.begin[i]);
        flat_end_.push_back(tape_.end[i]);
    }
    return {text_, flat_begin_.data(), flat_end_.data(), flat_begin_.size()};
}

template <class OnEntry, class OnFault>
EntriesEnd EntryReader::read(std::uint32_t from, const OnEntry& on_entry, const OnFault& on_fault) {
    EntriesEnd end;
    restart(from);
    // Told when its entry is over: one whose group is open at the end of a chunk is read again.
    const auto close_fault = [&] {
        if (faulty_) on_fault(StructureFault{DiagnosticCode::unbalanced_close, faulty_at_, 1});
        faulty_ = false;
    };
    for (;;) {
        std::size_t first = 0;  // of the current entry
        bool again = false;
        for (std::size_t i = next_; i < tape_.ends; ++i) {
            const char c = text_[tape_.begin[i]];
            if (c > '"' && c != '(' && c != ')') [[likely]]
                continue;
            if (c == '\n') {
                if (depth_ != 0) continue;
                const std::uint32_t after = tape_.end[i];
                if (i > first && !faulty_) {
                    const Entry entry{flat(first, i, parens_),
                                      tape_.begin[first] != line_,
                                      quotes_,
                                      parens_,
                                      after,
                                      before_parenthesis_};
                    if (entry.tokens.count != 0 && !on_entry(entry)) {
                        end.stopped = true;
                        return end;
                    }
                }
                line_ = after;
                first = i + 1;
                close_fault();
                parens_ = quotes_ = false;
            } else if (c == '"') {
                quotes_ = true;  // one that a newline ended is a fault the field's decoder names
            } else if (c == '(') {
                if (depth_ != 0) {
                    close_fault();
                    const bool same_line =
                        std::memchr(text_ + open_at_, '\n', tape_.begin[i] - open_at_) == nullptr;
                    on_fault(same_line
                                 ? StructureFault{DiagnosticCode::nested_open, tape_.begin[i], 1}
                                 : StructureFault{DiagnosticCode::unclosed_group, open_at_, 1});
                    restart(line_behind(open_at_));
                    again = true;
                    break;
                }
                depth_ = 1;
                parens_ = true;
                open_at_ = tape_.begin[i];
            } else if (c == ')') {
                parens_ = true;
                if (depth_ == 0) {
                    if (!faulty_) faulty_at_ = tape_.begin[i];
                    faulty_ = true;
                } else {
                    depth_ = 0;
                }
            }
        }
        if (again) continue;
        tape_.drop(first);
        next_ = tape_.ends;  // an open token, if any, is looked at when it has its end

        if (at_ - line_ > max_entry_octets) {
            close_fault();
            if (depth_ != 0) {
                on_fault(StructureFault{DiagnosticCode::unclosed_group, open_at_, 1});
                restart(line_behind(open_at_));
                continue;
            }
            if (tape_.begins != 0 || !state_.in_comment)
                on_fault(StructureFault{DiagnosticCode::entry_too_long, line_, 1});
            const std::uint32_t behind = line_behind(at_ - 1);
            if (behind == limit() && !last_ && text_[behind - 1] != '\n') {
                end.in_line = true;
                return end;
            }
            restart(behind);
            continue;
        }
        if (at_ < limit()) {
            scan_window();
            continue;
        }
        if (depth_ == 0) {
            end.open_at_end |= ended_in_quote_;
            return end;
        }
        if (!last_) {
            end.open = true;
            end.open_from = line_;
            return end;
        }
        end.open_at_end = true;
        close_fault();
        on_fault(StructureFault{DiagnosticCode::unclosed_group, open_at_, 1});
        restart(line_behind(open_at_));
    }
}

}  // namespace zoneproof
