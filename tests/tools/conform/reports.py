"""The reports of `zoneproof conform run` on what scripted.py says of two small cases: every state that does not depend on
time, and words that would be markup."""
import html.parser
import json
import os
import re
import tempfile
import xml.etree.ElementTree as ElementTree

from program import ROOT, zoneproof

FORMATS = {"matrix": "matrix.txt", "tap": "report.tap", "junit": "junit.xml", "json": "report.json", "html": "report.html"}
ROLES = ["exact", "careless", "strict", "moody", "resolver", "absent"]
CASES = {
    "healthy/plain": {"title": "Nothing is wrong", "cites": ["RFC4035#5"], "zone": {"verdict": "valid"},
                      "queries": [{"q": "www A", "verdict": "secure", "ad": True}, {"q": "none A", "verdict": "secure"}]},
    "broken/lost": {"title": "RRSIG(A) of <www> & \"no other\" is gone", "cites": ["RFC4035#2.2"],
                    "recipe": {"mutations": [{"op": "drop", "owner": "www", "sig": "A"}]},
                    "zone": {"verdict": "invalid", "findings": [{"rule": "rrsig-missing", "owner": "www", "type": "A"}]},
                    "queries": [{"q": "www A", "verdict": "bogus", "ede": [10]}]},
}
KNOWN = [{"impl": "strict", "case": "healthy/*", "class": "policy", "reason": "it wants <two> keys & a \"parent\" #1"},
         {"impl": "exact", "case": "healthy/plain", "class": "unsupported", "reason": "what it could not do before 1.0"}]
ADAPTER = "tests/tools/conform/scripted.py"


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file)


def steady(text):
    """Without the program's version and what depends on every octet of the cases."""
    return re.sub(r"zoneproof \d[\w.+-]*", "zoneproof VERSION", re.sub(r"\b[0-9a-f]{64}\b", "DIGEST", text))


def printed():
    """File name to text, of one run in all formats."""
    with tempfile.TemporaryDirectory() as folder:
        for name, case in CASES.items():
            write(os.path.join(folder, "cases", name, "case.json"), {"v": 1, **case})
        write(os.path.join(folder, "divergence.json"), KNOWN)
        code, _, err = zoneproof("corpus", "build", "--corpus", folder)
        assert code == 0, err
        out = os.path.join(folder, "out")
        # A loopback address instead of a network namespace, which not every machine allows.
        arguments = ["--corpus", folder, "--bind", "127.0.0.1:0", "--timeout", "120", "--out", out]
        for role in ROLES:
            arguments += ["--adapter", f"{role}={ADAPTER} {role}"]
        for form in FORMATS:
            arguments += ["-f", form]
        code, text, err = zoneproof("conform", "run", *arguments, cwd=ROOT)
        assert code == 1 and err == "", (code, err)
        reports = {}
        for name in FORMATS.values():
            with open(os.path.join(out, name), encoding="utf-8") as file:
                reports[name] = file.read()
    assert text == reports["matrix.txt"], text
    return {name: steady(report) for name, report in reports.items()}


class Page(html.parser.HTMLParser):
    """Every element that is opened is closed, in order; the rows are counted by class."""

    def __init__(self, text):
        super().__init__()
        self.open, self.rows = [], []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        assert tag != "script" and not any(name.startswith("on") for name, _ in attrs), (tag, attrs)
        if tag != "meta":
            self.open.append(tag)
        if tag == "tr" and "class" in dict(attrs):
            self.rows.append(dict(attrs)["class"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag


def states_of(report):
    return [cell["state"] for cell in json.loads(report)["cells"]]


def nothing_steers_a_terminal(reports):
    for name, report in reports.items():
        assert report.replace("\n", "").isascii() and report.replace("\n", "").isprintable(), name


def json_is_whole_and_holds_every_state(reports):
    assert set(states_of(reports["report.json"])) == {"pass", "fail", "note", "known", "fixed", "skip", "error"}, reports


def junit_is_xml_that_counts_what_it_holds(reports):
    suites = ElementTree.fromstring(reports["junit.xml"].encode()).findall("testsuite")
    assert [suite.get("name") for suite in suites] == ROLES
    for suite in suites:
        for count, kind in {"tests": "testcase", "failures": "testcase/failure", "errors": "testcase/error",
                            "skipped": "testcase/skipped"}.items():
            assert int(suite.get(count)) == len(suite.findall(kind)), (suite.get("name"), count)
    assert sum(int(suite.get("tests")) for suite in suites) == len(states_of(reports["report.json"]))


def html_is_closed_and_has_a_row_for_each_cell(reports):
    states = [state for state in states_of(reports["report.json"]) if state != "skip"]
    assert sorted(Page(reports["report.html"]).rows) == sorted(states), states


def tap_numbers_its_points(reports):
    points = re.findall(r"^(?:not )?ok (\d+) - ", reports["report.tap"], re.MULTILINE)
    count = len(states_of(reports["report.json"]))
    assert f"\n1..{count}\n" in reports["report.tap"] and [int(x) for x in points] == list(range(1, count + 1)), points


FORMS = [nothing_steers_a_terminal, json_is_whole_and_holds_every_state, junit_is_xml_that_counts_what_it_holds,
         html_is_closed_and_has_a_row_for_each_cell, tap_numbers_its_points]
