"""zoneproof corpus mutate: in each zone, each fault is what the check then finds, with what the list says follows from
it and nothing else; the zone that was broken is healthy.

Usage: drills.py ZONEPROOF [ZONE ...]
"""
import collections
import functools
import json
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tools"))
from program import ROOT, run_tests, zoneproof  # noqa: E402

TIME = "1768435200"
CORPUS = os.path.join(ROOT, "corpus")
# Healthy cases, and how many faults at least can be drilled in them.
BASES = {"healthy/leaf-nsec": 130, "healthy/leaf-nsec3": 140, "healthy/leaf-optout": 140, "optout/registry": 140,
         "healthy/leaf-unsigned": 40}
MADE = tempfile.TemporaryDirectory()


def check(zone, ds):
    """Findings by rule and their severities; infos too, since a few drills are of infos."""
    trust = ["--ds", ds] if ds and os.path.exists(ds) and not open(ds, encoding="ascii").read().startswith(";") else []
    _, out, err = zoneproof("check", "-j", "1", "-f", "jsonl", "--max-per-rule", "0", "--at", TIME, *trust, zone)
    found, summary = collections.Counter(), None
    for line in map(json.loads, out.splitlines()):
        if line["t"] == "finding":
            found[line["rule"], line["severity"]] += line["count"]
        elif line["t"] == "summary":
            summary = line
    assert summary is not None, err
    return found


@functools.lru_cache(maxsize=None)
def found_before(base):
    return check(path_of(base), os.path.join(os.path.dirname(path_of(base)), "parent.ds"))


@functools.lru_cache(maxsize=None)
def path_of(base):
    """Where its zone is; that of a case that is too large to store is made for the test."""
    path = os.path.join(CORPUS, "cases", base, "zone.db")
    if os.path.exists(path):
        return path
    code, _, err = zoneproof("corpus", "build", "--corpus", CORPUS, "--out", MADE.name, base)
    assert code == 0, err
    return os.path.join(MADE.name, "cases", base, "zone.db")


def faults():
    """Rules of the list; those that follow stand in what mutate says."""
    code, out, _ = zoneproof("corpus", "mutate", "--list")
    assert code == 0
    return sorted({line.split()[0] for line in out.splitlines() if not line.startswith(" ")})


def mutate(base, rule, folder, *options):
    zone, ds = os.path.join(folder, "broken.db"), os.path.join(folder, "broken.ds")
    code, out, err = zoneproof("corpus", "mutate", "--fault", rule, "--at", TIME, "--out", zone, "--ds-out", ds, *options,
                               path_of(base))
    return code, out, err, zone, ds


def drill(base, rule, seed):
    """What is wrong with a drill; nothing when the zone has no place for it."""
    with tempfile.TemporaryDirectory() as folder:
        code, out, err, zone, ds = mutate(base, rule, folder, "--seed", seed)
        if code == 2:
            assert "takes" in err, err
            return None
        assert code == 0 and out == "", (code, out, err)
        said = re.search(r"^must find (\S+?)(?:, and what follows: ([a-z0-9 -]+))?, with$", err, re.M)
        assert said and said[1] == rule, err
        follows = set((said[2] or "").split())
        # The info about a missing ZONEMD is no fault, nor is what a zone for drills has from the start.
        before = {name for name, _ in found_before(base)}
        found = check(zone, ds)
        names = {name for name, severity in found if severity != "info" or name == rule}
        problems = []
        if rule not in names:
            problems.append(f"{rule} is not found, but {sorted(names)}")
        extra = names - {rule} - follows - before
        if extra:
            problems.append(f"also {sorted(extra)}")
        if follows - names:
            problems.append(f"does not follow: {sorted(follows - names)}")
        return "; ".join(problems)


def the_zones_are_healthy():
    for base in BASES:
        found = found_before(base)
        assert not [row for row in found if row[1] != "info"], (base, found)


def at_least_a_hundred_rules_can_be_drilled():
    assert len(faults()) >= 100, len(faults())


