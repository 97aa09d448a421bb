// Vectors of names, RDATA, bitmaps and times against parser/.
#include "parser/base/time.hpp"
#include "parser/dns/rdata.hpp"
#include "parser/field/name.hpp"
#include "parser/field/timestamp.hpp"
#include "parser/field/type_bitmap.hpp"
#include "parser/rdata/parse.hpp"
#include "parser/rdata/wire.hpp"
#include "tests/corpus/vectors.hpp"
#include "tests/parser/token_line.hpp"
#include "verifier/signatures.hpp"

#include <map>
#include <memory>
#include <optional>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

/// 64 KiB, too much for the stack of every test.
Wire& wire() {
    static const auto all = std::make_unique<Wire>();
    all->clear();
    all->origin = nullptr;
    all->fold_names = false;
    return *all;
}

std::string hex(Octets data) {
    return to_hex(data);
}

RrType rrtype(const Vector& vector) {
    return static_cast<RrType>(vector.number<unsigned>("number"));
}

/// What the parser makes of one token that is a name.
std::optional<Bytes> read_name(const std::string& text, const NameView* origin, Fault* fault) {
    Wire& to = wire();
    to.origin = origin;
    const TokenLine line(text);
    REQUIRE(line.tokens().count == 1);
    if (put_name(line.first(), to)) return Bytes(to.octets().begin(), to.octets().end());
    if (fault != nullptr) *fault = to.fault;
    return {};
}

/// The octets as they are signed, or nothing.
std::optional<std::string> read_rdata(RrType type, const std::string& text,
                                      const NameView* origin) {
    Wire& to = wire();
    to.origin = origin;
    const TokenLine line(text);
    if (parse_rdata(type, line.tokens(), to)) return {};
    return hex(to.octets());
}

}  // namespace

TEST_CASE("name_parse: names are read as the vectors say") {
    const std::map<std::string, Fault> faults = {{"label-too-long", Fault::label_too_long},
                                                 {"name-too-long", Fault::name_too_long},
                                                 {"empty-label", Fault::empty_label},
                                                 {"bad-escape", Fault::bad_escape},
                                                 {"no-origin", Fault::no_origin}};
    each_vector("name_parse", "NameParse", [&](const Vector& vector) {
        std::optional<Name> origin;
        if (vector.has("origin")) origin = vector.name("origin");
        const NameView base = origin ? origin->view() : NameView();
        const NameView* const completes = origin ? &base : nullptr;
        Fault fault = Fault::unexpected;
        const auto read = read_name(vector.text("text"), completes, &fault);
        vector.expect(read.has_value());
        if (read) CHECK(hex(*read) == vector.text("wire"));
        if (!read && !vector.acceptable()) CHECK(fault == faults.at(vector.text("error")));
        // The reader for options and tests knows no quotes.
        if (vector.acceptable()) return;
        const auto other = name_from_text(vector.text("text"), completes);
        CHECK(other.has_value() == read.has_value());
        if (other && read) CHECK(hex(other->view().wire()) == hex(*read));
    });
}

TEST_CASE("name_text_roundtrip: names are printed as text that reads back") {
    each_vector("name_text_roundtrip", "NameTextRoundtrip", [](const Vector& vector) {
        const Bytes octets = vector.hex("wire");
        const bool is_name = !octets.empty() && wire_name_length(octets) == octets.size();
        vector.expect(is_name);
        if (!is_name) return;
        const std::string printed = to_text(NameView(octets));
        CHECK(hex(read_name(printed, nullptr, nullptr).value_or(Bytes())) == vector.text("wire"));
        CHECK(hex(read_name(vector.text("text"), nullptr, nullptr).value_or(Bytes())) ==
              vector.text("wire"));
    });
}

TEST_CASE("name_order: lists ascend in canonical order, and so do the keys of names") {
    each_vector("name_order", "NameList", [](const Vector& vector) {
        bool by_name = true, by_key = true;
        std::vector<Bytes> wires;
        for (const Json& octets : vector["wires"]) wires.push_back(octets_of_hex(octets));
        for (std::size_t i = 0; i + 1 < wires.size(); ++i) {
            const NameView a(wires[i]), b(wires[i + 1]);
            by_name &= compare_canonical(a, b) < 0;
            by_key &= compare(CanonicalKey(a).octets(), CanonicalKey(b).octets()) < 0;
        }
        vector.expect(by_name);
        vector.expect(by_key);
        for (std::size_t i = 0; i < wires.size(); ++i)
            CHECK(hex(read_name(vector["names"][i], nullptr, nullptr).value_or(Bytes())) ==
                  hex(wires[i]));
    });
}

