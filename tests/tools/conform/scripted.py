#!/usr/bin/env python3
"""An adapter that says what stands here, whatever is in the zone: for reports that are the same on every machine.

Usage: scripted.py ROLE        a request on standard input
"""
import json
import sys

HOSTILE = "<script>alert('&')</script> # \x1b[31m"  # what a report must not pass on as its own markup
LOST = {"code": "rrsig-missing", "owner": "www.broken-lost.example.", "type": "A", "count": 1}
# role: what it says of itself; reasons to skip and answers by zone or by query, and how it fails
ROLES = {
    "exact": ({"ops": ["verify-zone"], "exact": True},
              {"healthy-plain.example.": {"verdict": "valid"},
               "broken-lost.example.": {"verdict": "invalid", "exit": 1, "findings": [LOST]}}),
    "careless": ({"ops": ["verify-zone"]},
                 {"healthy-plain.example.": {"verdict": "valid"},
                  "broken-lost.example.": {"verdict": "valid", "messages": [HOSTILE]}}),
    "strict": ({"ops": ["verify-zone"], "rules": {"TTL": ["ttl-differs"]}},
               {"healthy-plain.example.": {"verdict": "invalid", "exit": 2, "messages": ["no"]},
                "broken-lost.example.": {"verdict": "invalid", "findings": [{"code": "TTL", "text": HOSTILE}]}}),
    "moody": ({"ops": ["verify-zone"]},
              {"healthy-plain.example.": f"out of \"memory\" {HOSTILE}", "broken-lost.example.": {"skip": HOSTILE}}),
    "resolver": ({"ops": ["resolve"], "port": True, "ede": True},
                 {"www.healthy-plain.example. A": {"verdict": "secure", "rcode": "NOERROR", "ad": True},
                  "none.healthy-plain.example. A": {"skip": "no mood"},
                  "www.broken-lost.example. A": {"verdict": "bogus", "rcode": "SERVFAIL", "ad": False, "text": "dig says so",
                                                 "ede": [[22, HOSTILE]]}}),
    "absent": (None, {}),
}


def answer(**members):
    print(json.dumps({"v": 1, **members}))
    sys.exit(0)


def skip(reason):
    print(json.dumps({"v": 1, "reason": reason}))
    sys.exit(77)


role, request = sys.argv[1], json.load(sys.stdin)
description, script = ROLES[role]
if description is None:
    skip("not installed")
if request["op"] == "describe":
    answer(name=role, version="1.0", clock="option", **description)
if request["op"] == "resolve":
    answer(answers=[{"q": one["q"], "t": one["t"], **script[one["q"] + " " + one["t"]]} for one in request["queries"]])
said = script[request["origin"]]
if isinstance(said, str):
    sys.exit(said)
if "skip" in said:
    skip(said["skip"])
answer(**said)
