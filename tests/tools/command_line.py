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


def what_a_narrowed_run_did_not_check_has_no_figures():
    got = summary("--select", "syntax,zone", "--ignore", "zonemd-missing", *ROOT)
    assert got["rrsigs"] == {"total": 2792, "good": None, "bad": None, "unsupported": None}, got
    assert got["trust"] == "not-checked" and got["first_expiry"] is None, got
    assert got["left_out"] == ["delegation", "dnskey", "rrsig", "denial", "ds", "zonemd", "cds", "expiry", "resource"], got
    assert summary(*ROOT)["left_out"] == []
    out = check("--select", "syntax,zone", *ROOT)[1]
    for line in ("chain     not checked", "signed    2,792 signatures: not checked", "denial    not checked", "narrowed  "):
        assert "\n  " + line in out, (line, out)
    assert "first expiry not checked" in out and "0 good" not in out, out


def in_every_format(*args, says, **more):
    for form in ("text", "concise", "json", "jsonl"):
        out = check("-f", form, *args, **more)[1]
        assert says in " ".join(out.split()), (form, says, out[-1000:])


def the_report_says_why_nothing_was_judged():
    missing = [*AT, "--ds", "no-such.ds", "broken.zone"]
    in_every_format(*missing, says="no-such.ds: No such file")
    got = summary(*missing)
    assert got["trust"] == "not-checked" and got["reasons"][0]["cause"] == "ds-failed", got
    assert got["rrsigs"]["total"] == 55 and got["rrsigs"]["good"] is None, got
    in_every_format(*AT, "no-such.zone", says="no-such.zone: No such file")
    assert summary(*AT, "--ds", "root.ds", "no-such.zone")["trust"] == "not-checked"


def a_cut_or_a_limit_is_the_cause_not_what_came_of_it():
    with open(os.path.join(EXAMPLES, "root-2026073102.zone.gz"), "rb") as zone:
        cut = zone.read()[:2000]
    for args, text, says in (([*AT, "-"], cut, "standard input:"), (["--max-input", "20", *AT, "broken.zone"], b"", "limit of 20 octets")):
        in_every_format(*args, stdin=text, says=says)
        code, out, _ = check("-f", "jsonl", *args, stdin=text)
        assert code == 3 and "zone-soa-missing" not in out, out
        assert [x["cause"] for x in json.loads(out.splitlines()[-1])["reasons"]] == ["source-failed"], out
    assert summary("-", stdin=b"")["reasons"][0]["cause"] == "no-soa"


def a_text_cut_off_inside_an_entry_is_unreadable():
    zone = b"example. 60 SOA a. b. 1 2 3 4 5\nexample. 60 NS ns1.example.\nns1.example. 60 A 192.0.2.1\nns2.example. 60 NS ns3.example.\n"
    for end in range(len(zone) - len("ns2.example. 60 NS ns3.example.\n") + 1, len(zone) - 2):
        if zone[:end].endswith(b"ns3."):
            continue  # a record like any other
        got = summary("-", stdin=zone[:end])
        assert got["exit"] == 3 and [x["cause"] for x in got["reasons"]] == ["cut-off"], (zone[:end], got)
    in_every_format("-", stdin=zone[:-5], says="it was cut off")
    assert summary("-", stdin=zone[:-5] + b"\n")["reasons"][0]["cause"] == "no-origin"
    assert summary("-", stdin=zone)["exit"] != 3


def a_demand_that_is_not_met_is_said():
    for select in ([], ["--select", "syntax"], ["--deadline", "1d"]):
        got = summary("--require-signed", *select, "-", stdin=UNSIGNED)
        assert got["exit"] == 1 and got["verdict"] == "unsigned" and got["reasons"][0]["cause"] == "unsigned", got
    in_every_format("--require-signed", "-", stdin=UNSIGNED, says="--require-signed demands")


def limits_and_causes_are_told_as_they_are():
    code, out, _ = check("--max-memory", "1K", *ROOT)
    assert code == 4 and "limit of 1 KiB" in out and "0 MiB" not in out and "(1 place)" not in out, out
    assert "(1 place)" not in check("--ds", "broken.ds", *AT, "root-2026073102.zone.gz")[1]


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
    expect(2, "chekc", says="did you mean check?")
    expect(2, "check", says="ZONEFILE")
    expect(2, "check", "--selcet", "dnssec", "x", says="did you mean --select?")
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
    expect(2, "explain", "rrsig-invaldi", says="did you mean rrsig-invalid?")
    expect(2, "rules", "-f", "xml")


