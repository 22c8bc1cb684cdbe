"""Runs sequences of operations of Python's pstats and tells what they print:

    python report.py CASES OUTPUT

CASES is a JSON list of {"name": …, "operations": [["load", path], ["add", path], ["sort_stats", "time"], ["print_stats", 5, 0.5, "regex"], …]}.
OUTPUT becomes a JSON list of what each prints, or null where pstats raises an exception. If OUTPUT is a folder, each report becomes a
file <name>.txt in it, every profile being as old as the golden files say. Paths are relative to testdata/profiles.
"""
import io
import json
import os
import pstats
import re
import sys
import time
import warnings

MODIFIED = 1700000000  # the age of profiles in golden files, in UTC


def perform(operations):
    out = io.StringIO()
    stats = None
    for name, *arguments in operations:
        if name == "load":
            stats = pstats.Stats(*arguments, stream=out)
        else:
            getattr(stats, name)(*arguments)
    # The address of a code object, which `profile` stores as a name, is as random as it is meaningless.
    return re.sub(r"(<code object \S+ at 0x)[0-9a-f]{12}", r"\g<1>7f0000000000", out.getvalue())


def report(operations):
    try:
        return perform(operations)
    except Exception:
        return None


cases_file, output = map(os.path.abspath, sys.argv[1:])
warnings.simplefilter("ignore")
os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "profiles"))
with open(cases_file, encoding="utf-8") as file:
    cases = json.load(file)
if os.path.isdir(output):
    os.environ["TZ"] = "UTC"
    time.tzset()
    for case in cases:
        for name, *arguments in case["operations"]:
            if name in ("load", "add"):
                os.utime(arguments[0], (MODIFIED, MODIFIED))
        with open(os.path.join(output, case["name"] + ".txt"), "w", encoding="utf-8", newline="") as golden:
            golden.write(perform(case["operations"]))
else:
    with open(output, "w", encoding="utf-8") as file:
        json.dump([report(case["operations"]) for case in cases], file)
