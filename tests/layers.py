"""Floors may include only themselves and the floors below."""
import pathlib
import re
import sys

BELOW = {"parser": set(), "verifier": {"parser"}, "rules": {"parser", "verifier"}, "corpus": {"parser"},
         "tools": {"parser", "verifier", "rules", "corpus"}, "fuzz": {"parser", "verifier", "rules", "corpus"}}
root, broken, seen = pathlib.Path(sys.argv[1]), [], 0
for floor, below in BELOW.items():
    for path in sorted((root / floor).rglob("*.[ch]pp")):
        seen += 1
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+["<](\w+)/', line)
            if match and match[1] in BELOW and match[1] not in below | {floor}:
                broken.append(f"{path}:{number}: {floor}/ may not include {match[1]}/")
if seen < 10:
    broken.append(f"only {seen} files seen below {root}")
sys.exit("\n".join(broken) or 0)
