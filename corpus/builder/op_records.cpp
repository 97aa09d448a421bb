// Ops on whole records: add, drop, dup, copy, shuffle.
#include "corpus/builder/op_functions.hpp"

#include <algorithm>
#include <charconv>

namespace zoneproof::corpus::op {
namespace {

constexpr std::uint32_t default_ttl = 3600;

void touch(Touched& touched, const Record& record) {
    touched.emplace_back(record.owner, covered_type(record));
}

/// Behind the last record of its RRset, else at the end.
void insert(Records& records, const Record& record) {
    const auto last = std::find_if(records.rbegin(), records.rend(), [&](const Record& other) {
        return is_in_rrset(other, record.owner, record.type);
    });
    records.insert(last == records.rend() ? records.end() : last.base(), record);
}

constexpr unsigned most_numbers = 100'000;
/// Each dup of all that fits doubles them.
constexpr std::size_t most_records = 100'000;

constexpr const char* too_many = "makes more than 100000 records";

/// "3-9"; nothing stands for one number.
std::optional<std::pair<unsigned, unsigned>> numbers_in(const std::string& text) {
    std::pair<unsigned, unsigned> numbers{0, 0};
    if (text.empty()) return numbers;
    const char* const end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, numbers.first);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-') return {};
    const auto last = std::from_chars(first.ptr + 1, end, numbers.second);
    if (last.ec != std::errc() || last.ptr != end || numbers.second < numbers.first) return {};
    if (numbers.second - numbers.first >= most_numbers) return {};
    return numbers;
}

/// As $GENERATE has it.
std::string with_number(std::string line, unsigned number) {
    const std::string digits = std::to_string(number);
    for (std::size_t at = 0; (at = line.find('$', at)) != line.npos; at += digits.size())
        line.replace(at, 1, digits);
    return line;
}

}  // namespace

std::string add(SignedZone& zone, const Mutation& mutation, Touched& touched) {
    const auto numbers = numbers_in(mutation.value);
    if (!numbers) return "'" + mutation.value + "' is no range of numbers as 1-9";
    for (unsigned number = numbers->first; number <= numbers->second; ++number)
        for (const std::string& line : mutation.lines) {
            const auto record =
                record_from_text(mutation.value.empty() ? line : with_number(line, number),
                                 zone.origin, default_ttl);
            if (!record) return record.error().text;
            insert(list(zone, mutation), record.value());
            touch(touched, record.value());
        }
    return {};
}

std::string drop(SignedZone& zone, const Mutation& mutation, Touched& touched) {
    const std::vector<std::size_t> places = select(zone, mutation.where);
    if (places.empty()) return nothing_fits;
    Records& records = list(zone, mutation);
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        const auto at = records.begin() + static_cast<std::ptrdiff_t>(*place);
        touch(touched, *at);
        records.erase(at);
    }
    return {};
}

std::string dup(SignedZone& zone, const Mutation& mutation, Touched& touched) {
    const std::vector<std::size_t> places = select(zone, mutation.where);
    if (places.empty()) return nothing_fits;
    Records& records = list(zone, mutation);
    if (records.size() + places.size() > most_records) return too_many;
    Records twice;
    for (std::size_t at = 0; at < records.size(); ++at) {
        twice.push_back(records[at]);
        if (!std::ranges::binary_search(places, at)) continue;
        twice.push_back(records[at]);
        touch(touched, records[at]);
    }
    records = std::move(twice);
    return {};
}

std::string copy(SignedZone& zone, const Mutation& mutation, Touched& touched) {
    const std::vector<std::size_t> places = select(zone, mutation.where);
    if (places.empty()) return nothing_fits;
    if (list(zone, mutation).size() + places.size() > most_records) return too_many;
    Records copies;
    for (const std::size_t place : places) copies.push_back(list(zone, mutation)[place]);
    for (Record& record : copies) {
        record.owner = *mutation.to;
        insert(list(zone, mutation), record);
        touch(touched, record);
    }
    return {};
}

std::string shuffle(SignedZone& zone, const Mutation& mutation, Touched&) {
    std::vector<std::pair<Bytes, Record>> keyed;
    for (const Record& record : list(zone, mutation))
        keyed.emplace_back(digest("SHA-256", bytes(mutation.value + to_text(record))), record);
    std::ranges::stable_sort(keyed, BytesLess(), &std::pair<Bytes, Record>::first);
    Records& records = list(zone, mutation);
    records.clear();
    for (const auto& [key, record] : keyed) records.push_back(record);
    return {};
}

}  // namespace zoneproof::corpus::op
