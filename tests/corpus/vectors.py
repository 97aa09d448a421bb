"""corpus/vectors from outside: every file keeps to its schema, and python3-dnspython, which we did not write, says the
same where it has a function for the kind. Without dnspython 2.3, for which the differences are listed, the schemas alone.

Usage: vectors.py [FILE...]
"""
import json
import os
import struct
import sys

try:
    import dns.dnssec
    import dns.name
    import dns.rdata
    import dns.rrset
    import dns.version
    DNSPYTHON = (dns.version.MAJOR, dns.version.MINOR) == (2, 3)
except ImportError:
    # Debian's own interpreter has Debian's packages, the first in the path perhaps not.
    if sys.executable != "/usr/bin/python3" and os.path.exists("/usr/bin/python3"):
        os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
    DNSPYTHON = False

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tools"))
from program import ROOT, run_tests  # noqa: E402

VECTORS = os.path.join(ROOT, "corpus", "vectors")
NAMES = sorted(name[:-5] for name in os.listdir(VECTORS) if name.endswith(".json"))
MOST_OCTETS = 1536 * 1024

# What dnspython says otherwise, by file and flag, or by file, flag and comment or type; the README says why.
UNKNOWN_TYPES = ("MD", "MF", "MB", "MG", "MR", "MINFO", "SIG", "NXT")
DIFFERS = {
    *(("rrset_canonical", flag, rrtype) for flag in ("RdataFolded", "RdataNotFolded") for rrtype in UNKNOWN_TYPES),
    ("rrset_canonical", "NotFolded", "LP"), ("rrset_canonical", "AllFolded", "LP"),
    ("rdata_text_wire", "NotFolded", "LP"), ("rdata_text_wire", "Generic", "LP"),
    ("rdata_text_wire", "BadWire", "a zero octet at the end of the address"),
    ("rdata_text_wire", "BadWire", "no signature"),
    ("rdata_text_wire", "BadWire", "cut off before the key"),
    ("rdata_text_wire", "BadWire", "a hash of no octets"),
    ("rdata_text_wire", "BadWire", "no data"),
    ("rdata_text_wire", "BadWire", "a tag of no octets"),
    ("rdata_text_wire", "BadWire", "a key twice"),
    ("rdata_text_wire", "BadWire", "no address"),
    ("rdata_text_wire", "Plain", "dates modulo 2^32, RFC 4034 3.1.5"),
    ("rdata_text_wire", "Plain", "a hash of one octet"),
    ("rdata_text_wire", "Plain", "RFC 9461"),
    ("sig_verify", "NonCanonical"),
    ("type_bitmap", "NoBit"), ("type_bitmap", "TrailingZero"),
}


def load(*path):
    with open(os.path.join(VECTORS, *path), encoding="ascii") as file:
        return json.load(file)


def tests_of(name):
    """(group, test) of a file."""
    for group in load(name + ".json")["testGroups"]:
        for test in group["tests"]:
            yield group, test


# ---- the files themselves

def files_keep_to_their_schemas():
    for name in NAMES:
        document = load(name + ".json")
        schema = load("schemas", document["schema"])
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(document)


def schemas_refuse_what_is_wrong():
    for name in NAMES:
        document = load(name + ".json")
        validator = jsonschema.Draft202012Validator(load("schemas", document["schema"]))
        test = document["testGroups"][0]["tests"][0]
        for wrong in ({**test, "more": 1}, {**test, "result": "perhaps"}, {k: v for k, v in test.items() if k != "flags"}):
            document["testGroups"][0]["tests"][0] = wrong
            assert not validator.is_valid(document), (name, wrong)


def tests_are_counted_and_flags_explained():
    for name in NAMES:
        document = load(name + ".json")
        tests = [test for _, test in tests_of(name)]
        assert [test["tcId"] for test in tests] == list(range(1, document["numberOfTests"] + 1)), name
        used = {flag for test in tests for flag in test["flags"]}
        assert used == set(document["notes"]), (name, used ^ set(document["notes"]))
        assert {"valid", "invalid"} <= {test["result"] for test in tests}, name
        assert all(test["comment"] for test in tests), name


