"""zoneproof corpus export from outside: every format, twice the same octets, and what was written read again.

Usage: exports.py ZONEPROOF
"""
import base64
import hashlib
import json
import os
import re
import socket
import struct
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tools"))
from program import ROOT, run_tests, zoneproof  # noqa: E402

CORPUS = os.path.join(ROOT, "corpus")
FORMATS = ["testbound", "deckard", "messages", "zone-seeds", "rdata-seeds", "pcap", "dict"]
FEW = ["healthy/leaf-*", "rrsig/removed", "parser/include-origin", "time/after-2106", "rrsig/rsa-short"]


def export(form, folder, *globs):
    code, out, err = zoneproof("corpus", "export", "--corpus", CORPUS, "--format", form, "--out", folder, *globs)
    assert code == 0, (form, code, err)
    return out


def files_of(folder):
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


def exported(form, *globs):
    with tempfile.TemporaryDirectory() as folder:
        export(form, folder, *globs)
        return files_of(folder)


def every_format_writes_the_same_octets_again():
    for form in FORMATS:
        first = exported(form, *FEW)
        assert first, form
        assert first == exported(form, *FEW), form


def the_output_says_how_much_was_written():
    with tempfile.TemporaryDirectory() as folder:
        out = export("pcap", folder, "rrsig/removed")
        assert out == f"1 cases, 1 files in {folder}\n", out


def what_cannot_be_done_is_said():
    with tempfile.TemporaryDirectory() as folder:
        code, _, err = zoneproof("corpus", "export", "--corpus", CORPUS, "--format", "csv", "--out", folder)
        assert code == 2 and "csv" in err, (code, err)
        assert zoneproof("corpus", "export", "--corpus", CORPUS, "--format", "pcap")[0] == 2
        code, _, err = zoneproof("corpus", "export", "--corpus", CORPUS, "--format", "pcap", "--out", folder, "no/such")
        assert code == 3 and "no case" in err, (code, err)
        occupied = os.path.join(folder, "file")
        with open(occupied, "w", encoding="utf-8"):
            pass
        code, _, err = zoneproof("corpus", "export", "--corpus", CORPUS, "--format", "pcap", "--out", occupied, "rrsig/removed")
        assert (code, err) == (2, f"zoneproof: --out: '{occupied}' is no folder\n"), (code, err)
        code, _, err = zoneproof("corpus", "export", "--corpus", CORPUS, "--format", "testbound", "--out", folder,
                                 "--known", os.path.join(folder, "none.json"), "rrsig/removed")
        assert code == 3 and "none.json" in err, (code, err)
        assert os.listdir(folder) == ["file"], os.listdir(folder)


def known_divergences_of_unbound_are_honoured():
    with tempfile.TemporaryDirectory() as folder:
        known = os.path.join(folder, "known.json")
        with open(known, "w", encoding="utf-8") as file:
            json.dump([{"impl": "unbound", "case": "rrsig/removed", "query": "www.* A", "got": "secure", "class": "policy",
                        "reason": "for the test"},
                       {"impl": "unbound", "case": "rrsig/removed", "query": "www.* AAAA", "got": "timeout", "class": "policy",
                        "reason": "no end"},
                       {"impl": "named", "case": "*", "class": "policy", "reason": "of another"}], file)
        zoneproof("corpus", "export", "--corpus", CORPUS, "--format", "testbound", "--out", folder, "--known", known,
                  "rrsig/removed")
        text = files_of(folder)["rrsig-removed.rpl"].decode()
        assert "known to differ: for the test" in text and "SERVFAIL\nSECTION QUESTION\nwww" not in text
        assert " AAAA is not asked: no end" in text and "STEP 20" not in text


def entries(text):
    return re.findall(r"^ENTRY_BEGIN\n(.*?)^ENTRY_END\n", text, re.M | re.S)


def a_replay_keeps_to_the_grammar_of_its_reader():
    """Keywords of testpkts.h and replay.h of Unbound, and of Deckard's scenario guide."""
    matches = {"testbound": {"opcode", "qtype", "qname", "subdomain", "all_noedns", "TCP"},
               "deckard": {"opcode", "qtype", "qname", "subdomain", "flags", "rcode", "question"}}
    record = re.compile(r"[^\s;/]+\t\d+\tIN\t[A-Z][A-Z0-9-]*\t(\\# )?[^\s;][^;\n]*(?<! )")
    for form, elements in matches.items():
        for name, content in exported(form, "rrsig/*", "healthy/*", "parser/types-*", "cname/*").items():
            text = content.decode("ascii")
            assert text.count("CONFIG_END\n") == 1 and text.endswith("SCENARIO_END\n"), name
            assert text.count("RANGE_BEGIN ") == text.count("RANGE_END\n") > 0, name
            steps = [int(step) for step in re.findall(r"^STEP (\d+) ", text, re.M)]
            assert steps and steps == sorted(set(steps)), (name, steps)
            young = re.search(r"^[^;\n]*[\t ](NSEC\t\\#|(AMTRELAY|DSYNC|HHIT|RESINFO|WALLET)\b).*", text, re.M)
            assert not young, (name, young[0])
            for entry in entries(text):
                lines = entry.splitlines()
                assert "SECTION QUESTION" in lines, (name, entry)
                for line in lines:
                    word, *rest = line.split()
                    if word == "MATCH":
                        assert set(rest) <= elements, (name, line)
                    elif word == "ADJUST":
                        assert set(rest) <= {"copy_id", "copy_query"}, (name, line)
                    elif word not in ("REPLY", "SECTION", "HEX_ANSWER_BEGIN", "HEX_ANSWER_END") and "\t" in line:
                        question = re.fullmatch(r"[^\s]+\tIN\t[A-Z][A-Z0-9-]*", line)
                        assert question or form == "testbound" or record.fullmatch(line), (name, line)


