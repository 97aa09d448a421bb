"""Floors may include only themselves and the floors below, and no two headers give a type the same name: a change of
includes would change what the name means, and of two definitions in one program the linker keeps either."""
import pathlib
import re
import sys

BELOW = {"parser": set(), "verifier": {"parser"}, "rules": {"parser", "verifier"}, "corpus": {"parser"},
         "tools": {"parser", "verifier", "rules", "corpus"}, "fuzz": {"parser", "verifier", "rules", "corpus", "tools"}}
# A type stands at the margin; one that is only declared, or nested in another (struct Zone::Data), gives no new name.
TYPE = re.compile(r"(?:(?:struct|class|union|enum(?: class)?)(?: \[\[\w+\]\])? (\w+)(?: final)?(?: : [^;]*| )?\{|using (\w+) =)")
root, broken, seen, types = pathlib.Path(sys.argv[1]), [], 0, {}
for floor, below in BELOW.items():
    for path in sorted((root / floor).rglob("*.[ch]pp")):
        seen, space = seen + 1, ""
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+["<](\w+)/', line)
            if match and match[1] in BELOW and match[1] not in below | {floor}:
                broken.append(f"{path}:{number}: {floor}/ may not include {match[1]}/")
            if line.startswith("namespace zoneproof"):
                space = line.split()[1]
            match = path.suffix == ".hpp" and TYPE.match(line)
            if match and types.setdefault(name := f"{space}::{match[1] or match[2]}", path) != path:
                broken.append(f"{path}:{number}: {name} is a type of {types[name]} already")
if seen < 10:
    broken.append(f"only {seen} files seen below {root}")
sys.exit("\n".join(broken) or 0)
