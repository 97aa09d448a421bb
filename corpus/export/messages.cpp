// Messages for packet fuzzers: packet/NAME-DIGEST.pkt as CZ.NIC's dns-fuzzing has them, and
// manifest.json, which says what each is and whether a parser must take it.
#include "corpus/export/formats.hpp"
#include "corpus/export/variants.hpp"

#include "parser/rdata/wire.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <set>

namespace zoneproof::corpus {
namespace {

/// A type's example is among the first few of its records: a short one tells as much.
constexpr std::size_t longest_example = 512;

const char* to_text(Parses parses) {
    switch (parses) {
    case Parses::yes: return "yes";
    case Parses::no: return "no";
    case Parses::open: break;
    }
    return "open";
}

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(fold(static_cast<std::uint8_t>(c)));
    return text;
}

/// A digest of another length than its type's, in a record that is otherwise well formed.
bool has_odd_digest(const MessageRecord& record) {
    if (record.type != RrType::DS && record.type != RrType::CDS) return false;
    if (record.rdata.size() < 4) return true;
    const DigestInfo* const digest = find_digest(record.rdata[3]);
    return digest != nullptr && record.rdata.size() != std::size_t{4} + digest->octets;
}

/// Of an answer of a case, whose records may be broken on purpose.
Parses judge(const Message& message) {
    for (const auto* section : {&message.answer, &message.authority})
        for (const MessageRecord& record : *section) {
            const auto canonical = std::make_unique<Wire>();
            if (check_rdata(record.type, record.rdata, *canonical) || has_odd_digest(record))
                return Parses::open;
        }
    return Parses::yes;
}

class MessageExporter : public Exporter {
public:
    explicit MessageExporter(const ExportOptions& options)
        : index_({{"v", 1}, {"generator", options.generator}}) {
        index_["messages"] = nlohmann::ordered_json::array();
    }

    std::vector<File> add(const AnsweredCase& shown) override {
        for (const Record& record : shown.built.zone.records) keep_example(record);
        std::vector<File> files;
        for (const WireAnswer& one : shown.answers) {
            const Question& question = one.message.questions[0];
            put(files, shown.name(), write_message(one.message), judge(one.message),
                zoneproof::to_text(question.name.view()) + " " + zoneproof::to_text(question.type) +
                    ", " + one.role,
                zoneproof::to_text(question.type));
        }
        return files;
    }

    std::vector<File> finish() override {
        std::vector<File> files;
        for (const auto& [type, rdata] : examples_) {
            const std::string mnemonic = zoneproof::to_text(type);
            for (const MessageVariant& one : variants_of(type, rdata))
                put(files, "type-" + lower(mnemonic) + "-" + one.name, one.wire, one.parses,
                    one.says, mnemonic);
        }
        for (const MessageVariant& one : general_variants())
            put(files, "message-" + one.name, one.wire, one.parses, one.says, "");
        files.push_back({"manifest.json", index_.dump(1) + "\n"});
        return files;
    }

private:
    /// The first record of each type whose RDATA is what the type says.
    void keep_example(const Record& record) {
        if (examples_.contains(record.type) || record.rdata.size() > longest_example) return;
        const auto canonical = std::make_unique<Wire>();
        bool irregular = false;
        if (check_rdata(record.type, record.rdata, *canonical, &irregular) || irregular) return;
        examples_.emplace(record.type, record.rdata);
    }

    /// Once for every content: the same root answers in every case.
    void put(std::vector<File>& files, const std::string& name, const Bytes& wire, Parses parses,
             const std::string& says, const std::string& type) {
        const std::string digest = short_digest(wire);
        if (!known_.insert(digest).second) return;
        const std::string path = "packet/" + name + "-" + digest + ".pkt";
        nlohmann::ordered_json entry = {
            {"file", path}, {"says", says}, {"parses", to_text(parses)}};
        if (!type.empty()) entry["type"] = type;
        index_["messages"].push_back(std::move(entry));
        files.push_back({path, std::string(wire.begin(), wire.end())});
    }

    nlohmann::ordered_json index_;
    std::map<RrType, Bytes> examples_;
    std::set<std::string> known_;
};

}  // namespace

std::unique_ptr<Exporter> message_exporter(const ExportOptions& options) {
    return std::make_unique<MessageExporter>(options);
}

}  // namespace zoneproof::corpus
