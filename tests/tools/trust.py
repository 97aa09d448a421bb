"""The commands about trust: anchors, simulate5011 and chain, from outside. Exit codes, what they say, and their schemas.

Usage: trust.py ZONEPROOF
"""
import gzip
import json
import os
import stat
import tempfile

import jsonschema
from program import AT, EXAMPLES, ROOT, run_tests, zoneproof

ROOT_ZONE = "root-2026073102.zone.gz"
TOY = ["--at", "20260115000000", "--anchor", "chain/root.ds"]
TOY_ZONES = ["chain/leaf.zone", "chain/root.zone", "chain/example.zone"]


def schema(name):
    with open(os.path.join(ROOT, "docs", "schema", name + ".schema.json")) as file:
        text = json.load(file)
    jsonschema.Draft202012Validator.check_schema(text)
    return jsonschema.Draft202012Validator(text)


SCHEMAS = {name: schema(name) for name in ("anchors", "simulate5011", "chain")}


def asked(command, *arguments, code=0, **more):
    """The JSON object a command writes, after a look at its schema and its exit code."""
    got, out, err = zoneproof(command, "-f", "json", *arguments, **more)
    assert got == code, f"{command} {arguments}: exit {got}, not {code}: {out[-500:]} {err[-500:]}"
    answer = json.loads(out)
    SCHEMAS[command].validate(answer)
    assert answer["exit"] == code, answer
    return answer


def refused(code, *arguments, says):
    got, out, err = zoneproof(*arguments)
    assert got == code and says in err, f"{arguments}: exit {got}: {out[-200:]} {err!r}"


class Folder(tempfile.TemporaryDirectory):
    def file(self, name, text):
        path = os.path.join(self.name, name)
        with open(path, "w") as file:
            file.write(text)
        return path


def root_ds():
    with open(os.path.join(EXAMPLES, "root.ds")) as file:
        return file.read().splitlines(keepends=True)


# anchors

def anchors_that_fit_are_ok():
    got = asked("anchors", "--at", "2026-11-22", "root.ds")
    point = got["files"][0]["points"][0]
    assert point["zone"] == "." and point["verdict"] == "ok", got
    assert [a["keytag"] for a in point["anchors"]] == [20326, 38696], got
    assert all(a["proof"] == "iana" for a in point["anchors"]), got


def row_8_a_file_with_the_old_anchor_fails_from_the_day_of_the_roll():
    folder = Folder()
    with folder:
        path = folder.file("root.positive", root_ds()[0])
        got = asked("anchors", "--at", "2026-10-12", path, code=1)
        assert got["files"][0]["points"][0]["verdict"] == "fails", got
        assert got["files"][0]["points"][0]["when"] == "2026-10-11T00:00:00Z", got
        assert got["files"][0]["findings"][0]["cause"] == "anchor-stale", got
        early = asked("anchors", "--at", "2026-08-01", path, code=1)
        assert early["files"][0]["findings"][0]["cause"] == "anchor-breaks", early
        code, out, _ = zoneproof("anchors", "--at", "2026-10-12", path)
        assert code == 1 and "FAILS" in out and "anchor-stale" in out, out


def a_state_file_that_nobody_may_write_is_told():
    folder = Folder()
    with folder:
        text = "; autotrust trust anchor file\n" + "".join(
            line.rstrip("\n") + " ;;state=2 [  VALID  ] ;;count=0 ;;lastchange=1739232000 ;;x\n" for line in root_ds())
        path = folder.file("root.key", text)
        assert not asked("anchors", "--at", "2026-11-22", path)["files"][0]["read_only"]
        os.chmod(path, stat.S_IRUSR)
        got = asked("anchors", "--at", "2026-11-22", path)
        assert got["files"][0]["read_only"], got
        assert [f["cause"] for f in got["files"][0]["findings"]] == ["anchor-read-only"], got


