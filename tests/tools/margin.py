"""zoneproof margin from outside: grades and exit codes, policies, what is said when something is wrong.

Usage: margin.py ZONEPROOF
"""
import json
import os
import tempfile

from program import AT, run_tests, zoneproof

ROOT = ["--ds", "root.ds", "root-2026073102.zone.gz"]


def margin(*args, **more):
    return zoneproof("margin", *args, **more)


def figures(*args):
    code, out, err = margin("-f", "json", *args)
    document = json.loads(out)
    assert document["exit"] == code, (code, document["exit"], err)
    return document


def expect(code, *args, says):
    got, out, err = margin(*args)
    assert got == code, f"{args}: exit {got}, not {code}: {out[-300:]} {err[-300:]}"
    assert says in out + err, f"{args}: {says!r} is not in {out[-1000:]!r} {err!r}"


def policy(text):
    file = tempfile.NamedTemporaryFile("w", suffix=".toml")
    file.write(text)
    file.flush()
    return file


# The root zone's signatures end 2026-08-13T20:00:00Z, that of its keys a week later. Its NS are cached for 6 days: with 3 days
# to react they are URGENT from 9 d 5 min before that on, which at the apex counts as CRITICAL.
def grades_become_worse_as_time_goes_by():
    for moment, grade, code in (("20260801060000", "OK", 0), ("20260804195500", "OK", 0), ("20260804195501", "CRITICAL", 1),
                                ("20260813195959", "CRITICAL", 1), ("20260813200000", "EXPIRED", 1), ("20260901000000", "EXPIRED", 1),
                                ("20260730000000", "EXPIRED", 1)):
        got = figures("--at", moment, *ROOT)
        assert (got["grade"], got["exit"]) == (grade, code), (moment, got["grade"], got["exit"])


def the_first_end_and_the_deadlines_are_to_the_second():
    got = figures(*AT, *ROOT)["moments"][0]
    assert got["first_expiry"] == {"at": "2026-08-13T20:00:00Z", "left": 1087200, "owner": ".", "type": "NS"}, got["first_expiry"]
    assert got["deadlines"]["hard"]["at"] == "2026-08-13T19:55:00Z", got["deadlines"]
    # NS of the root: 6 days of TTL
    assert got["deadlines"]["republish"]["at"] == "2026-08-07T19:55:00Z", got["deadlines"]
    assert got["deadlines"]["reaction"] == got["deadlines"]["operator"] == "2026-08-10T19:55:00Z", got["deadlines"]


def every_rrset_has_its_own_grade():
    # 4 d 8 h left: late for what is cached for a day, marginal for nothing, urgent for the NS
    got = figures("--at", "2026-08-09T12:00Z", *ROOT)["moments"][0]["grades"]
    assert got["LATE"] > 2700 and got["CRITICAL"] == 1 and got["OK"] == 1, got


def the_worst_moment_decides():
    got = figures(*AT, "--at", "2026-08-12", *ROOT)
    assert got["grade"] == "CRITICAL" and [m["grade"] for m in got["moments"]] == ["OK", "CRITICAL"], got["grade"]
    got = figures("--at", "20260801060000..20260814000000", *ROOT)
    assert got["grade"] == "EXPIRED" and got["moments"][0]["at"] == "2026-08-01T06:00:00Z/2026-08-14T00:00:00Z", got["moments"][0]["at"]


def a_working_calendar_moves_the_deadline():
    with policy('[calendar]\ntz = "+06:00"\nhours = "09:00-16:00"\nholidays = [2026-08-10, 2026-08-11]\n') as file:
        got = figures(*AT, "--policy", file.name, *ROOT)["moments"][0]["deadlines"]
        assert got["operator"] == "2026-08-07T10:00:00Z", got
        assert got["says"] == "deadline is Tue 2026-08-11 01:55 UTC+06:00; last working window closes Fri 2026-08-07 16:00; margin 6d04h", got
        expect(0, *AT, "--policy", file.name, *ROOT, says="last working window closes Fri 2026-08-07 16:00")
        expect(1, "--at", "2026-08-12", "--policy", file.name, *ROOT, says="missed by 4d14h")


