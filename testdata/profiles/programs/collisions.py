# Functions that share a file, a line and a name: what cProfile keeps the figures of the last of. main() is what is profiled.
import dataclasses
import functools


@dataclasses.dataclass
class Point:
    x: int
    y: int = 0


@dataclasses.dataclass
class Size:
    width: int
    height: int = 1


def twice(function):
    @functools.wraps(function)
    def wrapper(n):
        return function(function(n))

    return wrapper


@twice
def increment(n):
    return n + 1


@functools.lru_cache(maxsize=None)
@twice
def countdown(n):
    return countdown(n - 3) if n > 3 else n


def corners(n):
    return [Point(i) for i in range(n)], [Size(i) for i in range(2 * n)]


def apply(function, numbers):
    return [function(n) for n in numbers]


def main():
    add, square, negate = lambda n: n + 1, lambda n: n * n, lambda n: -n
    apply(add, range(3)), apply(square, range(5)), apply(negate, range(7))
    sum(n for n in range(4)) + sum(n * n for n in map(square, range(8)))
    points, sizes = corners(6)
    points[0] == points[1], sizes[0] == sizes[1], sizes[2] == sizes[2]
    apply(increment, range(2)), countdown(20)
