// Recipes: a healthy signed zone of the corpus builder, a few of its operations, and what the whole
// check then says. The input is not a zone but bytecode: base zone and algorithm, the moment, then
// four octets an operation, so that inputs stay zones under any mutation.
//
// (a) Without an operation nothing is found. (b) An operation that breaks something is found, alone
// under its own rule. (c) What changes only how the zone is written changes no finding. (d) Another
// moment changes only the rules that depend on time. (e) The work is bounded.
// A recipe that fails is printed as case.json.
#include "fuzz/oracle.hpp"

#include "corpus/builder/case.hpp"
#include "corpus/builder/recipe.hpp"
#include "corpus/builder/write.hpp"
#include "rules/check.hpp"
#include "verifier/verify.hpp"

#include <ctime>
#include <set>

using namespace zoneproof;
using namespace zoneproof::fuzz;
using corpus::Mutation;
using corpus::Recipe;
using corpus::SignedZone;

namespace {

constexpr std::size_t header_octets = 4, op_octets = 4, most_ops = 6;

/// A base zone, signed once for all inputs, and what there is to break in it.
struct Start {
    Recipe recipe;
    SignedZone zone;
    std::vector<std::pair<Name, RrType>> rrsets;  // signed, less those of a chain
    std::vector<Name> links;                      // owners of NSEC or NSEC3
};

Start make_start(const char* base, std::uint8_t algorithm) {
    static corpus::KeyStore& keys = *new corpus::KeyStore;
    Start start{corpus::healthy(*corpus::find_base_zone(base), *name_from_text("z.example."),
                                corpus::reference_time, algorithm),
                {},
                {},
                {}};
    start.zone = *corpus::make_zone(start.recipe, keys);
    for (const corpus::Record& record : start.zone.records) {
        const RrType covered = covered_type(record);
        if (record.type == RrType::NSEC || record.type == RrType::NSEC3)
            start.links.push_back(record.owner);
        else if (record.type == RrType::RRSIG && covered != RrType::NSEC &&
                 covered != RrType::NSEC3)
            start.rrsets.emplace_back(record.owner, covered);
    }
    return start;
}

const Start& start_of(unsigned choice) {
    // Never destroyed: Botan's memory pool is gone before static objects are.
    static const auto& starts =
        *new std::array{make_start("leaf-nsec", 15), make_start("leaf-nsec3", 13),
                        make_start("leaf-optout", 15), make_start("root-like", 13)};
    return starts[choice % starts.size()];
}

/// One operation, and the rules of which one must speak when it is alone; none: it breaks nothing.
struct Step {
    Mutation mutation;
    std::set<std::string_view> rules;
};

Step make_step(const Start& start, std::uint8_t op, std::uint8_t place, std::uint16_t value) {
    const auto& [owner, type] = start.rrsets[place % start.rrsets.size()];
    const Name& link = start.links[place % start.links.size()];
    const bool nsec3 = start.recipe.signing.denial == corpus::Denial::nsec3;
    const auto use = [](const char* name) {
        Mutation mutation;
        mutation.op = corpus::find_op(name);
        mutation.resign = mutation.op->resign;
        return mutation;
    };
    switch (op % 10) {
    case 0: {
        Mutation drop = use("drop");
        drop.where.owner = owner, drop.where.covers = type;
        return {drop, {"rrsig-missing", "ds-rrset-unsigned-in-zone"}};
    }
    case 1: {
        Mutation flip = use("flip");
        flip.where.owner = owner, flip.where.covers = type;
        flip.field = "signature", flip.value = std::to_string(value % 512);
        return {flip, {"rrsig-invalid", "rrsig-ecdsa-degenerate"}};
    }
    case 2: {
        Mutation drop = use("drop");
        drop.where.owner = link, drop.where.type = nsec3 ? RrType::NSEC3 : RrType::NSEC;
        drop.where.with_signatures = true;
        return {drop,
                {"nsec-missing", "nsec3-missing", "nsec3-missing-ent", "nsec3-optout-ent",
                 "nsec3-optout-span-missing-flag", "nsec3-param-missing"}};
    }
    case 3: {
        Mutation set = use("set");
        set.where.owner = link, set.where.type = nsec3 ? RrType::NSEC3 : RrType::NSEC;
        set.field = "types", set.value = "+HINFO", set.resign = corpus::Resign::rrset;
        return {set, {"nsec-bitmap-extra-type", "nsec3-bitmap-extra-type"}};
    }
    case 4: {
        Mutation flip = use("flip");
        flip.where.in_parent = true;
        flip.field = "digest", flip.value = std::to_string(value % 256);
        return {flip, {"ds-digest-mismatch"}};
    }
    case 5: {
        Mutation set = use("set");
        set.where.owner = owner, set.where.covers = type;
        set.field = "original-ttl", set.value = "+" + std::to_string(1 + value);
        return {set, {"rrsig-invalid"}};
    }
    case 6: {
        Mutation add = use("add");
        add.lines = {"www 3600 A 198.51.100." + std::to_string(value % 256)};
        add.resign = corpus::Resign::none;
        return {add, {"rrsig-invalid", "rrsig-missing"}};
    }
    case 7: {
        Mutation shuffle = use("shuffle");
        shuffle.value = std::to_string(value);
        return {shuffle, {}};
    }
    case 8: {
        Mutation resign = use("resign");
        return {resign, {}};
    }
    default: {
        Mutation recase = use("recase");
        recase.where.owner = owner, recase.where.type = type;
        recase.where.with_signatures = true;
        recase.field = "owner";
        return {recase, {}};
    }
    }
}

struct Judged {
    std::multiset<std::string> timed, untimed;  // rule, owner and type; warnings and errors
    VerdictWord verdict = VerdictWord::error;
    friend bool operator==(const Judged&, const Judged&) = default;
};

std::string show(const Judged& judged) {
    std::string text = std::string(to_text(judged.verdict)) + "\n";
    for (const auto* list : {&judged.untimed, &judged.timed})
        for (const std::string& one : *list) text += one + "\n";
    return text;
}

Judged judge(const std::string& text, const SignedZone& zone, std::int64_t moment) {
    static Workers workers(1);
    Source source = Source::from_text(text);
    LoadOptions load_options;
    load_options.chunk_octets = 1 << 17;
    load_options.keep_diagnostics = 0;
    auto loaded = load(source, load_options, workers);
    require(loaded && loaded->zone, "the builder's zone can be read", [&] { return text; });
    ParentDs parent;
    parent.given = true;
    for (const corpus::Record& ds : zone.ds) parent.records.emplace_back().rdata = ds.rdata;
    const Evidence evidence = verify(*loaded->zone, parent, {}, workers);
    CheckOptions options;
    options.selection = *select_rules({}, {});
    options.moments = {{Timestamp{moment}, Timestamp{moment}}};
    options.max_per_rule = 100'000;
    const CheckResult result = check(*loaded, evidence, parent, {}, options, workers);

    Judged judged;
    judged.verdict = result.summary.verdict;
    for (const Finding& finding : result.findings) {
        if (finding.severity == Severity::info) continue;
        for (const Example& example : finding.examples) {
            std::string owner = example.owner;
            for (char& c : owner) c = static_cast<char>(fold(static_cast<std::uint8_t>(c)));
            (finding.rule->timed ? judged.timed : judged.untimed)
                .insert(std::string(finding.rule->id) + " " + owner + " " +
                        (example.type ? to_text(*example.type) : ""));
        }
    }
    return judged;
}

bool found(const Judged& judged, const std::set<std::string_view>& rules) {
    for (const auto* list : {&judged.untimed, &judged.timed})
        for (const std::string& one : *list)
            if (rules.contains(std::string_view(one).substr(0, one.find(' ')))) return true;
    return false;
}

/// The same zone, written otherwise: owners in capitals, TTLs with units, base64 in pieces.
std::string rewritten(const std::string& text, unsigned how) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        std::string line = text.substr(at, end - at);
        at = end + 1;
        const std::size_t owner_end = line.find(' '), ttl_end = line.find(' ', owner_end + 1);
        if (line[0] != '$' && ttl_end != line.npos) {
            std::string owner = line.substr(0, owner_end);
            std::string ttl = line.substr(owner_end + 1, ttl_end - owner_end - 1);
            std::string rest = line.substr(ttl_end);
            if (how & 1 && owner.find('\\') == owner.npos)
                for (char& c : owner)
                    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
            if (how & 2) ttl = "0m" + ttl + "s";
            if (how & 4 && rest.starts_with(" IN RRSIG "))
                rest.insert(rest.size() - 9, "\t(\n ; in pieces\n").append(" )");
            line = owner + " " + ttl + rest;
        }
        result += line + "\n";
    }
    return result;
}

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::string content(const SignedZone& zone) {
    return canonical_text(zone) + corpus::ds_text(zone.ds);
}

