"""What the adapters share: one JSON request on standard input, one JSON answer on standard output.

An adapter calls main() with what it says of itself and a function for each operation. Only the standard library
is used. Protocol: docs/conformance.md.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import time

# What zone checkers are about: families of rules, and single rules. A fault beyond that is no divergence.
SIGNATURES = ["syntax", "dnskey", "rrsig", "expiry", "denial"]
STRUCTURE = ["syntax", "caa-tag-syntax", "loc-range", "svcb-params-order", "svcb-mandatory", "svcb-no-default-alpn", "zone-soa-missing",
             "zone-soa-multiple", "zone-soa-not-apex", "zone-ns-missing", "zone-out-of-zone-data", "zone-rrset-ttl-mismatch",
             "zone-cname-and-other", "zone-cname-multiple", "zone-cname-at-apex", "zone-dname-multiple", "zone-dname-with-cname",
             "zone-dname-with-ns", "zone-dname-descendants", "zone-ns-is-address", "zone-ns-target-alias",
             "zone-ns-target-no-address", "deleg-ds-at-apex", "deleg-ds-without-ns", "deleg-glue-missing"]
PLACES = os.environ.get("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin"


def answer(**members):
    json.dump({"v": 1, "status": "ok", **members}, sys.stdout)
    sys.exit(0)


def skip(reason):
    json.dump({"v": 1, "status": "skip", "reason": reason}, sys.stdout)
    sys.exit(77)


def find(name):
    """The path of a program, or the end: what is not installed is skipped."""
    return shutil.which(name, path=PLACES) or skip("not installed")


def run(argv, request=None, shim=False, **more):
    """Runs a program to its end, below the clock shim when asked to."""
    environment = dict(os.environ)
    if shim:
        environment.update(clock(request))
    timeout = (request or {}).get("timeout") or 20
    if request and "zone" in request:  # $INCLUDE names files beside the zone
        more.setdefault("cwd", os.path.dirname(request["zone"]))
    try:
        return subprocess.run(argv, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace", timeout=timeout, **more)
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"{argv[0]}: no end within {timeout} s\n")
        time.sleep(3600)  # the runner's patience is the same: it says that time was up


def clock(request):
    """The environment that moves a program's clock to the time of the case."""
    return {"LD_PRELOAD": request["shim"], "ZONEPROOF_CLOCK": str(request["time"])}


def version(argv, pattern=r"(\d+\.\d+[\w.]*)"):
    """The first version number that a program prints."""
    match = re.search(pattern, run(argv).stdout)
    return match[1] if match else "unknown"


def stamp(request):
    """The time of the case as YYYYMMDDHHMMSS."""
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(request["time"]))


def verdict_by_exit(process, findings=(), unsigned=None):
    """Zone checkers say by their exit code whether they are content, some in words that a zone is unsigned."""
    if process.returncode < 0:
        sys.stderr.write(process.stdout[-2000:])
        sys.exit(f"killed by signal {-process.returncode}")
    verdict = "valid" if process.returncode == 0 else "invalid"
    if unsigned and unsigned in process.stdout:
        verdict = "insecure"
    answer(verdict=verdict, exit=process.returncode, findings=list(findings),
           messages=process.stdout.splitlines()[:20])


def has_records(path):
    """A DS file of an unsigned zone holds no more than a comment."""
    with open(path, encoding="ascii") as lines:
        return any(line.strip() and not line.startswith(";") for line in lines)


def anchors(request):
    """The trust anchors as (key tag, algorithm, digest type, digest)."""
    found = []
    with open(request["anchors"], encoding="ascii") as lines:
        for line in lines:
            words = line.split()
            if "DS" in words:
                at = words.index("DS")
                found.append((words[at + 1], words[at + 2], words[at + 3], "".join(words[at + 4:]).upper()))
    return found


def write(request, name, text):
    """A file in the folder that is ours alone. Returns its path."""
    path = os.path.join(request["dir"], name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def hints(request):
    name, address, _ = request["hints"][0]
    return write(request, "hints.zone", f". 3600000 IN NS {name}\n{name} 3600000 IN A {address}\n")


def resolve_each(request, ask):
    """For programs that are asked one query each: ask(name, type) gives the members of its answer."""
    answers = []
    for query in request["queries"]:
        began = time.monotonic()
        said = ask(query["q"], query["t"])
        answers.append({"q": query["q"], "t": query["t"], "ms": int((time.monotonic() - began) * 1000), **said})
    answer(answers=answers)


def main(describe, **operations):
    request = json.load(sys.stdin)
    op = request.get("op", "")
    if op == "describe":
        answer(ops=[name.replace("_", "-") for name in operations], **describe())
    operation = operations.get(op.replace("-", "_"))
    if operation is None:
        skip(f"cannot {op}")
    operation(request)
