"""Calls functions, known numbers of times, that are easily mixed up or miscounted."""

import asyncio
import sys

try:
    import dataclasses
except ImportError:  # Python 3.6
    dataclasses = None


class Basket:
    def total(self):
        pass


class Shelf:
    def total(self):
        pass


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def steps():
    for n in range(5):
        yield n


async def tick():
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def collide():
    for function, calls in ((lambda: 1), 1), ((lambda: 2), 2), ((lambda: 3), 4):
        for _ in range(calls):
            function()


def records():
    first = dataclasses.make_dataclass("First", ["x"])
    second = dataclasses.make_dataclass("Second", ["x", "y"])
    for _ in range(11):
        first(1)
    for _ in range(13):
        second(1, 2)


def trace(frame, event, argument):
    if frame.f_code is traced.__code__:
        events.append(event)
        return trace


def traced():
    pass


events = []
sys.settrace(trace)
traced()
sys.settrace(None)
print("events:", events)

Basket().total()
for _ in range(2):
    Shelf().total()
fib(10)
list(steps())
asyncio.new_event_loop().run_until_complete(tick())
collide()
if dataclasses:
    records()
