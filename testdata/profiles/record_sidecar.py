"""Records the program collisions.py and what its profile leaves out. With Python 3.11 or later:

    python record_sidecar.py

writes sidecar/collisions.stats, as cProfile saves it, and beside it the companion collisions.stats.json: an entry for each function that was
called, also for those of the same file, line and name, of which cProfile keeps one; and the calls from and to these. Which one
cProfile keeps depends on addresses in memory.
"""
import ast
import cProfile
import collections
import gc
import itertools
import json
import marshal
import os
import types

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = "/srv/example/collisions.py"


def figures(entry):
    """The figures of a function, or of a call, as the profiler counts them."""
    primitive = entry.callcount - entry.reccallcount
    return {"calls": entry.callcount, "primitive": primitive, "self": entry.inlinetime, "cumulative": entry.totaltime}


def definitions(tree):
    """Maps the first line of each decorated function, that of its first decorator, to that of its def."""
    found = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return {node.decorator_list[0].lineno: node.lineno for node in found if node.decorator_list}


def last_line(code):
    inner = (constant for constant in code.co_consts if isinstance(constant, types.CodeType))
    return max([end for _, end, _, _ in code.co_positions() if end] + [last_line(code) for code in inner])


def qualified_name(code):
    """The qualified name of a function; for one that a library has generated the name that it has given it since."""
    if code.co_filename == "<string>":
        for function in gc.get_referrers(code):
            if isinstance(function, types.FunctionType):
                return function.__qualname__
    return code.co_qualname


def describe(entry, defined):
    file, line, name = cProfile.label(entry.code)
    described = {"file": file, "line": line, "name": name}
    if isinstance(entry.code, types.CodeType):
        line = defined.get(line, line) if file == SOURCE else line
        described.update(qualname=qualified_name(entry.code), end=last_line(entry.code), **{"def": line})
    described.update(figures(entry))
    return described


with open(os.path.join(HERE, "programs", "collisions.py"), encoding="utf-8") as source:
    text = source.read()
names = {"__name__": "__main__"}
exec(compile(text, SOURCE, "exec", dont_inherit=True), names)
ticks = itertools.count(0.0, 0.001237)
profiler = cProfile.Profile(ticks.__next__)
profiler.runcall(names["main"])

folder = os.path.join(HERE, "sidecar")
os.makedirs(folder, exist_ok=True)
path = os.path.join(folder, "collisions.stats")
profiler.dump_stats(path)

entries = profiler.getstats()
numbers = {id(entry.code): n for n, entry in enumerate(entries)}
shared = collections.Counter(cProfile.label(entry.code) for entry in entries)
edges = []
for entry in entries:
    for call in entry.calls or ():
        if shared[cProfile.label(entry.code)] > 1 or shared[cProfile.label(call.code)] > 1:
            edges.append({"caller": numbers[id(entry.code)], "callee": numbers[id(call.code)], **figures(call)})
defined = definitions(ast.parse(text))
sidecar = {"version": 1, "functions": [describe(entry, defined) for entry in entries], "edges": edges}
with open(path + ".json", "w", encoding="utf-8") as out:
    json.dump(sidecar, out, indent=1)
    out.write("\n")

with open(path, "rb") as saved:
    kept = sum(record[1] for record in marshal.load(saved).values())
called = sum(entry.callcount for entry in entries)
told = sum(function["calls"] for function in sidecar["functions"])
print("%d calls were made; collisions.stats has %d of them, its companion %d" % (called, kept, told))
assert told == called > kept
