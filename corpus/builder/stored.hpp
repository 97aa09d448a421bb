// Stored answers: answers.jsonl in the folder of a case, a message of a name server a line.
//
// What the zones above a case say is the same for nearly all of them and stands once, in
// parents.jsonl of the corpus. A case whose first line names that file adds to it, and its own
// lines win over those with the same server and question.
#pragma once

#include "corpus/builder/wire.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::corpus {

struct StoredAnswer {
    std::string server;  // address
    Question question;
    std::string role;  // "referral", "ds", "dnskey", "answer"
    Bytes message;
};

/// All of them: {"server", "q", "role", "message"} a line, the message in base 64.
std::string answers_text(const std::vector<WireAnswer>&);

/// A writer of build.hpp: answers.jsonl, whole; nothing for a case that asks nothing.
Result<std::vector<File>> answers_file(const BuiltCase&, KeyStore&);

/// What parents.jsonl holds: the answers of the root and of example. that name no case.
Result<std::string> parents_text(KeyStore&);
/// `answers` without what `parents` says already, below a line that says so; all of them where the
/// parents answer a question that this case has no answer to.
std::string apart_from(std::string_view parents, const std::string& answers);

/// All answers of the case in `folder`. An Error names the file and the line.
Result<std::vector<StoredAnswer>> read_answers(const std::filesystem::path& folder);

}  // namespace zoneproof::corpus
