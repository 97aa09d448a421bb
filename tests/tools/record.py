"""zoneproof record from outside: what it keeps, what it refuses, its exit codes.

Usage: record.py ZONEPROOF
"""
import json
import os
import tempfile
import time

from program import run_tests, zoneproof
from published import KSK, ZSK, ds_of, zone

ROOT = ["--ds", "root.ds", "root-2026073102.zone.gz"]
AT = ["--published-at", "20260801060000"]
BARE = "$ORIGIN example.\n$TTL 3600\n@ SOA ns h {} 7200 900 1209600 3600\n@ NS ns\nns A 192.0.2.1\n"


def record(folder, *args, **more):
    return zoneproof("record", "-q", "--history", folder, *args, **more)


def lines(folder, name="manifest.jsonl"):
    with open(os.path.join(folder, name)) as file:
        return [json.loads(line) for line in file]


def the_root_zone_becomes_one_line():
    with tempfile.TemporaryDirectory() as folder:
        assert record(folder, *AT, *ROOT)[0] == 0
        [version] = lines(folder)
        [ds] = lines(folder, "ds.jsonl")
    assert (version["zone"], version["serial"], version["verdict"]) == (".", 2026073102, "proven"), version
    assert version["published_at"] == "2026-08-01T06:00:00Z" and version["confidence"] == "high", version
    assert {key["tag"] for key in version["dnskey"]} >= {20326, 38696}, version["dnskey"]
    [signers] = version["signer_sets"]
    assert signers["count"] == version["data_rrsets"] > 1000 and len(signers["keys"]) == 1, version
    assert version["dnskey_ttl"] == 172800 and version["good_signatures"] == version["signatures"], version
    assert 20326 in {entry["tag"] for entry in ds["ds"]}, ds


def the_same_version_is_not_recorded_twice():
    with tempfile.TemporaryDirectory() as folder:
        record(folder, *AT, *ROOT)
        code, _, err = zoneproof("record", "--history", folder, "--published-at", "20260801070000", *ROOT)
        assert code == 0 and "recorded before: serial 2026073102" in err, err
        assert len(lines(folder)) == len(lines(folder, "ds.jsonl")) == 1


def a_bad_version_is_recorded_and_told():
    with tempfile.TemporaryDirectory() as folder:
        code, _, _ = record(folder, *AT, "--ds", "broken.ds", "broken.zone")
        assert code == 1
        [version] = lines(folder)
    assert version["verdict"] == "rejected" and version["good_signatures"] < version["signatures"], version
    assert any(not signers["keys"] for signers in version["signer_sets"]), version


def the_zone_is_judged_when_it_was_published():
    with tempfile.TemporaryDirectory() as folder:
        assert record(folder, "--published-at", "20270101000000", *ROOT)[0] == 1
        assert [signers["keys"] for signers in lines(folder)[0]["signer_sets"]] == [[]]
        assert record(folder, *AT, "--at", "20270101000000", *ROOT)[0] == 1


def without_a_time_the_signature_of_the_soa_tells_it():
    with tempfile.TemporaryDirectory() as folder:
        record(folder, "--at", "20260801060000", *ROOT)
        [version] = lines(folder)
        assert version["confidence"] == "low" and version["published_at"].startswith("2026-07-31"), version
    with tempfile.TemporaryDirectory() as folder:
        code, _, err = record(folder, "-", stdin=BARE.format(1).encode())
        assert code == 2 and "--published-at" in err and not os.listdir(folder), (code, err)


def signed_for_the_future_it_is_recorded_as_published_today():
    before = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    # A moment later than the clock's would hide the version until then.
    zone_file = zone("future", 2026010501, [KSK, ZSK], inception="20900101000000", expiration="20900301000000")
    with tempfile.TemporaryDirectory() as folder:
        assert record(folder, "--at", "20900201000000", "--ds", ds_of(zone_file), zone_file)[0] == 0
        [version] = lines(folder)
        assert before <= version["published_at"] <= "2089" and version["confidence"] == "low", version


def what_was_not_read_is_not_recorded():
    with tempfile.TemporaryDirectory() as folder:
        for text, exit_code in [(BARE.format(1) + "x TXT (\n", 3), (BARE.format(1) + "x A 1.2.3\n", 1), ("x", 3)]:
            code, _, err = record(folder, *AT, "-", "-o", "example.", stdin=text.encode())
            assert code == exit_code and not os.listdir(folder), (text, code, err)


def other_zones_and_folders_that_cannot_be_are_refused():
    with tempfile.TemporaryDirectory() as folder:
        record(folder, *AT, *ROOT)
        code, _, err = record(folder, *AT, "-", stdin=BARE.format(1).encode())
        assert code == 2 and "history of ., not of example." in err, (code, err)
        assert len(lines(folder)) == 1
        code, _, err = record(os.path.join(folder, "manifest.jsonl"), *AT, *ROOT)
        assert code == 3 and "not recorded" in err, (code, err)
    assert zoneproof("record", *ROOT)[0] == 2
    assert record("x", "--published-at", "soon", *ROOT)[0] == 2


def narrowed_checks_record_everything():
    with tempfile.TemporaryDirectory() as folder:
        assert record(folder, *AT, "--select", "zone", *ROOT)[0] == 0
        [version] = lines(folder)
    assert version["verdict"] == "passed" and version["signer_sets"][0]["keys"], version


def a_file_without_ds_says_that_there_is_none():
    with tempfile.TemporaryDirectory() as folder:
        empty = os.path.join(folder, "none.ds")
        open(empty, "w").close()
        history = os.path.join(folder, "history")
        record(history, *AT, "--ds", empty, "-", stdin=BARE.format(1).encode())
        assert lines(history, "ds.jsonl")[0]["ds"] == []


def a_torn_line_is_told_and_nothing_older_is_lost():
    with tempfile.TemporaryDirectory() as folder:
        record(folder, *AT, "-", stdin=BARE.format(1).encode())
        with open(os.path.join(folder, "manifest.jsonl"), "a") as file:
            file.write('{"format":1,"n":2,')
        code, _, err = record(folder, *AT, "-", stdin=BARE.format(2).encode())
        assert "not written to its end" in err, (code, err)
        with open(os.path.join(folder, "manifest.jsonl")) as file:
            text = file.read().splitlines()
    assert len(text) == 3 and [json.loads(text[at])["serial"] for at in (0, 2)] == [1, 2], text
    assert json.loads(text[2])["n"] == 3


run_tests([value for name, value in list(globals().items()) if callable(value) and getattr(value, "__module__", "") == "__main__"
           and name not in ("record", "lines")])
