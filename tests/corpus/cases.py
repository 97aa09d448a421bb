"""Every case of the corpus: what `zoneproof check` finds is what expected.json says, nothing more and nothing less.

Usage: cases.py ZONEPROOF [GLOB...]    an info is compared where the case lists its rule; warnings and errors must be listed
"""
import collections
import fnmatch
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tools"))
from program import ROOT, run_tests, zoneproof  # noqa: E402

CASES = os.path.join(ROOT, "corpus", "cases")
VERDICTS = {"proven": "valid", "rejected": "invalid", "not-proven": "insecure", "unsigned": "insecure",
            "unreadable": "unparsable"}


def verdict(summary):
    """A record that could not be read: others refuse the whole file."""
    lost = any(row["cause"] == "lost-records" for row in summary["unchecked"])
    return "unparsable" if lost else VERDICTS[summary["verdict"]]


def check(folder, expected):
    """Findings as (rule, owner, type), infos only of rules the case names or forbids, and the verdict."""
    named = {row[0] for row in expected["findings"]} | set(expected.get("forbid", []))
    with open(os.path.join(folder, "parent.ds"), encoding="ascii") as file:
        trust = ["--ds", "parent.ds"] if not file.read().startswith(";") else []
    # One thread: the machine runs several cases at once, and a small zone has no use for more.
    _, out, err = zoneproof("check", "-j", "1", "-f", "jsonl", "--max-per-rule", "0", "--at", str(expected["time"]),
                            *trust, "zone.db", cwd=folder)
    found, summary = collections.Counter(), None
    for line in map(json.loads, out.splitlines()):
        if line["t"] == "summary":
            summary = line
        elif line["t"] == "finding" and (line["severity"] != "info" or line["rule"] in named):
            assert len(line["examples"]) == line["count"], line
            for one in line["examples"]:
                found[line["rule"], one.get("owner", "").lower(), one.get("type", "")] += 1
    assert summary is not None, f"no summary; {err}"
    return found, verdict(summary)


def check_somewhere(identity, expected):
    """Where its files are; those of a case that is too large to store are made for the test."""
    folder = os.path.join(CASES, identity)
    if os.path.exists(os.path.join(folder, "zone.db")):
        return check(folder, expected)
    with tempfile.TemporaryDirectory() as made:
        code, _, err = zoneproof("corpus", "build", "--corpus", os.path.dirname(CASES), "--out", made, identity)
        assert code == 0, err
        return check(os.path.join(made, "cases", identity), expected)


def case(identity):
    def test():
        with open(os.path.join(CASES, identity, "expected.json"), encoding="utf-8") as file:
            expected = json.load(file)
        wanted = collections.Counter(map(tuple, expected["findings"]))
        found, said = check_somewhere(identity, expected)
        problems = [f"not found: {row}" for row in (wanted - found).elements()]
        problems += [f"not expected: {row}" for row in (found - wanted).elements()]
        problems += [f"forbidden: {row}" for row in found if row[0] in expected.get("forbid", [])]
        if said not in expected["verdict"]:
            problems.append(f"the verdict is {said}, expected {expected['verdict']}")
        assert not problems, f"{len(problems)} differences\n  " + "\n  ".join(problems[:12])
    test.__name__ = identity
    return test


found = sorted(f"{group}/{name}" for group in os.listdir(CASES) for name in os.listdir(os.path.join(CASES, group)))
globs = sys.argv[2:] or ["*"]
chosen = [identity for identity in found if any(fnmatch.fnmatch(identity, glob) for glob in globs)]
assert chosen, "no case fits"
run_tests([case(identity) for identity in chosen])
