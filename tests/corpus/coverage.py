"""The corpus against the catalogue of rules, and against the list of what it must show.

A rule is covered by two cases. One raises it: expected.json lists it among the findings. The other is its near miss: a zone
that was made to look like a breach of the rule and is none, which its author says by naming the rule in `forbid` of
case.json. What makes the word good: the zone is more than one of the base zones that have nothing special about them (its
recipe has mutations, keys, an algorithm, times or parameters of its own, or its name is part of the subject), and cases.py
fails when a rule that is forbidden is raised, infos too.
Rules that no case can raise stand in WITHOUT_CASE with the reason and the test that raises them.

Usage: coverage.py ZONEPROOF
"""
import fnmatch
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tools"))
from program import ROOT, run_tests, zoneproof  # noqa: E402

# Rule: why no zone raises it, the test that does, and words of that test.
WITHOUT_CASE = {
    "nsec3-hash-collision": ("no two names with one SHA-1 hash are known", "tests/verifier/nsec3_test.cpp",
                             "names with the same hash are a collision"),
    "rrsig-expires-before-ceremony": ("no case has a policy", "tests/rules/families/expiry_margins_test.cpp",
                                      "keys are signed until the next ceremony at least"),
}
# Rules that compare with what was published before: no case has a past. The test that the words are from asks that each is
# raised in one situation and spared in another.
NO_PAST = ("no case has a past", "tests/tools/rollover_rules.py", "every_rule_about_a_past_was_raised_and_spared")
for rule in """
    rollover-retire-early rollover-ksk-ds-wait rollover-prepublish-wait
    rollover-ds-change-early rollover-ds-missing-key rollover-go-insecure-order
    rollover-algorithm-order rollover-cds-early rollover-signer-flap
    rollover-keytag-reused rollover-key-reintroduced rollover-revoke-cleared
    rollover-rfc5011-holddown rollover-stale-key rollover-ready-ksk
    rollover-ready-zsk zone-soa-serial-not-advanced rollover-ttl-raised
    rollover-combined rollover-stalled rollover-denial-change
    rollover-double-signature-size rollover-delta
""".split():
    WITHOUT_CASE[rule] = NO_PAST
# What most cases start from; the others were made to come near something.
PLAIN_BASES = {"leaf-nsec3", "leaf-nsec", "leaf-unsigned", "plain-nsec3", "plain-nsec", "small"}
CORPUS = os.path.join(ROOT, "corpus")
SUBJECTS = [*map(str, range(1, 106)), "105b", *map(str, range(106, 229))]


def load(identity, name):
    with open(os.path.join(CORPUS, "cases", identity, name), encoding="utf-8") as file:
        return json.load(file)


ids = sorted(f"{group}/{name}" for group in os.listdir(os.path.join(CORPUS, "cases"))
             for name in os.listdir(os.path.join(CORPUS, "cases", group)))
rules = {json.loads(line)["rule"] for line in zoneproof("rules", "-f", "jsonl")[1].splitlines()}
expected = {identity: load(identity, "expected.json") for identity in ids}
raised = {identity: {row[0] for row in one["findings"]} for identity, one in expected.items()}
forbidden = {identity: set(one.get("forbid", [])) for identity, one in expected.items()}


def none(what, items):
    assert not items, f"{what}: {', '.join(sorted(items))}"


def every_rule_is_raised_by_a_case():
    none("no case raises", rules - set().union(*raised.values()) - set(WITHOUT_CASE))


def every_rule_has_a_near_miss():
    none("no case comes near and forbids", rules - set().union(*forbidden.values()) - set(WITHOUT_CASE))


def is_plain(case):
    recipe = case.get("recipe", {})
    return not set(recipe) - {"base"} and recipe.get("base", "leaf-nsec3") in PLAIN_BASES and "origin" not in case


def a_near_miss_is_more_than_a_base_zone():
    none("not one change", {i for i in ids if forbidden[i] and is_plain(load(i, "case.json"))})


def no_case_raises_what_it_forbids():
    none("both", {i for i in ids if raised[i] & forbidden[i]})


def cases_name_rules_of_the_catalogue():
    none("unknown", set().union(*raised.values(), *forbidden.values()) - rules)


def rules_without_a_case_are_raised_by_another_test():
    none("raised after all, or no rule", set(WITHOUT_CASE) & set().union(*raised.values()) | set(WITHOUT_CASE) - rules)
    for _, file, words in WITHOUT_CASE.values():
        with open(os.path.join(ROOT, file), encoding="utf-8") as text:
            assert words in text.read(), (file, words)


def octets_below(folder):
    return sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names)


def the_corpus_is_small_enough_to_be_vendored():
    assert octets_below(CORPUS) <= 20 << 20, octets_below(CORPUS)
    large = {i for i in ids if octets_below(os.path.join(CORPUS, "cases", i)) > 64 << 10}
    none('above 64 KiB, which asks for "stored": false', large)


def every_subject_has_its_cases():
    with open(os.path.join(CORPUS, "SUBJECTS.md"), encoding="utf-8") as file:
        rows = re.findall(r"^\| (\w+) \| .* \| (.*) \|$", file.read(), re.MULTILINE)
    assert [number for number, _ in rows] == SUBJECTS, "a subject is missing, twice, or out of order"
    wanted = [(number, glob) for number, cases in rows for glob in re.findall(r"`([^`]+)`", cases)]
    none("no such case", {f"{number} {glob}" for number, glob in wanted if not fnmatch.filter(ids, glob)})
    none("no case at all", set(SUBJECTS) - {number for number, _ in wanted})


run_tests([every_rule_is_raised_by_a_case, every_rule_has_a_near_miss, a_near_miss_is_more_than_a_base_zone,
           no_case_raises_what_it_forbids, cases_name_rules_of_the_catalogue, rules_without_a_case_are_raised_by_another_test,
           the_corpus_is_small_enough_to_be_vendored, every_subject_has_its_cases])
