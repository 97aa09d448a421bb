// conform list, run and serve on the command line.
#include "tools/options/conform.hpp"

namespace zoneproof {
namespace {

void add_selection(CLI::App& app, ConformSelection& selection) {
    selection.corpus = "corpus";
    app.add_option("--corpus", selection.corpus, "Where cases/ is; default corpus")
        ->type_name("DIR");
    app.add_option("--level", selection.level, "Only cases of this level")
        ->type_name("must|should|may|info")
        ->check(CLI::IsMember({"must", "should", "may", "info"}));
    app.add_option("--tag", selection.tag, "Only cases with this tag")->type_name("TAG");
}

void add_run(CLI::App& run, ConformRunCommand& command, std::string& isolation) {
    run.add_option("--cases", command.selection.globs, "As in 'rrsig/*'; repeat; default: all")
        ->type_name("GLOB");
    run.add_option("--adapter", command.adapters,
                   "A file of the folder of adapters, or NAME=COMMAND; repeat; default: all there")
        ->type_name("NAME");
    command.adapter_folder = "tools/conform/adapters";
    run.add_option("--adapters", command.adapter_folder, "Default tools/conform/adapters")
        ->type_name("DIR");
    run.add_option("--isolation", isolation, "A fresh process per case (default) or per query")
        ->type_name("case|query")
        ->check(CLI::IsMember({"case", "query"}));
    run.add_option("-f,--format", command.formats, "Repeat with --out; default matrix")
        ->type_name("matrix|tap|junit|json|html")
        ->check(CLI::IsMember({"matrix", "tap", "junit", "json", "html"}));
    run.add_option("--known", command.known,
                   "Known divergences; default divergence.json of the corpus")
        ->type_name("FILE");
    run.add_option("--out", command.out,
                   "Keep results and reports here, and go on where a run "
                   "was stopped")
        ->type_name("DIR");
    run.add_option("-j,--jobs", command.jobs, "Cases at once; default 2")
        ->type_name("N")
        ->check(CLI::Range(1, 256));
    run.add_option("--timeout", command.timeout, "Seconds for one answer; default 20")
        ->type_name("N")
        ->check(CLI::Range(1, 3600));
    run.add_option("--bind", command.bind,
                   "Where network namespaces are forbidden: a carrier on this loopback address")
        ->type_name("ADDRESS:PORT");
    run.add_option("--clock-shim", command.shim, "Default: beside this program")->type_name("FILE");
    run.add_flag("--strict", command.strict, "Exit 1 when a known divergence is no more");
}

}  // namespace

ConformOptions::ConformOptions(CLI::App& app) {
    CLI::App* const conform =
        app.add_subcommand("conform", "The corpus against validators, resolvers and zone checkers");
    conform->require_subcommand(1);

    list_ = conform->add_subcommand("list", "The cases, with what they expect");
    add_selection(*list_, list_command_.selection);
    list_->add_option("GLOB", list_command_.selection.globs, "As in 'rrsig/*'; default: all")
        ->type_name("");

    run_ = conform->add_subcommand("run", "Ask every implementation about every case");
    add_selection(*run_, run_command_.selection);
    add_run(*run_, run_command_, isolation_);

    serve_ = conform->add_subcommand(
        "serve", "The name servers of a case, in a network of their own, for one command");
    serve_->add_option("--corpus", serve_command_.corpus, "Where cases/ is; default corpus")
        ->type_name("DIR");
    serve_->add_option("CASE", serve_command_.id, "As in rrsig/removed")->type_name("")->required();
    serve_->add_option("COMMAND", serve_command_.argv, "What to run there; default: a shell")
        ->type_name("");
    serve_->prefix_command(false);
}

std::optional<Command> ConformOptions::command() const {
    if (*list_) return list_command_;
    if (*serve_) return serve_command_;
    if (!*run_) return {};
    ConformRunCommand command = run_command_;
    command.per_query = isolation_ == "query";
    if (command.formats.empty()) command.formats = {"matrix"};
    return command;
}

}  // namespace zoneproof
