"""Everything zoneproof writes as JSON keeps to docs/schema.

Usage: schemas.py ZONEPROOF
"""
import json
import os
import sys

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "tools"))
from program import AT, ROOT, run_tests, zoneproof  # noqa: E402


def schema(name):
    with open(os.path.join(ROOT, "docs", "schema", name + ".schema.json")) as file:
        text = json.load(file)
    jsonschema.Draft202012Validator.check_schema(text)
    return jsonschema.Draft202012Validator(text)


SCHEMAS = {name: schema(name) for name in ("finding", "summary", "report", "rule", "version", "margin", "keys", "rollover", "plan", "anchors", "simulate5011", "chain", "conform")}
RUNS = [
    [*AT, "--ds", "root.ds", "--digest", "root-2026073102.zone.gz"],
    [*AT, "--ds", "broken.ds", "broken.zone"],
    [*AT, "--ds", "broken.ds", "--max-per-rule", "0", "broken.zone"],
    ["--at", "20260820000000", *AT, "--at", "20260801000000..20260901000000", "broken.zone"],
    [*AT, "--ds", "broken.ds", "root-2026073102.zone.gz"],
    [*AT, "../../tests/golden/syntax.zone"],
    [*AT, "../../tests/golden/no-soa.zone"],
    [*AT, "no-such.zone"],
    [*AT, "--ds", "no-such.ds", "broken.zone"],
    [*AT, "--ds", "broken.ds", "--select", "syntax", "broken.zone"],
    [*AT, "--require-signed", "../../tests/golden/unsigned.zone"],
    [*AT, "--deadline", "0s", "broken.zone"],
]


def lines_keep_to_their_schemas():
    for run in RUNS:
        lines = zoneproof("check", "-f", "jsonl", *run)[1].splitlines()
        assert lines and json.loads(lines[-1])["t"] == "summary", run
        for line in lines:
            SCHEMAS[json.loads(line)["t"]].validate(json.loads(line))


def the_document_holds_what_the_lines_hold():
    for run in RUNS:
        document = json.loads(zoneproof("check", "-f", "json", *run)[1])
        lines = [json.loads(x) for x in zoneproof("check", "-f", "jsonl", *run)[1].splitlines()]
        SCHEMAS["report"].validate(document)
        assert document["findings"] == lines[:-1], run
        assert {**document["summary"], "elapsed_ms": 0} == {**lines[-1], "elapsed_ms": 0}, run


def rules_keep_to_their_schema():
    lines = [json.loads(x) for x in zoneproof("rules", "-f", "jsonl")[1].splitlines()]
    assert len(lines) > 100, len(lines)
    for line in lines:
        SCHEMAS["rule"].validate(line)
    assert len({x["rule"] for x in lines}) == len(lines)


def the_version_keeps_to_its_schema():
    SCHEMAS["version"].validate(json.loads(zoneproof("version", "-f", "json")[1]))


MARGIN_RUNS = [
    [*AT, "--ds", "root.ds", "root-2026073102.zone.gz"],
    ["--at", "2026-08-11", "--at", "2026-08-12..2026-08-30", "--resign-stops-at", "2026-10-01", "root-2026073102.zone.gz"],
    [*AT, "--policy", "../../tests/golden/policy.toml", "--profile", "online", "root-2026073102.zone.gz"],
    [*AT, "--ds", "broken.ds", "broken.zone"],
    [*AT, "--ds", "broken.ds", "root-2026073102.zone.gz"],
    [*AT, "../../tests/golden/unsigned.zone"],
    [*AT, "--deadline", "0s", "broken.zone"],
]


def margins_keep_to_their_schema():
    for run in MARGIN_RUNS:
        code, out, _ = zoneproof("margin", "-f", "json", *run)
        if out == "":
            assert code == 4, run
            continue
        document = json.loads(out)
        SCHEMAS["margin"].validate(document)
        assert document["exit"] == code, run
        for moment in document["moments"]:
            assert sum(moment["grades"].values()) == moment["rrsets"], run
            assert sum(row["rrsets"] for row in moment["histogram"]) == moment["rrsets"] - moment["grades"]["UNKNOWN"], run
            left = [row["rrsets"] for row in moment["survival"]]
            assert left == sorted(left, reverse=True), run


