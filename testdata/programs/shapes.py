"""A class hierarchy: methods of equal names in several classes, decorators, properties and a nested function.

A profile names a decorated function by the line of its first decorator and a method without its class; the marks
belong on the ``def`` lines, and the names should say which ``area`` is meant.
"""

import functools


def counted(function):
    """Counts the calls of a function."""

    @functools.wraps(function)
    def counting(*arguments):
        counting.calls += 1
        return function(*arguments)

    counting.calls = 0
    return counting


class Shape(object):
    """Anything with an area."""

    def __init__(self, size):
        self.size = size

    def area(self):
        raise NotImplementedError

    @property
    def weight(self):
        """What the shape weighs: its area, integrated in many thin slices."""
        slices = 150
        return sum(self.area() / slices for _ in range(slices))


class Square(Shape):
    def area(self):
        return self.size * self.size


class Circle(Shape):
    @counted
    def area(self):
        """The area inside the circle, by counting the points of a grid."""
        inside = 0
        for x in range(8):
            for y in range(8):
                if x * x + y * y < 64:
                    inside += 1
        return 4.0 * inside * self.size * self.size / 64


class Triangle(Shape):
    @staticmethod
    def half(value):
        return value / 2.0

    @counted
    def area(self):
        return self.half(self.size * self.size)


def total_weight(shapes):
    def of(shape):
        return shape.weight

    return sum(of(shape) for shape in shapes)


def main():
    shapes = [kind(size) for size in range(1, 600) for kind in (Square, Circle, Triangle)]
    print("%d shapes weigh %.1f; circles were asked %d times" % (len(shapes), total_weight(shapes), Circle.area.calls))


if __name__ == "__main__":
    main()