def acceptable_says_why():
    for name in NAMES:
        notes = load(name + ".json")["notes"]
        for _, test in tests_of(name):
            kinds = {notes[flag]["bugType"] for flag in test["flags"]}
            assert test["result"] != "acceptable" or kinds & {"AMBIGUOUS", "WEAK_PARAMETERS"}, (name, test["tcId"])


def no_test_stands_there_twice():
    twice = []
    for name in NAMES:
        seen = {}
        for group, test in tests_of(name):
            what = json.dumps([{k: v for k, v in part.items() if k not in ("tcId", "comment", "flags", "result", "tests", "keyComment")}
                               for part in (group, test)])
            if what in seen:
                twice.append((name, seen[what], test["tcId"]))
            seen[what] = test["tcId"]
    assert not twice, twice


def all_are_small():
    octets = sum(os.path.getsize(os.path.join(folder, file)) for folder, _, files in os.walk(VECTORS) for file in files)
    assert octets < MOST_OCTETS, octets


# ---- dnspython; each function says whether it accepts a test, or None when it cannot tell

def wire_name(text):
    """A name from hexadecimal digits, by the parser of messages."""
    octets = bytes.fromhex(text)
    name, used = dns.name.from_wire(octets, 0)
    if used != len(octets):
        raise ValueError("octets behind the name")
    return name


def rdata(type_name, octets):
    number = dns.rdatatype.from_text(type_name)
    return dns.rdata.from_wire(dns.rdataclass.IN, number, octets, 0, len(octets))


def refused(call, *args):
    """The result of a call, or nothing when it raises what a parser may raise."""
    try:
        return call(*args)
    except (dns.exception.DNSException, ValueError, IndexError, KeyError, AssertionError, TypeError, UnicodeError, struct.error):
        return None


def name_parse(group, test):
    if any(ord(c) > 127 or c == '"' for c in test["text"]):
        return None
    origin = dns.name.from_text(group["origin"]) if "origin" in group else None
    name = refused(dns.name.from_text, test["text"], origin)
    if name is None or not name.is_absolute():
        return False
    return name.to_wire().hex() == test.get("wire")


def name_text_roundtrip(_, test):
    name = refused(wire_name, test["wire"])
    if name is None:
        return False
    return dns.name.from_text(name.to_text()).to_wire().hex() == test["wire"] == dns.name.from_text(test["text"]).to_wire().hex()


def name_order(_, test):
    if "wires" in test:
        names = [wire_name(wire) for wire in test["wires"]]
        return all(a < b for a, b in zip(names, names[1:]))
    left, right = wire_name(test["leftWire"]), wire_name(test["rightWire"])
    return (left > right) - (left < right) == test["order"]


def rdata_text_wire(group, test):
    number = group["number"]
    if group["type"] == "RdataWire":
        octets = bytes.fromhex(test["wire"])
        return refused(dns.rdata.from_wire, 1, number, octets, 0, len(octets)) is not None
    is_generic = test["text"].startswith("\\#")
    if dns.rdata.get_rdata_class(1, number) is dns.rdata.GenericRdata and (not is_generic or "canonical" in test):
        return None
    # From the generic form it makes names relative whatever it is told.
    origin = None if is_generic else dns.name.from_text(group["origin"])
    read = refused(lambda: dns.rdata.from_text(1, number, test["text"], origin, relativize=False))
    if read is None:
        return False
    wire = refused(read.to_wire)
    signed = refused(read.to_digestable)
    return wire is not None and wire.hex() == test.get("wire") and signed.hex() == test.get("canonical", test.get("wire"))