void check_moment(const std::string& text, const SignedZone& zone, const Judged& now,
                  std::uint16_t choice) {
    const std::int64_t day = 86400, offset = std::int64_t{choice % 100} - 50;
    const Judged then = judge(text, zone, corpus::reference_time + offset * day);
    require(then.untimed == now.untimed, "time changes only the rules that depend on it",
            [&] { return std::to_string(offset) + " days\n" + show(now) + show(then); });
    if (offset < -10 || offset > 30)
        require(then.verdict == VerdictWord::rejected, "out of its time a zone is rejected",
                [&] { return std::to_string(offset) + " days\n" + show(then); });
    else if (offset > -10 && offset < 15)
        require(then == now, "well inside its time nothing changes",
                [&] { return std::to_string(offset) + " days\n" + show(now) + show(then); });
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Feed input(data, size);
    const Start& start = start_of(input.take8());
    const unsigned how = input.take8();
    const std::uint16_t moment = input.take16();

    Recipe recipe = start.recipe;
    SignedZone zone = start.zone;
    std::vector<Step> steps;
    for (std::size_t i = 0; i < most_ops && !input.empty(); ++i) {
        const std::uint8_t op = input.take8(), place = input.take8();
        Step step = make_step(start, op, place, input.take16());
        const bool repairs = step.mutation.op == corpus::find_op("resign");
        if (repairs && !steps.empty()) continue;
        if (!apply(zone, step.mutation).empty()) continue;  // an earlier one took its records
        recipe.mutations.push_back(step.mutation);
        if (!step.rules.empty()) steps.push_back(std::move(step));
    }

    const std::string text = zone_text(zone);
    const double before = cpu_seconds();
    const Judged judged = judge(text, zone, corpus::reference_time);
    const auto detail = [&] { return to_json(recipe) + show(judged); };
    require(cpu_seconds() - before < 5, "a small zone is judged at once", detail);
    // Signed anew, next names of NSEC may be in capitals: another zone, and as good (RFC 6840 5.1).
    if (steps.empty() || content(zone) == content(start.zone)) {
        require(judged.untimed.empty() && judged.timed.empty(), "a healthy zone has no fault",
                detail);
        require(judged.verdict == VerdictWord::proven, "a healthy zone is proven", detail);
    } else {
        require(judged.verdict == VerdictWord::rejected, "a broken zone is rejected", detail);
        if (steps.size() == 1)
            require(found(judged, steps[0].rules), "what was broken is found by its rule", detail);
    }
    const Judged other = judge(rewritten(text, how), zone, corpus::reference_time);
    require(other == judged, "how a zone is written changes no finding",
            [&] { return detail() + "---\n" + show(other); });
    if (moment % 4 == 0) check_moment(text, zone, judged, moment / 4);
    return 0;
}

