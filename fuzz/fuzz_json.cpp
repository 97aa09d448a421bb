// case.json: what is read is written and read again as the same; what is not read is explained.
#include "fuzz/oracle.hpp"

#include "corpus/builder/case.hpp"

using namespace zoneproof;
using namespace zoneproof::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = corpus::case_from_json(text({data, size}), "fuzz/case");
    require(read.value.has_value() == read.problems.empty(), "a case is read or has problems");
    for (const std::string& problem : read.problems)
        require(!problem.empty(), "a problem says what it is");
    if (!read.value) return 0;

    const corpus::Case& one = *read.value;
    require(one.recipe.base != nullptr, "a recipe has a base zone");
    require(!one.verdicts.empty() && !one.title.empty(), "what must stand there was read");
    for (const corpus::Mutation& mutation : one.recipe.mutations)
        require(mutation.op != nullptr, "a mutation has an op");
    const std::string written = to_json(one.recipe);
    const auto again = corpus::case_from_json(written, "fuzz/case");
    require(again.value.has_value(), "a written recipe can be read", [&] {
        std::string detail = written;
        for (const std::string& problem : again.problems) detail += problem + "\n";
        return detail;
    });
    require(to_json(again.value->recipe) == written, "writing a recipe is a fixed point",
            [&] { return written + to_json(again.value->recipe); });
    return 0;
}
