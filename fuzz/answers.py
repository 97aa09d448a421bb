#!/usr/bin/env python3
"""Writes the DNSSEC answers of corpus/ as inputs of one fuzz target: what answers alone show it.
   fuzz/answers.py TARGET FOLDER [MOST]     at most MOST files, spread over all there are
Messages, records and signatures as the target takes them; where it takes none, the messages themselves for a target of
octets, the records as lines for a target of text."""
import base64
import hashlib
import json
import pathlib
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TYPES = {1: "A", 2: "NS", 5: "CNAME", 6: "SOA", 15: "MX", 16: "TXT", 28: "AAAA", 39: "DNAME", 43: "DS", 46: "RRSIG", 47: "NSEC",
         48: "DNSKEY", 50: "NSEC3", 51: "NSEC3PARAM", 59: "CDS", 60: "CDNSKEY"}
OPT, RRSIG, DNSKEY = 41, 46, 48


def messages():
    seen = set()
    for path in [ROOT / "corpus/parents.jsonl", *ROOT.glob("corpus/cases/*/*/answers.jsonl")]:
        for answer in map(json.loads, path.read_text().splitlines()):
            if "message" in answer:  # else it names answers of parents.jsonl
                seen.add(base64.b64decode(answer["message"]))
    return sorted(seen)


def name_at(message, at):
    """Its octets without pointers, and where it ends."""
    wire, end = b"", None
    while (length := message[at]) != 0:
        if length >= 0xC0:
            end = end or at + 2
            at = (length & 0x3F) << 8 | message[at + 1]
            continue
        wire += message[at:at + length + 1]
        at += length + 1
    return wire + b"\0", end or at + 1


def rdata_at(message, kind, at, end):
    """Names may be compressed in the types of RFC 1035 (RFC 3597 4)."""
    names, skipped = {2: 1, 5: 1, 12: 1, 6: 2, 15: 1}.get(kind, 0), 2 if kind == 15 else 0
    wire, at = message[at:at + skipped], at + skipped
    for _ in range(names):
        name, at = name_at(message, at)
        wire += name
    return wire + message[at:end]


def records(message):
    """Owner, type, class, TTL and RDATA of each record but OPT."""
    questions, *counts = struct.unpack(">4H", message[4:12])
    at = 12
    for _ in range(questions):
        at = name_at(message, at)[1] + 4
    for _ in range(sum(counts)):
        owner, at = name_at(message, at)
        kind, of_class, ttl, length = struct.unpack(">HHIH", message[at:at + 10])
        at += 10 + length
        if kind != OPT:
            yield owner, kind, of_class, ttl, rdata_at(message, kind, at - length, at)


def name_text(wire):
    text, at = "", 0
    while wire[at]:
        label = wire[at + 1:at + 1 + wire[at]]
        text += "".join(chr(c) if c < 128 and chr(c).isalnum() or c in b"-_*" else f"\\{c:03}" for c in label) + "."
        at += wire[at] + 1
    return text or "."


def bitmap_text(windows):
    text = ""
    while windows:
        for i, octet in enumerate(windows[2:2 + windows[1]]):
            for bit in range(8):
                if octet << bit & 0x80:
                    kind = windows[0] * 256 + i * 8 + bit
                    text += " " + TYPES.get(kind, f"TYPE{kind}")
        windows = windows[2 + windows[1]:]
    return text


def hash_text(octets):
    value, digits = int.from_bytes(octets, "big"), len(octets) * 8 // 5
    return "".join("0123456789abcdefghijklmnopqrstuv"[value >> 5 * (digits - 1 - i) & 31] for i in range(digits))


def rdata_text(kind, rdata):
    """As in a zone file; the generic form of RFC 3597 where the type has none here, or the RDATA is damaged."""
    try:
        if kind == 1 and len(rdata) == 4:
            return ".".join(map(str, rdata))
        if kind == 28:
            return ":".join(f"{group:x}" for group in struct.unpack(">8H", rdata))
        if kind in (2, 5, 39):
            return name_text(rdata)
        if kind == 6:
            mname, at = name_at(rdata, 0)
            rname, at = name_at(rdata, at)
            return " ".join([name_text(mname), name_text(rname), *map(str, struct.unpack(">5I", rdata[at:]))])
        if kind == 15:
            return f"{rdata[0] << 8 | rdata[1]} {name_text(rdata[2:])}"
        if kind in (43, 59):
            return "{} {} {} ".format(*struct.unpack(">HBB", rdata[:4])) + rdata[4:].hex()
        if kind in (48, 60):
            return "{} {} {} ".format(*struct.unpack(">HBB", rdata[:4])) + base64.b64encode(rdata[4:]).decode()
        if kind == 46:
            signer, at = name_at(rdata, 18)
            return (TYPES[rdata[0] << 8 | rdata[1]] + " {} {} {} {} {} {} ".format(*struct.unpack(">BBIIIH", rdata[2:18]))
                    + name_text(signer) + " " + base64.b64encode(rdata[at:]).decode())
        if kind == 47:
            following, at = name_at(rdata, 0)
            return name_text(following) + bitmap_text(rdata[at:])
        if kind in (50, 51):
            salt = rdata[5:5 + rdata[4]]
            text = "{} {} {} ".format(*struct.unpack(">BBH", rdata[:4])) + (salt.hex() or "-")
            if kind == 51:
                return text
            at = 5 + rdata[4]
            return text + " " + hash_text(rdata[at + 1:at + 1 + rdata[at]]) + bitmap_text(rdata[at + 1 + rdata[at]:])
    except (KeyError, IndexError, struct.error):
        pass
    return f"\\# {len(rdata)} {rdata.hex()}"


