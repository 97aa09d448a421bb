// Random small zones with random faults in their chains: the passes find a fault exactly where a
// slow reading of the clauses does, so no two faults excuse each other and nothing right is blamed
// (V-NSEC-2 to 5, V-N3-6 to 13).
#include "tests/verifier/nsec3_facts.hpp"
#include "verifier/nsec.hpp"

#include <random>
#include <set>

using namespace zoneproof;

namespace {

enum class Kind { data, insecure, secure };

struct Model {
    std::map<std::string, Kind> names;  // below "example.", none occluded
    std::set<std::string> ents;

    std::string text() const {
        std::string text = "$ORIGIN example.\n$TTL 60\n@ SOA ns.test. h.test. 1 2 3 4 5\n";
        for (const auto& [name, kind] : names) {
            text += name + (kind == Kind::data ? " TXT \"data\"\n" : " NS ns.test.\n");
            if (kind == Kind::secure) text += name + " DS 1 13 2 " + std::string(64, '0') + "\n";
        }
        return text;
    }
};

std::string parent(const std::string& name) {
    return name.substr(name.find('.') + 1);
}
bool below(const std::string& name, const std::string& ancestor) {
    return name.size() > ancestor.size() + 1 &&
           name.compare(name.size() - ancestor.size() - 1, std::string::npos, "." + ancestor) == 0;
}

using Random = std::mt19937;
std::size_t pick(Random& random, std::size_t count) {
    return random() % count;
}

Model random_model(Random& random) {
    Model model;
    for (std::size_t i = 2 + pick(random, 8); i != 0; --i) {
        std::string name = "example.";
        for (std::size_t labels = 1 + pick(random, 3); labels != 0; --labels)
            name = std::string(1, "abcd"[pick(random, 4)]) + "." + name;
        const Kind kind = pick(random, 3) == 0   ? Kind::data
                          : pick(random, 3) == 0 ? Kind::secure
                                                 : Kind::insecure;
        const bool clashes =
            std::any_of(model.names.begin(), model.names.end(), [&](const auto& other) {
                return other.first == name ||
                       (below(name, other.first) && other.second != Kind::data) ||
                       (below(other.first, name) && kind != Kind::data);
            });
        if (!clashes) model.names[name] = kind;
    }
    for (const auto& [name, kind] : model.names)
        for (std::string above = parent(name); above != "example."; above = parent(above))
            if (!model.names.contains(above)) model.ents.insert(above);
    return model;
}

std::string types(const Model& model, const std::string& name, bool nsec3) {
    std::string shown = name == "example." ? (nsec3 ? "SOA NSEC3PARAM" : "SOA") : "";
    bool is_signed = name == "example.";
    if (const auto found = model.names.find(name); found != model.names.end()) {
        shown = found->second == Kind::data     ? "TXT"
                : found->second == Kind::secure ? "NS DS"
                                                : "NS";
        is_signed = found->second != Kind::insecure;
    }
    if (!nsec3) return shown + " RRSIG NSEC";
    return is_signed ? shown + " RRSIG" : shown;
}

/// V-N3-6 to V-N3-13 read one by one.
class SlowReading {
public:
    SlowReading(const Model& model, const Nsec3ChainMaker& maker,
                const std::vector<Nsec3Line>& lines)
        : model_(model), maker_(maker) {
        for (const Nsec3Line& line : lines) lines_[line.label] = &line;
        has_duplicates_ = lines_.size() != lines.size();
    }

    bool right() const {
        std::set<std::string> everybody = model_.ents;
        everybody.insert("example.");
        for (const auto& [name, kind] : model_.names) everybody.insert(name);
        std::size_t known = 0;
        for (const std::string& name : everybody) {
            const Nsec3Line* const line = of(name);
            if (line != nullptr && (types_of(line->types) != types_of(types(model_, name, true))))
                return false;
            if (line == nullptr && !may_lack(name)) return false;
            known += line != nullptr;
        }
        if (known != lines_.size() || has_duplicates_) return false;
        for (auto at = lines_.begin(); at != lines_.end(); ++at)
            if (at->second->next !=
                (std::next(at) == lines_.end() ? lines_.begin() : std::next(at))->first)
                return false;
        return true;
    }

private:
    const Nsec3Line* of(const std::string& name) const {
        const auto found = lines_.find(maker_.hash(name));
        return found == lines_.end() ? nullptr : found->second;
    }

    bool may_lack(const std::string& name) const {
        if (name == "example.") return false;
        if (model_.names.contains(name))
            return model_.names.at(name) == Kind::insecure && covered(name);
        const auto& all = model_.names;
        return covered(name) && std::all_of(all.begin(), all.end(), [&](const auto& other) {
                   return !below(other.first, name) ||
                          (other.second == Kind::insecure && of(other.first) == nullptr &&
                           covered(other.first));
               });
    }

    bool covered(std::string next_closer) const {
        while (parent(next_closer) != "example." && of(parent(next_closer)) == nullptr)
            next_closer = parent(next_closer);
        if (lines_.empty()) return false;
        auto at = lines_.upper_bound(maker_.hash(next_closer));
        if (at == lines_.begin()) at = lines_.end();
        return (std::prev(at)->second->flags & 1) != 0;
    }

