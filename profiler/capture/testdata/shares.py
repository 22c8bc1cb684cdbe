"""Spends its time in calls of a function, in calls of functions in C and in a loop without calls, and prints how many seconds each took."""

import sys
from time import perf_counter, sleep


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def words(n):
    parts = []
    for number in range(n):
        parts.append(len("a word".upper()))


def loop(n):
    total = 0
    for number in range(n):
        total += number & 7


def timed(function, argument, times):
    sleep(0.003)  # a busy system lets one that has rested run undisturbed for some milliseconds
    begun = perf_counter()
    for _ in range(times):
        function(argument)
    return perf_counter() - begun


if sys.argv[1:] == ["thread"]:
    # From now on a thread more was there, which is what counts.
    import threading

    threading.Thread(target=int).start()

print(timed(fib, 15, 4), timed(words, 2000, 1), timed(loop, 10000, 2))
