// Zones from text, and NSEC3 chains made without the code under test: names are hashed with Botan
// here.
#pragma once

#include "parser/field/encode.hpp"
#include "parser/zone/load.hpp"
#include "tests/catch.hpp"
#include "tests/verifier/octets.hpp"

#include <botan/hash.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

inline LoadedZone load_zone(const std::string& text) {
    Source source = Source::from_text(text);
    Workers workers(1);
    auto loaded = load(source, LoadOptions{}, workers);
    REQUIRE(loaded);
    REQUIRE(loaded->zone);
    return std::move(*loaded);
}

/// A zone whose text has no fault.
inline Zone zone_of(const std::string& text) {
    LoadedZone loaded = load_zone(text);
    REQUIRE(loaded.unreadable.empty());
    REQUIRE_FALSE(loaded.diagnostics.lost_records());
    return std::move(*loaded.zone);
}

inline Name name_of(std::string_view text) {
    const auto name = name_from_text(text);
    REQUIRE(name);
    return *name;
}

inline NameId id_of(const Zone& zone, std::string_view text) {
    const auto id = zone.find(name_of(text));
    REQUIRE(id);
    return *id;
}

/// Types are equal as sets: written in any order, sorted here.
inline std::vector<RrType> types_of(std::string_view text) {
    std::vector<RrType> types;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const auto type = type_from_text(text.substr(0, end));
        REQUIRE(type);
        types.push_back(*type);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    std::sort(types.begin(), types.end());
    return types;
}

/// One NSEC3 RR, to be mutated and printed.
struct Nsec3Line {
    std::string label, next, types;
    unsigned flags = 0, iterations = 0, algorithm = 1;
    std::string salt = "-", below = "";

    std::string text(const std::string& zone) const {
        return label + "." + below + zone + " 300 IN NSEC3 " + std::to_string(algorithm) + " " +
               std::to_string(flags) + " " + std::to_string(iterations) + " " + salt + " " + next +
               " " + types + "\n";
    }
};

/// The NSEC3 RRs of a chain, sorted and linked.
class Nsec3ChainMaker {
public:
    explicit Nsec3ChainMaker(std::string zone, unsigned iterations = 0, std::string salt = "-")
        : zone_(std::move(zone)), iterations_(iterations), salt_(std::move(salt)) {}

    /// RFC 5155 5, written as it stands there.
    std::string hash(std::string_view name) const {
        const auto sha1 = Botan::HashFunction::create_or_throw("SHA-1");
        const auto salt = salt_ == "-" ? std::vector<std::uint8_t>{} : hex(salt_);
        std::string lower(name);
        for (char& letter : lower)
            letter = static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
        const Name wire = name_of(lower);
        sha1->update(wire.view().data(), wire.view().size());
        sha1->update(salt);
        auto digest = sha1->final_stdvec();
        for (unsigned i = 0; i < iterations_; ++i) {
            sha1->update(digest);
            sha1->update(salt);
            digest = sha1->final_stdvec();
        }
        return to_base32hex(digest);
    }

    Nsec3ChainMaker& add(std::string_view name, std::string types, unsigned flags = 0) {
        lines_.push_back({hash(name), "", std::move(types), flags, iterations_, 1, salt_});
        return *this;
    }
    /// Sorts and links what was added.
    Nsec3ChainMaker& link() {
        std::sort(lines_.begin(), lines_.end(), [](auto& a, auto& b) { return a.label < b.label; });
        for (std::size_t i = 0; i < lines_.size(); ++i)
            lines_[i].next = lines_[(i + 1) % lines_.size()].label;
        return *this;
    }
    std::vector<Nsec3Line>& lines() { return lines_; }
    Nsec3Line& operator[](std::string_view name) {
        const auto found = std::find_if(
            lines_.begin(), lines_.end(),
            [&, label = hash(name)](const Nsec3Line& line) { return line.label == label; });
        REQUIRE(found != lines_.end());
        return *found;
    }
    /// The line whose span covers a name without a line of its own.
    Nsec3Line& covering(std::string_view name) {
        Nsec3Line* found = &lines_.back();
        for (Nsec3Line& line : lines_)
            if (line.label < hash(name)) found = &line;
        return *found;
    }
    Nsec3ChainMaker& drop(std::string_view name) {
        lines_.erase(lines_.begin() + (&(*this)[name] - lines_.data()));
        return *this;
    }
    std::string text() const {
        std::string text;
        for (const Nsec3Line& line : lines_) text += line.text(zone_);
        return text;
    }

private:
    std::string zone_;
    unsigned iterations_;
    std::string salt_;
    std::vector<Nsec3Line> lines_;
};

}  // namespace zoneproof
