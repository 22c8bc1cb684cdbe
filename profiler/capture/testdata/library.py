"""Gives modules of the standard library much to do, the same in every run."""

import json
import random
import string
import textwrap


def values(seed, depth):
    chance = random.Random(seed)
    if depth == 0:
        return chance.choice([None, True, 1.5, "text", "é\n"])
    return {key: [values(seed + n, depth - 1) for n in range(3)] for key in string.ascii_lowercase[:3]}


def main():
    value = values(1, 4)
    text = json.dumps(value, indent=1)
    assert json.loads(text) == value
    print(len(text), len(textwrap.wrap(text[:5000], 30)))


main()
