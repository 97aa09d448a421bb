// Records from short master text and back: parser/ reads and prints RDATA, the rest is words with
// blanks between.
#include "corpus/builder/record.hpp"

#include "parser/field/ttl.hpp"
#include "parser/rdata/parse.hpp"
#include "parser/rdata/wire.hpp"
#include "parser/scan/tape.hpp"

#include <algorithm>
#include <memory>

namespace zoneproof::corpus {
namespace {

/// The tokens of one line, with the readable octets in front and behind that the scanner asks for.
class Line {
public:
    explicit Line(std::string_view line)
        : text_(std::string(padding, ' ') + std::string(line) + '\n' + std::string(padding, ' ')) {
        ScanState state;
        tape_.reserve(text_.size());
        scan_scalar(text_.data(), padding, static_cast<std::uint32_t>(text_.size() - padding),
                    state, tape_);
    }
    Tokens tokens() const {
        Tokens all{text_.data(), tape_.begin.data(), tape_.end.data(), tape_.ends};
        if (all.count > 0 && all[all.count - 1] == "\n") --all.count;
        return all;
    }

private:
    static constexpr std::size_t padding = 64;
    std::string text_;
    Tape tape_;
};

Error unreadable(std::string_view line, std::string_view what) {
    return {ErrorCode::usage, "'" + std::string(line) + "': " + std::string(what)};
}

}  // namespace

bool is_at(const Record& record, NameView owner) {
    return record.owner.view() == owner;
}

bool is_in_rrset(const Record& record, NameView owner, RrType type) {
    return record.type == type && is_at(record, owner);
}

RrType covered_type(const Record& record) {
    if (record.type != RrType::RRSIG || record.rdata.size() < 2) return record.type;
    return static_cast<RrType>(load16(record.rdata.data()));
}

Result<Record> record_from_text(std::string_view text, NameView origin, std::uint32_t default_ttl) {
    const Line line(text);
    const Tokens tokens = line.tokens();
    if (tokens.count < 2) return unreadable(text, "no owner and type");
    const auto owner = name_from_text(tokens[0], &origin);
    if (!owner) return unreadable(text, "the owner is no domain name");

    Record record{*owner, {}, default_ttl, {}};
    std::size_t at = 1;
    if (read_ttl(tokens[at], record.ttl)) ++at;
    if (at < tokens.count && tokens[at] == "IN") ++at;
    const auto type = at < tokens.count ? type_from_text(tokens[at]) : std::nullopt;
    if (!type) return unreadable(text, "no type where one belongs");
    record.type = *type;

    const auto wire = std::make_unique<Wire>();
    wire->origin = &origin;
    if (const auto fault = parse_rdata(*type, tokens.from(at + 1), *wire))
        return unreadable(text, std::string("RDATA is refused at its ") +
                                    (fault->expected != nullptr ? fault->expected : "end"));
    record.rdata = bytes(wire->octets());
    return record;
}

Result<Records> records_from_text(std::string_view lines, NameView origin,
                                  std::uint32_t default_ttl) {
    Records records;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        if (line.empty() || line.starts_with(';')) continue;
        auto record = record_from_text(line, origin, default_ttl);
        if (!record) return record.error();
        records.push_back(*std::move(record));
    }
    return records;
}

std::string to_text(const Record& record) {
    return to_text(record.owner.view()) + " " + std::to_string(record.ttl) + " IN " +
           to_text(record.type) + " " + print_rdata(record.type, record.rdata);
}

void append(Bytes& to, Octets data) {
    to.insert(to.end(), data.begin(), data.end());
}

void append16(Bytes& to, unsigned value) {
    to.push_back(static_cast<std::uint8_t>(value >> 8));
    to.push_back(static_cast<std::uint8_t>(value));
}

void append32(Bytes& to, std::uint32_t value) {
    append16(to, value >> 16);
    append16(to, value & 0xFFFF);
}

Bytes bytes(Octets data) {
    return {data.begin(), data.end()};
}

Result<Bytes> bytes_from_hex(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    Bytes data;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        const auto high = digits.find(static_cast<char>(fold(text[i])));
        const auto low = digits.find(static_cast<char>(fold(text[i + 1])));
        if (high == digits.npos || low == digits.npos) break;
        data.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    if (data.size() * 2 != text.size())
        return Error{ErrorCode::usage, "'" + std::string(text) + "' is not hexadecimal"};
    return data;
}

}  // namespace zoneproof::corpus
