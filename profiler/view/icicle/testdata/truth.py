"""Profiles a small program twice: with cProfile to the file argv[1], and with a trace of all that was on the stack to the JSON argv[2].

Both count time in ticks: one goes by between any two events, so that they agree to the last tick. The files here were made by this program as
/srv/example/truth.py:

    for version in 3.8 3.13; do python$version /srv/example/truth.py $version.stats $version.json; done
"""

import cProfile
import json
import sys


def leaf(n):
    return n + 1


def shared(n):
    return leaf(n) + leaf(n)


def alone(n):
    return sum(map(leaf, range(n)))


def countdown(n):
    return leaf(n) if n == 0 else countdown(n - 1)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return leaf(n) > 100 if n == 0 else even(n - 1)


def key(pair):
    return shared(pair[0])


def numbers(n):
    for i in range(n):
        yield shared(i)


def one():
    return [shared(i) for i in range(3)], alone(4), sorted([(3, 1), (1, 2), (2, 0)], key=key)


def two():
    return shared(1), countdown(4), list(numbers(3)), even(5)


def program():
    return one(), two(), odd(3), max([1, 5, 3], key=leaf)


def label(frame):
    code = frame.f_code
    return {"file": code.co_filename, "line": code.co_firstlineno, "name": code.co_name}


def traced():
    """What the program did: each stack with the ticks for which it was just this one."""
    stack, ticks = [], {}

    def trace(frame, event, argument):
        # The tick before the event is the stack's that was there until then.
        if stack:
            name = json.dumps(stack)
            ticks[name] = ticks.get(name, 0) + 1
        if event == "call":
            stack.append(label(frame))
        elif event == "c_call":
            name = "<built-in method %s.%s>" % (argument.__module__, argument.__name__)
            stack.append({"file": "~", "line": 0, "name": name})
        elif stack:
            stack.pop()

    sys.setprofile(trace)
    program()
    sys.setprofile(None)
    seen = [{"stack": json.loads(name), "ticks": count} for name, count in ticks.items()]
    return [entry for entry in seen if entry["stack"][0]["name"] == "program"]


def profiled(path):
    now = [0]

    def tick():
        now[0] += 1
        return now[0]

    profile = cProfile.Profile(tick, 1.0)
    profile.runcall(program)
    profile.dump_stats(path)


profiled(sys.argv[1])
with open(sys.argv[2], "w") as out:
    json.dump(traced(), out)