TEST_CASE("name_order: pairs of names") {
    each_vector("name_order", "NamePair", [](const Vector& vector) {
        const Bytes left = vector.hex("leftWire"), right = vector.hex("rightWire");
        const int order = compare_canonical(NameView(left), NameView(right));
        CHECK((order > 0) - (order < 0) == vector.number<int>("order"));
        CHECK((NameView(left) == NameView(right)) == (vector.number<int>("order") == 0));
    });
}

TEST_CASE("rdata_text_wire: text to octets, and octets to text that reads back") {
    each_vector("rdata_text_wire", "RdataText", [](const Vector& vector) {
        const Name origin = vector.name("origin");
        const NameView base = origin;
        const auto read = read_rdata(rrtype(vector), vector.text("text"), &base);
        vector.expect(read.has_value());
        if (!read) return;
        const std::string signed_as = vector.text(vector.has("canonical") ? "canonical" : "wire");
        CHECK(*read == signed_as);
        const std::string printed = print_rdata(rrtype(vector), vector.hex("wire"));
        CAPTURE(printed);
        CHECK(read_rdata(rrtype(vector), printed, nullptr).value_or("") == signed_as);
    });
}

TEST_CASE("rdata_text_wire: octets that are RDATA, and octets that are none") {
    each_vector("rdata_text_wire", "RdataWire", [](const Vector& vector) {
        bool irregular = false;
        Wire& to = wire();
        const auto fault = check_rdata(rrtype(vector), vector.hex("wire"), to, &irregular);
        vector.expect(!fault && !irregular);
    });
}

TEST_CASE("type_bitmap: types to windows and back") {
    each_vector("type_bitmap", "TypeBitmap", [](const Vector& vector) {
        const Bytes bitmap = vector.hex("bitmap");
        Bytes nsec = {0};  // the root as the next name
        nsec.insert(nsec.end(), bitmap.begin(), bitmap.end());
        bool irregular = false;
        const auto fault = check_rdata(RrType::NSEC, nsec, wire(), &irregular);
        vector.expect(!fault && !irregular);
        if (!vector.has("types")) return;
        std::vector<unsigned> shown;
        TypeBitmap(bitmap).each([&](RrType type) { shown.push_back(number(type)); });
        CHECK(Json(shown) == vector["numbers"]);
        std::string text;
        for (const Json& type : vector["types"]) text += type.get<std::string>() + " ";
        std::size_t at = 0;
        Wire& to = wire();
        CHECK(put_type_bitmap(TokenLine(text).tokens(), to, at));
        CHECK(hex(to.octets()) == hex(bitmap));
    });
}

TEST_CASE("serial_time: validity periods") {
    const std::map<std::string, TimeState> states = {{"inside", TimeState::inside},
                                                     {"not-yet", TimeState::not_yet},
                                                     {"expired", TimeState::expired},
                                                     {"reversed", TimeState::reversed}};
    each_vector("serial_time", "ValidityPeriod", [&](const Vector& vector) {
        Signature signature{};
        signature.inception = vector.number<std::uint32_t>("inception");
        signature.expiration = vector.number<std::uint32_t>("expiration");
        const Timestamp now{vector.number<std::int64_t>("now")};
        const TimeState state = time_state(signature, serial_time(now));
        vector.expect(state == TimeState::inside);
        if (vector.acceptable())
            CHECK(state != TimeState::inside);  // V-SIG-8
        else
            CHECK(state == states.at(vector.text("state")));
    });
}

TEST_CASE("serial_time: serial numbers in order") {
    each_vector("serial_time", "SerialOrder", [](const Vector& vector) {
        const auto left = vector.number<std::uint32_t>("left"),
                   right = vector.number<std::uint32_t>("right");
        const std::int32_t distance = serial_distance(left, right);
        if (vector.has("order"))
            CHECK((distance < 0) - (distance > 0) == vector.number<int>("order"));
        else
            CHECK(distance < 0);  // incomparable counts as before
    });
}

TEST_CASE("serial_time: times as text") {
    each_vector("serial_time", "TimeText", [](const Vector& vector) {
        Wire& to = wire();
        const bool read = put_timestamp(TokenLine(vector.text("text")).first(), to);
        vector.expect(read);
        if (read) CHECK(load32(to.octets().data()) == vector.number<std::uint32_t>("seconds"));
    });
}
