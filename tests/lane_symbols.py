#!/usr/bin/env python3
"""The library built for one kind of processor offers the linker no function but its lanes.

An inline function that is compiled there and elsewhere is one weak symbol in two objects: the linker may choose the one
with instructions that other processors do not know.

usage: lane_symbols.py NM LIBRARY
"""
import subprocess
import sys

LANES = ("_ifma",)


def main():
    nm, library = sys.argv[1:]
    found = subprocess.run([nm, "--defined-only", "--extern-only", "-C", library], capture_output=True, text=True, check=True)
    symbols = [line.split(" ", 2)[1:] for line in found.stdout.splitlines() if line[:1].isalnum() and line.count(" ") >= 2]
    if not symbols:
        sys.exit(f"{library}: no symbols")
    functions = [(kind, name) for kind, name in symbols if kind in "TtWwi" and not any(lane in name for lane in LANES)]
    for kind, name in functions:
        print(f"{kind} {name}")
    return 1 if functions else 0


if __name__ == "__main__":
    sys.exit(main())
