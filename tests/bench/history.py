#!/usr/bin/env python3
"""What a history costs: `rollover --history` over many versions, and `record` beside `check`.

usage: history.py BENCH ZONEPROOF [VERSIONS [NAMES]]        default: 1,000 versions, 100,000 names

The versions are of a zone that changes its ZSK every 50 versions, each signed anew and recorded. A recorded version is a
summary, who signs what and for how long: its length does not grow with the zone, so that the versions of a small zone cost
what those of a large one do. `record` and `check` run on a zone that BENCH makes, with algorithm 13, by turns; the best of
three counts, for other load only ever adds.
"""
import datetime
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
START = datetime.datetime(2026, 1, 6)
ROUNDS = 3
KEYS = [{"role": "ksk"}, {"role": "zsk"}, {"role": "zsk"}]


def spent(command):
    """Exit code and user CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE).returncode
    return code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def make_version(zoneproof, folder, number):
    idle = 1 + number // 50 % 2
    keys = [{**key, "signs": "nothing"} if at == idle else key for at, key in enumerate(KEYS)]
    serial = {"op": "set", "owner": "@", "type": "SOA", "field": "serial", "value": 1 + number, "resign": "none"}
    case = {"v": 1, "title": "history", "cites": ["RFC6781#4.1"], "zone": {"verdict": "valid"}, "queries": [],
            "recipe": {"base": "leaf-nsec", "keys": keys, "mutations": [serial, {"op": "resign"}]}}
    recipe = os.path.join(folder, "case.json")
    with open(recipe, "w") as file:
        json.dump(case, file)
    subprocess.run([zoneproof, "corpus", "from-recipe", "--corpus", os.path.join(ROOT, "corpus"), "--out", folder, recipe],
                   check=True, stdout=subprocess.DEVNULL)


def grade(zoneproof, work, versions):
    history = os.path.join(work, "history")
    for number in range(versions):
        make_version(zoneproof, work, number)
        at = (START + datetime.timedelta(minutes=30 * number)).strftime("%Y%m%d%H%M%S")
        subprocess.run([zoneproof, "record", "-q", "--history", history, "--published-at", at,
                        "--ds", os.path.join(work, "parent.ds"), os.path.join(work, "zone.db")],
                       check=True, stdout=subprocess.DEVNULL)
    at = (START + datetime.timedelta(minutes=30 * versions)).strftime("%Y%m%d%H%M%S")
    size = sum(os.path.getsize(os.path.join(history, name)) for name in os.listdir(history))
    runs = []
    for _ in range(ROUNDS):
        began = time.monotonic()
        code, user = spent([zoneproof, "rollover", "--history", history, "--at", at])
        runs.append((time.monotonic() - began, user, code))
    wall, user, code = min(runs)
    print(f"rollover --history, {versions} versions, {size} octets: exit {code}, {wall:.3f} s wall, {user:.3f} s user",
          flush=True)


def compare(bench, zoneproof, work, names):
    zone = os.path.join(work, "large")
    with open(zone, "wb") as file:
        subprocess.run([bench, "zone", str(names), "13"], stdout=file, check=True)
    best = {}
    for number in range(ROUNDS):
        for command in ("check", "record"):
            more = ["--history", os.path.join(work, f"large-{number}"), "--published-at", "20250101000000"] \
                if command == "record" else ["--at", "20250101000000"]
            code, user = spent([zoneproof, command, "-q", *more, zone])
            best[command] = min(best.get(command, (user, code)), (user, code))
    (check, _), (record, code) = best["check"], best["record"]
    print(f"{names} names: check {check:.2f} s user, record {record:.2f} s user, exit {code}: "
          f"{(record / check - 1) * 100:+.1f} %", flush=True)


def main():
    bench, zoneproof = map(os.path.abspath, sys.argv[1:3])
    versions, names = [*map(int, sys.argv[3:]), *(1000, 100000)[len(sys.argv) - 3:]]
    with tempfile.TemporaryDirectory() as work:
        compare(bench, zoneproof, work, names)
        grade(zoneproof, work, versions)


if __name__ == "__main__":
    main()
