"""Profiles a program of its own and writes what the one profiler says in two ways: `record FOLDER` writes FOLDER/parts/<pid>-0.rec and what
cProfile makes of the same entries; `compare FOLDER` compares the latter with FOLDER/profile.stats.
"""

import cProfile
import functools
import json
import marshal
import os
import pstats
import sys
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def numbers(n):
    for i in range(n):
        yield i


@functools.lru_cache(maxsize=None)
def cached(n):
    return n


@staticmethod
def decorated():
    return len("x")


class Item:
    def __init__(self, price):
        self.price = price

    def __lt__(self, other):
        return self.price < other.price


def fails():
    raise ValueError


def work():
    fib(12)
    even(9)
    sum(numbers(20))
    sorted([Item(3), Item(1), Item(2)])
    json.loads(json.dumps({"a": [1, 2, {"b": None}]}))
    for i in range(5):
        cached(i % 2)
        try:
            fails()
        except ValueError:
            pass
    getattr(decorated, "__func__")()
    twins = [lambda: len("a"), lambda: fib(2)] # two functions with one label
    twins[0](), twins[1](), twins[1]()
    [exec("len('b')") for _ in range(3)]
    "a b".split(), time.time()


def recording(entries):
    functions, places = [], {}

    def place(code):
        if code not in places:
            places[code] = len(functions)
            if isinstance(code, str):
                functions.append(("~", 0, code, "", 0))
            else:
                functions.append((code.co_filename, code.co_firstlineno, code.co_name, getattr(code, "co_qualname", ""), 0))
        return places[code]

    def figures(entry):
        return (place(entry.code), entry.callcount, entry.reccallcount, entry.totaltime, entry.inlinetime)

    rows = [figures(e) + (e.calls and [figures(c) for c in e.calls],) for e in entries]
    now = time.time()
    return {
        "version": 1, "pid": os.getpid(), "parent": os.getppid(), "command": sys.argv, "python": sys.version.split()[0],
        "started": now - 1, "now": now, "ended": True, "how": "exit", "profiler": "cprofile", "per_call": 0.0, "problems": [],
        "functions": functions, "threads": [("MainThread", 1, rows)],
    }


def added_up(entries):
    """What cProfile's snapshot_stats makes, but that entries with one label are added up instead of the last staying alone."""
    stats = {}

    def add(row, e):
        return [a + b for a, b in zip(row, (e.callcount - e.reccallcount, e.callcount, e.inlinetime, e.totaltime))]

    for e in entries:
        key = cProfile.label(e.code)
        callers = stats[key][4] if key in stats else {}
        stats[key] = tuple(add(stats.get(key, (0, 0, 0.0, 0.0)), e)) + (callers,)
    for e in entries:
        for c in e.calls or ():
            callers = stats[cProfile.label(c.code)][4]
            cc, nc, tt, ct = add(callers.get(cProfile.label(e.code), (0, 0, 0.0, 0.0)), c)
            callers[cProfile.label(e.code)] = cc, nc, tt, ct
    return {
        key: row[:4] + ({caller: (nc, cc, tt, ct) for caller, (cc, nc, tt, ct) in row[4].items()},) for key, row in stats.items()
    }


def record(folder):
    profiler = cProfile.Profile()
    profiler.runcall(work)
    entries = profiler.getstats()
    profiler.create_stats()
    os.mkdir(os.path.join(folder, "parts"))
    with open(os.path.join(folder, "parts", "%d-0.rec" % os.getpid()), "wb") as file:
        marshal.dump(recording(entries), file, 2)
    labels = [cProfile.label(e.code) for e in entries]
    shared = sorted({key for key in labels if labels.count(key) > 1})
    with open(os.path.join(folder, "truth"), "wb") as file:
        marshal.dump((profiler.stats, added_up(entries), shared), file)


def close(a, b):
    return abs(a - b) <= 1e-12 * max(abs(a), abs(b))


def same(ours, expected):
    """Counts are the same, times to the last digit but one: the order of adding up is free."""
    callers, wanted = ours[4], expected[4]
    return ours[:2] == expected[:2] and all(map(close, ours[2:4], expected[2:4])) and set(callers) == set(wanted) and all(
        callers[c][:2] == wanted[c][:2] and all(map(close, callers[c][2:], wanted[c][2:])) for c in wanted
    )


def compare(folder):
    with open(os.path.join(folder, "truth"), "rb") as file:
        plain, summed, shared = marshal.load(file)
    ours = pstats.Stats(os.path.join(folder, "profile.stats")).stats
    differ = [key for key in summed if key not in ours or not same(ours[key], summed[key])]
    if list(ours) != list(summed) or differ:
        sys.exit("not the sums: %s" % (differ or "other rows or another order"))
    untouched = [key for key in plain if key not in shared and not set(shared) & set(plain[key][4])]
    differ = [key for key in untouched if ours[key] != plain[key]]
    if differ:
        sys.exit("not what cProfile has: %s" % differ)
    print(len(untouched), len(shared))


if __name__ == "__main__":
    {"record": record, "compare": compare}[sys.argv[1]](sys.argv[2])
