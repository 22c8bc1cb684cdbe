"""A module beside the script."""


def greet():
    print("hello")
