"""Writes differences.json: what differs between two profiles, computed from what CPython's pstats reads.

Run it with CPython 3.13 in this folder. It also writes moved.stats, a profile of a program that was changed and moved: of the functions in
shapes.stats all are 10 lines further down in another folder, one has another name, one is not there any more, and one takes longer.
"""

import json
import marshal
import pathlib
import pstats
import re

HERE = pathlib.Path(__file__).parent
PROFILES = HERE.parent.parent / "profiles"

PAIRS = [
    ("profiles/cprofile/3.12/shapes.stats", "profiles/cprofile/3.13/shapes.stats"),
    ("profiles/cprofile/3.8/shapes.stats", "profiles/cprofile/3.13/shapes.stats"),
    ("profiles/cprofile/3.13/shapes.stats", "profiles/cprofile/3.6/shapes.stats"),
    ("profiles/cprofile/3.9/recursion.stats", "profiles/cprofile/3.11/recursion.stats"),
    ("profiles/cprofile/3.7/names.stats", "profiles/cprofile/3.13/names.stats"),
    ("profiles/cprofile/3.10/offices.stats", "profiles/cprofile/3.12/offices.stats"),
    ("profiles/cprofile/3.13/shapes.stats", "profiles/profile/3.13/shapes.stats"),
    ("profiles/profile/3.13/recursion.stats", "profiles/cprofile/3.13/recursion.stats"),
    ("profiles/cprofile/3.13/shapes.stats", "golden/difference/moved.stats"),
    ("golden/difference/moved.stats", "profiles/cprofile/3.13/shapes.stats"),
]

# What became of the functions of shapes.stats in moved.stats.
FOLDER = ("/srv/example/", "/home/me/work/")
RENAMED = {"total": "sum_up"}
GONE = ("shapes.py", 32, "area")
SLOWER = ("shapes.py", 37, "shapes")


def move(function):
    file, line, name = function
    if line == 0:
        return function
    return file.replace(*FOLDER), line + 10, RENAMED.get(name, name)


def write_moved():
    moved = {}
    for function, (primitive, calls, own, cumulative, callers) in pstats.Stats(str(PROFILES / "cprofile/3.13/shapes.stats")).stats.items():
        short = (pathlib.Path(function[0]).name, *function[1:])
        if short == GONE:
            continue
        if short == SLOWER:
            own, cumulative = own + 1, cumulative + 1
        moved[move(function)] = (primitive, calls, own, cumulative, {move(f): figures for f, figures in callers.items()})
    (HERE / "moved.stats").write_bytes(marshal.dumps(moved, 2))


def builtin(name):
    """The name that a function written in C has with both profilers, as far as these profiles go."""
    method = re.fullmatch(r"<method '(\w+)' of '.*' objects>", name)
    if method:
        return method[1]
    return re.sub(r"^<built-in method (?:\w+\.)*(\w+)>$", r"\1", re.sub(r" at 0x[0-9a-f]+", "", name))


def identified(path):
    """The functions of a profile by what tells them from others: in these programs functions of one name keep their order."""
    stats = pstats.Stats(str(HERE.parent.parent / path)).stats
    found, seen = {}, {}
    for function in sorted(stats, key=lambda f: (f[0], f[1])):
        file, line, name = *function[:2], str(function[2])
        if line == 0:
            found["", builtin(name), 0] = function, stats[function]
            continue
        key = file.replace(FOLDER[1], FOLDER[0]), name
        seen[key] = seen.get(key, 0) + 1
        found[(*key, seen[key])] = function, stats[function]
    return found


def figures(entry):
    if entry is None:
        return None
    (file, line, name), (primitive, calls, own, cumulative, _) = entry
    # profile has a code object in place of a name, whose address is as random as it is meaningless.
    name = re.sub(r" at 0x[0-9a-f]+", " at 0x7f0000000000", str(name))
    return {"file": file, "line": line, "name": name, "calls": calls, "primitive": primitive, "self": own, "cumulative": cumulative}


def compare(base, head):
    before, after = identified(base), identified(head)
    rows = [{"before": figures(before.get(key)), "after": figures(after.get(key))} for key in {**before, **after}]
    return {"base": base, "head": head, "rows": rows}


write_moved()
with open(HERE / "differences.json", "w", encoding="utf-8") as out:
    json.dump([compare(*pair) for pair in PAIRS], out, indent=1, ensure_ascii=False)
    out.write("\n")
