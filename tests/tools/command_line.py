"""The program from outside: exit codes, usage errors, output that cannot be written, options that change what is shown.

Usage: command_line.py ZONEPROOF
"""
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile

from program import AT, EXAMPLES, run_tests, steady, zoneproof

ROOT = [*AT, "--ds", "root.ds", "root-2026073102.zone.gz"]
BROKEN = [*AT, "--ds", "broken.ds", "broken.zone"]
UNSIGNED = b"$ORIGIN example.\n$TTL 3600\nexample. SOA ns1 host 1 7200 900 1209600 3600\nexample. NS ns1.example.\nns1.example. A 192.0.2.1\n"


def check(*args, **more):
    return zoneproof("check", *args, **more)


def summary(*args, **more):
    code, out, _ = check("-f", "jsonl", *args, **more)
    line = json.loads(out.splitlines()[-1])
    assert line["t"] == "summary" and line["exit"] == code, line
    return line


def expect(code, *args, says=None, on_stdout=None, **more):
    got, out, err = zoneproof(*args, **more)
    assert got == code, f"{args}: exit {got}, not {code}: {out[-300:]} {err[-300:]}"
    if says is not None:
        assert says in err, f"{args}: {says!r} is not in {err!r}"
    if on_stdout is not None:
        assert on_stdout in out, f"{args}: {on_stdout!r} is not in {out[-1000:]!r}"


def the_root_zone_is_proven():
    got = summary(*ROOT)
    assert got["exit"] == 0 and got["verdict"] == "proven" and got["complete"], got
    assert got["findings"]["error"] == 0 and got["trust"] == "ds" and got["outcome"] == "secure", got
    with gzip.open(os.path.join(EXAMPLES, "root-2026073102.zone.gz"), "rt") as zone:
        there = sum(1 for line in zone if "\tRRSIG\t" in line)
    assert got["rrsigs"] == {"total": there, "good": there, "bad": 0, "unsupported": 0}, (got, there)


def the_root_zone_is_rejected_under_a_ds_that_signs_nothing():
    with tempfile.NamedTemporaryFile("w", suffix=".ds") as ds:
        ds.write(open(os.path.join(EXAMPLES, "root.ds")).read().splitlines()[1] + "\n")
        ds.flush()
        got = summary(*AT, "--ds", ds.name, "root-2026073102.zone.gz")
    assert got["exit"] == 1 and got["verdict"] == "rejected" and got["outcome"] == "bogus", got


def the_root_zone_is_rejected_after_its_expiry():
    code, out, _ = check("-f", "jsonl", "--at", "2026-09-01", "--ds", "root.ds", "root-2026073102.zone.gz")
    assert code == 1
    assert "rrsig-expired" in {json.loads(line).get("rule") for line in out.splitlines()}, out[-500:]


def the_broken_zone_shows_cause_and_scale():
    code, out, _ = check("-f", "jsonl", *BROKEN)
    found = [json.loads(line) for line in out.splitlines()][:-1]
    errors = [f for f in found if f["severity"] == "error"]
    assert code == 1 and [f["rule"] for f in errors] == ["rrsig-invalid"], errors
    assert errors[0]["cause"] == "same-tag-other-key" and errors[0]["count"] == 16, errors
    assert errors[0]["keytag"] == 29674 and errors[0]["line"] > 3, errors


def fail_on_moves_only_the_exit_code():
    assert summary("--fail-on", "never", *BROKEN)["exit"] == 0
    assert summary("--fail-on", "never", *BROKEN)["verdict"] == "rejected"


def every_moment_has_to_pass():
    got = summary("--at", "20260801060000", "--at", "20260901000000", "--ds", "root.ds", "root-2026073102.zone.gz")
    assert got["per_at"][0] == "proven" and got["per_at"][1] == "rejected" and got["exit"] == 1, got
    assert got["at"] == ["2026-08-01T06:00:00Z", "2026-09-01T00:00:00Z"], got
    got = summary("--at", "20260801060000..20260802060000", "--ds", "root.ds", "root-2026073102.zone.gz")
    assert got["at"] == ["2026-08-01T06:00:00Z/2026-08-02T06:00:00Z"] and got["exit"] == 0, got
    assert summary("--at", "20260801060000..20260901000000", "--ds", "root.ds", "root-2026073102.zone.gz")["exit"] == 1


def an_unsigned_zone_passes_unless_it_must_be_signed():
    assert summary("-", stdin=UNSIGNED)["verdict"] == "unsigned"
    assert summary("--require-signed", "-", stdin=UNSIGNED)["exit"] == 1


def a_ds_can_be_required():
    assert summary(*AT, "root-2026073102.zone.gz")["trust"] == "none"
    assert summary("--require-ds", *AT, "root-2026073102.zone.gz")["exit"] == 4


def a_ds_file_about_other_names_proves_nothing():
    got = summary(*AT, "--ds", "broken.ds", "root-2026073102.zone.gz")
    assert got["exit"] == 4 and got["trust"] == "no-input" and got["unchecked"], got


