"""Writes a profile of any size, much as cProfile would for a program of that size, to measure with:

    python make_big.py FUNCTIONS EDGES FILE

Which objects are shared decides what marshal writes: as with cProfile, file and function names are, while each key and each number is new.
20,000 functions with 80,000 edges make 5 MB, 100,000 with 500,000 make 30 MB.
"""
import marshal
import random
import sys

functions, edges = int(sys.argv[1]), int(sys.argv[2])
chance = random.Random(313)
folders = ["/usr/lib/python3/site-packages/package%d/" % i for i in range(1 + functions // 900)]
files = [folders[i % len(folders)] + "module%d.py" % i for i in range(1 + functions // 30)]
names = ["function_%d" % i for i in range(1 + functions // 3)]
places = [(files[i // 30], 1 + i % 30 * 37, names[chance.randrange(len(names))]) for i in range(functions)]


def key(place):
    file, line, name = place
    return file, line + 0, name


def figures():
    calls = int(chance.paretovariate(0.7)) % 10 ** 7
    recursive = calls // 3 if chance.random() < 0.05 else 0
    own = calls * chance.expovariate(1e6)
    return calls, calls - recursive, own, own + chance.expovariate(1)


stats = {}
for number, place in enumerate(places):
    callers = {}
    for _ in range(edges * (number + 1) // functions - edges * number // functions):
        callers[key(places[int(functions * chance.random() ** 2)])] = figures()
    calls, primitive, own, cumulative = figures()
    stats[key(place)] = primitive, calls, own, cumulative, callers
with open(sys.argv[3], "wb") as out:
    marshal.dump(stats, out)
