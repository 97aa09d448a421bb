"""Signed zones of one name, made by recipes of the corpus, and folders in which they are recorded as published one after the other."""
import json
import os
import tempfile

from program import ROOT, zoneproof

KSK, ZSK = {"role": "ksk"}, {"role": "zsk"}
IDLE, NEW_KSK = {"role": "zsk", "signs": "nothing"}, {"role": "ksk", "in-ds": False}
WORK = tempfile.TemporaryDirectory()


def zone(name, serial, keys, origin="recipe-case.example.", **more):
    """A signed zone as a recipe of the corpus makes it; its signatures hold from 2026-01-05 to 2026-02-14. All TTLs are 3600."""
    folder = os.path.join(WORK.name, name)
    path = os.path.join(folder, "zone.db")
    if os.path.exists(path):
        return path
    os.mkdir(folder)
    mutations = [{"op": "set", "owner": "@", "type": "SOA", "field": "serial", "value": serial, "resign": "none"},
                 *more.pop("mutations", []), {"op": "resign"}]
    case = {"v": 1, "title": name, "cites": ["RFC6781#4.1"], "origin": origin,
            "zone": {"verdict": "valid"}, "queries": [],
            "recipe": {"base": "leaf-nsec", "keys": keys, "mutations": mutations, **more}}
    recipe = os.path.join(folder, "case.json")
    with open(recipe, "w") as file:
        json.dump(case, file)
    code, _, err = zoneproof("corpus", "from-recipe", "--corpus", os.path.join(ROOT, "corpus"), "--out", folder, recipe)
    assert code == 0, err
    return path


def ds_of(path):
    return os.path.join(os.path.dirname(path), "parent.ds")


def settled():
    return zone("settled", 2026010501, [KSK, ZSK])


def published():
    return zone("published", 2026011401, [KSK, ZSK, IDLE])


def replaced():
    return zone("replaced", 2026011501, [KSK, {**ZSK, "signs": "nothing"}, ZSK])


def removed():
    return zone("removed", 2026011502, [KSK, {**ZSK, "published": False, "signs": "nothing"}, ZSK])


def history(*versions, ds=True):
    """A folder with versions recorded, each (zone, moment), or (zone, moment, file of the parent's DS)."""
    folder = tempfile.mkdtemp(dir=WORK.name)
    for path, at, *other in versions:
        more = ["--ds", other[0] if other else ds_of(path)] if ds else []
        code, _, err = zoneproof("record", "-q", "--history", folder, "--published-at", at, *more, path)
        assert code == 0 or other, err
    return folder
