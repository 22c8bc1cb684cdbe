"""Known numbers of calls of every kind."""

import functools


def plain():
    pass


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def numbers(n):
    for i in range(n):
        yield i


def raises():
    raise ValueError


@functools.lru_cache(maxsize=None)
def cached(n):
    return n


class Base:
    def method(self):
        return len("four")


class Derived(Base):
    def method(self):
        return super().method() + 1

    @staticmethod
    def static():
        pass


for _ in range(7):
    plain()
fib(10)
sum(numbers(20))
for _ in range(3):
    try:
        raises()
    except ValueError:
        pass
for i in range(12):
    cached(i % 4)
thing = Derived()
for _ in range(9):
    thing.method()
    thing.static()
sorted([3, 1, 2], key=lambda x: -x)
one, two = lambda: 1, lambda: 2
one(), one(), two()