def packets_of(content):
    magic, major, minor, _, _, _, link = struct.unpack("<IHHiIII", content[:24])
    assert (magic, major, minor, link) == (0xA1B2C3D4, 2, 4, 101)
    at = 24
    while at < len(content):
        seconds, _, length, original = struct.unpack("<IIII", content[at:at + 16])
        assert length == original
        yield seconds, content[at + 16:at + 16 + length]
        at += 16 + length
    assert at == len(content)


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2 + len(data) % 2}H", data + b"\0" * (len(data) % 2)))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def stored_answers(folder):
    """Of answers.jsonl, in which the lines of a case win over those of the parents: server, and message behind its identifier."""
    found = {}
    for path in (os.path.join(CORPUS, "parents.jsonl"), os.path.join(folder, "answers.jsonl")):
        with open(path, encoding="utf-8") as file:
            for one in map(json.loads, file):
                if "message" in one:
                    found[one["server"], one["q"]] = (one["server"], base64.b64decode(one["message"])[2:])
    return set(found.values())


def a_capture_holds_the_stored_answers_with_right_checksums():
    content = exported("pcap", "rrsig/removed")["rrsig-removed.pcap"]
    stored = stored_answers(os.path.join(CORPUS, "cases", "rrsig", "removed"))
    packets = list(packets_of(content))
    assert len(packets) == 2 * len(stored), len(packets)
    for number, (seconds, packet) in enumerate(packets):
        assert seconds == 1768435200 and packet[0] == 0x45 and packet[9] == 17
        assert struct.unpack("!H", packet[2:4])[0] == len(packet)
        assert checksum(packet[:20]) == 0xFFFF
        pseudo = packet[12:20] + struct.pack("!HH", 17, len(packet) - 20)
        assert checksum(pseudo + packet[20:]) == 0xFFFF
        if number % 2 == 1:
            message = packet[28:]
            assert (socket.inet_ntoa(packet[12:16]), message[2:]) in stored, message
            assert packet[28:30] == packets[number - 1][1][28:30], "question and answer have one identifier"


def messages_are_listed_with_what_a_parser_must_do():
    found = exported("messages", "rrsig/removed", "parser/types-*")
    manifest = json.loads(found.pop("manifest.json"))["messages"]
    assert {entry["file"] for entry in manifest} == set(found)
    assert {entry["parses"] for entry in manifest} == {"yes", "no", "open"}
    for path, content in found.items():
        assert re.fullmatch(r"packet/[a-z0-9-]+-[0-9a-f]{12}\.pkt", path), path
        assert path[-16:-4] == hashlib.sha256(content).hexdigest()[:12], path


def every_type_that_a_zone_may_hold_has_messages():
    manifest = json.loads(exported("messages", "resource/types-200", "delegation/deleg-*", "parser/*", "ds/*", "zonemd/good")["manifest.json"])
    types = {entry.get("type") for entry in manifest["messages"] if "/type-" in entry["file"]}
    with open(os.path.join(ROOT, "parser", "dns", "types.cpp"), encoding="utf-8") as file:
        known = set(re.findall(r'\{(?:RrType::)?[A-Z][A-Z0-9_]*, "([A-Z0-9-]+)"', file.read()))
    assert len(known) > 90, len(known)
    # Meta types are never stored; NULL is obsolete, and nobody has said what UINFO and KEYDATA look like.
    without = {"ANY", "AXFR", "IXFR", "MAILA", "MAILB", "NXNAME", "OPT", "TKEY", "TSIG", "UINFO", "KEYDATA"}
    assert known - types <= without, sorted(known - types - without)


def seeds_lie_where_the_fuzzers_look():
    zones = {os.path.dirname(path) for path in exported("zone-seeds", "healthy/leaf-nsec")}
    assert zones == {"bind9/fuzz/dns_master_load.in", "knot/tests-fuzz/fuzz_zscanner.in", "pdns/fuzzing/corpus/zones"}, zones
    rdata = exported("rdata-seeds", "healthy/leaf-nsec")
    folders = {os.path.dirname(path) for path in rdata}
    assert {"bind9/fuzz/dns_rdata_fromwire_text.in", "bind9/fuzz/dns_rdata_fromtext.in", "pdns/fuzzing/corpus/txt-records",
            "knot/tests-fuzz/fuzz_dname_to_str.in"} <= folders, folders
    mx = [content for path, content in rdata.items() if "fromwire_text.in/MX-" in path]
    assert mx and all(content[:2] == b"\x0f\0" for content in mx), mx
    assert len({(os.path.dirname(path), content) for path, content in rdata.items()}) == len(rdata)


def dictionaries_are_those_of_our_own_fuzzers():
    found = exported("dict", "healthy/leaf-nsec")
    for name in ("zone.dict", "wire.dict", "json.dict"):
        with open(os.path.join(ROOT, "fuzz", "dict", name), "rb") as file:
            assert found[name] == file.read(), name


run_tests([every_format_writes_the_same_octets_again, the_output_says_how_much_was_written, what_cannot_be_done_is_said,
           known_divergences_of_unbound_are_honoured, a_replay_keeps_to_the_grammar_of_its_reader,
           a_capture_holds_the_stored_answers_with_right_checksums, messages_are_listed_with_what_a_parser_must_do,
           every_type_that_a_zone_may_hold_has_messages, seeds_lie_where_the_fuzzers_look,
           dictionaries_are_those_of_our_own_fuzzers])