/// Whole operations are put in, taken out and changed.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
    std::uint32_t state = seed | 1;
    const auto random = [&] { return state = state * 1664525 + 1013904223, state >> 8; };
    if (most < header_octets + op_octets) return size;
    std::size_t ops = size > header_octets ? (size - header_octets) / op_octets : 0;
    std::fill(data + size, data + std::max(size, header_octets), std::uint8_t{0});
    std::uint8_t* const first = data + header_octets;
    const std::size_t at = ops == 0 ? 0 : random() % ops;
    const auto fill = [&] {
        for (std::size_t i = 0; i < op_octets; ++i)
            first[at * op_octets + i] = static_cast<std::uint8_t>(random());
    };
    switch (random() % 5) {
    case 0:
        if (ops < most_ops && header_octets + (ops + 1) * op_octets <= most) {
            std::copy_backward(first + at * op_octets, first + ops * op_octets,
                               first + (ops + 1) * op_octets);
            ++ops;
            fill();
        }
        break;
    case 1:
        if (ops != 0) {
            std::copy(first + (at + 1) * op_octets, first + ops * op_octets,
                      first + at * op_octets);
            --ops;
        }
        break;
    case 2: data[random() % header_octets] = static_cast<std::uint8_t>(random()); break;
    case 3:
        if (ops != 0)
            first[at * op_octets + random() % op_octets] = static_cast<std::uint8_t>(random());
        break;
    default:
        if (ops != 0) fill();
    }
    return header_octets + ops * op_octets;
}

/// The head of one, the tail of the other.
extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* a, std::size_t size_a,
                                                 const std::uint8_t* b, std::size_t size_b,
                                                 std::uint8_t* out, std::size_t most,
                                                 unsigned seed) {
    const auto ops = [](std::size_t size) {
        return size > header_octets ? (size - header_octets) / op_octets : 0;
    };
    const std::size_t from_a = ops(size_a) == 0 ? 0 : seed % (ops(size_a) + 1);
    const std::size_t from_b = ops(size_b) == 0 ? 0 : seed / 64 % (ops(size_b) + 1);
    const std::size_t head = std::min(size_a, header_octets + from_a * op_octets);
    const std::size_t tail = std::min(from_b * op_octets, most - std::min(most, head));
    if (head > most || head < header_octets) return 0;
    std::copy_n(a, head, out);
    std::copy_n(b + size_b - tail, tail, out + head);
    return head + tail;
}
