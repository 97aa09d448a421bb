"""The adapters that ship: where their program is not installed they say so, and where it is they describe themselves. The
templates, whose programs Debian does not have, are asked with a stand-in for the program.

Usage: adapters.py FOLDER-OF-ADAPTERS
"""
import json
import os
import subprocess
import sys
import tempfile

FOLDER = os.path.abspath(sys.argv[1])
TEMPLATES = {"hickory": "hickory-dns", "dnst": "dnst"}  # and the programs they look for
passed = failed = 0


def check(what, is_so):
    global passed, failed
    passed, failed = passed + bool(is_so), failed + (not is_so)
    if not is_so:
        print("FAILED:", what)


def ask(name, request, path=None):
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **({"PATH": path} if path else {})}
    process = subprocess.run([os.path.join(FOLDER, name)], input=json.dumps({"v": 1, **request}), env=environment,
                             stdout=subprocess.PIPE, text=True, timeout=600)
    return process.returncode, json.loads(process.stdout)


def every_adapter_describes_itself():
    names = sorted(name for name in os.listdir(FOLDER) if "." not in name and not name.startswith("_"))
    check(f"adapters: {names}", len(names) >= 19 and set(TEMPLATES) <= set(names))
    for name in names:
        code, said = ask(name, {"op": "describe"})
        if code == 77:
            check(f"{name} is absent: {said}", said["status"] == "skip" and said["reason"])
            continue
        check(f"{name}: {code} {said}", code == 0 and said["name"] == name and said["version"] and said["ops"]
              and said["clock"] in ("option", "shim", "none"))
        code, said = ask(name, {"op": "no-such-operation"})
        check(f"{name} cannot do everything: {said}", code == 77 and said["reason"] == "cannot no-such-operation")


def stand_in(folder, program, body):
    path = os.path.join(folder, program)
    with open(path, "w", encoding="ascii") as file:
        file.write(f"#!/bin/sh\n[ \"$1\" != --version ] || {{ echo '{program} 0.9.1'; exit; }}\n{body}\n")
    os.chmod(path, 0o755)


def templates_without_their_programs():
    with tempfile.TemporaryDirectory() as empty:
        # Where python is, and nothing that was installed by hand.
        for name, program in TEMPLATES.items():
            if not any(os.path.exists(os.path.join(place, program)) for place in ("/usr/bin", "/usr/sbin", "/sbin", "/usr/local/sbin")):
                check(f"{name} is not installed", ask(name, {"op": "describe"}, f"{empty}:/usr/bin:/bin") ==
                      (77, {"v": 1, "status": "skip", "reason": "not installed"}))


def dnst_reads_zones(folder, path):
    zone = os.path.join(folder, "zone.db")
    open(zone, "w").close()
    request = {"op": "verify-zone", "zone": zone, "origin": "example.", "shim": "", "time": 1768435200, "dir": folder}
    for exit_code, verdict in ((0, "valid"), (1, "invalid")):
        stand_in(folder, "dnst", f'echo "$@" >{folder}/words; exit {exit_code}')
        code, said = ask("dnst", request, path)
        check(f"dnst: {code} {said}", code == 0 and said["verdict"] == verdict and said["exit"] == exit_code)
    with open(os.path.join(folder, "words"), encoding="ascii") as words:
        check("dnst signs nothing", words.read() == f"signzone -H -o example. -f - {zone}\n")
    check("dnst judges no signature", ask("dnst", {"op": "describe"}, path)[1]["dnssec"] is False)


def hickory_is_started(folder, path):
    stand_in(folder, "hickory-dns", "exit 0")
    code, said = ask("hickory", {"op": "start", "listen": "192.0.2.1", "hints": [["ns.example.", "192.0.2.53", ""]], "dir": folder,
                                 "anchor_keys": "/anchors", "shim": "/shim.so", "time": 1768435200}, path)
    check(f"hickory: {code} {said}", code == 0 and said["ready"] == "dns:192.0.2.1:53"
          and said["env"]["ZONEPROOF_CLOCK"] == "1768435200")
    with open(said["argv"][said["argv"].index("-c") + 1], encoding="ascii") as config:
        text = config.read()
    check(f"its configuration: {text}", 'listen_addrs_ipv4 = ["192.0.2.1"]' in text and '"/anchors"' in text)
    with open(os.path.join(folder, "hints.zone"), encoding="ascii") as hints:
        check("its hints", "ns.example. 3600000 IN A 192.0.2.53" in hints.read())


every_adapter_describes_itself()
templates_without_their_programs()
with tempfile.TemporaryDirectory() as folder:
    dnst_reads_zones(folder, f"{folder}:{os.environ.get('PATH', '')}")
    hickory_is_started(folder, f"{folder}:{os.environ.get('PATH', '')}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0)
