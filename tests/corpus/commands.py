"""zoneproof corpus from outside: what is written, what --check sees, and cases that cannot be read.

Usage: commands.py ZONEPROOF
"""
import hashlib
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tools"))
from program import ROOT, run_tests, zoneproof  # noqa: E402

CORPUS = os.path.join(ROOT, "corpus")
MADE = ["anchors.ds", "answers.jsonl", "expected.json", "parent.ds", "zone.db"]


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def write(text, *path):
    os.makedirs(os.path.dirname(os.path.join(*path)), exist_ok=True)
    with open(os.path.join(*path), "w", encoding="utf-8") as file:
        file.write(text)


def small_corpus(folder):
    """One case, built."""
    source = os.path.join(CORPUS, "cases", "rrsig", "removed")
    write(read(source, "case.json"), folder, "cases", "rrsig", "removed", "case.json")
    code, out, err = zoneproof("corpus", "build", "--corpus", folder)
    assert code == 0 and "1 cases" in out, (code, out, err)
    return os.path.join(folder, "cases", "rrsig", "removed")


def check(folder):
    return zoneproof("corpus", "build", "--check", "--corpus", folder)


def a_case_is_built_as_it_is_committed():
    with tempfile.TemporaryDirectory() as folder:
        made = small_corpus(folder)
        assert sorted(os.listdir(made)) == sorted(["case.json", *MADE]), os.listdir(made)
        for name in MADE:
            assert read(made, name) == read(CORPUS, "cases", "rrsig", "removed", name), name
        assert read(folder, "parents.jsonl") == read(CORPUS, "parents.jsonl")
        assert [case["id"] for case in json.loads(read(folder, "MANIFEST.json"))["cases"]] == ["rrsig/removed"]


def check_names_files_that_differ_are_missing_or_left_over():
    with tempfile.TemporaryDirectory() as folder:
        made = small_corpus(folder)
        assert check(folder)[0] == 0
        write("changed", made, "zone.db")
        write("left", made, "left", "left.pkt")
        os.remove(os.path.join(made, "parent.ds"))
        code, out, _ = check(folder)
        assert code == 1, code
        for words in ("zone.db differs", "parent.ds is missing", "left.pkt is nothing that is built"):
            assert words in out, (words, out)
        assert read(made, "zone.db") == "changed", "--check wrote"


def a_case_that_cannot_be_read_is_named_and_the_others_go_on():
    with tempfile.TemporaryDirectory() as folder:
        small_corpus(folder)
        write('{"v": 1, "title": "t", "recipe": {"base": "none"}}', folder, "cases", "a", "bad", "case.json")
        write("{", folder, "cases", "a", "worse", "case.json")
        write('{"v": 1, "title": "t", "zone": {"verdict": "valid"}, "recipe": {"mutations": [{"op": "drop", "owner": "no"}]}}',
              folder, "cases", "z", "nothing", "case.json")
        os.makedirs(os.path.join(folder, "cases", "a", "empty"))
        code, out, err = zoneproof("corpus", "build", "--corpus", folder)
        assert code == 3 and "1 cases" in out, (code, out)
        for words in ("a/bad/case.json: /recipe/base: 'none'", "a/bad/case.json: /zone: is missing", "a/worse/case.json: ",
                      "a/empty/case.json: cannot be read",
                      "z/nothing/case.json: /recipe/mutations/0: no record fits the selector"):
            assert words in err, (words, err)


def a_corpus_without_cases_is_no_success():
    with tempfile.TemporaryDirectory() as folder:
        assert check(folder)[0] == 3
    assert zoneproof("corpus", "build", "--check", "--corpus", CORPUS, "no/such")[0] == 3
    assert zoneproof("corpus", "list", "--corpus", CORPUS, "no/such")[0] == 3


def the_canonical_form_is_stored_where_it_says_more_than_the_zone():
    """Its digest is in the index wherever it can be made, and another folder gets all of them."""
    with tempfile.TemporaryDirectory() as folder:
        code, _, err = zoneproof("corpus", "build", "--corpus", CORPUS, "--out", folder, "rrsig/removed", "parser/crlf")
        assert code == 0, err
        index = {case["id"]: case["files"] for case in json.loads(read(CORPUS, "MANIFEST.json"))["cases"]}
        for identity, stored in (("rrsig/removed", False), ("parser/crlf", True)):
            made = os.path.join(folder, "cases", identity, "zone.canon")
            with open(made, "rb") as file:
                assert hashlib.sha256(file.read()).hexdigest() == index[identity]["zone.canon"], identity
            assert os.path.exists(os.path.join(CORPUS, "cases", identity, "zone.canon")) == stored, identity


def globs_choose_and_leave_the_index_alone():
    with tempfile.TemporaryDirectory() as folder:
        code, out, err = zoneproof("corpus", "build", "--corpus", CORPUS, "--out", folder, "rrsig/ecdsa-*")
        assert code == 0, err
        names = sorted(os.listdir(os.path.join(folder, "cases", "rrsig")))
        assert names and all(name.startswith("ecdsa-") for name in names), names
        assert not os.path.exists(os.path.join(folder, "MANIFEST.json"))


def a_recipe_is_built_wherever_it_is():
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(CORPUS, "cases", "rrsig", "bit-flip", "case.json")
        case = json.loads(read(source))
        case["origin"] = "rrsig-bit-flip.example."
        write(json.dumps(case), folder, "found.json")
        code, out, err = zoneproof("corpus", "from-recipe", "--corpus", CORPUS, os.path.join(folder, "found.json"))
        assert code == 0 and "zone.db" in out, (code, err)
        assert read(folder, "zone.db") == read(os.path.dirname(source), "zone.db")
        assert zoneproof("corpus", "from-recipe", os.path.join(folder, "no.json"))[0] == 3


def the_list_names_cases_and_the_words_of_recipes():
    code, out, _ = zoneproof("corpus", "list", "--corpus", CORPUS, "-f", "jsonl", "healthy/*")
    ids = [json.loads(line)["id"] for line in out.splitlines()]
    assert code == 0 and "healthy/leaf-nsec3" in ids and all(i.startswith("healthy/") for i in ids), ids
    _, words, _ = zoneproof("corpus", "list", "--words")
    assert "base  leaf-nsec3" in words and "op    set" in words, words


def usage_errors_name_the_command():
    code, _, err = zoneproof("corpus", "build", "--chek")
    assert code == 2 and "zoneproof corpus build --help" in err, err
    assert zoneproof("corpus")[0] == 2
    code, out, _ = zoneproof("corpus", "build", "--help")
    assert code == 0 and "--check" in out, out


run_tests([a_case_is_built_as_it_is_committed, check_names_files_that_differ_are_missing_or_left_over,
           a_case_that_cannot_be_read_is_named_and_the_others_go_on, a_corpus_without_cases_is_no_success,
           the_canonical_form_is_stored_where_it_says_more_than_the_zone, globs_choose_and_leave_the_index_alone,
           a_recipe_is_built_wherever_it_is, the_list_names_cases_and_the_words_of_recipes, usage_errors_name_the_command])