def damaged_entries_are_told_by_line_and_unknown_files_end_in_3():
    folder = Folder()
    with folder:
        damaged = folder.file("a", root_ds()[1] + ". DS nonsense\n")
        got = asked("anchors", "--at", "2026-11-22", damaged, code=1)
        assert got["files"][0]["findings"][0] == {"severity": "error", "cause": "anchor-damaged", "line": 2,
                                                  "message": got["files"][0]["findings"][0]["message"],
                                                  "fix": got["files"][0]["findings"][0]["fix"]}, got
        other = folder.file("b", "dear sir or madam\n")
        got = asked("anchors", "--at", "2026-11-22", damaged, other, "no-such-file", code=3)
        assert len(got["unread"]) == 2 and len(got["files"]) == 1, got
        refused(3, "anchors", other, says="neither trust anchors")
    refused(2, "anchors", says="FILE")
    refused(2, "anchors", "--at", "soon", "root.ds", says="--at")


def a_root_of_one_s_own_is_unknown():
    folder = Folder()
    with folder:
        path = folder.file("private", ". DS 12345 8 2 " + "00" * 32 + "\n")
        got = asked("anchors", path, code=4)
        assert got["files"][0]["points"][0]["verdict"] == "unknown", got


# simulate5011

def row_30_the_root_s_record():
    got = asked("simulate5011", "--history", "root", "--anchor", "19036", "--start", "2017-01-01")
    assert [m["model"] for m in got["models"]] == ["rfc", "unbound", "bind"], got
    for model in got["models"]:
        valid = {e["key"]: e["at"] for e in model["events"] if e.get("to") == "Valid"}
        assert valid == {"20326": "2017-08-10T00:00:00Z", "38696": "2025-02-10T00:00:00Z"}, model
        assert model["verdict"] == "OK", model


def the_root_s_publisher_was_ready():
    got = asked("simulate5011", "--history", "root", "--publisher")
    assert all(m["verdict"] == "READY" and m["failed"] == 0 for m in got["models"]), got
    code, out, _ = zoneproof("simulate5011", "--history", "root", "--publisher")
    assert code == 0 and "READY" in out, out


def a_resolver_that_may_not_write_is_bogus_from_the_switch_on():
    got = asked("simulate5011", "--history", "root", "--anchor", "19036", "--start", "2017-01-01", "--readonly",
                "--model", "unbound", code=1)
    assert got["models"][0]["bogus"] == "2018-10-11T00:00:00Z", got
    got = asked("simulate5011", "--history", "root", "--anchor", "root.ds", "--start", "2026-11-01", "--readonly")
    assert got["anchors"] == ["20326", "38696"], got


def histories_in_days():
    folder = Folder()
    with folder:
        path = folder.file("history", "0 OLD*\n10 OLD* NEW\n100 OLD NEW*\n190 OLD!* NEW*\n280 NEW*\n")
        run = ["simulate5011", "--history", path, "--model", "rfc"]
        assert asked(*run, "--start", "d75", code=1)["models"][0]["bogus"] == "d100"
        assert asked(*run, "--wipe", "d60")["models"][0]["verdict"] == "OK"
        assert asked(*run, "--wipe", "d80", code=1)["models"][0]["bogus"] == "d100"
        assert asked(*run, "--outage", "d30..d60")["models"][0]["verdict"] == "OK"
        assert asked(*run, "--phase", "9h")["models"][0]["events"][0]["at"] == "d10.375"
        code, out, _ = zoneproof(*run, "--start", "75")
        assert code == 1 and "d75" in out and "BOGUS" in out, out
        refused(2, *run, "--start", "2017-01-01", says="no day")
        refused(2, *run, "--outage", "d30", says="no range")
        refused(2, *run, "--anchor", "OTHER", says="neither a key of the history nor a file")
        refused(2, *run[:-1], "knot", says="--model")
        refused(2, *run, "--query-interval", "0s", says="too short")
        refused(3, "simulate5011", "--history", folder.file("bad", "10 A*\n5 B*\n"), says="bad:2: ")
    refused(3, "simulate5011", "--history", "no-such-file", says="no-such-file")