def lines(message):
    return "".join(f"{name_text(owner)} {ttl} CLASS{of_class} {TYPES.get(kind, f'TYPE{kind}')} {rdata_text(kind, rdata)}\n"
                   for owner, kind, of_class, ttl, rdata in records(message)).encode()


def signed(message):
    """Each RRSIG with its signature, and the octets it is made over (RFC 4034 3.1.8.1)."""
    answer = list(records(message))
    for owner, kind, of_class, _, rdata in answer:
        if kind != RRSIG or len(rdata) < 20:
            continue
        signer, at = name_at(rdata, 18)
        covered, ttl = struct.unpack(">H", rdata[:2])[0], rdata[4:8]
        rrset = sorted(other for o, k, _, _, other in answer if (o, k) == (owner, covered))
        head = owner.lower() + struct.pack(">HH", covered, of_class) + ttl
        yield rdata, signer, rdata[at:], rdata[:at] + b"".join(head + struct.pack(">H", len(one)) + one for one in rrset)


def keys(all_messages):
    found = {}
    for message in all_messages:
        for owner, kind, _, _, rdata in records(message):
            if kind == DNSKEY and len(rdata) > 4:
                found.setdefault((owner, rdata[3], key_tag(rdata)), rdata)
    return found


def key_tag(rdata):
    total = sum(octet << 8 if i % 2 == 0 else octet for i, octet in enumerate(rdata))
    return (total + (total >> 16 & 0xFFFF)) & 0xFFFF


def each_record(make):
    """What `make` makes of each record; nothing where that is None."""
    return lambda all_messages: (made for message in all_messages for record in records(message)
                                 if (made := make(*record)) is not None)


def of_bitmap(owner, kind, of_class, ttl, rdata):
    if kind == 47:
        return b"\0" + rdata[name_at(rdata, 0)[1]:]
    if kind == 50:
        at = 5 + rdata[4]
        return b"\0" + rdata[at + 1 + rdata[at]:]


def of_nsec3(owner, kind, of_class, ttl, rdata):
    if kind == 50:
        salt, label = rdata[5:5 + rdata[4]], owner[1:1 + owner[0]]
        return bytes([rdata[3], len(salt)]) + salt + bytes([len(label)]) + label + owner[1 + owner[0]:]


def of_time(owner, kind, of_class, ttl, rdata):
    if kind == RRSIG and len(rdata) > 18:
        times = expiration, inception = struct.unpack(">II", rdata[8:16])
        return struct.pack(">IIQII", *times, inception << 24, *times) + str(expiration).encode()


def of_dnskey_sig(all_messages):
    known = keys(all_messages)
    for message in all_messages:
        for rdata, signer, signature, octets in signed(message):
            key = known.get((signer, rdata[2], struct.unpack(">H", rdata[16:18])[0]))
            if key:
                yield b"\0" + struct.pack(">H", len(key)) + key + struct.pack(">H", len(signature)) + signature + octets


def of_lanes(all_messages):
    """Signatures: the scalars and points of a lane."""
    lane = {13: 0, 14: 1, 15: 2, 5: 3, 7: 3, 8: 3, 10: 3}
    for message in all_messages:
        for rdata, _, signature, _ in signed(message):
            if rdata[2] in lane:
                yield bytes([lane[rdata[2]]]) + signature


def of_rr_line(owner, kind, of_class, ttl, rdata):
    return f"{TYPES.get(kind, f'TYPE{kind}')} {rdata_text(kind, rdata)}".encode()


def of_name(owner, kind, of_class, ttl, rdata):
    return owner + (rdata if kind in (2, 5, 39) else b"")


# How a target takes answers.
OF = {
    "bitmap": each_record(of_bitmap),
    "dnskey_sig": of_dnskey_sig,
    "lanes": of_lanes,
    "name": each_record(of_name),
    "nsec3": each_record(of_nsec3),
    "rdata_wire": each_record(lambda owner, kind, of_class, ttl, rdata: struct.pack(">HH", kind, of_class) + rdata),
    "rr_line": each_record(of_rr_line),
    "scan": lambda all_messages: (b"\0\x40" + lines(message) for message in all_messages),
    "time": each_record(of_time),
    "chain": lambda all_messages: all_messages,
    "denial": lambda all_messages: all_messages,
    "message": lambda all_messages: all_messages,
}


def main(target, folder, most="1000000"):
    inputs = sorted(set(OF.get(target, lambda all_messages: map(lines, all_messages))(messages())))
    step = max(1, -(-len(inputs) // int(most)))
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    for content in inputs[::step]:
        (pathlib.Path(folder) / hashlib.sha256(content).hexdigest()[:12]).write_bytes(content)


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
