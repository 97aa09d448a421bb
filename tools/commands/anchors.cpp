// anchors: what files of trust anchors are good for, for people and for programs.
#include "rules/anchors/judge.hpp"
#include "tools/commands/commands.hpp"
#include "tools/message.hpp"
#include "tools/render/json_writer.hpp"
#include "tools/render/words.hpp"
#include "tools/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace zoneproof {
namespace {

struct Answer {
    AnchorFile file;
    JudgedFile judged;
};

struct Unread {
    std::string file, why;
};

struct Answers {
    Timestamp at{};
    std::vector<Answer> files;
    std::vector<Unread> unread;
    SeverityCounts counts;
    bool unknown = false;

    int exit_code() const {
        constexpr int unreadable = 3, rejected = 1, not_proven = 4;
        if (!unread.empty()) return unreadable;
        if (counts.errors != 0) return rejected;
        return unknown ? not_proven : 0;
    }
};

std::string lower(std::string_view word) {
    std::string text(word);
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string_view to_text(AnchorProof proof) {
    switch (proof) {
    case AnchorProof::none: return "-";
    case AnchorProof::key: return "matches its key";
    case AnchorProof::iana: return "IANA's";
    case AnchorProof::unknown: return "not IANA's";
    case AnchorProof::differs: return "differs from IANA's";
    }
    return "";
}

std::string_view slug(AnchorProof proof) {
    switch (proof) {
    case AnchorProof::none: return "none";
    case AnchorProof::key: return "key";
    case AnchorProof::iana: return "iana";
    case AnchorProof::unknown: return "unknown";
    case AnchorProof::differs: return "differs";
    }
    return "";
}

std::string algorithm_name(std::uint8_t number) {
    const AlgorithmInfo* const info = find_algorithm(number);
    return info != nullptr ? std::string(info->mnemonic) : std::to_string(number);
}

std::string word_of(const JudgedPoint& point, const Style& style) {
    const std::string word(to_text(point.word));
    switch (point.word) {
    case AnchorWord::ok: return style.green(word);
    case AnchorWord::wait: return style.yellow(word) + " until " + to_iso8601(*point.when);
    case AnchorWord::fails: return style.red(word) + " from " + to_iso8601(*point.when) + " on";
    case AnchorWord::unknown: return style.yellow(word);
    }
    return word;
}

/// A state and since or until when.
std::string state_of(const JudgedAnchor& one) {
    std::string text(to_text(one.state));
    const Anchor& anchor = *one.anchor;
    const auto date = [](Timestamp time) { return to_iso8601(time).substr(0, 10); };
    if (anchor.since) text += " since " + date(*anchor.since);
    if (one.state == AnchorState::add_pending) {
        const auto until = anchor.valid_at ? anchor.valid_at : anchor.valid_from;
        if (until) text += " until " + date(*until);
    }
    return text;
}

void write_points(const Answer& answer, const Style& style, Output& output) {
    for (const JudgedPoint& point : answer.judged.points) {
        output.write(
            fmt::format("  {}   {}\n", printable(to_text(point.zone)), word_of(point, style)));
        output.write(fmt::format("    {:<6} {:<16} {:<7} {:<17} {:<25} {:<20} {}\n", "tag",
                                 "algorithm", "as", "kind", "state", "key", "outlook"));
        for (const JudgedAnchor& one : point.anchors) {
            std::string line = fmt::format(
                "    {:<6} {:<16} {:<7} {:<17} {:<25} {:<20} {}", one.anchor->tag,
                algorithm_name(one.anchor->algorithm), one.anchor->is_ds ? "DS" : "DNSKEY",
                to_text(one.anchor->kind), state_of(one), to_text(one.proof), one.outlook);
            line.erase(line.find_last_not_of(' ') + 1);
            output.write(line + "\n");
        }
    }
}

void write_text(const Answers& answers, Output& output) {
    const Style style(wants_color(Color::automatic, STDOUT_FILENO));
    std::size_t anchors = 0;
    for (const Answer& answer : answers.files) {
        anchors += answer.file.anchors.size();
        output.write(fmt::format("{}   {}\n", style.bold(printable(answer.file.path)),
                                 to_text(answer.file.format)));
        write_points(answer, style, output);
        for (const AnchorFinding& finding : answer.judged.findings) {
            const std::string head =
                fmt::format("{}[{}]", to_text(finding.severity), finding.cause);
            const std::string place = finding.line == 0 ? "" : fmt::format(":{}", finding.line);
            output.write(fmt::format("  {}: {}{}: {}\n",
                                     finding.severity == Severity::error     ? style.red(head)
                                     : finding.severity == Severity::warning ? style.yellow(head)
                                                                             : style.blue(head),
                                     printable(answer.file.path), place, printable(finding.text)));
            if (!finding.fix.empty() && finding.severity != Severity::info)
                output.write("     = fix " + finding.fix + "\n");
        }
        output.write("\n");
    }
    output.write(fmt::format("{}, {} at {}: {}, {}   exit {}\n",
                             counted(answers.files.size(), "file"), counted(anchors, "anchor"),
                             to_iso8601(answers.at), counted(answers.counts.errors, "error"),
                             counted(answers.counts.warnings, "warning"), answers.exit_code()));
}

void member(JsonWriter& json, std::string_view name, const std::optional<Timestamp>& time) {
    json.member(name, time ? std::optional(to_iso8601(*time)) : std::nullopt);
}

void write_anchor(JsonWriter& json, const JudgedAnchor& one) {
    const Anchor& anchor = *one.anchor;
    json.object([&] {
        json.member("line", anchor.line);
        json.member("keytag", anchor.tag);
        json.member("algorithm", anchor.algorithm);
        json.member("type", anchor.is_ds ? "DS" : "DNSKEY");
        json.member("kind", anchor.kind == AnchorKind::followed ? "rfc5011" : to_text(anchor.kind));
        json.member("state", one.state == AnchorState::none
                                 ? std::nullopt
                                 : std::optional(std::string(to_text(one.state))));
        member(json, "since", anchor.since);
        member(json, "valid_at", anchor.valid_at);
        member(json, "valid_from", anchor.valid_from);
        member(json, "valid_until", anchor.valid_until);
        json.member("trusted", one.trusted);
        json.member("proof", slug(one.proof));
        json.member("outlook", one.outlook);
    });
}

void write_file(JsonWriter& json, const Answer& answer) {
    json.object([&] {
        json.member("file", answer.file.path);
        json.member("format", to_text(answer.file.format));
        json.member("read_only", answer.file.read_only);
        member(json, "last_success", answer.file.last_success);
        json.array_member("points", answer.judged.points, [&](const JudgedPoint& point) {
            json.object([&] {
                json.member("zone", to_text(point.zone));
                json.member("verdict", lower(to_text(point.word)));
                member(json, "when", point.when);
                json.array_member("anchors", point.anchors,
                                  [&](const JudgedAnchor& one) { write_anchor(json, one); });
            });
        });
        json.array_member("findings", answer.judged.findings, [&](const AnchorFinding& finding) {
            json.object([&] {
                json.member("severity", to_text(finding.severity));
                json.member("cause", finding.cause);
                if (finding.line != 0) json.member("line", finding.line);
                json.member("message", finding.text);
                json.member("fix", finding.fix);
            });
        });
    });
}

void write_json(const Answers& answers, Output& output) {
    JsonWriter json;
    json.object([&] {
        json.member("t", "anchors");
        json.member("v", 1);
        json.member("at", to_iso8601(answers.at));
        json.member("exit", answers.exit_code());
        json.array_member("files", answers.files,
                          [&](const Answer& answer) { write_file(json, answer); });
        json.array_member("unread", answers.unread, [&](const Unread& unread) {
            json.object([&] {
                json.member("file", unread.file);
                json.member("message", unread.why);
            });
        });
        json.object_member("findings", [&] {
            json.member("error", answers.counts.errors);
            json.member("warning", answers.counts.warnings);
            json.member("info", answers.counts.infos);
        });
    });
    output.write(json.text() + "\n");
}

}  // namespace

int run(const AnchorsCommand& command, Output& output) {
    Answers answers;
    answers.at = command.at;
    answers.files.reserve(command.files.size());  // what is judged points into them
    for (const std::string& path : command.files) {
        auto file = read_anchors(path);
        if (!file) {
            complain(file.error().text);
            answers.unread.push_back({path, file.error().text});
            continue;
        }
        Answer& answer = answers.files.emplace_back(Answer{std::move(*file), {}});
        answer.judged = judge(answer.file, command.at);
        for (const AnchorFinding& finding : answer.judged.findings)
            ++answers.counts.of(finding.severity);
        for (const JudgedPoint& point : answer.judged.points)
            answers.unknown |= point.word == AnchorWord::unknown;
    }
    command.json ? write_json(answers, output) : write_text(answers, output);
    return answers.exit_code();
}

}  // namespace zoneproof
