import functools


def decorate(*functions, **named):
    return lambda f: f


@decorate
def simple(): pass


@decorate(
    1,
    key=lambda: 2,
)
@decorate()

# a comment
@functools.lru_cache(maxsize=None)
def several(
    a,
):
    return a


@ decorate
class Decorated:
    @staticmethod
    @decorate(lambda: [
        i for i in ()])
    async def method(): pass

    @decorate
    class Inner: x = 1


@decorate(x=1 @ 2
          if False else 3)
class Last(object): pass
