class Empty: pass
class Values: x = 1; y = lambda: 2


class Basket(object):
    """A basket."""
    limit: int = 3
    key = (lambda self:
           self.limit)

    def __init__(self, *items):
        self.items = items

    @property
    def total(self): return sum(item.price for item in self.items)

    @total.setter

    # a comment between

    def total(self, value):
        pass

    class Item(Empty,
               metaclass=type):
        global elsewhere

        def __private(self):
            return [self for _ in range(3)]

        def elsewhere(self):
            class Deep:
                def method(self):
                    def function():
                        return lambda: (lambda: 1)
                    return function
            return Deep
    shelf = Item

    if limit:
        def conditional(self): return 1
    else:
        def conditional(self): return 2


class Last:

    def method(self):
        return """
    def not_a_method(self):
        pass
"""
