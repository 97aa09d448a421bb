#!/usr/bin/env python3
"""End to end: CPU seconds, wall seconds and memory of `zoneproof check`, and the CPU time of each pass.

usage: end_to_end.py BENCH ZONEPROOF [ZONE...]

Without zones, of some that BENCH makes: 1,000 and 10,000 names, algorithms 13, 15 and 8. Each is run three times with
-j1 and with all cores; the best figures are shown, other load only ever adds.
"""
import os
import re
import subprocess
import sys
import tempfile

ROUNDS = 3
MADE = [(1000, 13), (10000, 13), (10000, 15), (2000, 8)]


def run(zoneproof, zone, jobs):
    """Exit code, CPU s, wall s and RSS in MB of one run, and seconds by pass from --timings."""
    command = [zoneproof, "check", "--at", "20250101000000", "-j", str(jobs), "--timings", "-q", zone]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    passes = {w[0]: float(w[1]) for w in (line.split() for line in told.splitlines()) if len(w) > 1 and is_number(w[1])}
    wall = float(re.search(r"([\d.]+) s wall", told)[1])
    return process.returncode, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, passes


def is_number(word):
    return re.fullmatch(r"\d+\.\d+", word) is not None


def show(zoneproof, zone, name):
    records = sum(1 for _ in open(zone, "rb"))
    for jobs in (1, os.cpu_count()):
        runs = [run(zoneproof, zone, jobs) for _ in range(ROUNDS)]
        cpu, wall, rss = min(r[1] for r in runs), min(r[2] for r in runs), max(r[3] for r in runs)
        print(f"{name}  -j{jobs}  exit {runs[0][0]}: {cpu:.3f} s CPU, {wall:.3f} s wall, {rss:.0f} MB; "
              f"{cpu / records * 1e6:.2f} us and {rss * 2**20 / records:.0f} octets a record", flush=True)
        passes = min(runs, key=lambda r: r[1])[4]
        print("    " + ", ".join(f"{p} {s:.3f}" for p, s in passes.items() if s >= 0.0005), flush=True)


def main():
    bench, zoneproof, *zones = sys.argv[1:]
    for zone in zones:
        show(zoneproof, zone, os.path.basename(zone))
    with tempfile.TemporaryDirectory() as folder:
        for names, algorithm in [] if zones else MADE:
            zone = os.path.join(folder, "zone")
            with open(zone, "wb") as file:
                subprocess.run([bench, "zone", str(names), str(algorithm)], stdout=file, check=True)
            show(zoneproof, zone, f"{names} names, algorithm {algorithm}")


if __name__ == "__main__":
    main()