CHAIN = ["chain", "--at", "20260115000000", "--anchor", "chain/root.ds", "chain/root.zone"]
TRUST_RUNS = [
    ["anchors", "--at", "2026-08-01", "root.ds", "chain/root.ds", "root-2026073102.zone.gz"],
    ["simulate5011", "--history", "root", "--anchor", "20326", "--start", "2026-10-01"],
    ["simulate5011", "--history", "root", "--publisher", "--model", "bind"],
    [*CHAIN, "chain/example.zone", "chain/leaf.zone"],
    [*CHAIN, "--nta", "example.", "chain/leaf.zone"],
    ["chain", *AT, "--at", "2027-01-01", "root-2026073102.zone.gz"],
]


def commands_about_trust_keep_to_their_schemas():
    for command, *arguments in TRUST_RUNS:
        code, out, _ = zoneproof(command, "-f", "json", *arguments)
        SCHEMAS[command].validate(json.loads(out))
        assert json.loads(out)["exit"] == code, arguments


ROLLOVER_RUNS = [
    *([command, *run] for command in ("keys", "rollover") for run in ([*AT, "--ds", "root.ds", "root-2026073102.zone.gz"], [*AT, "--ds", "broken.ds", "broken.zone"],
                                                                      [*AT, "broken.zone"], [*AT, "../../tests/golden/unsigned.zone"])),
    ["plan", "../../tests/golden/plan.toml"],
    ["plan", "--inoperable", "ksk", "../../tests/golden/plan.toml"],
]


def rollovers_keep_to_their_schemas():
    for command, *run in ROLLOVER_RUNS:
        code, out, err = zoneproof(command, "-f", "json", *run)
        document = json.loads(out)
        SCHEMAS[command].validate(document)
        assert document.get("exit", code) == code, (command, run, err)


def reports_of_conform_keep_to_their_schema():
    arguments = ["--adapter", "zoneproof", "--adapter", "false=/bin/false", "--timeout", "600"]
    code, out, err = zoneproof("conform", "run", *arguments, "--cases", "rrsig/removed", "-f", "json", cwd=ROOT)
    assert code == 1, err  # of /bin/false
    with open(os.path.join(ROOT, "tests", "golden", "conform", "report.json"), encoding="utf-8") as file:
        golden = json.loads(file.read().replace('"DIGEST"', f'"{"0" * 64}"'))
    for document in (json.loads(out), golden):
        SCHEMAS["conform"].validate(document)
        for name, groups in document["totals"].items():
            assert sum(sum(states.values()) for states in groups.values()) == sum(cell["impl"] == name for cell in document["cells"])
    assert json.loads(out)["totals"]["zoneproof"] == {"rrsig": {"pass": 1}}, out
    wrong = {**golden, "cells": [{**golden["cells"][0], "state": "fail"}]}  # without a reason
    assert not SCHEMAS["conform"].is_valid(wrong)


def schemas_refuse_what_is_wrong():
    good = json.loads(zoneproof("check", "-f", "jsonl", *RUNS[1])[1].splitlines()[-1])
    for wrong in ({**good, "exit": 5}, {**good, "verdict": "fine"}, {**good, "more": 1}, {k: v for k, v in good.items() if k != "trust"}):
        assert not SCHEMAS["summary"].is_valid(wrong), wrong


run_tests([lines_keep_to_their_schemas, the_document_holds_what_the_lines_hold, rules_keep_to_their_schema, the_version_keeps_to_its_schema, margins_keep_to_their_schema, rollovers_keep_to_their_schemas, commands_about_trust_keep_to_their_schemas, reports_of_conform_keep_to_their_schema,
           schemas_refuse_what_is_wrong])
