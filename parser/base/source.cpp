// One file as text: RawFile gives its octets, inflated() its text, and Source counts, bounds and
// hashes what comes out.
#include "parser/base/source.hpp"

#include "parser/base/bytes.hpp"
#include "parser/base/inflate.hpp"
#include "parser/base/raw_file.hpp"

#include <botan/hash.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <optional>
#include <utility>

namespace zoneproof {
namespace {

class TextStream final : public Stream {
public:
    explicit TextStream(std::string text) : text_(std::move(text)) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        const std::size_t size = text_.copy(to, room, at_);
        at_ += size;
        return size;
    }
    Result<bool> rewind() override {
        at_ = 0;
        return true;
    }
    std::size_t at() const { return at_; }
    std::size_t size() const { return text_.size(); }

private:
    std::string text_;
    std::size_t at_ = 0;
};

/// Below this much text no ratio is suspicious.
constexpr std::uint64_t unsuspicious = std::uint64_t{64} << 20;

}  // namespace

Block::Block(std::size_t capacity)
    : memory_(std::make_unique_for_overwrite<char[]>(capacity + 2 * padding)), capacity_(capacity) {
    std::memset(memory_.get(), '\n', padding);
    resize(0);
}

void Block::resize(std::size_t size) {
    assert(size <= capacity_);
    size_ = size;
    std::memset(data() + size, '\n', padding);
}

struct Source::State {
    std::string name;
    Options options;
    std::unique_ptr<Stream> text;
    const RawFile* file = nullptr;  // inside `text`
    std::uint64_t octets = 0;
    bool ended = false;
    std::optional<Error> failed;
    std::unique_ptr<Botan::HashFunction> hash;
    std::string sha256;

    Error named(const Error& error) const {
        return {error.code, (name == "-" ? "standard input" : name) + ": " + error.text};
    }

    Result<std::size_t> next(char* to, std::size_t room) {
        Result<std::size_t> got = text->read(to, room);
        if (!got) return got;
        octets += *got;
        if (octets > options.max_octets)
            return unreadable("its text is larger than the limit of " +
                              std::to_string(options.max_octets) + " octets");
        if (file != nullptr && octets > unsuspicious &&
            octets / std::max<std::uint64_t>(options.max_inflation, 1) > file->position())
            return unreadable("it inflates to more than " + std::to_string(options.max_inflation) +
                              " times its size");
        digest(to, *got);
        return got;
    }

    void digest(const char* data, std::size_t size) {
        if (!hash) return;
        if (size != 0) return hash->update(reinterpret_cast<const std::uint8_t*>(data), size);
        const auto value = hash->final();
        sha256 = to_hex({value.data(), value.size()});
        hash.reset();
    }

    void start_digest() {
        if (options.digest && sha256.empty())
            hash = Botan::HashFunction::create_or_throw("SHA-256");
    }
};

Result<Source> Source::open(const std::string& path, const Options& options) {
    auto state = std::make_unique<State>();
    state->name = path;
    state->options = options;
    Result<std::unique_ptr<RawFile>> file = RawFile::open(path, options.max_octets);
    if (!file) return state->named(file.error());
    state->file = file->get();
    const std::string_view head = state->file->head();
    state->text = inflated(std::move(*file), head);
    state->start_digest();
    return Source(std::move(state));
}

Source Source::from_text(std::string text, std::string name) {
    auto state = std::make_unique<State>();
    state->name = std::move(name);
    state->text = std::make_unique<TextStream>(std::move(text));
    return Source(std::move(state));
}

Source::Source(std::unique_ptr<State> state) : state_(std::move(state)) {}
Source::Source(Source&&) noexcept = default;
Source& Source::operator=(Source&&) noexcept = default;
Source::~Source() = default;

const std::string& Source::name() const {
    return state_->name;
}

Result<std::size_t> Source::read(Block& block) {
    assert(block.size() < block.capacity());
    if (state_->failed) return *state_->failed;
    std::size_t size = block.size();
    while (size < block.capacity() && !state_->ended) {
        const Result<std::size_t> got = state_->next(block.data() + size, block.capacity() - size);
        if (!got) return *(state_->failed = state_->named(got.error()));
        state_->ended = *got == 0;
        size += *got;
    }
    const std::size_t appended = size - block.size();
    block.resize(size);
    return appended;
}

std::uint64_t Source::octets_read() const {
    return state_->octets;
}

std::uint64_t Source::octets_expected() const {
    if (state_->file != nullptr) return state_->file->size();
    return static_cast<const TextStream&>(*state_->text).size();
}

std::uint64_t Source::octets_consumed() const {
    if (state_->file != nullptr) return state_->file->position();
    return static_cast<const TextStream&>(*state_->text).at();
}

std::string Source::sha256() const {
    return state_->sha256;
}

Result<bool> Source::rewind() {
    if (const Result<bool> rewound = state_->text->rewind(); !rewound)
        return *(state_->failed = state_->named(rewound.error()));
    state_->failed.reset();
    state_->octets = 0;
    state_->ended = false;
    state_->start_digest();
    return true;
}

}  // namespace zoneproof
