// corpus build, list and from-recipe on the command line.
#include "tools/corpus_options.hpp"

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
    CLI::App* const corpus =
        app.add_subcommand("corpus", "The corpus of broken zones: build it, list it");
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
}

std::optional<Command> CorpusOptions::command() const {
    if (*build_) return build_command_;
    if (*from_recipe_) return from_recipe_command_;
    if (!*list_) return {};
    CorpusListCommand command = list_command_;
    command.jsonl = list_format_ == "jsonl";
    return command;
}

}  // namespace zoneproof
