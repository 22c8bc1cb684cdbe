def f():
    return 1


f()
x = = 1