def row_35_the_hold_down_is_configurable():
    with Folder() as name:
        path = os.path.join(name, "history")
        with open(path, "w") as file:
            file.write("0 OLD*\n10 OLD* NEW\n100 OLD NEW*\n")
        run = ["simulate5011", "--history", path, "--model", "rfc", "--start", "d75"]
        assert asked(*run, code=1)["models"][0]["bogus"] == "d100"
        assert asked(*run, "--add-holddown", "20d")["models"][0]["verdict"] == "OK"


def row_15_a_digest_is_equal_in_either_letter_case():
    with Folder() as name, open(os.path.join(EXAMPLES, "root.ds")) as file:
        lower = os.path.join(name, "lower.ds")
        with open(lower, "w") as out:
            out.writelines(" ".join(x.lower() if len(x) > 40 else x for x in line.split()) + "\n" for line in file)
        code, _, err = zoneproof("check", "-q", *AT, "--ds", lower, ROOT_ZONE)
        assert code == 0, err


def an_anchor_of_another_key_with_the_same_tag_is_not_the_key():
    [words] = [line.split() for line in root_ds() if " 20326 " in line]
    wrong = words[:-1] + [("0" if words[-1][0] != "0" else "1") + words[-1][1:]]
    folder = Folder()
    with folder:
        refused(2, "simulate5011", "--history", "root", "--start", "2026-11-01",
                "--anchor", folder.file("other.ds", " ".join(wrong) + "\n"), says="is a key of the history")


# chain

def the_root_zone_is_proven_from_the_built_in_anchors():
    got = asked("chain", *AT, ROOT_ZONE)
    link = got["moments"][0]["links"][0]
    assert got["moments"][0]["verdict"] == "secure" and link["state"] == "secure" and link["altitude"] == "root", got
    assert [(r["keytag"], r["signs"]) for r in link["ds"]] == [(20326, True), (38696, False)], link
    assert link["dnskey_signed_by"] == [20326] and not link["damage"]["rrsets"], link
    assert link["whole"]["secure_delegations"] > 1000, link


def row_48_a_pin():
    assert asked("chain", *AT, "--pin", "20326", ROOT_ZONE)["moments"][0]["verdict"] == "secure"
    got = asked("chain", *AT, "--pin", "38696", ROOT_ZONE, code=1)
    assert "not signed by the pinned key 38696" in got["moments"][0]["links"][0]["message"], got


def every_moment_has_to_hold():
    got = asked("chain", *AT, "--at", "2026-09-01", ROOT_ZONE, code=1)
    assert [m["verdict"] for m in got["moments"]] == ["secure", "bogus"], got
    assert got["moments"][1]["lost"]["all"], got


def one_digit_of_a_root_signature_is_damage():
    folder = Folder()
    with folder:
        with gzip.open(os.path.join(EXAMPLES, ROOT_ZONE), "rt") as zone:
            text = zone.read()
        at = text.index("\tRRSIG\tDS ")
        end = text.index("\n", at)
        wrong = "A" if text[end - 20] != "A" else "B"
        path = folder.file("root.zone", text[:end - 20] + wrong + text[end - 19:])
        got = asked("chain", *AT, path, code=1)
        damage = got["moments"][0]["links"][0]["damage"]
        assert damage["secure_delegations"] == 1 and damage["rrsets"] == 1 and not damage["all"], damage
        assert got["moments"][0]["suggested_nta"].count(".") == 1, got


def row_1_a_toy_stack_from_its_anchor():
    got = asked("chain", *TOY, *TOY_ZONES)
    assert [x["zone"] for x in got["moments"][0]["links"]] == [".", "example.", "leaf.example."], got
    assert got["moments"][0]["verdict"] == "secure", got
    code, out, _ = zoneproof("chain", *TOY, *TOY_ZONES)
    assert code == 0 and "SECURE" in out and "-> DNSKEY" in out and "-> RRSIG" in out, out


