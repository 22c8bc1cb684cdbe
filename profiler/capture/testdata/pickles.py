"""Pickles things of the script itself."""

import copy
import pickle
import sys


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    class Inner:
        pass

    def __repr__(self):
        return "Point(%r, %r)" % (self.x, self.y)


def double(x):
    return 2 * x


for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    print(pickle.loads(pickle.dumps(Point(1, 2), protocol)), pickle.loads(pickle.dumps(double, protocol))(3))
print(copy.deepcopy([Point(3, 4)]), pickle.loads(pickle.dumps(Point.Inner)), Point.__module__, sys.modules[Point.__module__].Point is Point)