def profiles_change_the_terms():
    assert figures(*AT, "--profile", "root", *ROOT)["policy"]["sig_refresh"] == 11 * 86400
    assert figures("--at", "2026-08-04", "--profile", "root", *ROOT)["grade"] == "URGENT"  # LATE, at the apex
    assert figures("--at", "2026-08-04", *ROOT)["grade"] == "OK"
    expect(2, *AT, "--profile", "roots", *ROOT, says="did you mean root?")


def a_policy_that_cannot_be_meant_is_a_usage_error_with_its_place():
    with policy("[times]\nreaktion = '1d'\n") as file:
        expect(2, *AT, "--policy", file.name, *ROOT, says=f"{file.name}:2:1: [times] has no key 'reaktion'; did you mean reaction?")
        got, _, err = zoneproof("check", *AT, "--policy", file.name, *ROOT)
        assert got == 2 and "did you mean reaction?" in err, (got, err)
    with policy("[times]\nsig_refresh = '20d'\n") as file:
        expect(2, *AT, "--policy", file.name, *ROOT, says=":2:15: sig_refresh, 20 d, must be shorter")
    expect(3, *AT, "--policy", "no-such.toml", *ROOT, says="no-such.toml: No such file")


def what_is_bogus_or_unknown_never_passes():
    assert figures(*AT, "--ds", "broken.ds", "broken.zone")["grade"] == "BOGUS"
    assert figures(*AT, "--ds", "broken.ds", "root-2026073102.zone.gz")["grade"] == "UNKNOWN"
    expect(4, *AT, "--ds", "broken.ds", "root-2026073102.zone.gz", says="says nothing about this zone")
    expect(4, *AT, "../../tests/golden/unsigned.zone", says="the zone is not signed")
    expect(4, *AT, "../../tests/golden/syntax.zone", says="UNKNOWN")
    expect(3, *AT, "no-such.zone", says="No such file")
    expect(3, *AT, "../../tests/golden/no-soa.zone", says="SOA")
    expect(4, *AT, "--deadline", "0s", "broken.zone", says="")
    expect(2, "--at", "yesterday", *ROOT, says="is no moment")
    expect(2, *ROOT, "--polici", "x", says="did you mean --policy?")


def figures_do_not_depend_on_threads():
    for form in ("text", "json"):
        one, many = (margin("-j", jobs, "-f", form, *AT, "--at", "2026-08-12", *ROOT) for jobs in ("1", "7"))
        assert one == many, form


def check_judges_expiry_by_the_policy():
    def found(*args):
        lines = [json.loads(x) for x in zoneproof("check", "-f", "jsonl", *args, *ROOT)[1].splitlines()]
        return {(x["rule"], x["severity"], x["count"]) for x in lines if x["t"] == "finding" and x["rule"].startswith("rrsig-")}
    assert ("rrsig-refresh-margin", "warning", 2791) not in found(*AT)
    with policy("[times]\nsig_validity = '13d'\nsig_refresh = '12d20h'\nresign_period = '1h'\n") as file:
        assert ("rrsig-refresh-margin", "warning", 2791) in found(*AT, "--policy", file.name)
    with policy("[signers]\nnext_ceremony = 2026-08-21\n") as file:
        assert not {x for x in found(*AT, "--policy", file.name) if x[0] == "rrsig-expires-before-ceremony"}
    with policy("[signers]\nnext_ceremony = 2026-08-22\n") as file:
        assert ("rrsig-expires-before-ceremony", "warning", 1) in found(*AT, "--policy", file.name)


def output_that_cannot_be_written_is_no_answer():
    if os.path.exists("/dev/full"):
        with open("/dev/full", "wb") as full:
            code, _, err = margin(*AT, *ROOT, stdout=full)
            assert code == 4 and "could not be written" in err, (code, err)


run_tests([value for name, value in list(globals().items())
           if callable(value) and getattr(value, "__module__", "") == "__main__" and name not in ("margin", "figures", "expect", "policy")])
