"""Makes other profiles of one by testdata/profiles/make_big.py, to measure with:

    python variations.py runs  PROFILE FOLDER COUNT   further runs of the program: other figures, most of the same calls
    python variations.py apart PROFILE FOLDER COUNT   runs of programs that have no function in common
    python variations.py twins PROFILE FILE           each two functions have the same names but for their file's folder
"""
import marshal
import os
import random
import sys

with open(sys.argv[2], "rb") as file:
    stats = marshal.load(file)
chance = random.Random(313)


def renamed(rename):
    """The profile with other names and figures, each key and each number a new object, as the profiler makes them."""

    def scaled(figures):
        part = chance.random()
        return figures[0], figures[1], figures[2] * part, figures[3] * part

    return {
        rename(*key): scaled(figures) + ({rename(*caller): scaled(calls) for caller, calls in figures[4].items() if chance.random() < 0.95},)
        for key, figures in stats.items()
    }


def write(profile, path):
    with open(path, "wb") as file:
        marshal.dump(profile, file)


def twins():
    files, names = {}, {}

    def rename(file, line, name):
        number = int("".join(filter(str.isdigit, os.path.basename(file))))
        file = files.setdefault(file, "/twin%d/module%d.py" % (number % 2, number // 2))
        return file, line + 0, names.setdefault((number // 2, line), name)

    write(renamed(rename), sys.argv[3])


def runs(apart):
    for number in range(int(sys.argv[4])):
        files = {}

        def rename(file, line, name):
            return files.setdefault(file, "/program%d%s" % (number, file) if apart else file), line + 0, name

        write(renamed(rename), os.path.join(sys.argv[3], "%03d.stats" % number))


if sys.argv[1] == "twins":
    twins()
else:
    runs(apart=sys.argv[1] == "apart")
