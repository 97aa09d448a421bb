"""zoneproof keys, rollover, plan, and check with a past, from outside: what they answer, their JSON, their exit codes.

Usage: rollover.py ZONEPROOF
"""
import json
import os
import tempfile

import jsonschema

from program import ROOT, run_tests, zoneproof
from published import IDLE, KSK, NEW_KSK, WORK, ZSK, ds_of, history, published, removed, replaced, settled, zone


def schema(name):
    with open(os.path.join(ROOT, "docs", "schema", name + ".schema.json")) as file:
        text = json.load(file)
    jsonschema.Draft202012Validator.check_schema(text)
    return jsonschema.Draft202012Validator(text)


def answer(command, *args, code=None):
    got, out, err = zoneproof(command, "-f", "json", *args)
    assert out, (args, err)
    result = json.loads(out)
    schema(command).validate(result)
    assert result.get("exit", got) == got, (result, got)
    assert code in (None, got), (args, got, out, err)
    return result


def before():
    return history((settled(), "20260106000000"), (published(), "20260114000000"))


def a_new_zsk_waits_and_then_is_ready():
    folder = before()
    early = answer("rollover", "--history", folder, "--at", "20260114003000", published(), code=0)
    [roll] = early["rolls"]
    assert (early["grade"], roll["roll"], roll["phase"], roll["step"]) == ("WAIT", "zsk-prepub", "published", "sign-with-new"), roll
    assert roll["until"] == "2026-01-14T02:05:00Z", roll  # TTL 3600, five minutes, an hour of safety
    assert [(x["name"], x.get("s")) for x in roll["terms"]] == [("old_dnskey", None), ("Dprp", 300), ("TTLkey", 3600), ("publish_safety", 3600)]
    assert not early["candidate"] and roll["actors"] == ["zone"] and roll["request"] is None
    late = answer("rollover", "--history", folder, "--at", "20260114020500", published(), code=0)
    assert late["rolls"][0]["grade"] == "READY", late["rolls"]


def a_history_alone_is_judged_as_it_is():
    folder = before()
    early = answer("rollover", "--history", folder, "--at", "20260114003000", code=0)
    assert (early["grade"], early["candidate"], early["rolls"][0]["until"]) == ("WAIT", False, "2026-01-14T02:05:00Z"), early
    assert answer("rollover", "--history", folder, "--at", "20260114020500", code=0)["grade"] == "READY"
    # Signatures hold until 2026-02-14: nobody has recorded newer ones.
    late = answer("rollover", "--history", folder, "--at", "20260301000000", code=1)
    assert late["grade"] == "BOGUS" and "SIG_EXPIRED" in {x["code"] for x in late["reasons"]}, late["reasons"]
    for wrong, code, says in (([], 2, "or --history"), (["--history", folder, "--at", "20250101000000"], 3, "no version of the zone"),
                              (["--history", tempfile.mkdtemp(dir=WORK.name)], 3, "nothing is recorded")):
        got, _, err = zoneproof("rollover", *wrong)
        assert got == code and says in err, (wrong, got, err)


def a_candidate_that_comes_too_early_is_unsafe_until_it_is_not():
    folder = before()
    early = answer("rollover", "--history", folder, "--at", "20260114003000", replaced(), code=1)
    [window] = early["unsafe"]
    assert early["grade"] == "UNSAFE" and early["candidate"] and window["by_candidate"], window
    assert (window["from"], window["delay_until"]) == ("2026-01-14T00:30:00Z", "2026-01-14T01:05:00Z"), window
    assert "rollover-prepublish-wait" in {x["rule"] for x in early["issues"]}, early["issues"]
    assert answer("rollover", "--history", folder, "--at", "20260114010500", replaced(), code=0)["unsafe"] == []