def every_rule_of_signatures_chain_trust_and_expiry_is_there():
    """But those that no zone can be made to break with these keys, or that tell of no fault."""
    without = {
        "nsec3-hash-collision",        # nobody can make one
        "nsec3-algorithm-incompatible", "dnskey-algorithm-must-not", "dnskey-algorithm-sha1", "dnskey-rsa-too-small",
        "dnskey-rsa-too-large", "dnskey-rsa-leading-zero", "rrsig-keytrap-product",  # RSA keys
        "zone-apex-name-too-long-nsec3",  # the zone would need another name
    }
    _, out, _ = zoneproof("rules", "-f", "jsonl")
    wanted = {row["rule"] for row in map(json.loads, out.splitlines())
              if row["family"] in ("rrsig", "denial", "ds", "expiry") and row["severity"] == "error"}
    assert not wanted - without - set(faults()), sorted(wanted - without - set(faults()))


def every_fault_is_found(base, seed):
    def test():
        problems, done = [], 0
        for rule in faults():
            said = drill(base, rule, seed)
            done += said is not None
            if said:
                problems.append(f"{rule}: {said}")
        assert not problems, f"{len(problems)} of {done}\n  " + "\n  ".join(problems)
        print(f"{base}, seed {seed}: {done} drills")
        assert done >= BASES[base], done
    test.__name__ = f"every fault is found in {base}, seed {seed}"
    return test


def what_was_done_is_said():
    with tempfile.TemporaryDirectory() as folder:
        code, _, err, zone, ds = mutate("healthy/leaf-nsec3", "nsec3-missing", folder)
        assert code == 0 and "broken    the NSEC3 of " in err and f"zoneproof check --at 20260115000000 --ds {ds} {zone}" in err, err
        assert "signed    nothing" in err, err
        _, _, err, _, _ = mutate("healthy/leaf-nsec3", "nsec3-ttl", folder)
        assert "signed    all anew, with keys that anybody can make" in err, err


def the_zone_goes_to_standard_output_and_comes_from_standard_input():
    with open(path_of("healthy/leaf-nsec"), "rb") as file:
        text = file.read()
    code, out, err = zoneproof("corpus", "mutate", "--fault", "rrsig-missing", "--at", TIME, "-", stdin=text)
    assert code == 0 and out.startswith("$ORIGIN healthy-leaf-nsec.example.\n"), err
    assert len(out.splitlines()) == len(text.splitlines()) - 1


def results_may_stand_beside_where_one_works():
    with tempfile.TemporaryDirectory() as folder:
        code, _, err = zoneproof("corpus", "mutate", "--fault", "rrsig-expired", "--at", TIME, "--out", "drill.zone", "--ds-out", "drill.ds",
                                 path_of("healthy/leaf-nsec"), cwd=folder)
        assert code == 0 and sorted(os.listdir(folder)) == ["drill.ds", "drill.zone"], err


def what_cannot_be_done_is_said():
    zone = path_of("healthy/leaf-nsec3")
    for words, expected in ((["--fault", "nsec-missing", zone], "takes a zone with NSEC"),
                            (["--fault", "rrsig-mising", zone], "did you mean rrsig-missing?"),
                            (["--fault", "dnskey-rsa-too-small", zone], "no drill is made for the rule"),
                            (["--fault", "rrsig-missing"], "ZONEFILE is required"), ([zone], "--fault is required"),
                            (["--fault", "rrsig-missing", "--at", "noon", zone], "--at: ")):
        code, out, err = zoneproof("corpus", "mutate", *words)
        assert code == 2 and expected in err and not out, (words, code, err)
    with tempfile.TemporaryDirectory() as folder:
        broken = os.path.join(folder, "broken.db")
        with open(broken, "w", encoding="ascii") as file:
            file.write("$ORIGIN x.example.\n@ 60 IN SOA a. b. 1 2 3 4 5\nwww 60 IN A 192.0.2.256\n")
        for words in (["/no/such/file"], [broken], ["--out", os.path.join(broken, "below"), zone]):
            code, out, err = zoneproof("corpus", "mutate", "--fault", "rrsig-missing", *words)
            assert code == 3 and not out and err, (words, code, err)


# On the command line: the zones whose faults are gone through; default all.
bases = sys.argv[2:] or BASES
run_tests([the_zones_are_healthy, at_least_a_hundred_rules_can_be_drilled,
           every_rule_of_signatures_chain_trust_and_expiry_is_there, what_was_done_is_said,
           the_zone_goes_to_standard_output_and_comes_from_standard_input, results_may_stand_beside_where_one_works,
           what_cannot_be_done_is_said,
           *[every_fault_is_found(base, seed) for base in bases for seed in (["0", "1"] if base == "healthy/leaf-nsec" else ["0"])]])
