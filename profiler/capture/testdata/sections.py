"""A program of which parts are measured. With a file as its argument it measures itself by hand, and saves that there."""

import sys


def leaf():
    return len("x")


def work(n, depth=0):
    for _ in range(n):
        leaf()
    if depth:
        work(n, depth - 1)
    return sorted([3, 2, 1], key=abs)


def fails():
    leaf()
    raise ValueError(leaf())


def steps(n):
    for i in range(n):
        leaf()
        yield i


class Basket:
    def pay(self):
        leaf()


def between():
    leaf()
    Basket().pay()


def main(work=work, fails=fails):
    between()
    work(3)
    between()
    work(2, 2)
    for _ in steps(3):
        between()
    try:
        fails()
    except ValueError:
        between()
    return "".join(map(str, range(3)))


def threads():
    import threading

    started = [threading.Thread(target=work, args=(5,)) for _ in range(3)]
    for thread in started:
        thread.start()
    between()
    for thread in started:
        thread.join()
    work(1)


def traces():
    work(1)
    sys.settrace(lambda *event: None)
    work(1)
    sys.settrace(None)
    work(1)


def by_hand(profiler, function):
    def measured(*arguments):
        profiler.enable()
        try:
            return function(*arguments)
        finally:
            profiler.disable()

    return measured


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    elif sys.argv[1] in ("threads", "traces"):
        globals()[sys.argv[1]]()
    elif sys.argv[1] == "only":
        import cProfile

        profiler = cProfile.Profile()
        main(**{name: by_hand(profiler, globals()[name]) for name in sys.argv[3:]})
        profiler.dump_stats(sys.argv[2])
    else:
        import sections
        import ticks

        profiler = ticks.made(sys.argv[1])
        profiler.runcall(sections.main)
        profiler.dump_stats(sys.argv[2])