def whoever_reads_it_first_knows_whether_the_old_key_may_go():
    folder = history((settled(), "20260106000000"), (published(), "20260114000000"), (replaced(), "20260115000000"))
    code, out, _ = zoneproof("rollover", "--history", folder, "--at", "20260115003000", replaced())
    text = " ".join(out.split())
    assert code == 0 and "WAIT: the next step has to wait; nothing fails meanwhile" in text, out
    assert "go? not yet: from 2026-01-15 02:05:00Z on (in 1 h 35 min)" in text, out
    assert "the last old signatures were replaced" in text and "why" in text, out
    code, out, _ = zoneproof("rollover", "--history", folder, "--at", "20260115030000", replaced())
    assert code == 0 and "go? yes, now" in " ".join(out.split()), out


def a_candidate_is_told_by_what_it_changes():
    steps = ((settled(), "20260106000000"), (published(), "20260114000000"), (replaced(), "20260115000000"))
    for past, candidate, changes in ((1, published(), "adds ZSK 173"), (3, removed(), "removes ZSK 23915"),
                                     (2, replaced(), "stops signing with ZSK 23915, begins to sign with ZSK 173")):
        _, out, _ = zoneproof("rollover", "--history", history(*steps[:past]), "--at", "20260116000000", candidate)
        assert "changes   " + changes + "\n  publish?" in out, out


def keys_are_shown_with_what_they_do():
    folder = history((settled(), "20260106000000"), (published(), "20260114000000"), (replaced(), "20260115000000"))
    shown = answer("keys", "--history", folder, "--at", "20260115003000", replaced(), code=0)
    rows = {(x["role"], x["state"]): x for x in shown["keys"]}
    assert set(rows) == {("KSK", "active"), ("ZSK", "retired"), ("ZSK", "active")}, rows
    retired = rows["ZSK", "retired"]
    assert retired["removal"]["answer"] == "later" and retired["removal"]["from"] == "2026-01-15T02:05:00Z", retired
    assert [(x["state"], x["serial"]) for x in retired["events"]] == [("published", 2026010501), ("active", 2026010501), ("retired", 2026011501)]
    assert rows["KSK", "active"]["signatures"]["dnskey"] and rows["KSK", "active"]["in_ds"] is True
    code, out, _ = zoneproof("keys", "--at", "20260115003000", "--ds", ds_of(replaced()), replaced())
    assert code == 0 and "AMBIGUOUS" in out and out.splitlines()[0].endswith("as of 2026-01-15 00:30:00Z"), out
    assert out.splitlines()[2].split()[:4] == ["tag", "role", "alg", "bits"], out


def a_key_with_bad_signatures_is_broken():
    code, out, _ = zoneproof("keys", "--at", "20260801060000", "--ds", "broken.ds", "broken.zone")
    assert code == 1 and "BROKEN" in out and "% ok)" in out, out
    got = answer("keys", "--at", "20260801060000", "--ds", "broken.ds", "broken.zone", code=1)
    assert any(x["signatures"]["bad"] for x in got["keys"]), got


def row_53_the_parent_is_told_what_to_do():
    double = zone("double-ksk", 2026011401, [KSK, ZSK, NEW_KSK])
    folder = history((settled(), "20260106000000"), (double, "20260114000000"))
    got = answer("rollover", "--history", folder, "--at", "20260114003000", double, code=0)
    [roll] = got["rolls"]
    assert (roll["roll"], roll["step"], roll["actors"]) == ("ksk-double-ksk", "swap-ds", ["zone", "parent"]), roll
    request = roll["request"]
    [new], [old] = roll["new"], roll["old"]
    assert [x["tag"] for x in request["add"]] == [new["tag"]] and {x["tag"] for x in request["remove"]} == {old["tag"]}, request
    assert {k: request[k] for k in ("earliest", "latest")} == {"earliest": "2026-01-14T02:05:00Z", "latest": "2026-02-14T00:00:00Z"}, request
    assert request["reason"].startswith("KSK rollover"), request
    code, out, _ = zoneproof("rollover", "--history", folder, "--at", "20260114003000", double)
    assert code == 0 and f"add DS {new['tag']} 13 2 " in out, out


def proof(name, keys):
    """What a signer with those keys makes of a canary."""
    signed = zone(name, 2026011402, keys, mutations=[{"op": "add", "rr": ['_zoneproof TXT "nonce"']}])
    path = os.path.join(os.path.dirname(signed), "proof")
    with open(signed) as text, open(path, "w") as file:
        file.writelines(line for line in text if line.startswith("_zoneproof ") and " TXT " in line)
    return path


