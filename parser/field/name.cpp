// Octet by octet: the reference for the vector form in the header.
#include "parser/field/name.hpp"

#include "parser/field/escape.hpp"

namespace zoneproof {
namespace {

/// A name under construction, with one octet kept free for the root.
class Labels {
public:
    bool add(std::uint8_t octet, Wire& wire) {
        if (size_ - label_ > max_label_octets) return wire.fail(Fault::label_too_long);
        if (size_ + 1 >= max_name_octets) return wire.fail(Fault::name_too_long);
        octets_[size_++] = octet;
        return true;
    }

    bool close_label(Wire& wire) {
        const std::size_t length = size_ - label_ - 1;
        if (length == 0) return wire.fail(Fault::empty_label);
        octets_[label_] = static_cast<std::uint8_t>(length);
        label_ = size_++;
        return true;
    }

    bool at_label_start() const { return size_ == label_ + 1; }

    bool close_name(NameView origin, Wire& wire) {
        if (label_ + origin.size() > max_name_octets) return wire.fail(Fault::name_too_long);
        std::memcpy(octets_.data() + label_, origin.data(), origin.size());
        // Length octets are at most 63, below 'A': the whole name can be folded as it stands.
        const std::size_t size = label_ + origin.size();
        if (wire.fold_names)
            for (std::size_t i = 0; i < size; ++i) {
                const std::uint8_t folded = fold(octets_[i]);
                if (folded != octets_[i]) wire.folded = true;
                octets_[i] = folded;
            }
        return wire.put({octets_.data(), size});
    }

private:
    std::size_t size_ = 1, label_ = 0;  // label_: where the length of the open label goes
    std::array<std::uint8_t, max_name_octets + 1> octets_;
};

}  // namespace

bool put_name_scalar(std::string_view token, Wire& wire) {
    const bool quoted = !token.empty() && token.front() == '"';
    if (!unquote(token, wire)) return false;
    // "A free standing @ is used to denote the current origin"; whether "@" in quotes does,
    // programs disagree about.
    if (token.empty() || (quoted && token == "@")) return wire.fail(Fault::unexpected);
    Labels name;
    if (token == ".") return name.close_name(NameView(), wire);
    const bool relative = token == "@";
    for (std::size_t at = 0; at < token.size() && !relative; ++at) {
        if (token[at] == '.') {
            if (!name.close_label(wire)) return false;
            continue;
        }
        int octet = static_cast<unsigned char>(token[at]);
        if (octet == '\\') octet = read_escape(token, at);
        if (octet < 0) return wire.fail(Fault::bad_escape);
        if (!name.add(static_cast<std::uint8_t>(octet), wire)) return false;
    }
    if (!relative && name.at_label_start()) return name.close_name(NameView(), wire);
    if (wire.origin == nullptr) return wire.fail(Fault::no_origin);
    wire.used_origin = true;
    if (!relative && !name.close_label(wire)) return false;
    return name.close_name(*wire.origin, wire);
}

}  // namespace zoneproof