def row_1_one_digit_of_a_digest_in_the_middle():
    folder = Folder()
    with folder:
        with open(os.path.join(EXAMPLES, "chain", "root.zone")) as zone:
            lines = zone.read().splitlines(keepends=True)
        at = next(i for i, line in enumerate(lines) if " DS " in line and "RRSIG" not in line)
        digit = lines[at].rstrip()[-1]
        lines[at] = lines[at].rstrip()[:-1] + ("0" if digit != "0" else "1") + "\n"
        path = folder.file("root.zone", "".join(lines))
        got = asked("chain", *TOY, path, "chain/example.zone", "chain/leaf.zone", code=1)
        links = got["moments"][0]["links"]
        assert got["moments"][0]["broken"] == 2, got
        assert [x["state"] for x in links] == ["secure", "bogus", "unreachable"], links
        assert links[2]["broken_by"] == 2 and links[2]["message"] == "unreachable because link 2 is broken", links
        assert got["moments"][0]["lost"]["names"] == sum(x["whole"]["names"] for x in links[1:]), got
        code, out, _ = zoneproof("chain", *TOY, path, "chain/example.zone", "chain/leaf.zone")
        assert "BROKEN" in out and "at link 2: example., TLD" in out, out
        assert "unreachable because link 2 is broken" in out, out
        nta = asked("chain", *TOY, "--nta", "example.", path, "chain/example.zone", "chain/leaf.zone")
        assert nta["moments"][0]["verdict"] == "insecure" and nta["moments"][0]["ntas"][0]["needed"], nta
        asked("chain", *TOY, "--nta", "example", "--require-ds", path, "chain/example.zone", "chain/leaf.zone", code=4)


def gaps_and_missing_anchors_are_unknown():
    got = asked("chain", *TOY, "chain/root.zone", "chain/leaf.zone", code=4)
    assert got["moments"][0]["links"][1]["cause"] == "zone-missing", got
    got = asked("chain", "--at", "20260115000000", "chain/example.zone", code=4)
    assert got["moments"][0]["links"][0]["cause"] == "no-anchor", got


def what_cannot_be_read_ends_in_3_and_twice_the_same_in_2():
    got = asked("chain", *TOY, "chain/root.zone", "no-such.zone", code=3)
    assert len(got["unread"]) == 1 and len(got["moments"][0]["links"]) == 1, got
    assert got["moments"][0]["verdict"] == "unknown", got  # what was not read may be what is broken
    code, out, _ = zoneproof("chain", "no-such.zone")
    assert code == 3 and "SECURE" not in out and "UNKNOWN" in out, out
    refused(2, "chain", *TOY, "chain/root.zone", "chain/root.zone", says="both of the zone .")
    refused(3, "chain", *TOY[:-1], "no-such.ds", "chain/root.zone", says="no-such.ds")
    refused(2, "chain", "--nta", "a..b", "chain/root.zone", says="--nta")
    refused(2, "chain", "--at", "2026-01-01..2026-02-01", "chain/root.zone", says="--at")


def threads_change_nothing():
    one, many = (zoneproof("chain", "-j", n, "-f", "json", *AT, ROOT_ZONE)[1] for n in ("1", "4"))
    assert one == many


run_tests([
    anchors_that_fit_are_ok, row_8_a_file_with_the_old_anchor_fails_from_the_day_of_the_roll,
    a_state_file_that_nobody_may_write_is_told, damaged_entries_are_told_by_line_and_unknown_files_end_in_3,
    a_root_of_one_s_own_is_unknown, row_30_the_root_s_record, the_root_s_publisher_was_ready,
    a_resolver_that_may_not_write_is_bogus_from_the_switch_on, histories_in_days,
    row_35_the_hold_down_is_configurable, row_15_a_digest_is_equal_in_either_letter_case,
    an_anchor_of_another_key_with_the_same_tag_is_not_the_key,
    the_root_zone_is_proven_from_the_built_in_anchors, row_48_a_pin, every_moment_has_to_hold,
    one_digit_of_a_root_signature_is_damage, row_1_a_toy_stack_from_its_anchor,
    row_1_one_digit_of_a_digest_in_the_middle, gaps_and_missing_anchors_are_unknown,
    what_cannot_be_read_ends_in_3_and_twice_the_same_in_2, threads_change_nothing])