def a_narrowed_run_passes_but_does_not_prove():
    got = summary("--select", "syntax,zone", *ROOT)
    assert got["exit"] == 0 and got["verdict"] == "passed", got


def what_cannot_be_read_is_exit_3():
    for zone in ("no-such-file", "."):
        got = summary(*AT, zone)
        assert got["exit"] == 3 and got["verdict"] == "unreadable", got
    assert summary("-", stdin=b"")["exit"] == 3
    assert summary("-", stdin=UNSIGNED + b"www TXT ( \"open\n")["exit"] == 3
    assert summary("-o", "other.", "-", stdin=UNSIGNED)["exit"] == 3
    assert summary("--max-input", "1k", *ROOT)["exit"] == 3
    with open(os.path.join(EXAMPLES, "root-2026073102.zone.gz"), "rb") as zone:
        assert summary("-", stdin=zone.read()[:-1000])["exit"] == 3
    assert summary(*AT, "--ds", "no-such-file", "broken.zone")["exit"] == 3


def a_relative_owner_without_origin_is_a_usage_error():
    expect(2, "check", "-", stdin=b"@ 3600 SOA a. b. 1 2 3 4 5\n", says="--origin")


def limits_end_in_exit_4():
    assert summary("--max-memory", "1k", *ROOT)["exit"] == 4
    assert summary("--deadline", "0s", *ROOT)["exit"] == 4


def usage_errors_are_exit_2_with_a_hint():
    expect(2, says="zoneproof --help")
    expect(2, "chekc", says="Did you mean check?")
    expect(2, "check", says="ZONEFILE")
    expect(2, "check", "--selcet", "dnssec", "x", says="Did you mean --select?")
    expect(2, "check", "--no-such-option", "x", says="zoneproof check --help")
    expect(2, "check", "--baseline", "f", "x")
    expect(2, "check", "--select", "rrsig-invald", "x", says="rrsig-invald")
    expect(2, "check", "one", "two")
    for option, value in (("--at", "soon"), ("--at", "now..-1h"), ("-j", "0"), ("-j", "x"), ("--max-memory", "4X"),
                          ("--max-input", "-1"), ("--deadline", "5y"), ("--default-ttl", "1y"),
                          ("--format", "xml"), ("--fail-on", "always"), ("--color", "maybe"), ("--engine", "gpu"),
                          ("--max-per-rule", "-1"), ("-o", "a..b"), ("--rules-as-of", "then")):
        expect(2, "check", option, value, "broken.zone", says=value)
    expect(2, "check", "--default-ttl", "2147483648", "broken.zone", says="2147483647")
    expect(2, "explain", "rrsig-invaldi", says="Did you mean rrsig-invalid?")
    expect(2, "rules", "-f", "xml")


def help_is_for_asking():
    expect(0, "--help", on_stdout="check")
    expect(0, "check", "--help", on_stdout="--require-signed")
    expect(0, "explain", "-h", on_stdout="RULE")


def the_catalogue_explains_itself():
    expect(0, "explain", "rrsig-invalid", on_stdout="RFC 4035")
    expect(0, "rules", on_stdout="rrsig-expired")
    expect(0, "version", on_stdout="Botan")


def relative_moments_may_begin_with_a_sign():
    expect(0, "check", "--at", "-7d", "--at=+24h", "-", stdin=UNSIGNED)


def results_that_cannot_be_written_are_no_proof():
    with open("/dev/full", "w") as full:
        for form in ("text", "concise", "json", "jsonl"):
            expect(4, "check", "-f", form, *ROOT, stdout=full, says="could not be written")
        expect(1, "check", *BROKEN, stdout=full, says="could not be written")
        expect(4, "rules", stdout=full)
        expect(4, "--help", stdout=full)


def a_closed_pipe_is_no_proof():
    reader, writer = os.pipe()
    os.close(reader)
    expect(4, "check", *ROOT, stdout=writer, says="could not be written")
    os.close(writer)


