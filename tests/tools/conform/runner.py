"""zoneproof conform with adapters that hang, die, flood, answer nonsense, or are not there: the run goes on, the report
names it, the exit code tells. No implementation is needed, nor a network namespace."""
import json
import pathlib
import stat
import subprocess
import sys
import tempfile

ZONEPROOF = pathlib.Path(sys.argv[1]).resolve()
passed = failed = 0


def check(what, is_so):
    global passed, failed
    passed, failed = passed + bool(is_so), failed + (not is_so)
    if not is_so:
        print("FAILED:", what)


DESCRIBE = {"v": 1, "version": "1.0", "ops": ["verify-zone"], "clock": "option"}
ADAPTER = """#!/usr/bin/env python3
import json, os, pathlib, sys, time
request = json.load(sys.stdin)
if request["op"] == "describe":
    print(json.dumps({describe}))
    sys.exit(0)
with open({calls!r}, "a") as log:
    log.write(request["origin"] + "\\n")
{body}
"""
VALID = 'print(json.dumps({"v": 1, "verdict": "valid"}))'


def case(folder, name, **more):
    path = folder / "cases" / "group" / name
    path.mkdir(parents=True)
    text = {"v": 1, "title": f"Case {name}", "recipe": {"base": "leaf-nsec"}, "zone": {"verdict": "valid"}, **more}
    (path / "case.json").write_text(json.dumps(text))


class Playground:
    def __init__(self, folder):
        self.folder = folder
        self.adapters = folder / "adapters"
        self.adapters.mkdir()
        self.calls = folder / "calls"
        self.calls.touch()

    def adapter(self, name, body, **describe):
        path = self.adapters / name
        path.write_text(ADAPTER.format(describe={**DESCRIBE, "name": name, **describe}, calls=str(self.calls), body=body))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def run(self, *arguments):
        return subprocess.run([ZONEPROOF, "conform", *arguments], cwd=self.folder, capture_output=True, text=True,
                              timeout=1800)

    def matrix(self, *arguments, patience="120"):  # far more than an answer takes on the slowest machine
        process = self.run("run", "--adapters", self.adapters, "--timeout", patience, "-f", "json", *arguments)
        try:
            cells = json.loads(process.stdout)["cells"]
        except ValueError:
            print(process.stdout, process.stderr)
            raise
        return process, {(cell["impl"], cell["case"], cell["subject"]): cell for cell in cells}


def failures(play):
    play.adapter("good", VALID)
    play.adapter("dies", "os.kill(os.getpid(), 11)")
    play.adapter("complains", "sys.exit('something is wrong')")
    play.adapter("floods", "while True: print('x' * 100000)")
    play.adapter("nonsense", "print('no JSON')")
    play.adapter("wrong", 'print(json.dumps({"v": 1, "verdict": "perhaps"}))')
    play.adapter("skips", 'print(json.dumps({"v": 1, "reason": "no mood"})); sys.exit(77)')
    play.adapter("mistaken", 'print(json.dumps({"v": 1, "verdict": "invalid"}))')
    play.adapter("clockless", VALID, clock="none")
    play.adapter("other-keys", VALID, algs=[5])
    (play.adapters / "absent").write_text('#!/bin/sh\necho \'{"v":1,"reason":"not installed"}\'\nexit 77\n')
    (play.adapters / "broken").write_text("#!/bin/sh\nexit 1\n")
    for name in ("absent", "broken"):
        (play.adapters / name).chmod(0o755)

    process, cells = play.matrix("--cases", "group/one")
    play.adapter("hangs", "time.sleep(600)")
    cells |= play.matrix("--cases", "group/one", "--adapter", "hangs", patience="2")[1]
    (play.adapters / "hangs").unlink()
    states = {name: (cell["state"], cell.get("reason", "")) for (name, _, _), cell in cells.items()}
    for name, want in {
            "good": ("pass", ""),
            "hangs": ("timeout", "no answer in time"),
            "dies": ("error", "killed by signal 11"),
            "complains": ("error", "exit code 1: something is wrong"),
            "floods": ("error", "too much output"),
            "nonsense": ("error", "the answer is no JSON"),
            "wrong": ("error", "/verdict: none of the words that may stand here"),
            "skips": ("skip", "no mood"),
            "mistaken": ("fail", "verdict"),
            "clockless": ("skip", "its clock cannot be set"),
            "other-keys": ("skip", "algorithm 13 is not supported"),
            "absent": ("skip", "not installed"),
            "broken": ("error", "exit code 1"),
    }.items():
        check(f"{name}: {states.get(name)}, not {want}", states.get(name) == want)
    check("cells that are open make exit 1", process.returncode == 1)


def known(play):
    entry = {"impl": "mistaken", "case": "group/*", "class": "policy", "reason": "it is strict"}
    (play.folder / "known.json").write_text(json.dumps([entry, {**entry, "impl": "good"}]))
    arguments = ["--adapter", "mistaken", "--adapter", "good", "--cases", "group/one", "--known", "known.json"]
    process, cells = play.matrix(*arguments)
    check("a known divergence", [cell["state"] for cell in cells.values()] == ["known", "fixed"])
    check("nothing open is exit 0", process.returncode == 0)
    check("strict: what is fixed must leave the list", play.matrix(*arguments, "--strict")[0].returncode == 1)
    (play.folder / "known.json").write_text("[{}]")
    process = play.run("run", "--adapters", play.adapters, "--adapter", "good", "--known", "known.json")
    check("a list that is wrong is named", process.returncode == 3 and "/0/impl: missing" in process.stderr)


