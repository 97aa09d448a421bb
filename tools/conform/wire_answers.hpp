// Stored answers of a case, and what is replied to a question from them.
//
// A message is found by server, name and type. What lies below a stored referral is answered by
// it, since a parent says the same of every name beyond the cut: RFC 1034 4.3.2 step 3b.
#pragma once

#include "corpus/message/message.hpp"
#include "parser/base/result.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace zoneproof::conform {

using corpus::Bytes;

class WireAnswers {
public:
    /// Of the case in `folder`; an Error names what is missing or unreadable.
    static Result<WireAnswers> read(const std::filesystem::path& folder);

    void add(const std::string& server, NameView, RrType, Bytes message, bool referral);
    std::vector<std::string> servers() const;

    struct Found {
        const Bytes* message = nullptr;  // nothing stored: nullptr
        bool below_referral = false;
    };
    Found find(const std::string& server, NameView, RrType) const;

private:
    struct Stored {
        Bytes message;
        bool referral;
    };
    using Key = std::tuple<std::string, std::string, std::uint16_t>;  // server, folded name, type
    static Key key(const std::string& server, NameView, RrType);

    std::map<Key, Stored> stored_;
};

/// How a message came, and how much may go back.
enum class Transport { udp, tcp };

struct Reply {
    Bytes message;           // empty: nothing is sent
    std::string unanswered;  // "192.0.2.3 x.example. A": a question that nothing is stored for
};

/// What the server at `server` says to a message.
Reply reply(const WireAnswers&, const std::string& server, Octets query, Transport);

/// What a resolver that validates nothing finds, from the root server down.
Reply carry(const WireAnswers&, const std::string& root, Octets query, Transport);

}  // namespace zoneproof::conform
