# Evaluates expressions: two methods of one name, which call each other from several lines, and garbage in cycles.
import gc


class Number(object):
    def __init__(self, value):
        self.value = value
        self.cycle = self

    def evaluate(self):
        return self.value


class Sum(object):
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def evaluate(self):
        left = self.left.evaluate()
        right = self.right.evaluate()
        return left + right


def build(depth):
    if depth == 0:
        return Number(depth)
    left = build(depth - 1)
    right = build(depth - 2) if depth > 1 else Number(1)
    return Sum(left, right)


def check(tree):
    for expected in (8, 8):
        if tree.evaluate() != expected:
            raise ValueError(expected)
    return sum(map(lambda part: part.evaluate(), (tree.left, tree.right)))


def main():
    for depth in range(6, 0, -1):
        tree = build(depth)
        if depth == 6:
            check(tree)
    del tree
    gc.collect()


main()
