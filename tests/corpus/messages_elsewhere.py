"""Messages of `corpus export` in a parser that we did not write, python3-dnspython: it takes what must parse and refuses
what must not. Skipped (77) where it is not installed.

Usage: messages_elsewhere.py ZONEPROOF [GLOB ...]      cases; default: all
"""
import json
import os
import sys
import tempfile

try:
    import dns.exception
    import dns.message
except ImportError:
    # Debian's own interpreter has Debian's packages, the first in the path perhaps not.
    if sys.executable != "/usr/bin/python3" and os.path.exists("/usr/bin/python3"):
        os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
    print("python3-dnspython is not installed")
    sys.exit(77)

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tools"))
from program import ROOT, run_tests, zoneproof  # noqa: E402


def parse(content):
    """What dnspython has against a message; empty when it takes it."""
    try:
        dns.message.from_wire(content)
    except (dns.exception.DNSException, ValueError, IndexError, KeyError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def every_message_is_taken_or_refused_as_it_says():
    with tempfile.TemporaryDirectory() as folder:
        code, _, err = zoneproof("corpus", "export", "--corpus", os.path.join(ROOT, "corpus"), "--format", "messages", "--out",
                                 folder, *sys.argv[2:])
        assert code == 0, err
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
            entries = json.load(file)["messages"]
        wrong, counts = [], {"yes": 0, "no": 0, "open": 0}
        for entry in entries:
            with open(os.path.join(folder, entry["file"]), "rb") as file:
                said = parse(file.read())
            counts[entry["parses"]] += 1
            if entry["parses"] == "yes" and said or entry["parses"] == "no" and not said:
                wrong.append(f"{entry['file']} ({entry['says']}): {said or 'taken'}")
        print(counts)
        assert min(counts.values()) > 0
        assert not wrong, f"{len(wrong)} of {len(entries)}\n  " + "\n  ".join(wrong[:40])


run_tests([every_message_is_taken_or_refused_as_it_says])