def resume(play):
    arguments = ["--adapter", "good", "--out", "out"]
    play.calls.write_text("")
    first, _ = play.matrix(*arguments)
    check("each case is asked once", len(play.calls.read_text().splitlines()) == 2)
    again, _ = play.matrix(*arguments)
    check("what is known is not asked again", len(play.calls.read_text().splitlines()) == 2)
    check("and says the same", first.stdout == again.stdout)
    (play.folder / "out/results/good/group/two.json").write_text('{"adapter"')
    play.matrix(*arguments)
    check("a result that is damaged is asked again", len(play.calls.read_text().splitlines()) == 3)
    zone = play.folder / "corpus/cases/group/one/zone.db"
    zone.write_text(zone.read_text() + "\n")
    play.matrix(*arguments)
    check("a case that has changed is asked again", len(play.calls.read_text().splitlines()) == 4)
    play.adapter("good", VALID, version="2.0")
    play.matrix(*arguments)
    check("another version is asked again", len(play.calls.read_text().splitlines()) == 6)


def formats(play):
    play.adapter("good", VALID, version="1.0")
    process = play.run("run", "--adapters", play.adapters, "--adapter", "good", "--adapter", "mistaken", "--cases",
                       "group/one", "--out", "reports", "-f", "matrix", "-f", "tap", "-f", "junit", "-f", "html")
    golden = {
        "matrix.txt": MATRIX,
        "report.tap": TAP,
    }
    for name, want in golden.items():
        got = (play.folder / "reports" / name).read_text()
        check(f"{name}:\n{got}", got == want)
    check("the first format is printed", process.stdout == MATRIX)
    junit = (play.folder / "reports/junit.xml").read_text()
    check("JUnit counts", '<testsuite name="mistaken" tests="1" failures="1" errors="0" skipped="0">' in junit)
    html = (play.folder / "reports/report.html").read_text()
    check("one page, no script", html.startswith("<!DOCTYPE html>") and "<script" not in html and html.endswith("</html>\n"))
    check("colour is not the only sign", ">FAIL<" in html)


MATRIX = """\
                       group  pass  note known fixed  open  skip
good                     1/1     1     0     0     0     0     0
mistaken                 0/1     0     0     0     0     1     0

mistaken 1.0
  fail    group/one zone: wants valid, got invalid (verdict) - Case one
"""
TAP = """\
TAP version 14
1..2
ok 1 - good group/one zone
not ok 2 - mistaken group/one zone
# fail: wants valid, got invalid: verdict
"""


def ourselves(play):
    adapters = pathlib.Path(__file__).resolve().parents[3] / "tools/conform/adapters"
    process = play.run("run", "--adapters", adapters, "--adapter", "zoneproof", "--timeout", "60", "-f", "tap")
    check(f"our own verifier passes its cases: {process.stdout}", process.returncode == 0 and "\nok 2" in process.stdout)


def resolvers(play):
    """An adapter that resolves without asking anybody; with a namespace or without, there is a cell a query."""
    body = ('answers = [{"q": q["q"], "t": q["t"], "verdict": "secure", "ad": True} for q in request["queries"]]\n'
            'print(json.dumps({"v": 1, "answers": answers}))')
    body = body.replace('request["origin"]', '""')
    play.adapter("stub", body, ops=["resolve"], port=True)
    text = (play.adapters / "stub").read_text().replace('request["origin"]', '"stub"')
    (play.adapters / "stub").write_text(text)
    for arguments in ([], ["--bind", "127.0.0.1:0"], ["--isolation", "query"]):
        _, cells = play.matrix("--adapter", "stub", "--cases", "group/asked", *arguments)
        states = [(cell["state"], cell.get("reason", "")) for cell in cells.values()]
        allowed = [[("pass", ""), ("fail", "verdict")]]
        if not arguments or arguments[0] == "--isolation":
            allowed.append([states[0]] * 2 if "namespace" in states[0][1] else None)
        check(f"a cell a query with {arguments}: {states}", states in allowed)


def mistakes(play):
    check("no such adapter", play.run("run", "--adapter", "none", "--adapters", play.adapters).returncode == 2)
    arguments = ["run", "--adapter", "good", "--adapters", play.adapters, "--cases", "group/one", "--out"]
    (play.folder / "occupied").write_text("")
    (play.folder / "closed/results").mkdir(parents=True)
    (play.folder / "closed/results/good").write_text("")
    for out, exit_code, says in [("occupied", 2, "--out: 'occupied' is no folder"),
                                 ("occupied/below", 2, "--out: 'occupied/below': Not a directory"),
                                 ("closed", 1, "good/group/one.json: cannot be written")]:
        process = play.run(*arguments, out)
        check(f"results that cannot be kept in {out}: {process.returncode} {process.stderr}",
              process.returncode == exit_code and says in process.stderr)
    check("a file where results should go stays", (play.folder / "occupied").read_text() == "")
    check("no such corpus", play.run("run", "--corpus", "nowhere").returncode == 3)
    (play.folder / "corpus/cases/group/one/case.json").write_text('{"v":1')
    process = play.run("list")
    check("a malformed case is named", process.returncode == 3 and "one/case.json" in process.stderr)
    check("and the others are listed", "group/two" in process.stdout)


with tempfile.TemporaryDirectory() as name:
    play = Playground(pathlib.Path(name))
    corpus = play.folder / "corpus"
    case(corpus, "one")
    case(corpus, "two")
    subprocess.run([ZONEPROOF, "corpus", "build"], cwd=play.folder, check=True, capture_output=True)
    ourselves(play)
    failures(play)
    known(play)
    resume(play)
    formats(play)
    case(corpus, "asked", queries=[{"q": "www A", "verdict": "secure"}, {"q": "nx A", "verdict": "bogus"}])
    subprocess.run([ZONEPROOF, "corpus", "build"], cwd=play.folder, check=True, capture_output=True)
    resolvers(play)
    mistakes(play)
print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0)