def row_50_every_signer_shows_that_it_holds_the_key():
    with open(os.path.join(WORK.name, "signers.toml"), "w") as file:
        file.write("[signers]\ncount = 2\n")
    ask = ["--history", before(), "--at", "20260114120000", "--policy", os.path.join(WORK.name, "signers.toml")]
    holds = [proof(name, [KSK, {**ZSK, "signs": "nothing"}, ZSK]) for name in ("hsm-1", "hsm-2")]
    [roll] = answer("rollover", *ask, "--keyproof", holds[0], code=4)["rolls"]
    assert roll["grade"] == "BLOCKED" and roll["reasons"][0]["code"] == "KEYPROOF_MISSING" and "1 of 2" in roll["reasons"][0]["text"], roll
    assert answer("rollover", *ask, "--keyproof", holds[0], "--keyproof", holds[1], code=0)["grade"] == "READY"
    with open(holds[1]) as file:
        text = file.read()
    other = os.path.join(WORK.name, "hsm-3")
    with open(other, "w") as file:  # what it has signed is not what it says
        file.write(text.replace("nonce", "other"))
    got = answer("rollover", *ask, "--keyproof", holds[0], "--keyproof", other, code=4)
    assert "KEYPROOF_FAILED" in {x["code"] for x in got["reasons"]} and other in str(got["reasons"]), got["reasons"]
    code, _, err = zoneproof("rollover", *ask, "--keyproof", ask[-1])
    assert code == 3 and "_zoneproof" in err, (code, err)


def without_a_history_nothing_is_ready():
    got = answer("rollover", "--at", "20260115003000", "--ds", ds_of(replaced()), replaced(), code=4)
    assert got["grade"] == "UNKNOWN" and "HISTORY" in {x["code"] for x in got["reasons"]}, got
    root = ["--at", "20260801060000", "--ds", "root.ds", "root-2026073102.zone.gz"]
    got = answer("rollover", *root, code=4)
    [roll] = got["rolls"]
    assert roll["roll"] == "rfc5011" and roll["actors"] == ["zone", "resolvers-5011"] and roll["reasons"][0]["code"] == "HISTORY", roll


def a_damaged_history_blocks_and_is_named_line_by_line():
    folder = history((settled(), "20260106000000"), (published(), "20260114000000"), (replaced(), "20260115000000"))
    manifest = os.path.join(folder, "manifest.jsonl")
    with open(manifest) as file:
        lines = file.read().splitlines()
    with open(manifest, "w") as file:
        file.write("\n".join([lines[0], lines[1].replace("2026", "2025", 1), lines[2]]) + "\n")
    got = answer("rollover", "--history", folder, "--at", "20260115003000", replaced(), code=4)
    assert got["grade"] == "BLOCKED" and "HISTORY_GAP" in {x["code"] for x in got["reasons"]}, got["reasons"]
    assert [(x["file"], x["line"]) for x in got["history"]["faults"]] == [("manifest.jsonl", 2)], got["history"]
    code, out, err = zoneproof("check", "--history", folder, "--at", "20260115003000", replaced())
    assert code == 4 and "manifest.jsonl:2: " in err, (code, err)


