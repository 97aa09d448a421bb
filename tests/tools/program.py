"""Runs zoneproof for the tests that look at it from outside, and counts them."""
import collections
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLES = os.path.join(ROOT, "corpus", "examples")
AT = ["--at", "20260801060000"]  # the moment that fits corpus/examples
sys.argv[1:2] = [os.path.abspath(path) for path in sys.argv[1:2]]  # it runs in other folders
CLEAN = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "CLICOLOR_FORCE")}


def zoneproof(*args, stdin=None, program=None, cwd=EXAMPLES, env=None, **more):
    """Exit code, standard output and standard error as text."""
    more.setdefault("stdout", subprocess.PIPE)
    run = subprocess.run([program or sys.argv[1], *args], input=stdin, stderr=subprocess.PIPE, cwd=cwd,
                         env={**CLEAN, **(env or {})}, timeout=1800,
                         **({"stdin": subprocess.DEVNULL} if stdin is None else {}), **more)
    text = [x.decode("utf-8", "strict") if x is not None else "" for x in (run.stdout, run.stderr)]
    return run.returncode, *text


def steady(text):
    """Without what differs from run to run."""
    text = re.sub(r"\d+\.\d s, \d+ threads?", "0.0 s, N threads", text)
    return re.sub(r'"elapsed_ms":\d+', '"elapsed_ms":0', text)


def run_tests(tests):
    """Each test is a function that asserts; ends in the line tools/test sums up. One that nobody runs fails."""
    main = sys.modules["__main__"]
    with open(main.__file__, encoding="utf-8") as file:
        words = collections.Counter(re.findall(r"\w+", file.read()))
    failed = [value.__name__ for value in vars(main).values()
              if getattr(value, "__module__", "") == "__main__" and words[value.__name__] == 1 and value not in tests]
    for name in failed:
        print(f"{name}: is never run")
    for test in tests:
        try:
            test()
        except Exception as error:  # noqa: BLE001: whatever it is, the next test still runs
            failed.append(test.__name__)
            print(f"{test.__name__}: {type(error).__name__}: {error}", flush=True)
    passed = len([test for test in tests if test.__name__ not in failed])
    print(f"{passed} passed, {len(failed)} failed")
    sys.exit(len(failed) != 0)