    const Model& model_;
    const Nsec3ChainMaker& maker_;
    std::map<std::string, const Nsec3Line*> lines_;
    bool has_duplicates_ = false;
};

bool has_errors(const Facts& facts) {
    return !facts.records.empty() ||
           std::any_of(facts.names.begin(), facts.names.end(),
                       [](const auto& name) { return name.second != nsec3_name::span_mixed; });
}

}  // namespace

TEST_CASE(
    "a fault of an NSEC3 chain is found exactly where a slow reading of the clauses finds one") {
    Random random(5155);
    unsigned right = 0, wrong = 0;
    for (int round = 0; round < 2500; ++round) {
        const Model model = random_model(random);
        Nsec3ChainMaker chain("example.");
        const bool opt_out = pick(random, 4) != 0;
        const auto flag = [&] { return opt_out && pick(random, 8) != 0 ? 1u : 0u; };
        chain.add("example.", types(model, "example.", true), flag());
        for (const auto& [name, kind] : model.names)
            if (kind != Kind::insecure || !opt_out || pick(random, 3) == 0)
                chain.add(name, types(model, name, true), flag());
        for (const std::string& ent : model.ents)
            if (!opt_out || pick(random, 2) == 0) chain.add(ent, "", flag());
        chain.link();
        std::vector<Nsec3Line>& lines = chain.lines();
        for (std::size_t faults = pick(random, 3); faults != 0 && !lines.empty(); --faults) {
            Nsec3Line& line = lines[pick(random, lines.size())];
            switch (pick(random, 6)) {
            case 0: lines.erase(lines.begin() + (&line - lines.data())); break;
            case 1: lines.erase(lines.begin() + (&line - lines.data())), chain.link(); break;
            case 2: line.next = lines[pick(random, lines.size())].label; break;
            case 3: line.types = "NS RRSIG"; break;
            case 4: line.flags ^= 1; break;
            case 5:
                chain.add("ghost.example.", "TXT", flag()),
                    pick(random, 2) != 0 ? (void)chain.link()
                                         : (void)(lines.back().next = lines.front().label);
                break;
            }
        }
        if (lines.empty()) continue;
        const bool expected = SlowReading(model, chain, lines).right();
        (expected ? right : wrong) += 1;
        const std::string text = model.text() + "@ NSEC3PARAM 1 0 0 -\n" + chain.text();
        CAPTURE(round, text);
        REQUIRE(has_errors(facts_of(text, 1 + pick(random, 2))) != expected);
    }
    CHECK(right > 300);
    CHECK(wrong > 300);
}

TEST_CASE(
    "a fault of an NSEC chain is found exactly where the records differ from the right ones") {
    Random random(4035);
    unsigned right = 0, wrong = 0;
    for (int round = 0; round < 2500; ++round) {
        const Model model = random_model(random);
        std::vector<Name> owners{name_of("example.")};
        for (const auto& [name, kind] : model.names) owners.push_back(name_of(name));
        std::sort(owners.begin(), owners.end(),
                  [](const Name& a, const Name& b) { return a.view() < b.view(); });
        struct Line {
            std::string owner, next, types;
            auto operator<=>(const Line&) const = default;
        };
        std::vector<Line> lines;
        for (std::size_t i = 0; i < owners.size(); ++i) {
            const std::string owner = to_text(owners[i].view());
            lines.push_back({owner, to_text(owners[(i + 1) % owners.size()].view()),
                             types(model, owner, false)});
        }
        const std::vector<Line> untouched = lines;
        for (std::size_t faults = pick(random, 4); faults != 0 && !lines.empty(); --faults) {
            const std::size_t at = pick(random, lines.size());
            switch (pick(random, 5)) {
            case 0: lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at)); break;
            case 1:  // relinked around it
                for (Line& line : lines)
                    if (line.next == lines[at].owner) line.next = lines[at].next;
                lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
                break;
            case 2: lines[at].next = lines[pick(random, lines.size())].owner; break;
            case 3: lines[at].types = "TXT RRSIG NSEC"; break;
            case 4:
                lines.push_back(
                    {(at == 0 ? "m." : "m") + lines[at].owner, lines[at].next, "RRSIG NSEC"}),
                    lines[at].next = lines.back().owner;
                break;
            }
        }
        std::set<Line> now(lines.begin(), lines.end());
        if (lines.empty()) continue;
        const bool expected = now == std::set<Line>(untouched.begin(), untouched.end());
        (expected ? right : wrong) += 1;
        std::string text = model.text();
        for (const Line& line : lines)
            text += line.owner + " NSEC " + line.next + " " + line.types + "\n";
        CAPTURE(round, text);
        const Zone zone = zone_of(text);
        Workers workers(1);
        const NsecFacts facts = check_nsec(zone, workers);
        const bool found = std::any_of(facts.names.begin(), facts.names.end(),
                                       [](std::uint16_t name) { return name != 0; });
        REQUIRE(found != expected);
    }
    CHECK(right > 300);
    CHECK(wrong > 300);
}