def check_judges_the_step():
    early = ["--at", "20260114003000", "--ds", ds_of(settled())]
    code, out, err = zoneproof("check", "-f", "jsonl", *early, "--history", before(), replaced())
    found = {x.get("rule"): x for x in map(json.loads, out.splitlines())}
    assert code == 1 and found["rollover-prepublish-wait"]["severity"] == "error", (found, err)
    code, out, _ = zoneproof("check", "-f", "jsonl", *early, "--previous", published(), "--previous-published-at", "20260114000000", replaced())
    assert code == 4 and "history-incomplete" in out, out  # the DNSKEY RRset before is not known
    code, out, _ = zoneproof("check", "-f", "jsonl", "--at", "20260114013000", "--ds", ds_of(settled()), "--previous", published(), "--previous-published-at", "20260114000000", replaced())
    assert code == 0, out  # it has left all caches: 65 minutes
    code, out, _ = zoneproof("check", "-f", "jsonl", "--at", "20260115003000", "--previous", replaced(),
                             "--previous-published-at", "20260115000000", "--ds", ds_of(settled()), removed())
    assert code == 4 and "history-incomplete" in out and '"rule":"rollover-retire-early"' not in out, out  # who signed what was before is not known
    code, out, _ = zoneproof("check", "-f", "jsonl", "--at", "20260115003000", "--previous", published(),
                             "--previous-published-at", "20260114000000", "--ds", ds_of(settled()), removed())
    assert code == 1 and "rollover-retire-early" in out, out
    code, out, _ = zoneproof("check", "-f", "jsonl", "--at", "20260115003000", "--previous", replaced(), published())
    assert code == 1 and "zone-soa-serial-not-advanced" in out, out


def a_history_of_this_version_alone_still_counts():
    other = ds_of(zone("another-ksk", 2026010501, [{**KSK, "published": False, "signs": "nothing", "in-ds": False}, ZSK, KSK]))
    for ds, expected in ((ds_of(settled()), 0), (other, 1)):
        folder = history((settled(), "20260106000000", ds))
        code, out, err = zoneproof("check", "-f", "jsonl", "--at", "20260115003000", "--history", folder, settled())
        assert code == expected and ("rollover-ds-missing-key" in out) == (code == 1), (code, out, err)
    with open(os.path.join(folder, "manifest.jsonl"), "r+") as file:
        line = file.read()
        file.seek(0)
        file.write(line.replace("2026", "2025", 1))
    code, out, err = zoneproof("check", "-f", "jsonl", "--at", "20260115003000", "--ds", ds_of(settled()), "--history", folder, settled())
    assert code == 4 and "manifest.jsonl:1: " in err and "history-incomplete" in out, (code, out, err)


def an_empty_history_is_no_past():
    with tempfile.TemporaryDirectory() as folder:
        code, out, err = zoneproof("check", "-f", "jsonl", "--at", "20260115003000", "--history", folder, settled())
    assert code == 0, (out, err)


def peers_are_files_or_histories():
    for peer in (replaced(), history((replaced(), "20260114000000"))):
        got = answer("rollover", "--at", "20260115003000", "--ds", ds_of(settled()), "--history", before(), "--peer", peer, "--peer-name", "B", published())
        assert got["history"]["signers"] == ["", "B"] and any("multi-signer model 1" in x for x in got["notes"]), got["notes"]


def what_cannot_be_judged_is_said():
    folder = before()
    for args, code, says in (
        (["rollover", "--history", "/no/such", settled()], 3, "there is no such folder"),
        (["rollover", "--history", folder, "broken.zone"], 2, "it is about"),
        (["rollover", "no-such.zone"], 3, "no-such.zone"),
        (["rollover", "--policy", "broken.zone", settled()], 2, "broken.zone:1:"),
        (["rollover", "--peer-name", "B", settled()], 2, "more names than peers"),
        (["rollover", "--peer", "broken.zone", settled()], 2, "it is about"),
        (["keys", "--at", "yesterday", settled()], 2, "--at"),
        (["check", "--previous", "no-such.zone", settled()], 3, "no-such.zone"),
        (["check", "--previous-published-at", "never", settled()], 2, "--previous-published-at"),
    ):
        got, out, err = zoneproof(*args)
        assert got == code and says in err, (args, got, out, err)


PLAN = """
zone = "example."
start = 2026-12-01T00:00:00Z
[keys]
old-ksk = 13
new-ksk = 13
zsk = 13
[now]
dnskey = ["old-ksk", "zsk"]
signs-dnskey = ["old-ksk"]
signs-data = ["zsk"]
ds = ["old-ksk"]
[[step]]
name = "publish the new KSK"
dnskey = ["old-ksk", "new-ksk", "zsk"]
signs-dnskey = ["old-ksk", "new-ksk"]
[[step]]
name = "swap the DS"
ds = ["new-ksk"]
[[step]]
name = "remove the old KSK"
dnskey = ["new-ksk", "zsk"]
signs-dnskey = ["new-ksk"]
"""


