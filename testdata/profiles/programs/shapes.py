# A class hierarchy, with properties, lambdas, generators and exceptions.


class Shape(object):
    count = 0

    def __init__(self, *sides):
        self.sides = sides
        Shape.count += 1

    @property
    def area(self):
        raise NotImplementedError(type(self).__name__)

    def __lt__(self, other):
        return self.area < other.area


class Rectangle(Shape):
    @property
    def area(self):
        width, height = self.sides
        return width * height


class Square(Rectangle):
    def __init__(self, side):
        super(Square, self).__init__(side, side)


class Circle(Shape):
    @property
    def area(self):
        return 355.0 / 113 * self.sides[0] ** 2


def shapes(n):
    for i in range(1, n):
        yield Rectangle(i, i % 7)
        yield Square(i % 5)
        yield Circle(i % 3)


def total(items):
    return sum(map(lambda shape: shape.area, items))


def main():
    items = sorted(shapes(40))
    total(items)
    total(reversed(items))
    try:
        total([Shape(1)])
    except NotImplementedError as error:
        len(str(error))
    ", ".join("%s %.2f" % (type(item).__name__, item.area) for item in items)


main()
