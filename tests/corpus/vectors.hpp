// The tests of one file of corpus/vectors, one after the other.
#pragma once

#include "corpus/bytes.hpp"
#include "parser/dns/name.hpp"
#include "tests/catch.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::testing {

using Json = nlohmann::json;
using corpus::Bytes;

inline Bytes octets_of_hex(const std::string& text) {
    Bytes data;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        data.push_back(static_cast<std::uint8_t>(std::stoi(text.substr(i, 2), nullptr, 16)));
    return data;
}

/// One test, with the members of its group beside its own.
class Vector {
public:
    Vector(const Json& group, const Json& test) : group_(group), test_(test) {}

    bool has(const char* member) const { return test_.contains(member) || group_.contains(member); }
    const Json& operator[](const char* member) const {
        return test_.contains(member) ? test_.at(member) : group_.at(member);
    }
    std::string text(const char* member) const { return (*this)[member].get<std::string>(); }
    template <class Number>
    Number number(const char* member) const {
        return (*this)[member].get<Number>();
    }
    Bytes hex(const char* member) const { return octets_of_hex(text(member)); }
    Name name(const char* member) const {
        const auto name = name_from_text(text(member));
        REQUIRE(name);
        return *name;
    }

    bool valid() const { return test_.at("result") == "valid"; }
    /// Whatever our own code says is right.
    bool acceptable() const { return test_.at("result") == "acceptable"; }
    /// Our own code accepts it, and should or may.
    void expect(bool accepted) const {
        if (!acceptable()) CHECK(accepted == valid());
    }
    std::string title() const {
        return "tcId " + test_.at("tcId").dump() + ": " + test_.at("comment").get<std::string>() +
               " " + test_.at("flags").dump();
    }

private:
    const Json& group_;
    const Json& test_;
};

inline Json read_vectors(const std::string& name) {
    std::ifstream file(std::string(TEST_DATA "/../../corpus/vectors/") + name + ".json");
    REQUIRE(file);
    return Json::parse(file);
}

/// Every test of the groups of this type; none is a failure.
inline void each_vector(const std::string& file, std::string_view type,
                        const std::function<void(const Vector&)>& visit) {
    const Json document = read_vectors(file);
    std::size_t count = 0;
    for (const Json& group : document.at("testGroups")) {
        if (group.at("type") != type) continue;
        for (const Json& test : group.at("tests")) {
            const Vector vector(group, test);
            INFO(vector.title());
            visit(vector);
            ++count;
        }
    }
    CHECK(count > 0);
}

}  // namespace zoneproof::testing