def plan_file(text):
    with tempfile.NamedTemporaryFile("w", suffix=".toml", dir=WORK.name, delete=False) as file:
        file.write(text)
    return file.name


def plan(text, *args, code):
    return answer("plan", *args, plan_file(text), code=code)


def row_34_a_plan_is_played_with_every_way_back():
    got = plan(PLAN, code=0)
    assert [x["at"] for x in got["steps"]] == ["2026-12-01T00:00:00Z", "2026-12-01T02:05:00Z", "2026-12-02T04:05:00Z"], got
    assert [x["rollback"]["kind"] for x in got["steps"]] == ["at-once", "at-once", "new-rollover"] and got["point_of_no_return"] == 2
    early = plan(PLAN.replace('name = "swap the DS"', 'name = "swap the DS"\nafter = "10m"'), code=1)
    assert early["steps"][1]["unsafe"][0]["to"] == "2026-12-01T01:05:00Z", early["steps"][1]
    assert plan(PLAN.replace('ds = ["new-ksk"]', "ds = []"), code=0)["safe"]
    never = plan(PLAN.split("[[step]]")[0] + '[[step]]\nsigns-data = ["new-ksk"]\n', code=4)
    assert not never["steps"][0]["ever_safe"], never
    code, out, _ = zoneproof("plan", plan_file(PLAN))
    assert code == 0 and "-- point of no return --" in out and "only by a new rollover" in out, out


def a_lost_key_has_a_way_out():
    assert [x["at"] for x in plan(PLAN, "--inoperable", "ksk", code=0)["steps"]] == ["2026-12-01T00:00:00Z", "2026-12-02T02:00:00Z", "2026-12-02T04:05:00Z"]
    late = plan(PLAN.replace("[now]\n", "[now]\nsignatures-until = 2026-12-01T12:00:00Z\n"), "--inoperable", "ksk", code=1)
    assert late["steps"][1]["late"], late
    code, _, err = zoneproof("plan", "--inoperable", "csk", plan_file(PLAN))
    assert code == 2 and "has no such key" in err, err


def a_plan_with_a_mistake_is_told_where():
    for change, says in ((("zsk = 13", "zsk = 999"), "expected the number of an algorithm"), (('ds = ["old-ksk"]', 'ds = ["old"]'), "[keys] has no 'old'"),
                         (("zone =", "zoen ="), "did you mean zone?"), (("[now]", "[then]"), "has no key 'then'"),
                         (('signs-data = ["zsk"]\n', ""), "[now] has to say signs-data"), (('name = "swap', 'at = "soon"\nname = "swap'), "expected a moment"),
                         (('signs-dnskey = ["old-ksk"]', 'signs-dnskey = ["new-ksk"]'), "signs the DNSKEY RRset and is not in it"), (("[keys]", "[keys"), "")):
        code, _, err = zoneproof("plan", plan_file(PLAN.replace(*change)))
        assert code == 2 and says in err and ".toml:" in err, (change, code, err)


run_tests([a_new_zsk_waits_and_then_is_ready, a_history_alone_is_judged_as_it_is, a_candidate_that_comes_too_early_is_unsafe_until_it_is_not, whoever_reads_it_first_knows_whether_the_old_key_may_go,
           a_candidate_is_told_by_what_it_changes, keys_are_shown_with_what_they_do, a_key_with_bad_signatures_is_broken, row_53_the_parent_is_told_what_to_do,
           row_50_every_signer_shows_that_it_holds_the_key,
           without_a_history_nothing_is_ready, a_damaged_history_blocks_and_is_named_line_by_line, check_judges_the_step,
           a_history_of_this_version_alone_still_counts, an_empty_history_is_no_past, peers_are_files_or_histories, what_cannot_be_judged_is_said,
           row_34_a_plan_is_played_with_every_way_back, a_lost_key_has_a_way_out, a_plan_with_a_mistake_is_told_where])