def values_of_options_are_hinted_at():
    for option, value, meant in (("--format", "jsn", "json"), ("--engine", "botam", "botan"), ("--color", "alway", "always"),
                                 ("--fail-on", "eror", "error"), ("--select", "rrsigg-*", "rrsig"), ("--ignore", "zonemb", "zonemd")):
        expect(2, "check", option, value, "broken.zone", says=f"did you mean {meant}?")
        expect(2, "check", f"{option}={value}", "broken.zone", says=f"did you mean {meant}?")
    expect(2, "rules", "-f", "json", says="--format: 'json' is none of jsonl, text; did you mean jsonl?")
    assert "did you mean" not in check("--format", "xml", "broken.zone")[2]


def help_says_what_options_take():
    text = " ".join(zoneproof("check", "--help")[1].split())
    for said in ("A..B", "2026-08-01", "- is standard input; repeat", "fingerprints of keys"):
        assert said in text, said
    expect(2, "check", "--at", "soon", "broken.zone", says="A..B")


def the_ds_may_come_from_standard_input():
    with open(os.path.join(EXAMPLES, "broken.ds"), "rb") as ds:
        records = ds.read()
    got = summary(*AT, "--ds", "-", "broken.zone", stdin=records)
    assert got["trust"] == "ds", got
    expect(2, "check", "--ds", "-", "-", stdin=records, says="standard input can be read once")
    expect(2, "check", "--ds", "-", "--ds", "-", "broken.zone", stdin=records, says="standard input can be read once")


def a_folder_that_is_not_there_is_a_usage_error():
    expect(2, "check", "--include-dir", "/nosuch", "broken.zone", says="--include-dir: '/nosuch' is no folder")
    expect(2, "check", "--include-dir", "broken.zone", "broken.zone", says="is no folder")


def help_is_for_asking():
    expect(0, "--help", on_stdout="check")
    expect(0, "check", "--help", on_stdout="--require-signed")
    expect(0, "explain", "-h", on_stdout="RULE")


def a_family_is_explained_by_its_rules():
    code, out, _ = zoneproof("explain", "zonemd")
    assert code == 0 and all(" zonemd" in " " + line for line in out.splitlines()), out
    listed = [line for line in zoneproof("rules")[1].splitlines() if line.split()[2] == "zonemd"]
    assert len(out.splitlines()) == len(listed) > 3, out
    expect(2, "explain", "zonmd", says="did you mean zonemd?")


def the_version_names_every_library():
    code, out, _ = zoneproof("version", "-f", "json")
    got = json.loads(out)
    names = [library["name"] for library in got["libraries"]]
    assert code == 0 and [x for x in names if x != "nettle"] == ["Botan", "Boost", "zlib", "zstd"], got
    text = zoneproof("version")[1]
    for library in got["libraries"]:
        assert all(word in text for word in library.values()), (library, text)


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


def listing_every_subject_changes_no_total():
    zone = UNSIGNED + b"".join(b"www%d.example. A 192.0.2.%d\n" % (i, i + 250) for i in range(20)) + b"x.example. TXT (\n one two )\nx A 1\n"
    for args, text in ((["-"], zone), (BROKEN, b"")):
        few = check(*args, stdin=text)[1].split("\n\n")
        all_ = check("--max-per-rule", "0", *args, stdin=text)[1].split("\n\n")
        assert steady("".join(few[-2:])) == steady("".join(all_[-2:])), (few[-2:], all_[-2:])
        one, each = summary(*args, stdin=text), summary("--max-per-rule", "0", *args, stdin=text)
        unsteady = {"elapsed_ms": 0, "at": 0}
        assert {**one, **unsteady} == {**each, **unsteady}, (one, each)
    # Of a zone with one finding each, the excerpts are the same; of more, each has its own.
    every = check("--max-per-rule", "0", "-", stdin=zone)[1]
    for i in range(6, 20):
        assert f"   |  www{i}.example. A 192.0.2.{i + 250}\n   |                  " in every, (i, every[:2000])
    assert every.count("= fix") == check("-", stdin=zone)[1].count("= fix"), every[:2000]


def a_flood_of_bad_lines_is_no_flood_of_memory():
    with open(sys.argv[1], "rb") as program:
        if b"__asan_init" in program.read():
            return  # a sanitizer's own memory is no concern here
    lines = 600_000
    with tempfile.NamedTemporaryFile("wb", suffix=".zone") as zone:
        zone.write(UNSIGNED + b"a A 192.0.2.256\n" * lines)
        zone.flush()
        for form in ("concise", "text"):
            script = f'import resource, subprocess; subprocess.run({[sys.argv[1], "check", "-f", form, "--max-per-rule", "0", zone.name]!r}, ' \
                     'stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)'
            used = int(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout) << 10
            assert used < 130 << 20, (form, used >> 20)


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
           if callable(value) and getattr(value, "__module__", "") == "__main__" and name not in ("check", "summary", "expect", "in_every_format")])
