"""Is started by crew.py as a program of its own."""


def called():
    pass


for _ in range(5):
    called()
