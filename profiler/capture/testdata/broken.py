"""Cannot be imported."""


def work():
    pass


raise LookupError("not today")
