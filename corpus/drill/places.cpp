// All words at once, in one or two walks over the zone.
#include "corpus/drill/places.hpp"

#include "corpus/builder/fields.hpp"
#include "corpus/builder/shape.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace zoneproof::corpus {
namespace {

struct DataPlace {
    Name owner;
    RrType type{};
};

/// What a drill of data looks like data: no part of the structure.
bool is_plain(RrType type) {
    using enum RrType;
    static constexpr RrType structure[] = {SOA,   NS,    DS,    RRSIG,      NSEC,
                                           NSEC3, CDS,   DNAME, NSEC3PARAM, DNSKEY,
                                           KEY,   CNAME, CSYNC, CDNSKEY,    ZONEMD};
    return std::ranges::find(structure, type) == std::end(structure);
}

/// Names in plain letters: they are written into other text.
bool is_simple(NameView name) {
    const std::string text = to_text(name);
    return text.find_first_of("\\\"$@; ()") == text.npos && !name.is_wildcard();
}

std::uint64_t mixed(std::uint64_t seed, std::string_view word) {
    for (const char c : word) seed = (seed ^ static_cast<std::uint8_t>(c)) * 0x100000001B3;
    seed ^= seed >> 31;
    return seed * 0x9E3779B97F4A7C15 >> 16;
}

class Search {
public:
    Search(const SignedZone& zone, std::uint64_t seed)
        : zone_(zone), seed_(seed), shape_(shape_of(zone.records, zone.origin)) {}

    std::map<std::string, std::string, std::less<>> run() {
        find_data();
        find_cuts();
        find_records();
        find_chain();
        find_new();
        if (!zone_.origin.view().is_root()) put("$zone", zone_.origin);
        return std::move(found_);
    }

private:
    template <class T>
    const T* choose(std::string_view word, const std::vector<T>& among) const {
        // Without a seed the first: what one expects.
        return among.empty() ? nullptr : &among[seed_ == 0 ? 0 : mixed(seed_, word) % among.size()];
    }
    void put(const std::string& word, NameView name) { found_[word] = to_text(name); }
    void put_chosen(const std::string& word, const std::vector<Name>& among) {
        if (const Name* const chosen = choose(word, among)) put(word, *chosen);
    }

    void find_data() {
        std::vector<DataPlace> below, apex;
        for (const auto& [name, node] : shape_) {
            if (node.occluded || node.cut || !is_simple(name)) continue;
            for (const RrType type : node.types)
                if (is_plain(type))
                    (name.view() == zone_.origin.view() ? apex : below).push_back({name, type});
        }
        // A registry has no data of its own but that of the apex.
        if (below.empty() && apex.empty()) apex.push_back({zone_.origin, RrType::SOA});
        const DataPlace& chosen = *choose("$owner", below.empty() ? apex : below);
        put("$owner", chosen.owner);
        found_["$type"] = to_text(chosen.type);
    }

    void find_cuts() {
        std::vector<Name> insecure, secure;
        for (const auto& [name, node] : shape_)
            if (node.cut && is_simple(name))
                (node.secure_cut() ? secure : insecure).push_back(name);
        put_chosen("$cut", insecure);
        put_chosen("$secure", secure);
    }

    void find_records() {
        std::vector<Name> aliases, glue;
        for (const Record& record : zone_.records) {
            if (is_in_rrset(record, zone_.origin, RrType::SOA)) find_numbers(record);
            if (!is_simple(record.owner)) continue;
            const auto node = shape_.find(record.owner);
            if (node == shape_.end()) continue;
            if (record.type == RrType::CNAME && !node->second.occluded)
                aliases.push_back(record.owner);
            if (record.type == RrType::A && node->second.occluded) glue.push_back(record.owner);
        }
        put_chosen("$alias", aliases);
        put_chosen("$glue", glue);
    }

    void find_numbers(const Record& soa) {
        const auto number_in = [&](const char* field) -> std::uint32_t {
            const auto place = find_field(soa, field);
            return place ? load32(&soa.rdata[place->offset]) : 0;
        };
        constexpr std::uint32_t day = 86400;
        found_["$serial"] = std::to_string(number_in("serial"));
        if (const std::uint32_t expire = number_in("expire"); expire > day)
            found_["$before-expire"] = std::to_string(expire - day);
    }

