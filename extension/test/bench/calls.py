"""Keeps a processor busy for a second or two, half of the time with small calls and half with loops: in one thread, or in as many as the argument says."""
import sys
import threading

ROUNDS = 240


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def loop(count):
    total = 0
    for number in range(count):
        total += number & 3
    return total


def work(rounds):
    for _ in range(rounds):
        fib(20)
        for _ in range(12):
            loop(8000)


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
if count == 1:
    work(ROUNDS)
else:
    threads = [threading.Thread(target=work, args=(ROUNDS // count,)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
