"""Runs two threads in an order that locks make certain: while the other one is within hold, the main one calls mine and quick."""

import _thread
import threading
import time

held, gate, gone = (_thread.allocate_lock() for _ in range(3))
for lock in held, gate, gone:
    lock.acquire()


def mine():
    pass


def leaf():
    pass


def apart():
    for _ in range(100):
        leaf()


def hold():
    held.release()
    gate.acquire()


def other():
    apart()
    hold()
    gone.release()


def quick():
    gate.release()
    gone.acquire()


def main():
    thread = threading.Thread(target=other)
    thread.start()
    held.acquire()
    time.sleep(0.02)
    for _ in range(50):
        mine()
    began = time.perf_counter()
    quick()
    print("quick:", time.perf_counter() - began)
    thread.join()


main()