    void find_chain() {
        std::vector<const Record*> chain;
        for (const Record& record : zone_.records)
            if (is_chain_type(record.type) &&
                (record.type == RrType::NSEC3) == (zone_.signing.denial == Denial::nsec3))
                chain.push_back(&record);
        std::ranges::sort(chain, [](const Record* a, const Record* b) {
            return compare_names(a->owner, b->owner) < 0;
        });
        if (chain.size() < 3) return;
        put("$last", chain.back()->owner);
        put("$first", chain.front()->owner);
        if (zone_.signing.denial == Denial::nsec3) return find_calm(chain);
        std::vector<std::size_t> inner;
        for (std::size_t i = 0; i + 2 < chain.size(); ++i)
            if (is_simple(chain[i]->owner) && is_simple(chain[i + 2]->owner)) inner.push_back(i);
        if (const std::size_t* const chosen = choose("$inner", inner)) {
            put("$inner", chain[*chosen]->owner);
            put("$skipped", chain[*chosen + 2]->owner);
        }
    }

    /// One of the first few hundred names will do: every try hashes all unsigned delegations.
    void find_calm(const std::vector<const Record*>& chain) {
        std::set<Bytes, BytesLess> insecure;
        for (const auto& [name, node] : shape_)
            if (node.cut && !node.secure_cut())
                insecure.insert(nsec3_hash(name, zone_.signing.nsec3));
        std::map<Name, const Record*, NameLess> by_owner;
        for (const Record* record : chain) by_owner[record->owner] = record;
        std::vector<Name> calm;
        for (const auto& [name, node] : shape_) {
            if (node.occluded || node.cut || node.types.empty() || !is_simple(name)) continue;
            const auto own = by_owner.find(nsec3_owner(name, zone_.origin, zone_.signing.nsec3));
            if (own == by_owner.end()) continue;
            const auto next = find_field(*own->second, "next-hash");
            if (!next || next->length < 2) continue;
            const Bytes from = nsec3_hash(name, zone_.signing.nsec3),
                        to = bytes(
                            Octets(own->second->rdata).subspan(next->offset + 1, next->length - 1));
            const auto after = insecure.upper_bound(from);
            const bool spans = BytesLess()(from, to)
                                   ? after != insecure.end() && BytesLess()(*after, to)
                                   : after != insecure.end() ||
                                         (!insecure.empty() && BytesLess()(*insecure.begin(), to));
            if (!spans) calm.push_back(name);
            if (calm.size() > 100) break;
        }
        put_chosen("$calm", calm);
    }

    void find_new() {
        for (unsigned number = 0; number < 1000; ++number) {
            const std::string label =
                "zoneproof-drill" + (number == 0 ? "" : "-" + std::to_string(number));
            const NameView origin = zone_.origin;
            const auto name = name_from_text(label, &origin);
            if (!name || shape_.contains(*name)) continue;
            return put("$new", *name);
        }
    }

    const SignedZone& zone_;
    const std::uint64_t seed_;
    const Shape shape_;
    std::map<std::string, std::string, std::less<>> found_;
};

}  // namespace

Places::Places(const SignedZone& zone, std::uint64_t seed) : found_(Search(zone, seed).run()) {}

std::optional<std::string> Places::find(std::string_view word) const {
    const auto found = found_.find(word);
    return found == found_.end() ? std::nullopt : std::optional(found->second);
}

Filled fill(std::string_view text, const Places& places) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz-";
    Filled filled;
    while (!text.empty()) {
        const std::size_t at = std::min(text.find('$'), text.size());
        filled.text += text.substr(0, at);
        text.remove_prefix(at);
        if (text.empty()) break;
        const std::size_t end = std::min(text.find_first_not_of(letters, 1), text.size());
        if (end == 1) {  // of a directive
            filled.text += '$';
            text.remove_prefix(1);
            continue;
        }
        const auto meaning = places.find(text.substr(0, end));
        if (!meaning) return {{}, std::string(text.substr(0, end))};
        filled.text += *meaning;
        text.remove_prefix(end);
    }
    return filled;
}

}  // namespace zoneproof::corpus
