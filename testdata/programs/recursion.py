"""Recursion: more calls than primitive calls, and cumulative time that must count every second only once.

``fibonacci`` calls itself, ``is_even`` and ``is_odd`` call each other, and ``permutations`` is a generator that
delegates to itself. Their total calls are far above their primitive ones.
"""


def fibonacci(n):
    """The n-th Fibonacci number, by the definition."""
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def is_even(n):
    return n == 0 or is_odd(n - 1)


def is_odd(n):
    return n != 0 and is_even(n - 1)


def permutations(items):
    """Every order of the items."""
    if not items:
        yield []
        return
    for index, item in enumerate(items):
        for rest in permutations(items[:index] + items[index + 1:]):
            yield [item] + rest


def main():
    print("fibonacci(27) = %d" % fibonacci(27))
    print("300 is even, 1500 times: %s" % all(is_even(300) for _ in range(1500)))
    print("permutations of 8: %d" % sum(1 for _ in permutations(list(range(8)))))


if __name__ == "__main__":
    main()