def closed_descriptors_do_not_swallow_results():
    with open(os.path.join(EXAMPLES, "broken.zone"), "rb") as zone:
        text = zone.read()
    for closed, name in ((">&-", "broken.zone"), ("<&- >&-", "broken.zone"), (">&- 2>&-", "-")):
        script = f'"$0" check --select syntax "$@" {closed}'
        run = subprocess.run(["/bin/sh", "-c", script, sys.argv[1], *AT, name], input=text, cwd=EXAMPLES,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        assert run.returncode == 4, (closed, run.returncode)


def output_does_not_depend_on_threads():
    for form in ("text", "concise", "json", "jsonl"):
        for zone in (ROOT, BROKEN):
            one = check("-j", "1", "-f", form, *zone)
            many = check("-j", "7", "-f", form, *zone)
            assert steady(one[1]) == steady(many[1]), form


def every_subject_is_listed_when_asked():
    code, out, _ = check("-f", "jsonl", "--max-per-rule", "0", *BROKEN)
    found = [json.loads(line) for line in out.splitlines()]
    bad = [f for f in found if f.get("rule") == "rrsig-invalid"]
    assert code == 1 and len(bad) == 16 and all(f["count"] == 1 and f["line"] for f in bad), len(bad)
    assert len({f["line"] for f in bad}) == 16
    few = [json.loads(x) for x in check("-f", "jsonl", "--max-per-rule", "3", *BROKEN)[1].splitlines()]
    assert [len(f["examples"]) for f in few if f.get("rule") == "rrsig-invalid"] == [3]
    lines = {(e["owner"], e["line"]) for f in few if f.get("rule") == "rrsig-invalid" for e in f["examples"]}
    assert lines <= {(f["owner"], f["line"]) for f in bad}, lines


def colour_is_for_terminals():
    plain = check(*BROKEN)[1]
    assert "\x1b" not in plain
    assert "\x1b" in check("--color", "always", *BROKEN)[1]
    assert "\x1b" in check(*BROKEN, env={"CLICOLOR_FORCE": "1"})[1]
    assert "\x1b" not in check(*BROKEN, env={"CLICOLOR_FORCE": "1", "NO_COLOR": "1"})[1]
    assert "\x1b" not in check("--color", "never", *BROKEN, env={"CLICOLOR_FORCE": "1"})[1]


def quiet_is_one_line():
    code, out, err = check("-q", *BROKEN)
    assert code == 1 and len(out.splitlines()) == 1 and "REJECTED" in out and err == "", (out, err)
    expect(2, "check", "-q", "-v", *BROKEN)


def standard_input_has_a_name():
    with open(os.path.join(EXAMPLES, "broken.zone"), "rb") as zone:
        text = zone.read()
    out = check("-f", "concise", "--stdin-name", "piped.zone", *BROKEN[:-1], "-", stdin=text)[1]
    from_file = check("-f", "concise", *BROKEN)[1]
    assert steady(out) == steady(from_file.replace("broken.zone:", "piped.zone:")), out


def the_digest_is_of_what_was_read():
    with open(os.path.join(EXAMPLES, "broken.zone"), "rb") as zone:
        text = zone.read()
    got = summary("--digest", *BROKEN)["files"]
    assert got == [{"file": "broken.zone", "sha256": hashlib.sha256(text).hexdigest(), "octets": len(text)}], got


def the_digest_is_said_in_every_format():
    for how in (["-q"], ["-f", "concise"], ["-f", "concise", "-q"], []):
        assert "sha256" in check("--digest", *how, *BROKEN)[1], how


def options_may_stand_behind_the_zone():
    zone = BROKEN[-1]
    for args in ([zone, *AT, "--ds", "broken.ds"], ["--ds", "broken.ds", zone, *AT], ["--ignore", "zonemd", zone, *AT]):
        assert check("-q", *args)[0] == 1, args
    expect(2, "check", *AT, zone, zone)
    expect(2, "check", "--ds", "broken.ds", zone, zone)


def what_was_not_checked_is_said_in_concise_too():
    code, out, _ = check("-f", "concise", *AT, "--ds", "broken.ds", "root-2026073102.zone.gz")
    assert code == 4 and ": unchecked: " in out and "[no-ds-for-zone]" in out, out


def a_bitmap_that_some_validators_refuse_is_never_proven():
    zone = UNSIGNED + b"www.example. NSEC \\# 7 01620000024000\n"
    code, out, _ = check("-f", "jsonl", "-o", "example.", "--select", "syntax", "-", stdin=zone)
    assert code == 1 and '"syntax-nsec-bitmap-order","severity":"error"' in out, out


def timings_are_no_results():
    code, out, err = check("--timings", *ROOT)
    assert code == 0 and "MB/s" in err and "signatures" in err and "MB/s" not in out, err
    for line in ("read", "scan", "parse", "build", "  load", "keys", "nsec3", "trust", "zonemd", "rules", "render", "all"):
        assert any(x.startswith(line) for x in err.splitlines()), (line, err)


def names_and_text_of_a_zone_cannot_steer_the_terminal():
    hostile = UNSIGNED + b"\x1b[31mred.example. 60 A 192.0.2.300\x1b]0;x\x07\nexample. 60 BOGUS \xff\xfe \xe2\x80\xae\n"
    for form in ("text", "concise", "json", "jsonl"):
        code, out, _ = check("-f", form, "-", stdin=hostile)
        assert code == 1 and "\x1b" not in out and "\x07" not in out and "\u202e" not in (out if form == "text" else ""), out


def it_can_be_interrupted():
    process = subprocess.Popen([sys.argv[1], "check", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdin.write(UNSIGNED)
    process.stdin.flush()
    process.terminate()
    assert process.wait(10) != 0
    process.communicate()


run_tests([value for name, value in list(globals().items())
           if callable(value) and getattr(value, "__module__", "") == "__main__" and name not in ("check", "summary", "expect")])
