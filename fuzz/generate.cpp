// Writes what follows from the tables of types: the dictionaries, and one seed per type and target.
//   generate FOLDER           writes FOLDER/dict and FOLDER/seeds
//   generate --check FOLDER   says which of these files are not as they would be written
#include "corpus/export/dictionaries.hpp"
#include "corpus/message/edns.hpp"
#include "corpus/message/message.hpp"
#include "parser/dns/types.hpp"
#include "tests/parser/rdata/examples.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace zoneproof;

namespace {

/// By path below the folder.
using Files = std::map<std::string, std::string>;

std::vector<std::uint8_t> from_hex(std::string_view hex) {
    std::vector<std::uint8_t> data;
    std::string digits;
    for (const char c : hex)
        if (c != ' ') digits += c;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        data.push_back(static_cast<std::uint8_t>(std::stoul(digits.substr(i, 2), nullptr, 16)));
    return data;
}

std::string as_text(const std::vector<std::uint8_t>& data) {
    return std::string(data.begin(), data.end());
}

corpus::Message answer_with(RrType type, const std::vector<std::uint8_t>& rdata) {
    corpus::Message message;
    message.id = 1;
    message.flags = corpus::flag::qr | corpus::flag::aa;
    const Name name = *name_from_text("www.example.");
    message.questions.push_back({name, type, class_in});
    message.answer.push_back({name, type, class_in, 300, rdata});
    message.additional.push_back(
        corpus::opt_record({.dnssec_ok = true, .options = {{corpus::option_ede, {0, 6}}}}));
    return message;
}

Files generated() {
    Files files;
    for (const corpus::File& file : corpus::dictionaries())
        files["dict/" + file.path] = file.content;
    std::map<std::string, unsigned> seen;
    for (const Example& example : examples) {
        const RrType type = *type_from_text(example.type);
        const unsigned nth = ++seen[example.type];
        const std::string name = example.type + (nth == 1 ? "" : "-" + std::to_string(nth));
        const auto rdata = from_hex(example.wire);
        std::vector<std::uint8_t> wire(4);
        store16(&wire[0], number(type));
        store16(&wire[2], class_in);
        wire.insert(wire.end(), rdata.begin(), rdata.end());
        files["seeds/rdata_wire/" + name] = as_text(wire);
        files["seeds/rr_line/" + name] = std::string(example.type) + " " + example.text;
        files["seeds/message/" + name] = as_text(write_message(answer_with(type, rdata)));
    }
    return files;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(file)), {});
}

}  // namespace

int main(int count, char** arguments) {
    const bool check = count == 3 && std::string_view(arguments[1]) == "--check";
    if (count != 2 && !check) {
        std::fprintf(stderr, "usage: generate [--check] FOLDER\n");
        return 2;
    }
    const std::filesystem::path folder = arguments[count - 1];
    int different = 0;
    for (const auto& [name, content] : generated()) {
        const auto path = folder / name;
        if (check) {
            if (content_of(path) == content) continue;
            std::fprintf(stderr, "%s is not current: run generate %s\n", path.c_str(),
                         folder.c_str());
            ++different;
            continue;
        }
        std::filesystem::create_directories(path.parent_path());
        if (!(std::ofstream(path, std::ios::binary) << content)) {
            std::fprintf(stderr, "%s cannot be written\n", path.c_str());
            return 2;
        }
    }
    return different == 0 ? 0 : 1;
}
