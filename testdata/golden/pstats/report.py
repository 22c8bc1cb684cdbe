"""Runs sequences of operations of Python's pstats and tells what they print:

    python report.py CASES OUTPUT

CASES is a JSON list of {"name": ..., "operations": [["load", path, ...], ["sort_stats", "time"], ["print_stats", 5, 0.5, "regex"], ...]}:
methods of pstats.Stats and their arguments. Besides, "sort_keys" sorts by members of SortKey, "reload" saves the sum in a file and loads that, and
"get_stats_profile" prints what this method returns. OUTPUT becomes a JSON list of {"printed": ...}, or {"error": ...} where pstats raises an exception.
If OUTPUT is a folder, each report becomes a file <name>.txt in it, every profile being as old as the golden files say. Paths are relative to
testdata/profiles. Works on Python 2.7 and later.
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
PYTHON_2 = sys.version_info[0] == 2
if PYTHON_2:
    from StringIO import StringIO
else:
    from io import StringIO


def describe(profile):
    """Writes down what get_stats_profile returns, a function a line."""
    import dataclasses

    rows = ["%r\n" % profile.total_tt]
    for name, function in dataclasses.asdict(profile)["func_profiles"].items():
        rows.append("%r: %r\n" % (str(name), tuple(function.values())))
    return "".join(rows)


def perform(operations):
    out = StringIO()
    stats = None
    for operation in operations:
        name, arguments = operation[0], operation[1:]
        if PYTHON_2:
            arguments = [argument.encode("utf-8") if hasattr(argument, "encode") else argument for argument in arguments]
        if name == "load":
            stats = pstats.Stats(*arguments, stream=out)
        elif name == "reload":
            stats.dump_stats(*arguments)
            os.utime(arguments[0], (MODIFIED, MODIFIED))
            stats = pstats.Stats(*arguments, stream=out)
        elif name == "sort_keys":
            stats.sort_stats(*[pstats.SortKey[argument] for argument in arguments])
        elif name == "get_stats_profile":
            out.write(describe(stats.get_stats_profile()))
        else:
            getattr(stats, name)(*arguments)
    # The address of a code object, which `profile` stores as a name, is as random as it is meaningless.
    return re.sub(r"(<code object \S+ at 0x)[0-9a-f]{12}", r"\g<1>7f0000000000", out.getvalue())


def report(operations):
    try:
        return {"printed": perform(operations)}
    except Exception as error:
        return {"error": "%s: %s" % (type(error).__name__, error)}


cases_file, output = map(os.path.abspath, sys.argv[1:])
warnings.simplefilter("ignore")
os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "profiles"))
with io.open(cases_file, encoding="utf-8") as file:
    cases = json.load(file)
if os.path.isdir(output):
    os.environ["TZ"] = "UTC"
    time.tzset()
    for case in cases:
        for operation in case["operations"]:
            if operation[0] in ("load", "add"):
                for path in operation[1:]:
                    os.utime(path, (MODIFIED, MODIFIED))
        with io.open(os.path.join(output, case["name"] + ".txt"), "w", encoding="utf-8", newline="") as golden:
            golden.write(perform(case["operations"]))
        for operation in case["operations"]:
            if operation[0] == "reload":
                os.remove(operation[1])
else:
    with open(output, "wb") as file:
        file.write(json.dumps([report(case["operations"]) for case in cases]).encode("ascii"))
