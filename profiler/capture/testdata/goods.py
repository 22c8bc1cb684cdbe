"""Has functions to be called, and lines to be run."""

import os
import pickle
import sys


def price(n, factor=2):
    return n * factor


def told(*args, **named):
    print(args, sorted(named.items()), sys.argv, sys.path[0] == os.path.dirname(os.path.abspath(__file__)), __name__)
    print(sorted(set(vars(sys.modules["__main__"])) - {"__annotations__"}), sorted(name for name in sys.modules if "tottime" in name))


def fails(n):
    return price(1 / n)


def leaves(code):
    price(1)
    sys.exit(code)


def interrupted():
    raise KeyboardInterrupt


def hooked():
    sys.excepthook = lambda *error: print("hook", error[0].__name__, error[2].tb_frame.f_code.co_name)
    fails(0)


class Basket:
    @staticmethod
    def total(n):
        return sum([price(i) for i in range(n)])


async def later(n):
    return price(n)


def each(n):
    for i in range(n):
        yield price(i)


def everywhere():
    import multiprocessing

    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.map(price, [1, 2]))


anything = 3


def main(*args):
    for n in range(5):
        print(price(n), Basket.total(n))
    return args


if __name__ == "__main__":
    print(sys.argv, sys.path[0] == os.path.dirname(os.path.abspath(__file__)), __name__, __file__, __package__, __spec__)
    print(sys.modules["__main__"].__dict__ is globals(), sys._getframe().f_code.co_name)

    class Local:
        pass

    print(type(pickle.loads(pickle.dumps(Local()))).__module__, main("""a
b"""))
    if len(sys.argv) > 1:
        fails(0)
