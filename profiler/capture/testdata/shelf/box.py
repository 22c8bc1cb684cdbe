"""A module of a package, which cannot be run as a script."""

from . import wood


def build(n):
    return [wood.saw(__name__) for _ in range(n)]


built = build(1)
print(built)
