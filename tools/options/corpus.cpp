// corpus and its own commands on the command line.
#include "tools/options/corpus.hpp"

#include "corpus/export/export.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace zoneproof {
namespace {

void add_folder(CLI::App& app, std::string& folder) {
    folder = "corpus";
    app.add_option("--corpus", folder, "Where cases/ and keys/ are; default corpus")
        ->type_name("DIR");
}

void add_globs(CLI::App& app, std::vector<std::string>& globs) {
    app.add_option("GLOB", globs, "Cases, as in 'rrsig/*'; default: all")->type_name("");
}

}  // namespace

CorpusOptions::CorpusOptions(CLI::App& app) {
    CLI::App* const corpus = app.add_subcommand(
        "corpus",
        "The corpus of broken zones: build it, list it, hand it on; and break a zone of yours");
    corpus->require_subcommand(1);

    build_ = corpus->add_subcommand("build", "Make the files of every case from its case.json");
    add_folder(*build_, build_command_.folder);
    build_->add_flag("--check", build_command_.check,
                     "Write nothing: exit 1 when a file is missing or differs");
    build_->add_option("--out", build_command_.out, "Where to write; default: the corpus itself")
        ->type_name("DIR");
    add_globs(*build_, build_command_.globs);

    list_ = corpus->add_subcommand("list", "The cases, with their titles");
    add_folder(*list_, list_command_.folder);
    list_->add_option("-f,--format", list_format_, "Default text")
        ->type_name("text|jsonl")
        ->check(CLI::IsMember({"text", "jsonl"}));
    list_->add_flag("--words", list_command_.words,
                    "The words of recipes instead: base zones and mutations");
    add_globs(*list_, list_command_.globs);

    from_recipe_ =
        corpus->add_subcommand("from-recipe", "Make the files of one case.json, wherever it is");
    add_folder(*from_recipe_, from_recipe_command_.folder);
    from_recipe_->add_option("FILE", from_recipe_command_.file, "A case.json")
        ->type_name("")
        ->required();
    from_recipe_
        ->add_option("--out", from_recipe_command_.out, "Where to write; default: beside it")
        ->type_name("DIR");

    declare_export(*corpus);
    declare_mutate(*corpus);
    declare_vectors(*corpus);
}

void CorpusOptions::declare_export(CLI::App& corpus) {
    export_ = corpus.add_subcommand(
        "export", "The cases in the forms of other projects' test tools and fuzzers");
    add_folder(*export_, export_command_.folder);
    std::vector<std::string> names;
    for (const corpus::ExportFormat& format : corpus::export_formats())
        names.emplace_back(format.name);
    export_->add_option("-f,--format", export_command_.format, "Which form")
        ->type_name(fmt::format("{}", fmt::join(names, "|")))
        ->check(CLI::IsMember(names))
        ->required();
    export_->add_option("--out", export_command_.out, "Where to write")
        ->type_name("DIR")
        ->required();
    export_
        ->add_option("--known", export_command_.known,
                     "Where Unbound is known to differ, for testbound; default: divergence.json "
                     "of the corpus")
        ->type_name("FILE");
    add_globs(*export_, export_command_.globs);
}

void CorpusOptions::declare_mutate(CLI::App& corpus) {
    mutate_ = corpus.add_subcommand(
        "mutate", "Break a signed zone in one way: a fire drill for what checks it");
    mutate_->add_option("ZONEFILE", mutate_command_.zone_file, "The zone; - is standard input")
        ->type_name("");
    mutate_->add_option("--fault", mutate_command_.fault, "The rule that is to be broken")
        ->type_name("RULE");
    mutate_->add_flag("--list", mutate_command_.list, "The faults there are");
    mutate_->add_option("--seed", mutate_command_.seed, "Another place in the zone; default 0")
        ->type_name("N");
    mutate_
        ->add_option("--at", mutate_command_.at,
                     "When the zone will be checked, as in check --at; default now")
        ->type_name("TIME");
    mutate_
        ->add_option("-o,--origin", mutate_command_.origin,
                     "The zone's name; default: the owner of its SOA")
        ->type_name("NAME");
    mutate_
        ->add_option("--out", mutate_command_.out, "Where the zone goes; default: standard output")
        ->type_name("FILE");
    mutate_->add_option("--ds-out", mutate_command_.ds_out, "Where its DS set goes, for check --ds")
        ->type_name("FILE");
}

void CorpusOptions::declare_vectors(CLI::App& corpus) {
    vectors_ = corpus.add_subcommand("vectors", "Make the JSON test vectors and their schemas");
    add_folder(*vectors_, vectors_command_.folder);
    vectors_->add_flag("--check", vectors_command_.check,
                       "Write nothing: exit 1 when a file is missing or differs");
    vectors_
        ->add_option("--out", vectors_command_.out,
                     "Where to write; default: vectors in the corpus")
        ->type_name("DIR");
}

std::optional<Command> CorpusOptions::command() const {
    if (*build_) return build_command_;
    if (*from_recipe_) return from_recipe_command_;
    if (*export_) return export_command_;
    if (*mutate_) return mutate_command_;
    if (*vectors_) return vectors_command_;
    if (!*list_) return {};
    CorpusListCommand command = list_command_;
    command.jsonl = list_format_ == "jsonl";
    return command;
}

}  // namespace zoneproof
