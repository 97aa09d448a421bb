"""Golden outputs: what zoneproof prints for the cases below, compared with tests/golden/NAME.FORMAT, the reports of
`conform run` in tests/golden/conform, and the pages in docs/rules.

Usage: golden.py [--bless] ZONEPROOF        --bless rewrites the files; read the difference before committing it
"""
import difflib
import os
import shutil
import sys
import tempfile

TOOLS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tools")
sys.path[:0] = [TOOLS, os.path.join(TOOLS, "conform")]
bless = "--bless" in sys.argv
sys.argv = [x for x in sys.argv if x != "--bless"]
import reports  # noqa: E402
from program import AT, ROOT, run_tests, steady, zoneproof  # noqa: E402

GOLDEN = os.path.join(ROOT, "tests", "golden")
FORMATS = ("text", "concise", "json", "jsonl")
# name: arguments, in corpus/examples; zones of tests/golden are given from there
CHECKS = {
    "root": [*AT, "--ds", "root.ds", "root-2026073102.zone.gz"],
    "broken": [*AT, "--ds", "broken.ds", "broken.zone"],
    "expired": ["--at", "20260820000000", "--max-per-rule", "2", "--ds", "broken.ds", "broken.zone"],
    "two-moments": [*AT, "--at", "20260820000000", "--select", "expiry", "--max-per-rule", "1", "broken.zone"],
    "syntax": [*AT, "../../tests/golden/syntax.zone"],
    "unsigned": [*AT, "../../tests/golden/unsigned.zone"],
    "no-soa": [*AT, "../../tests/golden/no-soa.zone"],
    "missing": [*AT, "no-such.zone"],
    "missing-ds": [*AT, "--ds", "no-such.ds", "broken.zone"],
    "narrowed": [*AT, "--select", "syntax,zone", "--ds", "broken.ds", "broken.zone"],
    "require-signed": [*AT, "--require-signed", "--select", "syntax", "../../tests/golden/unsigned.zone"],
    "listed": [*AT, "--max-per-rule", "0", "../../tests/golden/syntax.zone"],
    "cut": [*AT, "../../tests/golden/cut.zone"],
}
ROOT_ZONE = ["--ds", "root.ds", "root-2026073102.zone.gz"]
PAST = "../../tests/golden/rollover"  # a ZSK rollover, recorded: published, put to use, and next removed
CHAIN = ["chain", "--at", "20260115000000", "--anchor", "chain/root.ds"]
OTHERS = {"explain.text": ["explain", "rrsig-invalid"], "explain-family.text": ["explain", "zonemd"],
          "margin.text": ["margin", *AT, *ROOT_ZONE],
          "margin.json": ["margin", "-f", "json", *AT, "--at", "2026-08-11", "--resign-stops-at", "2026-09-01", *ROOT_ZONE],
          "margin-policy.text": ["margin", "--policy", "../../tests/golden/policy.toml", "--at", "2026-08-05T12:00Z..2026-08-09",
                                 "--resign-stops-at", "2026-09-01", *ROOT_ZONE],
          "margin-broken.text": ["margin", *AT, "--ds", "broken.ds", "broken.zone"],
          "margin-unsigned.text": ["margin", *AT, "../../tests/golden/unsigned.zone"],
          "chain.text": [*CHAIN, "chain/root.zone", "chain/example.zone", "chain/leaf.zone"],
          "chain-gap.text": [*CHAIN, "chain/root.zone", "chain/leaf.zone"],
          "chain-root.text": ["chain", *AT, "--pin", "38696", "root-2026073102.zone.gz"],
          "anchors.text": ["anchors", "--at", "2026-08-01", "root.ds", "chain/root.ds"],
          "simulate5011.text": ["simulate5011", "--history", "root", "--anchor", "19036", "--start", "2017-01-01"],
          "simulate5011-publisher.text": ["simulate5011", "--history", "root", "--publisher"],
          "keys.text": ["keys", *AT, *ROOT_ZONE], "keys-broken.text": ["keys", *AT, "--ds", "broken.ds", "broken.zone"],
          "rollover.text": ["rollover", *AT, *ROOT_ZONE], "rollover-broken.text": ["rollover", *AT, "--ds", "broken.ds", "broken.zone"],
          **{f"rollover-{name}.text": ["rollover", "--history", PAST, "--at", at, *candidate] for name, at, *candidate in (
              ("not-yet", "20260115003000"), ("ready", "20260115030000"), ("unsafe", "20260115003000", PAST + "/removed.zone"))},
          "keys-not-yet.text": ["keys", "--history", PAST, "--at", "20260115003000", PAST + "/replaced.zone"],
          "keys-ready.text": ["keys", "--history", PAST, "--at", "20260115030000", PAST + "/replaced.zone"],
          "keys-unknown.text": ["keys", "--at", "20260115003000", PAST + "/replaced.zone"],
          "plan-unsafe.text": ["plan", "../../tests/golden/plan-unsafe.toml"],
          "plan.text": ["plan", "../../tests/golden/plan.toml"],
          "plan-lost.text": ["plan", "--inoperable", "ksk", "../../tests/golden/plan.toml"]}
PAGES = os.path.join(ROOT, "docs", "rules")


def compare(path, text):
    if bless:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return
    with open(path, encoding="utf-8") as file:
        expected = file.read()
    difference = difflib.unified_diff(expected.splitlines(), text.splitlines(), "expected", "printed", lineterm="")
    assert text == expected, "\n" + "\n".join(list(difference)[:60])


def golden(name, arguments):
    def test():
        code, out, err = zoneproof(*arguments)
        text = steady(out) + "".join(f"# stderr: {line}\n" for line in err.splitlines()) + f"# exit {code}\n"
        compare(os.path.join(GOLDEN, name), text)
    test.__name__ = name
    return test


def pages_of_the_rules():
    with tempfile.TemporaryDirectory() as folder:
        assert zoneproof("rules", "--pages", folder)[0] == 0
        if bless:
            shutil.rmtree(PAGES, ignore_errors=True)
            shutil.copytree(folder, PAGES)
        assert sorted(os.listdir(folder)) == sorted(os.listdir(PAGES)), "docs/rules has other pages: tools/bless"
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), encoding="utf-8") as page:
                compare(os.path.join(PAGES, name), page.read())


def reports_of_conform():
    printed = reports.printed()
    for is_well_formed in reports.FORMS:
        is_well_formed(printed)
    for name, text in printed.items():
        compare(os.path.join(GOLDEN, "conform", name), text)


tests = [golden(f"{name}.{form}", ["check", "-f", form, *args]) for name, args in CHECKS.items() for form in FORMATS]
run_tests(tests + [golden(name, args) for name, args in OTHERS.items()] + [reports_of_conform, pages_of_the_rules])