def rrset_canonical(_, test):
    fields = bytes.fromhex(test["rrsig"])
    rrsig = rdata("RRSIG", fields + bytes(8))
    owner = wire_name(test["ownerWire"])
    records = [refused(rdata, record["type"], bytes.fromhex(record["rdata"])) for record in test["records"]]
    if None in records:
        return None
    octets = refused(dns.dnssec._make_rrsig_signature_data, dns.rrset.from_rdata_list(owner, 3600, records), rrsig)
    return octets is not None and octets.hex() == test.get("octets")


def key_tag(_, test):
    key = refused(rdata, "DNSKEY", bytes.fromhex(test["dnskey"]))
    return None if key is None else dns.dnssec.key_id(key) == test["keyTag"]


def ds_digest(_, test):
    key = rdata("DNSKEY", bytes.fromhex(test["dnskey"]))
    ds = refused(lambda: dns.dnssec.make_ds(wire_name(test["ownerWire"]), key, test["digestType"], policy=dns.dnssec.allow_all_policy))
    return ds is not None and ds.digest.hex() == test["digest"]


def sig_verify(group, test):
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    key = refused(rdata, "DNSKEY", bytes.fromhex(group["dnskey"]))
    if key is None:
        return False
    signature = bytes.fromhex(test["sig"])
    if group["algorithm"] in (13, 14):
        half = 32 if group["algorithm"] == 13 else 48
        signature = encode_dss_signature(int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
    chosen = dns.dnssec._make_hash(group["algorithm"])
    try:
        dns.dnssec._validate_signature(signature, bytes.fromhex(test["msg"]), key, chosen)
    except (InvalidSignature, dns.dnssec.ValidationFailure, ValueError, OverflowError, Exception) as error:  # noqa: BLE001
        assert type(error).__name__ != "UnsupportedAlgorithm"
        return False
    return True


def nsec3_hash(_, test):
    label = dns.dnssec.nsec3_hash(wire_name(test["nameWire"]), bytes.fromhex(test["salt"]), test["iterations"], 1).lower()
    return label == test["label"]


def type_bitmap(_, test):
    octets = b"\0" + bytes.fromhex(test["bitmap"])
    read = refused(rdata, "NSEC", octets)
    if read is None or "numbers" not in test:
        return read is not None
    shown = [256 * window + 8 * i + bit for window, bits in read.windows for i, octet in enumerate(bits)
             for bit in range(8) if octet & 0x80 >> bit]
    return shown == test["numbers"]


SECOND_OPINIONS = (name_parse, name_text_roundtrip, name_order, rdata_text_wire, rrset_canonical, key_tag, ds_digest, sig_verify,
                   nsec3_hash, type_bitmap)


def second_opinion(judge):
    name = judge.__name__

    def test():
        counted, met, problems = 0, set(), []
        for group, one in tests_of(name):
            said = judge(group, one)
            if said is None or one["result"] == "acceptable":
                continue
            counted += 1
            if said == (one["result"] == "valid"):
                continue
            special = ((), (one["comment"],), (group.get("rrtype"),))
            keys = [(name, flag, *more) for flag in one["flags"] for more in special]
            known = [key for key in keys if key in DIFFERS]
            met.update(known)
            if not known:
                problems.append(f"tcId {one['tcId']} {one['flags']} {one['comment']!r} {group.get('rrtype', '')}"
                                f"{group.get('keyComment', '')} {str(one.get('text', ''))[:60]!r}: {said}, not {one['result']}")
        problems += [f"agrees by now: {key}" for key in DIFFERS if key[0] == name and key not in met]
        assert counted and not problems, f"{len(problems)} of {counted}\n  " + "\n  ".join(problems)
    test.__name__ = f"dnspython says the same of {name}"
    return test


checks = [files_keep_to_their_schemas, schemas_refuse_what_is_wrong, tests_are_counted_and_flags_explained, acceptable_says_why,
          no_test_stands_there_twice, all_are_small]
if DNSPYTHON:
    checks += [second_opinion(judge) for judge in SECOND_OPINIONS]
else:
    print("no python3-dnspython 2.3: no second opinion")
run_tests(checks)
